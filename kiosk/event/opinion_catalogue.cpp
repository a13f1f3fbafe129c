#include "kiosk/event/opinion_catalogue.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "kiosk/event/plan_reader_table.h"

namespace openday::event {
namespace {

constexpr std::size_t kMaxBytes = 1u << 18;

CatalogueSubject read_subject(Table& table) {
  CatalogueSubject out;
  out.id = table.id("id", Need::required);
  out.label = table.text("label", Need::required, kShortText);
  out.owner = table.text("owner", Need::optional, kShortText);
  out.active = table.flag("active", true);
  table.finish();
  return out;
}

OpinionCatalogue read_subjects(Table& root) {
  OpinionCatalogue out;
  std::set<std::string> ids;
  out.id = root.id("id", Need::required);
  out.version = root.integer("version", 1, 1'000'000, Need::required).value_or(0);
  for (Table& table : root.tables("subject", Need::required)) {
    CatalogueSubject subject = read_subject(table);
    if (!subject.id.empty() && !ids.insert(subject.id).second) table.error("id", fmt::format("{} is there twice; an id is never reused", quote(subject.id)));
    out.subjects.push_back(std::move(subject));
  }
  const bool none = std::none_of(out.subjects.begin(), out.subjects.end(), [](const CatalogueSubject& one) { return one.active; });
  if (none && root.has("subject")) root.error("subject", "no subject is active; expected one or more");
  root.finish();
  return out;
}

Phrases read_all(Table& root) {
  Phrases out;
  out.version = root.integer("version", 1, 1'000'000, Need::required).value_or(0);
  out.comment = root.texts("comment", kShortText);
  for (Table& table : root.tables("subject")) {
    const std::string id = table.id("id", Need::required);
    auto phrases = table.texts("phrases", kShortText);
    if (!id.empty() && !out.by_subject.emplace(id, std::move(phrases)).second) table.error("id", fmt::format("{} is there twice; expected one list a subject", quote(id)));
    table.finish();
  }
  root.finish();
  return out;
}

template <class T>
base::Result<T, OpinionFileError> read_file(std::string_view toml, std::string file, std::string name, T (*read)(Table&)) {
  auto root = parse_toml(toml, kMaxBytes);
  if (!root) return base::fail(OpinionFileError::unreadable, to_string(Diagnostic{Severity::error, file, root.error().at.line, root.error().at.column, root.error().what}));
  Report report(std::move(file));
  Table table(*root, std::move(name), report);
  T out = read(table);
  if (report.failed()) return base::fail(OpinionFileError::invalid, to_string(report.sorted().front()));
  return out;
}

}  // namespace

base::Result<OpinionCatalogue, OpinionFileError> read_opinion_catalogue(std::string_view toml, std::string file) {
  return read_file<OpinionCatalogue>(toml, std::move(file), "the list of subjects", read_subjects);
}

base::Result<Phrases, OpinionFileError> read_phrases(std::string_view toml, std::string file) {
  return read_file<Phrases>(toml, std::move(file), "the list of phrases", read_all);
}

std::vector<OpinionSubject> opinion_subjects(const OpinionRules& rules, const OpinionCatalogue& catalogue, const Phrases& phrases) {
  std::vector<OpinionSubject> out = rules.subjects;
  if (out.empty()) {
    for (const CatalogueSubject& subject : catalogue.subjects)
      if (subject.active) out.push_back({subject.id, subject.label, subject.owner, {}});
  }
  for (OpinionSubject& subject : out) {
    const auto more = phrases.by_subject.find(subject.id);
    if (more != phrases.by_subject.end()) subject.phrases.insert(subject.phrases.end(), more->second.begin(), more->second.end());
  }
  return out;
}

std::string subject_label(const Plan& plan, const OpinionCatalogue& catalogue, std::string_view id) {
  if (plan.opinions)
    for (const OpinionSubject& subject : plan.opinions->subjects)
      if (subject.id == id) return subject.label;
  for (const CatalogueSubject& subject : catalogue.subjects)
    if (subject.id == id) return subject.label;
  return std::string(id);
}

}  // namespace openday::event
