#include "kiosk/event/figures.h"

#include <algorithm>
#include <set>

#include "kiosk/event/suppression.h"

namespace openday::event {
namespace {

void add_tally(const Tally& from, Tally& into) {
  for (std::size_t i = 0; i < into.n.size(); ++i) into.n[i] += from.n[i];
}

// Every number of all tables in one list with the sums that tie them, and where each is shown.
class Sheet {
 public:
  std::size_t add(FigureCell& place, std::string id, std::string label) {
    place = {std::move(id), std::move(label), Tally{}};
    cells_.push_back(&place);
    tallies_.emplace_back();
    return cells_.size() - 1;
  }
  Tally& operator[](std::size_t cell) { return tallies_[cell]; }
  SumOf& sum(std::size_t total) { return sums_.emplace_back(SumOf{total, {}}); }

  void finish() {
    std::vector<int> sizes;
    for (const Tally& tally : tallies_) sizes.push_back(tally.total());
    const auto hidden = hidden_cells(sizes, sums_, kSmallestShown);
    for (std::size_t i = 0; i < cells_.size(); ++i) cells_[i]->tally = hidden[i] ? std::nullopt : std::optional(tallies_[i]);
  }

 private:
  std::vector<FigureCell*> cells_;
  std::vector<Tally> tallies_;
  std::vector<SumOf> sums_;
};

class Builder {
 public:
  Builder(const Plan& plan, const Counts& counts, const Attendance& attendance) : plan_(plan), counts_(counts), attendance_(attendance) {}

  Figures build() {
    out_.event = plan_.id;
    for (const Questionnaire& questionnaire : plan_.questionnaires) {
      if (questionnaire.kind == QuestionnaireKind::sheet) {
        out_.sheets.push_back(sheet_figures(plan_, questionnaire, counts_, attendance_));
      } else {
        questionnaires_.push_back(questionnaire);
      }
    }
    if (Questionnaire strange = strange_subjects(); !strange.subjects.empty()) questionnaires_.push_back(std::move(strange));
    lay_out();
    fill();
    cells_.finish();
    return std::move(out_);
  }

 private:
  // What was rated although the plan, or this version of it, does not have it: nothing is lost.
  [[nodiscard]] Questionnaire strange_subjects() const {
    std::set<std::string> known;
    for (const Questionnaire& questionnaire : plan_.questionnaires)
      for (const Subject& subject : questionnaire.subjects) known.insert(subject.id);
    Questionnaire out;
    out.title = kStrangeSubjects;
    out.walk_up = true;
    for (const auto& [key, tally] : counts_.ratings)
      if (known.insert(key.subject).second) out.subjects.push_back({key.subject, key.subject, {}, {}, {}});
    return out;
  }

  [[nodiscard]] std::vector<std::pair<std::string, std::string>> sessions() const {
    std::vector<std::pair<std::string, std::string>> out;
    std::set<std::string> known;
    for (const Session& session : plan_.sessions)
      if (known.insert(session.id).second) out.emplace_back(session.id, session.title.empty() ? session.id : session.title);
    for (const auto& [key, tally] : counts_.ratings)
      if (known.insert(key.session).second) out.emplace_back(key.session, key.session);
    return out;
  }

  // Sizes first, so that no cell moves afterwards.
  void lay_out() {
    const auto all_sessions = sessions();
    std::vector<std::string> sites;
    for (const Questionnaire& questionnaire : questionnaires_)
      for (const Subject& subject : questionnaire.subjects)
        if (!subject.site.empty() && std::ranges::find(sites, subject.site) == sites.end()) sites.push_back(subject.site);
    out_.sites.resize(sites.size());
    out_.sessions.resize(all_sessions.size());
    out_.ratings.resize(questionnaires_.size());
    for (std::size_t i = 0; i < sites.size(); ++i) {
      const Site* site = plan_.site(sites[i]);
      site_cells_[sites[i]] = cells_.add(out_.sites[i], sites[i], site != nullptr ? site->name : sites[i]);
    }
    for (std::size_t i = 0; i < all_sessions.size(); ++i)
      session_cells_[all_sessions[i].first] = cells_.add(out_.sessions[i], all_sessions[i].first, all_sessions[i].second);
    for (std::size_t q = 0; q < questionnaires_.size(); ++q) lay_out(questionnaires_[q], out_.ratings[q], all_sessions);
  }

  struct Cells {
    std::size_t questionnaire = 0, total = 0;
    std::map<std::string, std::size_t> sessions, categories;
    std::optional<std::size_t> anonymous, site;
  };

