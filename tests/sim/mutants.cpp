#include "tests/sim/mutant.h"

#include <map>
#include <optional>

#include "kiosk/event/record.h"
#include "kiosk/journal/database.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/inflate.h"
#include "sync/protocol/limits.h"
#include "tests/agent/passing_store.h"
#include "tests/sim/bent_client.h"

namespace openday::sim {
namespace {

using bureau::StoreResult;
using support::PassingStore;
using transport::HttpAnswer;
using transport::HttpRequest;

using BentPut = std::function<StoreResult<bureau::Stored>(bureau::Store&, const bureau::Run&, base::Instant, const std::string& database)>;
class PutStore final : public PassingStore {
 public:
  PutStore(bureau::Store& inner, std::string database, BentPut put) : PassingStore(inner), database_(std::move(database)), put_(std::move(put)) {}
  StoreResult<bureau::Stored> put(const bureau::Run& run, base::Instant now) override { return put_(inner_, run, now, database_); }

 private:
  std::string database_;
  BentPut put_;
};

using BentHeld = std::function<protocol::Held(protocol::Held, const protocol::Position&)>;
class HeldStore final : public PassingStore {
 public:
  HeldStore(bureau::Store& inner, BentHeld held) : PassingStore(inner), held_(std::move(held)) {}
  StoreResult<protocol::Held> held(const base::Uuid& device, const protocol::Position& position) override {
    auto out = inner_.held(device, position);
    return out ? StoreResult<protocol::Held>(held_(*out, position)) : out;
  }

 private:
  BentHeld held_;
};

using BentBallots = std::function<StoreResult<bureau::BatchState>(bureau::Store&, const protocol::Ballots&, base::Instant, const std::string& database)>;
class BallotStore final : public PassingStore {
 public:
  BallotStore(bureau::Store& inner, std::string database, BentBallots put) : PassingStore(inner), database_(std::move(database)), put_(std::move(put)) {}
  StoreResult<bureau::BatchState> put_ballots(const protocol::Ballots& ballots, base::Instant now) override { return put_(inner_, ballots, now, database_); }

