// Finding a guest offline among up to half a million: by name (any part of it), pinyin, initials, mixed, the last four digits of the
// phone, or a typed code. Every reading of a heteronym counts, surnames are read as surnames first. Immutable after building; any thread may
// ask. It keeps no guest: answers are positions in the list it was built from. Some 100 to 150 bytes a guest, whatever their number.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "kiosk/event/roster.h"
#include "kiosk/text/name_match.h"
#include "kiosk/text/readings.h"

namespace openday::text {

enum class MatchedBy { code, phone_tail, name };

struct Hit {
  std::size_t guest = 0;      // position in the list
  MatchedBy by = MatchedBy::name;
  bool operator==(const Hit&) const = default;
};

struct Hits {
  std::vector<Hit> hits;      // the best first, at most as many as were asked for
  bool more = false;          // others match as well: type on
  bool operator==(const Hits&) const = default;
};

class NameIndex {
 public:
  // Takes some seconds for half a million: not on the screen's thread.
  NameIndex(std::span<const event::Guest> guests, std::shared_ptr<const Readings> readings);

  [[nodiscard]] Hits find(std::string_view query, std::size_t most) const;
  // What it holds in memory beside the readings.
  [[nodiscard]] std::size_t bytes() const;

 private:
  class Builder;
  class Search;
  struct Sign {
    char32_t character;
    std::uint32_t first, count;   // of `sign_readings_`
  };
  [[nodiscard]] std::span<const std::uint32_t> signs_of(std::size_t guest) const;

  std::shared_ptr<const Readings> readings_;
  std::vector<Sign> signs_;
  std::vector<Syllable> sign_readings_;
  std::vector<std::uint32_t> name_begin_, name_signs_;   // one more than guests; places in `signs_`, with flags (name_index_layout.h)
  // Sorted keys that end with the guest: how a part of the name begins in syllables, which two characters follow each other, the tail of
  // the phone; and codes by their hash.
  std::vector<std::uint64_t> syllable_keys_, pair_keys_, tail_keys_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> code_keys_;
};

}  // namespace openday::text
