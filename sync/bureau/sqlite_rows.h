// Reading and writing the rows of one run of records: what is there, what is new, what follows from a record's body. Internal
// to the SQLite store; throws journal::DatabaseError; inside the caller's transaction.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "kiosk/journal/database.h"
#include "sync/bureau/store.h"

namespace openday::bureau {

struct Place {
  base::Digest hash{};
  std::string code;          // empty: a record, else in quarantine
  std::int64_t branch = 0;
};

class RecordRows {
 public:
  explicit RecordRows(journal::Database& database);

  [[nodiscard]] std::int64_t chain_of(const base::Uuid& device, std::string_view inc);            // made when missing
  [[nodiscard]] std::optional<std::int64_t> find_chain(const base::Uuid& device, std::string_view inc);
  [[nodiscard]] std::uint64_t top_of(std::int64_t chain);
  // What lies at `first`..`last`, by seq.
  [[nodiscard]] std::multimap<std::uint64_t, Place> places(std::int64_t chain, std::uint64_t first, std::uint64_t last);
  // The end of the first branch at or below `limit`; nothing when the chain is empty there.
  [[nodiscard]] std::optional<std::pair<std::uint64_t, base::Digest>> main_end(std::int64_t chain, std::uint64_t limit);

  // False when the id is taken by another record: nothing was written.
  [[nodiscard]] bool insert(std::int64_t chain, std::int64_t branch, const Incoming& incoming, std::string_view received);
  [[nodiscard]] bool is_erased(std::string_view id);
  void insert_quarantine(std::int64_t chain, std::int64_t branch, const Incoming& incoming, std::string_view received);
  // Takes their bodies wherever they lie, now and when they come again; how many records had one.
  std::size_t erase(const std::vector<base::Uuid>& ids);
  void raise_top(std::int64_t chain, std::uint64_t top, std::optional<std::uint64_t> fork);

 private:
  void follow(const event::Record& record);             // what a record's body asks for: erase or void others, join ballots
  void follow_void(const event::Record& record);
  void follow_rating_batch(const event::Record& record);

  journal::Database& database_;
  journal::Statement find_chain_, add_chain_, top_, places_, main_end_, insert_, insert_quarantine_, raise_;
  journal::Statement erased_, add_erased_, blank_record_, blank_quarantine_, any_aside_, drop_aside_, add_void_, add_rating_batch_, judge_ballots_;
};

// Sets a ballot batch to counted or quarantined when its record is there; what both sides call after they wrote theirs.
inline constexpr const char* kJudgeBallots =
    "UPDATE ballot_batches SET state = iif((SELECT count(*) FROM rating_batches r WHERE r.batch = ballot_batches.batch"
    " AND r.device = ballot_batches.device AND r.event = ballot_batches.event AND r.session = ballot_batches.session"
    " AND r.subject = ballot_batches.subject AND r.count = ballot_batches.count AND r.digest = ballot_batches.digest"
    " AND r.text_count = ballot_batches.text_count AND r.text_digest = ballot_batches.text_digest), 'counted', 'quarantined')"
    " WHERE batch = ?1 AND EXISTS(SELECT 1 FROM rating_batches r WHERE r.batch = ?1)";

}  // namespace openday::bureau
