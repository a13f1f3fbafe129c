#include "kiosk/helper/request.h"

namespace openday::helper {
namespace {

constexpr std::string_view kSetTime = "set-time ";

std::optional<Request> set_time(std::string_view words) {
  const auto read = base::parse_rfc3339(words);
  if (!read) return std::nullopt;
  const int year = static_cast<int>(base::date_in(read->at, base::Minutes(0)).year());
  if (year < 2020 || year > 2099) return std::nullopt;
  return SetTime{read->at};
}

}  // namespace

std::optional<Request> parse_request(std::string_view line) {
  if (line.empty() || line.size() > kMostRequest || line.back() != '\n') return std::nullopt;
  line.remove_suffix(1);
  if (line == "mount") return MountStick{};
  if (line == "unmount") return UnmountStick{};
  if (line.starts_with(kSetTime)) return set_time(line.substr(kSetTime.size()));
  return std::nullopt;
}

}  // namespace openday::helper
