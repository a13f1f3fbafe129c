// What a guest is asked to rate, ready for the rating pages: the plan's questionnaire joined with its catalogue of grades and
// reason tags. A plain value, built once when documents are loaded, shared by pointer, never changed.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/event/evaluation.h"
#include "kiosk/event/plan.h"

namespace openday::app {

struct FormTag {
  std::string code, label;
};

struct FormGrade {
  int value = 0;                 // 5..1
  std::string label;
  std::vector<FormTag> tags;     // active ones only
};

struct FormSubject {
  std::string id, label, question;
};

struct RatingForm {
  std::string questionnaire, title;
  std::vector<FormSubject> subjects;
  std::array<FormGrade, 5> grades;   // grades 5, 4, 3, 2, 1
  bool anonymous = true;             // false only when the plan asks for named ratings alone
  bool either = false;               // the guest chooses between the two
  std::size_t comment_max = 500;     // code points; 0: no comment is asked for
  std::vector<std::string> phrases;  // ready to tap, for the comment
  std::string consent_version;       // of the notice; may be empty
  bool walk_up = false;              // visitors without a check-in may rate
  std::vector<std::string> raters;   // Category::id; empty: every category that may rate

  [[nodiscard]] const FormGrade& grade(int value) const { return grades[static_cast<std::size_t>(5 - value)]; }
};

// The form of a questionnaire. Grades that the catalogue lacks keep an empty label (screens take the standard word).
[[nodiscard]] RatingForm make_rating_form(const event::Questionnaire& questionnaire, const event::Catalogue& catalogue);

// Whether guests of this category are asked for their rating. An unknown category (a guest not on the roster) may rate where
// the form names no categories.
[[nodiscard]] bool may_rate(const event::Plan& plan, const RatingForm& form, std::string_view category);

}  // namespace openday::app
