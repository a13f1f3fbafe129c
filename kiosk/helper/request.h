// What the helper can be asked, and nothing else: one line a connection, at most kMostRequest bytes with its line end.
//   mount | unmount | set-time RFC3339
// No request names a device, a folder or a file system: the helper looks for the one stick itself, so that nothing can be smuggled in.
// Answers: "ok" or "ok WORD", "error KIND words" on one line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "kiosk/base/time.h"

namespace openday::helper {

struct MountStick {};
struct UnmountStick {};
struct SetTime {
  base::Instant at;
};
using Request = std::variant<MountStick, UnmountStick, SetTime>;

inline constexpr std::size_t kMostRequest = 64;

// `line` with its line end; nothing for anything else. A time before 2020 or after 2099 is none.
[[nodiscard]] std::optional<Request> parse_request(std::string_view line);

}  // namespace openday::helper
