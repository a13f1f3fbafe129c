// A million ratings counted, beside a plain loop over the same vector; and what a kiosk or a report folds when it starts.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "kiosk/event/figures.h"
#include "kiosk/event/follow_up.h"
#include "tests/event/voices.h"

namespace {

using namespace openday;
using namespace openday::event;
using namespace openday::event::testing_records;

constexpr int kInABatch = 10'000;

std::vector<testing_records::Batch> batches(std::int64_t ballots) {
  const char* subjects[] = {"bureau", "day", "hall"};
  std::vector<testing_records::Batch> out;
  for (std::uint32_t b = 0; static_cast<std::int64_t>(out.size()) * kInABatch < ballots; ++b) {
    std::vector<int> grades(kInABatch);
    for (std::size_t i = 0; i < grades.size(); ++i) grades[i] = 1 + static_cast<int>((i * 7 + b) % 5);
    testing_records::Batch batch = batch_of(b, grades, subjects[b % 3]);
    for (std::size_t i = 0; i < batch.ballots.size(); ++i) batch.ballots[i].id = uuid_of(b * kInABatch + static_cast<std::uint32_t>(i), 0xB0);
    out.push_back(std::move(batch));
  }
  return out;
}

void report_memory(benchmark::State& state) {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1000;
}

// The floor: subjects as text, grades into five boxes, nothing deduplicated, ordered or joined to a batch.
void naive_loop(benchmark::State& state) {
  const auto all = batches(state.range(0));
  for (auto _ : state) {
    std::map<std::string, Tally> tallies;
    for (const auto& batch : all)
      for (const Ballot& ballot : batch.ballots) tallies[ballot.subject].add(ballot.grade);
    benchmark::DoNotOptimize(tallies);
  }
  report_memory(state);
}
BENCHMARK(naive_loop)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void add_and_count_ballots(benchmark::State& state) {
  const auto all = batches(state.range(0));
  Box box(1);
  std::vector<Record> records;
  for (const auto& batch : all) records.push_back(box.write(Kind::rating_batch, to_json(batch.body)));
  for (auto _ : state) {
    TallyFold fold;
    for (const auto& batch : all) batch.put(fold);
    for (const Record& record : records) fold.add(record);
    benchmark::DoNotOptimize(fold.counts(kEventId));
  }
  report_memory(state);
}
BENCHMARK(add_and_count_ballots)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

// One rating more, and the figures asked for again.
void count_again(benchmark::State& state) {
  const auto all = batches(state.range(0));
  Box box(1);
  TallyFold fold;
  for (const auto& batch : all) {
    batch.put(fold);
    fold.add(box.write(Kind::rating_batch, to_json(batch.body)));
  }
  for (auto _ : state) {
    fold.add(box.note());
    benchmark::DoNotOptimize(fold.counts(kEventId));
  }
  report_memory(state);
}
BENCHMARK(count_again)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

std::vector<Record> named(std::int64_t count) {
  Box box(1);
  std::vector<Record> out;
  for (std::int64_t i = 0; i < count; ++i) {
    RatingBody body = rating(static_cast<int>(i), 1 + static_cast<int>(i % 5));
    for (std::size_t b = 0; b < 4; ++b) body.registration.bytes[b] = static_cast<std::uint8_t>(i >> (8 * b));
    out.push_back(box.at(static_cast<int>(i % 20'000)).write(Kind::rating, to_json(body)));
  }
  return out;
}

// Named ratings from their JSON, as a start reads them from the journal.
template <class Fold>
void fold_at_start(benchmark::State& state) {
  const auto records = named(state.range(0));
  for (auto _ : state) {
    Fold fold;
    for (const Record& record : records) fold.add(record);
    if constexpr (std::is_same_v<Fold, TallyFold>) {
      benchmark::DoNotOptimize(fold.counts(kEventId));
    } else {
      Plan plan;
      plan.id = std::string(kEventId);
      benchmark::DoNotOptimize(fold.list(plan, {}));
    }
  }
  report_memory(state);
}
void tallies_at_start(benchmark::State& state) { fold_at_start<TallyFold>(state); }
void cases_at_start(benchmark::State& state) { fold_at_start<CaseFold>(state); }
void bodies_only(benchmark::State& state) {   // the floor: the records' JSON read and nothing kept
  const auto records = named(state.range(0));
  for (auto _ : state)
    for (const Record& record : records) benchmark::DoNotOptimize(read_rating(*record.body));
}
BENCHMARK(bodies_only)->Arg(50'000)->Unit(benchmark::kMillisecond);
BENCHMARK(tallies_at_start)->Arg(50'000)->Unit(benchmark::kMillisecond);
BENCHMARK(cases_at_start)->Arg(50'000)->Unit(benchmark::kMillisecond);
BENCHMARK(bodies_only)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(tallies_at_start)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
