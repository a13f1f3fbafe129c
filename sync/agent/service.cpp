#include "sync/agent/service.h"

#include <utility>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/journal/layout.h"
#include "sync/agent/bureau_clock.h"
#include "sync/agent/device_key.h"
#include "sync/protocol/inflate.h"
#include "sync/protocol/pull_codec.h"
#include "sync/transport/curl_http_client.h"

namespace openday::agent {

// A blocking client that stop() finds.
class Service::Stoppable final : public transport::HttpClient {
 public:
  Stoppable(Service& service, std::unique_ptr<transport::HttpClient> client) : service_(service), client_(std::move(client)) {
    const base::Lock held(service_.mutex_);
    service_.asking_ = this;
    if (service_.stopping_) client_->interrupt();   // stop() came while nobody asked
  }
  ~Stoppable() override {
    const base::Lock held(service_.mutex_);
    if (service_.asking_ == this) service_.asking_ = nullptr;
  }
  Stoppable(const Stoppable&) = delete;
  Stoppable& operator=(const Stoppable&) = delete;
  [[nodiscard]] base::Result<transport::HttpAnswer, protocol::Wire> send(const transport::HttpRequest& request) override { return client_->send(request); }
  void interrupt() override { client_->interrupt(); }

 private:
  Service& service_;
  std::unique_ptr<transport::HttpClient> client_;
};

Service::Service(std::filesystem::path state, Config config, journal::Inbox& inbox, base::Clock& clock, std::uint64_t seed)
    : state_(std::move(state)), config_(std::move(config)), inbox_(inbox), clock_(clock), seed_(seed), journal_(state_), spool_(state_) {}

Service::~Service() = default;

std::unique_ptr<transport::HttpClient> Service::make_client(const transport::CurlOptions& options) {
  return std::make_unique<Stoppable>(*this, transport::make_curl_client(options));
}

Service::Line Service::line() const {
  if (auto enrolled = read_enrolment(state_)) return {std::move(enrolled->url), std::move(enrolled->ca)};
  return {config_.url, config_.ca};
}

// An inbox that was lost or wiped must not make the kiosk believe that this box belongs to nobody.
void Service::remember_enrolment() {
  const auto enrolled = read_enrolment(state_);
  const auto noted = inbox_.note(kEnrolledNote);
  if (!enrolled || !noted || *noted) return;
  const auto text = protocol::enrolled_text({enrolled->name, enrolled->hall, enrolled->url, clock_.now().wall});
  if (const auto kept = inbox_.set_note(kEnrolledNote, text); !kept) base::log_error("{}", kept.error().what);
}

int Service::run(bool once) {
  int code = 0;
  remember_enrolment();
  while (!stopping_ && run_once_through(once, code) == Runner::Ended::enrol) enrol();
  if (!inbox_.is_damaged()) return code;
  base::log_error("inbox.db is damaged: openday-syncd ends, and its next start (systemd does that by itself) moves the file aside, begins a new one, and asks and tells everything again");
  return 1;
}

Runner::Ended Service::run_once_through(bool once, int& code) {
  const auto where = line();
  // Without a key nothing can be signed; a box that waits for its code makes one when it is enrolled.
  const auto key = where.url.empty() ? init_device_key(state_) : load_device_key(state_);
  if (!key) {
    base::log_error("{}", key.error().what);
    code = 1;
    return Runner::Ended::stopped;
  }
  transport::CurlOptions options{where.url, where.ca};
  options.most_bytes_per_second = config_.most_bytes_per_second;
  const auto client = transport::make_curl_async_client(options);
  Runner runner(state_, inbox_, *client, key->key, {where.url, *protocol::parse_encoding(config_.compression), seed_++, config_.most_bytes_per_second}, clock_);
  if (!once) (void)runner.meet_neighbours(config_.listen, config_.boxes);
  if (where.url.empty()) {
    base::log_notice("not enrolled: waiting for an enrolment code");
  } else {
    base::log_notice("pushing to {} with key {}", where.url, base::to_hex(base::key_id(key->key.public_key())));
  }
  {
    const base::Lock held(mutex_);
    runner_ = &runner;
  }
  if (stopping_) runner.stop();   // it came between
  const auto pass = once ? runner.once(enrol_ms_) : Runner::Pass{runner.run(enrol_ms_), 0};
  code = pass.code;
  const base::Lock held(mutex_);
  runner_ = nullptr;
  return pass.ended;
}

// The newest code counts; older ones were given up by scanning another.
void Service::enrol() {
  const auto entries = spool_.list();
  if (!entries) return base::log_error("spool: {}", entries.error().what);
  std::vector<journal::SpoolEntry> codes;
  for (const auto& entry : *entries) {
    if (entry.kind == journal::SpoolKind::enrol) codes.push_back(entry);
  }
  if (codes.empty()) return;
  const auto text = spool_.take(codes.back());
  Enroller enroller(state_, journal_, inbox_, [this](const transport::CurlOptions& options) { return make_client(options); });
  const auto now = clock_.now();
  const auto done = text ? enroller.enrol(*text, now) : base::Result<Enrolment, EnrolFailure>(base::fail(EnrolFailure::later, text.error().what));
  if (!done && done.error().kind == EnrolFailure::later) {
    base::log_warning("enrolment: {}", done.error().what);
    enrol_ms_ = now.mono_ms + kEnrolRetry.count();
    return;
  }
  if (!done) {
    base::log_warning("enrolment refused: {}", done.error().what);
    if (const auto noted = inbox_.set_note(kEnrolRefusedNote, done.error().what); !noted) base::log_error("{}", noted.error().what);
    std::error_code ignored;
    std::filesystem::create_directories(journal::Layout{state_}.out_folder(), ignored);
    if (const auto said = base::write_file_durably(spool_.refused(codes.back().name), done.error().what); !said) base::log_error("{}", said.error().what);
  }
  for (const auto& entry : codes) {
    if (const auto gone = spool_.done(entry); !gone) base::log_error("{}", gone.error().what);
  }
}

int Service::rotate_key() {
  const auto enrolled = read_enrolment(state_);
  const Enrolment at = enrolled ? *enrolled : Enrolment{config_.url, {}, {}, config_.ca};
  Enroller enroller(state_, journal_, inbox_, [this](const transport::CurlOptions& options) { return make_client(options); });
  const auto now = clock_.now();
  const auto heard = bureau_clock(inbox_, now);
  const auto done = enroller.rotate(at, now, heard ? heard->value_or(now.wall) : now.wall);
  if (done) return 0;
  base::log_error("the key was not changed: {}", done.error().what);
  return 1;
}

void Service::stop() {
  stopping_ = true;
  const base::Lock held(mutex_);
  if (runner_) runner_->stop();
  if (asking_) asking_->interrupt();
}

}  // namespace openday::agent