  void lay_out(const Questionnaire& questionnaire, RatingFigures& out, const std::vector<std::pair<std::string, std::string>>& all_sessions) {
    const std::size_t whole = cells_.add(out.total, questionnaire.id, questionnaire.title);
    out.published = questionnaire.published;
    out.subjects.resize(questionnaire.subjects.size());
    for (std::size_t i = 0; i < questionnaire.subjects.size(); ++i) {
      const Subject& subject = questionnaire.subjects[i];
      SubjectFigures& figures = out.subjects[i];
      figures.site = subject.site;
      figures.owner = subject.owner;
      Cells& cells = subjects_[subject.id];
      cells.questionnaire = whole;
      cells.total = cells_.add(figures.total, subject.id, subject.label);
      if (!subject.site.empty()) cells.site = site_cells_.at(subject.site);
      figures.sessions.resize(all_sessions.size());
      for (std::size_t s = 0; s < all_sessions.size(); ++s)
        cells.sessions[all_sessions[s].first] = cells_.add(figures.sessions[s], all_sessions[s].first, all_sessions[s].second);
      lay_out_categories(questionnaire, subject, figures, cells);
    }
  }

  void lay_out_categories(const Questionnaire& questionnaire, const Subject& subject, SubjectFigures& figures, Cells& cells) {
    std::vector<std::string> ids;
    for (const Category& category : plan_.categories)
      if (category.may_rate && (questionnaire.raters.empty() || std::ranges::find(questionnaire.raters, category.id) != questionnaire.raters.end())) ids.push_back(category.id);
    bool named = false;
    for (const auto& [key, tally] : counts_.ratings) {
      if (key.subject != subject.id || key.anonymous) continue;
      named = true;
      if (std::ranges::find(ids, key.category) == ids.end()) ids.push_back(key.category);
    }
    if (!named) return;
    figures.categories.resize(ids.size() + 1);
    for (std::size_t c = 0; c < ids.size(); ++c) {
      const Category* category = plan_.category(ids[c]);
      cells.categories[ids[c]] = cells_.add(figures.categories[c], ids[c], category != nullptr ? category->label : ids[c].empty() ? "未注明类别" : ids[c]);
    }
    cells.anonymous = cells_.add(figures.categories.back(), "", std::string(kAnonymousLabel));
  }

  void fill() {
    for (const auto& [key, tally] : counts_.ratings) {
      const auto found = subjects_.find(key.subject);
      if (found == subjects_.end()) continue;   // a sheet's subject that was rated: not asked by any questionnaire of ratings
      const Cells& cells = found->second;
      for (const std::size_t cell : {cells.questionnaire, cells.total, cells.sessions.at(key.session), session_cells_.at(key.session)}) add_tally(tally, cells_[cell]);
      if (cells.site) add_tally(tally, cells_[*cells.site]);
      if (cells.anonymous) add_tally(tally, cells_[key.anonymous ? *cells.anonymous : cells.categories.at(key.category)]);
    }
    tie();
    for (std::size_t q = 0; q < questionnaires_.size(); ++q) {
      for (SubjectFigures& figures : out_.ratings[q].subjects) {
        const int given = cells_[subjects_.at(figures.total.id).total].total();
        figures.participation = participation_of(plan_, questionnaires_[q], attendance_, given);
        if (const auto found = counts_.elsewhere.find(figures.total.id); found != counts_.elsewhere.end()) figures.elsewhere = found->second;
      }
    }
  }

  // The sums by which a hidden number could be reckoned.
  void tie() {
    std::map<std::size_t, std::vector<std::size_t>> sums;
    for (const auto& [id, cells] : subjects_) {
      sums[cells.questionnaire].push_back(cells.total);
      if (cells.site) sums[*cells.site].push_back(cells.total);
      SumOf& by_session = cells_.sum(cells.total);
      for (const auto& [session, cell] : cells.sessions) {
        by_session.parts.push_back(cell);
        sums[session_cells_.at(session)].push_back(cell);
      }
      if (!cells.anonymous) continue;
      SumOf& by_category = cells_.sum(cells.total);
      by_category.parts.push_back(*cells.anonymous);
      for (const auto& [category, cell] : cells.categories) by_category.parts.push_back(cell);
    }
    for (auto& [total, parts] : sums) cells_.sum(total).parts = std::move(parts);
  }

  const Plan& plan_;
  const Counts& counts_;
  const Attendance& attendance_;
  std::vector<Questionnaire> questionnaires_;   // those that rate, and one of subjects that the plan does not have
  Sheet cells_;
  std::map<std::string, Cells> subjects_;
  std::map<std::string, std::size_t> site_cells_, session_cells_;
  Figures out_;
};

}  // namespace

Figures figures_of(const Plan& plan, const Counts& counts, const Attendance& attendance) { return Builder(plan, counts, attendance).build(); }

Figures figures_of(std::string event, const Counts& counts) {
  Plan plan;
  plan.id = std::move(event);
  Figures out = figures_of(plan, counts, Attendance());
  for (RatingFigures& rating : out.ratings) rating.total.label = kAllSubjects;
  return out;
}

}  // namespace openday::event
