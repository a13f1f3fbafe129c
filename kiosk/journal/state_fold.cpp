#include "kiosk/journal/state_fold.h"

#include <algorithm>

#include "kiosk/journal/inbox_reader.h"
#include "kiosk/journal/journal_reader.h"

namespace openday::journal {
namespace {

void add(StateFold& fold, const event::Record& record) {
  fold.tallies.add(record);
  fold.cases.add(record);
  fold.attendance.add(record);
  fold.groups.add(record);
}

// Batches before records: whatever batch is seen, its record is among those read later.
StoreResult<void> add_ballots(JournalReader& reader, StateFold& fold) {
  for (std::uint64_t after = 0;;) {
    const auto names = reader.batches(after);
    if (!names) return tl::unexpected(names.error());
    if (names->empty()) return {};
    for (const BatchName& name : *names) {
      const auto batch = reader.batch(name.id);
      if (!batch) return tl::unexpected(batch.error());
      after = name.position;
      if (!*batch) continue;
      for (const SealedBallot& sealed : (*batch)->ballots) {
        const auto ballot = event::read_ballot(sealed.bytes);
        if (!ballot) continue;
        fold.tallies.add(name.id, *ballot);
        fold.cases.add(name.id, *ballot);
      }
      for (const SealedBallot& sealed : (*batch)->texts)
        if (const auto text = event::read_ballot_text(sealed.bytes)) fold.cases.add(name.id, *text);
    }
  }
}

bool is_behind(const event::Record& record, const std::vector<Head>& heads) {
  const auto head = std::ranges::find(heads, record.inc, &Head::inc);
  return head == heads.end() || record.seq > head->seq;
}

StoreResult<void> add_own(JournalReader& reader, StateFold& fold) {
  auto heads = reader.heads();
  if (!heads) return tl::unexpected(heads.error());
  fold.heads = std::move(*heads);
  std::uint64_t after = 0;
  for (bool more = true; more;) {
    const auto scan = reader.scan(after);
    if (!scan) return tl::unexpected(scan.error());
    for (const event::Record& record : scan->records)
      if (!is_behind(record, fold.heads)) add(fold, record);
    after = scan->next;
    more = scan->more;
  }
  return {};
}

StoreResult<void> add_foreign(const std::filesystem::path& state, StateFold& fold) {
  InboxReader reader(state);
  std::uint64_t after = 0;
  for (bool more = true; more;) {
    const auto scan = reader.foreign_records(after);
    if (!scan) return tl::unexpected(scan.error());
    for (const event::Record& record : scan->records) add(fold, record);
    after = scan->next;
    more = scan->more;
  }
  return {};
}

}  // namespace

StoreResult<StateFold> fold_state(const std::filesystem::path& state) {
  StateFold fold;
  JournalReader reader(state);
  if (const auto added = add_ballots(reader, fold); !added) return tl::unexpected(added.error());
  if (const auto added = add_own(reader, fold); !added) return tl::unexpected(added.error());
  if (const auto added = add_foreign(state, fold); !added) return tl::unexpected(added.error());
  return fold;
}

}  // namespace openday::journal
