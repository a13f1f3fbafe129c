// Changes of a real network: links and addresses of a namespace that a thread of the test makes for itself.
#include "sync/agent/network_watch.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <thread>

#include <gtest/gtest.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "kiosk/journal/inbox_reader.h"
#include "sync/agent/runner.h"
#include "sync/bureau/bureau_service.h"
#include "sync/bureau/sqlite_store.h"
#include "sync/http/http_server.h"
#include "sync/transport/curl_http_client.h"
#include "tests/journal/journal_fixture.h"

namespace openday::agent {
namespace {

// Calls `test` in a thread with a network of its own, where loopback is down; threads begun there are in it, too.
bool in_a_network_of_its_own(const std::function<void()>& test) {
  bool made = false;
  std::thread([&] {
    made = ::unshare(CLONE_NEWNET) == 0;
    if (made) test();
  }).join();
  return made;
}

// Loopback, as `ip link set lo up|down` and `ip address add` do it.
class Loopback {
 public:
  void up() { flag(true); }
  void down() { flag(false); }
  void add_address(std::uint32_t address) {
    ifreq wanted{};
    std::snprintf(wanted.ifr_name, sizeof wanted.ifr_name, "lo:1");
    auto* place = reinterpret_cast<sockaddr_in*>(&wanted.ifr_addr);
    place->sin_family = AF_INET;
    place->sin_addr.s_addr = htonl(address);
    ASSERT_EQ(::ioctl(socket_.get(), SIOCSIFADDR, &wanted), 0);
  }

 private:
  void flag(bool is_up) {
    ifreq wanted{};
    std::snprintf(wanted.ifr_name, sizeof wanted.ifr_name, "lo");
    ASSERT_EQ(::ioctl(socket_.get(), SIOCGIFFLAGS, &wanted), 0);
    wanted.ifr_flags = static_cast<short>(is_up ? wanted.ifr_flags | IFF_UP : wanted.ifr_flags & ~IFF_UP);
    ASSERT_EQ(::ioctl(socket_.get(), SIOCSIFFLAGS, &wanted), 0);
  }
  base::UniqueFd socket_{::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
};

bool is_readable(int fd) {
  pollfd one{fd, POLLIN, 0};
  return ::poll(&one, 1, 30'000) == 1;
}

TEST(NetworkWatch, sees_links_and_addresses_come_and_go) {
  const bool made = in_a_network_of_its_own([] {
    Loopback loopback;
    NetworkWatch watch;
    ASSERT_GE(watch.fd(), 0);
    EXPECT_FALSE(watch.take());
    const auto seen = [&](const char* what) {
      EXPECT_TRUE(is_readable(watch.fd())) << what;
      EXPECT_TRUE(watch.take()) << what;
      while (watch.take()) {
      }
    };
    loopback.up();
    seen("a link that comes up");
    loopback.add_address(0x0a010203);
    seen("an address");
    loopback.down();
    seen("a link that goes down");
  });
  if (!made) GTEST_SKIP() << "no network namespace here: not root";
}

// Time passes only when the test says so: no back-off ends by itself.
class HandClock final : public base::Clock {
 public:
  explicit HandClock(base::Moment start) : start_(std::move(start)) {}
  [[nodiscard]] base::Moment now() override {
    auto out = start_;
    out.mono_ms += passed_;
    out.wall += std::chrono::milliseconds(passed_);
    return out;
  }
  void pass(std::int64_t ms) { passed_ += ms; }

 private:
  const base::Moment start_;
  std::atomic<std::int64_t> passed_{0};
};

constexpr std::chrono::milliseconds kFar{100'000};   // of a back-off that has grown

class BoxAndBureau {
 public:
  BoxAndBureau() {
    (void)store_->add_device(key_.public_key(), "box", clock_.now().wall);
    start_server();
    transport::CurlOptions line{"http://127.0.0.1:" + std::to_string(port_), {}};
    line.connect_limit = std::chrono::milliseconds(300);   // what goes to a link that is down is lost, and nobody says so
    client_ = transport::make_curl_async_client(line);
    runner_ = std::make_unique<Runner>(folder_.path(), *inbox_, *client_, key_, EngineOptions{"loopback", protocol::Encoding::zstd, 1}, clock_);
    loop_ = std::thread([this] { (void)runner_->run(); });
  }
  ~BoxAndBureau() {
    runner_->stop();
    loop_.join();
  }
  BoxAndBureau(const BoxAndBureau&) = delete;
  BoxAndBureau& operator=(const BoxAndBureau&) = delete;

  void start_server() {
    http::ServerOptions options;
    options.port = port_;
    server_.emplace(std::move(*http::HttpServer::start(std::move(options), [this](const http::Request& request) { return service_.handle(request); })));
    port_ = server_->port();
  }
  void stop_server() { server_.reset(); }
  void write() { ASSERT_TRUE(journal_->append({event::Kind::check_out, "lq2020", R"({"text":"a"})"}, clock_.now())); }
  [[nodiscard]] bool all_there() {
    const auto& head = journal_->head();
    const auto held = store_->held(head.device, {head.inc, head.seq, head.hash});
    return held && held->ack == head.seq;
  }
  // Try after try, until the next one of a bureau that cannot be reached is far away. A record wakes the loop.
  void fail_until_it_waits_long() {
    while (true) {
      const auto link = journal::InboxReader(folder_.path()).link();
      const auto left = link && link->state == "unreachable" && link->next_try ? *link->next_try - clock_.now().wall : std::chrono::milliseconds(0);
      if (left > kFar) return;
      clock_.pass(std::max<std::int64_t>(left.count(), 1'000));   // what the link says may be half a minute old
      write();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
  HandClock& clock() { return clock_; }

 private:
  journal::FastFolder folder_;
  HandClock clock_{journal::moment()};
  base::SigningKey key_ = base::SigningKey::generate();
  std::unique_ptr<bureau::SqliteStore> store_ = std::move(*bureau::SqliteStore::open(folder_.path() / "bureau.db", {bureau::Role::server, {}, base::random16()}));
  bureau::BureauService service_{*store_, [this] { return clock_.now().wall; }};
  std::optional<journal::Journal> journal_ = std::move(*journal::Journal::open(folder_.path(), clock_.now()));
  std::optional<journal::Inbox> inbox_ = std::move(*journal::Inbox::open(folder_.path(), clock_.now()));
  std::uint16_t port_ = 0;
  std::optional<http::HttpServer> server_;
  std::unique_ptr<transport::AsyncClient> client_;
  std::unique_ptr<Runner> runner_;
  std::thread loop_;
};

TEST(NetworkWatch, ends_a_long_back_off_when_the_link_comes_back) {
  const bool made = in_a_network_of_its_own([] {
    Loopback loopback;
    loopback.up();
    BoxAndBureau both;
    both.write();
    while (!both.all_there()) std::this_thread::yield();
    both.stop_server();
    loopback.down();
    both.write();
    both.fail_until_it_waits_long();
    loopback.up();
    both.start_server();
    std::int64_t passed = 0;
    for (; !both.all_there() && passed < kFar.count(); passed += 50) {
      both.clock().pass(50);
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_LT(passed, kFar.count());   // long before the back-off would have ended
    EXPECT_TRUE(both.all_there());
  });
  if (!made) GTEST_SKIP() << "no network namespace here: not root";
}

}  // namespace
}  // namespace openday::agent
