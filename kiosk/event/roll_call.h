// Where the roll is called: at each bus and at each place of the programme as it runs. Pure.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/event/itinerary.h"

namespace openday::event {

// Stops that no row of the programme names.
inline constexpr std::string_view kBusStop = "/bus", kGatheringStop = "/here";

struct RollStop {
  std::string id;                     // of its first row, or one of those above: what a `roll-call` record names
  std::string title;                  // the place, or the row's title; empty: of a stop that no row names
  bool boarding = false;              // before the bus leaves
  bool operator==(const RollStop&) const = default;
};

struct RollStops {
  std::vector<RollStop> all;          // in programme order, at least one
  std::size_t now = 0;                // where the programme is
};

// Every row by vehicle is a bus to board, every change of place a stop; rows at the same place are one stop. Where the programme has
// vehicles but no such row, the bus comes first. Skipped rows are left out, unless the roll was called there (`called`).
[[nodiscard]] RollStops roll_stops(const Plan& plan, const Itinerary& itinerary, const std::set<std::string>& called);

}  // namespace openday::event
