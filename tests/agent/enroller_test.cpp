// Enrolment over real sockets: the CA by its fingerprint, the one-time secret, keys, and what lies on the disk afterwards.
#include "sync/agent/enroller.h"

#include <gmock/gmock.h>

#include "kiosk/base/crypto_certificate.h"
#include "kiosk/base/file.h"
#include "kiosk/event/trust.h"
#include "kiosk/journal/inbox_reader.h"
#include "sync/agent/bureau_clock.h"
#include "sync/agent/device_key.h"
#include "sync/http/http_server.h"
#include "sync/transport/curl_http_client.h"
#include "tests/agent/fetch_world.h"
#include "tests/support/tls_files.h"

namespace openday::agent {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

base::Instant wall_now() { return std::chrono::time_point_cast<base::Millis>(std::chrono::system_clock::now()); }

class EnrollerTest : public support::FetchWorld {
 protected:
  EnrollerTest() {
    now_.wall = wall_now();
    (void)store_->revoke_device(key_.public_key(), now_.wall);   // this box begins unknown
    start(files_);
  }
  void start(const support::TlsFiles& files, std::uint16_t port = 0) {
    server_.reset();
    service_ = std::make_unique<bureau::BureauService>(*store_, wall_now, std::function<std::string()>(), store_.get(), base::read_file(files.at("ca.pem")).value());
    http::ServerOptions options;
    options.port = port;
    options.tls = std::move(*http::make_server_context(files.at("server.pem"), files.at("server.key")));
    server_.emplace(std::move(*http::HttpServer::start(std::move(options), [this](const http::Request& request) { return service_->handle(request); })));
  }
  event::EnrolmentCode code(const std::string& name = "east door", std::chrono::minutes term = std::chrono::minutes(15)) {
    event::EnrolmentCode out{"https://127.0.0.1:" + std::to_string(server_->port()), *base::certificate_fingerprint(base::read_file(files_.at("ca.pem")).value()), "hall \"A\"",
                             base::random16(), wall_now() + term};
    EXPECT_TRUE(store_->add_enrolment({base::sha256(out.secret), name, out.hall, out.until}, now_.wall));
    return out;
  }
  base::Result<Enrolment, EnrolFailure> enrol(const event::EnrolmentCode& with) { return enroller_.enrol(event::write_enrolment_code(with), now_); }
  std::optional<bureau::Device> known() { return store_->find_device(journal_->head().device).value(); }

  support::TlsFiles files_;
  std::optional<http::HttpServer> server_;
  Enroller enroller_{folder_.path(), *reader_, *inbox_, [](const transport::CurlOptions& options) { return transport::make_curl_client(options); }};
};

TEST_F(EnrollerTest, makes_a_new_box_known_with_the_bureaus_ca_and_trust_list) {
  const auto root = base::SigningKey::generate();
  const auto trust = event::write_trust({1, root.public_key(), {}}, root);
  ASSERT_TRUE(store_->publish({"", "trust", "", 1, trust, ""}, now_.wall));
  const auto done = enrol(code());
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(done->name, "east door");
  EXPECT_EQ(done->hall, "hall \"A\"");
  EXPECT_EQ(base::read_file(done->ca).value(), base::read_file(files_.at("ca.pem")).value());
  EXPECT_EQ(read_enrolment(folder_.path())->url, done->url);
  const auto key = load_device_key(folder_.path());
  ASSERT_TRUE(key && known());
  EXPECT_EQ(known()->key, key->key.public_key());
  journal::InboxReader reader(folder_.path());
  EXPECT_EQ((*reader.document("", "trust"))->bytes, trust);
  EXPECT_THAT(reader.note(kEnrolledNote)->value(), HasSubstr("east door"));
}

TEST_F(EnrollerTest, refuses_a_server_whose_ca_is_not_the_codes) {
  const auto wanted = code();
  const support::TlsFiles foreign;
  start(foreign);
  auto elsewhere = wanted;
  elsewhere.url = "https://127.0.0.1:" + std::to_string(server_->port());
  const auto done = enrol(elsewhere);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, EnrolFailure::refused);
  EXPECT_THAT(done.error().what, HasSubstr("another CA"));
  EXPECT_FALSE(read_enrolment(folder_.path()));
}

