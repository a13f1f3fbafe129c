#include "kiosk/roster_io/guest_row.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"
#include "kiosk/event/person_name.h"
#include "kiosk/event/record_bodies.h"

namespace openday::roster_io {
namespace {

using event::Guest;
using event::GuestState;

constexpr std::size_t kMaxCellBytes = 400;
constexpr std::string_view kDigits = "0123456789";

struct StateWord {
  std::string_view word;
  GuestState state;
};
constexpr std::array<StateWord, 13> kStates{{{"", GuestState::expected},          {"正常", GuestState::expected},
                                             {"确认", GuestState::expected},      {"已确认", GuestState::expected},
                                             {"expected", GuestState::expected},  {"confirmed", GuestState::expected},
                                             {"取消", GuestState::cancelled},     {"已取消", GuestState::cancelled},
                                             {"cancelled", GuestState::cancelled}, {"放弃", GuestState::cancelled},
                                             {"候补", GuestState::waiting},       {"waiting", GuestState::waiting},
                                             {"待定", GuestState::waiting}}};

bool all_digits(std::string_view text) { return !text.empty() && text.find_first_not_of(kDigits) == std::string_view::npos; }

// GB 11643: 17 digits and a check character.
bool is_id_number(std::string_view text) {
  constexpr std::array<int, 17> kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view kChecks = "10X98765432";
  if (text.size() != 18 || !all_digits(text.substr(0, 17))) return false;
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * (text[i] - '0');
  const char last = text[17] == 'x' ? 'X' : text[17];
  return last == kChecks[static_cast<std::size_t>(sum % 11)];
}

// Digits only, without +86 and the dashes and spaces people type.
std::string bare_phone(std::string_view cell) {
  std::string out;
  for (const char c : cell)
    if (c != ' ' && c != '-' && c != '\'') out += c;
  for (const std::string_view prefix : {"+86", "0086"})
    if (out.starts_with(prefix)) return out.substr(prefix.size());
  return out.size() == 13 && out.starts_with("86") ? out.substr(2) : out;
}

// DOMAIN.md: 11 digits, ^1[3-9]\d{9}$
bool is_mobile(std::string_view text) { return text.size() == 11 && all_digits(text) && text[0] == '1' && text[1] >= '3'; }

std::optional<int> whole_number(std::string_view text, int least, int most) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) return std::nullopt;
  return value;
}

class RowReader {
 public:
  RowReader(const CsvRow& row, const Layout& layout, const event::Plan& plan, std::vector<std::string>& problems)
      : row_(row), layout_(layout), plan_(plan), problems_(problems) {
    out_.line = row.line;
  }

  ReadGuest read() {
    check_cells();
    read_name();
    read_phone();
    read_category();
    read_persons();
    read_session();
    read_state();
    read_registration();
    out_.guest.number = text(Column::number);
    out_.guest.group = text(Column::group);
    out_.guest.seat = text(Column::seat);
    out_.guest.department = text(Column::department);
    return std::move(out_);
  }

 private:
  void problem(std::string what) { problems_.push_back(std::move(what)); }
  [[nodiscard]] std::string text(Column column) const {
    const auto place = layout_[static_cast<std::size_t>(column)];
    return place && *place < row_.cells.size() ? tidy(row_.cells[*place]) : std::string();
  }

  void check_cells() {
    for (std::size_t i = 0; i < kColumns; ++i) {
      const std::string cell = text(static_cast<Column>(i));
      const auto name = name_of(static_cast<Column>(i));
      if (cell.size() > kMaxCellBytes) problem(fmt::format("{} is longer than {} bytes", name, kMaxCellBytes));
      if (is_id_number(cell)) problem(fmt::format("{} holds an ID card number; those are not collected, take it out", name));
    }
  }

  void read_name() {
    out_.guest.name = event::normalise_name(text(Column::name));
    if (out_.guest.name.empty()) problem("姓名 is empty; every guest needs a name");
    if (base::count_code_points(out_.guest.name) > event::kMaxNameLength)
      problem(fmt::format("姓名 is longer than {} characters", event::kMaxNameLength));
  }

  void read_phone() {
    const std::string cell = text(Column::phone);
    if (cell.empty()) {
      const auto& required = plan_.registration.required;
      if (std::ranges::find(required, "phone") != required.end()) problem("手机 is empty; the plan requires a phone of every guest");
      return;
    }
    const std::string phone = bare_phone(cell);
    if (is_mobile(phone)) {
      out_.phone = phone;
      out_.guest.phone_tail = phone.substr(7);
    } else if (cell.find("E+") != std::string::npos) {
      problem("手机 was shortened by the spreadsheet (1.38E+10); format the column as text and enter it again");
    } else {
      problem("手机 is expected to be 11 digits that begin with 13 to 19");
    }
  }

  [[nodiscard]] std::string labels() const {
    std::string out;
    for (const event::Category& category : plan_.categories) out += (out.empty() ? "" : ", ") + category.label;
    return out;
  }

  void read_category() {
    const std::string word = text(Column::category);
    if (word.empty() && plan_.categories.size() == 1) return void(out_.guest.category = plan_.categories.front().id);
    for (const event::Category& category : plan_.categories)
      if (category.id == word || tidy(category.label) == word) return void(out_.guest.category = category.id);
    problem(fmt::format("类别 is {}; expected is one of {}", word.empty() ? "empty" : "not in the plan", labels()));
  }

  void read_persons() {
    const std::string persons = text(Column::persons), companions = text(Column::companions);
    const auto count = persons.empty() ? std::optional(1) : whole_number(persons, 1, event::kMaxPersons);
    const auto others = companions.empty() ? std::optional(0) : whole_number(companions, 0, event::kMaxPersons - 1);
    if (!count) problem(fmt::format("人数 is expected to be a whole number from 1 to {}", event::kMaxPersons));
    if (!others) problem(fmt::format("随行 is expected to be a whole number from 0 to {}", event::kMaxPersons - 1));
    if (!count || !others) return;
    if (!persons.empty() && !companions.empty() && *count != 1 + *others) problem("人数 and 随行 contradict each other: 人数 counts the guest too");
    out_.guest.persons = std::max(*count, 1 + *others);
  }

  void read_session() {
    const std::string word = text(Column::session);
    if (word.empty()) return;
    for (const event::Session& session : plan_.sessions)
      if (session.id == word || tidy(session.title) == word) return void(out_.guest.session = session.id);
    problem("场次 is not in the plan; expected is a session's id or title");
  }

  void read_state() {
    const auto found = std::ranges::find(kStates, text(Column::state), &StateWord::word);
    if (found == kStates.end()) return problem("状态 is expected to be empty, 已确认, 取消 or 候补");
    out_.guest.state = found->state;
  }

  void read_registration() {
    const std::string word = text(Column::registration);
    if (word.empty()) return;
    const auto id = event::parse_registration_id(word);
    if (!id) return problem("登记标识 is expected to be 32 hex digits or empty");
    out_.guest.registration = *id;
    out_.has_registration = true;
  }

  const CsvRow& row_;
  const Layout& layout_;
  const event::Plan& plan_;
  std::vector<std::string>& problems_;
  ReadGuest out_;
};

}  // namespace

ReadGuest read_guest(const CsvRow& row, const Layout& layout, const event::Plan& plan, std::vector<std::string>& problems) {
  return RowReader(row, layout, plan, problems).read();
}

}  // namespace openday::roster_io
