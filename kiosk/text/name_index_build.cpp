#include <algorithm>
#include <unordered_map>

#include "kiosk/base/utf8.h"
#include "kiosk/event/person_name.h"
#include "kiosk/text/name_index.h"
#include "kiosk/text/name_index_layout.h"

namespace openday::text {
namespace {

constexpr Syllable kUsual = UINT16_MAX;   // no reading of a surname stands before the usual one

std::uint64_t tail_number(const std::string& tail) {
  std::uint64_t out = 0;
  for (const char digit : tail) out = 10 * out + static_cast<std::uint64_t>(digit - '0');
  return out;
}

bool is_tail(const std::string& tail) {
  return tail.size() == 4 && std::ranges::all_of(tail, [](char c) { return c >= '0' && c <= '9'; });
}

char32_t lower_letter(char32_t c) {
  if (c >= U'A' && c <= U'Z') return c - U'A' + U'a';
  return c >= U'a' && c <= U'z' ? c : 0;
}

}  // namespace

class NameIndex::Builder {
 public:
  explicit Builder(NameIndex& index) : index_(index) {}

  void add(const event::Guest& guest) {
    number_ = index_.name_begin_.size();
    index_.name_begin_.push_back(static_cast<std::uint32_t>(index_.name_signs_.size()));
    add_signs(base::to_code_points(guest.name));
    add_keys();
    if (is_tail(guest.phone_tail)) index_.tail_keys_.push_back(layout::tail_key(tail_number(guest.phone_tail), number_));
    if (const std::string code = normal_code(guest.number); !code.empty()) index_.code_keys_.emplace_back(layout::hash_code(code), static_cast<std::uint32_t>(number_));
  }

  void finish() {
    index_.name_begin_.push_back(static_cast<std::uint32_t>(index_.name_signs_.size()));
    for (auto* keys : {&index_.syllable_keys_, &index_.pair_keys_, &index_.tail_keys_}) {
      std::ranges::sort(*keys);
      keys->erase(std::unique(keys->begin(), keys->end()), keys->end());
      keys->shrink_to_fit();
    }
    std::ranges::sort(index_.code_keys_);
    for (auto* numbers : {&index_.name_begin_, &index_.name_signs_}) numbers->shrink_to_fit();
    index_.code_keys_.shrink_to_fit();
  }

 private:
  void add_signs(const std::u32string& name) {
    const std::size_t surname = event::surname_length(name);
    const auto special = index_.readings_->of_surname(std::u32string_view(name).substr(0, surname));
    bool begins = true;
    for (std::size_t i = 0; i < name.size(); ++i) {
      const char32_t letter = lower_letter(name[i]);
      if (letter == 0 && !base::is_han(name[i])) {
        begins = true;
        continue;
      }
      const std::uint32_t sign = sign_of(letter != 0 ? letter : name[i], i < special.size() ? special[i] : kUsual);
      index_.name_signs_.push_back(sign | (begins || (surname > 0 && i == surname) ? layout::kPartBegins : 0));
      begins = false;
    }
  }

  std::uint32_t sign_of(char32_t character, Syllable surname) {
    const auto [known, is_new] = known_.try_emplace(static_cast<std::uint64_t>(character) << 16 | surname, static_cast<std::uint32_t>(index_.signs_.size()));
    if (!is_new) return known->second;
    const auto first = static_cast<std::uint32_t>(index_.sign_readings_.size());
    if (surname != kUsual) index_.sign_readings_.push_back(surname);
    if (const auto letter = character < 0x80 ? index_.readings_->find(base::to_utf8(character)) : std::nullopt) index_.sign_readings_.push_back(*letter);
    for (const Syllable reading : index_.readings_->of(character)) {
      if (reading != surname) index_.sign_readings_.push_back(reading);
    }
    index_.signs_.push_back({character, first, static_cast<std::uint32_t>(index_.sign_readings_.size()) - first});
    return known->second;
  }

  // How each part begins in syllables, and which characters follow each other.
  void add_keys() {
    const auto name = std::span(index_.name_signs_).subspan(index_.name_begin_.back());
    for (std::size_t i = 0; i < name.size(); ++i) {
      const Sign& first = index_.signs_[name[i] & layout::kSignMask];
      const Sign* second = i + 1 < name.size() ? &index_.signs_[name[i + 1] & layout::kSignMask] : nullptr;
      index_.pair_keys_.push_back(layout::pair_key(first.character, second ? second->character : 0, number_));
      if ((name[i] & layout::kPartBegins) == 0) continue;
      for (std::uint32_t reading = 0; reading < first.count; ++reading) add_syllable_keys(i == 0, reading, first, second);
    }
  }

  void add_syllable_keys(bool start, std::uint32_t reading, const Sign& first, const Sign* second) {
    using layout::Class;
    const Class of = reading == 0 ? (start ? Class::start : Class::part) : (start ? Class::start_other_reading : Class::part_other_reading);
    const Syllable syllable = index_.sign_readings_[first.first + reading];
    if (second == nullptr || second->count == 0) index_.syllable_keys_.push_back(layout::syllable_key(of, syllable, 0, number_));
    for (std::uint32_t i = 0; second != nullptr && i < second->count; ++i) {
      index_.syllable_keys_.push_back(layout::syllable_key(of, syllable, index_.sign_readings_[second->first + i] + 1u, number_));
    }
  }

  NameIndex& index_;
  std::size_t number_ = 0;
  std::unordered_map<std::uint64_t, std::uint32_t> known_;   // character and reading as a surname -> sign
};

NameIndex::NameIndex(std::span<const event::Guest> guests, std::shared_ptr<const Readings> readings) : readings_(std::move(readings)) {
  Builder builder(*this);
  for (const event::Guest& guest : guests.first(std::min(guests.size(), layout::kMostGuests))) builder.add(guest);
  builder.finish();
}

std::size_t NameIndex::bytes() const {
  const auto of = [](const auto& vector) { return vector.capacity() * sizeof(vector[0]); };
  return of(signs_) + of(sign_readings_) + of(name_begin_) + of(name_signs_) + of(syllable_keys_) + of(pair_keys_) + of(tail_keys_) + of(code_keys_);
}

}  // namespace openday::text
