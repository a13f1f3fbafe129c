// Named numbers of the stores, with unit and reason.
#pragma once

#include <cstddef>
#include <cstdint>

namespace openday::journal {

inline constexpr int kWriterWaitMs = 2000;          // a writer waits for readers only where it checkpoints (DESIGN.md, Ballots)
inline constexpr int kReaderWaitMs = 1000;          // a reader meets a lock only while a writer starts, ends or recovers
inline constexpr std::size_t kRowsPerGlance = 64;    // about 0.1 ms of rows
inline constexpr int kReadBudgetMs = 25;            // a page of rows ends after this, half of what a read transaction may last
inline constexpr std::int64_t kCheckedAtStart = 64 << 20;   // bytes: larger files are not read whole at start (about 1 s per GiB)
inline constexpr int kSmallestBatch = 5;            // ballots of a subject that may leave together (event::kSmallestShown)
inline constexpr int kJournalApplicationId = 0x4f444a31;    // "ODJ1", PRAGMA application_id
inline constexpr int kInboxApplicationId = 0x4f444931;      // "ODI1"

}  // namespace openday::journal
