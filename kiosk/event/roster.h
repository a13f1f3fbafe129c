// The expected guests of one event. A box's roster holds name, category, group and the last four digits of the phone, never
// the whole number. Immutable after loading; lookups are O(1) in the number of guests.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/event/registration_id.h"

namespace openday::event {

enum class GuestState { expected, cancelled, waiting };

struct Guest {
  RegistrationId registration;
  std::string number;        // the office's registration number, or empty
  std::string name;          // normalised (person_name.h)
  std::string category;      // Category::id
  std::string group, seat, department;
  std::string session;       // Session::id, or empty = every session
  std::string phone_tail;    // four digits, or empty
  int persons = 1;           // seats of this registration, companions included
  GuestState state = GuestState::expected;
  std::string vehicle;       // as the office numbers them, or empty
  bool operator==(const Guest&) const = default;
};

enum class RosterError { not_json, wrong_schema, invalid };

class Roster {
 public:
  Roster() = default;
  // Duplicate registrations are refused when reading; here the first one stands.
  Roster(std::string event, int version, std::vector<Guest> guests);

  [[nodiscard]] const std::string& event() const { return event_; }
  [[nodiscard]] int version() const { return version_; }
  [[nodiscard]] const std::vector<Guest>& guests() const { return guests_; }
  [[nodiscard]] const Guest* find(const RegistrationId& id) const;
  [[nodiscard]] const Guest* find_number(std::string_view number) const;

 private:
  std::string event_;
  int version_ = 0;
  std::vector<Guest> guests_;
  std::unordered_map<RegistrationId, std::size_t, RegistrationIdHash> by_id_;
  std::unordered_map<std::string, std::size_t> by_number_;
};

inline constexpr int kRosterSchemaVersion = 1;
inline constexpr std::size_t kMaxGuests = 500'000;
inline constexpr std::size_t kMaxRosterBytes = 256u << 20;

[[nodiscard]] std::string_view to_string(GuestState state);   // "expected", "cancelled", "waiting"
[[nodiscard]] std::optional<GuestState> parse_guest_state(std::string_view text);

// roster.json: {"schema":1,"event":"...","version":1,"guests":[{"registration":"hex",...}]}, streamed: 500,000 guests in bounded
// memory beyond the roster itself. A guest needs registration, name and category; number, group, seat, department, session, vehicle,
// phone_tail, persons and state stand only when they say something; unknown members are passed over. Errors name the guest's
// index and the member; a registration or number that stands twice is refused.
[[nodiscard]] base::Result<Roster, RosterError> read_roster(std::string_view json);
[[nodiscard]] std::string write_roster(const Roster& roster);

}  // namespace openday::event
