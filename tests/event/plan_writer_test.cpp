#include "kiosk/event/plan_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/event/plan_reader.h"
#include "kiosk/event/plan_text.h"
#include "tests/event/plan_generator.h"
#include "tests/support/files.h"

namespace openday::event {
namespace {

using ::testing::HasSubstr;

std::string problems_of(const PlanReading& reading) {
  std::string out;
  for (const Diagnostic& diagnostic : reading.diagnostics) out += to_string(diagnostic) + "\n";
  return out;
}

TEST(PlanWriter, gives_back_any_valid_plan_after_write_and_read) {
  EXPECT_TRUE(rc::check([] {
    const Plan plan = *testing::valid_plan();
    const std::string written = write_plan(plan);
    const PlanReading reading = read_plan(written, "written.toml");
    if (!reading.ok()) RC_FAIL(problems_of(reading) + written);
    if (*reading.plan != plan) RC_FAIL(written + "\n--- read\n" + write_plan(*reading.plan) + "\n" + plan_text(plan));
  }));
}

TEST(PlanWriter, writes_what_it_wrote_the_same_again) {
  EXPECT_TRUE(rc::check([] {
    const std::string once = write_plan(*testing::valid_plan());
    const PlanReading reading = read_plan(once, "once.toml");
    RC_ASSERT(reading.ok());
    RC_ASSERT(write_plan(*reading.plan) == once);
  }));
}

class WrittenFile : public ::testing::TestWithParam<const char*> {};

TEST_P(WrittenFile, reads_as_the_plan_it_came_from) {
  const PlanReading original = read_plan(support::read_text(std::string(OPENDAY_SOURCE_DIR) + "/" + GetParam()), "original");
  ASSERT_TRUE(original.ok());
  const PlanReading copy = read_plan(write_plan(*original.plan), "copy");
  ASSERT_TRUE(copy.ok()) << problems_of(copy);
  EXPECT_TRUE(*copy.plan == *original.plan) << write_plan(*original.plan);
  EXPECT_EQ(copy.diagnostics.size(), original.diagnostics.size());
}

INSTANTIATE_TEST_SUITE_P(Files, WrittenFile,
                         ::testing::Values("config/plans/01-county-symposium.toml", "config/plans/02-city-inspection.toml", "config/plans/03-city-timed.toml",
                                           "config/plans/04-district-two-sessions.toml", "config/plans/05-city-sign-up.toml", "config/plans/06-county-green.toml",
                                           "config/plans/07-city-wetland.toml", "config/plans/08-county-hall.toml", "config/plans/starter.toml",
                                           "tests/event/samples/plan-all-keys.toml"),
                         [](const auto& param) { return "file_" + std::to_string(param.index + 1); });

TEST(PlanWriter, leaves_out_what_is_absent_and_what_is_a_default) {
  Plan plan;
  plan.id = "A";
  plan.name = plan.bureau = "局";
  plan.sessions.emplace_back().id = "main";
  EXPECT_EQ(write_plan(plan),
            "schema = 1\nversion = 1\n\n[event]\nid = \"A\"\nname = \"局\"\nbureau = \"局\"\nstatus = \"draft\"\n"
            "\n[[session]]\nid = \"main\"\nprecision = \"to_be_announced\"\n");
}

TEST(PlanWriter, writes_the_last_instant_that_a_file_can_hold) {
  Plan plan;
  plan.valid_until = base::parse_rfc3339("9999-12-31T23:59:59Z")->at;
  EXPECT_THAT(write_plan(plan), HasSubstr("valid_until = 9999-12-31T23:59:59+00:00"));
}

TEST(PlanWriter, escapes_what_toml_cannot_hold_in_quotes) {
  Plan plan;
  plan.id = "A";
  plan.name = "a\"b\\c\nd\te";
  EXPECT_THAT(write_plan(plan), HasSubstr(R"(name = "a\"b\\c\nd\te")"));
}

}  // namespace
}  // namespace openday::event
