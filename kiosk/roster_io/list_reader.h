// Finds the list in what a file holds (the sheet, the header row, the columns), turns its rows into guests one by one as they come, and
// says of every other row why it is none. Private to roster_io.
#pragma once

#include <map>

#include "kiosk/roster_io/guest_row.h"
#include "kiosk/roster_io/roster_reading.h"
#include "kiosk/roster_io/workbook.h"

namespace openday::roster_io {

class ListReader final : public WorkbookSink {
 public:
  // All must outlive the object.
  ListReader(const event::Plan& plan, const ReadingOptions& options, const RandomSource& random) : plan_(plan), options_(options), random_(random) {}

  void sheet(std::string name, bool hidden) override;   // a CSV file is one sheet without a name
  void merge(const Merge& merge) override;
  bool row(Row&& row) override;

  RosterReading finish();
  RosterReading fail(std::string what);   // the file as a whole could not be read: no roster

 private:
  enum class Stage { passing_over, looking, reading };

  void problem(bool error, std::size_t line, std::size_t column, std::string what);
  void ignore(std::string_view why, std::size_t line);
  void note_ignored_sheets();

  void look(Row&& row);
  void take_header(const Row& row);
  void take_lower_header(const Row& row);
  void place_columns();
  void sort_merges();

  void take_row(Row&& row);
  [[nodiscard]] std::string_view why_no_guest(const Row& row) const;
  void fill_from_merges(Row& row);
  void check_joined(const Row& row);
  void take_guest(Row&& row);
  void note_times(const Row& row, const ReadGuest& guest);
  [[nodiscard]] std::string_view cell(const Row& row, Column column) const;
  [[nodiscard]] std::optional<std::size_t> at(Column column) const { return layout_[static_cast<std::size_t>(column)]; }

  const event::Plan& plan_;
  const ReadingOptions& options_;
  const RandomSource& random_;

  Stage stage_ = Stage::passing_over;
  bool found_ = false, workbook_ = false, overfull_ = false;
  std::string name_;                      // of the sheet that comes
  std::vector<std::string> others_;       // sheets with a header row beside the one taken
  std::vector<std::string> hidden_, without_header_;
  std::vector<std::size_t> above_;        // lines before the header
  std::vector<Merge> merges_;             // of the sheet that comes, then of the list
  std::size_t header_last_ = 0;           // last line of the header
  std::vector<std::string> header_;
  Layout layout_{};
  std::optional<RowContext> context_;

  struct Joined {                         // cells of one column joined over several rows
    Merge merge;
    std::string text;
    CellMark mark;
  };
  std::map<std::size_t, std::map<std::size_t, Joined>> joined_;   // column from 0 -> first row
  std::map<std::size_t, Merge> wide_;                             // over several used columns, by first row
  std::size_t filled_cells_ = 0, formulas_ = 0;
  Lines hidden_rows_;
  bool noted_date_ = false, noted_number_ = false;

  std::vector<ReadGuest> guests_;
  RosterReading out_;
};

}  // namespace openday::roster_io
