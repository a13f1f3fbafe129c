#include "kiosk/app/try_limit.h"

#include <algorithm>
#include <charconv>

#include "kiosk/app/tuning.h"

namespace openday::app {

std::int64_t TryLimit::left_ms(const base::Moment& now) const {
  if (wrong.size() < kFactTries) return 0;
  const std::int64_t oldest = boot == now.boot ? wrong[wrong.size() - kFactTries] : 0;
  return std::clamp<std::int64_t>(oldest + kFactWindowMs - now.mono_ms, 0, kFactWindowMs);
}

void TryLimit::fail(const base::Moment& now) {
  if (boot != now.boot) std::ranges::fill(wrong, 0);
  boot = now.boot;
  wrong.push_back(now.mono_ms);
  if (wrong.size() > kFactTries) wrong.erase(wrong.begin());
}

std::string to_text(const TryLimit& tries) {
  std::string out;
  for (const std::int64_t at : tries.wrong) out += std::to_string(at) + " ";
  return out + tries.boot;
}

TryLimit parse_try_limit(std::string_view text) {
  TryLimit out;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    std::int64_t at = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), at);
    const auto length = static_cast<std::size_t>(stop - text.data());
    if (error != std::errc{} || length >= text.size() || text[length] != ' ' || out.wrong.size() == kFactTries) break;   // the boot begins
    out.wrong.push_back(at);
    text.remove_prefix(length + 1);
  }
  out.boot = text;
  return out;
}

}  // namespace openday::app
