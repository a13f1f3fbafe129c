#include "kiosk/app/results_list.h"

#include <algorithm>

namespace openday::app {

using event::Figures;
using ui::ResultBars;
using ui::ResultQuestionnaire;
using ui::ResultRows;

namespace {

ResultBars bars_of(const event::FigureCell& cell, std::string below = {}) {
  ResultBars out{cell.label, std::move(below), {}, !cell.tally.has_value()};
  if (cell.tally) out.n = cell.tally->n;
  return out;
}

std::vector<ResultBars>& rows_of(ResultQuestionnaire& one, ResultRows rows) { return one.rows[static_cast<std::size_t>(rows)]; }

std::string site_name(const event::Plan& plan, const std::string& id) {
  const event::Site* site = plan.site(id);
  return site ? site->name : std::string();
}

std::array<std::string, 5> words_of(const Documents& documents, std::string_view questionnaire) {
  std::array<std::string, 5> out;
  for (const auto& form : documents.forms)
    if (form->questionnaire == questionnaire)
      for (std::size_t i = 0; i < out.size(); ++i) out[i] = form->grades[i].label;
  return out;
}

ResultQuestionnaire rating_of(const Documents& documents, const event::RatingFigures& rating, const Figures& figures) {
  const event::Plan& plan = documents.plan;
  ResultQuestionnaire out;
  out.id = rating.total.id;
  out.title = rating.total.label;
  out.words = words_of(documents, out.id);
  auto& subjects = rows_of(out, ResultRows::subjects);
  if (rating.subjects.size() > 1) subjects.push_back(bars_of(rating.total));
  for (const event::SubjectFigures& subject : rating.subjects) {
    subjects.push_back(bars_of(subject.total, site_name(plan, subject.site)));
    out.shares.push_back({subject.total.label, subject.participation.given, subject.participation.walk_up ? 0 : subject.participation.present});
    if (plan.sessions.size() > 1)
      for (const event::FigureCell& cell : subject.sessions) rows_of(out, ResultRows::sessions).push_back(bars_of(cell, subject.total.label));
    for (const event::FigureCell& cell : subject.categories) rows_of(out, ResultRows::categories).push_back(bars_of(cell, subject.total.label));
  }
  const bool placed = std::any_of(rating.subjects.begin(), rating.subjects.end(), [](const event::SubjectFigures& one) { return !one.site.empty(); });
  if (placed)
    for (const event::FigureCell& cell : figures.sites) rows_of(out, ResultRows::sites).push_back(bars_of(cell));
  return out;
}

ui::ResultItem item_of(const event::ItemFigures& item) {
  ui::ResultItem out;
  out.label = item.label;
  out.kind = static_cast<ui::SheetItemKind>(item.kind);
  out.answered = item.answered;
  out.full = event::full_marks(item.kind);
  out.hidden = item.hidden;
  if (item.hidden) return out;
  out.n = item.grades.n;
  out.mean = item.mean;
  out.weighted = item.weighted;
  out.choices = item.choices;
  out.renormalised = item.renormalised;
  for (const event::GroupMean& group : item.groups) out.groups.push_back({group.label, group.weight, group.answered, group.mean, group.hidden});
  return out;
}

ResultQuestionnaire sheet_of(const Documents& documents, const event::SheetFigures& sheet) {
  ResultQuestionnaire out;
  out.id = sheet.id;
  out.title = sheet.title;
  out.sheet = true;
  out.sealed = sheet.sealed;
  out.words = words_of(documents, out.id);
  for (const event::SheetSubject& subject : sheet.subjects) {
    out.shares.push_back({subject.label, subject.participation.given, subject.participation.walk_up ? 0 : subject.participation.present});
    for (std::size_t i = 0; i < subject.items.size(); ++i) {
      out.items.push_back(item_of(subject.items[i]));
      if (i == 0) out.items.back().subject = subject.label;
    }
  }
  return out;
}

// Ballots that lie in the box: nobody knows what they say, but how many there are.
void add_waiting(const event::Questionnaire& asked, const std::vector<WaitingBallots>& waiting, ResultQuestionnaire& out) {
  for (std::size_t i = 0; i < asked.subjects.size(); ++i)
    for (const WaitingBallots& one : waiting) {
      if (one.subject != asked.subjects[i].id) continue;
      out.waiting += one.ballots;
      if (out.sealed && i < out.shares.size()) out.shares[i].given += one.ballots;
    }
}

}  // namespace

ui::StaffResults make_results(const Documents& documents, const Figures& figures, const std::vector<WaitingBallots>& waiting) {
  ui::StaffResults out;
  for (const event::Questionnaire& asked : documents.plan.questionnaires) {
    for (const event::RatingFigures& rating : figures.ratings)
      if (rating.total.id == asked.id) out.questionnaires.push_back(rating_of(documents, rating, figures));
    for (const event::SheetFigures& sheet : figures.sheets)
      if (sheet.id == asked.id) out.questionnaires.push_back(sheet_of(documents, sheet));
    if (out.questionnaires.empty() || out.questionnaires.back().id != asked.id) continue;
    add_waiting(asked, waiting, out.questionnaires.back());
  }
  return out;
}

std::vector<ui::PublicResults> make_public_results(const Documents& documents, const Figures& figures) {
  std::vector<ui::PublicResults> out;
  for (const event::Questionnaire& asked : documents.plan.questionnaires) {
    if (!asked.published) continue;
    for (const event::RatingFigures& rating : figures.ratings)
      if (rating.total.id == asked.id && rating.total.tally && rating.total.tally->shown()) out.push_back({asked.title, rating.total.tally->n, words_of(documents, asked.id)});
    for (const event::SheetFigures& sheet : figures.sheets) {
      if (sheet.id != asked.id || sheet.sealed) continue;
      for (const event::SheetSubject& subject : sheet.subjects)
        for (const event::ItemFigures& item : subject.items)
          if (item.kind == event::AnswerKind::grade && !item.hidden && item.grades.shown())
            out.push_back({subject.label + " · " + item.label, item.grades.n, words_of(documents, asked.id)});
    }
  }
  return out;
}

}  // namespace openday::app
