#include "kiosk/app/model_sheet.h"

namespace openday::app {
namespace {

ui::SheetItemKind kind_of(event::AnswerKind kind) {
  static_assert(static_cast<int>(ui::SheetItemKind::text) == static_cast<int>(event::AnswerKind::text));
  return static_cast<ui::SheetItemKind>(kind);
}

ui::SheetQuestion question_of(const SheetProgress& sheet) {
  const event::SheetItem& item = sheet.item(sheet.index);
  const ItemDraft& draft = sheet.drafts[sheet.index];
  ui::SheetQuestion out;
  out.subject = sheet.subject(sheet.index).label;
  out.label = item.label;
  out.question = item.question;
  out.kind = kind_of(item.kind);
  out.required = item.required;
  out.value = draft.value;
  for (std::size_t i = 0; i < item.options.size(); ++i) out.options.push_back({item.options[i], draft.choices.contains(i)});
  out.text = draft.text;
  return out;
}

std::string words_of(const event::SheetItem& item, const ItemDraft& draft) {
  std::string out = draft.text;
  for (const std::size_t choice : draft.choices) out += (out.empty() ? "" : "、") + item.options[choice];
  return out;
}

std::vector<ui::SheetLine> lines_of(const SheetProgress& sheet) {
  std::vector<ui::SheetLine> out;
  const std::size_t items = sheet.form->items.size();
  for (std::size_t i = 0; i < sheet.drafts.size(); ++i) {
    const event::SheetItem& item = sheet.item(i);
    const ItemDraft& draft = sheet.drafts[i];
    const std::string subject = i % items == 0 ? sheet.subject(i).label : std::string();
    out.push_back({subject, item.label, kind_of(item.kind), draft.value, words_of(item, draft), sheet.wanted(i), sheet.begun(i / items)});
  }
  return out;
}

void put_voices(const ModelInput& in, ui::Model& model) {
  const VisitState& visit = in.machine.state();
  const bool saving = visit.asked && visit.asked->what == Question::voices;
  if (visit.staff && visit.page == ui::Page::staff_results) {
    if (visit.results) model.results = *visit.results;
    model.results.saving = saving;
    model.results.failed = visit.voices_failed;
  }
  if (visit.staff && visit.page == ui::Page::staff_cases) {
    if (visit.cases) model.cases = *visit.cases;
    model.cases.opened = visit.opened_case;
    model.cases.opening = visit.opening;
    model.cases.saving = saving;
    model.cases.failed = visit.voices_failed;
  }
  if (visit.page == ui::Page::itinerary || visit.page == ui::Page::thanks) model.published = in.report.published;
}

}  // namespace

void put_sheet(const ModelInput& in, ui::Model& model) {
  put_voices(in, model);
  const VisitState& visit = in.machine.state();
  if (visit.page == ui::Page::choice)
    for (const Offer& offer : in.machine.offers()) model.choice.entries.push_back({offer.kind, offer.questionnaire, offer.title});
  const SheetProgress& sheet = visit.sheet;
  if (visit.page != ui::Page::sheet || !sheet.form || sheet.drafts.empty()) return;
  ui::ScoreSheet& out = model.sheet;
  out.step = sheet.closed ? ui::SheetStep::closed : sheet.review ? ui::SheetStep::review : ui::SheetStep::item;
  out.title = sheet.form->title;
  out.words = sheet.form->words;
  out.anonymous = sheet.form->anonymous;
  if (sheet.closed) return;
  out.index = static_cast<int>(sheet.index) + 1;
  out.count = static_cast<int>(sheet.drafts.size());
  out.question = question_of(sheet);
  if (sheet.review) out.lines = lines_of(sheet);
  out.answered = sheet.given();
  out.wanted = sheet.still_wanted();
  out.from_review = sheet.from_review;
  out.saving = sheet.saving;
  out.failed = sheet.failed;
  out.renewed = sheet.renewed;
}

}  // namespace openday::app
