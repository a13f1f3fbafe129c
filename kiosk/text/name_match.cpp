#include "kiosk/text/name_match.h"

#include <algorithm>

namespace openday::text {

void NameMatcher::reach(std::size_t unit, int cost) {
  next_[unit] = std::min(next_[unit], cost);
  alive_ = true;
}

// Letters from `from` on, one syllable long at most, that begin one of the readings.
void NameMatcher::step_letters(std::size_t from, const NameSign& sign) {
  int usual = 0;
  for (const Syllable syllable : sign.readings) {
    const std::string_view spelling = readings_->spelling(syllable);
    for (std::size_t length = 0; length < spelling.size() && from + length < query_.size();) {
      const QueryUnit& unit = query_[from + length];
      if (!unit.letter || unit.character != static_cast<unsigned char>(spelling[length]) || (length > 0 && unit.divided)) break;
      ++length;
      reach(from + length, best_[from] + usual + (length < spelling.size() ? penalty::kCutSyllable : 0));
    }
    usual = penalty::kOtherReading;
  }
}

void NameMatcher::step(const NameSign& sign) {
  std::fill_n(next_.begin(), query_.size() + 1, kNo);
  alive_ = false;
  for (std::size_t unit = 0; unit < query_.size(); ++unit) {
    if (best_[unit] == kNo) continue;
    if (query_[unit].letter) {
      step_letters(unit, sign);
    } else if (query_[unit].character == sign.character) {
      reach(unit + 1, best_[unit]);
    }
  }
  std::copy_n(next_.begin(), query_.size() + 1, best_.begin());
}

std::optional<int> NameMatcher::match(std::span<const NameSign> name) {
  if (query_.empty() || query_.size() > kMaxQueryUnits) return std::nullopt;
  std::fill_n(best_.begin(), query_.size() + 1, kNo);
  best_[0] = 0;
  int least = kNo;
  for (std::size_t i = 0; i < name.size(); ++i) {
    step(name[i]);
    if (!alive_) break;
    const int done = best_[query_.size()];
    if (done != kNo) least = std::min(least, done + (i + 1 < name.size() ? penalty::kNotToTheEnd : 0));
  }
  return least == kNo ? std::nullopt : std::optional(least);
}

}  // namespace openday::text