TEST_F(EnrollerTest, sends_the_secret_to_nobody_whose_certificate_the_ca_did_not_sign) {
  const auto wanted = code();
  const support::TlsFiles foreign;
  const auto ours = base::read_file(files_.at("ca.pem")).value();
  server_.reset();
  std::vector<std::string> seen;
  http::ServerOptions options;   // shows our CA, which is public, under a certificate of its own
  options.tls = std::move(*http::make_server_context(foreign.at("server.pem"), foreign.at("server.key")));
  server_.emplace(std::move(*http::HttpServer::start(std::move(options), [&](const http::Request& request) {
    seen.push_back(request.path);
    return http::Response{200, "application/x-pem-file", ours, {{std::string(protocol::kMark), "1"}}};
  })));
  auto elsewhere = wanted;
  elsewhere.url = "https://127.0.0.1:" + std::to_string(server_->port());
  EXPECT_FALSE(enrol(elsewhere));
  server_->stop();
  EXPECT_EQ(seen, std::vector<std::string>{"/v1/ca"});
}

TEST_F(EnrollerTest, sends_the_secret_over_no_line_that_anybody_can_read) {
  Enroller enroller(folder_.path(), *reader_, *inbox_, [](const transport::CurlOptions& options) {
    ADD_FAILURE() << options.url;
    return transport::make_curl_client(options);
  });
  for (const char* url : {"http://192.0.2.7:8480", "HTTP://bureau.example", "HTTPS://bureau.example", "ftp://bureau.example", "https://bureau.example/path", "https://me@bureau.example", "bureau"}) {
    auto plain = code();
    plain.url = url;
    if (std::string_view(url).starts_with("HTTP")) plain.ca.reset();
    const auto done = enroller.enrol(event::write_enrolment_code(plain), now_);
    ASSERT_FALSE(done) << url;
    EXPECT_EQ(done.error().kind, EnrolFailure::refused) << url;
    EXPECT_THAT(done.error().what, HasSubstr("make a new one at the bureau")) << url;
    EXPECT_THAT(done.error().what, Not(HasSubstr(base::to_hex(plain.secret))));
  }
}

TEST_F(EnrollerTest, tells_a_code_that_is_over_from_a_line_that_is_down) {
  auto used = code();
  ASSERT_TRUE(enrol(used));
  ASSERT_TRUE(enrol(used));   // the same box again
  auto unknown = code();
  unknown.secret = base::random16();
  EXPECT_EQ(enrol(unknown).error().kind, EnrolFailure::refused);
  EXPECT_EQ(enrol(code("late", std::chrono::minutes(-20))).error().kind, EnrolFailure::refused);
  EXPECT_EQ(enroller_.enrol("OD1:ABC", now_).error().kind, EnrolFailure::refused);
  const auto later = code();
  server_.reset();
  EXPECT_EQ(enrol(later).error().kind, EnrolFailure::later);
}

// A client over which the first enrolment that succeeded is not heard of.
class DeafOnce final : public transport::HttpClient {
 public:
  DeafOnce(std::unique_ptr<transport::HttpClient> inner, bool& was_deaf) : inner_(std::move(inner)), was_deaf_(was_deaf) {}
  base::Result<transport::HttpAnswer, protocol::Wire> send(const transport::HttpRequest& request) override {
    auto answer = inner_->send(request);
    if (request.path != "/v1/enrol" || !answer || answer->status != 200 || std::exchange(was_deaf_, true)) return answer;
    return base::fail(protocol::Wire::broken_off, "lost");
  }
  void interrupt() override { inner_->interrupt(); }

 private:
  std::unique_ptr<transport::HttpClient> inner_;
  bool& was_deaf_;
};

TEST_F(EnrollerTest, pairs_a_revoked_box_again_though_the_answer_was_lost) {
  ASSERT_TRUE(enrol(code()));
  const auto revoked = known()->key;
  ASSERT_TRUE(store_->revoke_device(revoked, now_.wall));
  bool was_deaf = false;
  Enroller enroller(folder_.path(), *reader_, *inbox_, [&](const transport::CurlOptions& options) { return std::make_unique<DeafOnce>(transport::make_curl_client(options), was_deaf); });
  const auto again = event::write_enrolment_code(code("west door"));
  EXPECT_EQ(enroller.enrol(again, now_).error().kind, EnrolFailure::later);
  const auto done = enroller.enrol(again, now_);
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(done->name, "west door");
  EXPECT_NE(known()->key, revoked);
  EXPECT_EQ(load_device_key(folder_.path())->key.public_key(), known()->key);
}

