// What the service manager hears of a server whose database answers, is away, or is broken.
#include "sync/bureau/watch.h"

#include "tests/agent/passing_store.h"
#include "tests/bureau/bureau_fixture.h"
#include "tests/support/service_manager.h"

namespace openday::bureau {
namespace {

using namespace std::chrono_literals;

class TroubledStore final : public support::PassingStore {
 public:
  using PassingStore::PassingStore;
  StoreResult<std::optional<Device>> find_device(const base::Uuid& device) override {
    if (trouble) return base::fail(*trouble, "the server closed the connection");
    return inner_.find_device(device);
  }
  std::optional<StoreError> trouble;
};

class WatchTest : public BureauTest {
 protected:
  support::TempDir dir_;
  support::ServiceManager manager_{(dir_ / "notify").string()};
  support::Variable variable_{"NOTIFY_SOCKET", (dir_ / "notify").string()};
  TroubledStore troubled_{*store_};
  Watch watch_{troubled_};
};

TEST_F(WatchTest, a_database_that_is_away_is_told_once_and_no_reason_to_begin_anew) {
  for (const bool away : {false, true, true, false, false}) {
    troubled_.trouble = away ? std::optional(StoreError::busy) : std::nullopt;
    watch_.look();
  }
  for (const char* said : {"WATCHDOG=1", "WATCHDOG=1", "STATUS=the database does not answer: the server closed the connection", "WATCHDOG=1", "WATCHDOG=1",
                           "STATUS=the database answers", "WATCHDOG=1", "nothing"})
    EXPECT_EQ(manager_.received(), said);
}

TEST_F(WatchTest, a_file_that_does_not_answer_as_it_should_is_one) {
  troubled_.trouble = StoreError::corrupt;
  watch_.look();
  EXPECT_EQ(manager_.received(), "STATUS=the database does not answer: the server closed the connection");
  EXPECT_EQ(manager_.received(), "nothing");
}

TEST(Watch, looks_so_often_that_two_long_looks_fit_before_it_is_due) {
  EXPECT_EQ(Watch::pause(30s), 10s);
  EXPECT_EQ(Watch::pause(3s), 1s);
  EXPECT_EQ(Watch::pause(1ms), 1ms);
  EXPECT_EQ(Watch::pause(std::nullopt), 10s);
}

}  // namespace
}  // namespace openday::bureau
