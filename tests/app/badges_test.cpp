// Badges: for whom one is printed, what stands on it, and what staff hear when it is not.
#include "kiosk/app/badges.h"

#include <atomic>
#include <map>

#include <gtest/gtest.h>

#include "kiosk/event/badge_code.h"
#include "tests/app/desk_fixture.h"
#include "tests/app/visit_fixture.h"
#include "tests/device/printer_fake.h"
#include "tests/support/process.h"

namespace openday::app {
namespace {

using event::Verdict;

class BadgePrinting : public DeskTest {
 protected:
  void SetUp() override {
    open();
    documents = report.documents;
    begin({device::JobState::done});
  }
  void begin(std::deque<device::JobState> states) {
    badges.reset();
    auto made = std::make_unique<device::FakePrinter>();
    made->states = std::move(states);
    printer = made.get();
    badges = std::make_unique<Badges>(BadgePlace{options.state, OPENDAY_SOURCE_DIR "/assets", "", report::kA7}, std::move(made), [this] { woken = true, woken.notify_all(); });
  }
  void take(const Outcome& outcome) { badges->take(outcome, documents, at("08:35:00").wall); }
  template <class Done>
  void until(const Done& done) {
    for (;;) {
      woken = false;
      (void)badges->listen();
      if (done()) return;
      woken.wait(false);
    }
  }
  void finish() {
    until([this] { return badges->at_rest(); });
  }

