// Staff as the visit sees them: what each role may, who works at the box, and the page of one guest.
#include <gtest/gtest.h>

#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::GuestAct;
using ui::IntentKind;
using ui::Page;
using ui::PeopleAct;
using ui::PeopleProblem;
using ui::PeopleStep;
using ui::StaffRole;

struct Staff : VisitFixture {
  explicit Staff(StaffRole role, BoxFacts facts = {}) : VisitFixture(std::move(facts)) { log_in(role); }
  void log_in(StaffRole role) {
    tap(IntentKind::open_staff_gate);
    answer(GateAnswer{state().id, true, 0});
    tap(IntentKind::pin_entered, 0, "271828");
    answer(PinAnswer{state().id, PinVerdict::accepted, 5, 0, role, "引导员一"});
  }
  void open_people() {
    tap(IntentKind::open_staff_page, static_cast<int>(Page::staff_people));
    auto shown = std::make_shared<ui::StaffPeople>();
    shown->people = {{"00000001", "负责人", StaffRole::supervisor, true, false}, {"7c21a90e", "引导员一", StaffRole::steward, false, true}};
    people = shown;
    answer(PeopleAnswer{state().id, PeopleWork::look, PeopleSaved::saved, people});
  }
  void open_guest() {
    answer(AttendanceAnswer{state().id, std::make_shared<ui::StaffAttendance>(), {guest_id(4), guest_id(5)}});
    act(GuestAct::open, 1);
    show();
  }
  void show(ui::GuestSaved saved = ui::GuestSaved::saved) {
    auto shown = std::make_shared<ui::StaffGuest>();
    shown->name = "欧阳明溪";
    answer(GuestAnswer{state().id, GuestWork::look, saved, shown});
  }
  std::shared_ptr<const ui::StaffPeople> people;
};

constexpr const char* kRecord = "01900000-0000-7000-8000-000000000001";

TEST(VisitRoles, a_steward_sees_who_may_where_a_supervisor_works_and_nothing_is_loaded) {
  Staff box(StaffRole::steward);
  EXPECT_EQ(box.state().worker, "引导员一");
  for (const auto way : {IntentKind::open_staff_programme, IntentKind::open_staff_results, IntentKind::open_staff_cases}) box.tap(way);
  EXPECT_TRUE(box.asked<LoadResults>().empty());
  EXPECT_TRUE(box.asked<LoadCases>().empty());
  box.tap(IntentKind::open_staff_more);
  box.tap(IntentKind::open_staff_page, static_cast<int>(Page::staff_people));
  EXPECT_EQ(box.page(), Page::staff_more);
}

TEST(VisitRoles, somebody_else_logs_in_through_the_gate_and_the_first_one_is_out) {
  Staff box(StaffRole::steward);
  box.tap(IntentKind::open_staff_gate);
  EXPECT_EQ(box.page(), Page::staff_gate);
  EXPECT_FALSE(box.state().staff);
  EXPECT_EQ(box.asked<NoteStaff>().size(), 1u);
  box.tap(IntentKind::leave_staff);   // and who turns away is nobody any more
  EXPECT_EQ(box.page(), Page::home);
}

