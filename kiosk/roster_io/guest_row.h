// One row of an office's list to one guest, with every problem of its cells. Private to roster_io.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/event/plan.h"
#include "kiosk/event/roster.h"
#include "kiosk/roster_io/columns.h"
#include "kiosk/roster_io/csv.h"

namespace openday::roster_io {

inline constexpr std::size_t kColumns = static_cast<std::size_t>(Column::id_document) + 1;

// Where each column stands in a row, if it does.
using Layout = std::array<std::optional<std::size_t>, kColumns>;

struct ReadGuest {
  event::Guest guest;          // registration only where the file has one
  bool has_registration = false;
  std::string phone;           // 11 digits or empty; for finding rows that stand twice, not kept
  std::size_t line = 0;
};

// Problems as sentences without line; empty: the guest is whole.
[[nodiscard]] ReadGuest read_guest(const CsvRow& row, const Layout& layout, const event::Plan& plan, std::vector<std::string>& problems);

}  // namespace openday::roster_io