  std::shared_ptr<const Documents> documents;
  device::FakePrinter* printer = nullptr;
  std::atomic<bool> woken = false;
  std::unique_ptr<Badges> badges;
};

Outcome outcome_of(Verdict verdict) {
  Outcome out = admitted(1, "欧阳明溪");
  out.verdict = verdict;
  out.category = "client";
  return out;
}

// Staff look at the page of a guest who is in.
PrintBadge again_of(const std::string& name) {
  auto guest = std::make_shared<ui::StaffGuest>();
  guest->name = name, guest->category = "服务对象", guest->group = "一组", guest->seat = "3 排 5 座", guest->persons = 1;
  return {1, guest_id(1), std::move(guest)};
}

TEST_F(BadgePrinting, follows_an_admission_that_is_on_the_disk) {
  take(outcome_of(Verdict::admitted));
  finish();
  EXPECT_EQ(printer->titles.size(), 1u);
  EXPECT_EQ(badges->news(), (ui::StaffBadges{true, ui::BadgeTrouble::none, 0}));
  EXPECT_TRUE(support::names_in(options.state / "reports/badges").empty()) << "no name stays on the box";
}

TEST_F(BadgePrinting, follows_nothing_else) {
  Outcome unsaved = outcome_of(Verdict::admitted);
  unsaved.saved = false;
  Outcome asking = outcome_of(Verdict::admitted);
  asking.asks = Asks::persons;
  Outcome nobody = outcome_of(Verdict::admitted);
  nobody.registration.reset();
  for (const Outcome& one : {unsaved, asking, nobody, outcome_of(Verdict::already_admitted), outcome_of(Verdict::revoked), outcome_of(Verdict::early), outcome_of(Verdict::category_full)}) take(one);
  finish();
  EXPECT_TRUE(printer->titles.empty());
}

TEST_F(BadgePrinting, that_failed_is_said_to_staff_and_repeated_before_them) {
  begin({device::JobState::failed, device::JobState::done});
  take(outcome_of(Verdict::admitted));
  until([this] { return badges->news().trouble != ui::BadgeTrouble::none; });
  EXPECT_EQ(badges->news(), (ui::StaffBadges{true, ui::BadgeTrouble::not_printed, 1}));
  badges->print_again(again_of("欧阳明溪"), documents, at("08:40:00").wall);
  finish();
  EXPECT_EQ(printer->titles.size(), 2u);
  EXPECT_EQ(badges->news(), (ui::StaffBadges{true, ui::BadgeTrouble::none, 0}));
}

TEST_F(BadgePrinting, that_waits_for_paper_keeps_nobody_waiting) {
  begin({device::JobState::out_of_paper});
  take(outcome_of(Verdict::admitted));
  until([this] { return badges->news().trouble != ui::BadgeTrouble::none; });
  EXPECT_EQ(badges->news().trouble, ui::BadgeTrouble::out_of_paper);
  for (int i = 0; i < 500; ++i) take(outcome_of(Verdict::admitted));
  EXPECT_TRUE(badges->at_rest()) << "it is a person's turn";
}

TEST_F(BadgePrinting, once_more_is_for_who_is_in) {
  PrintBadge gone = again_of("欧阳明溪");
  auto absent = std::make_shared<ui::StaffGuest>(*gone.shown);
  absent->persons = 0;
  gone.shown = absent;
  badges->print_again(gone, documents, at("08:40:00").wall);
  badges->print_again({1, guest_id(1), nullptr}, documents, at("08:40:00").wall);
  finish();
  EXPECT_TRUE(printer->titles.empty());
}

TEST_F(BadgePrinting, bears_the_whole_name_and_where_the_guest_belongs) {
  const BadgeWords words = load_badge_words(OPENDAY_SOURCE_DIR "/assets");
  Outcome outcome = outcome_of(Verdict::admitted);
  outcome.group = "一组", outcome.seat = "3 排 5 座", outcome.persons = 3;
  const report::Badge badge = badge_of(outcome, documents->plan, words, at("08:35:00").wall);
  EXPECT_EQ(badge.name, "欧阳明溪");
  EXPECT_EQ(badge.category, "服务对象");
  EXPECT_EQ(badge.day, "2020-11-17");
  EXPECT_EQ(badge.persons, "共 3 位");
  EXPECT_EQ(event::parse_badge(badge.code), outcome.registration);
  outcome.name.clear();
  EXPECT_EQ(badge_of(outcome, documents->plan, words, at("08:35:00").wall).name, "服务对象") << "a walk-in who gave no name";
}

TEST_F(BadgePrinting, once_more_says_so_and_is_otherwise_the_same) {
  const BadgeWords words = load_badge_words(OPENDAY_SOURCE_DIR "/assets");
  const report::Badge badge = badge_again(again_of("欧阳明溪"), documents->plan, words, at("08:35:00").wall);
  EXPECT_EQ(badge.day, "2020-11-17 补打");
  EXPECT_EQ(badge.name, "欧阳明溪");
  EXPECT_EQ(badge.seat, "3 排 5 座");
  EXPECT_EQ(event::parse_badge(badge.code), guest_id(1));
  PrintBadge nobody = again_of("（现场补登）");
  auto shown = std::make_shared<ui::StaffGuest>(*nobody.shown);
  shown->nameless = true;
  nobody.shown = shown;
  EXPECT_EQ(badge_again(nobody, documents->plan, words, at("08:35:00").wall).name, "服务对象");
}

TEST(BadgeCode, opens_the_guests_page_before_staff_and_lets_nobody_in) {
  VisitFixture box;
  const std::string code = event::badge_code(guest_id(7));
  box.tap(ui::IntentKind::open_staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.tap(ui::IntentKind::pin_entered, 0, "135790");
  box.answer(PinAnswer{box.state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::steward});
  box.effects.clear();
  box.scan(code);
  EXPECT_EQ(box.page(), ui::Page::staff_guest);
  ASSERT_EQ(box.asked<WorkOnGuest>().size(), 1u);
  EXPECT_EQ(box.asked<WorkOnGuest>()[0].guest, guest_id(7));
  EXPECT_EQ(box.asked<WorkOnGuest>()[0].work, GuestWork::look);
  EXPECT_TRUE(box.asked<CheckIn>().empty());
}

TEST(BadgeCode, is_nothing_but_a_badges) {
  for (const char* text : {"", "OD-GUEST:", "OD-GUEST:07", "OD1:07070707070707070707070707070707", "OD-GUEST:0707070707070707070707070707070g"}) EXPECT_FALSE(event::parse_badge(text)) << text;
}

}  // namespace
}  // namespace openday::app
