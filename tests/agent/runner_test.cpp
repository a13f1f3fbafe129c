// syncd's loop over real sockets, its files and its wake-ups.
#include <atomic>
#include <fstream>
#include <future>
#include <thread>

#include <sys/stat.h>

#include <gmock/gmock.h>

#include "sync/agent/config.h"
#include "sync/agent/device_key.h"
#include "sync/agent/runner.h"
#include "sync/bureau/bureau_service.h"
#include "sync/bureau/sqlite_store.h"
#include "sync/http/http_server.h"
#include "sync/transport/curl_http_client.h"
#include "tests/journal/journal_fixture.h"

namespace openday::agent {
namespace {

using ::testing::HasSubstr;

base::Instant wall_now() { return std::chrono::time_point_cast<base::Millis>(std::chrono::system_clock::now()); }

// A box and a bureau on loopback; the runner in a thread of its own.
class RunnerTest : public ::testing::Test {
 protected:
  RunnerTest() : clock_(base::make_system_clock(base::build_date())), key_(base::SigningKey::generate()) {
    store_ = std::move(*bureau::SqliteStore::open(folder_.path() / "bureau.db", {bureau::Role::server, {}, base::random16()}));
    (void)store_->add_device(key_.public_key(), "box", wall_now());
    service_ = std::make_unique<bureau::BureauService>(*store_, wall_now);
    server_.emplace(std::move(*http::HttpServer::start({}, [this](const http::Request& request) { return service_->handle(request); })));
    inbox_.emplace(std::move(*journal::Inbox::open(folder_.path(), clock_->now())));
    client_ = transport::make_curl_async_client({"http://127.0.0.1:" + std::to_string(server_->port()), {}});
    runner_ = std::make_unique<Runner>(folder_.path(), *inbox_, *client_, key_, EngineOptions{"loopback", protocol::Encoding::zstd, 1}, *clock_);
  }

