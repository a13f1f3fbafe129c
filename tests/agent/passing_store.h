// A store that passes everything on: what tests derive bureaux with one rule broken from.
#pragma once

#include "sync/bureau/store.h"

namespace openday::support {

class PassingStore : public bureau::Store {
 public:
  explicit PassingStore(bureau::Store& inner) : inner_(inner) {}
  std::string epoch() const override { return inner_.epoch(); }
  bureau::StoreResult<bureau::Binding> bind(const base::PublicKey& key, const base::Uuid& device, base::Instant now) override { return inner_.bind(key, device, now); }
  bureau::StoreResult<std::optional<bureau::Device>> find_device(const base::Uuid& device) override { return inner_.find_device(device); }
  bureau::StoreResult<protocol::Held> held(const base::Uuid& device, const protocol::Position& position) override { return inner_.held(device, position); }
  bureau::StoreResult<std::uint64_t> count_ballot_batches(const base::Uuid& device) override { return inner_.count_ballot_batches(device); }
  bureau::StoreResult<bureau::Stored> put(const bureau::Run& run, base::Instant now) override { return inner_.put(run, now); }
  bureau::StoreResult<bureau::BatchState> put_ballots(const protocol::Ballots& ballots, base::Instant now) override { return inner_.put_ballots(ballots, now); }

 protected:
  bureau::Store& inner_;
};

}  // namespace openday::support
