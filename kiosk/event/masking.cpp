#include "kiosk/event/masking.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <vector>

#include "kiosk/base/utf8.h"

namespace openday::event {
namespace {

using Points = std::u32string_view;

constexpr std::size_t kPhone = 11, kId = 18, kOldId = 15;
constexpr std::size_t kMostBetween = 3;        // characters between two groups of one number
constexpr std::size_t kMostGroups = kId;

// A run of digits; the last of an ID number may be an X.
struct Group {
  std::size_t begin = 0, end = 0;              // code points of the text
  std::string digits;                          // ASCII, the X included
};

char digit_of(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<char>(c);
  if (c >= 0xFF10 && c <= 0xFF19) return static_cast<char>('0' + (c - 0xFF10));   // full-width
  return 0;
}

bool is_check_x(char32_t c) { return c == U'x' || c == U'X' || c == 0xFF38 || c == 0xFF58; }
bool is_latin(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A); }

bool is_invisible(char32_t c) { return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0x00AD; }
bool is_blank(char32_t c) { return c == U' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || is_invisible(c); }
bool is_stroke(char32_t c) {
  return c == U'-' || c == 0xFF0D || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == U'_' || c == 0xB7 || c == U'/';
}
bool joins(Points between) {
  return between.size() <= kMostBetween && std::all_of(between.begin(), between.end(), [](char32_t c) { return is_blank(c) || is_stroke(c); });
}
bool has_stroke(Points between) { return std::any_of(between.begin(), between.end(), is_stroke); }

std::vector<Group> groups_of(Points text) {
  std::vector<Group> out;
  for (std::size_t i = 0; i < text.size();) {
    if (digit_of(text[i]) == 0) {
      ++i;
      continue;
    }
    Group group{i, i, {}};
    for (; i < text.size() && digit_of(text[i]) != 0; ++i) group.digits += digit_of(text[i]);
    const bool ends = i + 1 >= text.size() || (!is_latin(text[i + 1]) && digit_of(text[i + 1]) == 0);
    if (i < text.size() && is_check_x(text[i]) && ends) group.digits += 'X', ++i;
    group.end = i;
    out.push_back(std::move(group));
  }
  return out;
}

// ---- what is a number of a person ----

bool is_province(std::string_view two) {   // GB/T 2260
  constexpr std::string_view kCodes = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83";
  return kCodes.find(two) != std::string_view::npos;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}
int number(std::string_view digits) {
  int out = 0;
  for (const char c : digits) out = out * 10 + (c - '0');
  return out;
}
bool is_day(int year, int month, int day) {
  using namespace std::chrono;
  return year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))).ok();
}

bool is_old_id(std::string_view fifteen) {
  return fifteen.size() == kOldId && all_digits(fifteen) && is_province(fifteen.substr(0, 2)) &&
         is_day(1900 + number(fifteen.substr(6, 2)), number(fifteen.substr(8, 2)), number(fifteen.substr(10, 2)));
}

bool is_phone(std::string_view digits) {
  return digits.size() == kPhone && all_digits(digits) && digits[0] == '1' && digits[1] >= '3';
}

// The length of a country code in front of a mobile number.
std::size_t country_code(std::string_view digits) {
  for (const std::string_view code : {std::string_view("0086"), std::string_view("86")})
    if (digits.starts_with(code) && is_phone(digits.substr(code.size()))) return code.size();
  return 0;
}

// ---- where one stands ----

class Finder {
 public:
  explicit Finder(Points text) : text_(text), groups_(groups_of(text)) {}

  struct Found {
    std::size_t groups = 0;                    // it takes
    std::size_t begin = 0, end = 0;            // code points to be replaced
    std::string shown;
    bool phone = false;
  };
  [[nodiscard]] const std::vector<Group>& groups() const { return groups_; }

  [[nodiscard]] std::optional<Found> at(std::size_t first) const {
    std::string digits;
    std::vector<std::size_t> sizes;
    for (std::size_t last = first; last < groups_.size() && last < first + kMostGroups; ++last) {
      if (last > first && !joined(last)) break;
      digits += groups_[last].digits;
      sizes.push_back(groups_[last].digits.size());
      if (digits.size() > kId) break;
      if (auto found = id(first, last, digits, sizes)) return found;
      if (auto found = phone(first, last, digits, sizes)) return found;
      if (groups_[last].digits.back() == 'X') break;
    }
    return std::nullopt;
  }

