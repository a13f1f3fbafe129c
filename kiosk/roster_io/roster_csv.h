// An office's list of guests (CSV) to a roster: what was understood of it, every problem with its line, and either a whole roster
// or none. Kept from the file are name, category, group, seat, department, session, number, persons and state, and the last four
// digits of the phone; a column of ID card numbers is refused, since they are not collected. Problems never hold a person's name,
// phone or cell text. Pure but for the random source.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/uuid.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/roster.h"
#include "kiosk/roster_io/columns.h"

namespace openday::roster_io {

inline constexpr std::size_t kMaxCsvBytes = 128u << 20;
inline constexpr std::size_t kMaxProblems = 200;   // more are counted only

using RandomSource = std::function<base::Random16()>;   // base::random16

struct UnderstoodColumn {
  std::string header;               // as the file has it
  std::optional<Column> column;     // nothing: not used
};

struct RosterProblem {
  bool error = true;                // else a warning
  std::size_t line = 0;             // from 1; 0 = the file as a whole
  std::string what;                 // what, and what is expected
};
[[nodiscard]] std::string to_string(const RosterProblem& problem, std::string_view file);   // FILE:LINE: error: what

struct RosterReading {
  std::optional<event::Roster> roster;   // present when there is no error
  std::string encoding;                  // "UTF-8", "GB 18030"; empty when unreadable
  char separator = ',';
  std::size_t header_line = 0;
  std::vector<UnderstoodColumn> columns;
  std::vector<RosterProblem> problems;
  std::size_t errors = 0;                // all of them, also those beyond kMaxProblems
  std::size_t rows = 0;                  // guests in the file
  std::size_t kept = 0, made = 0;        // registrations taken over from `previous` or the file, and new ones
  [[nodiscard]] bool ok() const { return roster.has_value(); }
};

// `previous`: the roster of an earlier import; guests of the same number, or else the same name and phone tail, keep their
// registration, so that codes already sent stay valid. The version goes up by one when anything differs.
[[nodiscard]] RosterReading read_roster_csv(std::string_view bytes, const event::Plan& plan, const event::Roster* previous,
                                            const RandomSource& random);

}  // namespace openday::roster_io
