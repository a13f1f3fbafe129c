#include "sync/bureau/figures.h"

#include <algorithm>
#include <array>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/file.h"
#include "kiosk/event/case_number.h"
#include "kiosk/event/figure_tables.h"
#include "kiosk/event/opinion_catalogue.h"
#include "kiosk/event/group_fold.h"
#include "kiosk/event/sign_in.h"
#include "kiosk/event/waitlist.h"
#include "sync/bureau/plan_file.h"

namespace openday::bureau {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 6> kFigures{"tallies", "results", "follow-up", "opinions", "comments", "sign-in"};

enum class InputError { unusable };
template <class T>
using Input = base::Result<T, InputError>;

template <class Error>
auto unusable(const base::Failure<Error>& failure) {
  return base::fail(InputError::unusable, failure.what);
}

// What the named files say; the values that words() points into live as long as this.
struct Office {
  std::optional<event::Plan> plan;
  std::optional<event::Catalogue> catalogue;
  std::optional<event::WorkdayCalendar> calendar;
  std::vector<event::OpinionSubject> subjects;
  std::optional<event::Roster> roster;
};

Input<void> read_guests(const FigureFiles& files, Office& out) {
  if (files.roster.empty()) return {};
  const auto text = base::read_file(files.roster, event::kMaxRosterBytes);
  if (!text) return unusable(text.error());
  auto roster = event::read_roster(*text);
  if (!roster) return base::fail(InputError::unusable, fmt::format("{}: {}; make it with `openday roster import`", files.roster, roster.error().what));
  out.roster = std::move(*roster);
  return {};
}

Input<Office> read_office(const FigureFiles& files) {
  Office out;
  if (!files.plan.empty()) {
    auto plan = read_plan_file(files.plan);
    if (!plan) return unusable(plan.error());
    out.plan = std::move(*plan);
  }
  const auto with = [](const std::string& file, auto&& take) -> Input<void> {
    if (file.empty()) return {};
    const auto text = base::read_file(file);
    if (!text) return unusable(text.error());
    auto value = take(*text, file);
    if (!value) return unusable(value.error());
    return {};
  };
  const auto into = [](auto& place, auto read) {
    return [&place, read](const std::string& text, const std::string& file) {
      auto value = read(text, file);
      if (value) place = *value;
      return value;
    };
  };
  std::optional<event::OpinionCatalogue> opinions;
  if (auto done = with(files.ratings, into(out.catalogue, [](const auto& text, const auto& file) { return event::read_catalogue(text, file); })); !done) return tl::unexpected(done.error());
  if (auto done = with(files.calendar, into(out.calendar, [](const auto& text, const auto& file) { return event::WorkdayCalendar::parse(text, file); })); !done) return tl::unexpected(done.error());
  if (auto done = with(files.opinions, into(opinions, [](const auto& text, const auto& file) { return event::read_opinion_catalogue(text, file); })); !done) return tl::unexpected(done.error());
  if (opinions)
    for (const event::CatalogueSubject& subject : opinions->subjects) out.subjects.push_back({subject.id, subject.label, subject.owner, {}});
  if (auto read = read_guests(files, out); !read) return tl::unexpected(read.error());
  return out;
}

// One event, folded.
struct Fold {
  event::TallyFold tallies;
  event::CaseFold cases;
  event::Attendance attendance;
  event::GroupFold groups;
};

StoreResult<Fold> fold_event(AdminStore& store, const std::string& id) {
  Fold fold;
  AdminStore::FigureSink sink;
  sink.record = [&](const event::Record& record) {
    fold.tallies.add(record);
    fold.cases.add(record);
    fold.attendance.add(record);
    fold.groups.add(record);
  };
  sink.ballot = [&](const base::Uuid& batch, std::string_view bytes) {
    const auto ballot = event::read_ballot(bytes);
    if (!ballot) return;
    fold.tallies.add(batch, *ballot);
    fold.cases.add(batch, *ballot);
  };
  sink.text = [&](const base::Uuid& batch, std::string_view bytes) {
    if (const auto text = event::read_ballot_text(bytes)) fold.cases.add(batch, *text);
  };
  if (auto read = store.read_figures(id, sink); !read) return tl::unexpected(read.error());
  return fold;
}

event::Figures figures_of(Fold& fold, const Office& office, const std::string& id) {
  return office.plan ? event::figures_of(*office.plan, fold.tallies.counts(id), fold.attendance) : event::figures_of(id, fold.tallies.counts(id));
}

event::FollowUpList list_of(Fold& fold, const Office& office, const std::string& id) {
  event::Plan bare;
  bare.id = id;
  event::FollowUpWords words;
  if (office.catalogue) words.catalogue = &*office.catalogue;
  if (office.calendar) words.calendar = &*office.calendar;
  words.subjects = office.subjects;
  words.corrections = fold.attendance.corrections(id);
  for (const event::SheetFigures& sheet : figures_of(fold, office, id).sheets)
    if (sheet.sealed) words.sealed.insert(sheet.id);
  return fold.cases.list(office.plan ? *office.plan : bare, words);
}

// The sheet as the box's own: who moved up is expected, whose place was released is not.
event::DataTable sign_in_of(Fold& fold, const Office& office) {
  const event::Roster roster = event::with_moves(*office.roster, fold.groups.moves(office.plan->id));
  for (const event::Guest& guest : roster.guests()) fold.attendance.set_seats(guest.registration, guest.persons);
  return event::sign_in_table(event::sign_in_sheets(*office.plan, &roster, fold.attendance));
}

event::DataTable table_of(const std::string& table, Fold& fold, const Office& office, const std::string& id, event::Date today) {
  if (table == "tallies") return event::tally_table(figures_of(fold, office, id));
  if (table == "sign-in") return sign_in_of(fold, office);
  if (table == "results") return event::result_table(figures_of(fold, office, id).sheets);
  event::FollowUpList list = list_of(fold, office, id);
  if (table == "comments") return event::comment_table(list);
  if (table == "opinions") std::erase_if(list.cases, [](const event::FollowUpCase& one) { return one.source != event::CaseSource::opinion; });
  return event::follow_up_table(list, today);
}

Json case_json(const event::FollowUpCase& one, const std::string& id, event::Date today) {
  Json clocks = Json::array();
  for (const event::CaseClock& clock : one.clocks) clocks.push_back({{"what", clock.label}, {"due", clock.due ? base::to_string(clock.due->date) : std::string()}, {"provisional", clock.due && clock.due->provisional}});
  return {{"number", one.number}, {"event", id}, {"source", to_string(one.source)}, {"session", one.session}, {"subject", one.subject}, {"label", one.subject_label}, {"grade", one.grade},
          {"reasons", one.tags}, {"text", one.text}, {"registration", one.registration ? to_string(*one.registration) : std::string()}, {"reply", to_string(one.reply)}, {"sealed", one.sealed},
          {"received", base::to_string(one.received)}, {"owner", one.owner}, {"state", to_string(one.state)}, {"note", one.note}, {"erased", one.erased}, {"overdue", is_overdue(one, today)}, {"clocks", clocks}};
}

void say(const Terminal& terminal, const event::FollowUpCase& one, const std::string& id, event::Date today) {
  event::FollowUpList list;
  list.cases = {one};
  const event::DataTable table = event::follow_up_table(list, today);
  terminal.out << "活动  " << id << '\n';
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::string words = event::to_text(table.rows.front()[i]);
    if (!words.empty()) terminal.out << table.columns[i].title << "  " << words << '\n';
  }
}

