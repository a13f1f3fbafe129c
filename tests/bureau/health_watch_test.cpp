// What a load balancer is told about a server, while the database answers, fails and falls silent.
#include <atomic>

#include <gmock/gmock.h>

#include "sync/bureau/health_watch.h"
#include "tests/bureau/bureau_fixture.h"

namespace openday::bureau {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

void until(const std::function<bool()>& condition) {
  while (!condition()) std::this_thread::sleep_for(1ms);
}

TEST(HealthWatch, says_what_the_database_said_last) {
  std::atomic<bool> broken{true};
  const HealthWatch watch([&]() -> StoreResult<void> {
    if (broken) return base::fail(StoreError::io, "no route to it");
    return {};
  }, {1ms, 60s});
  ASSERT_FALSE(watch.state()) << "asked before anybody listens";
  EXPECT_EQ(watch.state().error().what, "no route to it");
  broken = false;
  until([&] { return watch.state().has_value(); });
  broken = true;
  until([&] { return !watch.state(); });
}

TEST(HealthWatch, does_not_wait_for_a_database_that_fell_silent) {
  std::atomic<bool> silent{false}, asked{false};
  const HealthWatch watch([&]() -> StoreResult<void> {
    while (silent) {
      asked = true;
      std::this_thread::sleep_for(1ms);
    }
    return {};
  }, {1ms, 200ms});
  EXPECT_TRUE(watch.state());
  silent = true;
  until([&] { return asked.load(); });
  until([&] { return !watch.state(); });
  EXPECT_EQ(watch.state().error().kind, StoreError::busy);
  EXPECT_THAT(watch.state().error().what, HasSubstr("said nothing for"));
  silent = false;
  until([&] { return watch.state().has_value(); });
}

using HealthAnswer = BureauTest;

TEST_F(HealthAnswer, is_503_when_the_watch_says_so_and_never_asks_by_itself) {
  bool well = true;
  BureauService watched(*store_, [] { return kNow; }, {}, nullptr, {}, nullptr, [&]() -> StoreResult<void> {
    if (!well) return base::fail(StoreError::busy, "away");
    return {};
  });
  const http::Request question{"GET", "/v1/health", {}, {}, {}, {}};
  EXPECT_EQ(watched.handle(question).status, 200);
  well = false;
  const auto answer = watched.handle(question);
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(code_of(answer), "store");
}

}  // namespace
}  // namespace openday::bureau
