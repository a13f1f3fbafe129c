// Staff's attendance list of a hall of 50,000 with 30,000 of them there: what one look costs (all rows, a filter, another grouping), what a
// frame pays to take its rows along, one guest's story, what follows a move in the waiting list. Beside them a bare walk over the same roster.
#include <benchmark/benchmark.h>

#include "kiosk/app/attendance_list.h"
#include "kiosk/app/list_search.h"
#include "kiosk/app/near_names.h"
#include "kiosk/base/mutex.h"
#include "kiosk/event/admission.h"
#include "kiosk/event/conflict_cards.h"
#include "kiosk/event/waitlist.h"
#include "kiosk/text/shared_readings.h"

namespace {

using namespace openday;

constexpr int kGuests = 50'000, kHere = 30'000;

event::RegistrationId registration(int guest) {
  event::RegistrationId out;
  for (std::size_t i = 0; i < 4; ++i) out.bytes[i] = static_cast<std::uint8_t>(guest >> (8 * i));
  return out;
}

app::Documents hall() {
  app::Documents out;
  out.plan.id = "YX201117";
  out.plan.categories.resize(4);
  const char* const ids[] = {"npc", "cppcc", "client", "media"};
  for (std::size_t i = 0; i < 4; ++i) out.plan.categories[i].id = out.plan.categories[i].label = ids[i];
  out.plan.sessions.resize(2);
  out.plan.sessions[0].id = "s1", out.plan.sessions[1].id = "s2";
  std::vector<event::Guest> guests(kGuests);
  for (int i = 0; i < kGuests; ++i) {
    event::Guest& guest = guests[static_cast<std::size_t>(i)];
    guest.registration = registration(i);
    guest.name = i % 3 ? "王小明" : "阿依古丽·买买提";
    guest.category = ids[i % 4];
    guest.department = "第" + std::to_string(i % 40) + "科";
    guest.phone_tail = "0042";
  }
  out.roster.emplace("YX201117", 1, std::move(guests));
  return out;
}

event::Attendance attendance() {
  event::Attendance out;
  for (int i = 0; i < kHere; ++i) {
    event::CheckInBody body;
    body.registration = registration(i);
    body.session = "s1";
    body.category = "client";
    event::Record record;
    for (std::size_t at = 0; at < 4; ++at) record.id.bytes[at] = static_cast<std::uint8_t>((i + 1) >> (8 * at));
    record.inc = "00112233445566ff";
    record.seq = static_cast<std::uint64_t>(i) + 1;
    record.kind = "check-in";
    record.event = "YX201117";
    record.at = "2020-11-17T08:35:00+08:00";
    record.boot = "boot";
    record.mono = i * 10;
    record.clock = base::ClockState::synced;
    record.body = to_json(body);
    out.add(record);
  }
  (void)out.persons("YX201117", "s1");
  return out;
}

struct Hall {
  app::Documents documents = hall();
  event::Attendance attendance = ::attendance();
};

const Hall& the_hall() {
  static const Hall kHall;
  return kHall;
}

event::GuestMoves some_moves() {
  event::GuestMoves out;
  for (int i = 0; i < kGuests; i += 10) out[registration(i)] = {{}, "2020-11-17T08:55:00+08:00", event::WaitlistMove::up};
  return out;
}

void look(benchmark::State& state, ui::StaffFilter filter, ui::StaffGrouping grouping) {
  const Hall& here = the_hall();
  for (auto _ : state) benchmark::DoNotOptimize(app::make_attendance_list(here.documents, "s1", here.attendance, filter, grouping).shown.came);
}
BENCHMARK_CAPTURE(look, all_rows, ui::StaffFilter::all, ui::StaffGrouping::category)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(look, absent, ui::StaffFilter::absent, ui::StaffGrouping::category)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(look, came, ui::StaffFilter::came, ui::StaffGrouping::category)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(look, waiting, ui::StaffFilter::waiting, ui::StaffGrouping::category)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(look, by_department, ui::StaffFilter::all, ui::StaffGrouping::department)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(look, by_session, ui::StaffFilter::all, ui::StaffGrouping::session)->Unit(benchmark::kMillisecond);

void rows_taken_along_by_a_frame(benchmark::State& state) {
  const Hall& here = the_hall();
  ui::StaffAttendance shown = app::make_attendance_list(here.documents, "s1", here.attendance, ui::StaffFilter::all).shown;
  std::vector<ui::StaffRow> rows(static_cast<std::size_t>(state.range(0)));
  for (std::size_t i = 0; i < rows.size() && i < shown.rows.size(); ++i) rows[i] = shown.rows[i];
  shown.rows = ui::StaffRows(std::move(rows));
  for (auto _ : state) {
    ui::StaffAttendance copy = shown;
    benchmark::DoNotOptimize(copy.rows.size());
  }
}
BENCHMARK(rows_taken_along_by_a_frame)->Arg(10'000)->Arg(50'000)->Unit(benchmark::kMillisecond);

ui::StaffRows copy_of(const ui::StaffRows& rows) {
  std::vector<ui::StaffRow> out;
  for (std::size_t i = 0; i < rows.size(); ++i) out.push_back(rows[i]);
  return out;
}

// A search in the list through its thread; the first one of a list makes its index.
void search_the_list(benchmark::State& state, bool fresh) {
  const Hall& here = the_hall();
  const ui::StaffAttendance shown = app::make_attendance_list(here.documents, "s1", here.attendance, ui::StaffFilter::all).shown;
  base::Mutex mutex;
  base::Condition answered;
  app::ListSearcher searcher(std::make_shared<text::SharedReadings>(OPENDAY_TEXT_DATA_DIR), [&] {
    const base::Lock held(mutex);
    answered.notify_all();
  });
  const auto ask = [&](const ui::StaffRows& rows, const char* query) {
    searcher.ask({1, 1, query, rows});
    while (true) {
      if (const auto answer = searcher.take()) return answer->found->size();
      const base::Lock held(mutex);
      answered.wait_for(mutex, std::chrono::milliseconds(1));
    }
  };
  std::size_t found = ask(shown.rows, "wxm");
  for (auto _ : state) {
    state.PauseTiming();
    const ui::StaffRows rows = fresh ? copy_of(shown.rows) : shown.rows;
    state.ResumeTiming();
    found = ask(rows, "wxm");
  }
  state.counters["found"] = static_cast<double>(found);
}
BENCHMARK_CAPTURE(search_the_list, again, false)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(search_the_list, first, true)->Unit(benchmark::kMillisecond)->UseRealTime();

// The roster as 5,000 moves of the waiting list leave it: paid once a move, by every box that hears of it.
void follow_moves(benchmark::State& state) {
  const Hall& here = the_hall();
  const event::GuestMoves moves = some_moves();
  for (auto _ : state) benchmark::DoNotOptimize(event::with_moves(*here.documents.roster, moves).guests().size());
}
BENCHMARK(follow_moves)->Unit(benchmark::kMillisecond);

// What a walk-in is told: places that neither came nor are kept, after the grace, so that each absent guest's own promise is looked at.
void places_left_for_a_walk_in(benchmark::State& state) {
  const Hall& here = the_hall();
  const event::GuestMoves moves = some_moves();
  event::Plan plan = here.documents.plan;
  event::When& when = plan.sessions[0].when;
  when.precision = event::Precision::instant;
  when.year = 2020, when.month = 11, when.day = 17, when.start = base::Minutes(8 * 60 + 40);
  plan.confirmation.no_show = "waived", plan.confirmation.grace = base::Minutes(10);
  for (event::Category& category : plan.categories) category.quota = kGuests;
  const base::Moment now{base::parse_rfc3339("2020-11-17T09:00:00+08:00")->at, "boot", 0, base::ClockState::synced};
  for (auto _ : state) {
    const event::AdmissionContext context{.plan = plan, .session = "s1", .roster = &*here.documents.roster, .attendance = here.attendance, .now = now, .moves = &moves};
    benchmark::DoNotOptimize(event::walk_in_seats(plan.categories[2], context));
  }
}
BENCHMARK(places_left_for_a_walk_in)->Unit(benchmark::kMillisecond);

// One walk-in with a name: everybody's on the list is looked at.
void conflict_cards_of_a_named_walk_in(benchmark::State& state) {
  static const Hall here = [] {
    Hall out;
    event::WalkInBody body;
    body.registration = registration(kGuests + 1);
    body.session = "s1", body.category = "client", body.name = "王晓明";
    event::Record record;
    record.id.bytes[15] = 1;
    record.inc = "00112233445566ff", record.seq = kHere + 1, record.kind = "walk-in", record.event = "YX201117", record.at = "2020-11-17T08:40:00+08:00";
    record.boot = "boot", record.mono = kHere * 10, record.clock = base::ClockState::synced, record.body = to_json(body);
    out.attendance.add(record);
    return out;
  }();
  static const auto readings = text::SharedReadings(OPENDAY_TEXT_DATA_DIR).get_or_letters();
  const auto keys = [&](std::string_view name) { return app::name_keys(name, *readings); };
  std::size_t cards = 0;
  for (auto _ : state) cards = event::conflict_cards(here.attendance, "YX201117", &*here.documents.roster, keys).size();
  state.counters["cards"] = static_cast<double>(cards);
}
BENCHMARK(conflict_cards_of_a_named_walk_in)->Unit(benchmark::kMillisecond);

void story_of_a_guest(benchmark::State& state) {
  const Hall& here = the_hall();
  for (auto _ : state) benchmark::DoNotOptimize(here.attendance.story("YX201117", registration(4'711)).size());
}
BENCHMARK(story_of_a_guest)->Unit(benchmark::kMicrosecond);

void walk_over_the_roster(benchmark::State& state) {
  const Hall& here = the_hall();
  for (auto _ : state) {
    std::size_t bytes = 0;
    for (const event::Guest& guest : here.documents.roster->guests()) bytes += guest.name.size();
    benchmark::DoNotOptimize(bytes);
  }
}
BENCHMARK(walk_over_the_roster)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
