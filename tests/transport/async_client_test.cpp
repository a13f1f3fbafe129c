// Several requests at once over real sockets on loopback: answers in any order, none taken twice, nothing that cannot be woken.
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <unistd.h>

#include "kiosk/base/mutex.h"
#include "kiosk/base/unique_fd.h"
#include "sync/http/http_server.h"
#include "sync/transport/curl_http_client.h"

namespace openday::transport {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLong{30'000};

// A bureau that answers a request when the test lets that one go.
class Gate {
 public:
  http::Response answer(const http::Request& request) {
    const base::Lock held(mutex_);
    waiting_.insert(request.body);
    changed_.notify_all();
    while (!open_.contains(request.body) && !all_open_) changed_.wait(mutex_);
    waiting_.erase(request.body);
    return {200, "application/json", request.body, {}};
  }
  void open(const std::string& body) {
    const base::Lock held(mutex_);
    open_.insert(body);
    changed_.notify_all();
  }
  void open_all() {
    const base::Lock held(mutex_);
    all_open_ = true;
    changed_.notify_all();
  }
  [[nodiscard]] std::size_t waiting() {
    const base::Lock held(mutex_);
    return waiting_.size();
  }

 private:
  base::Mutex mutex_;
  base::Condition changed_;
  std::set<std::string> open_ OPENDAY_GUARDED_BY(mutex_), waiting_ OPENDAY_GUARDED_BY(mutex_);
  bool all_open_ OPENDAY_GUARDED_BY(mutex_) = false;
};

class AsyncClientTest : public ::testing::Test {
 protected:
  AsyncClientTest() {
    http::ServerOptions options;
    options.workers = 6;
    server_.emplace(std::move(*http::HttpServer::start(std::move(options), [this](const http::Request& request) { return gate_.answer(request); })));
    client_ = make_curl_async_client({"http://127.0.0.1:" + std::to_string(server_->port()), {}});
  }
  ~AsyncClientTest() override { gate_.open_all(); }

  AsyncClient::Token post(const std::string& body) {
    return client_->start({"POST", "/v1/push", body, protocol::Encoding::identity, std::chrono::time_point_cast<base::Millis>(std::chrono::system_clock::now())});
  }
  void wait_until_waiting(std::size_t count) {
    while (gate_.waiting() < count) client_->wait(milliseconds(1), {});
  }
  std::string body_of(AsyncClient::Token token) {
    while (true) {
      if (auto answer = client_->take(token)) return answer->value().body;
      client_->wait(kLong, {});
    }
  }

  Gate gate_;
  std::optional<http::HttpServer> server_;
  std::unique_ptr<AsyncClient> client_;
};

TEST_F(AsyncClientTest, has_four_requests_out_and_takes_their_answers_in_any_order) {
  const auto a = post("a"), b = post("b"), c = post("c"), d = post("d");
  wait_until_waiting(4);
  EXPECT_EQ(server_->figures().connections, 4u);
  for (const auto& [name, token] : {std::pair("c", c), {"a", a}, {"d", d}, {"b", b}}) {
    gate_.open(name);
    EXPECT_EQ(body_of(token), name);
    EXPECT_FALSE(client_->take(token));   // once
  }
}

TEST_F(AsyncClientTest, keeps_to_four_connections_and_uses_them_again) {
  gate_.open_all();
  std::vector<AsyncClient::Token> tokens;
  for (int i = 0; i < 20; ++i) tokens.push_back(post(std::to_string(i)));
  for (std::size_t i = 0; i < tokens.size(); ++i) EXPECT_EQ(body_of(tokens[i]), std::to_string(i));
  EXPECT_LE(server_->figures().connections, 4u);
}

TEST_F(AsyncClientTest, forgets_a_request_that_is_not_wanted_any_more) {
  const auto hanging = post("hanging"), other = post("other");
  wait_until_waiting(2);
  client_->cancel(hanging);
  gate_.open("other");
  EXPECT_EQ(body_of(other), "other");
  EXPECT_FALSE(client_->take(hanging));
  gate_.open_all();
  EXPECT_EQ(body_of(post("next")), "next");
}

TEST_F(AsyncClientTest, is_woken_by_another_thread_also_before_it_waits) {
  std::ignore = post("hanging");
  client_->wake();
  client_->wait(kLong, {});
  std::thread other([this] {
    while (gate_.waiting() == 0) std::this_thread::yield();
    client_->wake();
  });
  client_->wait(kLong, {});
  other.join();
}

TEST_F(AsyncClientTest, waits_for_other_descriptors_too) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const base::UniqueFd read_end(ends[0]), write_end(ends[1]);
  std::ignore = post("hanging");
  ASSERT_EQ(::write(write_end.get(), "x", 1), 1);
  const int also[] = {read_end.get()};
  client_->wait(kLong, also);
}

TEST_F(AsyncClientTest, says_of_each_why_there_is_no_answer) {
  server_->stop();
  const auto a = post("a"), b = post("b");
  for (const auto token : {a, b}) {
    std::optional<AsyncClient::Result> answer;
    while (!(answer = client_->take(token))) client_->wait(kLong, {});
    ASSERT_FALSE(*answer);
    EXPECT_EQ(answer->error().kind, protocol::Wire::refused);
  }
}

TEST_F(AsyncClientTest, caps_the_line_to_its_server_and_not_the_halls_network) {
  gate_.open_all();
  const std::string here = "http://127.0.0.1:" + std::to_string(server_->port()), body(100'000, 'x');
  CurlOptions options{here, {}};
  options.most_bytes_per_second = 50'000;
  client_ = make_curl_async_client(options);
  const auto takes = [&](std::optional<Peer> peer) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(body_of(client_->start({"POST", "/v1/push", body, protocol::Encoding::identity, {}, std::move(peer)})), body);
    return std::chrono::steady_clock::now() - start;
  };
  EXPECT_LT(takes(Peer{here, ""}), milliseconds(1'000));
  EXPECT_GT(takes(std::nullopt), milliseconds(1'000));
}

TEST_F(AsyncClientTest, ends_with_requests_out) {
  for (const char* body : {"a", "b", "c", "d"}) std::ignore = post(body);
  wait_until_waiting(4);
  client_.reset();
}

}  // namespace
}  // namespace openday::transport
