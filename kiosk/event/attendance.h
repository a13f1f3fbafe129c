// Who is there: a fold of records from any boxes, in any order, counting persons (DESIGN.md I3). Pure: the same set of records
// gives the same attendance. Keyed by (event, session, registration); the earliest admission stands, later ones elsewhere and
// more persons than seats are conflicts for staff, never dropped. Voided and repeated records count once or not at all. Belongs to
// one thread: questions may bring what they answer from up to date.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/uuid.h"
#include "kiosk/event/attendance_voids.h"
#include "kiosk/event/guest_story.h"
#include "kiosk/event/record.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/event/registration_id.h"

namespace openday::event {

struct Presence {
  RegistrationId registration;
  std::string event, session, category;
  int persons = 0;                    // admitted so far, never above the registration's seats
  base::Uuid first_record, first_device;
  std::string first_at;               // `at` of the admission that stands
  bool on_roster = true, early = false, late = false;
  Way way = Way::code;
  bool walk_in = false;               // registered by staff at the door
  std::string name;                   // of a walk-in, where staff wrote one down
};

// A screening covers the admission that follows it: the rest of a party that comes later is screened anew.
enum class Screened { passed, referred };

// admitted_elsewhere: a box admitted the registration when another had filled its seats already; too_many_persons: the rest.
enum class ConflictKind { admitted_elsewhere, too_many_persons };
struct Conflict {
  ConflictKind kind;
  RegistrationId registration;
  std::string session;
  std::vector<base::Uuid> records;    // those concerned, in order
};

// One admission that counts, as staff are told of it.
struct Admission {
  base::Uuid record, device;
  std::string at;                     // RFC 3339, as its box stored it
  bool time_in_doubt = false;         // no clock of its boot was ever right
  RegistrationId registration;
  std::string session, category;
  int persons = 1;
  Way way = Way::code;
  bool walk_in = false;
  std::string name;                   // of a walk-in, where staff wrote one down
};

// A correction that stands, with what staff need to take it back.
struct StandingCorrection {
  base::Uuid record;
  std::string at;                     // RFC 3339, as its box stored it
  CorrectionBody body;
  bool operator==(const StandingCorrection&) const = default;
};

class Attendance {
 public:
  // Adds one record; order does not matter, a repeated id is ignored (but a body that an erased copy lacked is taken over).
  // Kinds it does not know only take part in the order.
  void add(const Record& record);

  [[nodiscard]] const Presence* find(std::string_view event, std::string_view session, const RegistrationId& id) const;
  [[nodiscard]] std::vector<Presence> present(std::string_view event, std::string_view session) const;  // by first admission
  // Persons admitted, those of erased records included by the counts of their `erase`.
  [[nodiscard]] int persons(std::string_view event, std::string_view session) const;
  [[nodiscard]] int persons(std::string_view event, std::string_view session, std::string_view category) const;
  // Refusals at the door, of whoever: no record names them.
  [[nodiscard]] int refusals(std::string_view event, std::string_view session) const;
  // Of a category, or of whom a department invited; empty: those of which no record knows it.
  [[nodiscard]] int refusals(std::string_view event, std::string_view session, std::string_view category) const;
  [[nodiscard]] int refusals_by_department(std::string_view event, std::string_view session, std::string_view department) const;
  // What the last screening since the registration's last admission came to; nothing: none, so it has to be screened.
  [[nodiscard]] std::optional<Screened> screened(std::string_view event, std::string_view session, const RegistrationId& id) const;
  // `seats(registration)`: persons a registration may bring; conflicts in a stable order, settled ones left out.
  [[nodiscard]] std::vector<Conflict> conflicts(std::string_view event) const;
  [[nodiscard]] UuidSet settled() const;   // records that settlements name
  [[nodiscard]] std::vector<Admission> admissions(std::string_view event) const;   // in record order
  [[nodiscard]] std::vector<StandingCorrection> standing_corrections(std::string_view event) const;  // in record order
  [[nodiscard]] std::vector<CorrectionBody> corrections(std::string_view event) const;               // their bodies
  // What happened to this guest in all sessions, in record order; nothing of what was erased.
  [[nodiscard]] std::vector<StoryFact> story(std::string_view event, const RegistrationId& id) const;
  void set_seats(const RegistrationId& id, int seats);   // from the roster or the code; 1 when unknown

  Attendance();
  ~Attendance();
  Attendance(Attendance&&) noexcept;
  Attendance& operator=(Attendance&&) noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// DESIGN.md section 4: boots' offsets, running maximum over seq, then (t', device, inc, seq). A pure function of the set:
// each id once.
[[nodiscard]] std::vector<const Record*> in_order(const std::vector<Record>& records);

}  // namespace openday::event
