// A certificate that ends during the event, and clocks that are wrong: a box and its bureau over real TLS, both clocks the test's.
#include <gmock/gmock.h>

#include "sync/agent/engine.h"
#include "sync/bureau/bureau_service.h"
#include "sync/bureau/sqlite_store.h"
#include "sync/http/http_server.h"
#include "sync/transport/curl_http_client.h"
#include "tests/journal/journal_fixture.h"
#include "tests/support/tls_files.h"

namespace openday::agent {
namespace {

using std::chrono::hours;
using ::testing::HasSubstr;
using ::testing::Not;

base::Instant wall_now() { return std::chrono::time_point_cast<base::Millis>(std::chrono::system_clock::now()); }

class Certificates : public ::testing::Test {
 protected:
  Certificates() {
    now_ = {wall_now(), "boot", 1'000'000, base::ClockState::synced};
    store_ = std::move(*bureau::SqliteStore::open(folder_.path() / "bureau.db", {bureau::Role::server, {}, base::random16()}));
    (void)store_->add_device(key_.public_key(), "box", now_.wall);
    service_ = std::make_unique<bureau::BureauService>(*store_, [this] { return bureau_now_; });
    journal_.emplace(std::move(*journal::Journal::open(folder_.path(), now_)));
    inbox_.emplace(std::move(*journal::Inbox::open(folder_.path(), now_)));
    start_server();
    client_ = transport::make_curl_async_client({"https://127.0.0.1:" + std::to_string(port_), files_.at("ca.pem")});
    start_engine();
  }
  ~Certificates() override { engine_.reset(); }

  void start_server() {
    server_.reset();
    http::ServerOptions options;
    options.port = port_;
    options.tls = std::move(*http::make_server_context(files_.at("server.pem"), files_.at("server.key")));
    server_.emplace(std::move(*http::HttpServer::start(std::move(options), [this](const http::Request& request) { return service_->handle(request); })));
    port_ = server_->port();
  }
  void start_engine() { engine_ = std::make_unique<Engine>(reader_, *inbox_, *client_, key_, EngineOptions{"the bureau", protocol::Encoding::zstd, 1}); }
  void reboot(base::ClockState state) {
    now_.boot += "+";
    now_.mono_ms = 1'000;
    now_.state = state;
    server_->stop();   // no connection of before
    start_server();
    start_engine();
  }
  void pass(std::chrono::milliseconds time) {
    now_.mono_ms += time.count();
    now_.wall += time;
    bureau_now_ += time;
  }
  void write(int records) {
    for (int i = 0; i < records; ++i) ASSERT_TRUE(journal_->append({event::Kind::check_out, "lq2020", R"({"text":"a"})"}, now_));
  }
  [[nodiscard]] bool all_there() {
    const auto& head = journal_->head();
    const auto ack = inbox_->ack(head.device, head.inc).value();
    const auto held = store_->held(head.device, {head.inc, head.seq, head.hash});
    return ack && ack->seq == head.seq && held && held->ack == head.seq;
  }
  // Until a back-off runs or nothing is left to do.
  Step::Did settle() {
    while (true) {
      const auto done = engine_->step(now_);
      if (done.did != Step::Did::request) return done.did;
      client_->wait(std::chrono::milliseconds(2), {});
    }
  }
  // Until everything is there, over all back-offs.
  void ship() {
    for (int tries = 0; settle() != Step::Did::nothing; ++tries) {
      ASSERT_LT(tries, 10) << engine_->link().detail;
      pass(kBackOffCap);
    }
    EXPECT_TRUE(all_there());
  }

