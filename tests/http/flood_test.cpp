// Many clients at once, most of which mean no good: the others are served, and memory stays bounded.
#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "tests/http/http_fixture.h"

namespace openday::http {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string head_of(std::size_t bytes) { return "POST /v1/push HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n"; }

// Long limits: what ends here is not ended by time.
ServerOptions patient() {
  ServerOptions options;
  options.header_limit = options.body_limit = 60s;
  return options;
}

Response swallow(const Request&) { return {200, "application/json", "{}", {}}; }   // a client takes no answer of a body's size

int status_of(const HttpServer& server, std::string body) {
  const auto answer = client_of("http", server.port())->send(post_of(std::move(body)));
  return answer ? answer->status : 0;
}

template <class Condition>
void until(Condition condition) {
  while (!condition()) std::this_thread::sleep_for(1ms);
}

// A handler that stays where it is until it is let go.
class Gate {
 public:
  Handler handler() {
    return [this](const Request& request) {
      ++entered_;
      open_.wait(false);
      return echo(request);
    };
  }
  void wait_for(int entered) const {
    until([&] { return entered_ >= entered; });
  }
  void open() {
    open_ = true;
    open_.notify_all();
  }

 private:
  std::atomic<int> entered_{0};
  std::atomic<bool> open_{false};
};

TEST(Flood, of_clients_that_announce_bodies_and_send_none_keeps_nobody_out) {
  auto server = start(patient(), swallow);
  std::vector<std::unique_ptr<Wire4>> silent;
  for (int i = 0; i < 160; ++i) {   // 320 MiB of announcements
    silent.push_back(std::make_unique<Wire4>(server.port()));
    silent.back()->say(head_of(2u << 20));
  }
  until([&] { return server.figures().requests >= silent.size(); });
  EXPECT_EQ(status_of(server, "a push"), 200);
  EXPECT_EQ(status_of(server, std::string(1'500'000, 'x')), 200);
  until([&] { return server.figures().body_bytes == 0; });
}

TEST(Flood, of_bodies_that_do_come_is_shed_where_memory_ends_and_forgotten_with_them) {
  auto options = patient();
  options.bodies_bytes = 2u << 20;
  auto server = start(std::move(options), swallow);
  {
    Wire4 holds(server.port());
    holds.say(head_of(800'000) + std::string(700'000, 'x'));
    until([&] { return server.figures().body_bytes >= 700'000; });
    EXPECT_LE(server.figures().body_bytes, 800'000u);
    EXPECT_EQ(status_of(server, std::string(1'800'000, 'x')), 503);
    EXPECT_EQ(status_of(server, "a push"), 200);
    EXPECT_EQ(server.figures().shed, 1u);
  }
  until([&] { return server.figures().body_bytes == 0; });
  EXPECT_EQ(status_of(server, std::string(1'800'000, 'x')), 200);
}

TEST(Flood, of_chunks_is_shed_as_well) {
  auto options = patient();
  options.bodies_bytes = 1u << 20;
  auto server = start(std::move(options));
  Wire4 wire(server.port());
  wire.say("POST /v1/push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 24; ++i) wire.say("10000\r\n" + std::string(65'536, 'x') + "\r\n");
  EXPECT_THAT(wire.hear_to_the_end(), HasSubstr(" 503 "));
}

TEST(Flood, of_a_chunk_extension_without_an_end_is_refused) {
  auto server = start(patient());
  Wire4 wire(server.port());
  wire.say("POST /v1/push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;a=" + std::string(300'000, 'x'));
  EXPECT_THAT(wire.hear_to_the_end(), HasSubstr(" 400 "));
}

TEST(Flood, of_bodies_that_end_together_leaves_only_the_queue_waiting) {
  auto options = patient();
  options.workers = 1;
  options.queue = 2;
  Gate gate;
  auto server = start(std::move(options), gate.handler());
  std::vector<std::unique_ptr<Wire4>> all;
  for (int i = 0; i < 6; ++i) {
    all.push_back(std::make_unique<Wire4>(server.port()));
    all.back()->say(head_of(1));
  }
  until([&] { return server.figures().requests >= all.size(); });
  for (auto& one : all) one->say("x");
  until([&] { return server.figures().shed >= all.size() - 2; });
  EXPECT_EQ(server.figures().waiting, 2u);
  gate.open();
}

TEST(Flood, never_reaches_what_is_answered_at_once) {
  auto options = patient();
  options.workers = 1;
  options.queue = 1;
  options.at_once = "/v1/health";
  Gate gate;
  auto server = start(std::move(options), [wait = gate.handler()](const Request& request) { return request.path == "/v1/health" ? echo(request) : wait(request); });
  std::thread client([&] { EXPECT_EQ(status_of(server, "a push"), 200); });
  gate.wait_for(1);
  EXPECT_EQ(status_of(server, "another"), 503);
  const auto health = client_of("http", server.port());
  for (int i = 0; i < 3; ++i) {
    const auto answer = health->send({"GET", "/v1/health", {}, protocol::Encoding::identity, wall_now()});
    ASSERT_TRUE(answer) << answer.error().what;
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "GET /v1/health ");
  }
  gate.open();
  client.join();
}

// What waits for a worker is in memory as much as what is being read.
TEST(Flood, counts_a_body_until_its_request_is_answered) {
  auto options = patient();
  options.workers = 1;
  Gate gate;
  auto server = start(std::move(options), gate.handler());
  std::thread client([&] { EXPECT_EQ(status_of(server, std::string(500'000, 'x')), 200); });
  gate.wait_for(1);
  EXPECT_GE(server.figures().body_bytes, 500'000u);
  gate.open();
  client.join();
  until([&] { return server.figures().body_bytes == 0; });
}

TEST(Flood, lets_a_slow_body_through_as_long_as_it_moves) {
  auto options = quick();
  options.body_rate = 10'000;
  auto server = start(std::move(options));
  Wire4 wire(server.port());
  wire.say("POST /v1/push HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 200000\r\n\r\n");
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 10; ++i) {   // three times the time that a silent one gets
    wire.say(std::string(20'000, 'x'));
    std::this_thread::sleep_until(begin + (i + 1) * 45ms);
  }
  EXPECT_THAT(wire.hear_to_the_end(), HasSubstr(" 200 "));
}

TEST(Flood, of_drops_ends_although_each_comes_soon_after_the_last) {
  auto server = start(quick());
  Wire4 wire(server.port());
  wire.say(head_of(100'000));
  std::jthread drips([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      wire.say("x");
      std::this_thread::sleep_for(10ms);
    }
  });
  EXPECT_THAT(wire.hear_to_the_end(), IsEmpty());
  until([&] { return server.figures().timed_out == 1; });   // counted right after the close
}

}  // namespace
}  // namespace openday::http
