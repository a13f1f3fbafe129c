#include "kiosk/app/pin_rules.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/core.h>

#include "kiosk/app/tuning.h"
#include "kiosk/base/time.h"

namespace openday::app {

namespace {

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// 123456, 987654, 000000, 246802: the same step from each digit to the next.
bool constant_step(std::string_view pin) {
  const int step = (pin[1] - pin[0] + 10) % 10;
  for (std::size_t i = 1; i < pin.size(); ++i) {
    if ((pin[i] - pin[i - 1] + 10) % 10 != step) return false;
  }
  return true;
}

bool one_pattern(std::string_view pin) {
  for (std::size_t length = 1; length <= pin.size() / 2; ++length) {
    bool repeats = pin.size() % length == 0;
    for (std::size_t i = length; repeats && i < pin.size(); ++i) repeats = pin[i] == pin[i - length];
    if (repeats) return true;
  }
  return false;
}

bool looks_like_date(std::string_view pin) {
  if (pin.size() != 8 || (pin.substr(0, 2) != "19" && pin.substr(0, 2) != "20")) return false;
  return base::parse_date(fmt::format("{}-{}-{}", pin.substr(0, 4), pin.substr(4, 2), pin.substr(6, 2))).has_value();
}

}  // namespace

ui::PinProblem judge_new_pin(std::string_view pin, std::size_t least, std::size_t most) {
  if (pin.size() < least || pin.size() > most || !all_digits(pin)) return ui::PinProblem::too_short;
  return constant_step(pin) || one_pattern(pin) || looks_like_date(pin) ? ui::PinProblem::too_simple : ui::PinProblem::none;
}

std::int64_t Lockout::left_ms(const base::Moment& now) const {
  const std::int64_t passed = boot == now.boot ? now.mono_ms - since : now.mono_ms;
  return std::clamp<std::int64_t>(lock_ms - passed, 0, lock_ms);
}

int Lockout::tries_left() const { return std::max(0, kFreeTries - failures); }

void Lockout::fail(const base::Moment& now) {
  failures = std::min(failures + 1, 1000);
  unanswered = std::min(unanswered + 1, 1000);
  since = now.mono_ms;
  boot = now.boot;
  lock_ms = failures < kFreeTries ? 0 : std::min(kMostLockMs, kFirstLockMs << std::min(failures - kFreeTries, 10));
}

void Lockout::forgive(ui::StaffRole role) {
  if (role == ui::StaffRole::supervisor) {
    *this = {};
    return;
  }
  lock_ms = 0;
  if (unanswered <= kStewardForgives) failures = 0;
}

std::string to_text(const Lockout& lockout) {
  return fmt::format("u{} {} {} {} {}", lockout.unanswered, lockout.failures, lockout.lock_ms, lockout.since, lockout.boot);
}

Lockout parse_lockout(std::string_view text) {
  Lockout out;
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto number = [&](auto& value) {
    while (at < end && *at == ' ') ++at;
    const auto [stop, error] = std::from_chars(at, end, value);
    at = stop;
    return error == std::errc{};
  };
  if (at < end && *at == 'u' && (++at, !number(out.unanswered) || out.unanswered < 0)) return {};   // older ones begin with the failures
  if (!number(out.failures) || !number(out.lock_ms) || !number(out.since) || out.failures < 0 || out.lock_ms < 0) return {};
  while (at < end && *at == ' ') ++at;
  out.boot.assign(at, end);
  return out;
}

}  // namespace openday::app
