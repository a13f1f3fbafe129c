// 请工作人员帮忙: the bell, the list that outlives the visit, who strikes a call off; and the voice as a preference.
#include <gtest/gtest.h>

#include "kiosk/app/help_calls.h"
#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::IntentKind;
using ui::Page;

// Staff come to the box and log in over the page that stands there.
void log_in(VisitFixture& box) {
  box.tap(IntentKind::open_staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.tap(IntentKind::pin_entered, 0, "190725");
  box.answer(PinAnswer{box.state().id, PinVerdict::accepted, 0, 0, ui::StaffRole::supervisor});
}

TEST(HelpCalls, ring_five_times_with_pauses_and_then_rest) {
  VisitFixture box;
  box.tap(IntentKind::call_staff);
  EXPECT_EQ(box.machine.calls().rings(), 1u);
  box.pass(kHelpRingPauseMs - 1);
  EXPECT_EQ(box.machine.calls().rings(), 1u);
  box.pass(1);
  EXPECT_EQ(box.machine.calls().rings(), 2u);
  box.pass(600'000);
  EXPECT_EQ(box.machine.calls().rings(), static_cast<std::uint64_t>(kHelpRings));
}

TEST(HelpCalls, stay_when_the_guest_has_walked_away) {
  VisitFixture box;
  box.tap(IntentKind::open_itinerary);
  const ui::VisitId guest = box.state().id;
  box.tap(IntentKind::call_staff);
  box.pass(600'000);
  EXPECT_NE(box.state().id, guest);
  EXPECT_FALSE(box.state().help_called);
  ASSERT_EQ(box.machine.calls().open().size(), 1u);
  EXPECT_EQ(box.machine.calls().open().front().page, Page::itinerary);
}

TEST(HelpCalls, count_once_for_a_visit_and_a_page_and_ring_again) {
  VisitFixture box;
  box.tap(IntentKind::call_staff);
  box.tap(IntentKind::dismiss_help);
  box.pass(1'000);
  box.tap(IntentKind::call_staff);
  EXPECT_EQ(box.machine.calls().open().size(), 1u);
  EXPECT_EQ(box.machine.calls().rings(), 2u);
  box.tap(IntentKind::dismiss_help);
  box.tap(IntentKind::open_itinerary);
  box.tap(IntentKind::call_staff);
  EXPECT_EQ(box.machine.calls().open().size(), 2u);
}

TEST(HelpCalls, rest_the_bell_when_the_guest_goes_on_alone) {
  VisitFixture box;
  box.tap(IntentKind::call_staff);
  box.tap(IntentKind::dismiss_help);
  box.pass(60'000);
  EXPECT_EQ(box.machine.calls().rings(), 1u);
  EXPECT_EQ(box.machine.calls().open().size(), 1u);
}

TEST(HelpCalls, are_answered_by_staff_who_log_in_before_the_guest) {
  VisitFixture box;
  box.tap(IntentKind::call_staff);
  log_in(box);
  ASSERT_TRUE(box.state().staff);
  EXPECT_TRUE(box.machine.calls().open().empty());
  box.pass(60'000);
  EXPECT_EQ(box.machine.calls().rings(), 1u);
}

TEST(HelpCalls, of_others_are_struck_off_one_by_one_by_staff_only) {
  VisitFixture box;
  box.tap(IntentKind::open_itinerary);
  box.tap(IntentKind::call_staff);
  box.pass(600'000);
  box.tap(IntentKind::call_staff);
  const int walked_away = box.machine.calls().open().front().id;
  box.tap(IntentKind::answer_call, walked_away);
  EXPECT_EQ(box.machine.calls().open().size(), 2u) << "a guest strikes nothing off";
  log_in(box);
  ASSERT_EQ(box.machine.calls().open().size(), 1u);
  box.tap(IntentKind::answer_call, walked_away + 17);
  EXPECT_EQ(box.machine.calls().open().size(), 1u);
  box.tap(IntentKind::answer_call, walked_away);
  EXPECT_TRUE(box.machine.calls().open().empty());
}

TEST(HelpCalls, are_not_made_in_staff_mode) {
  VisitFixture box;
  log_in(box);
  box.tap(IntentKind::call_staff);
  EXPECT_TRUE(box.machine.calls().open().empty());
  EXPECT_EQ(box.machine.calls().rings(), 0u);
}

TEST(HelpCalls, keep_the_latest_when_nobody_ever_answers) {
  HelpCalls calls;
  for (ui::VisitId visit = 1; visit <= kMostHelpCalls + 5; ++visit) calls.call(visit, Page::home, {}, 1);
  EXPECT_EQ(calls.open().size(), kMostHelpCalls);
  EXPECT_EQ(calls.open().back().visit, kMostHelpCalls + 5);
  EXPECT_EQ(calls.open().front().visit, 6u);
}

TEST(Voice, is_a_preference_of_one_visit) {
  VisitFixture box;
  EXPECT_FALSE(box.state().voice);
  box.tap(IntentKind::toggle_voice);
  EXPECT_TRUE(box.state().voice);
  box.pass(600'000);   // untouched: home as the next guest should find it
  EXPECT_FALSE(box.state().voice);
  box.tap(IntentKind::toggle_voice);
  box.check_in(1);
  EXPECT_TRUE(box.state().voice) << "the guest who scans is the one who switched it on";
  box.pass(600'000);
  EXPECT_FALSE(box.state().voice);
}

TEST(Voice, may_be_on_from_the_start_and_comes_back) {
  VisitRules rules;
  rules.voice_at_start = true;
  VisitMachine machine(rules, {base::Instant{}, "boot", 0, base::ClockState::synced});
  EXPECT_TRUE(machine.state().voice);
  (void)machine.on(ui::Intent{IntentKind::toggle_voice, machine.state().id, 0, {}, {}}, {base::Instant{}, "boot", 1, base::ClockState::synced});
  EXPECT_FALSE(machine.state().voice);
  (void)machine.on_time({base::Instant{}, "boot", 600'000, base::ClockState::synced});
  EXPECT_TRUE(machine.state().voice);
}

}  // namespace
}  // namespace openday::app
