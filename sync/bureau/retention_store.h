// What retention takes out of the bureau's store, and what it leaves there. The same rules as store.h.
#pragma once

#include <string>
#include <vector>

#include "kiosk/event/record_bodies.h"
#include "sync/bureau/store.h"

namespace openday::bureau {

// Of one event.
struct Expiry {
  std::string event;
  std::vector<base::Uuid> records;          // whose bodies go; their envelopes and hashes stay
  std::vector<event::EraseBody> left;       // of single records (EraseCounts::bodies_each): numbers that figures go on counting
  bool texts = false;                       // what guests wrote beside anonymous ballots goes; the ballots stay
  bool rosters = false;                     // published ones go
  std::vector<std::string> papers;          // by id
};

struct Expired {                            // what was there and went
  std::size_t records = 0, texts = 0, rosters = 0, papers = 0;
  [[nodiscard]] bool any() const { return records + texts + rosters + papers > 0; }
};

class RetentionStore {
 public:
  virtual ~RetentionStore() = default;

  // What lies there of an event besides records, as expire() would take it; papers are HallStore's to list.
  [[nodiscard]] virtual StoreResult<Expired> besides_records(const std::string& event) = 0;
  // All of it in one transaction, with a row of `retention_runs` where anything went. What comes again later comes without its body, as
  // after an `erase`. Not repeated by itself: after an error nobody knows whether it was done, and giving it again is safe.
  [[nodiscard]] virtual StoreResult<Expired> expire(const Expiry& expiry, base::Instant now) = 0;
};

// An `erase` that stands for what retention took here, for read_figures(): the store keeps one a record. It has no clock and comes after
// every box's, so that a box's own purge of the same record counts in its place.
[[nodiscard]] event::Record left_behind(const base::Uuid& record, const std::string& event, const std::string& counts, const std::string& at);

}  // namespace openday::bureau
