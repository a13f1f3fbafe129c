// Mutants of the bureau in a hall: wrappers around its stores.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "tests/agent/passing_store.h"
#include "tests/sim/hall_mutant.h"

namespace openday::sim {
namespace {

using bureau::StoreResult;
using support::PassingHalls;
using support::PassingStore;

template <class Halls>
HallMutant of_halls(std::string name, std::uint64_t within) {
  auto out = hall_mutant(std::move(name), within);
  out.halls = [](bureau::HallStore& inner) { return std::make_unique<Halls>(inner); };
  return out;
}

// A transaction that took its place in the feed early commits late: whoever asks meanwhile passes it.
class PassesLateCommits final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::RecordFeed> records_after(std::uint64_t position, const base::Uuid& asker, const std::string& hall, std::size_t most, std::size_t most_bytes) override {
    auto feed = inner_.records_after(position, asker, hall, most, most_bytes);
    if (!feed) return feed;
    std::erase_if(feed->records, [&](const auto& record) { return record.seq % 3 == 2 && seen_.insert(record.id).second; });
    return feed;
  }

 private:
  std::set<base::Uuid> seen_;
};

// Of a disk that runs in two machines what came first.
class PassesTheSecondBranch final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::RecordFeed> records_after(std::uint64_t position, const base::Uuid& asker, const std::string& hall, std::size_t most, std::size_t most_bytes) override {
    auto feed = inner_.records_after(position, asker, hall, most, most_bytes);
    if (!feed) return feed;
    std::erase_if(feed->records, [&](const auto& record) { return first_.try_emplace({record.device, record.inc, record.seq}, record.id).first->second != record.id; });
    return feed;
  }

 private:
  std::map<std::tuple<base::Uuid, std::string, std::uint64_t>, base::Uuid> first_;
};

class OutlivesARestore final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::FeedMarks> marks_at(std::uint64_t, std::uint64_t, const std::string&) override { return bureau::FeedMarks{}; }
};

class HandsOutEveryHall final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::RecordFeed> records_after(std::uint64_t position, const base::Uuid& asker, const std::string& hall, std::size_t most, std::size_t most_bytes) override {
    auto feed = inner_.records_after(position, asker, hall, most, most_bytes);
    const auto other = inner_.records_after(0, asker, hall == "A" ? "B" : "A", most, most_bytes);
    if (feed && other) feed->records.insert(feed->records.end(), other->records.begin(), other->records.end());
    return feed;
  }
};

// Of two papers of one version the one for every hall.
class NamesEverybodys final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::DocumentFeed> documents_after(std::uint64_t position, const std::string& hall) override {
    auto feed = inner_.documents_after(position, hall);
    const auto everybodys = inner_.documents_after(0, {});
    if (!feed || !everybodys) return feed;
    for (auto& own : feed->documents) {
      const auto same = std::ranges::find_if(everybodys->documents, [&](const auto& one) { return one.event == own.event && one.kind == own.kind && one.version == own.version; });
      if (same != everybodys->documents.end()) own = *same;
    }
    return feed;
  }
  StoreResult<std::optional<protocol::PartAnswer>> document_part(const protocol::PartRequest& wanted, const std::string& hall, std::size_t most) override {
    auto part = inner_.document_part(wanted, {}, most);
    return part && !*part ? inner_.document_part(wanted, hall, most) : part;
  }
};

// The same feed for a box that came to the hall: its records stay where they stood, and who had passed them hears nothing of them.
class LeavesRecordsBehind final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::Enrolled> enrol(const base::Digest& secret, const base::PublicKey& key, const base::Uuid& device, base::Instant now) override {
    auto done = inner_.enrol(secret, key, device, now);
    if (!done || done->state != bureau::Enrolling::enrolled) return done;
    if (auto& hall = halls_[device]; std::exchange(hall, done->hall) == done->hall || hall.empty()) return done;
    if (const auto feed = inner_.records_after(0, {}, done->hall, 1000, 1u << 20)) {
      for (const auto& record : feed->records) {
        if (record.device == device) behind_.insert(record.id);
      }
    }
    return done;
  }
  StoreResult<bureau::RecordFeed> records_after(std::uint64_t position, const base::Uuid& asker, const std::string& hall, std::size_t most, std::size_t most_bytes) override {
    auto feed = inner_.records_after(position, asker, hall, most, most_bytes);
    if (feed && position > 0) std::erase_if(feed->records, [&](const auto& record) { return behind_.contains(record.id); });
    return feed;
  }

 private:
  std::map<base::Uuid, std::string> halls_;
  std::set<base::Uuid> behind_;
};

class ForgetsARotation final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bool> rotate(const base::Uuid&, const base::PublicKey&, const base::PublicKey&, base::Instant) override { return true; }
};

