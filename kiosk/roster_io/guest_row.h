// One row of an office's list to one guest, with every problem of its cells. Private to roster_io.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/event/plan.h"
#include "kiosk/event/registration_order.h"
#include "kiosk/event/roster.h"
#include "kiosk/roster_io/columns.h"
#include "kiosk/roster_io/table.h"

namespace openday::roster_io {

struct ReadGuest {
  event::Guest guest;          // registration only where the file has one
  bool has_registration = false;
  bool promised = false;       // the office wrote 已确认
  std::optional<event::Review> review;
  std::optional<event::Instant> registered;
  std::string phone;           // 11 digits or empty; for finding rows that stand twice, not kept
  std::string inviting;        // the department that invited; for counting, not kept
  std::size_t line = 0;
  bool bad = false;            // something in the row is wrong
};

struct CellProblem {
  bool error = true;                // else a warning
  std::optional<Column> column;     // the row as a whole when there is none
  std::string what;
};

// What every row of a list is read with.
struct RowContext {
  const event::Plan& plan;
  const Layout& layout;
  std::vector<std::string> excluded;        // event::excluded_words
  std::optional<base::Date> day;            // of the first session, for ages
};
[[nodiscard]] RowContext row_context(const event::Plan& plan, const Layout& layout);

// No error among the problems: the guest is whole. They hold no name, phone or text of a cell.
[[nodiscard]] ReadGuest read_guest(const Row& row, const RowContext& context, std::vector<CellProblem>& problems);

}  // namespace openday::roster_io
