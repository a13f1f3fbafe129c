#include "kiosk/event/plan_reader_table.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "kiosk/base/options.h"
#include "kiosk/base/utf8.h"

namespace openday::event {
namespace {

constexpr std::size_t kMaxDiagnostics = 1000;
constexpr std::size_t kLongestSuggestible = 60;   // bytes: edit distances of longer words cost more than they help

bool is_id(std::string_view text, std::size_t most) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'; };
  return !text.empty() && text.size() <= most && std::all_of(text.begin(), text.end(), allowed);
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F; });
}

// "08:30", and TOML's own 08:30:00.
std::optional<base::Minutes> parse_time_of_day(std::string_view text) {
  if (text.size() == 8 && text.ends_with(":00")) text.remove_suffix(3);
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : 100; };
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const int hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
  if (hour > 23 || minute > 59) return std::nullopt;
  return base::Minutes(hour * 60 + minute);
}

// What was probably meant by "8:30", "08：30", "8点30分" or "24:30".
std::string meant_time(std::string_view text) {
  std::vector<int> numbers;
  bool inside = false;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !inside) numbers.push_back(0);
    if (digit) numbers.back() = std::min(numbers.back() * 10 + (c - '0'), 10'000);
    inside = digit;
  }
  if (numbers.empty() || numbers.size() > 2) return {};
  const int hour = numbers[0], minute = numbers.size() > 1 ? numbers[1] : 0;
  if (minute > 59 || hour > 47) return {};
  if (hour > 23) return "; what runs past midnight is a second session, on the next day";
  return fmt::format("; did you mean \"{:02}:{:02}\"?", hour, minute);
}

}  // namespace

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  if (word.size() > kLongestSuggestible) return {};
  const std::string near = base::nearest_word(word, known);
  return near.empty() ? std::string() : fmt::format("; did you mean {}?", near);
}

std::string quote(std::string_view text) {
  const std::string_view shown = base::first_code_points(text, 40);
  return fmt::format("\"{}{}\"", shown, shown.size() < text.size() ? "…" : "");
}

void Report::slip(Position at, std::string message) {
  const bool strict = std::exchange(only_slips_, false);
  add(Severity::error, at, std::move(message));
  only_slips_ = strict;
}

void Report::add(Severity severity, Position at, std::string message) {
  if (only_slips_) return;
  failed_ = failed_ || severity == Severity::error;
  if (diagnostics_.size() >= kMaxDiagnostics) {
    ++dropped_;
    return;
  }
  diagnostics_.push_back({severity, file_, at.line, at.column, std::move(message)});
}

