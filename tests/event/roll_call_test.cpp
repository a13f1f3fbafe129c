// Where the roll is called, on the sample programmes.
#include "kiosk/event/roll_call.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/event/plan_reader.h"
#include "tests/support/files.h"

namespace openday::event {
namespace {

using ::testing::ElementsAre;

Plan sample(std::string_view file) {
  auto read = read_plan(support::read_text(std::filesystem::path(OPENDAY_SOURCE_DIR) / "config/plans" / file), std::string(file));
  EXPECT_TRUE(read.plan);
  return *read.plan;
}

RollStops stops_of(const Plan& plan, std::string_view at, const std::vector<CorrectionBody>& corrections = {}, const std::set<std::string>& called = {}) {
  return roll_stops(plan, itinerary_at(plan, plan.sessions.front(), corrections, base::parse_rfc3339(at)->at), called);
}

std::vector<std::string> titles(const RollStops& stops) {
  std::vector<std::string> out;
  for (const RollStop& stop : stops.all) out.push_back((stop.boarding ? "bus: " : "") + stop.title);
  return out;
}

TEST(RollStops, are_every_bus_and_every_change_of_place_of_the_timed_programme) {
  const RollStops stops = stops_of(sample("03-city-timed.toml"), "2020-11-17T09:05:00+08:00");
  EXPECT_THAT(titles(stops), ElementsAre("局五楼会议室", "局机关各科室", "bus: 前往登记中心", "确权登记中心", "bus: 前往三个窑沟", "三个窑沟项目点", "bus: 返回局", "局六楼会议室"));
  EXPECT_EQ(stops.all[stops.now].title, "前往登记中心");
}

TEST(RollStops, follow_the_programme_from_its_first_row_to_its_last) {
  const Plan plan = sample("03-city-timed.toml");
  EXPECT_EQ(stops_of(plan, "2020-11-17T07:00:00+08:00").now, 0u);
  EXPECT_EQ(stops_of(plan, "2020-11-17T11:15:00+08:00").now, 7u);   // talk, questions and rating in one room are one stop
  EXPECT_EQ(stops_of(plan, "2020-11-17T15:00:00+08:00").now, 7u);
}

TEST(RollStops, begin_at_the_bus_where_the_programme_has_vehicles_but_no_row_for_them) {
  const Plan plan = sample("02-city-inspection.toml");
  const RollStops stops = stops_of(plan, "2020-11-20T07:00:00+08:00");
  ASSERT_EQ(stops.all.size(), 4u);
  EXPECT_EQ(stops.all[0], (RollStop{std::string(kBusStop), "", true}));
  EXPECT_EQ(stops.now, 0u);
}

TEST(RollStops, leave_out_a_skipped_row_unless_the_roll_was_called_there) {
  const Plan plan = sample("03-city-timed.toml");
  const std::string row = stops_of(plan, "2020-11-17T08:00:00+08:00").all[5].id;
  CorrectionBody skip;
  skip.what = CorrectionKind::skip;
  skip.session = plan.sessions.front().id;
  skip.item = row;
  EXPECT_EQ(stops_of(plan, "2020-11-17T08:00:00+08:00", {skip}).all.size(), 7u);
  EXPECT_EQ(stops_of(plan, "2020-11-17T08:00:00+08:00", {skip}, {row}).all.size(), 8u);
}

TEST(RollStops, are_one_at_least) {
  Plan plan;
  plan.sessions.emplace_back().id = "s1";
  const RollStops stops = stops_of(plan, "2020-11-17T08:00:00+08:00");
  EXPECT_THAT(stops.all, ElementsAre(RollStop{std::string(kGatheringStop), "", false}));
  EXPECT_EQ(stops.now, 0u);
}

}  // namespace
}  // namespace openday::event
