#include "kiosk/app/sheet_form.h"

#include <algorithm>

namespace openday::app {

using event::AnswerKind;
using event::SheetItem;

namespace {

bool has_options(const SheetItem& item) { return item.kind == AnswerKind::one_of || item.kind == AnswerKind::any_of; }

bool is_answer_of(const SheetItem& item, const event::ItemAnswer& answer) {
  const bool valued = answer.value && is_value_of(item, *answer.value) && answer.choices.empty() && answer.text.empty();
  if (item.kind == AnswerKind::text) return !answer.text.empty() && !answer.value && answer.choices.empty();
  if (!has_options(item)) return valued;
  if (answer.value || !answer.text.empty() || answer.choices.empty() || (item.kind == AnswerKind::one_of && answer.choices.size() > 1)) return false;
  return std::all_of(answer.choices.begin(), answer.choices.end(),
                     [&](const std::string& choice) { return std::find(item.options.begin(), item.options.end(), choice) != item.options.end(); });
}

}  // namespace

bool SheetForm::asks(std::string_view category) const { return asked.contains(category) || (anybody && category.empty()); }

const SheetItem* SheetForm::item(std::string_view id) const {
  const auto found = std::find_if(items.begin(), items.end(), [&](const SheetItem& one) { return one.id == id; });
  return found == items.end() ? nullptr : &*found;
}

SheetForm make_sheet_form(const event::Plan& plan, const event::Questionnaire& questionnaire, const event::Catalogue& catalogue) {
  SheetForm form;
  form.questionnaire = questionnaire.id;
  form.title = questionnaire.title;
  for (const event::Subject& subject : questionnaire.subjects) form.subjects.push_back({subject.id, subject.label, subject.question});
  form.items = questionnaire.items;
  for (const event::Grade& grade : catalogue.grades)
    if (grade.value >= 1 && grade.value <= 5) form.words[static_cast<std::size_t>(5 - grade.value)] = grade.label;
  form.anonymous = questionnaire.anonymous || !questionnaire.named;
  form.walk_up = questionnaire.walk_up && form.anonymous;
  form.anybody = questionnaire.raters.empty();
  for (const event::Category& category : plan.categories) {
    const bool named = form.anybody || std::find(questionnaire.raters.begin(), questionnaire.raters.end(), category.id) != questionnaire.raters.end();
    if (named && category.may_rate) form.asked.insert(category.id);
  }
  return form;
}

bool is_value_of(const SheetItem& item, int value) {
  switch (item.kind) {
    case AnswerKind::grade: return value >= 1 && value <= 5;
    case AnswerKind::marks_10: return value >= 0 && value <= 10;
    case AnswerKind::marks_100: return value >= 0 && value <= 100;
    case AnswerKind::one_of:
    case AnswerKind::any_of:
    case AnswerKind::text: break;
  }
  return false;
}

event::ItemAnswer answer_of(const SheetItem& item, const ItemDraft& draft) {
  event::ItemAnswer out;
  out.item = item.id;
  if (has_options(item)) {
    for (const std::size_t choice : draft.choices)
      if (choice < item.options.size()) out.choices.push_back(item.options[choice]);
  } else if (item.kind == AnswerKind::text) {
    out.text = draft.text;
  } else {
    out.value = draft.value;
  }
  return out;
}

bool fits(const SheetForm& form, const event::SubjectAnswers& answers) {
  const bool known = std::any_of(form.subjects.begin(), form.subjects.end(), [&](const FormSubject& one) { return one.id == answers.subject; });
  return known && std::all_of(answers.items.begin(), answers.items.end(), [&](const event::ItemAnswer& answer) {
    const SheetItem* item = form.item(answer.item);
    return item && is_answer_of(*item, answer);
  });
}

ItemDraft kept_draft(const SheetItem& before, const ItemDraft& draft, const SheetItem& now) {
  if (before.kind != now.kind) return {};
  ItemDraft out{draft.value, {}, draft.text};
  for (const std::size_t choice : draft.choices) {
    const auto found = std::find(now.options.begin(), now.options.end(), before.options[choice]);
    if (found != now.options.end()) out.choices.insert(static_cast<std::size_t>(found - now.options.begin()));
  }
  return out;
}

}  // namespace openday::app
