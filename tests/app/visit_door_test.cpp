// Between a scan and its result: how many, a fact, a screening; and what staff do at the door.
#include <gtest/gtest.h>

#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::IntentKind;
using ui::Page;

Outcome asks(Asks what, int left = 1) {
  Outcome out = admitted(1);
  out.verdict = event::Verdict::needs_staff;
  out.asks = what;
  out.left = out.seats = left;
  return out;
}

Outcome asks_screening(std::vector<ScreeningPage> pages) {
  Outcome out = asks(Asks::screening);
  out.screening = std::move(pages);
  return out;
}

ScreeningPage guests(event::OnFail on_fail = event::OnFail::refer) { return {false, on_fail, {{"没有下列症状", {"发热"}, {}, {}}}}; }
ScreeningPage staffs(event::OnFail on_fail = event::OnFail::refer) { return {true, on_fail, {{"体温", {}, {}, 37.3}}}; }

struct Door : VisitFixture {
  using VisitFixture::VisitFixture;
  void show(const Outcome& outcome) { answer(CheckInAnswer{state().id, outcome}); }
  [[nodiscard]] CheckIn last() const { return asked<CheckIn>().back(); }
  void log_in() {
    tap(IntentKind::open_staff_gate);
    answer(GateAnswer{state().id, true, 0});
    enter_pin();
  }
  void enter_pin() {
    tap(IntentKind::pin_entered, 0, "271828");
    answer(PinAnswer{state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::supervisor});
  }
};

// ---- parties ----

TEST(VisitParty, says_how_many_come_and_the_same_scan_goes_on) {
  Door box;
  box.scan("code");
  const auto visit = box.state().id;
  box.show(asks(Asks::persons, 3));
  ASSERT_EQ(box.page(), Page::party);
  for (const int wrong : {0, -1, 4}) box.tap(IntentKind::choose_persons, wrong);
  EXPECT_EQ(box.asked<CheckIn>().size(), 1u);
  box.tap(IntentKind::choose_persons, 2);
  EXPECT_EQ(box.last().text, "code");
  EXPECT_EQ(box.last().persons, 2);
  EXPECT_EQ(box.last().visit, visit);
  box.show(admitted(1));
  EXPECT_EQ(box.page(), Page::result);
  EXPECT_EQ(box.state().guest, guest_id(1));
}

TEST(VisitParty, code_still_held_before_the_camera_changes_nothing_but_another_guests_does) {
  Door box;
  box.scan("code");
  box.show(asks(Asks::persons, 3));
  const auto visit = box.state().id;
  box.scan("code");
  EXPECT_EQ(box.page(), Page::party);
  EXPECT_EQ(box.state().id, visit);
  box.scan("another");
  EXPECT_GT(box.state().id, visit);
  EXPECT_FALSE(box.last().persons);
}

