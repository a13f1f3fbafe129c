// What staff read of the line: syncd's classes in plain states, rates, the next try, the clock, documents.
#include "kiosk/app/model_line.h"

#include <gtest/gtest.h>

#include "kiosk/ui/model_line.h"
#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::LineState;

const ui::PaperInTrouble kRoster{"roster", 3, ui::PaperTrouble::damaged};

class ModelLine : public VisitFixture, public ::testing::Test {
 protected:
  ModelLine() {
    report.link.state = "connected";
    report.link.told = moment().wall;
    report.pending = 0;
    tap(ui::IntentKind::open_staff_gate);
    answer(GateAnswer{state().id, true, 0});
    tap(ui::IntentKind::pin_entered, 0, "271828");
    answer(PinAnswer{state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::supervisor, "主管"});
    tap(ui::IntentKind::open_staff_more);
    tap(ui::IntentKind::open_staff_page, static_cast<int>(ui::Page::staff_line));
  }
  ui::Model model() {
    const CameraView camera;
    return build_model({report, today, machine, camera, phone, moment()});
  }
  ui::LineStatus line() {
    const auto line = model().line;
    EXPECT_TRUE(line);
    return line ? *line : ui::LineStatus{};
  }
  LineState after(const std::string& state, const std::string& reason) {
    report.link.state = state, report.link.reason = reason;
    return line().state;
  }

  BoxReport report;
  Today today;
  std::string phone;
};

TEST_F(ModelLine, a_steward_and_a_supervisor_open_it_from_the_tab_of_what_is_done_less_often) { EXPECT_EQ(page(), ui::Page::staff_line); }

TEST_F(ModelLine, every_class_of_trouble_has_a_state_of_its_own) {
  EXPECT_EQ(line().state, LineState::caught_up);
  report.pending = 3;
  EXPECT_EQ(line().state, LineState::sending);
  EXPECT_EQ(after("never", ""), LineState::alone);
  EXPECT_EQ(after("unreachable", "no-network"), LineState::no_network);
  EXPECT_EQ(after("unreachable", "no-answer"), LineState::no_answer);
  EXPECT_EQ(after("unreachable", "busy"), LineState::busy);
  EXPECT_EQ(after("unreachable", "full"), LineState::full);
  EXPECT_EQ(after("captive-portal", "portal"), LineState::portal);
  EXPECT_EQ(after("captive-portal", "certificate"), LineState::stranger);
  EXPECT_EQ(after("not-enrolled", "refused"), LineState::refused);
  EXPECT_EQ(after("refused", "version"), LineState::too_old);
  EXPECT_EQ(after("refused", "settings"), LineState::set_wrong);
  EXPECT_EQ(after("captive-portal", ""), LineState::portal) << "a syncd that does not tell the reason yet";
  EXPECT_EQ(after("not-enrolled", ""), LineState::refused);
  EXPECT_EQ(after("unreachable", ""), LineState::no_answer);
}

TEST_F(ModelLine, a_syncd_that_has_not_written_for_minutes_does_not_run) {
  report.link.told = moment().wall - std::chrono::minutes(6);
  EXPECT_EQ(line().state, LineState::silent);
  report.link.told = moment().wall + std::chrono::minutes(60);
  EXPECT_EQ(line().state, LineState::caught_up) << "a clock that was set back is no silence";
}

TEST_F(ModelLine, a_backlog_says_how_fast_it_goes_and_how_long_it_takes) {
  report.pending = 1250;
  report.link.records_per_minute = 600, report.link.bytes_per_second = 21'400, report.link.in_flight = 4;
  const auto going = line();
  EXPECT_EQ(going.per_minute, 600);
  EXPECT_EQ(going.speed, "21 kB/s");
  EXPECT_EQ(going.minutes_left, 2);
  EXPECT_EQ(going.in_flight, 4);
  report.pending = 0;
  EXPECT_EQ(line().per_minute, -1) << "nothing goes";
}

TEST_F(ModelLine, the_next_try_is_counted_down_and_never_below_now) {
  report.link.state = "unreachable", report.link.reason = "no-answer";
  report.link.next_try = moment().wall + std::chrono::seconds(42);
  EXPECT_EQ(line().next_try_seconds, 42);
  report.link.next_try = moment().wall - std::chrono::seconds(5);
  EXPECT_EQ(line().next_try_seconds, 0);
}

TEST_F(ModelLine, the_clock_is_compared_with_the_bureaus_of_this_boot) {
  EXPECT_EQ(line().clock_off, "");
  report.link.clock_offset_ms = moment().wall.time_since_epoch().count() - moment().mono_ms - 350;
  report.link.clock_uncertainty_ms = 40;
  EXPECT_EQ(line().clock_off, "0.3");
  EXPECT_EQ(line().clock_give, "0.1");
  EXPECT_FALSE(line().clock_wrong);
  *report.link.clock_offset_ms -= 180'000;
  EXPECT_TRUE(line().clock_wrong);
}

TEST_F(ModelLine, it_is_staffs_alone) {
  report.link.papers = {kRoster};
  tap(ui::IntentKind::leave_staff);
  EXPECT_FALSE(model().line);
  EXPECT_TRUE(model().papers_in_trouble.empty());
}

TEST_F(ModelLine, the_list_and_the_page_of_the_line_are_told_of_the_same_papers) {
  report.link.papers = {kRoster};
  EXPECT_EQ(model().papers_in_trouble, report.link.papers);
  tap(ui::IntentKind::open_staff_attendance);
  ASSERT_EQ(page(), ui::Page::staff_attendance);
  EXPECT_EQ(model().papers_in_trouble, report.link.papers);
}

TEST_F(ModelLine, a_try_is_asked_for_on_its_page_only) {
  tap(ui::IntentKind::try_line);
  EXPECT_EQ(asked<TryLine>().size(), 1u);
  tap(ui::IntentKind::open_staff_more);
  effects.clear();
  tap(ui::IntentKind::try_line);
  EXPECT_TRUE(asked<TryLine>().empty());
}

}  // namespace
}  // namespace openday::app