StoreResult<std::vector<std::string>> events_to_search(AdminStore& store, const std::string& event, const Office& office) {
  if (!event.empty()) return std::vector<std::string>{event};
  if (office.plan) return std::vector<std::string>{office.plan->id};
  return store.events();
}

event::Date day_of(const Terminal& terminal, const Office& office) { return base::date_in(terminal.now, office.plan ? office.plan->zone : base::kChinaOffset); }

}  // namespace

bool is_figure(std::string_view table) { return std::find(kFigures.begin(), kFigures.end(), table) != kFigures.end(); }

int export_figures(AdminStore& store, const Terminal& terminal, const std::string& table, const std::string& event, const FigureFiles& files, ExportFormat format,
                   const std::filesystem::path& file) {
  const auto office = read_office(files);
  if (!office) return failed(terminal, office.error().what);
  const std::string id = event.empty() && office->plan ? office->plan->id : event;
  if (id.empty()) return failed(terminal, fmt::format("{} are of one event: give --event ID or --plan FILE", table));
  if (office->plan && office->plan->id != id) return failed(terminal, fmt::format("{} is the plan of {}, not of {}", files.plan, office->plan->id, id));
  if (table == "comments" && !office->plan) return failed(terminal, "comments need --plan FILE: without it nobody knows which rounds are still sealed");
  if (table == "sign-in" && (!office->plan || !office->roster)) return failed(terminal, "sign-in lists the expected guests: give --plan FILE and --roster FILE, as `openday roster import` wrote it");
  if (office->roster && office->roster->event() != id) return failed(terminal, fmt::format("{} is the roster of {}, not of {}", files.roster, office->roster->event(), id));
  auto fold = fold_event(store, id);
  if (!fold) return failed(terminal, fold.error().what);
  std::ostringstream text;
  write_table(table_of(table, *fold, *office, id, day_of(terminal, *office)), format, text);
  if (!file.empty()) {
    const auto written = base::write_file_durably(file, text.str(), 0600);   // what guests wrote
    return written ? 0 : failed(terminal, written.error().what);
  }
  terminal.out << text.str() << std::flush;
  return terminal.out ? 0 : failed(terminal, "writing failed: is the disk full?");
}

int find_case(AdminStore& store, const Terminal& terminal, const std::string& number, const std::string& event, const FigureFiles& files) {
  const auto receipt = event::parse_receipt(number);
  const auto wanted = receipt ? std::optional(receipt->number) : event::parse_case_number(number);
  if (!wanted) return failed(terminal, fmt::format("{} is not a case number: its check digit does not fit; read it again from the receipt", number));
  const auto office = read_office(files);
  if (!office) return failed(terminal, office.error().what);
  const auto events = events_to_search(store, receipt ? receipt->event : event, *office);
  if (!events) return failed(terminal, events.error().what);
  if (office->plan && !events->empty() && events->front() != office->plan->id) return failed(terminal, fmt::format("{} is the plan of {}, not of {}", files.plan, office->plan->id, events->front()));
  const event::Date today = day_of(terminal, *office);
  for (const std::string& id : *events) {
    auto fold = fold_event(store, id);
    if (!fold) return failed(terminal, fold.error().what);
    const event::FollowUpList list = list_of(*fold, *office, id);
    const event::FollowUpCase* one = list.find(*wanted);
    if (one == nullptr) continue;
    if (terminal.json) {
      terminal.out << case_json(*one, id, today).dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    } else {
      say(terminal, *one, id, today);
    }
    return 0;
  }
  return failed(terminal, fmt::format("{}: no such case here; a ballot's comes with its batch", *wanted));
}

}  // namespace openday::bureau
