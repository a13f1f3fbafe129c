#include "kiosk/event/record_order.h"

#include <algorithm>
#include <unordered_set>

#include "kiosk/base/time.h"
#include "kiosk/event/attendance.h"
#include "kiosk/event/record_bodies.h"

namespace openday::event {
namespace {

// A forged clock must not wrap around to the front.
std::int64_t add_saturated(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return a < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
}

std::optional<Stamp::BootReport> report_of(const Record& record) {
  if (record.kind != to_string(Kind::device) || !record.body) return std::nullopt;
  const auto body = read_device(*record.body);
  if (!body || body->boot.empty() || !body->offset_ms) return std::nullopt;
  return Stamp::BootReport{body->boot, *body->offset_ms, body->uncertainty_ms.value_or(std::numeric_limits<std::int64_t>::max())};
}

auto run_place(const Stamp& stamp) { return std::pair(stamp.seq, stamp.id); }

}  // namespace

Stamp stamp_of(const Record& record) {
  Stamp out{record.id, record.device, record.inc, record.seq, record.boot, record.mono, std::nullopt, report_of(record)};
  const auto wall = base::parse_rfc3339(record.at);
  if (record.clock != base::ClockState::guessed && wall) out.wall_ms = wall->at.time_since_epoch().count();
  return out;
}

std::optional<std::int64_t> RecordOrder::Offset::value() const {
  if (reported) return std::get<2>(*reported);
  return own ? std::optional(std::get<2>(*own)) : std::nullopt;
}

bool RecordOrder::improve(const Boot& boot, std::optional<std::tuple<std::int64_t, base::Uuid, std::int64_t>> Offset::*which,
                       std::tuple<std::int64_t, base::Uuid, std::int64_t> candidate) {
  Offset& offset = offsets_[boot];
  const auto before = offset.value();
  if (!(offset.*which) || candidate < *(offset.*which)) offset.*which = candidate;
  return offset.value() != before;
}

// Whether records already here may stand elsewhere now.
bool RecordOrder::note_offsets(const Stamp& stamp) {
  bool moved = false;
  if (stamp.report)
    moved |= improve({stamp.device, stamp.report->boot}, &Offset::reported,
                     {stamp.report->uncertainty_ms, stamp.id, stamp.report->offset_ms});
  const Boot boot{stamp.device, stamp.boot};
  const bool first_of_boot = !offsets_.contains(boot);
  if (!stamp.wall_ms) return offsets_.try_emplace(boot), moved;
  const std::int64_t offset = add_saturated(*stamp.wall_ms, stamp.mono == std::numeric_limits<std::int64_t>::min() ? 0 : -stamp.mono);
  return (improve(boot, &Offset::own, {stamp.mono, stamp.id, offset}) && !first_of_boot) || moved;
}

void RecordOrder::reckon(Entry& entry, const Entry* previous) const {
  const auto offset = offsets_.at({entry.stamp.device, entry.stamp.boot}).value();
  entry.time = offset ? add_saturated(*offset, entry.stamp.mono) : previous ? previous->time : kNoTime;
  entry.latest = previous ? std::max(previous->latest, entry.time) : entry.time;
}

void RecordOrder::reckon_all() {
  for (auto& [name, run] : runs_) {
    const Entry* previous = nullptr;
    for (const auto& [place, index] : run) {
      reckon(entries_[index], previous);
      previous = &entries_[index];
    }
  }
  stale_ = false;
}

std::size_t RecordOrder::add(Stamp stamp) {
  const bool moved = note_offsets(stamp);
  const std::size_t index = entries_.size();
  Run& run = runs_[{stamp.device, stamp.inc}];
  const bool last = run.empty() || run.rbegin()->first < run_place(stamp);
  const Entry* previous = run.empty() ? nullptr : &entries_[run.rbegin()->second];
  run.emplace(run_place(stamp), index);
  entries_.push_back({std::move(stamp)});
  if (moved || !last) {
    stale_ = true;
    ++generation_;
  } else if (!stale_) {
    reckon(entries_.back(), previous);
  }
  return index;
}

std::optional<std::int64_t> RecordOrder::time_ms(std::size_t index) {
  if (stale_) reckon_all();
  const std::int64_t time = entries_[index].time;
  return time == kNoTime ? std::nullopt : std::optional(time);
}

bool RecordOrder::before(std::size_t a, std::size_t b) {
  if (stale_) reckon_all();
  const auto key = [&](std::size_t i) {
    const Entry& entry = entries_[i];
    return std::tie(entry.latest, entry.stamp.device, entry.stamp.inc, entry.stamp.seq, entry.stamp.id);
  };
  return key(a) < key(b);
}

std::vector<const Record*> in_order(const std::vector<Record>& records) {
  RecordOrder order;
  std::unordered_set<std::string_view> seen;
  std::vector<std::pair<std::size_t, const Record*>> indexed;
  for (const Record& record : records) {
    if (seen.insert(base::as_text(record.id.bytes)).second) indexed.emplace_back(order.add(stamp_of(record)), &record);
  }
  std::ranges::sort(indexed, [&](const auto& a, const auto& b) { return order.before(a.first, b.first); });
  std::vector<const Record*> out;
  for (const auto& [index, record] : indexed) out.push_back(record);
  return out;
}

}  // namespace openday::event
