#include "tests/sim/checker.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "kiosk/journal/inbox_reader.h"
#include "kiosk/journal/verify.h"
#include "sync/bureau/admin.h"
#include "sync/bureau/body_check.h"
#include "sync/protocol/codec.h"
#include "tests/sim/guest_count.h"

namespace openday::sim {
namespace {

constexpr std::size_t kAll = 100'000;

template <class T, class Kind>
T must(base::Result<T, Kind> result) {
  if (!result) throw Violation(result.error().what);
  return std::move(*result);
}

std::string text_of(const base::Digest& digest) { return std::string(base::as_text(digest)); }

using Verdicts = std::vector<std::pair<std::uint64_t, std::string>>;
Verdicts aside_up_to(Verdicts all, std::uint64_t seq) {
  std::erase_if(all, [seq](const auto& one) { return one.first > seq; });
  return all;
}

std::string name_of(const base::Uuid& device, const std::string& inc, std::uint64_t seq) {
  return fmt::format("{} {} {}", base::to_string(device).substr(0, 8), inc, seq);
}

}  // namespace

void Checker::note_journal(const std::string& state) {
  journal::JournalReader reader(state);
  for (const auto& head : must(reader.heads())) {
    auto page = must(reader.records(head.inc, 0, kAll));
    auto previous = text_of(event::chain_start(head.device, head.inc));
    for (std::size_t i = 0; i < page.records.size(); ++i) {
      auto hash = text_of(page.hashes[i]);
      facts_.insert_or_assign(hash, Fact{head.device, head.inc, page.records[i].seq, previous, std::move(page.records[i])});
      previous = std::move(hash);
    }
  }
}

void Checker::check_acks(Machine& box, journal::Inbox& inbox, Office& office) {
  for (const auto& head : must(box.reader().heads())) {
    const auto ack = must(inbox.ack(head.device, head.inc));
    auto& looked = looked_[{box.number(), head.inc}];
    if (!ack || ack->seq == looked) continue;
    looked = ack->seq;
    if (ack->durable > ack->seq) throw Violation(fmt::format("S3: durable {} above ack {}", ack->durable, ack->seq));
    if (ack->seq > head.seq) throw Violation(fmt::format("S2: {} is acknowledged, the journal ends at {}", name_of(head.device, head.inc, ack->seq), head.seq));
    const auto there = office.hashes(head.device, head.inc);
    const auto page = must(box.reader().records(head.inc, 0, ack->seq));
    for (std::size_t i = 0; i < page.hashes.size(); ++i) {
      if (!there.contains(text_of(page.hashes[i]))) {
        throw Violation(fmt::format("S2: acknowledged up to {}, but the bureau has no seq {}", name_of(head.device, head.inc, ack->seq), i + 1));
      }
    }
  }
}

void Checker::check_answer(const transport::HttpRequest& request, const transport::HttpAnswer& answer, int generation) {
  if (request.path != "/v1/push" || answer.status != 200) return;
  const auto read = protocol::decode_push_answer(answer.body);
  if (!read) throw Violation("an answer that the agent cannot read");
  if (read->durable > read->ack) throw Violation(fmt::format("S3: the bureau says durable {} above ack {}", read->durable, read->ack));
  Answered now{generation, read->ack, {}};
  for (const auto& verdict : read->quarantined) now.aside.emplace_back(verdict.seq, verdict.code);
  if (std::ranges::adjacent_find(now.aside, [](const auto& a, const auto& b) { return a.first >= b.first; }) != now.aside.end()) {
    throw Violation("S6: an answer names a verdict twice, or not in the order of the chain");
  }
  const auto [before, fresh] = answered_.try_emplace(request.body, now);
  // What was kept aside behind the batch may be acknowledged with it: one answer reaches further than another, both say the same.
  const auto up_to = std::min(before->second.ack, now.ack);
  if (!fresh && before->second.generation == generation && aside_up_to(before->second.aside, up_to) != aside_up_to(now.aside, up_to)) {
    std::string said;
    for (const auto* each : {&before->second, &now}) {
      said += fmt::format(" ack {}:", each->ack);
      for (const auto& [seq, code] : each->aside) said += fmt::format(" {} {}", seq, code);
    }
    throw Violation("S6: the same batch was answered differently," + said);
  }
  before->second = now;
}

void Checker::check_all(const std::vector<std::unique_ptr<Box>>& boxes, Office& office, bool counts_rows) {
  for (const auto& box : boxes) note_journal(box->folder());
  for (const auto& box : boxes) check_everything_arrived(*box, office);
  check_quarantine(office);
  // A record that a proxy refused and that went round it is put into the tables by the office; its ballots wait for that.
  std::ostringstream said;
  (void)bureau::replay_quarantine(office.store(), {said, said, boxes.front()->moment(0).wall, false}, 0);
  for (const auto& box : boxes) check_everything_arrived(*box, office);
  check_tables(office);
  check_ballots(office);
  for (const auto& box : boxes) {
    if (const auto what = missing_ballots(*box, office); !what.empty()) throw Violation("I2: " + what);
  }
  check_attendance(office, counts_rows);
  for (const auto& box : boxes) check_box(*box, office);
}

void Checker::check_everything_arrived(Machine& box, Office& office) {
  for (const auto& head : must(box.reader().heads())) {
    const auto there = office.hashes(head.device, head.inc);
    const auto page = must(box.reader().records(head.inc, 0, kAll));
    for (std::size_t i = 0; i < page.hashes.size(); ++i) {
      const auto count = there.count(text_of(page.hashes[i]));
      if (count != 1) throw Violation(fmt::format("I2: {} of box {} is {} times at the bureau", name_of(head.device, head.inc, i + 1), box.number(), count));
    }
  }
}

// Nothing is there that no journal ever held, nothing twice, every chain without a gap and each record beside its predecessor.
void Checker::check_tables(Office& office) const {
  journal::Statement select(office.tables(),
                            "SELECT chain, seq, hash, id, body, 1, (SELECT top FROM chains WHERE number = chain) FROM records UNION ALL"
                            " SELECT chain, seq, hash, id, NULL, 0, (SELECT top FROM chains WHERE number = chain) FROM quarantine WHERE replayed IS NULL");
  std::set<std::string> hashes;
  std::map<std::int64_t, std::pair<std::set<std::uint64_t>, std::uint64_t>> chains;
  auto rows = select.query();
  while (rows.next()) {
    const auto hash = rows.text(2);
    const auto known = facts_.find(hash);
    const auto seq = static_cast<std::uint64_t>(rows.integer(1));
    if (known == facts_.end()) throw Violation(fmt::format("I2: the bureau has a record at seq {} that no journal held", seq));
    const Fact& fact = known->second;
    const auto name = name_of(fact.device, fact.inc, fact.seq);
    if (!hashes.insert(hash).second) throw Violation(fmt::format("I2: {} is twice at the bureau", name));
    if (fact.seq != seq) throw Violation(fmt::format("S5: {} stands at seq {}", name, seq));
    if (rows.integer(5) == 1 && rows.text(3) != base::to_string(fact.record.id)) throw Violation(fmt::format("{} has another id at the bureau", name));
    if (!rows.null(4) && fact.record.body && rows.text(4) != *fact.record.body) throw Violation(fmt::format("S7: {} has another body at the bureau", name));
    auto& chain = chains[rows.integer(0)];
    chain.first.insert(seq);
    chain.second = static_cast<std::uint64_t>(rows.integer(6));
  }
  for (const auto& hash : hashes) {
    const Fact& fact = facts_.at(hash);
    if (fact.seq > 1 && !hashes.contains(fact.previous)) throw Violation(fmt::format("S7: {} hangs in the air", name_of(fact.device, fact.inc, fact.seq)));
  }
  for (const auto& [number, chain] : chains) {
    if (*chain.first.rbegin() != chain.first.size()) throw Violation(fmt::format("S5: a chain that ends at {} has {} places", *chain.first.rbegin(), chain.first.size()));
    // Higher: seen of a run that was kept aside and whose beginning was lost with the box's disk.
    if (chain.second < chain.first.size()) throw Violation(fmt::format("a chain of {} has its top at {}", chain.first.size(), chain.second));
  }
  if (office.tables().integer("SELECT count(*) FROM records WHERE body IS NOT NULL AND id IN (SELECT id FROM erased)") != 0) {
    throw Violation("S8: the body of an erased record is still there");
  }
}

// Only what the bureau cannot take, or what something in front of it refuses again and again, is in quarantine: never a record that
// the line damaged once.
void Checker::check_quarantine(Office& office) const {
  journal::Statement select(office.tables(), "SELECT hash, code FROM quarantine WHERE replayed IS NULL");
  auto rows = select.query();
  while (rows.next()) {
    const auto known = facts_.find(rows.text(0));
    if (known == facts_.end() || rows.text(1) == "id-taken") continue;
    const auto& record = known->second.record;
    const bool is_refused = !record.body || record.body->find("disliked") != std::string::npos;
    if (!is_refused && bureau::quarantine_code(record).empty()) {
      throw Violation(fmt::format("S10: {} is in quarantine as '{}' and nothing is wrong with it", name_of(known->second.device, known->second.inc, known->second.seq), rows.text(1)));
    }
  }
}

std::string Checker::missing_ballots(Machine& box, Office& office) const {
  auto& select = office.tables().kept("SELECT 1 FROM ratings WHERE id = ?1 UNION ALL SELECT 1 FROM rating_texts WHERE id = ?1");
  for (const auto& name : must(box.reader().batches(0, kAll))) {
    const auto batch = must(box.reader().batch(name.id));
    for (const auto& leaves : {batch->ballots, batch->texts}) {
      for (const auto& leaf : leaves) {
        if (!select.query(base::to_string(leaf.id)).next()) return fmt::format("a ballot of batch {} of box {} is not counted", base::to_string(name.id), box.number());
      }
    }
  }
  return {};
}

void Checker::check_ballots(Office& office) {
  std::map<std::string, int> counted;
  journal::Statement select(office.tables(), "SELECT id FROM ratings UNION ALL SELECT id FROM rating_texts");
  auto rows = select.query();
  while (rows.next()) ++counted[rows.text(0)];
  for (const auto& [id, times] : counted) {
    if (times != 1) throw Violation(fmt::format("I2: ballot {} is counted {} times", id, times));
  }
  ballots_ = counted.size();
}

void Checker::check_attendance(Office& office, bool counts_rows) const {
  GuestCount count;
  const auto done = office.store().read_figures("lq2020", {[&](const event::Record& record) { count.take(record); }, [](const base::Uuid&, std::string_view) {}, [](const base::Uuid&, std::string_view) {}});
  if (!done) throw Violation(done.error().what);
  count.check("lq2020", "morning", "the bureau", counts_rows);
}

void Checker::check_box(Box& box, Office& office) const {
  const auto verified = must(journal::verify(box.folder()));
  if (!verified.holds()) throw Violation(fmt::format("S7: box {}: {}", box.number(), verified.first_break->what));
  journal::InboxReader inbox(box.folder());
  if (must(inbox.incarnation_wanted(box.journal().head().inc))) throw Violation(fmt::format("box {} never began the incarnation that was asked for", box.number()));
  for (const auto& head : must(box.reader().heads())) {
    const auto ack = must(inbox.ack(head.device, head.inc));
    if (head.seq > 0 && (!ack || ack->seq != head.seq)) throw Violation(fmt::format("S1: box {} does not know that {} arrived", box.number(), name_of(head.device, head.inc, head.seq)));
    if (ack && ack->epoch != office.store().epoch()) throw Violation(fmt::format("box {} believes in another database of the bureau", box.number()));
  }
  for (const auto& clock : must(inbox.boot_clocks())) {
    if (clock.boot != box.clock().boot) continue;
    const auto off = clock.offset_ms - box.true_offset_ms();
    if (std::abs(off) > clock.uncertainty_ms) throw Violation(fmt::format("the clock of box {} is off by {} ms, it says at most {}", box.number(), off, clock.uncertainty_ms));
  }
}

}  // namespace openday::sim
