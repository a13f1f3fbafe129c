// Staff: who is here. A part of the model (model.h). Whole names: only while the page is looked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace openday::ui {

enum class StaffFilter { all, absent, came, late, open, waiting };
enum class StaffStatus { absent, came, late, walk_in, open, waiting };

// What the figures are grouped by.
enum class StaffGrouping { category, session, department };

struct StaffCategory {                   // or a session, or an inviting department
  std::string name;
  int came = 0, expected = 0;            // expected 0: no quota, counts only
  int walk_in = 0, refused = 0;          // of those who came: not expected; refusals, where the records know whose
  bool unknown = false;                  // refusals of whoever: the records do not know of which group; without a name
};

struct StaffRow {
  std::string time;                      // "08:58"; empty: not here yet
  std::string name;                      // whole: behind the PIN
  std::string category;
  std::string phone_tail;
  int persons = 1;
  StaffStatus status = StaffStatus::absent;
  bool can_admit = false;                // somebody of this registration may still come
};

// Rows that nobody changes any more: a copy is a pointer, so that a frame of 50,000 of them costs no more than one of ten.
class StaffRows {
 public:
  StaffRows() = default;
  StaffRows(std::vector<StaffRow> rows) : rows_(std::make_shared<const std::vector<StaffRow>>(std::move(rows))) {}
  [[nodiscard]] std::size_t size() const { return rows_ ? rows_->size() : 0; }
  [[nodiscard]] bool empty() const { return size() == 0; }
  const StaffRow& operator[](std::size_t at) const { return (*rows_)[at]; }
  [[nodiscard]] bool same(const StaffRows& other) const { return rows_ == other.rows_; }   // not only equal

 private:
  std::shared_ptr<const std::vector<StaffRow>> rows_;
};
using FoundRows = std::shared_ptr<const std::vector<std::uint32_t>>;   // indices into rows, the best first

struct StaffAttendance {
  int came = 0, expected = 0, absent = 0, late = 0, open = 0, waiting = 0;
  int walk_in = 0, refused = 0;          // of those who came: without standing on the list; refused at the door, here or at another box
  StaffGrouping grouping = StaffGrouping::category;
  std::vector<StaffGrouping> groupings;  // that this plan and roster know
  std::vector<StaffCategory> categories;
  std::string note;                      // observers: "局中层以上 列席，10:30 集中"; may be empty
  StaffFilter filter = StaffFilter::all;
  StaffRows rows;                        // every row of the filter, in order; the screen shows a page of them
  std::optional<int> walk_in_left;       // seats free for walk-ins; nothing: no limit
  bool seats_released = false;           // absent guests have waived theirs
  std::string conflict;                  // "唐嘉木 在两台机器上签到，08:33 与 08:35"; may be empty
  bool can_search = false;
  bool types = false;                    // the page is the field, the rows found and the keyboard
  std::string query;                     // what the list is searched for; empty: every row is shown
  bool searching = false;                // the rows found are those of an older query, or none
  FoundRows found;                       // of `rows`; null: every row
};
// How many rows the list shows, and which one stands at a place of it: an index into `rows`.
[[nodiscard]] inline std::size_t shown_rows(const StaffAttendance& a) { return a.found ? a.found->size() : a.rows.size(); }
[[nodiscard]] inline std::size_t row_at(const StaffAttendance& a, std::size_t at) { return a.found ? (*a.found)[at] : at; }

}  // namespace openday::ui
