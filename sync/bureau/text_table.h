// What stands on the office's terminal: texts, times, and rows of a table in columns: Chinese takes two cells a character (Unicode UAX #11, classes W and F).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.h"

namespace openday::bureau {

// How many cells of a terminal a text takes. Marks that combine are counted as one.
[[nodiscard]] std::size_t cells_of(std::string_view text);

// What a terminal may be given of bytes from elsewhere: at most `most` of them; control characters, line ends among them, and bytes that
// are no UTF-8 are written as \xNN, so that nothing moves the cursor or colours the screen.
[[nodiscard]] std::string printable(std::string_view bytes, std::size_t most);

// Of what the office calls a box, in a table.
inline constexpr std::size_t kShownNameBytes = 60;

// Local time to the minute, as the office reads it; "-" for nothing.
[[nodiscard]] std::string short_time(const std::optional<base::Instant>& at);

class TextTable {
 public:
  enum class Align { left, right };
  struct Column {
    std::string title;
    Align align = Align::left;
  };
  explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}
  // `note` stands on lines of its own behind the row; empty: none.
  void add(std::vector<std::string> row, std::string note = {});
  // With the titles; no blanks at the ends of lines. Nothing when there is no row.
  [[nodiscard]] std::string text() const;

 private:
  struct Row {
    std::vector<std::string> values;
    std::string note;
  };
  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace openday::bureau
