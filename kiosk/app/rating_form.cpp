#include "kiosk/app/rating_form.h"

#include <algorithm>

namespace openday::app {

namespace {

FormGrade form_grade(const event::Catalogue& catalogue, int value) {
  FormGrade out;
  out.value = value;
  const event::Grade* grade = catalogue.grade(value);
  if (!grade) return out;
  out.label = grade->label;
  for (const event::Tag& tag : grade->tags) {
    if (tag.active) out.tags.push_back({tag.code, tag.label});
  }
  return out;
}

}  // namespace

RatingForm make_rating_form(const event::Questionnaire& questionnaire, const event::Catalogue& catalogue) {
  RatingForm form;
  form.questionnaire = questionnaire.id;
  form.title = questionnaire.title;
  for (const event::Subject& subject : questionnaire.subjects) {
    form.subjects.push_back({subject.id, subject.label, subject.question});
  }
  for (int value = 5; value >= 1; --value) form.grades[static_cast<std::size_t>(5 - value)] = form_grade(catalogue, value);
  form.anonymous = questionnaire.anonymous || !questionnaire.named;
  form.either = questionnaire.anonymous && questionnaire.named;
  form.comment_max = static_cast<std::size_t>(questionnaire.comment_max);
  form.walk_up = questionnaire.walk_up;
  form.raters = questionnaire.raters;
  return form;
}

bool may_rate(const event::Plan& plan, const RatingForm& form, std::string_view category) {
  const event::Category* known = plan.category(category);
  if (known && !known->may_rate) return false;
  return form.raters.empty() || std::find(form.raters.begin(), form.raters.end(), category) != form.raters.end();
}

}  // namespace openday::app
