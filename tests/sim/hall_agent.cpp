#include "tests/sim/hall_agent.h"

#include <algorithm>
#include <stdexcept>

#include "kiosk/journal/layout.h"
#include "sync/agent/bureau_clock.h"
#include "sync/agent/device_key.h"
#include "sync/agent/tuning.h"
#include "sync/protocol/pull_codec.h"

namespace openday::sim {
namespace {

// The enroller's client: each request is put to the world.
class AskingClient final : public transport::HttpClient {
 public:
  AskingClient(const HallWiring& wiring, transport::CurlOptions options) : wiring_(wiring), options_(std::move(options)) {}
  base::Result<transport::HttpAnswer, protocol::Wire> send(const transport::HttpRequest& request) override { return wiring_.ask(options_, request); }
  void interrupt() override {}

 private:
  const HallWiring& wiring_;
  transport::CurlOptions options_;
};

std::vector<journal::SpoolEntry> codes_in(const journal::Spool& spool) {
  auto entries = spool.list();
  if (!entries) return {};
  std::erase_if(*entries, [](const auto& entry) { return entry.kind != journal::SpoolKind::enrol; });
  return std::move(*entries);
}

}  // namespace

HallAgent::HallAgent(std::filesystem::path state, const HallWiring& wiring, const HallMutant* mutant, std::uint64_t seed, const base::Moment& now)
    : state_(std::move(state)), wiring_(wiring), mutant_(mutant), seed_(seed), journal_(state_), spool_(state_) {
  auto opened = journal::Inbox::open(state_, now);
  if (!opened) throw std::runtime_error("the inbox does not open: " + opened.error().what);
  inbox_.emplace(std::move(*opened));
  if (mutant_ != nullptr && mutant_->line) wrapped_ = mutant_->line(*wiring_.line, *inbox_);
  remember_enrolment(now);
  make_parts();
}

// As Service: an inbox that was lost must not make the kiosk believe that this box belongs to nobody.
void HallAgent::remember_enrolment(const base::Moment& now) {
  const auto enrolled = agent::read_enrolment(state_);
  const auto noted = inbox_->note(agent::kEnrolledNote);
  if (enrolled && noted && !*noted) (void)inbox_->set_note(agent::kEnrolledNote, protocol::enrolled_text({enrolled->name, enrolled->hall, enrolled->url, now.wall}));
}

void HallAgent::make_parts() {
  neighbours_.clear();
  puller_.reset();
  engine_.reset();
  const auto enrolled = agent::read_enrolment(state_);
  auto key = enrolled ? agent::load_device_key(state_) : agent::init_device_key(state_);
  if (!key) throw std::runtime_error("no device key: " + key.error().what);
  key_.emplace(std::move(key->key));
  public_key_ = key_->public_key();
  bureau_ = enrolled ? enrolled->url : std::string();
  auto& client = wrapped_ ? *wrapped_ : *wiring_.line;
  ++seed_;
  for (const auto& url : wiring_.neighbours) {
    neighbours_.push_back(std::make_unique<agent::NeighbourPusher>(url, journal_, *inbox_, client, *key_, seed_ + neighbours_.size() + 1));
  }
  if (bureau_.empty()) return;
  engine_ = std::make_unique<agent::Engine>(journal_, *inbox_, client, *key_, agent::EngineOptions{bureau_, protocol::Encoding::identity, seed_, 0});
  puller_ = std::make_unique<agent::Puller>(journal_, *inbox_, client, *key_, seed_);
}

std::int64_t HallAgent::step(const base::Moment& now) {
  if (now.mono_ms >= enrol_ms_ && !codes_in(spool_).empty()) enrol(now);
  std::int64_t wake = now.mono_ms + agent::kComeAgain.count();
  for (const auto& neighbour : neighbours_) wake = std::min(wake, neighbour->step(now));
  if (!engine_) return wake;
  const auto done = engine_->step(now);
  if (done.stuck) {
    engine_ = std::make_unique<agent::Engine>(journal_, *inbox_, wrapped_ ? *wrapped_ : *wiring_.line, *key_, agent::EngineOptions{bureau_, protocol::Encoding::identity, ++seed_, 0});
    return now.mono_ms;
  }
  return std::min({wake, done.wake_ms, puller_->step(now, engine_->bureau_now(now))});
}

// As Service: the newest code counts; a bureau that does not answer is asked again.
void HallAgent::enrol(const base::Moment& now) {
  const auto codes = codes_in(spool_);
  const auto text = spool_.take(codes.back());
  agent::Enroller enroller(state_, journal_, *inbox_, [this](const transport::CurlOptions& options) { return std::make_unique<AskingClient>(wiring_, options); });
  const auto done = text ? enroller.enrol(*text, now) : base::Result<agent::Enrolment, agent::EnrolFailure>(base::fail(agent::EnrolFailure::later, text.error().what));
  if (!done && done.error().kind == agent::EnrolFailure::later) {
    enrol_ms_ = now.mono_ms + agent::kEnrolRetry.count();
  } else {
    if (!done) (void)inbox_->set_note(agent::kEnrolRefusedNote, done.error().what);
    for (const auto& entry : codes) (void)spool_.done(entry);
  }
  make_parts();
}

void HallAgent::rotate_key(const base::Moment& now) {
  const auto enrolled = agent::read_enrolment(state_);
  if (!enrolled) return;
  agent::Enroller enroller(state_, journal_, *inbox_, [this](const transport::CurlOptions& options) { return std::make_unique<AskingClient>(wiring_, options); });
  const auto heard = agent::bureau_clock(*inbox_, now);
  (void)enroller.rotate(*enrolled, now, heard ? heard->value_or(now.wall) : now.wall);
  make_parts();
}

bool HallAgent::has_new_key_waiting() const { return std::filesystem::exists(journal::Layout{state_}.keys_folder() / "device.key.next"); }

http::Response HallAgent::answer(const http::Request& request, base::Instant now) {
  auto out = agent::NeighbourDesk(journal_, *inbox_).handle(request, now);
  return mutant_ != nullptr && mutant_->desk ? mutant_->desk(request, std::move(out), *inbox_) : out;
}

bool HallAgent::knows(const base::Uuid& device, const base::PublicKey& key) {
  const auto note = inbox_->note(agent::kDevicesNote);
  const auto devices = protocol::read_devices(note && *note ? **note : std::string());
  return std::ranges::any_of(devices, [&](const auto& known) { return known.device == device && known.key == key; });
}

}  // namespace openday::sim