  [[nodiscard]] bool has_all(const journal::Head& head) {
    const auto held = store_->held(head.device, {head.inc, head.seq, head.hash});
    return held && held->ack == head.seq;
  }
  void wait_for(const journal::Head& head) {
    while (!has_all(head)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }

  journal::FastFolder folder_;
  std::unique_ptr<base::Clock> clock_;
  base::SigningKey key_;
  std::unique_ptr<bureau::SqliteStore> store_;
  std::unique_ptr<bureau::BureauService> service_;
  std::optional<http::HttpServer> server_;
  std::optional<journal::Inbox> inbox_;
  std::unique_ptr<transport::AsyncClient> client_;
  std::unique_ptr<Runner> runner_;
};

TEST_F(RunnerTest, ships_each_record_as_it_is_written_and_stops) {
  std::thread loop([&] { runner_->run(); });
  auto journal = std::move(*journal::Journal::open(folder_.path(), clock_->now()));   // the kiosk starts after syncd
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(journal.append({event::Kind::check_out, "lq2020", R"({"text":"a"})"}, clock_->now()));
    wait_for(journal.head());
  }
  runner_->stop();
  loop.join();
}

TEST_F(RunnerTest, ends_one_pass_with_the_truth_in_its_exit_code) {
  EXPECT_EQ(runner_->once().code, 0);   // no journal yet: nothing to do
  auto journal = std::move(*journal::Journal::open(folder_.path(), clock_->now()));
  ASSERT_TRUE(journal.append({event::Kind::check_out, "lq2020", R"({"text":"a"})"}, clock_->now()));
  EXPECT_EQ(runner_->once().code, 0);
  EXPECT_TRUE(has_all(journal.head()));
  server_->stop();
  ASSERT_TRUE(journal.append({event::Kind::check_out, "lq2020", R"({"text":"b"})"}, clock_->now()));
  EXPECT_EQ(runner_->once().code, 1);
}

TEST_F(RunnerTest, ends_when_its_inbox_breaks_so_that_it_is_started_again) {
  auto journal = std::move(*journal::Journal::open(folder_.path(), clock_->now()));
  ASSERT_TRUE(journal.append({event::Kind::check_out, "lq2020", R"({"text":"a"})"}, clock_->now()));
  auto loop = std::async(std::launch::async, [&] { return runner_->run(); });
  wait_for(journal.head());
  runner_->stop();
  loop.get();
  runner_ = std::make_unique<Runner>(folder_.path(), *inbox_, *client_, key_, EngineOptions{"loopback", protocol::Encoding::zstd, 1}, *clock_);
  journal::damage_inbox(*inbox_, folder_.path());
  loop = std::async(std::launch::async, [&] { return runner_->run(); });
  const bool ended = loop.wait_for(std::chrono::seconds(10)) == std::future_status::ready;
  runner_->stop();
  EXPECT_TRUE(ended);
  EXPECT_TRUE(inbox_->is_damaged());
}

// A bureau that falls silent on pushes: four hang, and the end comes at once all the same.
TEST_F(RunnerTest, stops_within_a_second_while_four_requests_hang) {
  std::atomic<int> hanging{0};
  std::atomic<bool> leave{false};
  http::ServerOptions options;
  options.workers = 6;
  auto silent = std::move(*http::HttpServer::start(std::move(options), [&](const http::Request& request) {
    if (request.path == "/v1/hello") return service_->handle(request);
    ++hanging;
    while (!leave) std::this_thread::yield();
    return http::Response{};
  }));
  auto journal = std::move(*journal::Journal::open(folder_.path(), clock_->now()));
  for (int i = 0; i < 1200; ++i) ASSERT_TRUE(journal.append({event::Kind::check_out, "lq2020", R"({"text":"a"})"}, clock_->now()));
  const auto client = transport::make_curl_async_client({"http://127.0.0.1:" + std::to_string(silent.port()), {}});
  Runner runner(folder_.path(), *inbox_, *client, key_, {"loopback", protocol::Encoding::zstd, 1}, *clock_);
  std::thread loop([&] { runner.run(); });
  while (hanging < 4) std::this_thread::yield();
  const auto asked = std::chrono::steady_clock::now();
  runner.stop();
  loop.join();
  const auto took = std::chrono::steady_clock::now() - asked;
  leave = true;
  EXPECT_LT(took, std::chrono::seconds(1));
  EXPECT_EQ(hanging, 4);
}

TEST(DeviceKey, is_made_once_and_readable_by_its_owner_only) {
  journal::FastFolder state;
  EXPECT_EQ(load_device_key(state.path()).error().kind, DeviceKeyError::missing);
  EXPECT_THAT(load_device_key(state.path()).error().what, HasSubstr("--init"));
  const auto made = init_device_key(state.path()), again = init_device_key(state.path());
  ASSERT_TRUE(made && again);
  EXPECT_TRUE(made->fresh);
  EXPECT_FALSE(again->fresh);
  EXPECT_EQ(made->key.public_key(), again->key.public_key());
  EXPECT_EQ(*base::load_public_key(made->public_file), made->key.public_key());
  struct stat seen {};
  ASSERT_EQ(::stat((state.path() / "keys/device.key").c_str(), &seen), 0);
  EXPECT_EQ(seen.st_mode & 0777, 0600u);
}

TEST(Config, names_every_problem_with_its_place) {
  journal::FastFolder folder;
  const auto file = folder.path() / "sync.toml";
  std::ofstream(file) << "url = \"http://bureau.example\"\nboks = 1\n";
  const auto config = read_config(file);
  ASSERT_FALSE(config);
  EXPECT_THAT(config.error().what, HasSubstr("sync.toml:2:"));
  EXPECT_THAT(config.error().what, HasSubstr("box"));
  EXPECT_THAT(config.error().what, HasSubstr("loopback only"));
}

TEST(Config, that_ships_is_right) { EXPECT_TRUE(read_config(OPENDAY_SOURCE_DIR "/config/sync.toml")); }

}  // namespace
}  // namespace openday::agent
