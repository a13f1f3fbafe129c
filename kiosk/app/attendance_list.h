// The staff's attendance list as the page draws it: counts in persons, by category, session or inviting department, rows of a filter. Pure. Whole names: it is
// built only for a staff page and dies with it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/documents.h"
#include "kiosk/event/attendance.h"
#include "kiosk/ui/model.h"

namespace openday::app {

struct AttendanceList {
  ui::StaffAttendance shown;
  std::vector<event::RegistrationId> guests;   // of its rows
};

// Expected guests in the roster's order, then the waiting list, then who came without standing on it, by first admission.
[[nodiscard]] AttendanceList make_attendance_list(const Documents& documents, std::string_view session, const event::Attendance& attendance,
                                                       ui::StaffFilter filter, ui::StaffGrouping grouping = ui::StaffGrouping::category);

}  // namespace openday::app
