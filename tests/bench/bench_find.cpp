// Finding a guest while the query grows key by key, as on the screen: the worst hundredth of all keystrokes in processor time, and what the index holds for each
// guest. Beside it the floor: the same crowd's names compared with one string, once through.
#include <algorithm>
#include <ctime>

#include <benchmark/benchmark.h>

#include "kiosk/base/utf8.h"
#include "kiosk/text/name_index.h"
#include "tests/text/crowd.h"

namespace {

using namespace openday;

// Of this thread's own processor time, in ms: the machine has other work to do.
double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

constexpr std::size_t kPage = 8;

const text::NameIndex& index_of(std::size_t guests) {
  static std::unique_ptr<text::NameIndex> index;
  static std::size_t of = 0;
  if (of == guests) return *index;
  auto readings = std::make_shared<const text::Readings>(std::move(*text::Readings::load(OPENDAY_TEXT_DATA_DIR)));
  index = std::make_unique<text::NameIndex>(text::invent_crowd(guests), std::move(readings));
  of = guests;
  return *index;
}

std::vector<std::string> queries() {
  return {"wangxiaoming", "wxm", "zhangwei", "zw", "ouy w j", "liyy", "王小", "王丽", "明", "maimaiti", "aygl", "shanyutong", "chenj", "liu x y", "zhengh", "zz",
          "yang y", "yangyanyan", "wuyi", "lll", "0042", "YX-000042", "阿依", "hjh", "x", "xianx", "jing", "y y", "王xm", "l丽"};
}

std::vector<std::string> keystrokes() {
  std::vector<std::string> out;
  for (const std::string& query : queries()) {
    const std::u32string keys = base::to_code_points(query);
    for (std::size_t length = 1; length <= keys.size(); ++length) out.push_back(base::to_utf8(std::u32string_view(keys).substr(0, length)));
  }
  return out;
}

void find_key_by_key(benchmark::State& state) {
  const text::NameIndex& index = index_of(static_cast<std::size_t>(state.range(0)));
  const auto keys = keystrokes();
  std::vector<double> times;
  for (auto _ : state) {
    for (const std::string& query : keys) {
      const double begin = cpu_ms();
      benchmark::DoNotOptimize(index.find(query, kPage));
      times.push_back(cpu_ms() - begin);
    }
  }
  std::ranges::sort(times);
  state.counters["keys"] = static_cast<double>(times.size());
  state.counters["p50_ms"] = times[times.size() / 2];
  state.counters["p99_ms"] = times[times.size() * 99 / 100];
  state.counters["worst_ms"] = times.back();
  state.counters["bytes/guest"] = static_cast<double>(index.bytes()) / static_cast<double>(state.range(0));
}
BENCHMARK(find_key_by_key)->Arg(500)->Arg(50'000)->Arg(500'000)->Unit(benchmark::kMillisecond);

void floor_compare_every_name(benchmark::State& state) {
  const auto crowd = text::invent_crowd(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(std::ranges::count_if(crowd, [](const event::Guest& guest) { return guest.name.starts_with("王小"); }));
}
BENCHMARK(floor_compare_every_name)->Arg(500'000)->Unit(benchmark::kMillisecond);

void build_index(benchmark::State& state) {
  const auto crowd = text::invent_crowd(static_cast<std::size_t>(state.range(0)));
  const auto readings = std::make_shared<const text::Readings>(std::move(*text::Readings::load(OPENDAY_TEXT_DATA_DIR)));
  for (auto _ : state) benchmark::DoNotOptimize(text::NameIndex(crowd, readings));
}
BENCHMARK(build_index)->Arg(50'000)->Arg(500'000)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
