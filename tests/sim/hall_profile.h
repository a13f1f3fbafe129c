// What happens in one simulated hall, and how often; as profile.h. Chances in permille.
#pragma once

#include "tests/sim/dice.h"

namespace openday::sim {

struct HallProfile {
  // Of an exchange with the bureau, and with a neighbour.
  int request_lost = 0, answer_lost = 0, repeated = 0, slow = 0, request_garbled = 0, answer_garbled = 0, part_damaged = 0, portal = 0, busy = 0;
  int bureau_dies = 0, desk_dies = 0, killed_asking = 0;
  // Of a step of a box, and of a guest's arrival.
  int syncd_dies = 0, kiosk_dies = 0;
  // How many of them in a day.
  int partitions = 0, hall_partitions = 0, syncd_restarts = 0, reboots = 0, lost_inboxes = 0, old_inboxes = 0, clock_jumps = 0, bureau_restarts = 0;
  int backups = 0, restores = 0, lost_bureaux = 0, unlucky = 0;   // unlucky: the bureau is restored and a box loses its inbox
  int papers = 0, slipped_in = 0, revocations = 0, pairings = 0, shared_codes = 0, late_codes = 0;
  int rotations = 0, moves = 0, erasures = 0, old_disks = 0;
  int clones = 0;                        // a disk copied into a second machine; both run on
  int ballots = 0;                       // of a guest's arrival: guests who rate, too
  bool is_clone_on_lists = false;        // the second machine's address stands on the neighbours' lists
  bool has_lan = true;                   // the boxes tell each other
  int boxes = 2, guests = 4;             // guests of each box
  int strangers = 0;                     // boxes of another hall on the same network
  std::int64_t day_ms = 0;

  [[nodiscard]] static HallProfile draw(Dice& dice);
  // The same hall without faults.
  [[nodiscard]] HallProfile calm() const;
};

}  // namespace openday::sim
