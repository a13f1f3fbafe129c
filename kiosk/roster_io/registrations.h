// Gives every guest of a new list its registration: the file's own, else that of an earlier import, else a new one. Private to
// roster_io.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "kiosk/event/roster.h"
#include "kiosk/roster_io/guest_row.h"
#include "kiosk/roster_io/roster_reading.h"

namespace openday::roster_io {

class Registrations {
 public:
  // `previous` may be null. Registrations that the file itself names are not given to anybody else.
  Registrations(const event::Roster* previous, const std::vector<ReadGuest>& guests);

  // Number first over all guests, then name and phone tail, so that no row takes what a later row has the better claim to.
  // Fills in every registration; lines of guests whose number belonged to another name before go to `renamed`.
  void assign(std::vector<ReadGuest>& guests, const RandomSource& random, std::vector<std::size_t>& renamed);

  [[nodiscard]] std::size_t kept() const { return kept_; }
  [[nodiscard]] std::size_t made() const { return made_; }

 private:
  bool take(ReadGuest& guest, const event::Guest& from);
  void take_by_number(ReadGuest& guest, std::vector<std::size_t>& renamed);
  void take_by_person(ReadGuest& guest);

  const event::Roster* previous_;
  std::unordered_multimap<std::string, const event::Guest*> by_person_;
  std::unordered_set<event::RegistrationId, event::RegistrationIdHash> taken_;
  std::size_t kept_ = 0, made_ = 0;
};

}  // namespace openday::roster_io
