// Stores that pass everything on: what tests derive bureaux with one rule broken from.
#pragma once

#include "sync/bureau/hall_store.h"

namespace openday::support {

class PassingStore : public bureau::Store {
 public:
  explicit PassingStore(bureau::Store& inner) : inner_(inner) {}
  std::string epoch() const override { return inner_.epoch(); }
  bureau::StoreResult<bureau::Binding> bind(const base::PublicKey& key, const base::Uuid& device, base::Instant now) override { return inner_.bind(key, device, now); }
  bureau::StoreResult<std::optional<bureau::Device>> find_device(const base::Uuid& device) override { return inner_.find_device(device); }
  bureau::StoreResult<protocol::Held> held(const base::Uuid& device, const protocol::Position& position) override { return inner_.held(device, position); }
  bureau::StoreResult<std::uint64_t> count_ballot_batches(const base::Uuid& device) override { return inner_.count_ballot_batches(device); }
  bureau::StoreResult<std::vector<base::Uuid>> batches_without_ballots(const base::Uuid& device, std::size_t most) override { return inner_.batches_without_ballots(device, most); }
  bureau::StoreResult<bureau::Stored> put(const bureau::Run& run, base::Instant now) override { return inner_.put(run, now); }
  bureau::StoreResult<bureau::BatchState> put_ballots(const protocol::Ballots& ballots, base::Instant now) override { return inner_.put_ballots(ballots, now); }

 protected:
  bureau::Store& inner_;
};

class PassingHalls : public bureau::HallStore {
 public:
  explicit PassingHalls(bureau::HallStore& inner) : inner_(inner) {}
  bureau::StoreResult<bureau::Publishing> publish(const bureau::Publication& document, base::Instant now) override { return inner_.publish(document, now); }
  bureau::StoreResult<bureau::DocumentFeed> documents_after(std::uint64_t position, const std::string& hall) override { return inner_.documents_after(position, hall); }
  bureau::StoreResult<std::optional<protocol::PartAnswer>> document_part(const protocol::PartRequest& wanted, const std::string& hall, std::size_t most) override {
    return inner_.document_part(wanted, hall, most);
  }
  bureau::StoreResult<bureau::RecordFeed> records_after(std::uint64_t position, const base::Uuid& asker, const std::string& hall, std::size_t most, std::size_t most_bytes) override {
    return inner_.records_after(position, asker, hall, most, most_bytes);
  }
  bureau::StoreResult<bureau::FeedMarks> marks_at(std::uint64_t documents, std::uint64_t records, const std::string& hall) override { return inner_.marks_at(documents, records, hall); }
  bureau::StoreResult<bureau::DeviceFeed> devices_after(std::uint64_t generation, const base::Uuid& asker, const std::string& hall) override { return inner_.devices_after(generation, asker, hall); }
  bureau::StoreResult<void> add_enrolment(const bureau::Enrolment& enrolment, base::Instant now) override { return inner_.add_enrolment(enrolment, now); }
  bureau::StoreResult<bureau::Enrolled> enrol(const base::Digest& secret, const base::PublicKey& key, const base::Uuid& device, base::Instant now) override {
    return inner_.enrol(secret, key, device, now);
  }
  bureau::StoreResult<bool> rotate(const base::Uuid& device, const base::PublicKey& old, const base::PublicKey& fresh, base::Instant now) override { return inner_.rotate(device, old, fresh, now); }
  bureau::StoreResult<bureau::PaperPlace> put_paper(const protocol::PaperPart& part, base::Instant now) override { return inner_.put_paper(part, now); }
  bureau::StoreResult<std::vector<bureau::PaperRow>> papers() override { return inner_.papers(); }
  bureau::StoreResult<std::optional<std::string>> paper(const std::string& id) override { return inner_.paper(id); }

 protected:
  bureau::HallStore& inner_;
};

}  // namespace openday::support
