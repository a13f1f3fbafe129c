#include "tests/sim/hall_profile.h"

namespace openday::sim {

HallProfile HallProfile::draw(Dice& dice) {
  HallProfile out;
  const auto sometimes = [&](int most) { return dice.chance(500) ? static_cast<int>(dice.between(1, most)) : 0; };
  out.request_lost = sometimes(200);
  out.answer_lost = sometimes(200);
  out.repeated = sometimes(250);
  out.slow = sometimes(200);
  out.request_garbled = sometimes(60);
  out.answer_garbled = sometimes(100);
  out.part_damaged = sometimes(300);
  out.portal = sometimes(60);
  out.busy = sometimes(80);
  out.bureau_dies = sometimes(80);
  out.desk_dies = sometimes(80);
  out.killed_asking = sometimes(200);
  out.syncd_dies = sometimes(60);
  out.kiosk_dies = sometimes(120);
  out.partitions = sometimes(3);
  out.hall_partitions = sometimes(3);
  out.syncd_restarts = sometimes(3);
  out.reboots = sometimes(2);
  out.lost_inboxes = dice.chance(300) ? 1 : 0;
  out.old_inboxes = dice.chance(350) ? 1 : 0;
  out.clock_jumps = sometimes(2);
  out.bureau_restarts = sometimes(2);
  const bool restores = dice.chance(500);
  out.backups = restores ? static_cast<int>(dice.between(1, 3)) : 0;
  out.restores = restores ? 1 : 0;
  out.unlucky = restores && dice.chance(500) ? 1 : 0;
  out.lost_bureaux = dice.chance(100) ? 1 : 0;
  out.papers = static_cast<int>(dice.between(2, 8));
  out.slipped_in = sometimes(2);
  out.revocations = dice.chance(450) ? 1 : 0;
  out.pairings = sometimes(2);
  out.shared_codes = sometimes(2);
  out.late_codes = sometimes(2);
  out.rotations = sometimes(2);
  out.moves = dice.chance(300) ? 1 : 0;
  out.erasures = dice.chance(600) ? static_cast<int>(dice.between(1, 3)) : 0;
  out.old_disks = dice.chance(350) ? 1 : 0;
  out.has_lan = dice.chance(650);
  out.boxes = static_cast<int>(dice.between(2, 3));
  out.strangers = dice.chance(350) ? 1 : 0;
  out.guests = static_cast<int>(dice.between(2, 7));
  out.day_ms = dice.between(3, 12) * 60'000;
  out.clones = dice.chance(350) ? 1 : 0;
  out.is_clone_on_lists = dice.chance(500);
  out.ballots = dice.chance(500) ? 300 : 0;
  return out;
}

HallProfile HallProfile::calm() const {
  HallProfile out;
  out.has_lan = has_lan;
  out.boxes = boxes, out.strangers = strangers, out.guests = guests;
  out.day_ms = day_ms;
  out.ballots = ballots;
  return out;
}

}  // namespace openday::sim
