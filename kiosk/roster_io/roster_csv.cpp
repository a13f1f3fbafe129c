#include "kiosk/roster_io/roster_csv.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

#include <fmt/format.h>

#include "kiosk/roster_io/csv.h"
#include "kiosk/roster_io/guest_row.h"
#include "kiosk/roster_io/registrations.h"
#include "kiosk/roster_io/text_encoding.h"

namespace openday::roster_io {
namespace {

constexpr std::size_t kHeaderSearch = 10;   // rows: a title and notes may stand above the header

class ListReader {
 public:
  ListReader(const event::Plan& plan, const event::Roster* previous, const RandomSource& random)
      : plan_(plan), previous_(previous), random_(random) {}

  RosterReading read(std::string_view bytes) {
    if (read_rows(bytes) && find_header() && place_columns()) {
      read_guests();
      find_doubles();
      warn_of_quotas();
      if (out_.errors == 0) make_roster();
    }
    return std::move(out_);
  }

 private:
  void add(bool error, std::size_t line, std::string what) {
    out_.errors += error;
    if (out_.problems.size() < kMaxProblems) out_.problems.push_back({error, line, std::move(what)});
  }
  bool fail(std::size_t line, std::string what) { return add(true, line, std::move(what)), false; }

  bool read_rows(std::string_view bytes) {
    if (bytes.size() > kMaxCsvBytes) return fail(0, fmt::format("larger than {} MiB; is it a list of guests?", kMaxCsvBytes >> 20));
    const auto text = decode_text(bytes);
    if (!text) return fail(0, text.error().what);
    out_.encoding = text->encoding;
    out_.separator = guess_separator(text->text);
    auto rows = read_csv(text->text, out_.separator);
    if (!rows) return fail(0, rows.error().what);
    rows_ = std::move(*rows);
    std::erase_if(rows_, [](const CsvRow& row) { return row.blank(); });
    return !rows_.empty() || fail(0, "the file is empty; a header row and one row a guest are expected");
  }

  // The first row with a name column; what stands above it is a title.
  bool find_header() {
    for (std::size_t i = 0; i < std::min(rows_.size(), kHeaderSearch); ++i) {
      const auto is_name = [](const std::string& cell) { return column_of(cell) == Column::name; };
      if (std::ranges::none_of(rows_[i].cells, is_name)) continue;
      header_ = i;
      out_.header_line = rows_[i].line;
      return true;
    }
    return fail(rows_.front().line, "no header row with a column 姓名 (or name); the first row is expected to name the columns");
  }

  bool place_columns() {
    const std::size_t line = out_.header_line;
    for (std::size_t i = 0; i < rows_[header_].cells.size(); ++i) {
      const std::string& header = rows_[header_].cells[i];
      const auto column = column_of(header);
      out_.columns.push_back({tidy(header), column});
      if (!column) continue;
      auto& place = layout_[static_cast<std::size_t>(*column)];
      if (*column == Column::id_document)
        fail(line, fmt::format("column {} ({}): ID card numbers are not collected; delete the column", i + 1, name_of(*column)));
      else if (place)
        fail(line, fmt::format("columns {} and {} both say {}; rename or delete one", *place + 1, i + 1, name_of(*column)));
      else
        place = i;
    }
    if (!layout_[static_cast<std::size_t>(Column::category)] && plan_.categories.size() > 1)
      fail(line, "no column 类别 (or category); the plan has several categories");
    return out_.errors == 0;
  }

  void read_guests() {
    const std::size_t columns = rows_[header_].cells.size();
    for (std::size_t i = header_ + 1; i < rows_.size(); ++i) {
      const CsvRow& row = rows_[i];
      std::vector<std::string> problems;
      const bool longer = std::any_of(row.cells.begin() + static_cast<std::ptrdiff_t>(std::min(columns, row.cells.size())), row.cells.end(),
                                      [](const std::string& cell) { return !tidy(cell).empty(); });
      if (longer) problems.push_back(fmt::format("{} cells where the header has {}; is a separator inside a cell without quotes?",
                                                 row.cells.size(), columns));
      guests_.push_back(read_guest(row, layout_, plan_, problems));
      for (std::string& problem : problems) fail(row.line, std::move(problem));
    }
    out_.rows = guests_.size();
    if (guests_.empty()) fail(0, "no guest below the header row");
    if (guests_.size() > event::kMaxGuests) fail(0, fmt::format("more than {} guests", event::kMaxGuests));
  }

