#include "sync/agent/runner.h"

#include <algorithm>
#include <vector>

#include "kiosk/base/log.h"
#include "kiosk/base/notify.h"
#include "kiosk/journal/layout.h"

namespace openday::agent {

Runner::Runner(const std::filesystem::path& state, journal::Inbox& inbox, transport::AsyncClient& client, const base::SigningKey& key,
               EngineOptions options, base::Clock& clock)
    : journal_(state), inbox_(inbox), client_(client), key_(key), options_(std::move(options)), clock_(clock),
      watch_({journal::Layout{state}.journal_folder(), journal::Layout{state}.spool_folder()}), spool_(state, journal_, inbox_, key_) {}

Step Runner::step() {
  if (!engine_) engine_ = std::make_unique<Engine>(journal_, inbox_, client_, key_, options_);
  spool_.serve(clock_.now());   // needs no bureau, so it waits for none
  const auto done = engine_->step(clock_.now());
  if (done.stuck) {
    base::log_error("records wait, the bureau answers and nothing moves: beginning again from the files");
    engine_.reset();
    ++options_.seed;
  }
  return done;
}

void Runner::run() {
  while (!stopping_) {
    const auto done = step();
    if (!stopping_) wait(done);
    const auto interval = base::watchdog_interval();
    const auto now = clock_.now().mono_ms;
    if (interval && now - told_ms_ >= interval->count() / 2) {
      base::notify_service("WATCHDOG=1");
      told_ms_ = now;
    }
  }
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

int Runner::once() {
  while (!stopping_) {
    const auto done = step();
    if (done.did == Step::Did::nothing || done.did == Step::Did::no_journal) return 0;
    if (done.did == Step::Did::waiting) {
      base::log_error("not everything is with the bureau: {}", engine_ ? engine_->link().detail : std::string("stuck"));
      return 1;
    }
    sleep(milliseconds(std::clamp<std::int64_t>(done.wake_ms - clock_.now().mono_ms, 0, kColdPoll.count())));
  }
  return 1;
}

void Runner::stop() {
  stopping_ = true;
  client_.wake();
}

}  // namespace openday::agent