TEST(VisitParty, guest_who_walks_away_leaves_nothing) {
  Door box;
  box.scan("code");
  box.show(asks(Asks::persons, 3));
  box.pass(111'000);
  EXPECT_EQ(box.page(), Page::home);
  EXPECT_FALSE(box.state().door);
  EXPECT_EQ(box.asked<CheckIn>().size(), 1u);
}

TEST(VisitParty, who_scanned_meanwhile_is_served_when_the_page_stays_untouched) {
  Door box;
  box.scan("one");
  box.scan("two");
  box.show(asks(Asks::persons, 3));
  box.pass(9'000);
  EXPECT_EQ(box.page(), Page::party);
  box.pass(2'000);
  EXPECT_EQ(box.last().text, "two");
}

// ---- codes of other systems ----

TEST(VisitFact, is_typed_and_goes_with_the_same_code_and_is_forgotten) {
  Door box;
  box.scan("https://example.org/s?code=7");
  box.show(asks(Asks::fact));
  ASSERT_EQ(box.page(), Page::confirm_fact);
  box.tap(IntentKind::fact_entered, 0, "");
  box.tap(IntentKind::fact_entered, 0, std::string(9, '1'));
  EXPECT_EQ(box.asked<CheckIn>().size(), 1u);
  box.tap(IntentKind::fact_entered, 0, "0042");
  EXPECT_EQ(box.last().fact, "0042");
  Outcome wrong = asks(Asks::fact);
  wrong.fact_wrong = true;
  wrong.wait_ms = 30'000;
  const auto attempt = box.state().door->attempt;
  box.show(wrong);
  EXPECT_TRUE(box.state().door->request.fact.empty());
  EXPECT_GT(box.state().door->attempt, attempt);
  box.tap(IntentKind::fact_entered, 0, "0043");   // too soon
  EXPECT_EQ(box.asked<CheckIn>().size(), 2u);
  box.pass(30'100);
  box.tap(IntentKind::fact_entered, 0, "0043");
  EXPECT_EQ(box.asked<CheckIn>().size(), 3u);
}

// ---- screening ----

TEST(VisitScreening, declared_by_the_guest_goes_on_to_admission_in_one_flow) {
  Door box;
  box.scan("code");
  box.show(asks_screening({guests(), guests(event::OnFail::note)}));
  ASSERT_EQ(box.page(), Page::screening);
  box.tap(IntentKind::answer_screening, 1);
  EXPECT_EQ(box.asked<CheckIn>().size(), 1u);
  box.tap(IntentKind::answer_screening, 1);
  EXPECT_EQ(box.last().screening, ScreeningResult::passed);
  box.show(admitted(1));
  EXPECT_EQ(box.page(), Page::result);
}

TEST(VisitScreening, what_a_failed_step_means_is_the_plans) {
  for (const auto& [on_fail, result] : {std::pair(event::OnFail::refer, ScreeningResult::referred), std::pair(event::OnFail::block, ScreeningResult::blocked)}) {
    Door box;
    box.scan("code");
    box.show(asks_screening({guests(on_fail), staffs()}));
    box.tap(IntentKind::answer_screening, 0);
    EXPECT_EQ(box.last().screening, result);
  }
  Door box;
  box.scan("code");
  box.show(asks_screening({guests(event::OnFail::note)}));
  box.tap(IntentKind::answer_screening, 0);
  EXPECT_EQ(box.last().screening, ScreeningResult::noted);
}

TEST(VisitScreening, what_staff_look_at_needs_their_pin_and_the_kiosk_is_public_again_afterwards) {
  Door box;
  box.scan("code");
  box.show(asks_screening({guests(), staffs()}));
  box.tap(IntentKind::answer_screening, 1);
  box.tap(IntentKind::answer_screening, 1);   // the guest cannot answer for staff
  EXPECT_EQ(box.asked<CheckIn>().size(), 1u);
  const auto visit = box.state().id;
  box.tap(IntentKind::staff_look);
  ASSERT_EQ(box.page(), Page::staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.tap(IntentKind::leave_staff);
  ASSERT_EQ(box.page(), Page::screening);     // what the guest declared is still there
  EXPECT_EQ(box.state().door->screening_page, 1u);
  box.tap(IntentKind::staff_look);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.enter_pin();
  ASSERT_EQ(box.page(), Page::screening);
  EXPECT_EQ(box.state().id, visit);
  box.tap(IntentKind::answer_screening, 1);
  EXPECT_EQ(box.last().screening, ScreeningResult::passed);
  box.show(admitted(1));
  box.pass(6'000);
  EXPECT_EQ(box.page(), Page::home);
  EXPECT_FALSE(box.state().staff);
}

TEST(VisitScreening, nothing_of_the_answers_outlives_the_visit) {
  Door box;
  box.scan("code");
  box.show(asks_screening({guests(event::OnFail::note), guests()}));
  box.tap(IntentKind::answer_screening, 0);
  box.scan("next");
  EXPECT_FALSE(box.last().screening);
  box.show(asks_screening({guests()}));
  EXPECT_FALSE(box.state().door->noted);
  EXPECT_EQ(box.state().door->screening_page, 0u);
}

// ---- staff ----

BoxFacts with_walk_ins(std::size_t declarations = 2) {
  BoxFacts facts;
  facts.walk_in_categories = {"guest"};
  facts.declarations = declarations;
  return facts;
}

TEST(VisitWalkIn, is_confirmed_only_when_every_declaration_is_given) {
  Door box(with_walk_ins());
  box.tap(IntentKind::walk_in);   // not for guests
  EXPECT_EQ(box.page(), Page::home);
  box.log_in();
  box.tap(IntentKind::walk_in);
  ASSERT_EQ(box.page(), Page::staff_walk_in);
  box.tap(IntentKind::choose_persons, 2);
  box.tap(IntentKind::toggle_declaration, 0);
  box.tap(IntentKind::toggle_declaration, 7);
  box.tap(IntentKind::confirm_walk_in);
  EXPECT_TRUE(box.asked<CheckIn>().empty());
  box.tap(IntentKind::toggle_declaration, 1);
  box.tap(IntentKind::confirm_walk_in);
  ASSERT_EQ(box.asked<CheckIn>().size(), 1u);
  EXPECT_EQ(box.last().walk_in->category, "guest");
  EXPECT_TRUE(box.last().walk_in->declared);
  EXPECT_TRUE(box.last().staff);
  EXPECT_EQ(box.last().persons, 2);
  box.show(admitted(1));
  box.pass(6'000);
  EXPECT_EQ(box.page(), Page::staff_attendance);
  EXPECT_TRUE(box.state().walk_in.declared.empty());
}

TEST(VisitWalkIn, leads_back_to_the_list_without_a_trace) {
  Door box(with_walk_ins());
  box.log_in();
  box.tap(IntentKind::walk_in);
  box.tap(IntentKind::toggle_declaration, 0);
  box.tap(IntentKind::go_home);
  EXPECT_EQ(box.page(), Page::staff_attendance);
  box.tap(IntentKind::walk_in);
  EXPECT_TRUE(box.state().walk_in.declared.empty());
}

TEST(VisitStaffDoor, guest_of_the_list_is_let_in_after_a_second_look) {
  Door box;
  box.log_in();
  box.answer(AttendanceAnswer{box.state().id, std::make_shared<ui::StaffAttendance>(), {guest_id(4), guest_id(5)}});
  box.act(ui::GuestAct::open, 2);
  EXPECT_EQ(box.page(), Page::staff_attendance);
  box.act(ui::GuestAct::open, 1);
  box.answer(GuestAnswer{box.state().id, GuestWork::look, ui::GuestSaved::saved, std::make_shared<ui::StaffGuest>()});
  EXPECT_TRUE(box.asked<CheckIn>().empty());
  box.act(ui::GuestAct::check_in);
  EXPECT_EQ(box.last().chosen, guest_id(5));
  box.show(asks(Asks::persons, 1));
  ASSERT_EQ(box.page(), Page::party);
  box.tap(IntentKind::choose_persons, 1);
  EXPECT_EQ(box.last().persons, 1);
}

TEST(VisitStaffDoor, override_needs_staff_a_refusal_that_may_be_lifted_and_a_reason) {
  Outcome full = admitted(1);
  full.verdict = event::Verdict::category_full;
  full.overridable = true;
  Door box;
  box.scan("code");
  box.show(full);
  box.tap(IntentKind::override_refusal);
  EXPECT_EQ(box.page(), Page::result);
  box.pass(11'000);
  box.log_in();
  box.scan("code");
  box.show(full);
  box.tap(IntentKind::choose_reason, 0);   // not before the page
  box.tap(IntentKind::override_refusal);
  ASSERT_EQ(box.page(), Page::staff_override);
  box.tap(IntentKind::choose_reason, 99);
  const auto before = box.asked<CheckIn>().size();
  box.tap(IntentKind::choose_reason, 0);
  ASSERT_EQ(box.asked<CheckIn>().size(), before + 1);
  ASSERT_EQ(box.last().overrides.size(), 1u);
  EXPECT_EQ(box.last().overrides[0].verdict, event::Verdict::category_full);
  EXPECT_EQ(box.last().overrides[0].reason, "leader-approved");
  Outcome revoked = admitted(1);
  revoked.verdict = event::Verdict::revoked;
  box.show(revoked);
  box.tap(IntentKind::override_refusal);
  EXPECT_EQ(box.page(), Page::result);
}

}  // namespace
}  // namespace openday::app
