#include "kiosk/app/pin_rules.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/app/tuning.h"

namespace openday::app {
namespace {

base::Moment at(std::int64_t mono, std::string boot = "b1") { return {base::Instant{}, std::move(boot), mono, base::ClockState::synced}; }

TEST(Lockout, grows_with_every_wrong_try_after_five) {
  Lockout lockout;
  std::vector<std::int64_t> locks;
  for (int i = 0; i < 12; ++i) {
    lockout.fail(at(i * 1000));
    locks.push_back(lockout.lock_ms);
  }
  EXPECT_EQ(locks, (std::vector<std::int64_t>{0, 0, 0, 0, 30'000, 60'000, 120'000, 240'000, 480'000, 900'000, 900'000, 900'000}));
}

TEST(Lockout, survives_a_restart_and_counts_anew_in_another_boot) {
  Lockout lockout;
  for (int i = 0; i < 5; ++i) lockout.fail(at(100'000));
  const Lockout read = parse_lockout(to_text(lockout));
  EXPECT_EQ(read.failures, 5);
  EXPECT_EQ(read.left_ms(at(110'000)), 20'000);
  EXPECT_EQ(read.left_ms(at(140'000)), 0);
  EXPECT_EQ(read.left_ms(at(5'000, "b2")), 25'000);
  EXPECT_EQ(read.left_ms(at(99'000, "b2")), 0);
}

TEST(Lockout, a_stewards_login_takes_back_so_many_wrong_tries_and_a_supervisors_all) {
  Lockout lockout;
  int rounds = 0;
  for (; rounds < 100 && lockout.lock_ms == 0; ++rounds) {   // four wrong ones, then the own PIN
    for (int i = 0; i < kFreeTries - 1; ++i) lockout.fail(at(rounds * 1000));
    if (lockout.lock_ms == 0) lockout.forgive(ui::StaffRole::steward);
  }
  EXPECT_EQ(rounds, 7);   // 24 of them; the next is locked out although a login came in between
  const Lockout read = parse_lockout(to_text(lockout));
  EXPECT_EQ(read.unanswered, lockout.unanswered);
  EXPECT_EQ(read.lock_ms, lockout.lock_ms);
  lockout.forgive(ui::StaffRole::supervisor);
  EXPECT_EQ(lockout.failures + lockout.unanswered, 0);
}

TEST(Lockout, a_setting_of_before_reads_as_it_was) {
  const Lockout read = parse_lockout("6 60000 123 boot-1");
  EXPECT_EQ(read.failures, 6);
  EXPECT_EQ(read.lock_ms, 60'000);
  EXPECT_EQ(read.boot, "boot-1");
}

TEST(Lockout, a_damaged_setting_reads_as_none) {
  for (const char* text : {"", "x", "5", "5 y", "-1 3 4 b", "u", "ux 1 2 3 b", "u-1 1 2 3 b"}) EXPECT_EQ(parse_lockout(text).failures, 0) << text;
}

TEST(Lockout, thousands_of_wrong_tries_keep_it_locked_and_finite) {
  Lockout lockout;
  for (int i = 0; i < 100'000; ++i) lockout.fail(at(i));
  EXPECT_EQ(lockout.lock_ms, kMostLockMs);
  EXPECT_EQ(parse_lockout(to_text(lockout)).lock_ms, kMostLockMs);
}

TEST(NewPin, is_refused_when_anybody_would_try_it) {
  for (const char* pin : {"111111", "123456", "654321", "121212", "123123", "246802", "19990101", "20201117", "112112112112"})
    EXPECT_EQ(judge_new_pin(pin, 6, 12), ui::PinProblem::too_simple) << pin;
  for (const char* pin : {"", "12345", "27182a", "1234567890123"}) EXPECT_EQ(judge_new_pin(pin, 6, 12), ui::PinProblem::too_short) << pin;
  for (const char* pin : {"271828", "314159", "90210447", "20201345"}) EXPECT_EQ(judge_new_pin(pin, 6, 12), ui::PinProblem::none) << pin;
}

}  // namespace
}  // namespace openday::app
