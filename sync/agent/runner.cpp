#include "sync/agent/runner.h"

#include <algorithm>
#include <vector>

#include <fmt/core.h>

#include "kiosk/base/log.h"
#include "kiosk/base/notify.h"
#include "kiosk/journal/layout.h"

namespace openday::agent {
namespace {

// systemd takes an assignment a line.
std::string one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

}  // namespace

Runner::Runner(const std::filesystem::path& state, journal::Inbox& inbox, transport::AsyncClient& client, const base::SigningKey& key,
               EngineOptions options, base::Clock& clock)
    : journal_(state), inbox_(inbox), client_(client), key_(key), options_(std::move(options)), clock_(clock),
      watch_({journal::Layout{state}.journal_folder(), journal::Layout{state}.spool_folder()}), spool_(state, journal_, inbox_, key_, [this] { return feed_watchdog(), !stopping_; }), neighbour_desk_(journal_, inbox), state_(state) {}

bool Runner::meet_neighbours(const std::string& listen, const std::vector<std::string>& boxes) {
  for (const auto& url : boxes) neighbours_.push_back(std::make_unique<NeighbourPusher>(url, journal_, inbox_, client_, key_, options_.seed + neighbours_.size() + 1));
  if (listen.empty()) return true;
  auto server = NeighbourServer::start(listen, key_, [this] { client_.wake(); });
  if (!server) {
    base::log_error("the hall's other boxes cannot reach this one: {}", server.error().what);
    return false;
  }
  neighbour_server_ = std::move(*server);
  return true;
}

// The hall first: it is near, and a guest may be standing at the next box.
std::int64_t Runner::step_neighbours(const base::Moment& now) {
  if (neighbour_server_) neighbour_server_->serve(neighbour_desk_, now.wall);
  std::int64_t wake = now.mono_ms + kColdPoll.count();
  for (const auto& neighbour : neighbours_) wake = std::min(wake, neighbour->step(now));
  return wake;
}

void Runner::make_parts() {
  engine_ = std::make_unique<Engine>(journal_, inbox_, client_, key_, options_);
  puller_ = std::make_unique<Puller>(journal_, inbox_, client_, key_, options_.seed);
  papers_ = std::make_unique<PaperSender>(state_, journal_, client_, key_, options_.seed, options_.most_bytes_per_second);
}

Step Runner::step() {
  const auto now = clock_.now();
  spool_.serve(now);   // needs no bureau, so it waits for none
  const auto neighbours = step_neighbours(now);
  if (options_.bureau.empty()) return {Step::Did::nothing, neighbours, false};
  if (!engine_) make_parts();
  if (spool_.take_try()) engine_->try_now(), puller_->try_now();
  auto done = engine_->step(now);
  if (done.stuck) {
    base::log_error("records wait, the bureau answers and nothing moves: beginning again from the files");
    engine_.reset();
    ++options_.seed;
    return done;
  }
  const auto bureau_now = engine_->bureau_now(now);
  done.wake_ms = std::min({done.wake_ms, neighbours, puller_->step(now, bureau_now), papers_->step(now, bureau_now)});
  return done;
}

bool Runner::is_settled() const { return !engine_ || (puller_->is_settled() && papers_->is_settled()); }

Runner::Ended Runner::run(std::int64_t enrol_ms) {
  while (!is_over()) {
    const auto done = step();
    if (spool_.has_code() && clock_.now().mono_ms >= enrol_ms) return Ended::enrol;
    tell(done);
    if (!is_over()) wait(done);
    feed_watchdog();
  }
  return Ended::stopped;
}

void Runner::feed_watchdog() {
  const auto interval = base::watchdog_interval();
  const auto now = clock_.now().mono_ms;
  if (!interval || now - told_ms_ < interval->count() / 2) return;
  base::notify_service("WATCHDOG=1");
  told_ms_ = now;
}

// What `systemctl status` shows.
void Runner::tell(const Step& step) {
  const auto now = clock_.now().mono_ms;
  if (!engine_ || now - status_ms_ < kStatusEvery.count()) return;
  status_ms_ = now;
  const auto& backlog = engine_->backlog();
  const bool is_quiet = step.did == Step::Did::nothing || step.did == Step::Did::no_journal;
  std::string status = is_quiet ? "all records are with the bureau"
                                : fmt::format("{}: {} records wait, {} requests out, {:.0f} records a second", engine_->link().state, backlog.waiting,
                                              backlog.in_flight, backlog.records_per_second);
  if (!puller_->trouble().empty()) status += "; the bureau cannot hand out (publish anew there): " + one_line(puller_->trouble());
  base::notify_service("STATUS=" + status);
}

void Runner::wait(const Step& step) {
  const auto now = clock_.now().mono_ms;
  auto limit = std::min<std::int64_t>(step.wake_ms - now, now < hot_until_ms_ ? kHotPoll.count() : kColdPoll.count());
  if (const auto interval = base::watchdog_interval()) limit = std::min<std::int64_t>(limit, interval->count() / 2);
  sleep(milliseconds(std::max<std::int64_t>(limit, 0)));
}

void Runner::sleep(milliseconds limit) {
  std::vector<int> also{watch_.fd()};
  if (network_.fd() >= 0) also.push_back(network_.fd());
  client_.wait(limit, also);
  const auto now = clock_.now();
  if (watch_.take()) hot_until_ms_ = now.mono_ms + kHotFor.count();
  if (network_.take() && engine_) engine_->network_changed(now);
}

Runner::Pass Runner::once(std::int64_t enrol_ms) {
  while (!is_over()) {
    const auto done = step();
    if (spool_.has_code() && clock_.now().mono_ms >= enrol_ms) return {Ended::enrol, 1};
    if (done.did == Step::Did::no_journal || (done.did == Step::Did::nothing && is_settled())) return {Ended::stopped, 0};
    if (done.did == Step::Did::waiting) {
      base::log_error("not everything is with the bureau: {}", engine_ ? engine_->link().detail : std::string("stuck"));
      break;
    }
    sleep(milliseconds(std::clamp<std::int64_t>(done.wake_ms - clock_.now().mono_ms, 0, kColdPoll.count())));
  }
  return {};
}

void Runner::stop() {
  stopping_ = true;
  client_.wake();
}

}  // namespace openday::agent
