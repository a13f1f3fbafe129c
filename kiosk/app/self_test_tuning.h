// Limits of the self-test, each with its unit and reason.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace openday::app {

inline constexpr float kCovered = 16, kDark = 50;                 // mean grey of 255: a lens cap · a hall without light
inline constexpr int kMostBeside = 60;                            // tenths of a millimetre: half of the smallest gap plus a third of a target of 15 mm
inline constexpr std::uint64_t kLeastRoom = 256u << 20;           // bytes: a day of 5,000 guests is under 50 MB, papers take as much again
inline constexpr std::uint64_t kScarceRoom = 2048ull << 20;
inline constexpr std::int64_t kSlowWrite = 300, kStalledWrite = 3'000;   // ms of one block and its fsync; a good disk takes 1 to 20
inline constexpr int kWorn = 90;                                  // percent of a flash disk's life
inline constexpr std::int64_t kClockOff = 120'000;                // ms: itineraries count minutes
inline constexpr std::chrono::days kOldRoster{14}, kKeySoon{7}, kCertificateSoon{30};
inline constexpr std::size_t kShownDigest = 6;                    // hex digits: to be compared by eye with what the bureau says
inline constexpr int kManyWaiting = 1'000;                        // records: the line is too slow, or stuck

}  // namespace openday::app
