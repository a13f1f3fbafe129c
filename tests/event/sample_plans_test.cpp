// The eight files of config/plans against what their programmes say (issue 3, item 2).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "kiosk/event/plan_reader.h"
#include "tests/support/files.h"

namespace openday::event {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kFolder = OPENDAY_SOURCE_DIR "/config/plans/";

struct Sample {
  const char* file;
  std::vector<std::string> warnings;      // exactly these, in the order of the file
  std::size_t rows;
};

const std::vector<Sample>& samples() {
  static const std::string kNoEnd = "a start without an end: the session runs until staff close it or the day ends";
  static const std::string kMonth = "no date (month): the kiosk says that it will be announced";
  static const std::vector<Sample> kSamples{
      {"01-county-symposium.toml", {}, 4},
      {"02-city-inspection.toml", {kNoEnd}, 3},
      {"03-city-timed.toml", {"row 1 starts at 08:30, before the session's 08:40: the kiosk follows the row"}, 10},
      {"04-district-two-sessions.toml", {kMonth, kMonth}, 4},
      {"05-city-sign-up.toml", {kNoEnd}, 2},
      {"06-county-green.toml",
       {"an untimed tail: the row follows the last timed one and staff move it on",
        "the deadline is on the day of the event, 2021-09-28: sign-up ends at the instant written here"}, 5},
      {"07-city-wetland.toml", {}, 2},
      {"08-county-hall.toml", {"no date (ten_days): the kiosk says that it will be announced"}, 4}};
  return kSamples;
}

Plan load(int number) {
  const Sample& sample = samples().at(static_cast<std::size_t>(number - 1));
  PlanReading reading = read_plan(support::read_text(kFolder + sample.file), sample.file);
  if (!reading.ok()) throw std::runtime_error(to_string(reading.diagnostics.at(0)));
  return *std::move(reading.plan);
}

std::string date_of(const Plan& plan, std::size_t session = 0) {
  const auto date = plan.sessions.at(session).when.date();
  return date ? base::to_string(*date) : "-";
}

std::vector<std::string> labels(const Plan& plan) {
  std::vector<std::string> out;
  for (const Category& category : plan.categories) out.push_back(category.label);
  return out;
}

class SamplePlan : public ::testing::TestWithParam<Sample> {};

TEST_P(SamplePlan, loads_with_no_error_and_exactly_its_known_warnings) {
  const PlanReading reading = read_plan(support::read_text(kFolder + GetParam().file), GetParam().file);
  std::vector<std::string> warnings;
  for (const Diagnostic& diagnostic : reading.diagnostics) {
    EXPECT_EQ(diagnostic.severity, Severity::warning) << to_string(diagnostic);
    EXPECT_GT(diagnostic.line, 0u);
    warnings.push_back(diagnostic.message);
  }
  EXPECT_EQ(warnings, GetParam().warnings);
  ASSERT_TRUE(reading.ok());
  std::size_t rows = 0;
  for (const Session& session : reading.plan->sessions) rows += session.items.size();
  EXPECT_EQ(rows, GetParam().rows);
}

INSTANTIATE_TEST_SUITE_P(Eight, SamplePlan, ::testing::ValuesIn(samples()),
                         [](const auto& param) { return "programme_" + std::string(param.param.file, 2); });

TEST(SamplePlans, are_all_the_numbered_files_of_the_folder) {
  std::vector<std::string> found, known;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    const std::string name = entry.path().filename();
    if (name[0] >= '0' && name[0] <= '9') found.push_back(name);
  }
  std::sort(found.begin(), found.end());
  for (const Sample& sample : samples()) known.emplace_back(sample.file);
  EXPECT_EQ(found, known);
}

TEST(SamplePlans, have_ids_of_their_own) {
  std::set<std::string> ids;
  for (int number = 1; number <= 8; ++number) EXPECT_TRUE(ids.insert(load(number).id).second) << number;
}

TEST(SamplePlans, say_what_programme_1_says) {
  const Plan plan = load(1);
  EXPECT_EQ(plan.theme, "听民意、知民心、解民忧");
  EXPECT_EQ(date_of(plan), "2023-09-28");
  EXPECT_EQ(plan.cap, 20);
  EXPECT_TRUE(plan.sites.empty());
  for (const Item& item : plan.sessions[0].items) EXPECT_FALSE(item.start || item.end || item.duration) << item.id;
  EXPECT_THAT(plan.eligibility.exclude, ElementsAre("两代表一委员"));
  EXPECT_EQ(plan.eligibility.min_age, 18);
  ASSERT_EQ(plan.feedback.size(), 3u);
  EXPECT_EQ(plan.feedback[1].n, 15);
  EXPECT_EQ(plan.feedback[1].unit, ClockUnit::workday);
  EXPECT_EQ(plan.feedback[2].what, FeedbackKind::reply);
  EXPECT_EQ(plan.feedback[2].n, 15);
}

