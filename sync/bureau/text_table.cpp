#include "sync/bureau/text_table.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"

namespace openday::bureau {
namespace {

constexpr std::string_view kGap = "  ", kNoteStart = "    ";

struct Range {
  char32_t first, last;
};
// EastAsianWidth.txt of Unicode 15, W and F, in as many pieces as what offices write needs.
constexpr std::array<Range, 15> kWide{{{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xA000, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3},
                                       {0xF900, 0xFAFF}, {0xFE10, 0xFE19}, {0xFE30, 0xFE6F}, {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}}};

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF; }

// How many bytes the character takes that begins here; 0: it is not UTF-8.
std::size_t whole_character(std::string_view rest) {
  const auto lead = static_cast<unsigned char>(rest.front());
  const std::size_t size = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 0;
  return size > 0 && size <= rest.size() && base::is_utf8(rest.substr(0, size)) ? size : 0;
}

std::string padded(const std::string& value, std::size_t width, TextTable::Align align) {
  const std::string blanks(width - std::min(width, cells_of(value)), ' ');
  return align == TextTable::Align::right ? blanks + value : value + blanks;
}

void trim_end(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

}  // namespace

std::size_t cells_of(std::string_view text) {
  std::size_t out = 0;
  for (const char32_t c : base::to_code_points(text)) out += std::ranges::any_of(kWide, [c](const Range& range) { return c >= range.first && c <= range.last; }) ? 2 : 1;
  return out;
}

std::string printable(std::string_view bytes, std::size_t most) {
  std::string out;
  for (std::string_view rest = bytes.substr(0, most); !rest.empty();) {
    const std::size_t size = whole_character(rest);
    const std::string_view one = rest.substr(0, std::max<std::size_t>(size, 1));
    if (size > 0 && !is_control(base::to_code_points(one).front())) {
      out += one;
    } else {
      for (const char byte : one) out += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
    }
    rest.remove_prefix(one.size());
  }
  return out;
}

std::string short_time(const std::optional<base::Instant>& at) {
  if (!at) return "-";
  std::string out = base::to_rfc3339(*at).substr(0, 16);
  out[10] = ' ';
  return out;
}

void TextTable::add(std::vector<std::string> row, std::string note) { rows_.push_back({std::move(row), std::move(note)}); }

std::string TextTable::text() const {
  if (rows_.empty()) return {};
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t width = cells_of(columns_[i].title);
    for (const Row& row : rows_) width = std::max(width, cells_of(row.values[i]));
    widths.push_back(width);
  }
  std::string out;
  const auto say = [&](const auto& value_at) {
    std::string line;
    for (std::size_t i = 0; i < columns_.size(); ++i) line += padded(value_at(i), widths[i], columns_[i].align) + std::string(kGap);
    trim_end(line);
    out += line + "\n";
  };
  say([&](std::size_t i) { return columns_[i].title; });
  for (const Row& row : rows_) {
    say([&](std::size_t i) { return row.values[i]; });
    if (!row.note.empty()) out += std::string(kNoteStart) + row.note + "\n";
  }
  return out;
}

}  // namespace openday::bureau
