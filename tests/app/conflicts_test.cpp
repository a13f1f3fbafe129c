// Conflict cards in the kiosk: which names are alike, what the desk writes when one is settled, what the page may do.
#include <gtest/gtest.h>

#include "kiosk/app/near_names.h"
#include "kiosk/text/shared_readings.h"
#include "tests/app/desk_fixture.h"
#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using event::CardKind;
using event::CardOutcome;
using ui::IntentKind;
using ui::Page;

// ---- names ----

bool alike(std::string_view a, std::string_view b) {
  static const auto readings = text::SharedReadings(OPENDAY_TEXT_DATA_DIR).get_or_letters();
  const auto left = name_keys(a, *readings), right = name_keys(b, *readings);
  return std::ranges::any_of(left, [&](const std::string& key) { return std::ranges::find(right, key) != right.end(); });
}

TEST(NearNames, the_same_name_and_the_same_sound_are_alike) {
  EXPECT_TRUE(alike("张伟", "张伟"));
  EXPECT_TRUE(alike("张伟", "章玮"));
  EXPECT_TRUE(alike("单于飞", "善于飞"));                             // a surname of two readings
  EXPECT_TRUE(alike("阿依古丽·买买提", "阿依古丽买买提"));
  EXPECT_TRUE(alike("沈㛃", "沈㛃"));
}

TEST(NearNames, others_are_not) {
  EXPECT_FALSE(alike("张伟", "张威武"));
  EXPECT_FALSE(alike("张伟", "李伟"));
  EXPECT_FALSE(alike("于", "余"));                                    // one character alone
  EXPECT_FALSE(alike("", ""));
  EXPECT_TRUE(alike("于", "于"));
}

TEST(NearNames, a_name_of_many_readings_has_a_bounded_number_of_keys) {
  const auto readings = text::SharedReadings(OPENDAY_TEXT_DATA_DIR).get_or_letters();
  std::string name;
  for (int i = 0; i < 25; ++i) name += "行";
  EXPECT_LE(name_keys(name, *readings).size(), 9u);
  EXPECT_EQ(name_keys("王玮", text::Readings::letters_only()), std::vector<std::string>{"=王玮"});
}

// ---- the desk ----

class ConflictDesk : public DeskTest {
 protected:
  ConflictDesk() {
    std::string text = support::read_text(std::filesystem::path(OPENDAY_SOURCE_DIR) / "config/plans/03-city-timed.toml");
    const std::string head = "[registration]\n";
    text.replace(text.find(head), head.size(), head + "walk_in = true\nwalk_in_category = \"client\"\n");
    options.documents.plan = folder / "plan.toml";
    support::write_text(options.documents.plan, text);
    supervised = true;
    options.readings = std::make_shared<text::SharedReadings>(OPENDAY_TEXT_DATA_DIR);
  }
  void walk_in(const std::string& name) {
    CheckIn wanted{};
    wanted.visit = ++visit, wanted.staff = true, wanted.persons = 1;
    wanted.walk_in = WalkInGuest{"client", true, name};
    EXPECT_TRUE(ask<CheckInAnswer>(wanted, at("08:40:00")).outcome.saved);
  }
  ConflictsAnswer load() { return ask<ConflictsAnswer>(LoadConflicts{++visit}, at("08:41:00")); }
  ConflictsAnswer settle(const event::ConflictCard& card, CardOutcome outcome) { return ask<ConflictsAnswer>(SettleConflict{++visit, card, outcome}, at("08:42:00")); }
  [[nodiscard]] event::Record last(std::string_view kind) const {
    journal::JournalReader reader(options.state);
    event::Record out;
    const auto scanned = reader.scan(0);
    for (const event::Record& record : scanned->records)
      if (record.kind == kind) out = record;
    return out;
  }
};

TEST_F(ConflictDesk, a_walk_in_who_sounds_like_a_guest_is_a_card_and_one_person_takes_the_walk_in_back) {
  open();
  walk_in("王伟");
  const auto answer = load();
  ASSERT_EQ(answer.list->cards.size(), 1u);
  EXPECT_EQ(answer.list->shown[0].who, "王伟");
  ASSERT_EQ(answer.list->shown[0].resembles.size(), 1u);
  EXPECT_NE(answer.list->shown[0].resembles[0].find("王玮"), std::string::npos);
  const auto done = settle(answer.list->cards[0], CardOutcome::same_person);
  EXPECT_EQ(done.saved, ConflictSaved::saved);
  EXPECT_TRUE(done.list->cards.empty());
  const auto undone = event::read_void(*last("void").body);
  EXPECT_EQ(undone->record, last("walk-in").id);
  const auto let_in = event::read_check_in(*last("check-in").body);   // who stands here stays counted
  ASSERT_TRUE(let_in);
  EXPECT_EQ(let_in->registration, guests[0].registration);
  EXPECT_EQ(report.persons, 1);
  EXPECT_EQ(event::read_staff(*last("staff").body)->detail, "same-person " + base::to_string(last("walk-in").id));
  open();   // a restart forgets nothing of it
  EXPECT_TRUE(load().list->cards.empty());
}

