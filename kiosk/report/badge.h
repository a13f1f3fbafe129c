// A badge, or a slip, for a guest who has just come in: name, category, group, seat, and a small code by which staff find the guest again.
// Of any size from a label to A6; what has no room is left out, the name never. The name stands whole: the guest wears it.
#pragma once

#include <filesystem>
#include <string>

#include "kiosk/report/pdf_file.h"

namespace openday::report {

struct Badge {
  std::string event, day;                 // 政府开放日 · 2020-11-17
  std::string name, category;
  std::string group, seat;                // with their words: 一组 · 3 排 5 座; may be empty
  std::string persons;                    // 共 3 位; empty: one
  std::string code;                       // text of the QR; empty: none
};

inline constexpr PageSize kA7{74, 105};
inline constexpr double kLeastBadge = 25, kMostBadge = 160;   // mm, of either side

[[nodiscard]] PrintResult<Printed> print_badge(const std::filesystem::path& file, const std::filesystem::path& fonts_toml, PageSize size, const DocumentInfo& info, const Badge& badge);

}  // namespace openday::report
