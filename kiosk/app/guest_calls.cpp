#include "kiosk/app/guest_calls.h"

#include <algorithm>
#include <optional>

#include "kiosk/base/time.h"
#include "kiosk/event/roll_call.h"

namespace openday::app {

namespace {

std::optional<base::Instant> instant_of(std::string_view at) {
  const auto read = base::parse_rfc3339(at);
  return read ? std::optional(read->at) : std::nullopt;
}

std::string last_tap(const event::RollMarks& marks) {
  std::string out;
  std::optional<base::Instant> last;
  for (const auto& [registration, mark] : marks)
    if (const auto at = instant_of(mark.at); at && (!last || *at > *last)) last = at, out = mark.at;
  return out;
}

}  // namespace

std::vector<GuestCall> calls_of(const event::Plan& plan, const event::Itinerary& itinerary, std::string_view session, event::GroupFold& groups, const event::RegistrationId& guest,
                                std::string_view since) {
  std::vector<GuestCall> out;
  const auto called = groups.stops(plan.id, session);
  if (called.empty()) return out;
  const auto came = instant_of(since);
  for (const event::RollStop& stop : event::roll_stops(plan, itinerary, called).all) {
    if (!called.contains(stop.id)) continue;
    const event::RollMarks marks = groups.called(plan.id, session, stop.id);
    if (const auto mark = marks.find(guest); mark != marks.end()) {
      out.push_back({stop.title, stop.boarding, mark->second.at, mark->second.persons});
      continue;
    }
    const std::string over = last_tap(marks);
    if (const auto end = instant_of(over); end && came && *came > *end) continue;
    out.push_back({stop.title, stop.boarding, over, 0});
  }
  return out;
}

}  // namespace openday::app
