// The self-test's page: who may, what is asked of the box, what a code held up there does, and what is put on record.
#include "kiosk/app/visit_self_test.h"

#include <gtest/gtest.h>

#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::IntentKind;
using ui::Page;
using ui::SelfTestAct;
using ui::SelfTestCheck;
using ui::SelfTestGrade;
using ui::SelfTestStep;

class VisitSelfTest : public ::testing::Test, public VisitFixture {
 protected:
  void log_in(ui::StaffRole role = ui::StaffRole::steward) {
    tap(IntentKind::open_staff_gate);
    answer(GateAnswer{state().id, true, 0});
    tap(IntentKind::pin_entered, 0, "135790");
    answer(PinAnswer{state().id, PinVerdict::accepted, 5, 0, role});
  }
  void open() {
    log_in();
    tap(IntentKind::open_staff_more);
    tap(IntentKind::open_staff_page, static_cast<int>(Page::staff_self_test));
  }
  void act(SelfTestAct what, int value = 0, std::string text = {}) { VisitFixture::act(IntentKind::act_on_self_test, static_cast<int>(what), value, std::move(text)); }
  void tell(SelfTestNews news) { answer(SelfTestAnswer{state().id, std::make_shared<const SelfTestNews>(std::move(news))}); }
  void tell(SelfTestFacts facts) {
    SelfTestNews news;
    news.box = std::move(facts);
    tell(std::move(news));
  }
  [[nodiscard]] int jobs(SelfTestJob::Kind kind) const {
    int count = 0;
    for (const WorkOnSelfTest& one : asked<WorkOnSelfTest>()) count += one.job->kind == kind ? 1 : 0;
    return count;
  }
  [[nodiscard]] ui::SelfTestLine line(SelfTestCheck check) const { return judge_self_test(facts_of(*state().self_test))[static_cast<std::size_t>(check)]; }
  void tap_corners(const std::string& where) {
    act(SelfTestAct::open_corners);
    for (int i = 0; i < 4; ++i) act(SelfTestAct::corner, i, where);
  }
};

TEST_F(VisitSelfTest, is_closed_to_whoever_is_not_staff) {
  tap(IntentKind::open_staff_page, static_cast<int>(Page::staff_self_test));
  act(SelfTestAct::note);
  EXPECT_EQ(page(), Page::home);
  EXPECT_TRUE(asked<WorkOnSelfTest>().empty());
}

TEST_F(VisitSelfTest, lets_a_steward_look_and_begins_at_once) {
  open();
  EXPECT_EQ(page(), Page::staff_self_test);
  EXPECT_EQ(jobs(SelfTestJob::Kind::look), 1);
}

TEST_F(VisitSelfTest, takes_a_code_for_a_code_and_checks_nobody_in) {
  open();
  const auto visit = state().id;
  scan("OD1:A GUEST OF TODAY");
  EXPECT_EQ(page(), Page::staff_self_test);
  EXPECT_EQ(state().id, visit);
  EXPECT_TRUE(asked<CheckIn>().empty());
  tap(IntentKind::open_staff_attendance);
  scan("OD1:A GUEST OF TODAY");
  EXPECT_EQ(asked<CheckIn>().size(), 1u) << "on every other page it is let in";
}

