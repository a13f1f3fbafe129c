// Which records are void: one that a void record names, unless that void is void itself. Voids that name each other in a circle
// (only a forger writes such) have no effect. Order of arrival and clocks play no part.
#pragma once

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "kiosk/event/record.h"

namespace openday::event {

struct UuidHash {
  std::size_t operator()(const base::Uuid& uuid) const { return std::hash<std::string_view>{}(base::as_text(uuid.bytes)); }
};
using UuidSet = std::unordered_set<base::Uuid, UuidHash>;

// From each void record's id to the id it names.
[[nodiscard]] UuidSet voided_records(const std::unordered_map<base::Uuid, base::Uuid, UuidHash>& voids);

}  // namespace openday::event
