// Staff's list searched from the page itself: what is asked, whose answer counts, and what ends it.
#include <gtest/gtest.h>

#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::GuestAct;
using ui::IntentKind;
using ui::ListSearchAct;
using ui::Page;

class VisitList : public ::testing::Test, public VisitFixture {
 protected:
  void SetUp() override {
    tap(IntentKind::open_staff_gate);
    answer(GateAnswer{state().id, true, 0});
    tap(IntentKind::pin_entered, 0, "271828");
    answer(PinAnswer{state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::steward});
    load({"王玮", "欧阳明溪", "李雪芹"});
  }
  void load(const std::vector<std::string>& names) {
    std::vector<ui::StaffRow> rows;
    std::vector<event::RegistrationId> guests;
    for (const std::string& name : names) {
      ui::StaffRow row;
      row.name = name;
      rows.push_back(std::move(row));
      guests.push_back(guest_id(static_cast<std::uint8_t>(rows.size())));
    }
    auto list = std::make_shared<ui::StaffAttendance>();
    list->rows = ui::StaffRows(std::move(rows));
    answer(AttendanceAnswer{state().id, list, std::move(guests)});
  }
  void search(ListSearchAct what) { act(GuestAct::search, static_cast<int>(what)); }
  void type(const std::string& keys) {
    for (const char key : keys) tap(IntentKind::press_key, 0, std::string(1, key));
  }
  void find(std::vector<std::uint32_t> rows) {
    const SearchList last = asked<SearchList>().back();
    answer(ListFoundAnswer{last.visit, last.serial, last.rows, std::make_shared<const std::vector<std::uint32_t>>(std::move(rows))});
  }
  [[nodiscard]] const ListSearch& list() const { return state().list_search; }
};

TEST_F(VisitList, asks_with_every_key_and_shows_what_the_newest_question_found) {
  EXPECT_TRUE(machine.keyboard_modes().empty());
  search(ListSearchAct::open);
  EXPECT_EQ(machine.keyboard_modes().front(), ui::KeyboardMode::pinyin);
  type("oym");
  ASSERT_EQ(asked<SearchList>().size(), 3u);
  EXPECT_EQ(asked<SearchList>().back().query, "oym");
  EXPECT_EQ(asked<SearchList>().back().rows.size(), 3u);
  EXPECT_TRUE(asked<AskCandidates>().empty()) << "letters go into the field";
  const SearchList first = asked<SearchList>().front();
  answer(ListFoundAnswer{first.visit, first.serial, first.rows, std::make_shared<const std::vector<std::uint32_t>>()});
  EXPECT_EQ(list().found, nullptr);
  find({1});
  ASSERT_NE(list().found, nullptr);
  EXPECT_EQ(*list().found, std::vector<std::uint32_t>{1});
  EXPECT_FALSE(list().searching);
}

TEST_F(VisitList, keeps_what_was_found_over_the_page_of_a_guest_and_forgets_it_with_the_tab) {
  search(ListSearchAct::open);
  type("oym");
  find({1});
  tap(IntentKind::enter_key);
  EXPECT_FALSE(list().types);
  EXPECT_EQ(list().query.text(), "oym");
  act(GuestAct::open, 1);
  EXPECT_EQ(asked<WorkOnGuest>().back().guest, guest_id(2)) << "a place in the whole list";
  answer(GuestAnswer{state().id, GuestWork::look, ui::GuestSaved::saved, std::make_shared<ui::StaffGuest>()});
  act(GuestAct::close);
  load({"王玮", "欧阳明溪"});
  EXPECT_EQ(asked<SearchList>().back().query, "oym") << "the new list is searched as well";
  EXPECT_EQ(asked<SearchList>().back().rows.size(), 2u);
  tap(IntentKind::open_staff_more);
  tap(IntentKind::open_staff_attendance);
  EXPECT_TRUE(list().query.empty());
  EXPECT_EQ(list().found, nullptr);
}

TEST_F(VisitList, drops_the_answer_to_rows_that_are_no_longer_shown) {
  search(ListSearchAct::open);
  type("w");
  const SearchList before = asked<SearchList>().back();
  load({"李雪芹"});
  answer(ListFoundAnswer{before.visit, before.serial, before.rows, std::make_shared<const std::vector<std::uint32_t>>(std::vector<std::uint32_t>{2})});
  EXPECT_EQ(list().found, nullptr) << "there is no third row any more";
}

TEST_F(VisitList, shows_everybody_again_when_the_field_is_empty) {
  search(ListSearchAct::open);
  type("w");
  find({0});
  tap(IntentKind::erase_key);
  EXPECT_EQ(list().found, nullptr);
  EXPECT_FALSE(list().searching);
  type("w");
  find({0});
  search(ListSearchAct::clear);
  EXPECT_EQ(list().found, nullptr);
  EXPECT_FALSE(list().types);
}

TEST_F(VisitList, is_nobodys_who_is_not_staff) {
  search(ListSearchAct::open);
  type("w");
  find({0});
  tap(IntentKind::leave_staff);
  EXPECT_EQ(page(), Page::home);
  EXPECT_TRUE(list().query.empty());
  search(ListSearchAct::open);
  EXPECT_FALSE(list().types);
  EXPECT_TRUE(machine.keyboard_modes().empty());
}

}  // namespace
}  // namespace openday::app
