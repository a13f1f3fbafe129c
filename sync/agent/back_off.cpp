#include "sync/agent/back_off.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/core.h>

namespace openday::agent {
namespace {

constexpr unsigned kMostDoublings = 20;
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::optional<base::Instant> parse_http_date(std::string_view text) {
  if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT") return std::nullopt;
  const auto month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
  if (month == kMonths.end()) return std::nullopt;
  const auto parsed = base::parse_rfc3339(fmt::format("{}-{:02}-{}T{}Z", text.substr(12, 4), month - kMonths.begin() + 1, text.substr(5, 2), text.substr(17, 8)));
  return parsed ? std::optional(parsed->at) : std::nullopt;
}

}  // namespace

milliseconds BackOff::next(milliseconds base, std::optional<milliseconds> asked) {
  const auto top = std::min(kBackOffCap, base * (std::int64_t{1} << std::min(failures_, kMostDoublings)));
  ++failures_;
  const milliseconds drawn(std::uniform_int_distribution<std::int64_t>(0, top.count())(random_));
  return std::max(drawn + asked.value_or(milliseconds(0)), kBackOffFloor);
}

std::optional<milliseconds> parse_retry_after(std::string_view text, base::Instant now) {
  if (const auto seconds = whole_number(text)) {
    return std::min(kRetryAfterCap, milliseconds(std::min<std::int64_t>(*seconds, kRetryAfterCap.count() / 1000) * 1000));
  }
  const auto date = parse_http_date(text);
  if (!date) return std::nullopt;
  return std::clamp(std::chrono::duration_cast<milliseconds>(*date - now), milliseconds(0), kRetryAfterCap);
}

}  // namespace openday::agent
