// What happened to one guest, record by record, over records of any boxes: for staff who look at that guest. A part of the fold
// behind Attendance, which answers it (Attendance::story).
#pragma once

#include <optional>
#include <string>

#include "kiosk/base/uuid.h"
#include "kiosk/event/record_bodies.h"

namespace openday::event {

enum class StoryKind { check_in, walk_in, screening, voiding, overriding };

struct StoryFact {
  StoryKind kind = StoryKind::check_in;
  base::Uuid record, device;
  std::string at;                     // RFC 3339, as its box stored it
  std::string session;                // Session::id; empty for a voiding and an override
  CheckInBody admission{};            // check_in, walk_in: as it counts
  std::string name{};                 // walk_in: where staff wrote one down
  bool declared = false;              // walk_in
  bool passed = false;                // screening
  std::optional<base::Uuid> names{};  // voiding: the record that counts no longer
  std::string reason{}, verdict{};    // voiding, overriding; verdict: what was overridden
  std::string role{}, entry{};        // of who did it
  bool counts = true;                 // false: voided; a voiding that is void itself has no effect
};

}  // namespace openday::event