TEST(VisitRoles, stay_with_who_works_there_over_the_guests_that_come) {
  Staff box(StaffRole::supervisor);
  box.check_in(1);
  box.pass(6'000);
  EXPECT_EQ(box.page(), Page::staff_attendance);
  EXPECT_EQ(box.state().role, StaffRole::supervisor);
  EXPECT_EQ(box.state().worker, "引导员一");
}

TEST(VisitRoles, a_refusal_is_lifted_by_a_supervisor_only) {
  Outcome full = admitted(1);
  full.verdict = event::Verdict::category_full;
  full.overridable = true;
  for (const StaffRole role : {StaffRole::steward, StaffRole::supervisor}) {
    Staff box(role);
    box.scan("code");
    box.answer(CheckInAnswer{box.state().id, full});
    box.tap(IntentKind::override_refusal);
    EXPECT_EQ(box.page(), role == StaffRole::supervisor ? Page::staff_override : Page::result);
  }
}

TEST(VisitRoles, an_accepted_pin_that_nobody_waits_for_is_logged_out) {
  VisitFixture box;
  box.tap(IntentKind::open_staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.tap(IntentKind::pin_entered, 0, "271828");
  const VisitId visit = box.state().id;
  box.scan("code");   // a guest came first
  box.answer(PinAnswer{visit, PinVerdict::accepted, 5, 0, StaffRole::supervisor});
  EXPECT_FALSE(box.state().staff);
  ASSERT_EQ(box.asked<NoteStaff>().size(), 1u);
  EXPECT_EQ(box.asked<NoteStaff>()[0].what, "logout");
}

TEST(VisitRoles, a_scanned_pin_opens_nothing_at_the_gate_and_fills_no_field) {
  VisitFixture box;
  box.tap(IntentKind::open_staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.scan("271828");
  EXPECT_TRUE(box.asked<TryPin>().empty());
  EXPECT_EQ(box.asked<CheckIn>().size(), 1u);   // looked at as a guest's code
  Staff supervisor(StaffRole::supervisor);
  supervisor.open_people();
  supervisor.act(PeopleAct::add_steward, "引导员二");
  supervisor.scan("314159");
  EXPECT_EQ(supervisor.asked<WorkOnPeople>().size(), 1u);   // the look
}

// ---- people ----

TEST(VisitPeople, a_new_pin_is_typed_twice_and_goes_to_the_desk_once) {
  Staff box(StaffRole::supervisor);
  box.open_people();
  box.act(PeopleAct::add_steward, "引导员二");
  ASSERT_EQ(box.state().people.step, PeopleStep::pin);
  box.act(PeopleAct::pin, "123456");
  EXPECT_EQ(box.state().people.problem, PeopleProblem::too_simple);
  box.act(PeopleAct::pin, "314159");
  EXPECT_EQ(box.state().people.step, PeopleStep::repeat);
  box.act(PeopleAct::pin, "314158");
  EXPECT_EQ(box.state().people.problem, PeopleProblem::not_the_same);
  box.act(PeopleAct::pin, "314159");
  box.act(PeopleAct::pin, "314159");
  box.act(PeopleAct::pin, "314159");   // a double tap
  ASSERT_EQ(box.asked<WorkOnPeople>().size(), 2u);
  const WorkOnPeople work = box.asked<WorkOnPeople>().back();
  EXPECT_EQ(work.work, PeopleWork::add);
  EXPECT_EQ(work.label, "引导员二");
  EXPECT_EQ(work.pin, "314159");
  EXPECT_TRUE(box.state().people.first.empty());
  box.answer(PeopleAnswer{box.state().id, PeopleWork::add, PeopleSaved::saved, box.people});
  EXPECT_EQ(box.state().people.step, PeopleStep::list);
}

TEST(VisitPeople, a_pin_that_somebody_has_is_asked_for_anew) {
  Staff box(StaffRole::supervisor);
  box.open_people();
  box.act(PeopleAct::change_pin, "7c21a90e");
  box.act(PeopleAct::pin, "271828");
  box.act(PeopleAct::pin, "271828");
  EXPECT_EQ(box.asked<WorkOnPeople>().back().id, "7c21a90e");
  box.answer(PeopleAnswer{box.state().id, PeopleWork::change_pin, PeopleSaved::taken, box.people});
  EXPECT_EQ(box.state().people.step, PeopleStep::pin);
  EXPECT_EQ(box.state().people.problem, PeopleProblem::taken);
}

TEST(VisitPeople, nothing_is_done_about_who_is_not_on_the_list) {
  Staff box(StaffRole::supervisor);
  box.open_people();
  box.act(PeopleAct::remove, "nobody");
  box.act(PeopleAct::change_pin, "nobody");
  EXPECT_EQ(box.asked<WorkOnPeople>().size(), 1u);
  box.act(PeopleAct::remove, "7c21a90e");
  ASSERT_EQ(box.asked<WorkOnPeople>().size(), 2u);
  EXPECT_EQ(box.asked<WorkOnPeople>().back().work, PeopleWork::remove);
}

TEST(VisitPeople, a_typed_pin_dies_with_the_visit) {
  Staff box(StaffRole::supervisor);
  box.open_people();
  box.act(PeopleAct::add_steward, "引导员二");
  box.act(PeopleAct::pin, "314159");
  ASSERT_FALSE(box.state().people.first.empty());
  box.pass(201'000);
  EXPECT_EQ(box.page(), Page::home);
  EXPECT_TRUE(box.state().people.first.empty());
}

// ---- a guest's page ----

TEST(VisitGuest, one_change_at_a_time_and_shown_when_it_is_on_the_disk) {
  Staff box(StaffRole::steward);
  box.open_guest();
  ASSERT_EQ(box.page(), Page::staff_guest);
  box.act(GuestAct::undo, 2, kRecord);
  box.act(GuestAct::undo, 2, kRecord);
  ASSERT_EQ(box.asked<WorkOnGuest>().size(), 2u);   // the look, and one undoing
  const WorkOnGuest work = box.asked<WorkOnGuest>().back();
  EXPECT_EQ(work.work, GuestWork::undo);
  EXPECT_EQ(work.guest, guest_id(5));
  EXPECT_EQ(work.reason, "not-here");
  EXPECT_EQ(base::to_string(work.record), kRecord);
  box.show(ui::GuestSaved::failed);
  EXPECT_EQ(box.state().guest_page.saved, ui::GuestSaved::failed);
}

TEST(VisitGuest, nonsense_asks_for_nothing) {
  Staff box(StaffRole::supervisor);
  box.open_guest();
  box.act(GuestAct::undo, 6, kRecord);
  box.act(GuestAct::undo, -1, kRecord);
  box.act(GuestAct::undo, 0, "no record");
  box.act(GuestAct::persons, 0);
  box.act(GuestAct::move);
  EXPECT_EQ(box.asked<WorkOnGuest>().size(), 1u);
}

TEST(VisitGuest, is_moved_by_a_supervisor_only) {
  for (const StaffRole role : {StaffRole::steward, StaffRole::supervisor}) {
    Staff box(role);
    box.open_guest();
    box.act(GuestAct::move, 0, "afternoon");
    EXPECT_EQ(box.asked<WorkOnGuest>().size(), role == StaffRole::supervisor ? 2u : 1u);
  }
}

TEST(VisitGuest, is_gone_with_the_page_and_with_the_visit) {
  Staff box(StaffRole::steward);
  box.open_guest();
  box.act(GuestAct::close);
  EXPECT_EQ(box.page(), Page::staff_attendance);
  EXPECT_FALSE(box.state().guest_page.shown);
  box.open_guest();
  box.pass(201'000);
  EXPECT_EQ(box.page(), Page::home);
  EXPECT_FALSE(box.state().guest_page.shown);
}

TEST(VisitGuest, a_disk_that_does_not_answer_is_said) {
  Staff box(StaffRole::steward);
  box.open_guest();
  box.act(GuestAct::undo, 0, kRecord);
  box.pass(11'000);
  EXPECT_EQ(box.state().guest_page.saved, ui::GuestSaved::failed);
}

TEST(VisitGuest, prints_one_badge_more_of_who_is_in_and_only_once_a_look) {
  Staff box(StaffRole::steward);
  box.open_guest();
  box.act(GuestAct::badge);
  EXPECT_TRUE(box.asked<PrintBadge>().empty()) << "nobody is here yet";
  auto shown = std::make_shared<ui::StaffGuest>();
  shown->name = "欧阳明溪", shown->persons = 1;
  box.act(GuestAct::undo, 0, kRecord);
  box.answer(GuestAnswer{box.state().id, GuestWork::look, ui::GuestSaved::saved, shown});
  box.act(GuestAct::badge);
  box.act(GuestAct::badge);
  ASSERT_EQ(box.asked<PrintBadge>().size(), 1u);
  EXPECT_EQ(box.asked<PrintBadge>()[0].guest, guest_id(5));
  EXPECT_EQ(box.asked<PrintBadge>()[0].shown, shown);
  EXPECT_TRUE(box.state().guest_page.badge_sent);
}

// ---- labels that stand on no list ----

TEST(VisitPeople, a_label_is_typed_and_goes_to_the_desk_with_its_pin) {
  Staff box(StaffRole::supervisor);
  box.open_people();
  box.act(PeopleAct::write_steward);
  EXPECT_EQ(box.state().people.step, PeopleStep::label);
  EXPECT_EQ(box.machine.keyboard_modes().front(), ui::KeyboardMode::pinyin);
  box.tap(IntentKind::switch_keyboard, static_cast<int>(ui::KeyboardMode::latin));
  for (const char* key : {"g", "a", "t", "e", " ", "2"}) box.tap(IntentKind::press_key, 0, key);
  box.act(PeopleAct::label);
  EXPECT_EQ(box.state().people.step, PeopleStep::pin);
  box.act(PeopleAct::pin, "314159");
  box.act(PeopleAct::pin, "314159");
  ASSERT_EQ(box.asked<WorkOnPeople>().size(), 2u);
  EXPECT_EQ(box.asked<WorkOnPeople>()[1].work, PeopleWork::add);
  EXPECT_EQ(box.asked<WorkOnPeople>()[1].label, "gate 2");
  EXPECT_EQ(box.asked<WorkOnPeople>()[1].role, StaffRole::steward);
}

TEST(VisitPeople, a_label_is_not_empty_and_not_somebody_elses) {
  Staff box(StaffRole::supervisor);
  box.open_people();
  box.act(PeopleAct::write_supervisor);
  box.act(PeopleAct::label);
  EXPECT_EQ(box.state().people.problem, PeopleProblem::no_label);
  box.tap(IntentKind::erase_key);
  EXPECT_EQ(box.state().people.problem, PeopleProblem::none) << "it is being mended";
  box.tap(IntentKind::press_key, 0, "l");   // pinyin: the candidate first
  box.act(PeopleAct::label);
  EXPECT_EQ(box.state().people.step, PeopleStep::label);
  const AskCandidates asked = box.asked<AskCandidates>().back();
  CandidatesAnswer given{asked.visit, asked.serial, asked.keys, {{"引导员一", 1}}, 0, 1};
  box.answer(given);
  box.tap(IntentKind::choose_candidate, 0);
  box.act(PeopleAct::label);
  EXPECT_EQ(box.state().people.problem, PeopleProblem::same_label);
  box.act(PeopleAct::back);
  EXPECT_EQ(box.state().people.step, PeopleStep::list);
  EXPECT_EQ(box.asked<WorkOnPeople>().size(), 1u) << "nothing was added";
}

TEST(VisitPeople, no_label_is_longer_than_its_place) {
  Staff box(StaffRole::supervisor);
  box.open_people();
  box.act(PeopleAct::write_steward);
  box.tap(IntentKind::switch_keyboard, static_cast<int>(ui::KeyboardMode::latin));
  for (int i = 0; i < 40; ++i) box.tap(IntentKind::press_key, 0, "m");
  EXPECT_EQ(box.state().people.typed.count(), kMostStaffLabel);
}

}  // namespace
}  // namespace openday::app
