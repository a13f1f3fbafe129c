// How name_index.h packs what it sorts: keys of 64 bits whose last 20 are the guest.
#pragma once

#include <cstdint>
#include <string_view>

#include "kiosk/text/name_match.h"
#include "kiosk/text/readings.h"

namespace openday::text::layout {

inline constexpr int kGuestBits = 20, kSyllableBits = 10, kCharacterBits = 21, kClassBits = 2;
inline constexpr std::uint64_t kGuestMask = (1u << kGuestBits) - 1;
inline constexpr std::size_t kMostGuests = kGuestMask;

// How good a beginning is; keys are searched class by class, and no guest of a class has less than its penalty.
enum class Class : std::uint64_t { start, start_other_reading, part, part_other_reading };
inline constexpr int kClasses = 4;
[[nodiscard]] inline int least_penalty(Class of) {
  const int start = of >= Class::part ? penalty::kNotFromTheStart : 0;
  return start + (of == Class::start_other_reading || of == Class::part_other_reading ? penalty::kOtherReading : 0);
}

// `second`: of the next character, one more than its number; 0 at the end of the name.
[[nodiscard]] inline std::uint64_t syllable_key(Class of, Syllable first, std::uint64_t second, std::uint64_t guest) {
  return (((static_cast<std::uint64_t>(of) << kSyllableBits | first) << kSyllableBits | second) << kGuestBits) | guest;
}
[[nodiscard]] inline std::uint64_t pair_key(char32_t first, char32_t second, std::uint64_t guest) {
  return ((static_cast<std::uint64_t>(first) << kCharacterBits | second) << kGuestBits) | guest;
}
[[nodiscard]] inline std::uint64_t tail_key(std::uint64_t tail, std::uint64_t guest) { return tail << kGuestBits | guest; }
[[nodiscard]] inline std::uint32_t guest_of(std::uint64_t key) { return static_cast<std::uint32_t>(key & kGuestMask); }

// In `name_signs_`: a part of the name begins here (its start, after a separator, the given name).
inline constexpr std::uint32_t kPartBegins = 1u << 31;
inline constexpr std::uint32_t kSignMask = kPartBegins - 1;

// FNV-1a of 64 bits (Fowler, Noll, Vo).
[[nodiscard]] inline std::uint64_t hash_code(std::string_view code) {
  std::uint64_t hash = 14695981039346656037u;
  for (const char c : code) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

}  // namespace openday::text::layout
