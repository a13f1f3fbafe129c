// What changes about a box of a simulated hall: its key, the hall it stands in, its whole disk; and guests who ask to be forgotten.
#include <fmt/format.h>

#include "tests/sim/hall_world.h"

namespace openday::sim {

void HallWorld::rotate_a_key() {
  HallBox& box = any_box();
  if (!box.is_struck_off && !box.has_code()) rotate_key(box);
}

void HallWorld::rotate_key(HallBox& box) {
  try {
    box.syncd().rotate_key(box.moment(now_ms_));
  } catch (const Killed&) {
    box.restart_syncd(now_ms_);
  }
  wake(box);
}

// It is carried over; somebody there holds up a code of that hall.
void HallWorld::move_a_box() {
  carry(any_box());
}

void HallWorld::carry(HallBox& box) {
  if (box.is_struck_off) return;
  box.carry_to(box.hall() == "A" ? "B" : "A");
  box.scan(make_code(box.hall(), kCodeMinutes), now_ms_);
  wake(box);
}

void HallWorld::image_a_disk() {
  HallBox& box = any_box();
  leave_a_ballot_waiting(box);
  disk_images_[box.number()] = box.whole_disk();
}

void HallWorld::put_back_a_disk() {
  if (disk_images_.empty()) return;
  const auto& [number, disk] = *disk_images_.begin();
  HallBox& box = *boxes_[static_cast<std::size_t>(number)];
  checker_.note_before_replacing(box);
  box.replace_disk(disk, now_ms_);
  guest_arrives(box);   // before it hears that its numbers were given out already
}

void HallWorld::forget_a_guest() {
  HallBox& box = any_box();
  box.erase_one(now_ms_);
  wake(box);
}

}  // namespace openday::sim
