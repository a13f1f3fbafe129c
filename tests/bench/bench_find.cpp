// Finding a guest while the query grows key by key, through the kiosk's own thread (app/find_thread): a question in, its answer out. Each key
// is awaited, then each word is typed faster than it can be searched, where only the last key is answered. Wall and processor time of every
// key, what index and roster hold for a guest. Beside it the floor: the same crowd's names compared with one string, once through.
#include <malloc.h>

#include "kiosk/app/find_thread.h"
#include "kiosk/base/utf8.h"
#include "kiosk/text/shared_readings.h"
#include "tests/bench/asked.h"
#include "tests/text/crowd.h"

namespace {

using namespace openday;

std::vector<std::string> queries() {
  return {"wangxiaoming", "wxm", "zhangwei", "zw", "ouy w j", "liyy", "王小", "王丽", "明", "maimaiti", "aygl", "shanyutong", "chenj", "liu x y", "zhengh", "zz",
          "yang y", "yangyanyan", "wuyi", "lll", "0042", "YX-000042", "阿依", "hjh", "x", "xianx", "jing", "y y", "王xm", "l丽"};
}

std::vector<std::string> beginnings(const std::string& query) {
  const std::u32string keys = base::to_code_points(query);
  std::vector<std::string> out;
  for (std::size_t length = 1; length <= keys.size(); ++length) out.push_back(base::to_utf8(std::u32string_view(keys).substr(0, length)));
  return out;
}

double held_bytes() {
  const auto held = mallinfo2();
  return static_cast<double>(held.uordblks + held.hblkhd);
}

std::shared_ptr<const event::Roster> roster_of(benchmark::State& state) {
  return std::make_shared<const event::Roster>("YX201117", 1, text::invent_crowd(static_cast<std::size_t>(state.range(0))));
}

// A thread that has read the roster.
class Finder {
 public:
  explicit Finder(std::shared_ptr<const event::Roster> roster) {
    const double before = held_bytes();
    finder_.use(std::move(roster));
    ask("wangxiaoming");   // answered when the index stands
    held_ = held_bytes() - before;
  }
  void ask(const std::string& query) {
    put(query);
    take();
  }
  void put(const std::string& query) { finder_.ask({1, ++serial_, query}); }
  app::FoundAnswer take() {
    for (;;) {
      bell_.wait();
      if (auto answer = finder_.take()) return *answer;
    }
  }
  [[nodiscard]] std::uint64_t serial() const { return serial_; }
  [[nodiscard]] double index_bytes() const { return static_cast<double>(finder_.index_bytes()); }
  [[nodiscard]] double held() const { return held_; }

 private:
  const std::shared_ptr<text::SharedReadings> readings_ = [] {
    auto readings = std::make_shared<text::SharedReadings>(OPENDAY_TEXT_DATA_DIR);
    (void)readings->get();   // beforehand: it is not the index's
    return readings;
  }();
  std::uint64_t serial_ = 0;
  double held_ = 0;
  bench::Bell bell_;
  app::FindThread finder_{readings_, [this] { bell_.ring(); }};
};

void find_key_by_key(benchmark::State& state) {
  Finder finder(roster_of(state));
  bench::Times times;
  for (auto _ : state)
    for (const std::string& query : queries())
      for (const std::string& key : beginnings(query)) times.measure([&] { finder.ask(key); });
  times.report(state);
  state.counters["index_bytes/guest"] = finder.index_bytes() / static_cast<double>(state.range(0));
  state.counters["heap_bytes/guest"] = finder.held() / static_cast<double>(state.range(0));
}
BENCHMARK(find_key_by_key)->Arg(500)->Arg(50'000)->Arg(500'000)->Unit(benchmark::kMillisecond)->UseRealTime();

// From the last key of a word to its answer, the keys before it having come all at once.
void find_typed_at_once(benchmark::State& state) {
  Finder finder(roster_of(state));
  bench::Times times;
  std::size_t late = 0, words = 0;
  for (auto _ : state) {
    for (const std::string& query : queries()) {
      const auto keys = beginnings(query);
      for (std::size_t i = 0; i + 1 < keys.size(); ++i) finder.put(keys[i]);
      std::uint64_t answered = 0;
      times.measure([&] {
        finder.put(query);
        answered = finder.take().serial;
      });
      late += answered != finder.serial();
      ++words;
    }
  }
  times.report(state);
  state.counters["words"] = static_cast<double>(words);
  state.counters["late_answers"] = static_cast<double>(late);   // of an earlier key: none may be
}
BENCHMARK(find_typed_at_once)->Arg(500'000)->Unit(benchmark::kMillisecond)->UseRealTime();

void floor_compare_every_name(benchmark::State& state) {
  const auto crowd = text::invent_crowd(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(std::ranges::count_if(crowd, [](const event::Guest& guest) { return guest.name.starts_with("王小"); }));
}
BENCHMARK(floor_compare_every_name)->Arg(500'000)->Unit(benchmark::kMillisecond);

// From a roster in force to its first answer.
void build_index(benchmark::State& state) {
  const auto roster = roster_of(state);
  for (auto _ : state) benchmark::DoNotOptimize(Finder(roster).held());
}
BENCHMARK(build_index)->Arg(50'000)->Arg(500'000)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

}  // namespace
