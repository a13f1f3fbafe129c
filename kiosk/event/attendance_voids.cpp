#include "kiosk/event/attendance_voids.h"

namespace openday::event {

// Kahn's algorithm over "void names record": a void is judged once every void that names it is. Those of a circle never are.
UuidSet voided_records(const std::unordered_map<base::Uuid, base::Uuid, UuidHash>& voids) {
  std::unordered_map<base::Uuid, int, UuidHash> unjudged;   // how many voids that name this one wait for judgement
  for (const auto& [id, target] : voids) ++unjudged[target];
  std::vector<base::Uuid> ready;
  for (const auto& [id, target] : voids)
    if (!unjudged.contains(id)) ready.push_back(id);
  UuidSet voided;
  while (!ready.empty()) {
    const base::Uuid id = ready.back();
    ready.pop_back();
    const base::Uuid& target = voids.at(id);
    if (!voided.contains(id)) voided.insert(target);
    if (--unjudged[target] == 0 && voids.contains(target)) ready.push_back(target);
  }
  return voided;
}

}  // namespace openday::event
