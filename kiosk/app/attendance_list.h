// The staff's attendance list as the page draws it: counts in persons, categories, rows of a filter. Pure. Whole names: it is
// built only for a staff page and dies with it.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/app/documents.h"
#include "kiosk/event/attendance.h"
#include "kiosk/ui/model.h"

namespace openday::app {


// Expected guests in the roster's order, then who came without standing on it, by first admission.
[[nodiscard]] ui::StaffAttendance make_attendance_list(const Documents& documents, std::string_view session, const event::Attendance& attendance,
                                                       ui::StaffFilter filter);

}  // namespace openday::app
