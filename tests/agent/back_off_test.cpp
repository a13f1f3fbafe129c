#include "sync/agent/back_off.h"

#include <gtest/gtest.h>

namespace openday::agent {
namespace {

TEST(BackOff, draws_between_nothing_and_a_doubling_top_and_never_above_the_cap) {
  BackOff wait(7);
  milliseconds longest{0};
  for (int i = 0; i < 200; ++i) {
    const auto drawn = wait.next(kBackOffBase);
    EXPECT_GE(drawn, kBackOffFloor);
    EXPECT_LE(drawn, kBackOffCap);
    if (i == 0) { EXPECT_LE(drawn, kBackOffBase); }
    longest = std::max(longest, drawn);
  }
  EXPECT_GT(longest, kBackOffCap / 2);
}

TEST(BackOff, waits_at_least_what_the_server_asks) {
  BackOff wait(7);
  EXPECT_GE(wait.next(kBackOffBase, milliseconds(9000)), milliseconds(9000));
}

TEST(RetryAfter, is_seconds_or_a_date) {
  const auto now = base::parse_rfc3339("1994-11-06T08:49:07Z")->at;
  EXPECT_EQ(parse_retry_after("120", now), milliseconds(120'000));
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now), milliseconds(30'000));
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:00:00 GMT", now), milliseconds(0));
  EXPECT_EQ(parse_retry_after("99999999999", now), kRetryAfterCap);
  for (const char* wrong : {"", "-1", "soon", "1.5", "Sun, 06 Foo 1994 08:49:37 GMT"}) EXPECT_FALSE(parse_retry_after(wrong, now)) << wrong;
}

}  // namespace
}  // namespace openday::agent
