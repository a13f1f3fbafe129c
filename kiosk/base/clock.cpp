#include "kiosk/base/clock.h"

#include <ctime>
#include <stdexcept>

#include <fmt/format.h>
#include <sys/timex.h>

#include "kiosk/base/file.h"

namespace openday::base {
namespace {

std::int64_t read_clock_ms(clockid_t which) {
  timespec now{};
  if (::clock_gettime(which, &now) != 0) throw std::runtime_error(fmt::format("clock {} cannot be read", which));
  return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

std::string read_boot_id() {
  auto text = read_file("/proc/sys/kernel/random/boot_id", 64);
  if (!text) throw std::runtime_error(text.error().what);
  while (!text->empty() && text->back() == '\n') text->pop_back();
  return *text;
}

bool kernel_says_synced() {
  timex state{};
  return ::adjtimex(&state) >= 0 && (state.status & STA_UNSYNC) == 0;
}

class SystemClock final : public Clock {
 public:
  explicit SystemClock(Instant floor) : floor_(floor), boot_(read_boot_id()) {}

  Moment now() override {
    const Instant wall{Millis(read_clock_ms(CLOCK_REALTIME))};
    return {wall, boot_, read_clock_ms(CLOCK_BOOTTIME), judge_clock(kernel_says_synced(), wall, floor_)};
  }

 private:
  Instant floor_;
  std::string boot_;
};

}  // namespace

const char* to_string(ClockState state) {
  switch (state) {
    case ClockState::synced: return "synced";
    case ClockState::free_running: return "free-running";
    case ClockState::guessed: return "guessed";
  }
  return "guessed";
}

std::optional<ClockState> parse_clock_state(std::string_view text) {
  for (const ClockState state : {ClockState::synced, ClockState::free_running, ClockState::guessed}) {
    if (text == to_string(state)) return state;
  }
  return std::nullopt;
}

ClockState judge_clock(bool synced, Instant wall, Instant floor) {
  if (synced) return ClockState::synced;
  return wall >= floor ? ClockState::free_running : ClockState::guessed;
}

std::unique_ptr<Clock> make_system_clock(Instant floor) { return std::make_unique<SystemClock>(floor); }

Instant build_date() { return Instant{std::chrono::seconds(OPENDAY_BUILD_EPOCH)}; }

ManualClock::ManualClock(Moment start, bool runs) : base_(std::move(start)), runs_(runs), started_(std::chrono::steady_clock::now()) {}

Moment ManualClock::now() {
  if (runs_) {
    const auto real = std::chrono::steady_clock::now();
    const auto passed = std::chrono::floor<Millis>(real - started_);
    started_ += passed;
    advance(passed);
  }
  return base_;
}

void ManualClock::set_wall(Instant wall, ClockState state) {
  (void)now();  // what has passed belongs to the old setting
  base_.wall = wall;
  base_.state = state;
}

void ManualClock::advance(Millis by) {
  base_.wall += by;
  base_.mono_ms += by.count();
}

}  // namespace openday::base