 private:
  std::string database_;
  BentBallots put_;
};

class ForgetfulStore final : public PassingStore {
 public:
  using PassingStore::PassingStore;
  StoreResult<std::vector<base::Uuid>> batches_without_ballots(const base::Uuid& device, std::size_t most) override {
    auto out = inner_.batches_without_ballots(device, most);
    if (out && !out->empty()) out->pop_back();
    return out;
  }
};

// Batch and watermark in two transactions, the watermark first: what a crash between them leaves is believed.
class EarlyWatermark final : public PassingStore {
 public:
  EarlyWatermark(bureau::Store& inner, std::string database) : PassingStore(inner), database_(std::move(database)) {}
  StoreResult<bureau::Stored> put(const bureau::Run& run, base::Instant now) override {
    try {
      journal::Database tables(database_, journal::Database::Mode::write);
      tables.execute("CREATE TABLE IF NOT EXISTS early(inc TEXT, ack INTEGER, UNIQUE(inc, ack))");
      journal::Statement(tables, "INSERT OR IGNORE INTO early VALUES(?1, ?2)").run(run.inc, run.first + run.records.size() - 1);
    } catch (const journal::DatabaseError&) {
    }
    return inner_.put(run, now);
  }
  StoreResult<protocol::Held> held(const base::Uuid& device, const protocol::Position& position) override {
    auto out = inner_.held(device, position);
    journal::Database tables(database_, journal::Database::Mode::read);
    if (tables.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'early'") == 0) return out;
    journal::Statement select(tables, "SELECT 1 FROM early WHERE inc = ?1 AND ack = ?2");
    if (out && select.query(position.inc, position.last).next()) out->ack = position.last, out->head = position.head;
    return out;
  }

 private:
  std::string database_;
};

Mutant of_put(std::string name, std::uint64_t within, BentPut put) {
  Mutant out;
  out.name = std::move(name);
  out.within = within;
  out.store = [put = std::move(put)](bureau::Store& inner, const std::string& database) { return std::make_unique<PutStore>(inner, database, put); };
  return out;
}
// `make`: one with a memory of its own, for each start of the bureau.
Mutant of_put_with_memory(std::string name, std::uint64_t within, std::function<BentPut()> make) {
  Mutant out;
  out.name = std::move(name);
  out.within = within;
  out.store = [make = std::move(make)](bureau::Store& inner, const std::string& database) { return std::make_unique<PutStore>(inner, database, make()); };
  return out;
}
Mutant of_held(std::string name, std::uint64_t within, BentHeld held) {
  Mutant out;
  out.name = std::move(name);
  out.within = within;
  out.store = [held = std::move(held)](bureau::Store& inner, const std::string&) { return std::make_unique<HeldStore>(inner, held); };
  return out;
}
Mutant of_ballots(std::string name, std::uint64_t within, BentBallots put) {
  Mutant out;
  out.name = std::move(name);
  out.within = within;
  out.store = [put = std::move(put)](bureau::Store& inner, const std::string& database) { return std::make_unique<BallotStore>(inner, database, put); };
  return out;
}
// `make`: one with a memory of its own, for each start of syncd.
Mutant of_client(std::string name, std::uint64_t within, std::function<Bend()> make) {
  Mutant out;
  out.name = std::move(name);
  out.within = within;
  out.client = [make = std::move(make)](transport::AsyncClient& inner) { return std::make_unique<BentClient>(inner, make()); };
  return out;
}
Mutant of_host(std::string name, std::uint64_t within, bool Mutant::*rule) {
  Mutant out;
  out.name = std::move(name);
  out.within = within;
  out.*rule = true;
  return out;
}

std::optional<std::string> text_of(const HttpRequest& request) {
  auto text = protocol::inflate(request.body, request.encoding, protocol::kMaxInflatedBytes);
  return text ? std::optional(std::move(*text)) : std::nullopt;
}

// first + number of records - 1, as they stand in a push's text.
std::uint64_t last_of(const std::string& push) {
  std::uint64_t last = 0;
  for (auto at = push.find("\"seq\":"); at != std::string::npos; at = push.find("\"seq\":", at + 1)) last = std::strtoull(push.c_str() + at + 6, nullptr, 10);
  return last;
}

HttpAnswer says_acknowledged(const HttpRequest& request) {
  protocol::PushAnswer answer;
  answer.ack = answer.durable = last_of(text_of(request).value_or(""));
  answer.epoch = "invented";
  answer.most_records = protocol::kMaxBatchRecords;
  return {200, true, std::string(protocol::kContentType), {}, protocol::encode(answer), {}};
}

// What was stored, by another run that looks new: other ids, other hashes.
void store_again(bureau::Store& inner, bureau::Run run, base::Instant now) {
  for (auto& incoming : run.records) {
    for (auto& byte : incoming.record.id.bytes) byte = static_cast<std::uint8_t>(byte + 1);
    incoming.hash = base::sha256(incoming.hash);
  }
  (void)inner.put(run, now);
}

std::vector<Mutant> bureau_mutants() {
  std::vector<Mutant> out;
  out.push_back(of_put("no dedupe", 20, [](auto& inner, const auto& run, auto now, const auto&) {
    auto stored = inner.put(run, now);
    if (stored && !stored->gap && stored->fresh == 0) store_again(inner, run, now);
    return stored;
  }));
  out.push_back(of_held("ack is the greatest seq", 40, [](auto held, const auto& position) {
    held.ack = held.durable = position.last;
    held.head = position.head;
    return held;
  }));
  Mutant early;
  early.name = "the watermark has a transaction of its own";
  early.within = 100;
  early.store = [](bureau::Store& inner, const std::string& database) { return std::make_unique<EarlyWatermark>(inner, database); };
  out.push_back(std::move(early));
  out.push_back(of_put_with_memory("answers before the commit", 40, [] {
    return BentPut([kept = std::make_shared<std::optional<bureau::Run>>()](auto& inner, const auto& run, auto now, const auto&) {
      if (*kept) (void)inner.put(**kept, now);
      kept->reset();
      bureau::Stored stored;
      stored.ack = stored.durable = run.first + run.records.size() - 1;
      stored.head = run.records.back().hash;
      stored.fresh = run.records.size();
      *kept = run;
      return StoreResult<bureau::Stored>(stored);
    });
  }));
  out.push_back(of_put("quarantine is thrown away", 40, [](auto& inner, const auto& run, auto now, const auto& database) {
    auto stored = inner.put(run, now);
    if (stored && !stored->quarantined.empty()) journal::Database(database, journal::Database::Mode::write).execute("DELETE FROM quarantine");
    return stored;
  }));
  out.push_back(of_put("a fork is overwritten", 400, [](auto& inner, const auto& run, auto now, const auto& database) {
    auto stored = inner.put(run, now);
    if (stored && stored->fork) journal::Database(database, journal::Database::Mode::write).execute("DELETE FROM records WHERE branch > 0");
    return stored;
  }));
  out.push_back(of_held("a fork is not noticed", 400, [](auto held, const auto& position) {
    if (held.top < position.last || held.head == position.head) return held;
    held.ack = held.durable = position.last;
    held.head = position.head;
    return held;
  }));
  out.push_back(of_put("durable runs ahead of ack", 20, [](auto& inner, const auto& run, auto now, const auto&) {
    auto stored = inner.put(run, now);
    if (stored) stored->durable = stored->ack + 3;
    return stored;
  }));
  out.push_back(of_put("a repeated batch has no verdicts", 200, [](auto& inner, const auto& run, auto now, const auto&) {
    auto stored = inner.put(run, now);
    if (stored && stored->fresh == 0) stored->quarantined.clear();
    return stored;
  }));
  out.push_back(of_put("erasing is forgotten", 200, [](auto& inner, const auto& run, auto now, const auto& database) {
    auto stored = inner.put(run, now);
    journal::Database(database, journal::Database::Mode::write).execute("UPDATE records SET body = 'kept', salt = zeroblob(16) WHERE body IS NULL");
    return stored;
  }));
  Mutant hasty;
  hasty.name = "ballots are acknowledged before the commit";
  hasty.within = 100;
  hasty.store = [](bureau::Store& inner, const std::string& database) {
    return std::make_unique<BallotStore>(inner, database, [kept = std::make_shared<std::optional<protocol::Ballots>>()](auto& store, const auto& ballots, auto now, const auto&) {
      if (*kept) (void)store.put_ballots(**kept, now);
      *kept = ballots;
      return StoreResult<bureau::BatchState>(bureau::BatchState::counted);
    });
  };
  out.push_back(std::move(hasty));
  out.push_back(of_ballots("repeated ballots are counted again", 200, [](auto& inner, const auto& ballots, auto now, const auto& database) {
    const auto state = inner.put_ballots(ballots, now);
    if (state && *state == bureau::BatchState::counted) {
      journal::Database(database, journal::Database::Mode::write)
          .execute("INSERT OR IGNORE INTO ballot_batches SELECT 'again', device, event, session, subject, count, digest, text_count, text_digest, state,"
                   " received FROM ballot_batches WHERE (SELECT count(*) FROM ballot_batches) > 1 LIMIT 1;"
                   "INSERT OR IGNORE INTO ballots SELECT 'again', id, randomblob(16), bytes FROM ballots WHERE (SELECT count(*) FROM ballot_batches) > 1 LIMIT 1");
    }
    return state;
  }));
  out.push_back(of_ballots("ballots of a copied disk count in each copy", 200, [](auto& inner, const auto& ballots, auto now, const auto& database) {
    try {
      journal::Database(database, journal::Database::Mode::write)
          .execute("DROP VIEW ratings; CREATE VIEW ratings AS SELECT l.id FROM ballots l JOIN ballot_batches b ON b.batch = l.batch WHERE b.state = 'counted'");
    } catch (const journal::DatabaseError&) {   // it is dying
    }
    return inner.put_ballots(ballots, now);
  }));
  Mutant forgetful;
  forgetful.name = "one batch that lacks its ballots is not named";
  forgetful.within = 400;
  forgetful.store = [](bureau::Store& inner, const std::string&) { return std::make_unique<ForgetfulStore>(inner); };
  out.push_back(std::move(forgetful));
  return out;
}

std::vector<Mutant> box_mutants() {
  std::vector<Mutant> out;
  out.push_back(of_client("delete on send", 20, [] {
    return Bend{[](const HttpRequest& request, Sent sent) { return request.path == "/v1/push" && !sent ? Sent(says_acknowledged(request)) : sent; }, {}};
  }));
  out.push_back(of_client("a log-in page is believed", 100, [] {
    return Bend{[](const HttpRequest& request, Sent sent) {
                  return request.path == "/v1/push" && sent && sent->status == 200 && !sent->marked ? Sent(says_acknowledged(request)) : sent;
                },
                {}};
  }));
  out.push_back(of_client("no hello after a restore", 200, [] {
    return Bend{[first = std::make_shared<std::optional<HttpAnswer>>()](const HttpRequest& request, Sent sent) {
                  if (request.path != "/v1/hello") return sent;
                  if (*first) return Sent(**first);
                  if (sent && sent->status == 200 && sent->marked && protocol::decode_hello_answer(sent->body)) *first = *sent;
                  return sent;
                },
                {}};
  }));
  out.push_back(of_client("the epoch is not looked at", 40, [] {
    return Bend{[](const HttpRequest& request, Sent sent) {
                  if (!sent || sent->status != 200) return sent;
                  if (request.path == "/v1/hello") {
                    if (auto hello = protocol::decode_hello_answer(sent->body)) hello->epoch = "always", sent->body = protocol::encode(*hello);
                  } else if (request.path == "/v1/push") {
                    if (auto push = protocol::decode_push_answer(sent->body)) push->epoch = "always", sent->body = protocol::encode(*push);
                  }
                  return sent;
                },
                {}};
  }));
  out.push_back(of_client("the clock's half way is added the wrong way", 40, [] {
    return Bend{[](const HttpRequest&, Sent sent) {
                  if (sent) sent->sent_after = -sent->sent_after, sent->first_byte_after = -sent->first_byte_after;
                  return sent;
                },
                {}};
  }));
  out.push_back(of_client("a refused record is dropped", 200, [] {
    return Bend{{}, [](const HttpRequest& request) {
                  return request.path == "/v1/quarantine" ? std::optional<Sent>(says_acknowledged(request)) : std::nullopt;
                }};
  }));
  out.push_back(of_client("what the line damaged is taken for the record", 100, [] {
    return Bend{[](const HttpRequest&, Sent sent) {
                  auto refusal = sent ? protocol::decode_refusal(sent->body) : base::Result<protocol::Refusal, protocol::CodecError>(base::fail(protocol::CodecError::not_json, ""));
                  if (refusal && refusal->code == "garbled") refusal->code = "not-json", refusal->intact = true, sent->body = protocol::encode(*refusal);
                  return sent;
                },
                {}};
  }));
  out.push_back(of_host("the back-off never ends", 100, &Mutant::waits_ever_longer));
  out.push_back(of_host("no watchdog", 60, &Mutant::keeps_a_stuck_engine));
  out.push_back(of_host("the incarnation is not renewed", 100, &Mutant::keeps_its_incarnation));
  out.push_back(of_host("rows are counted instead of guests", 20, &Mutant::counts_rows));
  return out;
}

}  // namespace

const std::vector<Mutant>& mutants() {
  static const std::vector<Mutant> all = [] {
    auto out = bureau_mutants();
    auto more = box_mutants();
    out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    return out;
  }();
  return all;
}

}  // namespace openday::sim
