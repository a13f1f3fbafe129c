#include "tests/sim/profile.h"

namespace openday::sim {

Profile Profile::draw(Dice& dice) {
  Profile out;
  const auto sometimes = [&](int most) { return dice.chance(550) ? static_cast<int>(dice.between(1, most)) : 0; };
  out.request_lost = sometimes(250);
  out.answer_lost = sometimes(250);
  out.repeated = sometimes(300);
  out.slow = sometimes(300);
  out.request_garbled = sometimes(80);
  out.answer_garbled = sometimes(120);
  out.portal = sometimes(80);
  out.busy = sometimes(100);
  out.bureau_dies = sometimes(150);
  out.bureau_disk_full = sometimes(60);
  out.syncd_dies = sometimes(80);
  out.kiosk_dies = sometimes(120);
  out.odd_record = sometimes(120);
  out.ballots = sometimes(100);
  out.erases = sometimes(60);
  out.disliked_record = dice.chance(150) ? 60 : 0;
  out.partitions = sometimes(3);
  out.syncd_restarts = sometimes(3);
  out.reboots = sometimes(2);
  out.lost_inboxes = dice.chance(250) ? 1 : 0;
  out.clock_jumps = sometimes(3);
  out.bureau_restarts = sometimes(2);
  const bool restores = dice.chance(450);
  out.backups = restores ? static_cast<int>(dice.between(1, 3)) : 0;
  out.restores = restores ? static_cast<int>(dice.between(1, 2)) : 0;
  out.lost_bureaux = dice.chance(120) ? 1 : 0;
  out.images = dice.chance(350) ? 2 : 0;
  out.old_disks = out.images > 0 && dice.chance(700) ? static_cast<int>(dice.between(1, 2)) : 0;
  out.clones = dice.chance(200) ? 1 : 0;
  out.wedged = dice.chance(10) ? 1 : 0;          // ten virtual minutes of hellos: as dear as fifty other worlds
  out.boxes = static_cast<int>(dice.between(1, 3));
  out.guests = static_cast<int>(dice.between(3, 16));
  out.day_ms = dice.between(2, 40) * 60'000;
  return out;
}

}  // namespace openday::sim
