#include "kiosk/event/record_ledger.h"

#include <algorithm>
#include <utility>

namespace openday::event {

std::optional<RecordLedger::Index> RecordLedger::add(const Record& record) {
  auto known = known_.find(record.id);
  if (known == known_.end()) known = known_.emplace(record.id, Known{order_.add(stamp_of(record)), false}).first;
  if (known->second.has_body || !record.body) return std::nullopt;
  known->second.has_body = true;
  const auto kind = parse_kind(record.kind);
  if (kind == Kind::void_record) {
    if (const auto body = read_void(*record.body)) voids_.emplace(record.id, body->record);
    stale_ = true;
  }
  if (kind == Kind::erase) {
    if (auto body = read_erase(*record.body)) {
      named_.insert(body->records.begin(), body->records.end());
      erases_.push_back({known->second.index, record.event, std::move(*body)});
    }
    stale_ = true;
  }
  return known->second.index;
}

bool RecordLedger::voided(const base::Uuid& id) {
  if (std::exchange(stale_, false)) judge_voids();
  return voided_.contains(id);
}

bool RecordLedger::stands(Index index) { return !erased(id(index)) && !voided(id(index)); }

// An erased void has no effect, whether or not its body is still here.
void RecordLedger::judge_voids() {
  auto effective = voids_;
  std::erase_if(effective, [this](const auto& entry) { return named_.contains(entry.first); });
  voided_ = voided_records(effective);
}

std::vector<const RecordLedger::Erase*> RecordLedger::counting_erases() {
  std::vector<const Erase*> all, out;
  for (const Erase& erase : erases_) all.push_back(&erase);
  std::ranges::sort(all, [this](const Erase* a, const Erase* b) { return before(a->index, b->index); });
  UuidSet seen;
  for (const Erase* erase : all) {
    const auto known = [&](const base::Uuid& id) { return seen.contains(id); };
    if (!std::ranges::all_of(erase->body.records, known)) out.push_back(erase);
    seen.insert(erase->body.records.begin(), erase->body.records.end());
  }
  return out;
}

}  // namespace openday::event
