// The server front and the client over real sockets on loopback, and the server against clients that misbehave.
#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "tests/http/http_fixture.h"
#include "tests/support/files.h"
#include "tests/support/process.h"
#include "tests/support/tls_files.h"

namespace openday::http {
namespace {

using protocol::Wire;
using ::testing::HasSubstr;

TEST(Sockets, carry_a_request_and_its_answer_over_one_kept_connection) {
  auto server = start(quick());
  const auto client = client_of("http", server.port());
  for (int i = 0; i < 3; ++i) {
    const auto answer = client->send(post_of("body " + std::to_string(i)));
    ASSERT_TRUE(answer) << answer.error().what;
    EXPECT_EQ(answer->body, "POST /v1/push body " + std::to_string(i));
    EXPECT_TRUE(answer->marked);
    EXPECT_EQ(answer->content_type, "application/json");
  }
  EXPECT_EQ(server.figures().connections, 1u);
}

TEST(Sockets, name_a_port_that_is_in_use_and_the_next_step) {
  auto first = start(quick());
  auto options = quick();
  options.port = first.port();
  const auto second = HttpServer::start(std::move(options), echo);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ServerError::port_in_use);
  EXPECT_THAT(second.error().what, HasSubstr(std::to_string(first.port())));
  EXPECT_THAT(second.error().what, HasSubstr("another port"));
}

TEST(Sockets, refuse_plain_http_beyond_loopback_on_both_sides) {
  auto options = quick();
  options.address = "0.0.0.0";
  EXPECT_EQ(HttpServer::start(std::move(options), echo).error().kind, ServerError::plain_beyond_loopback);
  EXPECT_EQ(transport::check_url("http://bureau.example:80", {}).error().kind, transport::UrlError::plain_beyond_loopback);
  EXPECT_EQ(transport::check_url("https://bureau.example", {}).error().kind, transport::UrlError::no_ca);
  EXPECT_EQ(transport::check_url("https://bureau.example", "/nonexistent.pem").error().kind, transport::UrlError::unreadable_ca);
  for (const char* url : {"http://127.0.0.1:8480", "http://localhost:1", "http://[::1]:1"}) EXPECT_TRUE(transport::check_url(url, {})) << url;
  for (const char* url : {"", "ftp://127.0.0.1", "http://127.0.0.1/x", "http://127.0.0.1.evil.example", "http://u@127.0.0.1", "nonsense"}) {
    EXPECT_FALSE(transport::check_url(url, {})) << url;
  }
}

TEST(Sockets, refuse_a_body_that_is_too_large_before_reading_it) {
  auto options = quick();
  options.body_bytes = 1000;
  std::atomic<int> handled{0};
  auto server = start(std::move(options), [&](const Request& request) { ++handled; return echo(request); });
  const auto answer = client_of("http", server.port())->send(post_of(std::string(3'000'000, 'x')));
  ASSERT_TRUE(answer) << answer.error().what;
  EXPECT_EQ(answer->status, 413);
  EXPECT_EQ(handled, 0);
}

TEST(Sockets, shed_load_with_retry_after_while_the_queue_is_full) {
  auto options = quick();
  options.workers = 1;
  options.queue = 1;
  std::atomic<bool> entered{false}, leave{false};
  auto server = start(std::move(options), [&](const Request& request) {
    entered = true;
    while (!leave) std::this_thread::yield();
    return echo(request);
  });
  std::thread slow([&] { EXPECT_TRUE(client_of("http", server.port())->send(post_of("a"))); });
  while (!entered) std::this_thread::yield();
  const auto answer = client_of("http", server.port())->send(post_of("b"));
  leave = true;
  slow.join();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 503);
  EXPECT_TRUE(answer->marked);
  EXPECT_EQ(answer->retry_after, "2");
  EXPECT_EQ(server.figures().shed, 1u);
}

