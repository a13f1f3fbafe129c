#include "kiosk/event/sheet_figures.h"

#include <algorithm>

#include "kiosk/event/itinerary.h"
#include "kiosk/event/suppression.h"

namespace openday::event {
namespace {

bool is_number(AnswerKind kind) { return full_marks(kind) > 0; }

void add_item(const ItemCount& from, ItemCount& into) {
  into.answered += from.answered;
  for (const auto& [value, count] : from.values) into.values[value] += count;
  for (const auto& [choice, count] : from.choices) into.choices[choice] += count;
}

std::optional<double> mean_of(const std::map<int, int>& values) {
  std::int64_t sum = 0, n = 0;
  for (const auto& [value, count] : values) {
    sum += std::int64_t{value} * count;
    n += count;
  }
  return n == 0 ? std::nullopt : std::optional(static_cast<double>(sum) / static_cast<double>(n));
}

// Of an even number of answers the middle of the two.
std::optional<double> median_of(const std::map<int, int>& values) {
  int n = 0;
  for (const auto& [value, count] : values) n += count;
  if (n == 0) return std::nullopt;
  const auto at = [&](int place) {
    for (const auto& [value, count] : values) {
      if (place < count) return value;
      place -= count;
    }
    return 0;
  };
  return (at((n - 1) / 2) + at(n / 2)) / 2.0;
}

const ScorerGroup* group_of(const Questionnaire& questionnaire, const TallyKey& key) {
  if (key.anonymous) return nullptr;
  for (const ScorerGroup& group : questionnaire.scorers)
    if (std::ranges::find(group.categories, key.category) != group.categories.end()) return &group;
  return nullptr;
}

// One item of one subject: all answers, and those of each scorer group.
struct Gathered {
  ItemCount all;
  std::vector<ItemCount> groups;
  int unweighted = 0;
};

Gathered gather(const Questionnaire& questionnaire, const Subject& subject, const SheetItem& item, const Counts& counts) {
  Gathered out;
  out.groups.resize(questionnaire.scorers.size());
  for (const auto& [key, sheet] : counts.sheets) {
    const auto found = sheet.items.find(item.id);
    if (key.subject != subject.id || found == sheet.items.end()) continue;
    add_item(found->second, out.all);
    if (const ScorerGroup* group = group_of(questionnaire, key)) {
      add_item(found->second, out.groups[static_cast<std::size_t>(group - questionnaire.scorers.data())]);
    } else {
      out.unweighted += found->second.answered;
    }
  }
  return out;
}

void weigh(const Questionnaire& questionnaire, const Gathered& gathered, ItemFigures& out) {
  double weights = 0, sum = 0;
  std::vector<int> sizes{gathered.all.answered, gathered.unweighted};
  SumOf whole{0, {1}};
  for (std::size_t g = 0; g < questionnaire.scorers.size(); ++g) {
    const ItemCount& group = gathered.groups[g];
    const auto mean = mean_of(group.values);
    out.groups.push_back({questionnaire.scorers[g].label, questionnaire.scorers[g].weight, group.answered, mean, false});
    whole.parts.push_back(sizes.size());
    sizes.push_back(group.answered);
    out.renormalised |= !mean;
    if (!mean) continue;
    weights += questionnaire.scorers[g].weight;
    sum += questionnaire.scorers[g].weight * *mean;
  }
  if (weights > 0) out.weighted = sum / weights;
  const auto hidden = hidden_cells(sizes, {whole}, kSmallestShown);
  for (std::size_t g = 0; g < out.groups.size(); ++g)
    if (hidden[g + 2]) out.groups[g] = {out.groups[g].label, out.groups[g].weight, 0, std::nullopt, true};
  // The weighted result and the mean are two equations: beside the groups that are shown they would give a hidden one away.
  if (hidden[1]) out.unweighted = 0;
  out.groups_hidden = std::ranges::any_of(out.groups, &GroupMean::hidden);
  if (out.groups_hidden) out.weighted.reset();
}

std::vector<std::pair<std::string, int>> choices_of(const SheetItem& item, std::map<std::string, int> given) {
  std::vector<std::pair<std::string, int>> out;
  for (const std::string& option : item.options) {
    out.emplace_back(option, given[option]);
    given.erase(option);
  }
  out.insert(out.end(), given.begin(), given.end());
  return out;
}

ItemFigures item_figures(const Questionnaire& questionnaire, const Subject& subject, const SheetItem& item, const Counts& counts) {
  const Gathered gathered = gather(questionnaire, subject, item, counts);
  ItemFigures out;
  out.id = item.id;
  out.label = item.label;
  out.kind = item.kind;
  out.answered = gathered.all.answered;
  out.hidden = out.answered > 0 && out.answered < kSmallestShown;
  if (out.hidden) return out;
  if (item.kind == AnswerKind::one_of || item.kind == AnswerKind::any_of) out.choices = choices_of(item, gathered.all.choices);
  if (!is_number(item.kind)) return out;
  if (item.kind == AnswerKind::grade)
    for (const auto& [value, count] : gathered.all.values)
      if (value >= 1 && value <= 5) out.grades.n[static_cast<std::size_t>(5 - value)] += count;
  out.mean = mean_of(gathered.all.values);
  out.median = median_of(gathered.all.values);
  out.unweighted = gathered.unweighted;
  if (!questionnaire.scorers.empty()) weigh(questionnaire, gathered, out);
  return out;
}

std::optional<double> result_of(const std::vector<ItemFigures>& items) {
  const ItemFigures* first = nullptr;
  double sum = 0;
  int n = 0;
  for (const ItemFigures& item : items) {
    if (!is_number(item.kind)) continue;
    if (first == nullptr) first = &item;
    const auto value = item.weighted ? item.weighted : item.mean;
    if (item.kind != first->kind || item.weighted.has_value() != first->weighted.has_value() || !value) return std::nullopt;
    sum += *value;
    ++n;
  }
  return n == 0 ? std::nullopt : std::optional(sum / n);
}

int sheets_of(const Counts& counts, std::string_view subject, std::string_view session = {}) {
  int n = 0;
  for (const auto& [key, sheet] : counts.sheets)
    if (key.subject == subject && (session.empty() || key.session == session)) n += sheet.sheets;
  return n;
}

bool is_sealed(const Plan& plan, const Questionnaire& questionnaire, const Counts& counts, const std::vector<CorrectionBody>& corrections) {
  bool closed_once = false;
  for (const Session& session : plan.sessions) {
    const bool closed = round_closed(questionnaire, session.id, corrections);
    closed_once |= closed;
    const auto given = [&](const Subject& subject) { return sheets_of(counts, subject.id, session.id) > 0; };
    if (!closed && std::ranges::any_of(questionnaire.subjects, given)) return true;
  }
  return !closed_once;
}

}  // namespace

int full_marks(AnswerKind kind) {
  switch (kind) {
    case AnswerKind::grade: return 5;
    case AnswerKind::marks_10: return 10;
    case AnswerKind::marks_100: return 100;
    default: return 0;
  }
}

std::optional<double> Participation::share() const {
  if (present == 0 || walk_up || given > present) return std::nullopt;
  return static_cast<double>(given) / present;
}

Participation participation_of(const Plan& plan, const Questionnaire& questionnaire, const Attendance& attendance, int given) {
  Participation out{given, 0, questionnaire.walk_up};
  for (const Category& category : plan.categories) {
    const bool named = std::ranges::find(questionnaire.raters, category.id) != questionnaire.raters.end();
    if (!category.may_rate || (!questionnaire.raters.empty() && !named)) continue;
    for (const Session& session : plan.sessions) out.present += attendance.persons(plan.id, session.id, category.id);
  }
  return out;
}

SheetFigures sheet_figures(const Plan& plan, const Questionnaire& questionnaire, const Counts& counts, const Attendance& attendance) {
  SheetFigures out;
  out.id = questionnaire.id;
  out.title = questionnaire.title;
  out.scorers = questionnaire.scorers;
  out.sealed = is_sealed(plan, questionnaire, counts, attendance.corrections(plan.id));
  for (const Subject& subject : questionnaire.subjects) {
    SheetSubject& one = out.subjects.emplace_back();
    one.id = subject.id;
    one.label = subject.label;
    one.participation = participation_of(plan, questionnaire, attendance, sheets_of(counts, subject.id));
    if (const auto found = counts.elsewhere.find(subject.id); found != counts.elsewhere.end()) one.elsewhere = found->second;
    if (out.sealed) continue;
    for (const SheetItem& item : questionnaire.items) one.items.push_back(item_figures(questionnaire, subject, item, counts));
    one.result = result_of(one.items);
  }
  return out;
}

}  // namespace openday::event
