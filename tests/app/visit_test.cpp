#include "kiosk/app/visit.h"

#include <gtest/gtest.h>

#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::IntentKind;
using ui::Page;

TEST(Visit, shows_success_only_after_the_worker_has_answered) {
  VisitFixture box;
  box.scan("code");
  EXPECT_EQ(box.page(), Page::home);
  ASSERT_EQ(box.asked<CheckIn>().size(), 1u);
  box.answer(CheckInAnswer{box.state().id, admitted(1)});
  EXPECT_EQ(box.page(), Page::result);
}

TEST(Visit, result_returns_by_itself_after_five_seconds) {
  VisitFixture box;
  box.check_in(1);
  box.pass(4'900);
  EXPECT_EQ(box.page(), Page::result);
  box.pass(200);
  EXPECT_EQ(box.page(), Page::home);
  EXPECT_FALSE(box.state().outcome);
  EXPECT_FALSE(box.state().guest);
}

TEST(Visit, result_stays_when_the_guest_asks_it_to) {
  VisitFixture box;
  box.check_in(1);
  box.tap(IntentKind::stay);
  box.pass(60'000);
  EXPECT_EQ(box.page(), Page::result);
}

TEST(Visit, says_not_saved_when_the_disk_does_not_answer_and_success_if_it_did_after_all) {
  VisitFixture box;
  box.scan("code");
  const auto visit = box.state().id;
  box.pass(10'100);
  ASSERT_EQ(box.page(), Page::result);
  EXPECT_FALSE(box.state().outcome->saved);
  box.answer(CheckInAnswer{visit, admitted(1)});
  EXPECT_TRUE(box.state().outcome->saved);
}

TEST(Visit, late_answer_dies_with_its_visit) {
  VisitFixture box;
  box.check_in(1);
  const auto first = box.state().id;
  box.pass(6'000);
  box.answer(CheckInAnswer{first, admitted(2)});
  box.answer(RatedAnswer{first, {}});
  box.answer(PinAnswer{first, PinVerdict::accepted, 0, 0, ui::StaffRole::supervisor});
  EXPECT_EQ(box.page(), Page::home);
  EXPECT_FALSE(box.state().outcome);
}

TEST(Visit, next_guest_may_scan_on_any_page) {
  VisitFixture box({.rating = two_subjects(true)});
  for (const auto open : {IntentKind::open_itinerary, IntentKind::open_rating, IntentKind::open_privacy, IntentKind::open_check_in, IntentKind::call_staff,
                          IntentKind::open_staff_gate}) {
    box.tap(open);
    const auto before = box.state().id;
    box.check_in(3);
    EXPECT_EQ(box.page(), Page::result) << static_cast<int>(open);
    EXPECT_GT(box.state().id, before);
    box.pass(6'000);
  }
}

TEST(Visit, guests_who_scan_while_the_disk_is_busy_are_served_in_turn) {
  VisitFixture box;
  box.scan("one");
  box.scan("two");
  box.scan("three");
  box.answer(CheckInAnswer{box.state().id, admitted(1)});
  EXPECT_EQ(box.page(), Page::result);
  box.pass(1'600);
  ASSERT_EQ(box.asked<CheckIn>().size(), 2u);
  EXPECT_EQ(box.asked<CheckIn>().back().text, "two");
  box.answer(CheckInAnswer{box.state().id, admitted(2)});
  box.pass(1'600);
  EXPECT_EQ(box.asked<CheckIn>().back().text, "three");
}

TEST(Visit, idle_page_warns_and_goes_home_and_any_touch_extends_it) {
  VisitFixture box;
  box.tap(IntentKind::open_itinerary);
  for (int i = 0; i < 7; ++i) {
    box.pass(95'000);
    ASSERT_TRUE(box.machine.idle_seconds_left(box.moment()));
    EXPECT_EQ(*box.machine.idle_seconds_left(box.moment()), 15);
    box.tap(IntentKind::continue_visit);
    EXPECT_FALSE(box.machine.idle_seconds_left(box.moment()));
    EXPECT_EQ(box.page(), Page::itinerary);
  }
  box.pass(110'100);
  EXPECT_EQ(box.page(), Page::home);
}

TEST(Visit, idle_warning_can_end_the_visit_at_once) {
  VisitFixture box;
  box.check_in(1);
  box.tap(IntentKind::open_itinerary);
  box.pass(95'000);
  box.tap(IntentKind::go_home);
  EXPECT_EQ(box.page(), Page::home);
  EXPECT_FALSE(box.state().guest);
}

TEST(Visit, language_and_type_return_to_default_after_idle_but_stay_for_who_looks_around) {
  VisitFixture box;
  box.tap(IntentKind::toggle_language);
  box.tap(IntentKind::toggle_large_type);
  box.tap(IntentKind::toggle_contrast);
  box.tap(IntentKind::toggle_low_reach);
  box.tap(IntentKind::open_itinerary);
  box.tap(IntentKind::go_home);
  EXPECT_EQ(box.state().language, ui::Language::en);
  box.check_in(1);
  EXPECT_EQ(box.state().language, ui::Language::en);
  EXPECT_TRUE(box.state().low_reach);
  box.pass(6'000);
  EXPECT_EQ(box.state().language, ui::Language::zh);
  EXPECT_FALSE(box.state().large_type);
  EXPECT_FALSE(box.state().high_contrast);
  EXPECT_FALSE(box.state().low_reach);
  box.tap(IntentKind::toggle_language);
  box.pass(91'000);
  EXPECT_EQ(box.state().language, ui::Language::zh);
}

TEST(Visit, untouched_home_turns_to_the_standing_view_and_back_at_a_touch) {
  VisitFixture box({.running = true});
  box.pass(121'000);
  EXPECT_EQ(box.page(), Page::standing);
  box.tap(IntentKind::touched);
  EXPECT_EQ(box.page(), Page::home);
  box.pass(121'000);
  box.check_in(1);
  EXPECT_EQ(box.page(), Page::result);
}

TEST(Visit, at_rest_there_is_nothing_to_wait_for) {
  VisitFixture box;
  EXPECT_FALSE(box.machine.deadline());
}

TEST(Visit, privacy_goes_back_where_it_came_from) {
  VisitFixture box;
  box.check_in(1);
  box.tap(IntentKind::open_privacy);
  box.pass(30'000);
  EXPECT_EQ(box.page(), Page::privacy);
  box.tap(IntentKind::close_privacy);
  EXPECT_EQ(box.page(), Page::result);
  EXPECT_TRUE(box.state().outcome);
}

TEST(Visit, notices_are_read_beside_a_visit_that_goes_on) {
  BoxFacts facts;
  facts.notices = 2;
  VisitFixture box(facts);
  box.check_in(1);
  box.tap(IntentKind::open_notices);
  EXPECT_EQ(box.page(), Page::notices);
  box.tap(IntentKind::close_privacy);
  EXPECT_EQ(box.page(), Page::result);
  EXPECT_TRUE(box.state().outcome);
  box.tap(IntentKind::open_notices);
  box.tap(IntentKind::open_privacy);
  box.tap(IntentKind::close_privacy);
  EXPECT_EQ(box.page(), Page::result) << "one step back, whatever was looked up";
  box.tap(IntentKind::open_notices);
  box.check_in(2);
  EXPECT_EQ(box.page(), Page::result) << "a code is looked at on any page";
  VisitFixture quiet;
  quiet.tap(IntentKind::open_notices);
  EXPECT_EQ(quiet.page(), Page::home) << "there are none";
}

TEST(Visit, what_changes_for_everybody_changes_between_two_visits) {
  VisitFixture box({.running = true});
  EXPECT_TRUE(box.machine.between_visits());
  box.pass(121'000);
  ASSERT_EQ(box.page(), Page::standing);
  EXPECT_TRUE(box.machine.between_visits());
  box.scan("code 1");
  EXPECT_FALSE(box.machine.between_visits());
  box.answer(CheckInAnswer{box.state().id, admitted(1)});
  EXPECT_FALSE(box.machine.between_visits());
  box.pass(10'000);
  EXPECT_TRUE(box.machine.between_visits());
  box.tap(IntentKind::open_staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  EXPECT_FALSE(box.machine.between_visits());
  box.tap(IntentKind::pin_entered, 0, "271828");
  box.answer(PinAnswer{box.state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::steward});
  ASSERT_EQ(box.page(), Page::staff_attendance);
  EXPECT_TRUE(box.machine.between_visits()) << "who works there the whole day keeps nothing back";
}

TEST(Visit, trouble_shows_its_page_and_goes_by_itself) {
  VisitFixture box;
  BoxFacts sick;
  sick.trouble = ui::OutOfService{ui::Trouble::disk_full, "journal.db", 3};
  (void)box.machine.set_facts(sick, box.moment());
  EXPECT_EQ(box.page(), Page::out_of_service);
  box.tap(IntentKind::open_itinerary);
  EXPECT_EQ(box.page(), Page::itinerary);
  box.tap(IntentKind::go_home);
  EXPECT_EQ(box.page(), Page::out_of_service);
  box.scan("code");
  EXPECT_EQ(box.asked<CheckIn>().size(), 1u);   // it may succeed: the disk is asked
  Outcome lost = admitted(1);
  lost.saved = false;
  box.answer(CheckInAnswer{box.state().id, lost});
  EXPECT_EQ(box.page(), Page::result);
  EXPECT_FALSE(box.state().guest);
  box.pass(11'000);
  EXPECT_EQ(box.page(), Page::out_of_service);
  (void)box.machine.set_facts({}, box.moment());
  EXPECT_EQ(box.page(), Page::home);
}

TEST(Visit, camera_picture_is_wanted_on_the_check_in_page_only) {
  VisitFixture box;
  box.tap(IntentKind::open_check_in);
  ASSERT_EQ(box.asked<ShowPreview>().size(), 1u);
  EXPECT_TRUE(box.asked<ShowPreview>().back().on);
  box.tap(IntentKind::go_home);
  EXPECT_FALSE(box.asked<ShowPreview>().back().on);
}

// ---- staff ----

TEST(VisitStaff, first_start_asks_for_a_pin_twice_and_refuses_simple_ones) {
  VisitFixture box({.pin_set = false});
  ASSERT_EQ(box.page(), Page::staff_gate);
  ASSERT_EQ(box.state().gate.mode, ui::PinMode::set_first);
  for (const char* simple : {"123456", "000000", "987654", "121212", "20201117", "135791"}) {
    box.tap(IntentKind::pin_entered, 0, simple);
    EXPECT_EQ(box.state().gate.problem, ui::PinProblem::too_simple) << simple;
  }
  box.tap(IntentKind::pin_entered, 0, "12345");
  EXPECT_EQ(box.state().gate.problem, ui::PinProblem::too_short);
  box.tap(IntentKind::pin_entered, 0, "271828");
  EXPECT_EQ(box.state().gate.mode, ui::PinMode::set_repeat);
  box.tap(IntentKind::pin_entered, 0, "271829");
  EXPECT_EQ(box.state().gate.problem, ui::PinProblem::not_the_same);
  EXPECT_EQ(box.state().gate.mode, ui::PinMode::set_first);
  box.tap(IntentKind::pin_entered, 0, "271828");
  box.tap(IntentKind::pin_entered, 0, "271828");
  ASSERT_EQ(box.asked<SetPin>().size(), 1u);
  EXPECT_TRUE(box.state().gate.first.empty());
  box.answer(PinSetAnswer{box.state().id, true});
  EXPECT_EQ(box.page(), Page::staff_attendance);
  EXPECT_EQ(box.asked<LoadAttendance>().size(), 1u);
}

TEST(VisitStaff, nobody_is_served_before_a_pin_is_set_and_no_way_leads_around_it) {
  VisitFixture box({.pin_set = false});
  for (const auto way : {IntentKind::leave_staff, IntentKind::go_home, IntentKind::open_check_in, IntentKind::open_itinerary, IntentKind::open_staff_gate, IntentKind::walk_in}) {
    box.tap(way);
    EXPECT_EQ(box.page(), Page::staff_gate) << static_cast<int>(way);
  }
  box.scan("code");
  EXPECT_TRUE(box.asked<CheckIn>().empty());
  box.pass(600'000);
  EXPECT_EQ(box.page(), Page::staff_gate);
  EXPECT_EQ(box.state().gate.mode, ui::PinMode::set_first);
}

TEST(VisitStaff, wrong_pin_shows_tries_left_and_a_lock_counts_down) {
  VisitFixture box;
  box.tap(IntentKind::open_staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.tap(IntentKind::pin_entered, 0, "111222");
  box.answer(PinAnswer{box.state().id, PinVerdict::wrong, 4, 0});
  EXPECT_EQ(box.state().gate.tries_left, 4);
  EXPECT_EQ(box.state().gate.problem, ui::PinProblem::wrong);
  box.tap(IntentKind::pin_entered, 0, "111222");
  box.answer(PinAnswer{box.state().id, PinVerdict::locked, 0, 30'000});
  EXPECT_EQ(box.machine.locked_seconds(box.moment()), 30);
  const auto tried = box.asked<TryPin>().size();
  box.tap(IntentKind::pin_entered, 0, "271828");
  EXPECT_EQ(box.asked<TryPin>().size(), tried);
  box.pass(30'100);
  EXPECT_EQ(box.machine.locked_seconds(box.moment()), 0);
  box.tap(IntentKind::pin_entered, 0, "271828");
  EXPECT_EQ(box.asked<TryPin>().size(), tried + 1);
}

TEST(VisitStaff, mode_times_out_after_a_warning_and_says_so_in_a_record) {
  VisitFixture box;
  box.tap(IntentKind::open_staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.tap(IntentKind::pin_entered, 0, "271828");
  box.answer(PinAnswer{box.state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::supervisor});
  box.pass(181'000);
  EXPECT_TRUE(box.machine.idle_seconds_left(box.moment()));
  box.pass(20'000);
  EXPECT_EQ(box.page(), Page::home);
  ASSERT_EQ(box.asked<NoteStaff>().size(), 1u);
  EXPECT_EQ(box.asked<NoteStaff>().back().what, "logout");
}

TEST(VisitStaff, guest_scanned_in_staff_mode_leads_back_to_the_list) {
  VisitFixture box;
  box.tap(IntentKind::open_staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.tap(IntentKind::pin_entered, 0, "271828");
  box.answer(PinAnswer{box.state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::supervisor});
  box.check_in(1);
  EXPECT_EQ(box.page(), Page::result);
  EXPECT_TRUE(box.state().staff);
  box.pass(6'000);
  EXPECT_EQ(box.page(), Page::staff_attendance);
  EXPECT_TRUE(box.asked<NoteStaff>().empty());
}

TEST(VisitStaff, no_scanned_text_opens_the_gate) {
  VisitFixture box;
  box.tap(IntentKind::open_staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.scan("271828");
  EXPECT_TRUE(box.asked<TryPin>().empty());
  EXPECT_FALSE(box.state().staff);
}

}  // namespace
}  // namespace openday::app
