#include "kiosk/app/document_readers.h"

#include "kiosk/event/plan_reader.h"
#include "kiosk/ui/text_ids.h"

namespace openday::app {

using ui::Trouble;

Reading<event::Plan> read_plan_document(const std::string& text, const std::string& file, std::vector<std::string>& notes) {
  event::PlanReading reading = event::read_plan(text, file, ui::kTextKeys);
  std::string first;
  int errors = 0;
  for (const event::Diagnostic& diagnostic : reading.diagnostics) {
    notes.push_back(to_string(diagnostic));
    if (diagnostic.severity != event::Severity::error) continue;
    if (errors++ == 0) first = to_string(diagnostic);
  }
  if (reading.ok()) return std::move(*reading.plan);
  if (errors > 1) first += fmt::format(" (and {} more: openday plan check {})", errors - 1, file);
  return base::fail(Trouble::plan_broken, first);
}

Reading<event::Roster> read_roster_document(const std::string& text, const std::string& file, const std::string& event) {
  auto roster = plainly<event::Roster>(event::read_roster(text), file, "make it with `openday roster import`");
  if (roster && roster->event() != event)
    return base::fail(Trouble::other, fmt::format("{} is the roster of event {}, the plan is of event {}; import the list again with this plan", file, roster->event(), event));
  return roster;
}

Reading<event::Revocations> read_revocations_document(const std::string& text, const std::string& file, const std::string& event) {
  auto list = plainly<event::Revocations>(event::read_revocations(text), file, "make it with `openday revoke`");
  if (list && list->event != event)
    return base::fail(Trouble::other, fmt::format("{} is of event {}, the plan is of event {}; make it again for this one", file, list->event, event));
  return list;
}

namespace {

std::shared_ptr<const SheetForm> sheet_form(const event::Plan& plan, const event::Questionnaire& questionnaire, const event::Catalogue& catalogue, const event::Phrases& phrases) {
  SheetForm form = make_sheet_form(plan, questionnaire, catalogue);
  form.phrases = phrases.comment;
  return std::make_shared<const SheetForm>(std::move(form));
}

}  // namespace

void read_forms(const std::filesystem::path& folder, const event::Phrases& phrases, Documents& documents, std::vector<std::string>& notes) {
  for (const event::Questionnaire& questionnaire : documents.plan.questionnaires) {
    const auto file = folder / (questionnaire.scale + ".toml");
    auto text = base::read_file(file, kMostList);
    auto catalogue = text ? event::read_catalogue(*text, file.string()) : base::Result<event::Catalogue, event::CatalogueError>(base::fail(event::CatalogueError::unreadable, text.error().what));
    if (!catalogue) {
      // The grades have their standard words; a missing catalogue costs the reasons, not the rating.
      notes.push_back(fmt::format("{}; ratings are taken without reasons", catalogue.error().what));
      catalogue = event::Catalogue{};
    }
    RatingForm form = make_rating_form(questionnaire, *catalogue);
    form.phrases = phrases.comment;
    form.consent_version = documents.plan.privacy.text_version;
    documents.forms.push_back(std::make_shared<const RatingForm>(std::move(form)));
    documents.catalogues.push_back(*catalogue);
    const bool sheet = questionnaire.kind == event::QuestionnaireKind::sheet;
    documents.sheets.push_back(sheet ? sheet_form(documents.plan, questionnaire, *catalogue, phrases) : nullptr);
  }
}

}  // namespace openday::app