// Neither the code's end nor the certificate's dates are judged by a clock that nothing set; what the bureau says of the time is kept.
TEST_F(EnrollerTest, enrols_a_box_whose_clock_is_ten_years_off) {
  for (const int years : {10, -10}) {
    now_.wall = wall_now() + std::chrono::hours(24 * 365 * years);
    now_.boot = "boot " + std::to_string(years);
    now_.state = years > 0 ? base::ClockState::free_running : base::ClockState::guessed;
    const auto done = enrol(code());
    ASSERT_TRUE(done) << years << ": " << done.error().what;
    const auto told = bureau_clock(*inbox_, now_).value();
    ASSERT_TRUE(told);
    EXPECT_LT(std::chrono::abs(*told - wall_now()), std::chrono::minutes(5));
    EXPECT_TRUE(judged_at(now_, told, {}).sure);
  }
}

TEST_F(EnrollerTest, takes_the_bureaus_word_for_the_time_whatever_was_told_before) {
  ASSERT_TRUE(keep_bureau_clock(*inbox_, now_, wall_now() + std::chrono::hours(24 * 3650)));
  const auto done = enrol(code());
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_LT(std::chrono::abs(bureau_time(*inbox_).value() - wall_now()), std::chrono::minutes(5));
  EXPECT_LT(std::chrono::abs(bureau_clock(*inbox_, now_).value().value() - wall_now()), std::chrono::minutes(5));
}

TEST_F(EnrollerTest, leaves_a_code_that_is_over_to_the_bureaus_clock_when_its_own_is_not_sure) {
  now_.state = base::ClockState::free_running;
  now_.wall -= std::chrono::hours(24 * 30);   // by which the code would still count
  const auto refused = enrol(code("late", std::chrono::minutes(-20)));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, EnrolFailure::refused);
  EXPECT_THAT(refused.error().what, HasSubstr("code-expired"));
}

// Before anybody vouches for the line: a page of the network's is no refusal, and no reason to look for faults at the bureau.
TEST_F(EnrollerTest, takes_a_log_in_page_for_what_it_is_and_asks_again) {
  const auto wanted = code();
  const auto port = server_->port();
  for (const std::string path : {"/v1/ca", "/v1/enrol"}) {
    server_.reset();
    http::ServerOptions options;
    options.port = port;
    options.tls = std::move(*http::make_server_context(files_.at("server.pem"), files_.at("server.key")));
    server_.emplace(std::move(*http::HttpServer::start(std::move(options), [&](const http::Request& request) {
      return request.path == path ? http::Response{200, "text/html", "<html>log in</html>", {}} : service_->handle(request);
    })));
    const auto done = enrol(wanted);
    ASSERT_FALSE(done) << path;
    EXPECT_EQ(done.error().kind, EnrolFailure::later) << path;
    EXPECT_THAT(done.error().what, HasSubstr("log-in page")) << path;
    EXPECT_FALSE(read_enrolment(folder_.path()));
  }
  start(files_, port);
  EXPECT_TRUE(enrol(wanted));
}

TEST_F(EnrollerTest, asks_a_bureau_again_that_could_not_store_it_now) {
  const auto wanted = code();
  const auto real = std::move(service_);
  bool full = true;
  server_.reset();
  http::ServerOptions options;
  options.tls = std::move(*http::make_server_context(files_.at("server.pem"), files_.at("server.key")));
  server_.emplace(std::move(*http::HttpServer::start(std::move(options), [&](const http::Request& request) {
    if (!full || request.path != "/v1/enrol") return real->handle(request);
    return http::Response{507, std::string(protocol::kContentType), protocol::encode(protocol::Refusal{"full", "later", {}, {}}), {{std::string(protocol::kMark), "1"}}};
  })));
  auto there = wanted;
  there.url = "https://127.0.0.1:" + std::to_string(server_->port());
  EXPECT_EQ(enrol(there).error().kind, EnrolFailure::later);
  full = false;
  EXPECT_TRUE(enrol(there));
  server_.reset();
}

