// How a run of records finds its place in its chain, in the PostgreSQL store.
#include <algorithm>
#include <tuple>
#include <utility>

#include "sync/bureau/postgres_aside.h"
#include "sync/bureau/postgres_core.h"
#include "sync/bureau/postgres_records.h"
#include "sync/protocol/codec.h"

namespace openday::bureau {
namespace {

// Whether what comes before the run is here: its predecessor with that hash, or the chain's start.
bool is_rooted(const Run& run, const PostgresPlaces& places) {
  if (run.first == 1) return run.previous == event::chain_start(run.device, run.inc);
  const auto [begin, end] = places.equal_range(run.first - 1);
  return std::any_of(begin, end, [&](const auto& place) { return place.second.hash == run.previous; });
}

// Puts rooted runs of one chain, which is locked, and notes forks and verdicts.
class Placing {
 public:
  Placing(PostgresRecords& records, PostgresAside& aside, std::int64_t chain, PostgresRecords::Ids ids) : records_(records), aside_(aside), chain_(chain), ids_(ids) {}

  // False when what comes before it is not here: nothing was put.
  [[nodiscard]] bool put(const Run& run) {
    const auto last = run.first + run.records.size() - 1;
    const auto here = records_.look(run.device, chain_, run.first - 1, last);
    const auto& places = here.places;
    if (!is_rooted(run, places)) return false;
    any_aside_ = any_aside_ || here.any_aside;
    std::vector<PostgresFresh> fresh, odd;
    for (const auto& incoming : run.records) {
      const auto branch = find_branch(incoming, places);
      if (branch) (incoming.code.empty() ? fresh : odd).push_back({&incoming, *branch});
    }
    const auto refused = take_refused(fresh, records_.insert(chain_, run.device, here.hall, fresh, ids_));
    for (const auto& one : refused) odd.push_back({&one.incoming, one.branch});
    records_.insert_quarantine(chain_, run.device, odd);
    for (const auto& one : odd) stored_.quarantined.push_back({one.incoming->record.seq, one.incoming->code});
    std::ranges::sort(stored_.quarantined, {}, &protocol::Verdict::seq);
    stored_.fresh += fresh.size() - refused.size() + odd.size();
    if (any_aside_) note_hashes(run);
    if (last <= stored_.ack) return true;
    stored_.ack = last;
    stored_.head = run.records.back().hash;
    return true;
  }

  // Of what was kept aside: puts what follows now, drops what can no longer be wanted.
  void put_followers() {
    if (!any_aside_) return;
    for (const auto& kept : aside_.of(chain_)) {
      const auto before = hashes_.find(kept.first - 1);
      if (before != hashes_.end() && before->second == kept.previous) {
        if (const auto run = aside_.take(kept.number)) std::ignore = put(*run);
      } else if (kept.last <= stored_.ack) {
        aside_.drop(kept.number);
      }
    }
  }

  [[nodiscard]] Stored& stored() { return stored_; }

 private:
  struct Refused {
    Incoming incoming;
    std::int64_t branch = 0;
  };

  // Nothing when it is there already.
  std::optional<std::int64_t> find_branch(const Incoming& incoming, const PostgresPlaces& places) {
    const auto seq = incoming.record.seq;
    const auto [begin, end] = places.equal_range(seq);
    for (auto there = begin; there != end; ++there) {
      if (there->second.hash != incoming.hash) continue;
      if (there->second.branch > 0) note_fork(seq);
      if (!there->second.code.empty()) stored_.quarantined.push_back({seq, there->second.code});
      return std::nullopt;
    }
    const auto branch = std::distance(begin, end);
    if (branch > 0) note_fork(seq);
    return branch;
  }

  static std::vector<Refused> take_refused(const std::vector<PostgresFresh>& fresh, const std::set<std::uint64_t>& seqs) {
    std::vector<Refused> out;
    for (const auto& one : fresh) {
      if (!seqs.contains(one.incoming->record.seq)) continue;
      auto& refused = out.emplace_back(Refused{*one.incoming, one.branch});
      refused.incoming.code = "id-taken";
      refused.incoming.raw = protocol::encode_record(refused.incoming.record);
    }
    return out;
  }

  void note_hashes(const Run& run) {
    hashes_[run.first - 1] = run.previous;
    for (const auto& incoming : run.records) hashes_[incoming.record.seq] = incoming.hash;
  }
  void note_fork(std::uint64_t seq) { stored_.fork = std::min(stored_.fork.value_or(seq), seq); }

  PostgresRecords& records_;
  PostgresAside& aside_;
  std::int64_t chain_;
  PostgresRecords::Ids ids_;
  bool any_aside_ = false;   // as the chain was found
  std::map<std::uint64_t, base::Digest> hashes_;   // of the chain at what was put, where runs wait for one of them
  Stored stored_;
};

Stored gap_of(PostgresRecords& records, std::int64_t chain, const Run& run) {
  Stored out;
  out.gap = true;
  out.head = event::chain_start(run.device, run.inc);
  if (const auto end = records.main_end(chain, run.first - 1)) std::tie(out.ack, out.head) = *end;
  out.durable = out.ack;
  return out;
}

}  // namespace

StoreResult<Stored> PostgresStore::put(const Run& run, base::Instant now) {
  auto ids = PostgresRecords::Ids::free;
  return core_->guarded([&](PostgresConnection& pg) -> Stored {
    const auto expected = std::exchange(ids, PostgresRecords::Ids::some_taken);   // whatever it is that the transaction is repeated for
    PostgresTransaction transaction(pg);
    PostgresRecords records(pg, postgres_time(now));
    const auto chain = records.lock_chain(run.device, run.inc, run.first + run.records.size() - 1);
    PostgresAside aside(pg);
    Placing placing(records, aside, chain, expected);
    if (!placing.put(run)) {
      Stored out = gap_of(records, chain, run);
      if (run.first == 1 || records.names_erased(run.device, run) || !aside.keep(chain, run, now)) return out;
      out.gap = false;
      out.aside = true;
      transaction.commit();
      return out;
    }
    placing.put_followers();
    Stored out = std::move(placing.stored());
    out.durable = out.ack;
    if (out.fork) records.note_fork(chain, *out.fork);
    transaction.commit();
    return out;
  });
}

}  // namespace openday::bureau
