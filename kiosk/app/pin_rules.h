// Staff PINs: which new ones are refused, and how wrong tries lock the gate, ever longer. Pure; the worker stores the state
// before anyone sees an answer, so that a restart changes nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/clock.h"
#include "kiosk/ui/model.h"

namespace openday::app {

// too_short also stands for anything but digits; too_simple: one digit repeated, a run up or down, one pattern repeated (121212),
// or a date of this century written YYYYMMDD.
[[nodiscard]] ui::PinProblem judge_new_pin(std::string_view pin, std::size_t least, std::size_t most);

struct Lockout {
  int failures = 0;              // wrong tries in a row
  std::int64_t lock_ms = 0;      // length of the present lock; 0: none
  std::string boot;              // when it began: in that boot at that CLOCK_BOOTTIME
  std::int64_t since = 0;
  int unanswered = 0;            // wrong tries since a supervisor logged in

  // What is left of the lock. In another boot it counts anew from the boot's begin, since no wall clock can be trusted here.
  [[nodiscard]] std::int64_t left_ms(const base::Moment& now) const;
  [[nodiscard]] int tries_left() const;
  void fail(const base::Moment& now);
  // Somebody logged in. A supervisor takes every wrong try back, a steward so many and no more: who has a PIN shall not try others'
  // without end.
  void forgive(ui::StaffRole role);
};

[[nodiscard]] std::string to_text(const Lockout& lockout);      // "u3 failures lock_ms since boot": a setting
[[nodiscard]] Lockout parse_lockout(std::string_view text);     // an unreadable one is as if nothing had failed

}  // namespace openday::app
