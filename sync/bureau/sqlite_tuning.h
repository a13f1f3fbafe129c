// Limits of the SQLite store, each with its reason.
#pragma once

#include <cstddef>

namespace openday::bureau {

// Pages that the server keeps in memory. What a batch touches is not the end of the table but as many leaves of the index of ids as it
// has records, since the ids of boxes that push at the same time lie between each other: with SQLite's own 2 MiB they are read again
// and written out in the middle of transactions as soon as a hundred boxes push (107 reads and 40 writes a batch of 500; 1 and 0 with this).
inline constexpr int kSqliteCacheKib = 64 * 1024;
// Pages of the log at which a commit copies them into the file, with a sync of both: at SQLite's own 1000 that is every third batch, and
// the same leaves again and again. 8000 pages are 32 MiB, read in well under a second when a server starts after a power cut.
inline constexpr int kSqliteCheckpointPages = 8'000;
// Of one transaction that waiting writes share: what the last of them waits for stays in the order of 100 ms.
inline constexpr std::size_t kMostInGroup = 64;
inline constexpr std::size_t kMostRecordsInGroup = 8'000;   // no further write joins after them

}  // namespace openday::bureau
