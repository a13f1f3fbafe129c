// A disk that was copied into a second machine of a simulated hall: to the bureau and to the hall both are one device. While they have one
// key both are let in; once one of them has another, a code that one scans locks the other out (protocol.md, "A copied disk").
#include <algorithm>

#include <fmt/format.h>

#include "tests/sim/hall_world.h"

namespace openday::sim {

// Half of them have a machine that the journal can tell from the first. In another hall it scans a code, as a box that is carried there.
void HallWorld::clone() {
  HallBox& source = any_box();
  leave_a_ballot_waiting(source);
  HallBox& twin = add_box(dice_.chance(500) ? source.machine() : std::string("another machine"), source.hall());
  twin.install(wire(twin, source.number()), now_ms_, &source);
  for (auto* box : {&source, &twin}) guest_arrives(*box);   // before either can hear of the other
  if (dice_.chance(400) && office_->is_up()) settle_at_the_office(), carry(twin);
  for (int i = 0; i < profile_.guests; ++i) later_today([this, &twin] { guest_arrives(twin); });
}

std::vector<HallBox*> HallWorld::machines_of(const HallBox& device) {
  std::vector<HallBox*> out;
  for (const auto& box : boxes_) {
    if (box.get() == &device || box->is_twin_of(device)) out.push_back(box.get());
  }
  return out;
}

// Whose turn it is to be let in, the copy's before the original's; null: nobody has to wait.
HallBox* HallWorld::turn_of(const HallBox& device) {
  auto machines = machines_of(device);
  std::erase_if(machines, [](const auto* box) { return box->is_struck_off || box->is_put_away; });
  const bool all_in = std::ranges::all_of(machines, [this](auto* box) { return !box->has_code() && is_live(*office_, *box, box->syncd().key()); });
  return machines.size() < 2 || all_in ? nullptr : machines.back();
}

bool HallWorld::must_wait(const HallBox& box) {
  const auto* turn = calm_ ? turn_of(box) : nullptr;
  return turn != nullptr && turn != &box;
}

// What somebody does who has understood that there are two: one brings what it has, and is switched off.
void HallWorld::put_away_twins() {
  for (const auto& box : boxes_) {
    if (box->is_put_away || turn_of(*box) != box.get() || box->has_code() || !is_live(*office_, *box, box->syncd().key())) continue;
    if (!checker_.missing_of_its_own(*box, *office_).empty()) continue;
    if (tell_) tell_(fmt::format("{:>9} ms  box {} brought all that it had and is put away", now_ms_, box->number()));
    box->is_put_away = true;
  }
}

}  // namespace openday::sim
