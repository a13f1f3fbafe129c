// Two boxes of a hall without a bureau, over real sockets and TLS, each with its own runner and thread.
#include <thread>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "kiosk/base/unique_fd.h"
#include "kiosk/journal/inbox_reader.h"
#include "kiosk/journal/journal.h"
#include "sync/agent/runner.h"
#include "sync/protocol/pull_codec.h"
#include "sync/transport/curl_http_client.h"
#include "tests/journal/journal_fixture.h"

namespace openday::agent {
namespace {

struct Disk : journal::FastFolder {
  Disk() = default;
  Disk(const Disk& original) : journal::FastFolder() { std::filesystem::copy(original.path(), path(), std::filesystem::copy_options::recursive); }
};

class Box {
 public:
  Box() : Box(Disk(), base::sha256(base::random16())) {}
  // One more machine with the disk that `original` has now.
  explicit Box(const Box& original) : Box(original.folder_, original.seed_) {}
  Box(const Disk& disk, const base::Digest& seed) : folder_(disk), seed_(seed), clock_(base::make_system_clock(base::build_date())), journal_(std::move(*journal::Journal::open(folder_.path(), clock_->now()))),
          inbox_(std::move(*journal::Inbox::open(folder_.path(), clock_->now()))), client_(transport::make_curl_async_client({})) {}
  ~Box() { stop(); }
  Box& operator=(const Box&) = delete;

  [[nodiscard]] protocol::KnownDevice known() const { return {journal_.head().device, key_.public_key(), "box"}; }
  void learn(const std::vector<protocol::KnownDevice>& devices) { ASSERT_TRUE(inbox_.set_note(kDevicesNote, protocol::devices_text(devices))); }
  void begin(const std::vector<std::string>& boxes) {
    runner_ = std::make_unique<Runner>(folder_.path(), inbox_, *client_, key_, EngineOptions{{}, protocol::Encoding::zstd, 1, 0}, *clock_);
    ASSERT_TRUE(runner_->meet_neighbours("127.0.0.1:0", boxes));
  }
  void run() {
    thread_ = std::thread([this] { (void)runner_->run(); });
  }
  void stop() {
    if (!thread_.joinable()) return;
    runner_->stop();
    thread_.join();
    runner_.reset();
  }
  [[nodiscard]] std::uint16_t port() const { return runner_->neighbour_port(); }
  [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(port()); }
  void append() {
    ASSERT_TRUE(journal_.append({event::Kind::check_out, "lq2020", R"({"text":"a"})"}, clock_->now()));
  }
  [[nodiscard]] std::size_t foreign() const { return journal::InboxReader(folder_.path()).foreign_records(0, 10'000)->records.size(); }
  [[nodiscard]] std::uint64_t written() const { return journal_.head().seq; }
  [[nodiscard]] bool must_begin_anew() const { return journal::InboxReader(folder_.path()).incarnation_wanted(journal_.head().inc)->has_value(); }

 private:
  Disk folder_;
  base::Digest seed_;                    // of its key
  std::unique_ptr<base::Clock> clock_;
  base::SigningKey key_ = base::SigningKey::from_seed(seed_);
  journal::Journal journal_;
  journal::Inbox inbox_;
  std::unique_ptr<transport::AsyncClient> client_;
  std::unique_ptr<Runner> runner_;
  std::thread thread_;
};

void wait_for(const Box& box, std::uint64_t records) {
  while (box.foreign() < records) std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

TEST(Neighbours, know_each_others_records_as_they_are_written) {
  Box a, b;
  a.learn({b.known()});
  b.learn({a.known()});
  a.begin({});
  b.begin({a.url()});
  a.run();
  b.run();
  for (int i = 0; i < 3; ++i) b.append();
  wait_for(a, b.written());
  b.append();
  wait_for(a, b.written());
  EXPECT_EQ(a.foreign(), b.written());
  EXPECT_EQ(b.foreign(), 0u);   // a names no neighbour to tell
}

TEST(Neighbours, go_on_where_the_other_box_stands_after_it_was_away) {
  Box a, b;
  a.learn({b.known()});
  b.learn({a.known()});
  a.begin({});
  b.begin({a.url()});
  b.append();
  b.run();
  a.run();
  wait_for(a, b.written());
  b.stop();
  for (int i = 0; i < 600; ++i) b.append();
  b.begin({a.url()});
  b.run();
  wait_for(a, b.written());
  EXPECT_EQ(a.foreign(), b.written());
}

// Nobody reaches the bureau.
TEST(Neighbours, hear_what_two_machines_with_one_disk_wrote_under_the_same_numbers) {
  Box a, b;
  a.learn({b.known()});
  b.learn({a.known()});
  a.begin({});
  a.run();
  b.append();
  Box copy(b);
  b.append();
  copy.append();
  b.begin({a.url()});
  b.run();
  wait_for(a, b.written());
  b.stop();
  copy.begin({a.url()});
  copy.run();
  wait_for(a, b.written() + 1);
  copy.stop();
  EXPECT_EQ(a.foreign(), b.written() + 1);
  EXPECT_TRUE(copy.must_begin_anew());
  EXPECT_FALSE(b.must_begin_anew());
}

// A socket from another address of loopback: what that client sends and then leaves open.
base::UniqueFd stranger(std::uint16_t port, std::string_view says) {
  base::UniqueFd out(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in here{}, there{};
  here.sin_family = there.sin_family = AF_INET;
  here.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1);
  there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  there.sin_port = htons(port);
  if (::bind(out.get(), reinterpret_cast<const sockaddr*>(&here), sizeof here) != 0 || ::connect(out.get(), reinterpret_cast<const sockaddr*>(&there), sizeof there) != 0) return {};
  (void)::send(out.get(), says.data(), says.size(), MSG_NOSIGNAL);
  return out;
}

// Some say nothing at all, some begin a handshake and leave it: more of them than the port has places.
TEST(Neighbours, are_served_beside_a_client_that_holds_every_socket_it_gets) {
  Box a, b;
  a.learn({b.known()});
  b.learn({a.known()});
  a.begin({});
  a.run();
  std::vector<base::UniqueFd> held;
  for (int i = 0; i < 200; ++i) {
    held.push_back(stranger(a.port(), i % 2 == 0 ? "" : std::string_view("\x16\x03\x01\x02\x00\x01", 6)));
    ASSERT_TRUE(held.back()) << i;
  }
  b.begin({a.url()});
  b.run();
  b.append();
  wait_for(a, b.written());
  EXPECT_EQ(a.foreign(), b.written());
}

TEST(Neighbours, tell_nothing_to_a_box_whose_key_the_bureau_did_not_name) {
  Box a, b, friendly;
  a.learn({b.known()});
  b.learn({friendly.known()});   // not a
  friendly.learn({b.known()});
  a.begin({});
  friendly.begin({});
  b.begin({a.url(), friendly.url()});
  b.append();
  a.run();
  friendly.run();
  b.run();
  wait_for(friendly, b.written());
  EXPECT_EQ(a.foreign(), 0u);
}

}  // namespace
}  // namespace openday::agent
