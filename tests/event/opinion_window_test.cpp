#include <gtest/gtest.h>

#include "kiosk/event/itinerary.h"
#include "kiosk/event/plan_reader.h"
#include "tests/event/plan_builder.h"
#include "tests/support/files.h"

namespace openday::event {
namespace {

Plan programme_3() {
  const std::string file = OPENDAY_SOURCE_DIR "/config/plans/03-city-timed.toml";
  return read_plan(support::read_text(file), file).plan.value();
}

TEST(OpinionWindow, opinions_are_taken_as_the_plan_says_and_staff_open_and_close_them_by_name) {
  Plan plan = programme_3();
  const auto open = [&](const std::string& clock, const std::vector<CorrectionBody>& corrections) {
    const auto now = testing::at(clock, "2020-11-17");
    return opinion_window(plan, itinerary_at(plan, plan.sessions[0], corrections, now), corrections, now).open;
  };
  EXPECT_FALSE(open("11:05", {})) << "a plan without [opinions]";
  plan.opinions = OpinionRules{};
  EXPECT_TRUE(open("08:00", {}));
  CorrectionBody all;
  all.what = CorrectionKind::rating_closed;
  EXPECT_TRUE(open("11:05", {all})) << "that is about the ratings";
  CorrectionBody closed = all;
  closed.item = std::string(kOpinionsItem);
  EXPECT_FALSE(open("11:05", {closed}));
  CorrectionBody reopened = closed;
  reopened.what = CorrectionKind::rating_opened;
  EXPECT_TRUE(open("11:05", {closed, reopened}));
  plan.opinions->opens = OpenWindow::from_row;
  plan.opinions->row = "evaluate";
  EXPECT_FALSE(open("11:05", {}));
  EXPECT_TRUE(open("11:25", {}));
}

}  // namespace
}  // namespace openday::event