  journal::FastFolder folder_;
  support::TlsFiles files_;
  base::Moment now_;
  base::Instant bureau_now_ = wall_now();
  base::SigningKey key_ = base::SigningKey::generate();
  std::unique_ptr<bureau::SqliteStore> store_;
  std::unique_ptr<bureau::BureauService> service_;
  std::uint16_t port_ = 0;
  std::optional<http::HttpServer> server_;
  std::optional<journal::Journal> journal_;
  std::optional<journal::Inbox> inbox_;
  journal::JournalReader reader_{folder_.path()};
  std::unique_ptr<transport::AsyncClient> client_;
  std::unique_ptr<Engine> engine_;
};

TEST_F(Certificates, that_ended_during_the_event_are_named_and_records_wait_for_the_new_one) {
  write(5);
  ship();
  pass(hours(24 * 40));
  start_server();   // the connections of before are over
  write(3);
  EXPECT_EQ(settle(), Step::Did::waiting);
  EXPECT_EQ(engine_->link().state, "refused");
  EXPECT_THAT(engine_->link().detail, HasSubstr("certificate of 'bureau' ended " + base::to_rfc3339(wall_now() + hours(24 * 30), base::kChinaOffset).substr(0, 10)));
  EXPECT_THAT(engine_->link().detail, HasSubstr("new certificate in place"));
  EXPECT_THAT(engine_->link().detail, Not(HasSubstr("clock of this box")));
  EXPECT_FALSE(all_there());
  pass(kBackOffCap);
  EXPECT_EQ(settle(), Step::Did::waiting);   // still
  files_.renew(100);
  start_server();
  pass(kBackOffCap);
  ship();
  EXPECT_EQ(engine_->link().state, "connected");
  EXPECT_EQ(engine_->link().detail, "");
}

TEST_F(Certificates, are_judged_by_the_bureaus_clock_once_that_was_heard) {
  write(5);
  ship();
  now_.wall += hours(24 * 3650);   // somebody set the box's clock
  now_.state = base::ClockState::free_running;
  start_server();
  start_engine();   // and syncd was started again
  write(3);
  ship();
}

TEST_F(Certificates, that_seem_ended_by_a_clock_that_nothing_confirmed_send_staff_to_the_clock_first) {
  now_.wall += hours(24 * 3650);
  reboot(base::ClockState::free_running);
  write(3);
  EXPECT_EQ(settle(), Step::Did::waiting);
  EXPECT_THAT(engine_->link().detail, HasSubstr("which nothing confirmed"));
  EXPECT_THAT(engine_->link().detail, HasSubstr("date and time of this box first"));
  now_.wall -= hours(24 * 3650);   // a supervisor sets it
  pass(kBackOffCap);
  ship();
}

TEST_F(Certificates, that_begin_after_what_an_empty_clock_says_tell_it_the_time) {
  now_.wall = base::Instant(base::Millis(0));   // 1970: the battery is empty
  reboot(base::ClockState::guessed);
  write(3);
  ship();
  EXPECT_LT(std::chrono::abs(engine_->bureau_now(now_).value() - bureau_now_), std::chrono::minutes(1));
}

TEST_F(Certificates, shut_no_box_out_after_the_bureaus_clock_was_wrong_by_years) {
  bureau_now_ += hours(24 * 3650);
  write(5);
  ship();
  start_server();   // each handshake of this day, too
  start_engine();
  write(3);
  ship();
  bureau_now_ = now_.wall;   // somebody sets it
  for (const auto state : {base::ClockState::synced, base::ClockState::guessed}) {
    reboot(state);
    write(3);
    ship();
  }
  EXPECT_LT(std::chrono::abs(engine_->bureau_now(now_).value() - bureau_now_), std::chrono::minutes(1));
}

TEST_F(Certificates, that_end_before_a_wrong_time_told_before_count_once_the_bureau_took_that_back) {
  bureau_now_ += hours(24 * 20);   // within its certificate's term
  write(5);
  ship();
  bureau_now_ -= hours(24 * 20);
  pass(kHelloEvery);
  write(3);
  ship();
  files_.renew(10);
  for (const bool again : {false, true}) {
    again ? start_server() : reboot(base::ClockState::guessed);
    start_engine();
    write(3);
    ship();
  }
}

TEST_F(Certificates, that_ended_since_are_no_use_against_a_box_whose_clock_is_empty) {
  files_.renew(100);
  start_server();
  pass(hours(24 * 40));
  write(5);
  ship();
  now_.wall = base::Instant(base::Millis(0));
  files_.renew(5);   // an old one, for the same key
  reboot(base::ClockState::guessed);
  write(3);
  EXPECT_EQ(settle(), Step::Did::waiting);
  EXPECT_THAT(engine_->link().detail, HasSubstr("certificate of 'bureau' ended"));
  EXPECT_FALSE(all_there());
}

}  // namespace
}  // namespace openday::agent
