#include "kiosk/app/paper_drafts.h"

#include "kiosk/base/file.h"
#include "kiosk/event/day_summary.h"
#include "kiosk/report/letterhead.h"
#include "kiosk/report/table_files.h"

namespace openday::app {
namespace {

using ui::PaperFormat;
using ui::PaperKind;

class Writer {
 public:
  Writer(const PaperDraft& draft, const Documents& documents, journal::StateFold& fold) : draft_(draft), documents_(documents), plan_(documents.plan), fold_(fold) {
    if (documents.roster)
      for (const event::Guest& guest : documents.roster->guests()) fold.attendance.set_seats(guest.registration, guest.persons);
    figures_ = event::figures_of(plan_, fold.tallies.counts(plan_.id), fold.attendance);
  }

  report::PrintResult<void> write() {
    if (draft_.format == PaperFormat::pdf) {
      const auto done = print();
      if (!done) return tl::unexpected(done.error());
      return {};
    }
    const event::DataTable table = table_of();
    if (draft_.format == PaperFormat::xlsx) return report::write_xlsx(draft_.file, {table}, {table.title, plan_.bureau, draft_.at, plan_.zone});
    if (const auto done = base::write_file_durably(draft_.file, report::to_csv(table), 0600); !done) return base::fail(report::PrintError::not_written, done.error().what);
    return {};
  }

 private:
  report::PrintResult<report::Printed> print() {
    switch (draft_.kind) {
      case PaperKind::sign_in: return report::print_sign_in(paper(), sheets());
      case PaperKind::summary: return report::print_summary(paper(), event::day_summary(plan_, roster(), fold_.attendance, figures_, cases(), day()));
      case PaperKind::tallies: return report::print_tallies(paper(), figures_);
      case PaperKind::results: return report::print_results(paper(), figures_.sheets);
      case PaperKind::slips: return report::print_slips(paper(), cases(), plan_.id, day());
    }
    return base::fail(report::PrintError::not_written, "no such paper");
  }

  event::DataTable table_of() {
    if (draft_.kind == PaperKind::sign_in) return event::sign_in_table(sheets());
    if (draft_.kind == PaperKind::tallies) return event::tally_table(figures_);
    if (draft_.kind == PaperKind::results) return event::result_table(figures_.sheets);
    return event::follow_up_table(cases(), day());
  }

  [[nodiscard]] report::PaperFile paper() const {
    const std::string title(title_of(draft_.kind));
    std::vector<report::ChainHead> heads;
    for (const journal::Head& head : fold_.heads) heads.push_back({base::to_string(head.device), head.inc, head.seq, base::to_hex(head.hash)});
    return {draft_.file, draft_.fonts_toml, {title, plan_.bureau, draft_.at, plan_.zone}, report::letterhead_of(title, plan_, fold_.attendance.corrections(plan_.id), draft_.at, heads, draft_.reprint)};
  }

  [[nodiscard]] std::vector<event::SignInSheet> sheets() const { return event::sign_in_sheets(plan_, roster(), fold_.attendance); }

  event::FollowUpList cases() {
    event::FollowUpWords words;
    if (!documents_.catalogues.empty()) words.catalogue = &documents_.catalogues.front();
    if (documents_.calendar) words.calendar = &*documents_.calendar;
    for (const event::CatalogueSubject& subject : documents_.subjects.subjects) words.subjects.push_back({subject.id, subject.label, subject.owner, {}});
    words.corrections = fold_.attendance.corrections(plan_.id);
    for (const event::SheetFigures& sheet : figures_.sheets)
      if (sheet.sealed) words.sealed.insert(sheet.id);
    return fold_.cases.list(plan_, words);
  }

  [[nodiscard]] const event::Roster* roster() const { return documents_.roster ? &*documents_.roster : nullptr; }
  [[nodiscard]] event::Date day() const { return base::date_in(draft_.at, plan_.zone); }

  const PaperDraft& draft_;
  const Documents& documents_;
  const event::Plan& plan_;
  journal::StateFold& fold_;
  event::Figures figures_;
};

}  // namespace

report::PrintResult<void> write_paper(const PaperDraft& draft, const Documents& documents, journal::StateFold& fold) { return Writer(draft, documents, fold).write(); }

bool has_format(PaperKind kind, PaperFormat format) { return format == PaperFormat::pdf || kind != PaperKind::summary; }

std::string_view to_string(PaperKind kind) {
  switch (kind) {
    case PaperKind::sign_in: return "sign-in";
    case PaperKind::summary: return "summary";
    case PaperKind::tallies: return "tallies";
    case PaperKind::results: return "results";
    case PaperKind::slips: return "slips";
  }
  return {};
}

std::string_view to_string(PaperFormat format) { return format == PaperFormat::pdf ? "pdf" : format == PaperFormat::xlsx ? "xlsx" : "csv"; }
std::string_view to_string(ui::PaperTarget target) { return target == ui::PaperTarget::stick ? "stick" : target == ui::PaperTarget::printer ? "printer" : "bureau"; }

std::string_view title_of(PaperKind kind) {
  switch (kind) {
    case PaperKind::sign_in: return "签到表";
    case PaperKind::summary: return "活动简报（草稿）";
    case PaperKind::tallies: return "好差评统计";
    case PaperKind::results: return "评议结果";
    case PaperKind::slips: return "意见建议和差评交办单";
  }
  return {};
}

}  // namespace openday::app
