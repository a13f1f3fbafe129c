// What staff ask of the journal worker about who works at the box and about one guest, and its answers: a part of messages.h.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/uuid.h"
#include "kiosk/event/registration_id.h"
#include "kiosk/ui/model_people.h"
#include "kiosk/ui/model_staff_guest.h"

namespace openday::app {

// ---- PINs; a supervisor's ----
enum class PeopleWork { look, add, change_pin, remove };
struct WorkOnPeople {
  std::uint64_t visit;                                   // VisitId
  PeopleWork work = PeopleWork::look;
  std::string id{};                                      // change_pin, remove
  ui::StaffRole role = ui::StaffRole::steward;           // add
  std::string label{}, pin{};
};

// taken: somebody's PIN already; full: no more entries; last_supervisor: nobody could work here any more; own: who is logged in.
enum class PeopleSaved { saved, taken, full, last_supervisor, own, failed };
struct PeopleAnswer {
  std::uint64_t visit;
  PeopleWork work;
  PeopleSaved saved;
  std::shared_ptr<const ui::StaffPeople> people;         // as they are now; null: nobody may see
};

// ---- one guest ----
enum class GuestWork { look, undo, restore, move, persons };
struct WorkOnGuest {
  std::uint64_t visit;
  event::RegistrationId guest;
  GuestWork work = GuestWork::look;
  base::Uuid record{};                                   // undo: an admission; restore: the void
  std::string reason{}, session{};                       // session: Session::id to move to
  int persons = 0;                                       // how many are here
};

// To the box's printer, not to the desk: the badge of the guest whose page this is, once more.
struct PrintBadge {
  std::uint64_t visit;
  event::RegistrationId guest;
  std::shared_ptr<const ui::StaffGuest> shown;
};

struct GuestAnswer {
  std::uint64_t visit;
  GuestWork work;
  ui::GuestSaved saved;
  std::shared_ptr<const ui::StaffGuest> guest;           // as it stands now; null: there is no such guest
};

}  // namespace openday::app
