#include "kiosk/text/whole_name.h"

#include <array>
#include <deque>
#include <vector>

#include "kiosk/base/utf8.h"
#include "kiosk/event/person_name.h"
#include "kiosk/text/name_match.h"

namespace openday::text {
namespace {

char32_t lower_letter(char32_t c) {
  if (c >= U'A' && c <= U'Z') return c - U'A' + U'a';
  return c >= U'a' && c <= U'z' ? c : 0;
}

// The name's characters with the readings that may be typed for them.
class Signs {
 public:
  Signs(const std::u32string& name, const Readings& readings) : readings_(readings) {
    const auto special = readings.of_surname(std::u32string_view(name).substr(0, event::surname_length(name)));
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (const char32_t letter = lower_letter(name[i])) add_letter(letter);
      else if (base::is_han(name[i])) add(name[i], i < special.size() ? special.subspan(i, 1) : std::span<const Syllable>());
    }
  }
  [[nodiscard]] std::span<const NameSign> all() const { return signs_; }

 private:
  void add(char32_t character, std::span<const Syllable> surname) {
    auto& own = kept_.emplace_back(surname.begin(), surname.end());
    const auto usual = readings_.of(character);
    own.insert(own.end(), usual.begin(), usual.end());
    signs_.push_back({character, own});
  }
  void add_letter(char32_t letter) {
    auto& own = kept_.emplace_back();
    if (const auto syllable = readings_.find(base::to_utf8(letter))) own.push_back(*syllable);
    signs_.push_back({letter, own});
  }

  const Readings& readings_;
  std::deque<std::vector<Syllable>> kept_;   // a deque: what is in it stays where it is
  std::vector<NameSign> signs_;
};

}  // namespace

bool is_whole_name(std::string_view typed, std::string_view name, const Readings& readings) {
  const NameQuery query = read_query(typed);
  if (query.units.empty() || query.units.size() == kMaxQueryUnits) return false;   // what is longer was cut
  const Signs signs(base::to_code_points(name), readings);
  const auto found = NameMatcher(query.units, readings).match(signs.all());
  // Only other readings may have cost anything: no cut syllable, nothing left at the end.
  return found && *found % penalty::kOtherReading == 0;
}

}  // namespace openday::text
