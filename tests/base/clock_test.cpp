#include "kiosk/base/clock.h"

#include <gtest/gtest.h>

#include "tests/support/files.h"

namespace openday::base {
namespace {

using namespace std::chrono_literals;

Instant at(std::string_view text) { return parse_rfc3339(text)->at; }

TEST(ClockState, has_a_word_that_reads_back) {
  for (const ClockState state : {ClockState::synced, ClockState::free_running, ClockState::guessed}) {
    EXPECT_EQ(parse_clock_state(to_string(state)), state);
  }
  EXPECT_STREQ(to_string(ClockState::free_running), "free-running");
  EXPECT_FALSE(parse_clock_state("Synced"));
}

TEST(ClockState, is_guessed_before_the_floor_unless_synced) {
  const Instant floor = at("2020-11-01T00:00:00Z");
  EXPECT_EQ(judge_clock(false, floor - 1ms, floor), ClockState::guessed);
  EXPECT_EQ(judge_clock(false, floor, floor), ClockState::free_running);
  EXPECT_EQ(judge_clock(true, floor - 1ms, floor), ClockState::synced);
  EXPECT_EQ(judge_clock(true, floor, floor), ClockState::synced);
}

TEST(SystemClock, reads_the_machine) {
  const auto clock = make_system_clock(Instant{});
  const Moment first = clock->now();
  const Moment second = clock->now();
  EXPECT_EQ(first.boot + "\n", support::read_text("/proc/sys/kernel/random/boot_id"));
  EXPECT_GT(first.mono_ms, 0);
  EXPECT_GE(second.mono_ms, first.mono_ms);
  EXPECT_NE(first.state, ClockState::guessed);
}

TEST(SystemClock, before_its_floor_is_never_free_running) {
  const auto clock = make_system_clock(at("2999-01-01T00:00:00Z"));
  EXPECT_NE(clock->now().state, ClockState::free_running);
}

TEST(BuildDate, lies_after_the_project_began) { EXPECT_GT(build_date(), at("2020-01-01T00:00:00Z")); }

TEST(ManualClock, stands_until_it_is_moved) {
  const Instant start = at("2020-11-17T08:30:00+08:00");
  ManualClock clock({start, "boot-1", 5000, ClockState::synced});
  EXPECT_EQ(clock.now().wall, start);
  clock.advance(1500ms);
  EXPECT_EQ(clock.now().wall, start + 1500ms);
  EXPECT_EQ(clock.now().mono_ms, 6500);
  EXPECT_EQ(clock.now().boot, "boot-1");
}

TEST(ManualClock, takes_a_new_wall_time_without_moving_the_other) {
  ManualClock clock({at("2020-11-17T08:30:00+08:00"), "boot-1", 5000, ClockState::synced});
  clock.set_wall(at("1970-01-01T00:00:00Z"), ClockState::guessed);
  EXPECT_EQ(clock.now().wall, Instant{});
  EXPECT_EQ(clock.now().mono_ms, 5000);
  EXPECT_EQ(clock.now().state, ClockState::guessed);
}

TEST(ManualClock, that_runs_never_goes_back) {
  const Instant start = at("2020-11-17T08:30:00+08:00");
  ManualClock clock({start, "boot-1", 0, ClockState::synced}, true);
  const Moment first = clock.now();
  clock.advance(1h);
  const Moment second = clock.now();
  EXPECT_GE(first.wall, start);
  EXPECT_GE(second.wall, first.wall + 1h);
  EXPECT_EQ((second.wall - first.wall).count(), second.mono_ms - first.mono_ms);
}

}  // namespace
}  // namespace openday::base