TEST_F(EnrollerTest, pairs_again_with_the_same_identity_and_makes_a_new_key_when_the_old_one_was_revoked) {
  ASSERT_TRUE(enrol(code()));
  const auto first = known()->key;
  ASSERT_TRUE(enrol(code("west door")));
  EXPECT_EQ(known()->key, first);
  EXPECT_EQ(known()->name, "west door");
  ASSERT_TRUE(store_->revoke_device(first, now_.wall));
  ASSERT_TRUE(enrol(code()));
  EXPECT_NE(known()->key, first);
  EXPECT_EQ(known()->key, load_device_key(folder_.path())->key.public_key());
  EXPECT_EQ(base::load_public_key(load_device_key(folder_.path())->public_file).value(), known()->key);
}

TEST_F(EnrollerTest, changes_its_key_and_finishes_a_change_whose_answer_was_lost) {
  const auto at = enrol(code());
  ASSERT_TRUE(at);
  const auto first = known()->key;
  ASSERT_TRUE(enroller_.rotate(*at, now_, wall_now()));
  const auto second = known()->key;
  EXPECT_NE(second, first);
  EXPECT_EQ(load_device_key(folder_.path())->key.public_key(), second);
  const auto next = next_device_key(folder_.path());   // the bureau took it, the power went before the box heard of it
  ASSERT_TRUE(store_->rotate(journal_->head().device, second, next->public_key(), now_.wall).value());
  ASSERT_TRUE(enroller_.rotate(*at, now_, wall_now()));
  EXPECT_EQ(load_device_key(folder_.path())->key.public_key(), next->public_key());
}

// What a power cut left between the new key's adoption and the removal of its file.
TEST_F(EnrollerTest, changes_its_key_though_the_file_of_an_earlier_change_is_still_there) {
  const auto at = enrol(code());
  ASSERT_TRUE(at);
  const auto first = known()->key;
  const auto keys = journal::Layout{folder_.path()}.keys_folder();
  std::filesystem::copy_file(keys / "device.key", keys / "device.key.next");
  ASSERT_TRUE(enroller_.rotate(*at, now_, wall_now()));
  EXPECT_NE(known()->key, first);
  EXPECT_EQ(load_device_key(folder_.path())->key.public_key(), known()->key);
}

// Whoever is in the line shows the true CA, which is public, and his own beside it.
TEST_F(EnrollerTest, trusts_nothing_that_stands_beside_the_codes_ca) {
  const auto wanted = code();
  const support::TlsFiles foreign;
  const auto ours = base::read_file(files_.at("ca.pem")).value(), his = base::read_file(foreign.at("ca.pem")).value();
  for (const bool his_first : {false, true}) {
    server_.reset();
    std::vector<std::string> seen;
    http::ServerOptions options;
    options.tls = std::move(*http::make_server_context(foreign.at("server.pem"), foreign.at("server.key")));
    server_.emplace(std::move(*http::HttpServer::start(std::move(options), [&](const http::Request& request) {
      seen.push_back(request.path);
      return http::Response{200, "application/x-pem-file", his_first ? his + ours : ours + his, {{std::string(protocol::kMark), "1"}}};
    })));
    auto there = wanted;
    there.url = "https://127.0.0.1:" + std::to_string(server_->port());
    EXPECT_FALSE(enrol(there));
    server_->stop();
    EXPECT_EQ(seen, std::vector<std::string>{"/v1/ca"});   // the secret went to nobody
  }
}

TEST_F(EnrollerTest, leaves_the_enrolment_in_force_as_it_is_when_another_bureau_refuses) {
  const auto at = enrol(code());
  ASSERT_TRUE(at);
  const auto ca = base::read_file(at->ca).value();
  const support::TlsFiles other;
  start(other);
  auto refused = code("late", std::chrono::minutes(-20));
  refused.ca = *base::certificate_fingerprint(base::read_file(other.at("ca.pem")).value());
  EXPECT_FALSE(enrol(refused));
  EXPECT_EQ(read_enrolment(folder_.path())->ca, at->ca);
  EXPECT_EQ(base::read_file(at->ca).value(), ca);
  auto taken = code("there");
  taken.ca = refused.ca;
  const auto now_there = enrol(taken);
  ASSERT_TRUE(now_there) << now_there.error().what;
  EXPECT_NE(now_there->ca, at->ca);
  EXPECT_FALSE(std::filesystem::exists(at->ca));
}

}  // namespace
}  // namespace openday::agent
