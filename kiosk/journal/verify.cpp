#include "kiosk/journal/verify.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "kiosk/event/evaluation.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/inbox_reader.h"
#include "kiosk/journal/journal_reader.h"
#include "kiosk/journal/layout.h"
#include "kiosk/journal/surroundings.h"

namespace openday::journal {
namespace {

// What the first pass finds and the second needs.
struct Findings {
  std::set<base::Uuid> erased_by_order;                       // named by an `erase` record
  std::vector<std::pair<base::Uuid, ChainBreak>> blank;       // found without a body, and where
  std::vector<std::pair<event::RatingBatchBody, ChainBreak>> batches;   // announced by a record, and where
};

class Verifier {
 public:
  explicit Verifier(const std::filesystem::path& state) : reader_(state), inbox_(state), state_(state) {}

  StoreResult<Verification> run() {
    auto heads = reader_.heads();
    if (!heads) return tl::unexpected(std::move(heads.error()));
    result_.present = reader_.present();
    result_.moved_aside = moved_aside(Layout{state_}.journal_db());
    for (const Head& head : *heads) {
      if (auto walked = walk(head); !walked) return tl::unexpected(std::move(walked.error()));
    }
    judge_blank();
    if (auto judged = judge_batches(); !judged) return tl::unexpected(std::move(judged.error()));
    return std::move(result_);
  }

 private:
  void note(ChainBreak found) {
    if (!result_.first_break) result_.first_break = std::move(found);
  }

  // A record at `seq` whose place in the chain is `previous`; the hash after it.
  base::Digest check(const event::Record& record, std::uint64_t seq, const base::Digest& previous) {
    const ChainBreak here{record.inc, seq, {}};
    if (record.seq != seq) note({record.inc, seq, fmt::format("record {} of {} is missing", seq, record.inc)});
    if (record.body && event::hash_body(*record.salt, *record.body) != record.body_hash) {
      note({record.inc, seq, fmt::format("the body of record {} ({}) of {} does not match its hash", seq, record.kind, record.inc)});
    }
    if (!record.body) findings_.blank.emplace_back(record.id, here);
    collect(record, here);
    return event::chain_next(previous, event::envelope_json(record), record.body_hash);
  }

  void collect(const event::Record& record, const ChainBreak& here) {
    if (!record.body) return;
    if (record.kind == event::to_string(event::Kind::erase)) {
      if (const auto body = event::read_erase(*record.body)) findings_.erased_by_order.insert(body->records.begin(), body->records.end());
    } else if (record.kind == event::to_string(event::Kind::rating_batch)) {
      if (const auto body = event::read_rating_batch(*record.body)) findings_.batches.emplace_back(*body, here);
    }
  }

  StoreResult<void> walk(const Head& head) {
    ChainReport report{head, 0, 0, anchor(head)};
    base::Digest hash = event::chain_start(head.device, head.inc);
    std::uint64_t seq = 0;
    while (seq < head.seq) {
      // Records written since `heads` are for the next run.
      auto page = reader_.records(head.inc, seq, std::min<std::uint64_t>(kPageRecords, head.seq - seq));
      if (!page) {
        if (page.error().kind != StoreError::corrupt) return tl::unexpected(std::move(page.error()));
        return find_unreadable(head, seq, std::move(report));
      }
      if (page->records.empty()) {
        note({head.inc, seq + 1, fmt::format("record {} of {} is missing", seq + 1, head.inc)});
        break;
      }
      for (std::size_t i = 0; i < page->records.size(); ++i) {
        const event::Record& record = page->records[i];
        hash = check(record, ++seq, hash);
        compare(record, page->hashes[i], hash);
        report.records += 1;
        report.erased += record.erased() ? 1 : 0;
      }
    }
    if (report.records != head.seq) note({head.inc, report.records + 1, fmt::format("{} records of {} are missing", head.seq - report.records, head.inc)});
    result_.chains.push_back(std::move(report));
    return {};
  }

  // The stored hash, which the next append builds upon and batches are signed with.
  void compare(const event::Record& record, const base::Digest& stored, base::Digest& computed) {
    if (stored == computed) return;
    note({record.inc, record.seq, fmt::format("record {} of {} does not hash to what the chain holds: it or the chain was changed", record.seq, record.inc)});
    computed = stored;   // go on from there: the first break is named, the rest is counted
  }

  // A row that cannot even be read: found one by one.
  StoreResult<void> find_unreadable(const Head& head, std::uint64_t after, ChainReport report) {
    for (std::uint64_t seq = after; seq < head.seq; ++seq) {
      const auto one = reader_.records(head.inc, seq, 1);
      if (one) continue;
      note({head.inc, seq + 1, fmt::format("record {} of {} cannot be read: {}", seq + 1, head.inc, one.error().what)});
      break;
    }
    result_.chains.push_back(std::move(report));
    return {};
  }

  std::optional<Anchor> anchor(const Head& head) {
    const auto ack = inbox_.ack(head.device, head.inc);
    if (!ack || !*ack) return std::nullopt;
    Anchor made{(*ack)->seq, (*ack)->durable, {}};
    const auto hash = reader_.hash_at(head.inc, made.seq);
    if (hash && *hash) made.hash = **hash;
    if (made.seq > head.seq) {
      note({head.inc, head.seq + 1, fmt::format("the bureau holds {} up to record {}, here it ends at {}: records are missing at the end, or the file "
                                                "was restored from an older copy", head.inc, made.seq, head.seq)});
    }
    return made;
  }

  void judge_blank() {
    for (auto& [id, where] : findings_.blank) {
      if (findings_.erased_by_order.contains(id)) continue;
      where.what = fmt::format("record {} of {} has no body and no erase record names it", where.seq, where.inc);
      note(std::move(where));
    }
  }

  StoreResult<void> judge_batches() {
    for (auto& [body, where] : findings_.batches) {
      const auto batch = reader_.batch(body.batch);
      if (!batch) return tl::unexpected(batch.error());
      const std::vector<SealedBallot> none;
      const auto& ballots = *batch ? (*batch)->ballots : none;
      const auto& texts = *batch ? (*batch)->texts : none;
      result_.batches += 1;
      result_.batched_ballots += ballots.size();
      result_.batched_texts += texts.size();
      if (agrees(ballots, body.count, body.digest) && agrees(texts, body.text_count, body.text_digest)) continue;
      where.what = fmt::format("the ballots of batch {} do not match the digest in record {} of {}", base::to_string(body.batch), where.seq, where.inc);
      note(std::move(where));
    }
    const auto waiting = reader_.waiting_ballots();
    if (!waiting) return tl::unexpected(waiting.error());
    result_.waiting_ballots = *waiting;
    return {};
  }

  static bool agrees(const std::vector<SealedBallot>& ballots, int count, const std::string& digest) {
    std::vector<event::Leaf> leaves;
    for (const SealedBallot& ballot : ballots) leaves.push_back({ballot.salt, ballot.bytes});
    return static_cast<int>(ballots.size()) == count && event::batch_digest(leaves) == digest;
  }

  JournalReader reader_;
  InboxReader inbox_;
  std::filesystem::path state_;
  Findings findings_;
  Verification result_;
};

}  // namespace

StoreResult<Verification> verify(const std::filesystem::path& state) { return Verifier(state).run(); }

}  // namespace openday::journal
