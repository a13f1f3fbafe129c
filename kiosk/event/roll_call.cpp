#include "kiosk/event/roll_call.h"

#include <algorithm>

namespace openday::event {
namespace {

// The row that the programme is at: rows before it are over.
std::size_t row_now(const Itinerary& itinerary) {
  if (itinerary.current) return *itinerary.current;
  if (itinerary.next) return *itinerary.next == 0 ? 0 : *itinerary.next - 1;
  return itinerary.state == SessionState::after || itinerary.state == SessionState::closed ? itinerary.rows.size() : 0;
}

}  // namespace

RollStops roll_stops(const Plan& plan, const Itinerary& itinerary, const std::set<std::string>& called) {
  RollStops out;
  const std::size_t reached = row_now(itinerary);
  std::string place;
  const auto put = [&](RollStop stop, std::size_t row) {
    out.all.push_back(std::move(stop));
    if (row <= reached) out.now = out.all.size() - 1;
  };
  for (std::size_t i = 0; i < itinerary.rows.size(); ++i) {
    const Row& row = itinerary.rows[i];
    if (row.throughout || (row.state == RowState::skipped && !called.contains(row.id))) continue;
    if (row.kind == ItemKind::travel) {
      place.clear();
      put({row.id, row.title, true}, i);
    } else if (!row.place.empty() && row.place != place) {
      place = row.place;
      put({row.id, row.place, false}, i);
    }
  }
  const bool boards = std::ranges::any_of(out.all, &RollStop::boarding);
  if (!boards && (!plan.logistics.vehicles.empty() || called.contains(std::string(kBusStop)))) {
    if (!out.all.empty() && (itinerary.current || reached > 0)) ++out.now;   // under way: at a place, no more at the bus
    out.all.insert(out.all.begin(), {std::string(kBusStop), {}, true});
  }
  if (out.all.empty()) out.all.push_back({std::string(kGatheringStop), {}, false});
  out.now = std::min(out.now, out.all.size() - 1);
  return out;
}

}  // namespace openday::event
