// What a commit costs, beside what the disk itself takes for 4 KiB and fdatasync in the same run: read the ratio, disks drift.
// p50 and p99 in microseconds are counters. OPENDAY_BENCH_DIR chooses the disk.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <vector>

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <unistd.h>

#include "kiosk/base/unique_fd.h"
#include "kiosk/journal/ballot_box.h"
#include "kiosk/journal/journal.h"
#include "kiosk/journal/journal_reader.h"
#include "kiosk/journal/verify.h"

namespace openday::journal {
namespace {

using SteadyClock = std::chrono::steady_clock;

class Folder {
 public:
  Folder() {
    const char* wanted = std::getenv("OPENDAY_BENCH_DIR");
    std::string name = ((wanted ? std::filesystem::path(wanted) : std::filesystem::temp_directory_path()) / "openday-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder " + name);
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

base::Moment moment() {
  return {base::parse_rfc3339("2020-11-17T08:30:00+08:00")->at, "5f0c6a52-8a2e-4f0e-9d7d-4b8f4f4f0001", 1000, base::ClockState::synced};
}

Journal open(const Folder& folder) {
  auto journal = Journal::open(folder.path(), moment());
  if (!journal) throw std::runtime_error(journal.error().what);
  return std::move(*journal);
}

const Draft kCheckIn{event::Kind::check_in, "lq2020",
                     R"({"registration":"00112233445566778899aabbccddeeff","session":"morning","persons":2,"category":"resident","way":"code"})"};

// Percentiles of single operations, which an average hides.
class Latencies {
 public:
  template <class Work>
  void measure(Work&& work) {
    const auto start = SteadyClock::now();
    work();
    all_.push_back(std::chrono::duration<double, std::micro>(SteadyClock::now() - start).count());
  }
  void report(benchmark::State& state, const std::string& prefix = {}) {
    std::sort(all_.begin(), all_.end());
    state.counters[prefix + "p50_us"] = at(0.50);
    state.counters[prefix + "p99_us"] = at(0.99);
  }
  [[nodiscard]] double at(double share) const { return all_.at(static_cast<std::size_t>(share * static_cast<double>(all_.size() - 1))); }

 private:
  std::vector<double> all_;
};

class Floor {
 public:
  explicit Floor(const Folder& folder) : fd_(::open((folder.path() / "floor").c_str(), O_RDWR | O_CREAT, 0600)), block_(4096, 'x') {
    for (int i = 0; i < 1024; ++i) write(i);
    ::fsync(fd_.get());
  }
  void overwrite() {
    write(next_++ % 1024);
    if (::fdatasync(fd_.get()) != 0) throw std::runtime_error("fdatasync failed");
  }

 private:
  void write(int block) {
    if (::pwrite(fd_.get(), block_.data(), block_.size(), static_cast<off_t>(block) * 4096) != 4096) throw std::runtime_error("write failed");
  }
  base::UniqueFd fd_;
  std::string block_;
  int next_ = 0;
};

void append_beside_the_floor(benchmark::State& state) {
  const Folder folder;
  Journal journal = open(folder);
  Floor floor(folder);
  Latencies commits, syncs;
  for (auto _ : state) {
    syncs.measure([&] { floor.overwrite(); });
    commits.measure([&] {
      if (!journal.append(kCheckIn, moment())) throw std::runtime_error("append failed");
    });
  }
  commits.report(state);
  syncs.report(state, "floor_");
  state.counters["p50_ratio"] = commits.at(0.50) / syncs.at(0.50);
  state.counters["p99_ratio"] = commits.at(0.99) / syncs.at(0.99);
}
BENCHMARK(append_beside_the_floor)->Iterations(2000)->Unit(benchmark::kMicrosecond);

event::RegistrationId registration(std::uint32_t number) {
  event::RegistrationId id;
  for (std::size_t i = 0; i < 4; ++i) id.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

Cast cast_of(std::uint32_t guest) { return {"lq2020", "morning", registration(guest), {{"bureau", 5, {"K501"}, {}}, {"event", 4, {}, {}}}}; }

// A visit's two ballots with marks, rewrite and checkpoint, in a box that holds the given number of visits.
void cast_in_a_box_of(benchmark::State& state) {
  const Folder folder;
  Journal journal = open(folder);
  Cast many{"lq2020", "morning", std::nullopt, {}};
  std::uint32_t guest = 0;
  for (; guest < static_cast<std::uint32_t>(state.range(0)); guest += 100) {
    many.ballots.assign(200, {"bureau", 5, {"K501"}, {}});
    if (!journal.ballots().cast(many)) throw std::runtime_error("cast failed");
  }
  Latencies casts;
  for (auto _ : state) {
    casts.measure([&] {
      if (!journal.ballots().cast(cast_of(++guest))->settled) throw std::runtime_error("not settled");
    });
  }
  casts.report(state);
}
BENCHMARK(cast_in_a_box_of)->Arg(0)->Arg(1000)->Arg(5000)->Iterations(100)->Unit(benchmark::kMillisecond);

// A visit as guests give it: two ratings, each with a comment of 60 characters, beside what the disk takes for one sync.
void cast_with_comments_beside_the_floor(benchmark::State& state) {
  const Folder folder;
  Journal journal = open(folder);
  Floor floor(folder);
  std::string comment;
  for (int i = 0; i < 60; ++i) comment += "树";
  Latencies casts, syncs;
  std::uint32_t guest = 0;
  for (auto _ : state) {
    syncs.measure([&] { floor.overwrite(); });
    Cast cast = cast_of(++guest);
    for (BallotDraft& ballot : cast.ballots) ballot.text = comment;
    casts.measure([&] {
      if (!journal.ballots().cast(cast)->settled) throw std::runtime_error("not settled");
    });
  }
  casts.report(state);
  syncs.report(state, "floor_");
  state.counters["p50_ratio"] = casts.at(0.50) / syncs.at(0.50);
  state.counters["p99_ratio"] = casts.at(0.99) / syncs.at(0.99);
}
BENCHMARK(cast_with_comments_beside_the_floor)->Iterations(300)->Unit(benchmark::kMicrosecond);

void verify_records(benchmark::State& state) {
  const Folder folder;
  {
    Journal journal = open(folder);
    for (int i = 0; i < state.range(0); i += 1000) (void)journal.append(std::vector<Draft>(1000, kCheckIn), moment());
  }
  for (auto _ : state) {
    if (!verify(folder.path())->holds()) throw std::runtime_error("does not hold");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(verify_records)->Arg(100'000)->Unit(benchmark::kMillisecond);

void open_with_records(benchmark::State& state) {
  const Folder folder;
  {
    Journal journal = open(folder);
    for (int i = 0; i < state.range(0); i += 1000) (void)journal.append(std::vector<Draft>(1000, kCheckIn), moment());
  }
  for (auto _ : state) benchmark::DoNotOptimize(open(folder));
}
BENCHMARK(open_with_records)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void one_page_for_sync(benchmark::State& state) {
  const Folder folder;
  Journal journal = open(folder);
  (void)journal.append(std::vector<Draft>(2000, kCheckIn), moment());
  JournalReader reader(folder.path());
  for (auto _ : state) benchmark::DoNotOptimize(reader.records(journal.incarnation(), 700, 500));
  state.SetItemsProcessed(state.iterations() * 500);
}
BENCHMARK(one_page_for_sync)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace openday::journal

BENCHMARK_MAIN();
