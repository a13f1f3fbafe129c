#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/event/waitlist.h"
#include "kiosk/report/letterhead.h"
#include "kiosk/report/papers.h"
#include "kiosk/report/table_files.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/figures_input.h"

namespace openday::tool {
namespace {

using Json = nlohmann::ordered_json;
using event::DataTable;

struct Work {
  event::Plan plan;
  StateFold fold;
  OfficeWords office;
  event::Figures figures;
  std::optional<event::Roster> roster;
  base::Instant at;
  [[nodiscard]] event::Date day() const { return base::date_in(at, plan.zone); }
};

struct Written {
  std::size_t rows = 0;
  int pages = 0;
};

// The roster says how many persons a registration may bring.
Input<std::optional<event::Roster>> read_guests(const ReportOptions& options, const event::Plan& plan) {
  if (options.roster.empty()) return std::optional<event::Roster>();
  auto roster = read_roster_file(options.roster, plan);
  if (!roster) return tl::unexpected(roster.error());
  return std::optional(std::move(*roster));
}

Input<Work> read_all(const ReportOptions& options) {
  auto plan = read_plan_file(options.plan);
  if (!plan) return tl::unexpected(plan.error());
  if (!options.session.empty() && plan->session(options.session) == nullptr) return base::fail(InputError::unusable, fmt::format("--session is \"{}\"; {} has no such session; `openday plan show` lists them", options.session, options.plan));
  auto roster = read_guests(options, *plan);
  if (!roster) return tl::unexpected(roster.error());
  auto office = read_office_words({options.config, options.calendar, options.seal_key, options.passphrase_file}, *plan);
  if (!office) return tl::unexpected(office.error());
  base::Instant at = std::chrono::time_point_cast<base::Millis>(std::chrono::system_clock::now());
  if (options.at) {
    const auto said = parse_moment(*options.at, "--at");
    if (!said) return tl::unexpected(said.error());
    at = *said;
  }
  auto fold = fold_state(options.state);
  if (!fold) return tl::unexpected(fold.error());
  Work work{std::move(*plan), std::move(*fold), std::move(*office), {}, std::move(*roster), at};
  if (work.roster) {
    work.roster = event::with_moves(*work.roster, work.fold.groups.moves(work.plan.id));   // as staff's moves in the waiting list leave it
    for (const event::Guest& guest : work.roster->guests()) work.fold.attendance.set_seats(guest.registration, guest.persons);
  }
  work.figures = event::figures_of(work.plan, work.fold.tallies.counts(work.plan.id), work.fold.attendance);
  return work;
}

const event::Roster* guests_of(const Work& work) { return work.roster ? &*work.roster : nullptr; }

std::vector<event::SignInSheet> sheets_of(const ReportOptions& options, const Work& work) {
  if (options.session.empty()) return event::sign_in_sheets(work.plan, guests_of(work), work.fold.attendance);
  return {event::sign_in_sheet(work.plan, *work.plan.session(options.session), guests_of(work), work.fold.attendance)};
}

event::DaySummary summary_of(const ReportOptions& options, Work& work) {
  event::DaySummary out = event::day_summary(work.plan, guests_of(work), work.fold.attendance, work.figures, list_cases(work.fold, work.plan, work.office), work.day());
  if (!options.session.empty()) std::erase_if(out.sessions, [&](const event::SummarySession& one) { return one.sheet.session != options.session; });
  return out;
}

std::vector<DataTable> tables_of(const ReportOptions& options, Work& work) {
  const std::string& what = options.what;
  if (what == "sign-in") return {event::sign_in_table(sheets_of(options, work))};
  if (what == "tallies") return {event::tally_table(work.figures)};
  if (what == "results") return {event::result_table(work.figures.sheets)};
  if (what == "appraisals") return {event::appraisal_table(work.fold.cases.appraisals(work.plan.id))};
  const event::FollowUpList list = list_cases(work.fold, work.plan, work.office);
  if (what == "comments") return {event::comment_table(list)};
  return {event::follow_up_table(list, work.day()), event::comment_table(list)};
}

report::PaperFile paper_of(const ReportOptions& options, const Work& work, const std::string& title) {
  report::PaperFile out;
  out.file = options.out;
  out.fonts_toml = options.fonts.empty() ? OPENDAY_ASSETS_DIR "/fonts.toml" : options.fonts;
  out.info = {title, work.plan.bureau, work.at, work.plan.zone};
  std::vector<report::ChainHead> heads;
  for (const journal::Head& head : work.fold.heads) heads.push_back({base::to_string(head.device), head.inc, head.seq, base::to_hex(head.hash)});
  out.head = report::letterhead_of(title, work.plan, work.fold.attendance.corrections(work.plan.id), work.at, heads);
  return out;
}

report::PrintResult<report::Printed> print_paper(const ReportOptions& options, Work& work) {
  if (options.what == "tallies") return report::print_tallies(paper_of(options, work, "好差评统计"), work.figures);
  if (options.what == "sign-in") return report::print_sign_in(paper_of(options, work, "签到表"), sheets_of(options, work));
  if (options.what == "summary") return report::print_summary(paper_of(options, work, "活动简报（草稿）"), summary_of(options, work));
  if (options.what == "results") return report::print_results(paper_of(options, work, "评议结果"), work.figures.sheets);
  const event::FollowUpList list = list_cases(work.fold, work.plan, work.office);
  if (options.what == "slips") return report::print_slips(paper_of(options, work, "意见建议和差评交办单"), list, work.plan.id, work.day());
  return report::print_follow_up(paper_of(options, work, "意见建议和差评交办清单"), list, work.day());
}

Json json_of(const event::TableCell& cell) {
  if (std::holds_alternative<std::monostate>(cell)) return nullptr;
  if (const auto* number = std::get_if<int>(&cell)) return *number;
  if (const auto* number = std::get_if<double>(&cell)) return *number;
  if (const auto* share = std::get_if<event::Share>(&cell)) return share->value;
  return event::to_text(cell);
}

std::string json_lines(const DataTable& table) {
  std::string out;
  for (const auto& row : table.rows) {
    Json one = Json::object();
    for (std::size_t c = 0; c < row.size(); ++c) one[table.columns[c].key] = json_of(row[c]);
    out += one.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  }
  return out;
}

std::string appraisal_lines(const std::vector<event::Appraisal>& appraisals) {
  std::string out;
  for (const event::Appraisal& one : appraisals) out += event::appraisal_json(one) + '\n';
  return out;
}

template <class T>
Input<Written> written(const report::PrintResult<T>& done, Written what) {
  if (!done) return base::fail(InputError::unusable, done.error().what);
  return what;
}

Input<Written> write_file(const ReportOptions& options, Work& work) {
  const std::string kind = std::filesystem::path(options.out).extension().string();
  if (kind == ".pdf") {
    const auto printed = print_paper(options, work);
    if (printed && !printed->missing.empty()) note(fmt::format("{} characters have no glyph in any font and are printed as U+XXXX", printed->missing.size()));
    return written(printed, {0, printed ? printed->pages : 0});
  }
  const std::vector<DataTable> tables = tables_of(options, work);
  const Written rows{tables.front().rows.size(), 0};
  if (kind == ".xlsx") return written(report::write_xlsx(options.out, tables, {tables.front().title, work.plan.bureau, work.at, work.plan.zone}), rows);
  const std::string text = kind == ".csv" ? report::to_csv(tables.front(), options.encoding == "gb18030" ? report::CsvEncoding::gb18030 : report::CsvEncoding::utf8_with_mark) : options.what == "appraisals" ? appraisal_lines(work.fold.cases.appraisals(work.plan.id)) : json_lines(tables.front());
  if (const auto done = write_output(options.out, text, 0600); !done) return tl::unexpected(done.error());
  return rows;
}

// Empty when this can be written in that kind of file.
std::string refusal(const ReportOptions& options) {
  const std::string kind = std::filesystem::path(options.out).extension().string();
  if (kind != ".csv" && kind != ".xlsx" && kind != ".pdf" && kind != ".jsonl") return fmt::format("--out is \"{}\"; expected a name that ends in .csv, .xlsx, .pdf or .jsonl", options.out);
  if (kind == ".pdf" && (options.what == "comments" || options.what == "appraisals")) return fmt::format("--what {} is not a paper; give --out a name that ends in .csv, .xlsx or .jsonl", options.what);
  if (kind != ".pdf" && (options.what == "slips" || options.what == "summary")) return fmt::format("--what {} is a paper; give --out a name that ends in .pdf", options.what);
  if (options.what == "sign-in" && options.roster.empty()) return "--what sign-in lists the expected guests; give --roster with the file of `openday roster import`";
  return {};
}

}  // namespace

int report(const ReportOptions& options) {
  if (const std::string why = refusal(options); !why.empty()) return complain(why);
  auto work = read_all(options);
  if (!work) return complain(work.error());
  const auto done = write_file(options, *work);
  if (!done) return complain(done.error());
  if (options.json) {
    print(Json{{"file", options.out}, {"what", options.what}, {"rows", done->rows}, {"pages", done->pages}}.dump(-1, ' ', false, Json::error_handler_t::replace));
  } else {
    print(done->pages > 0 ? fmt::format("{}: {} pages", options.out, done->pages) : fmt::format("{}: {} rows", options.out, done->rows));
  }
  return kYes;
}

}  // namespace openday::tool