std::vector<Diagnostic> Report::sorted() const {
  std::vector<Diagnostic> out = diagnostics_;
  std::stable_sort(out.begin(), out.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  if (dropped_ > 0) out.push_back({Severity::error, file_, 0, 0, fmt::format("{} more problems are not listed", dropped_)});
  return out;
}

const Node* Table::take(std::string_view key, Need need) {
  asked_.emplace(key);
  const Node* node = node_->find(key);
  if (node == nullptr && need == Need::required) report_->error(node_->at, fmt::format("{} needs the key {}", name_, key));
  return node;
}

const Node* Table::take(std::string_view key, NodeType type, std::string_view expected, Need need) {
  const Node* node = take(key, need);
  if (node == nullptr || node->type == type) return node;
  wrong_type(*node, key, expected);
  return nullptr;
}

void Table::wrong_type(const Node& found, std::string_view key, std::string_view expected) {
  report_->slip(found.at, fmt::format("{} is {}; expected {}", key, to_string(found.type), expected));
}

bool Table::has(std::string_view key) {
  asked_.emplace(key);
  return node_->find(key) != nullptr;
}

Position Table::where(std::string_view key) const {
  const Node* node = node_->find(key);
  return node != nullptr ? node->at : node_->at;
}

bool Table::acceptable(const Node& node, std::string_view key, std::size_t most) {
  const std::size_t length = base::count_code_points(node.text);
  if (length > most) {
    report_->error(node.at, fmt::format("{} has {} characters; expected at most {}", key, length, most));
    return false;
  }
  if (has_control(node.text)) {
    report_->error(node.at, fmt::format("{} holds a control character; expected plain text", key));
    return false;
  }
  return true;
}

std::string Table::text(std::string_view key, Need need, std::size_t most) {
  const Node* node = take(key, NodeType::text, "a text in quotes", need);
  if (node == nullptr || !acceptable(*node, key, most)) return {};
  const bool blank = node->text.find_first_not_of(" \t\r\n") == std::string::npos;
  if (blank && need == Need::required) report_->error(node->at, fmt::format("{} is empty; expected a text", key));
  return blank ? std::string() : node->text;
}

std::string Table::id(std::string_view key, Need need, std::size_t most) {
  const Node* node = take(key, NodeType::text, "a short name in quotes", need);
  if (node == nullptr) return {};
  if (is_id(node->text, most)) return node->text;
  report_->error(node->at, fmt::format("{} is {}; expected 1 to {} of the characters a-z A-Z 0-9 - _ .", key, quote(node->text), most));
  return {};
}

std::vector<std::string> Table::texts(std::string_view key, std::size_t most) {
  constexpr std::string_view kExpected = "a list of texts, [\"...\", \"...\"]";
  const Node* list = take(key, NodeType::array, kExpected, Need::optional);
  if (list == nullptr) return {};
  std::vector<std::string> out;
  std::set<std::string_view> seen;
  for (const Node& item : list->items) {
    if (item.type != NodeType::text) {
      wrong_type(item, fmt::format("an entry of {}", key), kExpected);
    } else if (item.text.empty()) {
      report_->error(item.at, fmt::format("an entry of {} is empty; expected a text", key));
    } else if (!seen.insert(item.text).second) {
      report_->error(item.at, fmt::format("{} stands twice in {}", quote(item.text), key));
    } else if (acceptable(item, key, most)) {
      out.push_back(item.text);
    }
  }
  if (list->items.size() > kMaxRows) error(key, fmt::format("{} has {} entries; expected at most {}", key, list->items.size(), kMaxRows));
  return out;
}

std::optional<int> Table::integer(std::string_view key, int least, int most, Need need) {
  const Node* node = take(key, NodeType::integer, "a whole number", need);
  if (node == nullptr) return std::nullopt;
  if (node->integer >= least && node->integer <= most) return static_cast<int>(node->integer);
  report_->error(node->at, fmt::format("{} is {}; expected {} to {}", key, node->integer, least, most));
  return std::nullopt;
}

std::optional<double> Table::number(std::string_view key, double least, double most) {
  const Node* node = take(key, Need::optional);
  if (node == nullptr) return std::nullopt;
  if (node->type != NodeType::integer && node->type != NodeType::real) {
    wrong_type(*node, key, "a number");
    return std::nullopt;
  }
  if (node->real >= least && node->real <= most) return node->real;   // not so for nan
  report_->error(node->at, fmt::format("{} is {}; expected {} to {}", key, node->real, least, most));
  return std::nullopt;
}

bool Table::flag(std::string_view key, bool otherwise) {
  const Node* node = take(key, NodeType::boolean, "true or false", Need::optional);
  return node != nullptr ? node->boolean : otherwise;
}

std::optional<base::Minutes> Table::time_of_day(std::string_view key) {
  constexpr std::string_view kExpected = "a time of day from \"00:00\" to \"23:59\" such as \"08:30\"";
  const Node* node = take(key, Need::optional);
  if (node == nullptr) return std::nullopt;
  if (node->type != NodeType::text && node->type != NodeType::time) {
    wrong_type(*node, key, kExpected);
    return std::nullopt;
  }
  const auto time = parse_time_of_day(node->text);
  if (!time) report_->error(node->at, fmt::format("{} is {}; expected {}{}", key, quote(node->text), kExpected, meant_time(node->text)));
  return time;
}

std::optional<base::Minutes> Table::duration(std::string_view key) {
  const auto minutes = integer(key, 1, 24 * 60);
  return minutes ? std::optional<base::Minutes>(*minutes) : std::nullopt;
}

std::optional<base::Date> Table::date(std::string_view key) {
  constexpr std::string_view kExpected = "a day that exists, as 2026-11-17";
  const Node* node = take(key, Need::optional);
  if (node == nullptr) return std::nullopt;
  if (node->type != NodeType::text && node->type != NodeType::date) {
    wrong_type(*node, key, kExpected);
    return std::nullopt;
  }
  const auto date = base::parse_date(node->text);
  if (!date) report_->error(node->at, fmt::format("{} is {}; expected {}", key, quote(node->text), kExpected));
  return date;
}

std::optional<base::Instant> Table::instant(std::string_view key) {
  constexpr std::string_view kExpected = "a date and time with its offset, as 2026-10-25T18:00:00+08:00";
  const Node* node = take(key, Need::optional);
  if (node == nullptr) return std::nullopt;
  if (node->type != NodeType::text && node->type != NodeType::instant) {
    wrong_type(*node, key, kExpected);
    return std::nullopt;
  }
  const auto instant = base::parse_rfc3339(node->text);
  if (!instant) report_->error(node->at, fmt::format("{} is {}; expected {}", key, quote(node->text), kExpected));
  return instant ? std::optional<base::Instant>(instant->at) : std::nullopt;
}

std::optional<Table> Table::table(std::string_view key, Need need) {
  const Node* node = take(key, NodeType::table, fmt::format("a table, [{}]", key), need);
  return node != nullptr ? std::optional<Table>(Table(*node, std::string(key), *report_)) : std::nullopt;
}

std::vector<Table> Table::tables(std::string_view key, Need need) {
  const std::string expected = fmt::format("tables, each under its own [[{}]]", key);
  const Node* list = take(key, NodeType::array, expected, need);
  if (list == nullptr) return {};
  std::vector<Table> out;
  for (const Node& item : list->items) {
    if (item.type == NodeType::table) {
      out.push_back(Table(item, std::string(key), *report_));
    } else {
      wrong_type(item, fmt::format("an entry of {}", key), expected);
    }
  }
  if (out.size() > kMaxRows) {
    error(key, fmt::format("{} has {} entries; expected at most {}", key, out.size(), kMaxRows));
    out.erase(out.begin() + kMaxRows, out.end());
  }
  return out;
}

std::optional<std::size_t> Table::choose(std::string_view key, const std::vector<std::string>& words, Need need) {
  const std::string expected = fmt::format("one of {}", fmt::join(words, ", "));
  const Node* node = take(key, NodeType::text, expected, need);
  if (node == nullptr) return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), node->text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  report_->error(node->at, fmt::format("{} is {}; expected {}{}", key, quote(node->text), expected, suggestion(node->text, words)));
  return std::nullopt;
}

std::vector<std::string> Table::words(std::string_view key, const std::vector<std::string>& allowed) {
  std::vector<std::string> out;
  for (std::string& word : texts(key)) {
    if (std::find(allowed.begin(), allowed.end(), word) != allowed.end()) {
      out.push_back(std::move(word));
      continue;
    }
    const std::vector<Node>& entries = node_->find(key)->items;
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const Node& item) { return item.text == word; });
    report_->error(entry->at, fmt::format("{} holds {}; expected any of {}{}", key, quote(word), fmt::join(allowed, ", "), suggestion(word, allowed)));
  }
  return out;
}

void Table::finish() {
  const std::vector<std::string> known(asked_.begin(), asked_.end());
  for (const Member& member : node_->members) {
    if (asked_.contains(member.key)) continue;
    std::string help = suggestion(member.key, known);
    if (help.empty()) help = fmt::format("; expected one of {}", fmt::join(known, ", "));
    report_->slip(member.at, fmt::format("unknown key {} in {}{}", quote(member.key), name_, help));
  }
}

}  // namespace openday::event