TEST(SamplePlans, say_what_programme_2_says) {
  const Plan plan = load(2);
  EXPECT_EQ(plan.name, "政务开放日");
  EXPECT_EQ(plan.sites.size(), 3u);
  EXPECT_FALSE(plan.sessions[0].when.end);
  EXPECT_THAT(labels(plan), ElementsAre("人大代表", "政协委员", "群众代表", "媒体记者", "局站所负责人"));
  EXPECT_FALSE(plan.cap);
  EXPECT_THAT(plan.eligibility.exclude, IsEmpty()) << "what programme 1 excludes, programme 2 invites";
  EXPECT_EQ(plan.logistics.vehicles.at(0).count, 4);
  EXPECT_EQ(plan.duties.back().people, 3);
}

TEST(SamplePlans, say_what_programme_4_says) {
  const Plan plan = load(4);
  ASSERT_EQ(plan.sessions.size(), 2u);
  EXPECT_EQ(date_of(plan, 0), "-");
  EXPECT_EQ(plan.sessions[0].when.month, 11u);
  EXPECT_EQ(plan.sessions[1].when.month, 12u);
  EXPECT_EQ(plan.joint_quotas.at(0).quota, 5);
  EXPECT_EQ(plan.joint_quotas.at(0).inviting.at(0).department, "党建办公室");
  EXPECT_EQ(plan.category("public")->quota, 5);
  EXPECT_EQ(plan.duties.size(), 13u) << "three of the group and ten tasks";
}

TEST(SamplePlans, say_what_programme_5_says) {
  const Plan plan = load(5);
  EXPECT_EQ(plan.status, PlanStatus::tentative);
  EXPECT_EQ(date_of(plan), "2022-09-09");
  EXPECT_EQ(plan.cap, 15);
  EXPECT_EQ(plan.registration.order, RegistrationOrder::first_come);
  EXPECT_FALSE(plan.registration.deadline);
  EXPECT_EQ(plan.confirmation.no_show, "waived");
  EXPECT_EQ(plan.screening.size(), 6u);
  EXPECT_EQ(plan.screening[2].symptoms.size(), 8u);
}

TEST(SamplePlans, say_what_programme_6_says) {
  const Plan plan = load(6);
  EXPECT_EQ(plan.sites.size(), 5u) << "the bureau and four places";
  EXPECT_EQ(plan.place_of(plan.sessions[0].items[2]), "南环路小游园、石桥小游园");
  EXPECT_TRUE(plan.sessions[0].items.back().untimed_after);
  EXPECT_FALSE(plan.registration.order) << "the programme names none";
  EXPECT_EQ(base::to_rfc3339(*plan.registration.deadline, plan.zone), "2021-09-28T00:00:00+08:00");
  const auto kinds = [&](ScreeningKind kind) { return std::count_if(plan.screening.begin(), plan.screening.end(), [&](const Screening& step) { return step.kind == kind; }); };
  EXPECT_EQ(kinds(ScreeningKind::code_shown), 0);
  EXPECT_EQ(kinds(ScreeningKind::temperature), 1);
  EXPECT_EQ(plan.feedback.size(), 4u);
  EXPECT_EQ(plan.feedback[2].unit, ClockUnit::calendar_day);
}

TEST(SamplePlans, say_what_programme_7_says) {
  const Plan plan = load(7);
  EXPECT_EQ(date_of(plan), "2021-10-29");
  EXPECT_EQ(base::to_rfc3339(*plan.registration.deadline, plan.zone), "2021-10-25T18:00:00+08:00");
  EXPECT_TRUE(plan.confirmation.confirmed_means_admitted);
  EXPECT_TRUE(plan.logistics.own_travel);
  EXPECT_EQ(plan.cap, 25);
}

TEST(SamplePlans, say_what_programme_8_says) {
  const Plan plan = load(8);
  EXPECT_EQ(plan.sessions[0].when.ten_days, TenDays::middle);
  EXPECT_EQ(plan.notice, "具体时间以通知为准");
  EXPECT_EQ(plan.sessions[0].items[1].kind, ItemKind::experience);
  EXPECT_TRUE(plan.sessions[0].items[3].throughout);
  EXPECT_EQ(plan.registration.order, RegistrationOrder::review);
  EXPECT_EQ(plan.cap, 30);
}

TEST(SamplePlans, keep_health_checks_only_where_the_programme_has_them) {
  for (const int number : {1, 2, 3, 4, 8}) EXPECT_THAT(load(number).screening, IsEmpty()) << number;
}

}  // namespace
}  // namespace openday::event
