// syncd as a whole, stopped between two requests.
#include <atomic>
#include <future>
#include <thread>

#include <gmock/gmock.h>

#include "sync/agent/device_key.h"
#include "sync/agent/service.h"
#include "sync/http/http_server.h"
#include "tests/journal/journal_fixture.h"

namespace openday::agent {
namespace {

// A bureau that takes requests and never answers.
class ServiceTest : public ::testing::Test {
 protected:
  ServiceTest() {
    server_.emplace(std::move(*http::HttpServer::start({}, [this](const http::Request&) {
      while (!leave_) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return http::Response{};
    })));
    (void)init_device_key(folder_.path());
    journal_.emplace(std::move(*journal::Journal::open(folder_.path(), clock_->now())));
    inbox_.emplace(std::move(*journal::Inbox::open(folder_.path(), clock_->now())));
    Config config;
    config.url = "http://127.0.0.1:" + std::to_string(server_->port());
    service_ = std::make_unique<Service>(folder_.path(), config, *inbox_, *clock_, 1);
  }
  ~ServiceTest() override { leave_ = true; }

  journal::FastFolder folder_;
  std::unique_ptr<base::Clock> clock_ = base::make_system_clock(base::build_date());
  std::atomic<bool> leave_{false};
  std::optional<http::HttpServer> server_;
  std::optional<journal::Journal> journal_;
  std::optional<journal::Inbox> inbox_;
  std::unique_ptr<Service> service_;
};

TEST_F(ServiceTest, a_stop_that_comes_before_the_request_ends_it_within_a_second) {
  service_->stop();
  auto changed = std::async(std::launch::async, [&] { return service_->rotate_key(); });
  const bool ended = changed.wait_for(std::chrono::seconds(1)) == std::future_status::ready;
  leave_ = true;
  EXPECT_TRUE(ended);
  EXPECT_EQ(changed.get(), 1);
}

TEST_F(ServiceTest, says_by_its_exit_code_that_the_inbox_broke) {
  EXPECT_FALSE(inbox_->is_damaged());
  journal::damage_inbox(*inbox_, folder_.path());
  auto ran = std::async(std::launch::async, [&] { return service_->run(false); });
  const bool ended = ran.wait_for(std::chrono::seconds(10)) == std::future_status::ready;
  service_->stop();
  leave_ = true;
  EXPECT_TRUE(ended);
  EXPECT_EQ(ran.get(), 1);
}

}  // namespace
}  // namespace openday::agent