// Bodies come out of a copy that the erasure did not reach.
class HandsOutErasedBodies final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::RecordFeed> records_after(std::uint64_t position, const base::Uuid& asker, const std::string& hall, std::size_t most, std::size_t most_bytes) override {
    auto feed = inner_.records_after(position, asker, hall, most, most_bytes);
    if (!feed) return feed;
    for (auto& record : feed->records) {
      if (record.body) copies_.insert_or_assign(record.id, record);
      else if (const auto copy = copies_.find(record.id); copy != copies_.end()) record = copy->second;
    }
    return feed;
  }

 private:
  std::map<base::Uuid, event::Record> copies_;
};

class TakesACodeTwice final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::Enrolled> enrol(const base::Digest& secret, const base::PublicKey& key, const base::Uuid& device, base::Instant now) override {
    auto done = inner_.enrol(secret, key, device, now);
    if (!done || done->state != bureau::Enrolling::used) return done;
    const auto fresh = base::sha256(base::random16());
    if (!inner_.add_enrolment({fresh, done->name, done->hall, now}, now)) return done;
    return inner_.enrol(fresh, key, device, now);
  }
};

class ForgetsWhoUsedACode final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::Enrolled> enrol(const base::Digest& secret, const base::PublicKey& key, const base::Uuid& device, base::Instant now) override {
    auto done = inner_.enrol(secret, key, device, now);
    if (done && done->state == bureau::Enrolling::enrolled && !used_.insert(secret).second) done->state = bureau::Enrolling::used;
    return done;
  }

 private:
  std::set<base::Digest> used_;
};

class LooksAtNoCodesEnd final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::Enrolled> enrol(const base::Digest& secret, const base::PublicKey& key, const base::Uuid& device, base::Instant now) override {
    return inner_.enrol(secret, key, device, now - std::chrono::hours(1));
  }
};

class KeepsTheListToItself final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::DeviceFeed> devices_after(std::uint64_t generation, const base::Uuid& asker, const std::string& hall) override {
    const auto out = inner_.devices_after(generation, asker, hall);
    return out ? StoreResult<bureau::DeviceFeed>(first_.try_emplace(asker, *out).first->second) : out;
  }

 private:
  std::map<base::Uuid, bureau::DeviceFeed> first_;
};

class AnswersTheRevoked final : public PassingStore {
 public:
  using PassingStore::PassingStore;
  StoreResult<std::optional<bureau::Device>> find_device(const base::Uuid& device) override {
    auto found = inner_.find_device(device);
    if (found && *found) (*found)->revoked.clear();
    return found;
  }
};

// The machine of a device that holds the key of before is let in beside the one that has the new key.
class BindsAnOldKey final : public PassingStore {
 public:
  using PassingStore::PassingStore;
  StoreResult<bureau::Binding> bind(const base::PublicKey& key, const base::Uuid& device, base::Instant now) override {
    auto done = inner_.bind(key, device, now);
    if (done && *done == bureau::Binding::revoked) *done = bureau::Binding::bound;
    return done;
  }
};

}  // namespace

std::vector<HallMutant> hall_bureau_mutants() {
  std::vector<HallMutant> out;
  out.push_back(of_halls<PassesLateCommits>("the cursor passes what commits late", 20));
  out.push_back(of_halls<PassesTheSecondBranch>("the feed passes the second of two records of a number", 60));
  out.push_back(of_halls<OutlivesARestore>("a cursor outlives a restored database", 100));
  out.push_back(of_halls<HandsOutEveryHall>("records of every hall are handed out", 20));
  out.push_back(of_halls<NamesEverybodys>("of two papers of one version everybody's counts", 100));
  out.push_back(of_halls<LeavesRecordsBehind>("what a box brings to a hall stays behind", 300));
  out.push_back(of_halls<ForgetsARotation>("a new key is said to count and does not", 20));
  out.push_back(of_halls<HandsOutErasedBodies>("erased bodies are handed out", 200));
  out.push_back(of_halls<TakesACodeTwice>("a code lets two boxes in", 20));
  out.push_back(of_halls<ForgetsWhoUsedACode>("a box that repeats its enrolment is refused", 40));
  out.push_back(of_halls<LooksAtNoCodesEnd>("a code never runs out", 100));
  out.push_back(of_halls<KeepsTheListToItself>("a revoked box stays on the hall's list", 40));
  auto revoked = hall_mutant("a revoked box is answered", 20);
  revoked.store = [](bureau::Store& inner, const std::string&) { return std::make_unique<AnswersTheRevoked>(inner); };
  out.push_back(std::move(revoked));
  auto old_key = hall_mutant("a hello with an old key is answered", 20);
  old_key.store = [](bureau::Store& inner, const std::string&) { return std::make_unique<BindsAnOldKey>(inner); };
  out.push_back(std::move(old_key));
  return out;
}

}  // namespace openday::sim
