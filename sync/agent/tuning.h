// The agent's numbers, each with its unit and reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace openday::agent {

using std::chrono::milliseconds;

inline constexpr milliseconds kBackOffBase{1'000};          // first wait is 0..1 s, doubling
inline constexpr milliseconds kBackOffCap{300'000};         // a bureau that is back is noticed within 5 minutes
inline constexpr milliseconds kBackOffFloor{100};           // full jitter may draw 0: never a tight loop
inline constexpr milliseconds kStopBase{5'000};             // refused until somebody acts: slower from the start
inline constexpr milliseconds kRetryAfterCap{900'000};      // a Retry-After beyond a quarter of an hour is taken as that
inline constexpr milliseconds kHelloEvery{300'000};         // clock, restored bureau
inline constexpr milliseconds kNoJournalWait{1'000};        // the kiosk has not run yet
inline constexpr milliseconds kStuckAfter = 2 * kBackOffCap;   // liveness: records wait, the bureau answers, nothing moves
inline constexpr milliseconds kRateOver{3'000};             // records a second, for who looks on
inline constexpr milliseconds kStatusEvery{5'000};          // the line of systemctl status
inline constexpr milliseconds kLinkEvery{30'000};           // last contact on the staff's page is at most so old
inline constexpr milliseconds kLinkWhileSending{2'000};     // how a backlog goes, for who stands before the page; a commit each
inline constexpr milliseconds kSpoolRetry{5'000};            // a request that the disk did not let be done
inline constexpr milliseconds kDrainLimit{5'000};           // answers to what is out are waited for so long before it is sent again
inline constexpr milliseconds kComeAgain{10'000};           // requests are out: the client's own limits end them, this is for a clock that jumped
inline constexpr std::size_t kMostInFlight = 4;             // fills a line of 50 ms and 10 Mbit/s to nine tenths (SYNC-NOTES 2.5)
inline constexpr std::size_t kMostAhead = 8;                // runs sent and not acknowledged: what the bureau keeps aside
inline constexpr std::size_t kRequestOverhead = 700;        // bytes of HTTP, TLS and TCP around a body, for the line's cap
inline constexpr milliseconds kNeighbourCap{15'000};         // a box of the hall that is switched on is noticed within a quarter of a minute
inline constexpr milliseconds kEnrolRetry{5'000};            // a code whose bureau does not answer is tried again while it counts
inline constexpr milliseconds kPullEvery{10'000};            // news of the bureau and of other boxes beyond the hall's network are at most so old
inline constexpr int kTriesBeforeTold = 2;                  // of a paper that comes damaged: once is the line, twice is for staff
inline constexpr milliseconds kExchangeAim{20'000};          // a part of a paper passes the line's cap in so long, a third of the client's limit
inline constexpr milliseconds kEasyExchange{10'000};         // one that took less may be twice as large and still be in time
inline constexpr std::size_t kLeastPart = 8u << 10;         // bytes of a paper in one exchange: passes a line of 2 kbit/s
inline constexpr std::size_t kLeastPull = 16;               // records of one pull
inline constexpr std::size_t kFirstBatch = 250;             // grows on success, halves on trouble
inline constexpr std::size_t kCompressAbove = 512;          // bytes: below it compression gains nothing (SYNC-NOTES 2.3)

inline constexpr int kRefusalsBelieved = 3;                 // of one record, where nobody says that it came undamaged: a line breaks it once, not each time

inline constexpr milliseconds kHotPoll{25};                 // a commit is visible shortly after its last write to the log:
inline constexpr milliseconds kHotFor{400};                 // look often for that long after inotify spoke
inline constexpr milliseconds kColdPoll{2'000};             // data_version, should inotify have been blind

}  // namespace openday::agent
