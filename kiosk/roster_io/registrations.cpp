#include "kiosk/roster_io/registrations.h"

namespace openday::roster_io {
namespace {

std::string person_key(const event::Guest& guest) { return guest.name + '\n' + guest.phone_tail; }

}  // namespace

Registrations::Registrations(const event::Roster* previous, const std::vector<ReadGuest>& guests) : previous_(previous) {
  for (const ReadGuest& guest : guests)
    if (guest.has_registration) taken_.insert(guest.guest.registration);
  if (!previous_) return;
  for (const event::Guest& guest : previous_->guests()) by_person_.emplace(person_key(guest), &guest);
}

bool Registrations::take(ReadGuest& guest, const event::Guest& from) {
  if (!taken_.insert(from.registration).second) return false;
  guest.guest.registration = from.registration;
  guest.has_registration = true;
  ++kept_;
  return true;
}

void Registrations::take_by_number(ReadGuest& guest, std::vector<std::size_t>& renamed) {
  if (guest.has_registration || guest.guest.number.empty()) return;
  const event::Guest* before = previous_->find_number(guest.guest.number);
  if (before && take(guest, *before) && before->name != guest.guest.name) renamed.push_back(guest.line);
}

void Registrations::take_by_person(ReadGuest& guest) {
  const auto [first, last] = by_person_.equal_range(person_key(guest.guest));
  for (auto candidate = first; candidate != last && !guest.has_registration; ++candidate) {
    const std::string& number = candidate->second->number;
    if (number.empty() || guest.guest.number.empty() || number == guest.guest.number) take(guest, *candidate->second);
  }
}

void Registrations::assign(std::vector<ReadGuest>& guests, const RandomSource& random, std::vector<std::size_t>& renamed) {
  for (const ReadGuest& guest : guests) kept_ += guest.has_registration;
  if (previous_) {
    for (ReadGuest& guest : guests) take_by_number(guest, renamed);
    for (ReadGuest& guest : guests) take_by_person(guest);
  }
  for (ReadGuest& guest : guests) {
    while (!guest.has_registration) {
      guest.guest.registration.bytes = random();
      guest.has_registration = taken_.insert(guest.guest.registration).second;
      made_ += guest.has_registration;
    }
  }
}

}  // namespace openday::roster_io
