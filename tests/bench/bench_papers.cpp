// What a check-in's commit costs while a sign-in sheet of 5,000 guests is made over and over on the papers' thread, beside the same without
// it, turn about in one run. Percentiles in microseconds.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <unistd.h>
#include <vector>

#include <benchmark/benchmark.h>

#include "kiosk/app/paper_drafts.h"
#include "kiosk/journal/journal.h"

namespace openday::app {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int kGuests = 5000, kTurn = 200;

base::Moment moment() { return {base::parse_rfc3339("2020-11-17T08:30:00+08:00")->at, "boot", 1000, base::ClockState::synced}; }

event::RegistrationId registration(int number) {
  event::RegistrationId out;
  out.bytes[14] = static_cast<std::uint8_t>(number >> 8);
  out.bytes[15] = static_cast<std::uint8_t>(number);
  return out;
}

Documents documents() {
  Documents out;
  out.plan.id = "YX201117";
  out.plan.sessions.emplace_back().id = "main";
  out.plan.categories.emplace_back().id = "npc";
  std::vector<event::Guest> guests;
  for (int i = 0; i < kGuests; ++i) {
    event::Guest& one = guests.emplace_back();
    one.registration = registration(i);
    one.name = "来宾" + std::to_string(i);
    one.category = "npc";
  }
  out.roster.emplace("YX201117", 1, std::move(guests));
  return out;
}

double at(std::vector<double>& all, double share) {
  std::sort(all.begin(), all.end());
  return all.at(static_cast<std::size_t>(share * static_cast<double>(all.size() - 1)));
}

void check_in_while_a_paper_is_made(benchmark::State& state) {
  const auto folder = std::filesystem::temp_directory_path() / ("openday-papers-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  auto journal = journal::Journal::open(folder, moment());
  if (!journal) throw std::runtime_error(journal.error().what);
  int next = 0;
  const auto append = [&] {
    event::CheckInBody body;
    body.registration = registration(next++ % kGuests);
    body.session = "main";
    body.category = "npc";
    if (!journal->append(journal::Draft{event::Kind::check_in, "YX201117", event::to_json(body)}, moment())) throw std::runtime_error("cannot append");
  };
  const Documents about = documents();
  std::atomic<bool> wanted{false}, over{false};
  std::atomic<int> made{0};
  std::thread press([&] {
    while (!over) {
      wanted.wait(false);
      if (over) return;
      wanted = false;   // one paper
      auto fold = journal::fold_state(folder);
      if (fold && write_paper({ui::PaperKind::sign_in, ui::PaperFormat::pdf, folder / "s.pdf", OPENDAY_SOURCE_DIR "/assets/fonts.toml", moment().wall, 0}, about, *fold)) ++made;
    }
  });
  std::vector<double> alone, beside;
  for (auto _ : state) {
    const auto commit = [&](std::vector<double>& into) {
      const auto begin = SteadyClock::now();
      append();
      into.push_back(std::chrono::duration<double, std::micro>(SteadyClock::now() - begin).count());
    };
    for (int i = 0; i < kTurn; ++i) commit(alone);
    const int before = made;
    wanted = true;
    wanted.notify_all();
    while (made == before) commit(beside);   // as long as the paper takes
  }
  over = true;
  wanted = true;
  wanted.notify_all();
  press.join();
  for (const double share : {0.5, 0.99}) {
    const std::string name = share < 0.9 ? "p50_us" : "p99_us";
    state.counters["alone_" + name] = at(alone, share);
    state.counters["beside_" + name] = at(beside, share);
  }
  state.counters["papers"] = made.load();
  state.counters["commits_beside"] = static_cast<double>(beside.size());
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}
BENCHMARK(check_in_while_a_paper_is_made)->Iterations(5)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace openday::app
