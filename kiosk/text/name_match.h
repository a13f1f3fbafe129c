// Whether what was typed is the beginning of a name, character by character: a Hanzi stands for itself, letters for the beginning of
// one of its readings. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "kiosk/text/name_query.h"
#include "kiosk/text/readings.h"

namespace openday::text {

// One character of a name: its readings, the usual one first (a surname's is that of the surname).
struct NameSign {
  char32_t character = 0;
  std::span<const Syllable> readings;
};

// Smaller is better. Orders of magnitude, so that no number of lesser faults outweighs a greater one.
namespace penalty {
inline constexpr int kCutSyllable = 1;            // a syllable of which only the beginning was typed
inline constexpr int kNotToTheEnd = 1'000;        // the name goes on
inline constexpr int kOtherReading = 10'000;      // a reading that is not the usual one
inline constexpr int kNotFromTheStart = 1'000'000;
}  // namespace penalty

class NameMatcher {
 public:
  NameMatcher(std::span<const QueryUnit> query, const Readings& readings) : query_(query), readings_(&readings) {}
  // The penalty of the best way to read the whole query as the beginning of these signs; nothing when there is none.
  [[nodiscard]] std::optional<int> match(std::span<const NameSign> name);

 private:
  // `best_[u]`: the least penalty with which the first u units are used up so far.
  static constexpr int kNo = INT32_MAX;
  void step(const NameSign& sign);
  void step_letters(std::size_t from, const NameSign& sign);
  void reach(std::size_t unit, int cost);

  std::span<const QueryUnit> query_;
  const Readings* readings_;
  std::array<int, kMaxQueryUnits + 1> best_{}, next_{};
  bool alive_ = false;
};

}  // namespace openday::text
