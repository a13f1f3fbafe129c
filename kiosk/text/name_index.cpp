#include "kiosk/text/name_index.h"

#include <algorithm>
#include <climits>

#include "kiosk/base/utf8.h"
#include "kiosk/text/name_index_layout.h"

namespace openday::text {
namespace {

using Keys = std::span<const std::uint64_t>;
using layout::Class;

constexpr std::size_t kLongestSyllable = 6;        // zhuang
constexpr std::size_t kAhead = 8;                  // keys
constexpr int kAnyPenalty = INT_MAX;
constexpr std::size_t kMostLooked = 30'000;        // guests looked at for one query; past that the answer says that there are more

// The keys in [begin, end).
Keys between(const std::vector<std::uint64_t>& keys, std::uint64_t begin, std::uint64_t end) {
  const auto from = std::ranges::lower_bound(keys, begin);
  return {from, std::lower_bound(from, keys.end(), end)};
}

bool has_hanzi(const Readings& readings, SyllableRange range) {
  for (Syllable syllable = range.begin; syllable < range.end; ++syllable)
    if (!readings.characters(syllable).empty()) return true;
  return false;
}

// The least penalty with which a name of Hanzi can match: the fewest syllables that the letters must cut short. Guests with no more
// match as well as any can, so that a page of them is enough.
int least_cuts(std::span<const QueryUnit> query, const Readings& readings) {
  constexpr int kNever = INT_MAX / 2;
  std::vector<int> from(query.size() + 1, kNever);
  from.back() = 0;
  for (std::size_t at = query.size(); at-- > 0;) {
    if (!query[at].letter) {
      from[at] = from[at + 1];
      continue;
    }
    std::string letters;
    for (std::size_t end = at; end < query.size() && query[end].letter && letters.size() < kLongestSyllable && (end == at || !query[end].divided);) {
      letters += static_cast<char>(query[end++].character);
      const auto whole = readings.find(letters);
      const bool hanzi = has_hanzi(readings, readings.beginning(letters));
      if (hanzi) from[at] = std::min(from[at], from[end] + (whole && !readings.characters(*whole).empty() ? 0 : penalty::kCutSyllable));
    }
  }
  return from.front();
}

}  // namespace

std::span<const std::uint32_t> NameIndex::signs_of(std::size_t guest) const {
  return std::span(name_signs_).subspan(name_begin_[guest], name_begin_[guest + 1] - name_begin_[guest]);
}

// One query: guests that may match are looked at one by one; the best of those that do are kept.
class NameIndex::Search {
 public:
  Search(const NameIndex& index, const NameQuery& query, std::size_t most)
      : index_(index), query_(query.units), most_(most), matcher_(query_, *index.readings_), least_cuts_(least_cuts(query_, *index.readings_)), seen_(index.name_begin_.size()) {}

  Hits run() {
    if (query_.empty() || most_ == 0) return {};
    const auto hanzi = std::ranges::find(query_, false, &QueryUnit::letter);
    if (hanzi != query_.end()) {
      look_at_pairs(static_cast<std::size_t>(hanzi - query_.begin()));
    } else {
      look_at_syllables();
    }
    std::ranges::sort(found_);
    Hits out;
    out.more = more_ || found_.size() > most_;
    for (std::size_t i = 0; i < std::min(most_, found_.size()); ++i) out.hits.push_back({found_[i].guest, MatchedBy::name});
    return out;
  }

 private:
  struct Found {
    int penalty;
    std::uint32_t guest;
    auto operator<=>(const Found&) const = default;
  };

  // Guests with the query's first Hanzi, and the one after it where they stand side by side.
  void look_at_pairs(std::size_t at) {
    const char32_t first = query_[at].character;
    const bool pair = at + 1 < query_.size() && !query_[at + 1].letter;
    const char32_t second = pair ? query_[at + 1].character : 0;
    look_at(between(index_.pair_keys_, layout::pair_key(first, second, 0), pair ? layout::pair_key(first, second + 1, 0) : layout::pair_key(first + 1, 0, 0)),
            query_.size() == 1 ? penalty::kNotFromTheStart : least_cuts_ + 1);
  }

  // Class by class: once there are enough that no later class can better, the rest is only "more".
  void look_at_syllables() {
    for (int of = 0; of < layout::kClasses; ++of) {
      const int least = layout::least_penalty(static_cast<Class>(of));
      if (static_cast<std::size_t>(std::ranges::count_if(found_, [&](const Found& one) { return one.penalty < least; })) > most_) return;
      for (std::size_t length = longest_syllable(); length > 0; --length) look_at_beginnings(static_cast<Class>(of), length);
    }
  }

  // How many letters from the start may belong to one syllable.
  [[nodiscard]] std::size_t longest_syllable() const {
    std::size_t length = 1;
    while (length < std::min(kLongestSyllable, query_.size()) && !query_[length].divided) ++length;
    return length;
  }