TEST_F(VisitSelfTest, hands_the_offices_code_on_when_a_supervisor_shows_it) {
  log_in(ui::StaffRole::supervisor);
  tap(IntentKind::open_staff_more);
  scan("ODE1:{}");
  EXPECT_EQ(jobs(SelfTestJob::Kind::enrol), 0);   // on another page it is a guest's code that cannot be read
  answer(CheckInAnswer{state().id, {}});
  pass(60'000);
  if (!state().staff) log_in(ui::StaffRole::supervisor);
  tap(IntentKind::open_staff_more);
  tap(IntentKind::open_staff_page, static_cast<int>(Page::staff_self_test));
  ASSERT_TRUE(state().self_test);
  SelfTestFacts facts;
  facts.looked.emplace();
  tell(facts);
  EXPECT_EQ(line(SelfTestCheck::bureau).said, ui::Text::self_test_bureau_never);
  scan("ODE1:{}");
  scan("ODE1:{}");   // still before the camera
  ASSERT_EQ(jobs(SelfTestJob::Kind::enrol), 1);
  EXPECT_EQ(asked<WorkOnSelfTest>().back().job->detail, "ODE1:{}");
  EXPECT_EQ(line(SelfTestCheck::bureau).grade, SelfTestGrade::looking);
  SelfTestNews news;
  news.enrol = EnrolFact::refused;
  tell(news);
  EXPECT_EQ(line(SelfTestCheck::bureau).said, ui::Text::self_test_enrol_refused);
  scan("ODE1:{}");
  EXPECT_EQ(jobs(SelfTestJob::Kind::enrol), 2);
  news.enrol = EnrolFact::done;
  tell(news);
  EXPECT_EQ(line(SelfTestCheck::bureau).grade, SelfTestGrade::good);
}

TEST_F(VisitSelfTest, asks_a_steward_for_a_supervisor) {
  open();
  SelfTestFacts facts;
  facts.looked.emplace();
  tell(facts);
  scan("ODE1:{}");
  EXPECT_EQ(jobs(SelfTestJob::Kind::enrol), 0);
  EXPECT_EQ(line(SelfTestCheck::bureau).said, ui::Text::self_test_enrol_steward);
}

TEST_F(VisitSelfTest, wants_the_picture_until_it_is_fit_and_while_it_is_shown) {
  open();
  SelfTestFacts facts;
  facts.camera.state = DeviceState::working;
  tell(facts);
  ASSERT_EQ(asked<ShowPreview>().size(), 1u);
  EXPECT_TRUE(asked<ShowPreview>().back().on);
  facts.camera.picture = PictureFacts{0, 2, 240};
  tell(facts);
  EXPECT_TRUE(asked<ShowPreview>().back().on) << "a wall says nothing";
  facts.camera.picture = PictureFacts{100, 50, 120};
  tell(facts);
  EXPECT_FALSE(asked<ShowPreview>().back().on);
  act(SelfTestAct::open_camera);
  EXPECT_TRUE(asked<ShowPreview>().back().on);
  tap(IntentKind::open_staff_attendance);
  EXPECT_FALSE(asked<ShowPreview>().back().on);
}

TEST_F(VisitSelfTest, measures_the_corners_one_after_the_other) {
  open();
  act(SelfTestAct::open_corners);
  EXPECT_EQ(state().self_test->step, SelfTestStep::corners);
  act(SelfTestAct::corner, 2, "0 0");
  EXPECT_EQ(state().self_test->corner, 0) << "not this one's turn";
  act(SelfTestAct::corner, 0, "12 -31");
  for (int i = 1; i < 4; ++i) act(SelfTestAct::corner, i, "4 4");
  EXPECT_EQ(state().self_test->step, SelfTestStep::lines);
  EXPECT_EQ(line(SelfTestCheck::touch).grade, SelfTestGrade::good);
  EXPECT_EQ(line(SelfTestCheck::touch).values.front(), "3.1");
}

TEST_F(VisitSelfTest, says_which_corners_cannot_be_reached) {
  open();
  tap_corners("");
  EXPECT_EQ(line(SelfTestCheck::touch).grade, SelfTestGrade::bad);
  tap_corners("x y");
  EXPECT_EQ(line(SelfTestCheck::touch).values.front(), "4");
  tap_corners("90 0");
  EXPECT_EQ(line(SelfTestCheck::touch).said, ui::Text::self_test_touch_off);
}

TEST_F(VisitSelfTest, plays_the_bell_and_asks_who_heard_it) {
  open();
  act(SelfTestAct::heard);
  EXPECT_EQ(line(SelfTestCheck::sound).grade, SelfTestGrade::todo) << "nothing was played";
  act(SelfTestAct::open_sound);
  EXPECT_EQ(jobs(SelfTestJob::Kind::chime), 1);
  act(SelfTestAct::heard);
  EXPECT_EQ(line(SelfTestCheck::sound).grade, SelfTestGrade::good);
  act(SelfTestAct::open_sound);
  act(SelfTestAct::not_heard);
  EXPECT_EQ(line(SelfTestCheck::sound).grade, SelfTestGrade::bad);
  SelfTestFacts facts;
  facts.sound = SoundFact::no_card;
  tell(facts);
  EXPECT_EQ(line(SelfTestCheck::sound).said, ui::Text::self_test_sound_no_card) << "the device knows better";
}

TEST_F(VisitSelfTest, is_put_on_record_once_everything_was_looked_at) {
  open();
  act(SelfTestAct::note);
  EXPECT_EQ(jobs(SelfTestJob::Kind::note), 0);
  SelfTestFacts facts;
  facts.looked.emplace();
  tell(facts);
  act(SelfTestAct::note);
  act(SelfTestAct::note);
  ASSERT_EQ(jobs(SelfTestJob::Kind::note), 1);
  EXPECT_EQ(asked<WorkOnSelfTest>().back().job->detail, self_test_detail(judge_self_test(facts_of(*state().self_test))));
  SelfTestNews failed;
  failed.note_failed = true;
  tell(failed);
  EXPECT_TRUE(state().self_test->note_failed);
  act(SelfTestAct::note);
  SelfTestNews noted;
  noted.noted = moment().wall;
  tell(noted);
  EXPECT_TRUE(state().self_test->noted);
  act(SelfTestAct::look);
  EXPECT_FALSE(state().self_test->noted) << "a new run has a record of its own";
}

TEST_F(VisitSelfTest, prints_what_the_page_says_one_sheet_at_a_time) {
  open();
  act(SelfTestAct::print);
  act(SelfTestAct::print);
  ASSERT_EQ(jobs(SelfTestJob::Kind::print), 1);
  EXPECT_EQ(asked<WorkOnSelfTest>().back().job->lines.size(), static_cast<std::size_t>(ui::kSelfTestChecks));
  SelfTestNews printed;
  printed.print.emplace().stage = ui::PaperStage::failed;
  tell(printed);
  act(SelfTestAct::print);
  EXPECT_EQ(jobs(SelfTestJob::Kind::print), 2);
}

TEST_F(VisitSelfTest, dies_with_the_visit) {
  open();
  tap_corners("4 4");
  const auto before = state().id;
  tap(IntentKind::leave_staff);
  EXPECT_EQ(state().self_test, nullptr);
  answer(SelfTestAnswer{before, std::make_shared<const SelfTestNews>()});
  EXPECT_EQ(state().self_test, nullptr);
}

// ---- a run ends ----

SelfTestFacts looked_through(int worn = 10) {
  SelfTestFacts facts;
  facts.camera.state = DeviceState::off;
  facts.scanner.read = ScanFacts{base::Instant{}, 134, true};
  facts.sound = SoundFact::off;
  facts.looked.emplace();
  facts.looked->disk.worn_percent = worn;
  return facts;
}

TEST_F(VisitSelfTest, is_put_on_record_by_itself_when_nothing_is_left_to_try) {
  open();
  tell(looked_through());
  EXPECT_EQ(jobs(SelfTestJob::Kind::note), 0) << "the corners are still to be tapped";
  tap_corners("3 4");
  ASSERT_EQ(jobs(SelfTestJob::Kind::note), 1);
  EXPECT_TRUE(state().self_test->noting);
  tell(looked_through());
  EXPECT_EQ(jobs(SelfTestJob::Kind::note), 1) << "once a run";
  act(SelfTestAct::look);
  tell(looked_through());
  EXPECT_EQ(jobs(SelfTestJob::Kind::note), 2) << "another run";
}

TEST_F(VisitSelfTest, is_put_on_record_when_its_page_is_left_half_done) {
  open();
  tell(looked_through());
  tap(IntentKind::open_staff_attendance);
  ASSERT_EQ(jobs(SelfTestJob::Kind::note), 1);
  EXPECT_NE(asked<WorkOnSelfTest>().back().job->detail.find("todo 1"), std::string::npos) << asked<WorkOnSelfTest>().back().job->detail;
}

TEST_F(VisitSelfTest, is_put_on_record_before_whoever_looked_is_logged_out) {
  open();
  tell(looked_through());
  effects.clear();
  tap(IntentKind::leave_staff);
  ASSERT_EQ(effects.size(), 2u);
  EXPECT_TRUE(std::holds_alternative<WorkOnSelfTest>(effects[0]));
  EXPECT_TRUE(std::holds_alternative<NoteStaff>(effects[1]));
}

TEST_F(VisitSelfTest, left_at_once_was_no_run_and_left_after_its_record_is_not_recorded_twice) {
  open();
  tap(IntentKind::open_staff_attendance);
  EXPECT_EQ(jobs(SelfTestJob::Kind::note), 0);
  tap(IntentKind::open_staff_page, static_cast<int>(Page::staff_self_test));
  tell(looked_through());
  tap_corners("3 4");
  tap(IntentKind::open_staff_attendance);
  EXPECT_EQ(jobs(SelfTestJob::Kind::note), 1);
}

}  // namespace
}  // namespace openday::app