TEST(Sockets, refuse_a_target_without_a_path_before_any_handler) {
  std::atomic<int> handled{0};
  auto server = start(quick(), [&](const Request& request) { ++handled; return echo(request); });
  for (const char* target : {"?h", "*", "http://a/v1/health"}) {
    Wire4 wire(server.port());
    wire.say(std::string("POST ") + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = wire.hear_to_the_end();
    EXPECT_THAT(answer, HasSubstr(" 400 ")) << target;
    EXPECT_THAT(answer, HasSubstr("bad-target")) << target;
  }
  EXPECT_EQ(handled, 0);
}

TEST(Sockets, close_a_client_that_drips_its_header_or_its_body) {
  auto server = start(quick());
  Wire4 header(server.port()), body(server.port());
  header.say("POST /v1/push HTTP/1.1\r\nHo");
  body.say("POST /v1/push HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nxx");
  EXPECT_EQ(header.hear_to_the_end(), "");
  EXPECT_EQ(body.hear_to_the_end(), "");
  while (server.figures().timed_out < 2) std::this_thread::yield();   // counted right after the close
  EXPECT_TRUE(client_of("http", server.port())->send(post_of("still there")));
}

TEST(Sockets, answer_garbage_with_400_and_a_huge_header_with_431) {
  auto server = start(quick());
  Wire4 garbage(server.port()), huge(server.port());
  garbage.say("\x16\x03\x01 this is not HTTP\r\n\r\n");
  huge.say("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n");
  EXPECT_THAT(garbage.hear_to_the_end(), HasSubstr("400"));
  EXPECT_THAT(huge.hear_to_the_end(), HasSubstr("431"));
}

TEST(Sockets, turn_an_exception_into_500_and_go_on) {
  auto server = start(quick(), [](const Request&) -> Response { throw std::runtime_error("broken"); });
  const auto client = client_of("http", server.port());
  EXPECT_EQ(client->send(post_of("a"))->status, 500);
  EXPECT_EQ(client->send(post_of("a"))->status, 500);
}

TEST(Sockets, stop_with_idle_connections_open) {
  auto server = start(quick());
  const auto client = client_of("http", server.port());
  ASSERT_TRUE(client->send(post_of("a")));
  server.stop();
  const auto answer = client->send(post_of("b"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, Wire::refused);
}

TEST(Sockets, end_a_blocked_request_when_interrupted) {
  std::atomic<bool> entered{false}, leave{false};
  auto server = start(quick(), [&](const Request& request) {
    entered = true;
    while (!leave) std::this_thread::yield();
    return echo(request);
  });
  const auto client = client_of("http", server.port());
  std::thread other([&] {
    while (!entered) std::this_thread::yield();
    client->interrupt();
  });
  const auto answer = client->send(post_of("a"));
  other.join();
  leave = true;
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, Wire::interrupted);
}

TEST(Sockets, give_up_on_an_answer_that_is_too_large) {
  auto server = start(quick(), [](const Request&) { return Response{200, "text/html", std::string(2u << 20, 'x'), {}}; });
  EXPECT_EQ(client_of("http", server.port())->send(post_of("a")).error().kind, Wire::too_large);
}

using support::TlsFiles;

ServerOptions options_of(const TlsFiles& files) {
  auto out = quick();
  auto context = make_server_context(files.at("server.pem"), files.at("server.key"));
  if (!context) throw std::runtime_error(context.error().what);
  out.tls = std::move(*context);
  return out;
}

TEST(Tls, trusts_the_pinned_ca_and_no_other) {
  const TlsFiles ours, foreign;
  auto server = start(options_of(ours));
  const auto answer = client_of("https", server.port(), ours.at("ca.pem"))->send(post_of("a"));
  ASSERT_TRUE(answer) << answer.error().what;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(client_of("https", server.port(), foreign.at("ca.pem"))->send(post_of("a")).error().kind, Wire::tls_untrusted);
}

TEST(Tls, judges_certificate_dates_at_the_time_it_is_told) {
  const TlsFiles files;
  auto server = start(options_of(files));
  auto request = post_of("a");
  const auto client = client_of("https", server.port(), files.at("ca.pem"));
  const auto today = request.now;
  request.now = today + std::chrono::hours(24 * 365);
  auto refused = client->send(request);
  EXPECT_EQ(refused.error().kind, Wire::certificate_ended);
  EXPECT_THAT(refused.error().what, HasSubstr("the certificate of 'bureau' ended " + base::to_rfc3339(today + std::chrono::hours(24 * 30), base::kChinaOffset).substr(0, 10)));
  request.sure_of_time = false;
  refused = client->send(request);
  EXPECT_EQ(refused.error().kind, Wire::certificate_or_clock);
  EXPECT_THAT(refused.error().what, HasSubstr("which nothing confirmed"));
  request.now = today;
  EXPECT_TRUE(client->send(request));
}

// A clock that lies behind is told by the certificate itself; one that is sure is not.
TEST(Tls, takes_a_certificate_that_begins_later_only_from_a_clock_that_nothing_confirmed) {
  const TlsFiles files, foreign;
  auto server = start(options_of(files));
  auto request = post_of("a");
  request.now -= std::chrono::hours(24 * 3650);
  EXPECT_EQ(client_of("https", server.port(), files.at("ca.pem"))->send(request).error().kind, Wire::certificate_early);
  request.sure_of_time = false;
  EXPECT_TRUE(client_of("https", server.port(), files.at("ca.pem"))->send(request));
  EXPECT_EQ(client_of("https", server.port(), foreign.at("ca.pem"))->send(request).error().kind, Wire::tls_untrusted);
}

TEST(Tls, says_which_file_it_cannot_use) {
  const TlsFiles files, other;
  EXPECT_THAT(make_server_context("/nonexistent.pem", files.at("server.key")).error().what, HasSubstr("/nonexistent.pem"));
  EXPECT_FALSE(make_server_context(files.at("server.pem"), other.at("server.key")));
}

TEST(Tls, takes_a_plain_client_for_what_it_is) {
  const TlsFiles files;
  auto server = start(options_of(files));
  EXPECT_FALSE(client_of("http", server.port())->send(post_of("a")));
  EXPECT_TRUE(client_of("https", server.port(), files.at("ca.pem"))->send(post_of("a")));
}

}  // namespace
}  // namespace openday::http