  // The first `length` letters belong to the first syllable, the next one begins the second.
  void look_at_beginnings(Class of, std::size_t length) {
    const bool all = length == query_.size();
    const SyllableRange second = all ? SyllableRange{} : index_.readings_->beginning(letters(length, 1));
    if (!all && second.empty()) return;
    const SyllableRange range = index_.readings_->beginning(letters(0, length));
    for (Syllable first = range.begin; first < range.end; ++first) {
      const std::uint64_t begin = layout::syllable_key(of, first, all ? 0 : second.begin + 1u, 0);
      const std::uint64_t end = all ? layout::syllable_key(of, static_cast<Syllable>(first + 1u), 0, 0) : layout::syllable_key(of, first, second.end + 1u, 0);
      look_at(between(index_.syllable_keys_, begin, end), all ? kAnyPenalty : layout::least_penalty(of) + least_cuts_ + 1);
    }
  }

  [[nodiscard]] std::string letters(std::size_t from, std::size_t count) const {
    std::string out;
    for (std::size_t i = from; i < from + count; ++i) out += static_cast<char>(query_[i].character);
    return out;
  }

  // `alike_below`: those with less penalty match equally well, so that a page of them is enough.
  void look_at(Keys keys, int alike_below) {
    std::size_t alike = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (looked_ >= kMostLooked || alike > most_) {
        more_ = true;
        return;
      }
      fetch_ahead(keys, i);
      const std::uint32_t guest = layout::guest_of(keys[i]);
      if (seen_[guest]) continue;
      seen_[guest] = true;
      ++looked_;
      if (const auto penalty = judge(guest)) {
        found_.push_back({*penalty, guest});
        if (*penalty < alike_below) ++alike;
      }
    }
  }

  // Guests lie all over the memory; asked for early, their names are there when they are looked at.
  void fetch_ahead(Keys keys, std::size_t i) const {
    if (i + 2 * kAhead < keys.size()) __builtin_prefetch(&index_.name_begin_[layout::guest_of(keys[i + 2 * kAhead])]);
    if (i + kAhead < keys.size()) __builtin_prefetch(&index_.name_signs_[index_.name_begin_[layout::guest_of(keys[i + kAhead])]]);
  }

  // Most places of most names fall here, before anything is worked out.
  [[nodiscard]] bool may_begin(const NameSign& sign, bool part_begins) const {
    const QueryUnit& first = query_.front();
    if (!first.letter) return sign.character == first.character;
    return part_begins && std::ranges::any_of(sign.readings, [&](Syllable reading) {
      return index_.readings_->spelling(reading).front() == static_cast<char>(first.character);
    });
  }

  // The best way in which any part of the guest's name begins with the query.
  std::optional<int> judge(std::uint32_t guest) {
    name_.clear();
    const auto signs = index_.signs_of(guest);
    for (const std::uint32_t place : signs) {
      const Sign& sign = index_.signs_[place & layout::kSignMask];
      name_.push_back({sign.character, std::span(index_.sign_readings_).subspan(sign.first, sign.count)});
    }
    std::optional<int> best;
    for (std::size_t i = 0; i < name_.size(); ++i) {
      if (!may_begin(name_[i], (signs[i] & layout::kPartBegins) != 0)) continue;
      const auto found = matcher_.match(std::span(name_).subspan(i));
      if (!found) continue;
      const int penalty = *found + (i > 0 ? penalty::kNotFromTheStart : 0);
      if (!best || penalty < *best) best = penalty;
    }
    return best;
  }

  const NameIndex& index_;
  const std::vector<QueryUnit>& query_;
  const std::size_t most_;
  NameMatcher matcher_;
  const int least_cuts_;
  std::vector<NameSign> name_;
  std::vector<Found> found_;
  std::vector<bool> seen_;       // by guest
  std::size_t looked_ = 0;
  bool more_ = false;
};

Hits NameIndex::find(std::string_view text, std::size_t most) const {
  const NameQuery query = read_query(text);
  Hits out = Search(*this, query, most).run();
  const auto add = [&](std::uint32_t guest, MatchedBy by) {
    const bool known = std::ranges::find(out.hits, guest, &Hit::guest) != out.hits.end();
    if (known) return;
    if (out.hits.size() < most) {
      out.hits.push_back({guest, by});
    } else {
      out.more = true;
    }
  };
  if (!query.code.empty()) {
    const auto [begin, end] = std::ranges::equal_range(code_keys_, layout::hash_code(query.code), {}, &std::pair<std::uint64_t, std::uint32_t>::first);
    for (auto at = begin; at != end && out.hits.size() <= most && !out.more; ++at) add(at->second, MatchedBy::code);
  }
  if (!query.phone_tail.empty()) {
    const std::uint64_t tail = std::stoul(query.phone_tail);
    for (const std::uint64_t key : between(tail_keys_, layout::tail_key(tail, 0), layout::tail_key(tail + 1, 0))) {
      if (out.more) break;
      add(layout::guest_of(key), MatchedBy::phone_tail);
    }
  }
  return out;
}

}  // namespace openday::text
