// How far each box is: what it said at its last hello beside what is here. The same rules as store.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sync/bureau/store.h"

namespace openday::bureau {

// One key of `devices`; the numbers are those of the box it is bound to, over all its incarnations.
struct Lag {
  Device device;
  std::uint64_t records = 0;           // acknowledged: stored or in quarantine
  std::uint64_t durable = 0;           // of those, what survives the loss of the bureau's disk as far as it promises
  std::uint64_t waiting = 0;           // not here, but known to exist: its last hello said so, or what comes behind them is here
  std::string told;                    // when it said its last hello, RFC 3339; empty: not yet
  std::string last_record;             // when its last record came, RFC 3339; empty: none
  std::uint64_t ballot_batches = 0;    // here
  std::uint64_t missing_batches = 0;   // their record is here, their ballots are not
};

class LagStore {
 public:
  virtual ~LagStore() = default;

  // Takes the place of what the box said before.
  [[nodiscard]] virtual StoreResult<void> note_told(const base::Uuid& device, const std::vector<protocol::Position>& positions, base::Instant now) = 0;
  // One a key, in the order of devices(). Costs as much as there are incarnations and ballot batches, not records.
  [[nodiscard]] virtual StoreResult<std::vector<Lag>> lags() = 0;
};

}  // namespace openday::bureau