 private:
  // Group `index` belongs to the one before it.
  [[nodiscard]] bool joined(std::size_t index) const { return joins(between(index)); }
  [[nodiscard]] Points between(std::size_t index) const {
    return text_.substr(groups_[index - 1].end, groups_[index].begin - groups_[index - 1].end);
  }
  // Strokes tie the groups first..last to more digits or letters: a part of something longer.
  [[nodiscard]] bool part_of_more(std::size_t first, std::size_t last) const {
    if (first > 0 && joined(first) && has_stroke(between(first)) && groups_[first - 1].digits != "86" && groups_[first - 1].digits != "0086") return true;
    if (last + 1 < groups_.size() && joined(last + 1) && has_stroke(between(last + 1))) return true;
    const std::size_t begin = groups_[first].begin;
    if ((begin > 0 && text_[begin - 1] == U'*') || point(groups_[last].end) == U'*') return true;   // of one that is hidden already
    return begin > 1 && is_stroke(text_[begin - 1]) && is_latin(text_[begin - 2]);
  }
  [[nodiscard]] char32_t point(std::size_t index) const { return index < text_.size() ? text_[index] : 0; }
  // 13812345678.50, ￥13812345678 and 13812345678 元 are sums, 13800138000 平方米 is an area. A comma ends a number, and a dot with a single
  // digit before it only counts a list: both may stand beside a phone.
  [[nodiscard]] bool is_amount(std::size_t first, std::size_t last) const {
    const std::size_t begin = groups_[first].begin;
    std::size_t end = groups_[last].end;
    if (has_cents(end)) return true;
    if (begin > 0 && Points(U"¥￥$€").find(text_[begin - 1]) != Points::npos) return true;
    while (is_blank(point(end))) ++end;
    static constexpr std::array kUnits{Points(U"元"), Points(U"万元"), Points(U"亿元"), Points(U"亩"), Points(U"万亩"), Points(U"平方"), Points(U"平米"), Points(U"㎡"),
                                       Points(U"公顷"), Points(U"公里"), Points(U"公斤"), Points(U"立方"), Points(U"吨")};
    const Points rest = text_.substr(std::min(end, text_.size()));
    return std::any_of(kUnits.begin(), kUnits.end(), [&](Points unit) { return rest.starts_with(unit); });
  }
  // One or two decimals and no more.
  [[nodiscard]] bool has_cents(std::size_t at) const {
    if (point(at) != U'.' && point(at) != 0xFF0E) return false;
    std::size_t decimals = 0;
    while (decimals < 3 && digit_of(point(at + 1 + decimals)) != 0) ++decimals;
    return decimals == 1 || decimals == 2;
  }

  [[nodiscard]] std::optional<Found> id(std::size_t first, std::size_t last, const std::string& digits, const std::vector<std::size_t>& sizes) const {
    const bool old = is_old_id(digits) && (sizes.size() == 1 || sizes == std::vector<std::size_t>{6, 6, 3} || sizes.size() == kOldId);
    if (!old && !is_id_number(digits)) return std::nullopt;
    if ((old && is_amount(first, last)) || (sizes.size() > 1 && part_of_more(first, last))) return std::nullopt;   // eighteen check themselves
    return Found{last - first + 1, groups_[first].begin, groups_[last].end, digits.substr(0, 3) + std::string(digits.size() - 5, '*') + digits.substr(digits.size() - 2), false};
  }

  [[nodiscard]] std::optional<Found> phone(std::size_t first, std::size_t last, const std::string& digits, std::vector<std::size_t> sizes) const {
    const std::size_t code = country_code(digits);
    const std::string bare = digits.substr(code);
    if (!is_phone(bare)) return std::nullopt;
    for (std::size_t left = code; left > 0;) {
      const std::size_t step = std::min(left, sizes.front());
      left -= step, sizes.front() -= step;
      if (sizes.front() == 0) sizes.erase(sizes.begin());
    }
    if (!written_by_people(sizes) || is_amount(first, last)) return std::nullopt;
    if (sizes.size() > 1 && part_of_more(first, last)) return std::nullopt;
    return Found{last - first + 1, groups_[first].begin, groups_[last].end, (code > 0 ? digits.substr(0, code) + " " : "") + bare.substr(0, 3) + "****" + bare.substr(7), true};
  }

  static bool written_by_people(const std::vector<std::size_t>& sizes) {
    static constexpr std::array<std::array<std::size_t, 4>, 10> kKnown{{{11}, {3, 4, 4}, {3, 8}, {7, 4}, {4, 4, 3}, {4, 3, 4}, {3, 5, 3}, {5, 6}, {6, 5}, {3, 3, 5}}};
    if (sizes.size() == kPhone) return true;   // one by one
    return std::any_of(kKnown.begin(), kKnown.end(), [&sizes](const auto& known) {
      const auto end = std::find(known.begin(), known.end(), 0u);
      return std::equal(known.begin(), end, sizes.begin(), sizes.end());
    });
  }

  Points text_;
  std::vector<Group> groups_;
};

}  // namespace

bool is_id_number(std::string_view eighteen) {
  constexpr std::array<int, 17> kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view kCheck = "10X98765432";
  if (eighteen.size() != kId || !all_digits(eighteen.substr(0, 17)) || !is_province(eighteen.substr(0, 2))) return false;
  const int year = number(eighteen.substr(6, 4));
  if (year < 1850 || year > 2150 || !is_day(year, number(eighteen.substr(10, 2)), number(eighteen.substr(12, 2)))) return false;
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * (eighteen[i] - '0');
  const char last = eighteen[17] == 'x' ? 'X' : eighteen[17];
  return kCheck[static_cast<std::size_t>(sum % 11)] == last;
}

MaskedText mask_numbers(std::string_view text) {
  MaskedText out;
  const std::u32string points = base::to_code_points(text);
  const Finder finder(points);
  std::u32string masked;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < finder.groups().size();) {
    const auto found = finder.at(i);
    if (!found) {
      ++i;
      continue;
    }
    masked += points.substr(copied, found->begin - copied);
    masked += base::to_code_points(found->shown);
    copied = found->end;
    i += found->groups;
    ++(found->phone ? out.phones : out.id_numbers);
  }
  masked += points.substr(copied);
  out.text = out.phones + out.id_numbers == 0 ? std::string(text) : base::to_utf8(masked);
  return out;
}

}  // namespace openday::event
