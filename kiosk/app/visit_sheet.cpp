// The score sheet part of the visit: items back and forth, changeable until handed in, handed in once.
#include "kiosk/app/visit_sheet.h"

#include <algorithm>
#include <utility>

#include "kiosk/app/visit.h"
#include "kiosk/event/opinion.h"

namespace openday::app {

using event::AnswerKind;
using ui::IntentKind;
using ui::Page;

// ---- progress ----

bool SheetProgress::begun(std::size_t subject_at) const {
  const std::size_t items = form->items.size();
  const auto from = drafts.begin() + static_cast<std::ptrdiff_t>(subject_at * items);
  return std::any_of(from, from + static_cast<std::ptrdiff_t>(items), [](const ItemDraft& draft) { return draft.given(); });
}

bool SheetProgress::wanted(std::size_t at) const { return item(at).required && !drafts[at].given() && begun(at / form->items.size()); }

int SheetProgress::given() const {
  return static_cast<int>(std::count_if(drafts.begin(), drafts.end(), [](const ItemDraft& draft) { return draft.given(); }));
}

bool SheetProgress::holds_text() const {
  return !writing.empty() || std::any_of(drafts.begin(), drafts.end(), [](const ItemDraft& draft) { return !draft.text.empty(); });
}

int SheetProgress::still_wanted() const {
  int out = 0;
  for (std::size_t i = 0; i < drafts.size(); ++i) out += wanted(i) ? 1 : 0;
  return out;
}

std::vector<event::SubjectAnswers> SheetProgress::answers() const {
  std::vector<event::SubjectAnswers> out;
  const std::size_t items = form->items.size();
  for (std::size_t s = 0; s < subjects.size(); ++s) {
    if (!begun(s)) continue;   // judging is voluntary, subject by subject
    event::SubjectAnswers one{form->subjects[subjects[s]].id, {}};
    for (std::size_t i = 0; i < items; ++i)
      if (drafts[s * items + i].given()) one.items.push_back(answer_of(form->items[i], drafts[s * items + i]));
    out.push_back(std::move(one));
  }
  return out;
}

SheetProgress begin_progress(std::shared_ptr<const SheetForm> form, const std::vector<std::string>& given_before) {
  SheetProgress out;
  for (std::size_t i = 0; i < form->subjects.size(); ++i)
    if (std::find(given_before.begin(), given_before.end(), form->subjects[i].id) == given_before.end()) out.subjects.push_back(i);
  out.drafts.resize(out.subjects.size() * form->items.size());
  out.form = std::move(form);
  return out;
}

SheetProgress renewed_progress(const SheetProgress& before, std::shared_ptr<const SheetForm> form) {
  std::vector<std::string> given_before;
  for (std::size_t i = 0; i < before.form->subjects.size(); ++i)
    if (std::find(before.subjects.begin(), before.subjects.end(), i) == before.subjects.end()) given_before.push_back(before.form->subjects[i].id);
  SheetProgress out = begin_progress(std::move(form), given_before);
  for (std::size_t i = 0; i < out.drafts.size(); ++i)
    for (std::size_t j = 0; j < before.drafts.size(); ++j)
      if (out.item(i).id == before.item(j).id && out.subject(i).id == before.subject(j).id) out.drafts[i] = kept_draft(before.item(j), before.drafts[j], out.item(i));
  out.review = out.renewed = true;
  return out;
}

// ---- the visit ----

std::shared_ptr<const SheetForm> VisitMachine::offered_sheet(const std::string& questionnaire) const {
  const auto found = std::find_if(facts_.sheets.begin(), facts_.sheets.end(), [&](const auto& form) { return form->questionnaire == questionnaire; });
  if (found == facts_.sheets.end()) return nullptr;
  const bool asked = !state_.guest || !state_.outcome || (*found)->asks(state_.outcome->category);
  return asked ? *found : nullptr;
}

void VisitMachine::open_sheet(const std::string& questionnaire) {
  const auto form = offered_sheet(questionnaire);
  if (!form || state_.staff || state_.asked || state_.page == Page::sheet) return;
  if (!state_.guest && state_.outcome) begin(Keep::preferences);   // refused a moment ago: another try, another visit
  state_.wanted = questionnaire;
  if (state_.guest) {
    state_.returns_at.reset();
    effects_.emplace_back(LookRated{state_.id, *state_.guest, questionnaire});
    return ask(Question::rated);
  }
  if (form->walk_up) return begin_sheet(form, {});
  state_.code_for_rating = true;
  enter(Page::check_in);
}

void VisitMachine::begin_sheet(std::shared_ptr<const SheetForm> form, const std::vector<std::string>& given_before) {
  SheetProgress progress = begin_progress(std::move(form), given_before);
  if (progress.drafts.empty()) {
    state_.handed_in.insert(progress.form->questionnaire);
    return thank(0, true);
  }
  state_.sheet = std::move(progress);
  enter(Page::sheet);
}

bool VisitMachine::fill(const ui::Intent& intent) {
  if (state_.page != Page::sheet || state_.sheet.closed) return false;
  SheetProgress& sheet = state_.sheet;
  if (sheet.saving) return intent.kind != IntentKind::call_staff && intent.kind != IntentKind::dismiss_help;
  switch (intent.kind) {
    case IntentKind::next_item: next_item(); return true;
    case IntentKind::previous_item: previous_item(); return true;
    case IntentKind::open_item:
      if (!sheet.review || intent.value < 0 || static_cast<std::size_t>(intent.value) >= sheet.drafts.size()) return true;
      sheet.index = static_cast<std::size_t>(intent.value);
      sheet.review = false;
      sheet.from_review = true;
      return true;
    case IntentKind::hand_in_sheet:
      if (sheet.review) hand_in_sheet();
      return true;
    default: return !sheet.review && answer_item(intent);
  }
}

bool VisitMachine::answer_item(const ui::Intent& intent) {
  SheetProgress& sheet = state_.sheet;
  const event::SheetItem& item = sheet.item(sheet.index);
  ItemDraft& draft = sheet.drafts[sheet.index];
  switch (intent.kind) {
    case IntentKind::choose_grade:
    case IntentKind::choose_mark:
      if (is_value_of(item, intent.value) && (item.kind == AnswerKind::grade) == (intent.kind == IntentKind::choose_grade)) draft.value = intent.value;
      return true;
    case IntentKind::toggle_option: {
      const auto at = static_cast<std::size_t>(intent.value);
      if (intent.value < 0 || at >= item.options.size()) return true;
      if (item.kind == AnswerKind::one_of) draft.choices = {at};
      else if (draft.choices.erase(at) == 0) draft.choices.insert(at);
      return true;
    }
    case IntentKind::clear_item: draft = {}; return true;
    case IntentKind::write_comment:
      if (item.kind != AnswerKind::text) return true;
      sheet.writing = Compose(kMaxSheetText);
      sheet.writing.type(draft.text);
      state_.writing = ui::Writing::answer;
      enter(Page::compose);
      return true;
    default: return false;
  }
}

// What was written is the item's answer, whichever way its guest leaves the page of writing.
void VisitMachine::answer_written() {
  SheetProgress& sheet = state_.sheet;
  sheet.drafts[sheet.index].text = event::clean_text(sheet.writing.text(), kMaxSheetText).text;
  sheet.writing = Compose(kMaxSheetText);
  enter(Page::sheet);
}

void VisitMachine::next_item() {
  SheetProgress& sheet = state_.sheet;
  if (sheet.review) return;
  sheet.review = sheet.from_review || sheet.index + 1 >= sheet.drafts.size();
  if (!sheet.review) ++sheet.index;
  sheet.from_review = false;
}

void VisitMachine::previous_item() {
  SheetProgress& sheet = state_.sheet;
  if (sheet.review) {
    sheet.review = false;
    sheet.index = sheet.drafts.size() - 1;
  } else if (std::exchange(sheet.from_review, false)) {
    sheet.review = true;
  } else if (sheet.index > 0) {
    --sheet.index;
  } else if (sheet.holds_text()) {
    warn_at_once();   // words would be lost: the warning asks
  } else {
    leave();
  }
}

void VisitMachine::hand_in_sheet() {
  SheetProgress& sheet = state_.sheet;
  if (sheet.given() == 0 || sheet.still_wanted() > 0) return;
  const std::string category = state_.outcome ? state_.outcome->category : std::string();
  effects_.emplace_back(CastSheet{state_.id, state_.guest, category, sheet.form->questionnaire, sheet.answers()});
  sheet.saving = true;
  sheet.failed = sheet.renewed = false;
  ask(Question::sheet);
}

void VisitMachine::take(const SheetAnswer& answer) {
  SheetProgress& sheet = state_.sheet;
  if (state_.page != Page::sheet || !sheet.form || sheet.closed) return;
  if (asks(Question::sheet)) state_.asked.reset();
  sheet.saving = false;
  switch (answer.saved) {
    case SheetSaved::saved:
    case SheetSaved::already: {
      state_.named_thanks = !sheet.form->anonymous;
      state_.handed_in.insert(sheet.form->questionnaire);
      return thank(static_cast<int>(sheet.answers().size()), answer.saved == SheetSaved::already);
    }
    case SheetSaved::failed: sheet.failed = true; return;
    case SheetSaved::closed: return close_sheet();
    case SheetSaved::changed: break;
  }
  if (!answer.form || answer.form->subjects.empty() || answer.form->items.empty()) return close_sheet();
  sheet = renewed_progress(sheet, answer.form);
  if (sheet.drafts.empty()) close_sheet();
}

// The round is over: what the guest wrote goes, and the page says so.
void VisitMachine::close_sheet() {
  state_.sheet.drafts.assign(state_.sheet.drafts.size(), {});
  state_.sheet.writing = Compose(kMaxSheetText);
  state_.sheet.closed = true;
  state_.page = Page::sheet;
  state_.sheet.review = state_.sheet.saving = false;
  state_.returns_at = now_ + rules_.thanks;
}

// ---- what is open ----

std::vector<Offer> VisitMachine::offers() const {
  std::vector<Offer> out;
  const bool may = !state_.guest || !state_.outcome || state_.outcome->may_rate;
  if (facts_.rating && may && !state_.handed_in.contains(facts_.rating->questionnaire)) out.push_back({ui::EntryKind::rating, facts_.rating->questionnaire, facts_.rating->title});
  for (const auto& form : facts_.sheets)
    if (offered_sheet(form->questionnaire) && !state_.handed_in.contains(form->questionnaire)) out.push_back({ui::EntryKind::sheet, form->questionnaire, form->title});
  if (facts_.opinions && !facts_.trouble) out.push_back({ui::EntryKind::opinion, {}, {}});
  return out;
}

bool VisitMachine::votes() const {
  const auto open = offers();
  return std::any_of(open.begin(), open.end(), [](const Offer& offer) { return offer.kind != ui::EntryKind::opinion; });
}

void VisitMachine::open_offer(const std::string& questionnaire) {
  if (facts_.rating && facts_.rating->questionnaire == questionnaire) open_rating();
  else open_sheet(questionnaire);
}

// One thing to judge is opened; several are listed.
void VisitMachine::open_voting() {
  if (state_.staff || state_.asked || state_.page == Page::rating || state_.page == Page::sheet || writes()) return;
  const auto open = offers();
  if (open.empty()) {
    if (!facts_.rating && facts_.sheets.empty()) enter(Page::itinerary);   // it says when the rating is
    return;
  }
  if (open.size() == 1) return open.front().kind == ui::EntryKind::opinion ? open_opinion() : open_offer(open.front().questionnaire);
  state_.returns_at.reset();
  enter(Page::choice);
}

}  // namespace openday::app
