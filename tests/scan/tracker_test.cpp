#include "kiosk/scan/tracker.h"

#include <string>

#include <gtest/gtest.h>

namespace openday::scan {
namespace {

using namespace std::chrono_literals;

class TrackerTest : public ::testing::Test {
 protected:
  // Frames every 50 ms for so long, each with the text, or without a code.
  int show(const std::string& text, std::chrono::milliseconds span) {
    int reports = 0;
    for (const MonoTime end = now_ + span; now_ < end; now_ += 50ms) reports += tracker_.see(text, now_);
    return reports;
  }
  void nothing(std::chrono::milliseconds span) {
    for (const MonoTime end = now_ + span; now_ < end; now_ += 50ms) tracker_.miss(now_);
  }

  Tracker tracker_;
  MonoTime now_{1h};
};

TEST_F(TrackerTest, reports_a_held_code_once) { EXPECT_EQ(show("A", 60s), 1); }

TEST_F(TrackerTest, does_not_report_again_after_frames_that_missed_it) {
  EXPECT_EQ(show("A", 1s), 1);
  nothing(1s);
  EXPECT_EQ(show("A", 1s), 0);
}

TEST_F(TrackerTest, reports_again_when_the_code_was_gone) {
  EXPECT_EQ(show("A", 1s), 1);
  nothing(kGone + 100ms);
  EXPECT_EQ(show("A", 1s), 1);
}

TEST_F(TrackerTest, takes_time_without_decoded_frames_for_no_change) {
  EXPECT_EQ(show("A", 1s), 1);
  now_ += 10min;  // nothing moved, nothing was decoded
  EXPECT_EQ(show("A", 1s), 0);
}

TEST_F(TrackerTest, reports_two_guests_in_turn) {
  EXPECT_EQ(show("A", 1s), 1);
  EXPECT_EQ(show("B", 1s), 1);
  EXPECT_EQ(show("A", 1s), 1);
}

TEST_F(TrackerTest, reports_two_codes_side_by_side_once_each) {
  int reports = 0;
  for (int i = 0; i < 200; ++i, now_ += 50ms) reports += tracker_.see(i % 2 == 0 ? "A" : "B", now_);
  EXPECT_EQ(reports, 2);
}

TEST_F(TrackerTest, keeps_working_when_more_texts_come_than_it_remembers) {
  for (int i = 0; i < 100; ++i) EXPECT_EQ(show("text " + std::to_string(i), 100ms), 1);
  EXPECT_EQ(show("text 99", 1s), 0);
}

}  // namespace
}  // namespace openday::scan
