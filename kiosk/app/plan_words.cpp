#include "kiosk/app/plan_words.h"

#include "kiosk/base/time.h"

namespace openday::app {

std::string category_label(const event::Plan& plan, std::string_view category) {
  const event::Category* known = plan.category(category);
  return known ? known->label : std::string(category);
}

std::string session_title(const event::Plan& plan, std::string_view session) {
  const event::Session* known = plan.session(session);
  return known && !known->title.empty() ? known->title : std::string(session);
}

std::string clock_of(const event::Plan& plan, std::string_view at) {
  const auto read = base::parse_rfc3339(at);
  return read ? base::clock_text(base::minutes_of_day(read->at, plan.zone)) : std::string();
}

}  // namespace openday::app
