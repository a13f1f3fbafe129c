// The machine's clocks. Everything that needs the time takes a Moment as an argument; only main and worker loops own a Clock.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/time.h"

namespace openday::base {

// How far the wall clock can be trusted (DESIGN.md I6). guessed: before the build date or the last record, refuses nothing.
enum class ClockState { synced, free_running, guessed };

[[nodiscard]] const char* to_string(ClockState state);
[[nodiscard]] std::optional<ClockState> parse_clock_state(std::string_view text);

struct Moment {
  Instant wall{};
  std::string boot;        // /proc/sys/kernel/random/boot_id
  std::int64_t mono_ms{};  // CLOCK_BOOTTIME, milliseconds
  ClockState state{ClockState::guessed};
};

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Moment now() = 0;
};

// Synced when the kernel says so; else free-running when not before the floor, else guessed.
[[nodiscard]] ClockState judge_clock(bool synced, Instant wall, Instant floor);

// CLOCK_REALTIME, CLOCK_BOOTTIME and adjtimex. Synced when the kernel says so (STA_UNSYNC clear); else free-running when not
// before `floor` (the later of the build date and the last record's time), else guessed.
[[nodiscard]] std::unique_ptr<Clock> make_system_clock(Instant floor);

// The date of this program's source (SOURCE_DATE_EPOCH, else its commit, else when it was configured), a floor for every clock.
[[nodiscard]] Instant build_date();

// Set by hand: tests, --at and scripts. Both clocks advance together, by real time after start() or by advance() only.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Moment start, bool runs = false);
  [[nodiscard]] Moment now() override;
  void set_wall(Instant wall, ClockState state = ClockState::synced);
  void advance(Millis by);

 private:
  Moment base_;
  bool runs_;
  std::chrono::steady_clock::time_point started_;
};

}  // namespace openday::base
