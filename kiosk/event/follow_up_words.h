// Words and clocks of the follow-up list, from plan, catalogue and calendar. Internal to follow_up*.cpp and what lists cases.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/event/follow_up.h"

namespace openday::event {

// Labels and departments of what is rated, scored and written about.
class SubjectNames {
 public:
  SubjectNames(const Plan& plan, const FollowUpWords& words);
  [[nodiscard]] std::string label(const std::string& subject) const;   // the id itself when nobody knows it
  [[nodiscard]] std::string owner(const std::string& subject) const;
  [[nodiscard]] std::string questionnaire_of(const std::string& subject) const;   // empty for an opinion's
  [[nodiscard]] std::string item(const std::string& subject, const std::string& item) const;

 private:
  struct Name {
    std::string label, owner;
    const Questionnaire* questionnaire = nullptr;
  };
  std::map<std::string, Name, std::less<>> names_;
};

[[nodiscard]] std::string grade_label(const Catalogue* catalogue, int grade);         // empty for 0
[[nodiscard]] std::string tag_label(const Catalogue* catalogue, const std::string& code);
[[nodiscard]] std::vector<CaseClock> case_clocks(const Plan& plan, const WorkdayCalendar* calendar, Date received, std::optional<Date> end);
[[nodiscard]] std::vector<CaseClock> event_clocks(const Plan& plan, const WorkdayCalendar* calendar, std::optional<Date> end);

}  // namespace openday::event