  // Registration number, registration, or name with phone that an earlier line has already.
  void find_doubles() {
    std::unordered_map<std::string, std::size_t> numbers, registrations, persons;
    for (const ReadGuest& guest : guests_) {
      refuse_double(numbers, guest.guest.number, guest.line, "编号");
      if (guest.has_registration) refuse_double(registrations, event::to_string(guest.guest.registration), guest.line, "登记标识");
      if (!guest.phone.empty()) refuse_double(persons, guest.guest.name + '\n' + guest.phone, guest.line, "姓名 with 手机");
    }
  }

  void refuse_double(std::unordered_map<std::string, std::size_t>& seen, const std::string& key, std::size_t line, std::string_view what) {
    if (key.empty()) return;
    const auto [first, fresh] = seen.try_emplace(key, line);
    if (!fresh) fail(line, fmt::format("the same {} stands in line {} already; delete or correct one", what, first->second));
  }

  // The office may invite more than a quota holds; the box will turn the rest away, so it is said now.
  void warn_of_quotas() {
    std::map<std::string, int> persons;
    int external = 0;
    for (const ReadGuest& guest : guests_) {
      if (guest.guest.state != event::GuestState::expected) continue;
      persons[guest.guest.category] += guest.guest.persons;
      const event::Category* category = plan_.category(guest.guest.category);
      if (category && category->role == event::CategoryRole::external) external += guest.guest.persons;
    }
    const auto warn = [&](std::string_view what, int count, int quota) {
      if (count > quota) add(false, 0, fmt::format("{}: {} persons, the plan has room for {}; those who come last are turned away", what, count, quota));
    };
    for (const event::Category& category : plan_.categories)
      if (category.quota) warn(category.label, persons[category.id], *category.quota);
    for (const event::JointQuota& joint : plan_.joint_quotas) {
      const auto sum = [&](int total, const std::string& id) { return total + persons[id]; };
      warn("joint quota", std::accumulate(joint.categories.begin(), joint.categories.end(), 0, sum), joint.quota);
    }
    if (plan_.cap) warn("all external guests", external, *plan_.cap);
  }

  void make_roster() {
    const event::Roster* previous = previous_ && previous_->event() == plan_.id ? previous_ : nullptr;
    if (previous_ && !previous) add(false, 0, "the roster imported before is of another event; no registration was taken over from it");
    Registrations registrations(previous, guests_);
    std::vector<std::size_t> renamed;
    registrations.assign(guests_, random_, renamed);
    for (const std::size_t line : renamed)
      add(false, line, "this 编号 had another name before; if it is another person, revoke the old code (openday revoke) and give a new 编号");
    out_.kept = registrations.kept();
    out_.made = registrations.made();
    std::vector<event::Guest> guests;
    guests.reserve(guests_.size());
    for (ReadGuest& guest : guests_) guests.push_back(std::move(guest.guest));
    const int version = !previous ? 1 : previous->guests() == guests ? previous->version() : previous->version() + 1;
    out_.roster.emplace(plan_.id, version, std::move(guests));
  }

  const event::Plan& plan_;
  const event::Roster* previous_;
  const RandomSource& random_;
  std::vector<CsvRow> rows_;
  std::size_t header_ = 0;
  Layout layout_{};
  std::vector<ReadGuest> guests_;
  RosterReading out_;
};

}  // namespace

std::string to_string(const RosterProblem& problem, std::string_view file) {
  const std::string place = problem.line == 0 ? std::string() : fmt::format("{}:", problem.line);
  return fmt::format("{}:{} {}: {}", file, place, problem.error ? "error" : "warning", problem.what);
}

RosterReading read_roster_csv(std::string_view bytes, const event::Plan& plan, const event::Roster* previous, const RandomSource& random) {
  return ListReader(plan, previous, random).read(bytes);
}

}  // namespace openday::roster_io
