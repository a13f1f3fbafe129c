#include "kiosk/event/workdays.h"

#include <nlohmann/json.hpp>

#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {

int workdays(const WorkdaysOptions& options) {
  const auto from = parse_day(options.from, "--from");
  if (!from) return complain(from.error());
  const auto text = read_input(options.calendar);
  if (!text) return complain(text.error());
  const auto calendar = event::WorkdayCalendar::parse(*text, options.calendar);
  if (!calendar) return complain(calendar.error());
  const event::DueDate due = calendar->add_workdays(*from, options.days);
  const std::string date = base::to_string(due.date);
  if (options.json) {
    print(nlohmann::ordered_json{{"date", date}, {"provisional", due.provisional}, {"calendar", calendar->version()}}.dump());
  } else {
    print(due.provisional ? date + " provisional" : date);
  }
  return kYes;
}

}  // namespace openday::tool
