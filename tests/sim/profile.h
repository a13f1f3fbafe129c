// What happens in one world, and how often. Each seed switches some faults off altogether (swarm testing, Groce et al., ISSTA 2012):
// worlds where everything fails at once hide what one fault alone would show. Chances in permille.
#pragma once

#include "tests/sim/dice.h"

namespace openday::sim {

struct Profile {
  // Of an exchange.
  int request_lost = 0, answer_lost = 0, repeated = 0, slow = 0, request_garbled = 0, answer_garbled = 0, portal = 0, busy = 0;
  int bureau_dies = 0, bureau_disk_full = 0;
  // Of a step of a box, and of a guest's arrival.
  int syncd_dies = 0, kiosk_dies = 0, odd_record = 0, ballots = 0, erases = 0, disliked_record = 0;
  // How many of them in a day.
  int partitions = 0, syncd_restarts = 0, reboots = 0, lost_inboxes = 0, clock_jumps = 0, bureau_restarts = 0;
  int backups = 0, restores = 0, lost_bureaux = 0, images = 0, old_disks = 0, clones = 0, wedged = 0;
  int boxes = 1, guests = 10;            // guests of each box
  std::int64_t day_ms = 0;

  [[nodiscard]] static Profile draw(Dice& dice);
  [[nodiscard]] static Profile calm() { return {}; }
};

}  // namespace openday::sim
