#include "kiosk/ui/keyboard_layout.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "kiosk/base/file.h"
#include "kiosk/base/options.h"
#include "kiosk/base/utf8.h"

namespace openday::ui {
namespace {

constexpr std::array kFileNames{"pinyin", "name", "stroke", "latin", "symbols", "digits", "phone", "code", "nine-key"};
constexpr std::array kArrangements{"wide", "low", "narrow"};
constexpr std::size_t kFileLimit = 64 * 1024;
constexpr std::array<std::pair<std::string_view, KeyKind>, 10> kNames{{
    {"apart", KeyKind::apart}, {"any", KeyKind::any}, {"space", KeyKind::space}, {"erase", KeyKind::erase}, {"enter", KeyKind::enter},
    {"shift", KeyKind::shift}, {"clear", KeyKind::clear}, {"words", KeyKind::words}, {"numbers", KeyKind::numbers}, {"symbols", KeyKind::symbols}}};

std::optional<std::size_t> file_of(KeyboardMode mode, bool direct) {
  switch (mode) {
    case KeyboardMode::pinyin: return direct ? 1 : 0;
    case KeyboardMode::stroke: return 2;
    case KeyboardMode::latin: return 3;
    case KeyboardMode::symbols: return 4;
    case KeyboardMode::digits: return 5;
    case KeyboardMode::phone_tail: return 6;
    case KeyboardMode::code: return 7;
    case KeyboardMode::nine_key: return 8;
    case KeyboardMode::phrases:
    case KeyboardMode::handwriting: break;
  }
  return std::nullopt;
}

std::vector<std::string_view> words_of(std::string_view row) {
  std::vector<std::string_view> out;
  for (std::size_t from = 0; from < row.size();) {
    const std::size_t end = std::min(row.find(' ', from), row.size());
    if (end > from) out.push_back(row.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

using Key = base::Result<KeyCap, LayoutError>;
Key bad(std::string_view word, std::string_view why) { return base::fail(LayoutError::invalid, fmt::format("key {}: {}", word, why)); }

// What follows the first character: "/below" and ":width", either may be missing.
Key with_rest(KeyCap key, std::string_view word, std::string_view rest) {
  const std::size_t colon = rest.rfind(':');
  std::string_view below = rest.substr(0, colon);
  if (colon != std::string_view::npos) {
    const std::string_view number = rest.substr(colon + 1);
    const auto read = std::from_chars(number.data(), number.data() + number.size(), key.width);
    const bool whole = read.ec == std::errc() && read.ptr == number.data() + number.size();
    if (!whole || !(key.width >= kLeastKeyWidth && key.width <= kMostColumns)) return bad(word, fmt::format("its width is {} to {} columns", kLeastKeyWidth, kMostColumns));
  }
  if (below.empty()) return key;
  if (below.front() != '/' || below.size() == 1) return bad(word, "expected one character, /WORD below it, and :WIDTH");
  key.below = below.substr(1);
  return key;
}

Key read_named(std::string_view word) {
  const std::size_t end = word.find_first_of(":/");
  const std::string_view name = word.substr(1, std::min(end, word.size() - 1) - 1);
  const auto* known = std::find_if(kNames.begin(), kNames.end(), [&](const auto& one) { return one.first == name; });
  if (known == kNames.end()) {
    std::vector<std::string> names;
    for (const auto& [other, kind] : kNames) names.push_back(fmt::format("<{}>", other));
    return bad(word, fmt::format("expected one of {}", fmt::join(names, " ")));
  }
  return with_rest({.kind = known->second, .text = {}, .below = {}, .width = 1}, word, end == std::string_view::npos ? std::string_view() : word.substr(end, word.size() - end - 1));
}

Key read_key(std::string_view word) {
  if (word.size() > 1 && word.front() == '<' && word.back() == '>') return read_named(word);
  const std::string_view first = base::first_code_points(word, 1);
  const std::u32string character = base::to_code_points(first);
  if (character.empty() || character[0] < 0x20 || character[0] == 0x7F || character[0] == U'\u3000') return bad(word, "is no character to type");
  KeyCap key{.kind = KeyKind::text, .text = std::string(first), .below = {}, .width = 1};
  std::string_view rest = word.substr(first.size());
  if (rest.size() > 1 && rest.front() == '^') {
    key.shifted = base::first_code_points(rest.substr(1), 1);
    rest = rest.substr(1 + key.shifted.size());
  }
  return with_rest(std::move(key), word, rest);
}

// One arrangement; what is wrong with it goes to `file`.
KeyRows read_rows(base::Options& file, const std::string& name) {
  KeyRows out;
  const std::string rows_key = name + ".rows";
  out.columns = static_cast<int>(file.integer(name + ".columns", 1, 1, static_cast<std::int64_t>(kMostColumns)));
  if (!file.has(name + ".columns")) file.complain(name, fmt::format("{}.columns is missing", name));
  const std::vector<std::string> rows = file.texts(rows_key);
  if (rows.empty() || rows.size() > kMostKeyRows) file.complain(file.has(rows_key) ? rows_key : name, fmt::format("{} has {} rows; expected 1 to {}", rows_key, rows.size(), kMostKeyRows));
  std::set<std::pair<KeyKind, std::string>> seen;
  for (std::size_t i = 0; i < std::min(rows.size(), kMostKeyRows); ++i) {
    const auto complain = [&](std::string what) { file.complain_of_item(rows_key, i, std::move(what)); };
    std::vector<KeyCap> row;
    float width = 0;
    for (const std::string_view word : words_of(rows[i])) {
      auto key = read_key(word);
      if (!key) {
        complain(key.error().what);
        continue;
      }
      width += key->width;
      if (!seen.emplace(key->kind, key->text).second || (!key->shifted.empty() && !seen.emplace(key->kind, key->shifted).second)) complain(fmt::format("key {} stands twice in {}", word, name));
      row.push_back(std::move(*key));
    }
    if (row.empty()) complain("a row needs at least one key");
    if (width > static_cast<float>(out.columns) + 0.01f) complain(fmt::format("this row is {} columns wide; {}.columns is {}", width, name, out.columns));
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace

base::Result<KeyboardLayout, LayoutError> parse_keyboard(std::string_view toml, const std::string& name) {
  auto file = base::Options::parse(toml, name);
  if (!file) return base::fail(LayoutError::invalid, file.error().what);
  KeyboardLayout out;
  for (const char* arrangement : kArrangements)
    if (file->has(arrangement)) out.arrangements.push_back(read_rows(*file, arrangement));
  const auto problems = file->problems();
  if (!problems.empty()) return base::fail(LayoutError::invalid, fmt::format("{}", fmt::join(problems, "\n")));
  if (!file->has("wide")) return base::fail(LayoutError::invalid, fmt::format("{}:1:1: error: [wide] is missing", name));
  return out;
}

KeyboardLayouts KeyboardLayouts::load(const std::filesystem::path& folder) {
  KeyboardLayouts out;
  for (std::size_t i = 0; i < kFiles; ++i) {
    const std::filesystem::path path = folder / (std::string(kFileNames[i]) + ".toml");
    const auto text = base::read_file(path, kFileLimit);
    if (!text) {
      out.problems_.push_back(text.error().what);
      continue;
    }
    auto layout = parse_keyboard(*text, path.string());
    if (layout) out.layouts_[i] = std::move(*layout);
    else out.problems_.push_back(layout.error().what);
  }
  return out;
}

const KeyboardLayout* KeyboardLayouts::find(KeyboardMode mode, bool direct) const {
  const auto file = file_of(mode, direct);
  return file && layouts_[*file] ? &*layouts_[*file] : nullptr;
}

bool KeyboardLayouts::serves(KeyboardMode mode, bool direct) const { return !file_of(mode, direct) || find(mode, direct) != nullptr; }

}  // namespace openday::ui
