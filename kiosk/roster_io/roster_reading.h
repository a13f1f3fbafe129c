// An office's list of guests (CSV or XLSX) to a roster: what was understood of it, every problem with its place, and either a whole
// roster or none. Kept from the file are name, category, group, seat, vehicle, department, session, number, persons and state, and the
// last four digits of the phone; a column of ID card numbers is refused, since they are not collected. Problems and notes hold no
// person's name, phone or cell text. roster-files.md explains to an office what a list may look like.
#pragma once

#include <filesystem>
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
inline constexpr std::size_t kMaxProblems = 200;       // more are counted only
inline constexpr std::size_t kMaxListedLines = 200;    // of ignored, waiting, changed rows; more are counted only

using RandomSource = std::function<base::Random16()>;   // base::random16

struct UnderstoodColumn {
  std::string header;               // as the file has it
  std::optional<Column> column;     // nothing: not used
};

struct RosterProblem {
  bool error = true;                // else a warning
  std::size_t line = 0;             // from 1; 0 = the file as a whole
  std::size_t column = 0;           // from 1; 0 = the row as a whole
  std::string sheet;                // of a workbook
  std::string what;                 // what, and what is expected
};
// "list.csv:5: error: ...", "list.xlsx:名单!C5: error: ..."
[[nodiscard]] std::string to_string(const RosterProblem& problem, std::string_view file);

// Lines counted, the first of them named.
struct Lines {
  std::size_t count = 0;
  std::vector<std::size_t> first;   // at most kMaxListedLines
  void add(std::size_t line);
};
[[nodiscard]] std::string to_string(const Lines& lines);   // "第 5、7–9 行"

// Registrations and persons of one category, and what the plan has room for.
struct CategoryCount {
  std::string label;
  int registrations = 0, persons = 0, waiting = 0, cancelled = 0;   // persons: of those expected
  std::optional<int> quota;
};

// Rows whose place the plan decided, by the reason: "名额已满，候补", in order of the waiting list where they wait.
struct PlacedRows {
  std::string what;
  Lines lines;
};

struct RosterReading {
  std::optional<event::Roster> roster;   // present when there is no error, or just the bad rows that may be left out
  std::string encoding;                  // "UTF-8", "UTF-16", "GB 18030"; empty for workbooks and when unreadable
  char separator = ',';
  std::string sheet;                     // of a workbook: the one taken
  std::size_t header_line = 0;
  std::vector<UnderstoodColumn> columns;
  std::vector<CategoryCount> categories;
  std::vector<PlacedRows> placed;
  std::vector<std::string> notes;        // what was understood that somebody may wish to know
  std::vector<PlacedRows> ignored;       // rows not taken for guests, by why
  std::vector<RosterProblem> problems;
  std::size_t errors = 0;                // all of them, also those beyond kMaxProblems
  Lines bad_rows;                        // rows with an error
  std::size_t left_out = 0;              // bad rows that the roster does without
  std::size_t rows = 0;                  // guests in the file
  std::size_t kept = 0, made = 0;        // registrations taken over from `previous` or the file, and new ones
  Lines added, changed;                  // against `previous`
  std::vector<std::string> removed;      // registrations of `previous` that nobody has any more; their codes must be revoked
  [[nodiscard]] bool ok() const { return roster.has_value(); }
};

struct ReadingOptions {
  const event::Roster* previous = nullptr;   // of an earlier import; see below
  std::string sheet;                         // of a workbook: this one; empty: the one with a header row
  std::size_t leave_out = 0;                 // a roster is made although exactly so many rows are bad; they are left out
};

// Guests of `previous` with the same number, or else the same name and phone tail, keep their registration, so that codes already sent
// stay valid. The version goes up by one when anything differs.
[[nodiscard]] RosterReading read_roster_csv(std::string_view bytes, const event::Plan& plan, const ReadingOptions& options, const RandomSource& random);

// Reads the workbook in a child process of `program` (workbook_child.h).
[[nodiscard]] RosterReading read_roster_xlsx(const std::filesystem::path& file, const std::string& program, const event::Plan& plan,
                                             const ReadingOptions& options, const RandomSource& random);

}  // namespace openday::roster_io
