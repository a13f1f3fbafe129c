// `openday purge` as an office runs it, on a box with 50,000 records, and `openday-bureau admin retention --apply` on a SQLite store with
// the same: wall clock, CPU and memory of the whole process, and what both wrote.
// OPENDAY_BENCH_DIR chooses the disk.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal.h"
#include "kiosk/journal/journal_reader.h"
#include "sync/bureau/sqlite_store.h"
#include "tests/support/files.h"
#include "tests/support/process.h"

namespace openday::journal {
namespace {

namespace fs = std::filesystem;

base::Moment moment() {
  return {base::parse_rfc3339("2020-11-17T08:30:00+08:00")->at, "5f0c6a52-8a2e-4f0e-9d7d-4b8f4f4f0001", 1000, base::ClockState::synced};
}

event::RegistrationId guest(int number) {
  event::RegistrationId id;
  for (std::size_t i = 0; i < 4; ++i) id.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

// Of five records three are check-ins, one a named rating, one an opinion.
Draft record(int number) {
  if (number % 5 == 3) return {event::Kind::rating, "YX201117", to_json(event::RatingBody{guest(number), "main", "bureau", 1 + number % 5, {}, "npc", "等得太久"})};
  if (number % 5 == 4) {
    event::OpinionBody body;
    body.number = "case-" + std::to_string(number);
    body.session = "main";
    body.subject = "registration";
    body.text = "办理时间太长，希望多开一个窗口";
    return {event::Kind::opinion, "YX201117", to_json(body)};
  }
  event::CheckInBody body;
  body.registration = guest(number);
  body.session = "main";
  body.category = "npc";
  return {event::Kind::check_in, "YX201117", to_json(body)};
}

void fill(const fs::path& state, int records) {
  Journal journal = std::move(*Journal::open(state, moment()));
  for (int i = 0; i < records; i += 1000) {
    std::vector<Draft> drafts;
    for (int n = i; n < i + 1000; ++n) drafts.push_back(record(n));
    if (!journal.append(drafts, moment())) throw std::runtime_error("append failed");
  }
  Inbox inbox = std::move(*Inbox::open(state, moment()));
  const Head head = journal.head();
  if (!inbox.acknowledge({head.device, head.inc, head.seq, head.seq, "epoch"})) throw std::runtime_error("no acknowledgement");
}

// What the box pushed, in the bureau's file.
void fill_bureau(const fs::path& state, const fs::path& file) {
  const auto store = bureau::SqliteStore::open(file, {bureau::Role::server, {}, base::random16()});
  if (!store) throw std::runtime_error(store.error().what);
  JournalReader reader(state);
  base::Digest head{};
  std::uint64_t after = 0;
  for (bool more = true; more;) {
    const auto scan = reader.scan(after);
    if (!scan) throw std::runtime_error(scan.error().what);
    if (scan->records.empty()) return;
    const event::Record& first = scan->records.front();
    if (first.seq == 1) head = event::chain_start(first.device, first.inc);
    bureau::Run run{first.device, first.inc, first.seq, head, {}};
    for (const event::Record& one : scan->records) {
      head = event::chain_next(head, event::envelope_json(one), one.body_hash);
      run.records.push_back({one, head, {}, {}});
    }
    if (const auto put = (*store)->put(run, moment().wall); !put || put->gap) throw std::runtime_error("the bureau did not take it");
    after = scan->next;
    more = scan->more;
  }
}

// The time and the memory of the command that `command(folder)` names.
void measure(benchmark::State& state, const std::function<std::vector<std::string>(const fs::path&)>& command) {
  const char* wanted = std::getenv("OPENDAY_BENCH_DIR");
  for (auto _ : state) {
    state.PauseTiming();
    const fs::path folder = (wanted ? fs::path(wanted) : fs::temp_directory_path()) / "openday-bench-purge";
    fs::remove_all(folder);
    fs::create_directories(folder);
    fill(folder / "state", static_cast<int>(state.range(0)));
    fill_bureau(folder / "state", folder / "bureau.db");
    support::write_text(folder / "plan.toml", support::read_text(OPENDAY_SOURCE_DIR "/config/plans/03-city-timed.toml") + "\n[privacy.retention_days]\ndefault = 30\n");
    rusage before{}, after{};
    ::getrusage(RUSAGE_CHILDREN, &before);
    state.ResumeTiming();
    const auto result = support::run_program(command(folder));
    state.PauseTiming();
    ::getrusage(RUSAGE_CHILDREN, &after);
    if (result.exit_code != 0) throw std::runtime_error(result.err);
    state.counters["cpu_s"] = static_cast<double>(after.ru_utime.tv_sec - before.ru_utime.tv_sec) + 1e-6 * static_cast<double>(after.ru_utime.tv_usec - before.ru_utime.tv_usec);
    state.counters["most_memory_mb"] = static_cast<double>(after.ru_maxrss) / 1024;   // of the largest so far
    fs::remove_all(folder);
    state.ResumeTiming();
  }
}

void retention_of(benchmark::State& state) {
  measure(state, [](const fs::path& folder) -> std::vector<std::string> {
    return {OPENDAY_BIN_DIR "/openday-bureau", "admin", "retention", "--store", "sqlite:" + (folder / "bureau.db").string(), "--plan", (folder / "plan.toml").string(),
            "--now", "2021-01-01T09:00:00+08:00", "--apply", "--json"};
  });
}
BENCHMARK(retention_of)->Arg(50'000)->Iterations(1)->Unit(benchmark::kSecond)->UseRealTime();

void purge_of(benchmark::State& state) {
  measure(state, [](const fs::path& folder) -> std::vector<std::string> {
    return {OPENDAY_BIN_DIR "/openday", "purge", "--state", (folder / "state").string(), "--plan", (folder / "plan.toml").string(), "--now", "2021-01-01T09:00:00+08:00", "--json"};
  });
}
BENCHMARK(purge_of)->Arg(50'000)->Iterations(1)->Unit(benchmark::kSecond)->UseRealTime();

}  // namespace
}  // namespace openday::journal

BENCHMARK_MAIN();
