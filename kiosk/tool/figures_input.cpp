#include "kiosk/tool/figures_input.h"

#include <filesystem>

#include <fmt/format.h>

#include "kiosk/event/opinion_catalogue.h"

namespace openday::tool {
namespace {

namespace fs = std::filesystem;

template <class Error>
auto unusable(const base::Failure<Error>& failure) {
  return base::fail(InputError::unusable, failure.what);
}

// The text of a file; nothing when it is the program's own and not there.
Input<std::optional<std::string>> read_own(const std::string& file, bool named) {
  std::error_code ignored;
  if (!named && !fs::exists(file, ignored)) return std::optional<std::string>();
  auto text = read_input(file);
  if (!text) return tl::unexpected(text.error());
  return std::optional(std::move(*text));
}

std::string scale_of(const event::Plan& plan) {
  for (const event::Questionnaire& questionnaire : plan.questionnaires)
    if (questionnaire.kind == event::QuestionnaireKind::rating) return questionnaire.scale;
  return event::Questionnaire().scale;
}

Input<void> read_subjects(const std::string& file, bool named, OfficeWords& out) {
  const auto text = read_own(file, named);
  if (!text) return tl::unexpected(text.error());
  if (!*text) return {};
  const auto catalogue = event::read_opinion_catalogue(**text, file);
  if (!catalogue) return unusable(catalogue.error());
  for (const event::CatalogueSubject& subject : catalogue->subjects) out.subjects.push_back({subject.id, subject.label, subject.owner, {}});
  return {};
}

}  // namespace

Input<StateFold> fold_state(const std::string& state) {
  std::error_code ignored;
  if (!fs::is_directory(state, ignored)) return base::fail(InputError::unusable, fmt::format("{}: no such folder; give the state folder of a kiosk, or a copy of it", state));
  auto fold = journal::fold_state(state);
  if (!fold) return unusable(fold.error());
  return std::move(*fold);
}

event::FollowUpWords OfficeWords::words(const event::Figures& figures) const {
  event::FollowUpWords out;
  if (catalogue) out.catalogue = &*catalogue;
  if (calendar) out.calendar = &*calendar;
  out.subjects = subjects;
  for (const event::SheetFigures& sheet : figures.sheets)
    if (sheet.sealed) out.sealed.insert(sheet.id);
  return out;
}

Input<OfficeWords> read_office_words(const OfficeFiles& files, const event::Plan& plan) {
  OfficeWords out;
  const std::string config = files.config.empty() ? OPENDAY_CONFIG_DIR : files.config;
  const std::string ratings = fmt::format("{}/ratings/{}.toml", config, scale_of(plan));
  const auto catalogue_text = read_own(ratings, !files.config.empty());
  if (!catalogue_text) return tl::unexpected(catalogue_text.error());
  if (*catalogue_text) {
    auto catalogue = event::read_catalogue(**catalogue_text, ratings);
    if (!catalogue) return unusable(catalogue.error());
    out.catalogue = std::move(*catalogue);
  }
  const std::string days = files.calendar.empty() ? config + "/calendar/holidays.json" : files.calendar;
  const auto calendar_text = read_own(days, !files.calendar.empty());
  if (!calendar_text) return tl::unexpected(calendar_text.error());
  if (*calendar_text) {
    auto calendar = event::WorkdayCalendar::parse(**calendar_text, days);
    if (!calendar) return unusable(calendar.error());
    out.calendar = std::move(*calendar);
  }
  if (const auto read = read_subjects(config + "/opinions/subjects.toml", false, out); !read) return tl::unexpected(read.error());
  if (!files.seal_key.empty()) {
    auto key = read_seal_key(files.seal_key, files.passphrase_file);
    if (!key) return tl::unexpected(key.error());
    out.key = std::move(*key);
  }
  return out;
}

event::FollowUpList list_cases(StateFold& fold, const event::Plan& plan, const OfficeWords& office) {
  const event::Figures figures = event::figures_of(plan, fold.tallies.counts(plan.id), fold.attendance);
  event::FollowUpWords words = office.words(figures);
  words.corrections = fold.attendance.corrections(plan.id);
  event::FollowUpList list = fold.cases.list(plan, words);
  if (!office.key) return list;
  int closed = 0;
  for (event::FollowUpCase& one : list.cases) {
    if (one.sealed.empty()) continue;
    if (auto plain = base::unseal_text(*office.key, one.sealed)) {
      one.address = std::move(*plain);
    } else {
      ++closed;
    }
  }
  if (closed > 0) note(fmt::format("{} addresses stay sealed: they were sealed to another key", closed));
  return list;
}

}  // namespace openday::tool
