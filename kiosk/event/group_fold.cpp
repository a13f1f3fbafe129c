#include "kiosk/event/group_fold.h"

#include <algorithm>

namespace openday::event {

void GroupFold::add(const Record& record) {
  const auto index = ledger_.add(record);
  const auto kind = parse_kind(record.kind);
  // A clock's report may turn the order of others round.
  if (kind == Kind::waitlist || kind == Kind::void_record || kind == Kind::erase || kind == Kind::device) ++moves_changed_;
  if (!index) return;
  if (kind == Kind::roll_call) {
    if (const auto body = read_roll_call(*record.body))
      taps_[{record.event, body->session, body->stop}].push_back({*index, body->registration, {record.id, record.device, record.at, body->persons}});
  } else if (kind == Kind::waitlist) {
    if (const auto body = read_waitlist(*record.body)) steps_.push_back({*index, record.event, body->registration, {record.id, record.at, body->move, record.clock}});
  }
}

RollMarks GroupFold::called(std::string_view event, std::string_view session, std::string_view stop) {
  RollMarks out;
  const auto found = taps_.find(Stop(event, session, stop));
  if (found == taps_.end()) return out;
  std::unordered_map<RegistrationId, Index, RegistrationIdHash> last;
  for (const Tap& tap : found->second) {
    if (!ledger_.stands(tap.index)) continue;
    const auto [at, fresh] = last.try_emplace(tap.registration, tap.index);
    if (!fresh && ledger_.before(tap.index, at->second)) continue;
    at->second = tap.index;
    out.insert_or_assign(tap.registration, tap.mark);
  }
  return out;
}

std::set<std::string> GroupFold::stops(std::string_view event, std::string_view session) {
  std::set<std::string> out;
  for (const auto& [stop, taps] : taps_) {
    if (std::get<0>(stop) != event || std::get<1>(stop) != session) continue;
    if (std::ranges::any_of(taps, [this](const Tap& tap) { return ledger_.stands(tap.index); })) out.insert(std::get<2>(stop));
  }
  return out;
}

GuestMoves GroupFold::moves(std::string_view event) {
  GuestMoves out;
  std::unordered_map<RegistrationId, Index, RegistrationIdHash> last;
  for (const Step& step : steps_) {
    if (step.event != event || !ledger_.stands(step.index)) continue;
    const auto [at, fresh] = last.try_emplace(step.registration, step.index);
    if (!fresh && ledger_.before(step.index, at->second)) continue;
    at->second = step.index;
    out.insert_or_assign(step.registration, step.move);
  }
  return out;
}

}  // namespace openday::event
