// A plan of 10, 200 and 500 rows: reading it with every check, beside the same bytes through the parser alone; bytes allocated in
// all and at most at once. And the look at its programme that the kiosk takes once a minute.
#include <benchmark/benchmark.h>

#include <atomic>
#include <cstdlib>
#include <malloc.h>
#include <new>

#include <fmt/format.h>

#include "kiosk/event/itinerary.h"
#include "kiosk/event/plan_reader.h"
#include "kiosk/event/plan_reader_node.h"
#include "kiosk/event/plan_writer.h"

namespace {
std::atomic<std::size_t> in_use{0}, most{0};

void* take(std::size_t size) {
  void* const memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  const std::size_t now = in_use += malloc_usable_size(memory);
  if (now > most) most = now;
  return memory;
}
void give(void* memory) noexcept {
  if (memory != nullptr) in_use -= malloc_usable_size(memory);
  std::free(memory);
}
}  // namespace

void* operator new(std::size_t size) { return take(size); }
void operator delete(void* memory) noexcept { give(memory); }
void operator delete(void* memory, std::size_t) noexcept { give(memory); }

namespace {

using namespace openday;

event::Plan plan_of(int rows) {
  event::Plan plan;
  plan.id = "BENCH";
  plan.name = "政府开放日";
  plan.bureau = "云溪市自然资源局";
  plan.sites.resize(1);
  plan.sites[0].id = "hall";
  plan.sites[0].name = "局五楼会议室";
  event::Session& session = plan.sessions.emplace_back();
  session.id = "main";
  session.when = {event::Precision::instant, 2026, 11u, 17u, {}, event::Minutes(0), event::Minutes(1439)};
  for (int i = 0; i < rows; ++i) {
    event::Item& item = session.items.emplace_back();
    item.id = fmt::format("row-{}", i);
    item.kind = event::ItemKind::tour;
    item.title = fmt::format("参观第 {} 处", i + 1);
    item.text = "了解机构设置、职能，听取讲解";
    item.site = "hall";
    item.owner = "办公室";
    item.start = event::Minutes(2 * i);
    item.end = event::Minutes(2 * i + 2);
  }
  return plan;
}

void read_plan(benchmark::State& state) {
  const std::string text = event::write_plan(plan_of(static_cast<int>(state.range(0))));
  const std::size_t before = in_use;
  most = before;
  for (auto _ : state) {
    const event::PlanReading reading = event::read_plan(text, "plan.toml");
    if (!reading.ok()) state.SkipWithError(reading.diagnostics.at(0).message.c_str());
    benchmark::DoNotOptimize(reading);
  }
  state.counters["file_KB"] = static_cast<double>(text.size()) / 1024;
  state.counters["peak_KB"] = static_cast<double>(most - before) / 1024;
}
BENCHMARK(read_plan)->Arg(10)->Arg(200)->Arg(500)->Unit(benchmark::kMicrosecond);

void parser_alone(benchmark::State& state) {
  const std::string text = event::write_plan(plan_of(static_cast<int>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(event::parse_toml(text, event::kMaxPlanBytes));
}
BENCHMARK(parser_alone)->Arg(10)->Arg(200)->Arg(500)->Unit(benchmark::kMicrosecond);

void look_at_programme(benchmark::State& state) {
  const event::Plan plan = plan_of(static_cast<int>(state.range(0)));
  const auto now = base::at_local(*plan.sessions[0].when.date(), event::Minutes(100), plan.zone);
  for (auto _ : state) benchmark::DoNotOptimize(event::itinerary_at(plan, plan.sessions[0], {}, now));
}
BENCHMARK(look_at_programme)->Arg(10)->Arg(200)->Arg(500)->Unit(benchmark::kMicrosecond);

}  // namespace
