#include "kiosk/event/itinerary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/event/plan_reader.h"
#include "kiosk/event/plan_text.h"
#include "tests/event/plan_builder.h"
#include "tests/support/files.h"

namespace openday::event {
namespace {

using namespace testing;

PlanBuilder timed() {
  PlanBuilder out;
  out.window("09:00", "11:00").row("a", "09:00", "09:30").row("b", "09:30", "10:00").row("c", "10:00", "11:00");
  return out;
}
PlanBuilder untimed() {
  PlanBuilder out;
  out.window("09:00", "11:30").row("one").row("two").row("three");
  return out;
}
PlanBuilder with_tail() {
  PlanBuilder out;
  out.window("09:00", "11:30").row("visit", "09:00", "10:30").row("talk", "10:30", "11:30").row("building").last().untimed_after = true;
  return out;
}
Plan programme_3() {
  const std::string file = OPENDAY_SOURCE_DIR "/config/plans/03-city-timed.toml";
  return read_plan(support::read_text(file), file).plan.value();
}

TEST(Itinerary, follows_the_clock_through_rows_with_times) {
  const auto day = timed();
  const Itinerary now = day.look("09:35");
  EXPECT_EQ(now.state, SessionState::running);
  EXPECT_EQ(current_of(now), "b");
  EXPECT_EQ(next_of(now), "c");
  EXPECT_EQ(now.minutes_left, 25);
  EXPECT_NEAR(now.progress, 5.0 / 30, 1e-9);
  EXPECT_NEAR(now.day_progress, 35.0 / 120, 1e-9);
  EXPECT_EQ(row_of(now, "a").state, RowState::done);
  EXPECT_EQ(row_of(now, "c").state, RowState::next);
}

TEST(Itinerary, rounds_minutes_left_up) {
  EXPECT_EQ(timed().look("09:29:01").minutes_left, 1);
  EXPECT_EQ(timed().look("09:28:59").minutes_left, 2);
  EXPECT_EQ(timed().look("09:28:00").minutes_left, 2);
}

TEST(Itinerary, is_before_and_after_at_the_ends) {
  EXPECT_EQ(timed().look("08:59").state, SessionState::before);
  EXPECT_EQ(next_of(timed().look("08:59")), "a");
  EXPECT_EQ(timed().look("08:59").next_change, at("09:00"));
  const Itinerary over = timed().look("11:00");
  EXPECT_EQ(over.state, SessionState::after);
  EXPECT_EQ(current_of(over), "-");
  EXPECT_EQ(over.day_progress, 1);
  EXPECT_EQ(over.next_change, std::nullopt);
}

TEST(Itinerary, begins_with_a_row_that_stands_before_the_header) {
  const Plan plan = programme_3();
  const Itinerary now = itinerary_at(plan, plan.sessions[0], {}, at("08:32", "2020-11-17"));
  EXPECT_EQ(now.state, SessionState::running);
  EXPECT_EQ(current_of(now), "gather");
  EXPECT_EQ(now.minutes_left, 8);
  EXPECT_EQ(next_of(now), "offices");
}

TEST(Itinerary, names_the_ends_of_a_travel_leg) {
  const Plan plan = programme_3();
  const Itinerary now = itinerary_at(plan, plan.sessions[0], {}, at("09:35", "2020-11-17"));
  const Row& leg = now.rows[*now.current];
  EXPECT_EQ(leg.kind, ItemKind::travel);
  EXPECT_EQ(leg.from, "确权登记中心");
  EXPECT_EQ(leg.to, "三个窑沟项目点");
  EXPECT_EQ(leg.vehicle, "乘车");
  EXPECT_EQ(now.minutes_left, 15);
}

TEST(Itinerary, holds_a_row_without_an_end_until_the_next_one) {
  PlanBuilder day;
  day.window("09:00").row("a", "09:00").row("b", "10:00");
  EXPECT_EQ(current_of(day.look("09:40")), "a");
  EXPECT_EQ(day.look("09:40").minutes_left, 20);
  EXPECT_EQ(row_of(day.look("09:40"), "a").end, std::nullopt);
  EXPECT_EQ(current_of(day.look("18:00")), "b");
  EXPECT_EQ(day.look("18:00").minutes_left, std::nullopt);
  EXPECT_EQ(day.look("00:00", {}, "2026-11-18").state, SessionState::after);
}

TEST(Itinerary, shows_nothing_present_in_a_gap) {
  PlanBuilder day;
  day.window("09:00", "11:00").row("a", "09:00", "09:30").row("b", "10:00", "11:00");
  EXPECT_EQ(current_of(day.look("09:45")), "-");
  EXPECT_EQ(next_of(day.look("09:45")), "b");
}

TEST(Itinerary, lets_rows_give_their_lengths_only) {
  PlanBuilder day;
  day.window("09:00", "10:00").row("a").last().duration = Minutes(20);
  day.row("b").last().duration = Minutes(40);
  EXPECT_EQ(current_of(day.look("09:10")), "a");
  EXPECT_EQ(day.look("09:10").minutes_left, 10);
  EXPECT_EQ(current_of(day.look("09:20")), "b");
}

TEST(Itinerary, waits_for_staff_where_rows_have_no_times) {
  const auto next = correction(CorrectionKind::next);
  EXPECT_EQ(current_of(untimed().look("08:50")), "-");
  EXPECT_EQ(current_of(untimed().look("09:00")), "one");
  EXPECT_EQ(current_of(untimed().look("11:00")), "one");
  EXPECT_EQ(current_of(untimed().look("10:00", {next})), "two");
  EXPECT_EQ(next_of(untimed().look("10:00", {next})), "three");
  EXPECT_EQ(row_of(untimed().look("10:00", {next}), "one").state, RowState::done);
  EXPECT_EQ(current_of(untimed().look("10:00", {next, next})), "three");
  EXPECT_EQ(untimed().look("10:00", {next, next, next}).state, SessionState::after);
  EXPECT_EQ(untimed().look("11:30").state, SessionState::after);
}

TEST(Itinerary, goes_to_the_row_that_staff_name_also_backwards) {
  EXPECT_EQ(current_of(untimed().look("10:00", {correction(CorrectionKind::next, "three")})), "three");
  EXPECT_EQ(current_of(untimed().look("10:00", {correction(CorrectionKind::next, "three"), correction(CorrectionKind::next, "two")})), "two");
  EXPECT_EQ(current_of(untimed().look("08:30", {correction(CorrectionKind::next, "one")})), "one") << "staff begin early";
}

TEST(Itinerary, does_not_let_next_move_rows_with_times) {
  EXPECT_EQ(current_of(timed().look("09:35", {correction(CorrectionKind::next, "c")})), "b");
}

TEST(Itinerary, goes_on_into_an_untimed_tail) {
  EXPECT_EQ(current_of(with_tail().look("11:00")), "talk");
  EXPECT_EQ(current_of(with_tail().look("11:30")), "building");
  EXPECT_EQ(current_of(with_tail().look("17:00")), "building");
  EXPECT_EQ(with_tail().look("12:00", {correction(CorrectionKind::next)}).state, SessionState::after);
  EXPECT_EQ(with_tail().look("00:00", {}, "2026-11-18").state, SessionState::after);
}

TEST(Itinerary, keeps_a_row_that_runs_throughout_beside_the_others) {
  PlanBuilder day = timed();
  day.row("opinions").last().throughout = true;
  EXPECT_EQ(current_of(day.look("09:35")), "b");
  EXPECT_EQ(row_of(day.look("09:35"), "opinions").state, RowState::now);
  EXPECT_EQ(row_of(day.look("08:00"), "opinions").state, RowState::later);
  EXPECT_EQ(row_of(day.look("12:00"), "opinions").state, RowState::done);
}

TEST(Itinerary, prefers_the_row_for_everybody_to_one_of_a_part) {
  PlanBuilder day;
  day.window("10:00", "11:00").row("staff-call", "10:30", "10:40").last().audience = {"staff"};
  day.row("tour", "10:00", "11:00");
  EXPECT_EQ(current_of(day.look("10:35")), "tour");
  EXPECT_EQ(row_of(day.look("10:35"), "staff-call").state, RowState::now);
}

TEST(Itinerary, delays_one_row_and_those_after_it_only_as_far_as_they_must) {
  PlanBuilder day;
  day.window("09:00", "11:00").row("a", "09:00", "09:30").row("b", "09:35", "10:00").row("c", "10:30", "11:00");
  const Itinerary now = day.look("08:00", {delay("a", 10)});
  EXPECT_EQ(start_of(now, "a"), "09:10");
  EXPECT_EQ(start_of(now, "b"), "09:40");
  EXPECT_EQ(start_of(now, "c"), "10:30");
  EXPECT_EQ(row_of(now, "a").shifted_minutes, 10);
  EXPECT_EQ(row_of(now, "b").shifted_minutes, 5);
  EXPECT_EQ(row_of(now, "c").shifted_minutes, 0);
}

TEST(Itinerary, comes_back_to_the_plan_when_a_delay_is_taken_back) {
  const Itinerary now = timed().look("08:00", {delay("a", 10), delay("a", -10)});
  for (const Row& row : now.rows) EXPECT_EQ(row.shifted_minutes, 0) << row.id;
}

TEST(Itinerary, does_not_move_a_row_into_the_one_before_it) {
  const Itinerary now = timed().look("08:00", {delay("b", -20), delay("b", 5)});
  EXPECT_EQ(start_of(now, "b"), "09:35");
}

TEST(Itinerary, delays_everything_and_the_end_of_the_day) {
  const Itinerary now = timed().look("09:35", {delay("", 10)});
  EXPECT_EQ(start_of(now, "a"), "09:10");
  EXPECT_EQ(current_of(now), "a");
  EXPECT_EQ(timed().look("11:05", {delay("", 10)}).state, SessionState::running);
  EXPECT_EQ(timed().look("11:10", {delay("", 10)}).state, SessionState::after);
  EXPECT_EQ(untimed().look("09:05", {delay("", 10)}).state, SessionState::before);
}

TEST(Itinerary, lets_the_past_stand_when_a_delay_says_from_when) {
  auto rest = delay("", 10);
  rest.start = 9 * 60 + 40;
  const Itinerary now = timed().look("09:55", {rest});
  EXPECT_EQ(start_of(now, "a"), "09:00");
  EXPECT_EQ(start_of(now, "b"), "09:30");
  EXPECT_EQ(end_of(now, "b"), "10:10");
  EXPECT_EQ(row_of(now, "b").shifted_minutes, 10);
  EXPECT_EQ(start_of(now, "c"), "10:10");
  EXPECT_EQ(current_of(now), "b");
  EXPECT_EQ(now.minutes_left, 15);
  EXPECT_EQ(timed().look("11:05", {rest}).state, SessionState::running);
}

TEST(Itinerary, never_brings_the_rest_before_the_moment_it_was_said) {
  auto rest = delay("", -60);
  rest.start = 9 * 60 + 40;
  const Itinerary now = timed().look("09:40", {rest});
  EXPECT_EQ(start_of(now, "c"), "09:40");
  EXPECT_EQ(current_of(now), "c");
}

TEST(Itinerary, skips_a_row_without_moving_the_others) {
  const Itinerary now = timed().look("09:35", {correction(CorrectionKind::skip, "b")});
  EXPECT_EQ(current_of(now), "-");
  EXPECT_EQ(next_of(now), "c");
  EXPECT_EQ(row_of(now, "b").state, RowState::skipped);
  EXPECT_EQ(start_of(now, "c"), "10:00");
}

TEST(Itinerary, inserts_a_row_and_moves_the_others_out_of_its_way) {
  auto insert = correction(CorrectionKind::insert, "", {}, "茶歇");
  insert.start = 10 * 60;
  insert.end = 10 * 60 + 15;
  insert.site = "park";
  const Itinerary now = timed().look("10:05", {insert});
  EXPECT_EQ(current_of(now), "+1");
  EXPECT_EQ(now.rows[*now.current].title, "茶歇");
  EXPECT_EQ(now.rows[*now.current].place, "公园");
  EXPECT_TRUE(now.rows[*now.current].inserted);
  EXPECT_EQ(start_of(now, "c"), "10:15") << "what begins at the same time gives way";
}

TEST(Itinerary, inserts_after_a_named_row_for_some_minutes) {
  auto insert = correction(CorrectionKind::insert, "b", 15, "茶歇");
  const Itinerary now = timed().look("10:05", {insert});
  EXPECT_EQ(start_of(now, "+1"), "10:00");
  EXPECT_EQ(start_of(now, "c"), "10:15");
  EXPECT_EQ(start_of(timed().look("10:05", {insert, delay("+1", 5)}), "c"), "10:20") << "an inserted row can be delayed";
}

TEST(Itinerary, moves_a_row_or_the_session_to_another_place) {
  auto move = correction(CorrectionKind::move, "b");
  move.site = "park";
  EXPECT_EQ(row_of(timed().look("09:00", {move}), "b").place, "公园");
  EXPECT_TRUE(row_of(timed().look("09:00", {move}), "b").moved);
  EXPECT_FALSE(row_of(timed().look("09:00", {move}), "a").moved);
  move.item.clear();
  move.site = "三楼大厅";
  EXPECT_EQ(row_of(timed().look("09:00", {move}), "c").place, "三楼大厅");
}

TEST(Itinerary, passes_over_corrections_of_another_session_and_of_unknown_rows) {
  auto other = delay("", 10);
  other.session = "second";
  EXPECT_EQ(start_of(timed().look("09:00", {other, delay("nobody", 30)}), "a"), "09:00");
}

TEST(Itinerary, shows_notices_the_newest_last) {
  PlanBuilder day = timed();
  day.status(PlanStatus::tentative, "时间拟定");
  EXPECT_THAT(day.look("09:00", {correction(CorrectionKind::notice, "", {}, "请带伞")}).notices, ::testing::ElementsAre("时间拟定", "请带伞"));
}

TEST(Itinerary, is_tentative_until_it_begins) {
  PlanBuilder day = timed();
  day.status(PlanStatus::tentative);
  EXPECT_EQ(day.look("08:00").state, SessionState::tentative);
  EXPECT_EQ(day.look("09:10").state, SessionState::running);
}

TEST(Itinerary, has_no_present_row_when_the_event_does_not_run) {
  for (const auto& [status, state] : {std::pair(PlanStatus::postponed, SessionState::postponed), std::pair(PlanStatus::cancelled, SessionState::cancelled),
                                      std::pair(PlanStatus::closed, SessionState::closed)}) {
    PlanBuilder day = timed();
    day.status(status, "另行通知");
    const Itinerary now = day.look("09:35");
    EXPECT_EQ(now.state, state);
    EXPECT_EQ(current_of(now), "-");
    EXPECT_EQ(next_of(now), "-");
    EXPECT_EQ(now.next_change, std::nullopt);
  }
}

TEST(Itinerary, obeys_the_state_that_staff_say_until_they_take_it_back) {
  const auto say = [](const std::string& state) { return correction(CorrectionKind::session_state, "", {}, state); };
  EXPECT_EQ(timed().look("09:35", {say("postponed")}).state, SessionState::postponed);
  EXPECT_EQ(timed().look("09:35", {say("postponed"), say("")}).state, SessionState::running);
  EXPECT_EQ(timed().look("09:35", {say("after")}).state, SessionState::after);
}

TEST(Itinerary, knows_no_date_until_staff_begin) {
  PlanBuilder day;
  day.without_date().row("one").row("two");
  EXPECT_EQ(day.look("10:00").state, SessionState::unknown_date);
  EXPECT_EQ(next_of(day.look("10:00")), "one");
  EXPECT_EQ(day.look("10:00").next_change, std::nullopt);
  const auto begun = correction(CorrectionKind::session_state, "", {}, "running");
  EXPECT_EQ(current_of(day.look("10:00", {begun})), "one");
  EXPECT_EQ(current_of(day.look("10:00", {begun, correction(CorrectionKind::next)})), "two");
}

TEST(Rating, opens_with_its_row_and_with_the_shift_of_its_row) {
  const Plan plan = programme_3();
  const auto window = [&](const std::string& clock, const std::vector<CorrectionBody>& corrections) {
    const base::Instant now = at(clock, "2020-11-17");
    return rating_window(plan, plan.questionnaires[0], itinerary_at(plan, plan.sessions[0], corrections, now), corrections, now);
  };
  EXPECT_FALSE(window("11:19", {}).open);
  EXPECT_EQ(window("11:19", {}).opens, at("11:20", "2020-11-17"));
  EXPECT_TRUE(window("11:20", {}).open);
  EXPECT_TRUE(window("16:00", {}).open) << "guests rate on their way out";
  EXPECT_FALSE(window("11:25", {delay("evaluate", 10)}).open);
  EXPECT_TRUE(window("10:00", {correction(CorrectionKind::rating_opened)}).open);
  EXPECT_FALSE(window("11:25", {correction(CorrectionKind::rating_closed, "review")}).open);
  EXPECT_TRUE(window("11:25", {correction(CorrectionKind::rating_closed, "another")}).open);
  EXPECT_FALSE(window("11:25", {correction(CorrectionKind::session_state, "", {}, "cancelled")}).open);
}

TEST(Rating, a_score_sheet_that_staff_closed_stays_closed) {
  Plan plan = programme_3();
  Questionnaire& sheet = plan.questionnaires[0];
  const std::vector<CorrectionBody> said{correction(CorrectionKind::rating_closed, sheet.id), correction(CorrectionKind::rating_opened, sheet.id)};
  const base::Instant now = at("11:25", "2020-11-17");
  const auto open = [&] { return rating_window(plan, sheet, itinerary_at(plan, plan.sessions[0], said, now), said, now).open; };
  EXPECT_TRUE(open()) << "a rating opens again";
  EXPECT_FALSE(round_closed(sheet, plan.sessions[0].id, said));
  sheet.kind = QuestionnaireKind::sheet;
  EXPECT_FALSE(open());
  EXPECT_TRUE(round_closed(sheet, plan.sessions[0].id, said));
  std::vector<CorrectionBody> elsewhere = said;
  elsewhere[0].session = "another";
  EXPECT_FALSE(round_closed(sheet, plan.sessions[0].id, elsewhere));
}

TEST(Rating, is_open_all_day_or_waits_for_staff) {
  const PlanBuilder day = timed();
  Questionnaire questionnaire;
  questionnaire.id = "q";
  const auto open = [&](const std::string& clock, const std::string& date) {
    return rating_window(day.plan(), questionnaire, day.look(clock, {}, date), {}, at(clock, date)).open;
  };
  EXPECT_TRUE(open("07:00", "2026-11-17"));
  EXPECT_FALSE(open("09:00", "2026-11-16"));
  EXPECT_FALSE(open("09:00", "2026-11-18"));
  questionnaire.opens = OpenWindow::by_staff;
  EXPECT_FALSE(open("09:00", "2026-11-17"));
}

// --- properties

// A valid day: rows in order, some with ends, some untimed, gaps or none.
PlanBuilder random_day() {
  PlanBuilder day;
  day.window("08:00", "20:00");
  int minute = 8 * 60 + *rc::gen::inRange(0, 60);
  const int rows = *rc::gen::inRange(1, 9);
  for (int i = 0; i < rows; ++i) {
    const int length = *rc::gen::inRange(1, 60);
    day.row("r" + std::to_string(i));
    Item& item = day.last();
    const int shape = *rc::gen::inRange(0, 8);
    if (shape == 0) continue;
    item.start = Minutes(minute);
    if (shape != 1) item.end = Minutes(minute + length);
    minute += length + *rc::gen::element(0, 0, 0, 10);
  }
  return day;
}

std::vector<CorrectionBody> random_corrections() {
  std::vector<CorrectionBody> out;
  const int count = *rc::gen::inRange(0, 6);
  for (int i = 0; i < count; ++i) {
    auto body = correction(*rc::gen::element(CorrectionKind::delay, CorrectionKind::delay, CorrectionKind::delay, CorrectionKind::skip,
                                             CorrectionKind::insert, CorrectionKind::next),
                           *rc::gen::element<std::string>("", "r0", "r1", "r2", "r3", "+1", "nobody"), *rc::gen::inRange(-90, 90), "x");
    if (*rc::gen::inRange(0, 3) == 0) body.start = *rc::gen::inRange(8 * 60, 14 * 60);
    if (body.what == CorrectionKind::insert) body.minutes = std::abs(*body.minutes);
    out.push_back(body);
  }
  return out;
}

base::Instant random_moment() { return at("07:00") + base::Millis(*rc::gen::inRange(0, 18 * 3600) * 1000 + *rc::gen::element(0, 500)); }

// Everything that a screen draws, to compare two looks.
std::string picture(const Plan& plan, const Itinerary& itinerary) {
  std::string out = itinerary_text(plan, itinerary, {}) + itinerary_json(plan, itinerary);
  return out + std::to_string(itinerary.progress) + " " + std::to_string(itinerary.day_progress);
}

TEST(ItineraryProperty, shifted_rows_never_overlap) {
  EXPECT_TRUE(rc::check([] {
    const PlanBuilder day = random_day();
    const Itinerary now = itinerary_at(day.plan(), day.session(), random_corrections(), random_moment());
    std::optional<base::Instant> reached;
    for (const Row& row : now.rows) {
      if (!row.start || row.state == RowState::skipped) continue;
      if (reached) RC_ASSERT(*row.start >= *reached);
      if (row.end) RC_ASSERT(*row.end >= *row.start);
      reached = row.end.value_or(*row.start);
    }
  }));
}

TEST(ItineraryProperty, at_most_one_row_is_present_and_it_holds_the_moment) {
  EXPECT_TRUE(rc::check([] {
    const PlanBuilder day = random_day();
    const base::Instant moment = random_moment();
    const Itinerary now = itinerary_at(day.plan(), day.session(), random_corrections(), moment);
    int present = 0;
    for (const Row& row : now.rows) {
      if (row.state != RowState::now) continue;
      ++present;
      if (row.start) RC_ASSERT(*row.start <= moment);
      if (row.end) RC_ASSERT(moment < *row.end);
    }
    RC_ASSERT(present <= 1);
    RC_ASSERT((present == 1) == now.current.has_value());
    if (now.minutes_left) RC_ASSERT(*now.minutes_left > 0);
  }));
}

TEST(ItineraryProperty, nothing_changes_before_the_next_change_and_it_is_in_the_future) {
  EXPECT_TRUE(rc::check([] {
    const PlanBuilder day = random_day();
    const auto corrections = random_corrections();
    const base::Instant moment = random_moment();
    const Itinerary now = itinerary_at(day.plan(), day.session(), corrections, moment);
    const base::Instant until = now.next_change.value_or(moment + std::chrono::hours(48));
    RC_ASSERT(until > moment);
    for (int i = 0; i < 8; ++i) {
      const base::Instant between = i == 0 ? until - base::Millis(1) : moment + (until - moment) * *rc::gen::inRange(0, 1000) / 1000;
      const Itinerary later = itinerary_at(day.plan(), day.session(), corrections, between);
      RC_ASSERT(picture(day.plan(), later) == picture(day.plan(), now));
      RC_ASSERT(later.next_change == now.next_change);
    }
  }));
}

}  // namespace
}  // namespace openday::event