TEST_F(ConflictDesk, a_card_that_changed_meanwhile_is_shown_anew_and_nothing_is_written) {
  open();
  walk_in("王伟");
  const auto seen = load().list->cards.at(0);
  scan(code(0), "08:41:30");                                          // the one on the list comes
  const auto answer = settle(seen, CardOutcome::other_person);
  EXPECT_EQ(answer.saved, ConflictSaved::changed);
  ASSERT_EQ(answer.list->cards.size(), 1u);
  EXPECT_EQ(answer.list->shown[0].admissions.size(), 2u);
  EXPECT_EQ(records("void"), 0);
  EXPECT_EQ(settle(answer.list->cards[0], CardOutcome::other_person).saved, ConflictSaved::saved);
  EXPECT_EQ(settle(answer.list->cards[0], CardOutcome::other_person).saved, ConflictSaved::changed);   // two staff, one card
}

TEST_F(ConflictDesk, nobody_logged_in_sees_or_settles_nothing) {
  open();
  walk_in("王伟");
  const auto card = load().list->cards.at(0);
  desk->carry_out(NoteStaff{"logout"}, at("08:41:00"));
  collect();
  EXPECT_EQ(load().list, nullptr);
  EXPECT_EQ(settle(card, CardOutcome::same_person).saved, ConflictSaved::failed);
  EXPECT_EQ(records("void"), 0);
}

TEST_F(ConflictDesk, a_walk_in_without_a_name_is_nobodys_double) {
  open();
  walk_in("");
  EXPECT_TRUE(load().list->cards.empty());
}

// ---- the page ----

struct Staff : VisitFixture {
  static BoxFacts facts() {
    BoxFacts out;
    out.walk_in_categories = {"guest"};
    return out;
  }
  Staff() : VisitFixture(facts()) {
    tap(IntentKind::open_staff_gate);
    answer(GateAnswer{state().id, true, 0});
    tap(IntentKind::pin_entered, 0, "271828");
    answer(PinAnswer{state().id, PinVerdict::accepted, 0, 0});
  }
  void type(std::string text) { note(machine.on_typed({Typed::Kind::text, std::move(text)}, moment())); }
  void open_cards() {
    tap(IntentKind::open_staff_more);
    tap(IntentKind::open_staff_page, static_cast<int>(Page::staff_conflicts));
    auto list = std::make_shared<ConflictList>();
    event::ConflictCard card{CardKind::near_name, "s1", {event::Admission{}, event::Admission{}}, {}};
    list->cards = {card};
    list->shown.resize(1);
    answer(ConflictsAnswer{state().id, list, ConflictSaved::nothing});
  }
  void settle(int card, CardOutcome outcome) {
    ui::Intent intent{IntentKind::settle_conflict, state().id, card, {}, {}};
    intent.act = static_cast<int>(outcome);
    note(machine.on(intent, moment()));
  }
};

TEST(ConflictPage, one_card_is_settled_once_and_what_cannot_be_said_of_it_is_not) {
  Staff box;
  box.open_cards();
  ASSERT_EQ(box.page(), Page::staff_conflicts);
  box.settle(0, CardOutcome::time_right);                             // not of this kind
  box.settle(1, CardOutcome::same_person);                            // not there
  box.settle(-1, CardOutcome::same_person);
  EXPECT_TRUE(box.asked<SettleConflict>().empty());
  box.settle(0, CardOutcome::same_person);
  box.settle(0, CardOutcome::same_person);                            // a second tap
  EXPECT_EQ(box.asked<SettleConflict>().size(), 1u);
  box.answer(ConflictsAnswer{box.state().id, std::make_shared<ConflictList>(), ConflictSaved::saved});
  EXPECT_FALSE(box.state().asked);
  EXPECT_TRUE(box.state().conflicts->cards.empty());
}

TEST(ConflictPage, guests_get_nowhere_near_it) {
  VisitFixture box;
  box.tap(IntentKind::open_staff_more);
  box.tap(IntentKind::open_staff_page, static_cast<int>(Page::staff_conflicts));
  box.tap(IntentKind::settle_conflict);
  EXPECT_EQ(box.page(), Page::home);
  EXPECT_TRUE(box.asked<LoadConflicts>().empty());
}

TEST(ConflictPage, cards_are_gone_with_the_staff) {
  Staff box;
  box.open_cards();
  box.tap(IntentKind::leave_staff);
  EXPECT_EQ(box.state().conflicts, nullptr);
  box.answer(ConflictsAnswer{box.state().id, std::make_shared<ConflictList>(), ConflictSaved::nothing});
  EXPECT_EQ(box.state().conflicts, nullptr);
}

TEST(WalkInName, is_written_on_the_keyboard_and_goes_with_the_walk_in) {
  Staff box;
  box.tap(IntentKind::walk_in);
  box.tap(IntentKind::write_name);
  ASSERT_EQ(box.page(), Page::compose);
  box.type(" 沈㛃 ");
  box.tap(IntentKind::opinion_back);
  ASSERT_EQ(box.page(), Page::staff_walk_in);
  box.tap(IntentKind::write_name);
  box.tap(IntentKind::text_written);
  ASSERT_EQ(box.page(), Page::staff_walk_in);
  box.tap(IntentKind::confirm_walk_in);
  const auto sent = box.asked<CheckIn>();
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(sent[0].walk_in->name, "沈㛃");
}

TEST(WalkInName, guests_cannot_write_one) {
  VisitFixture box(Staff::facts());
  box.tap(IntentKind::write_name);
  EXPECT_EQ(box.page(), Page::home);
}

}  // namespace
}  // namespace openday::app
