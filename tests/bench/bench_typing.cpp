// Candidates of the on-screen keyboard, key by key through the kiosk's own thread (app/typing_desk): a question in, its answer out. Pinyin:
// 300 phrases; strokes: every 400th way of writing; ink: characters of the pad growing stroke by stroke. And what each engine adds to the
// process's memory, in the order in which the desk opens them.
#include <cstdio>
#include <fstream>
#include <optional>

#include "kiosk/app/typing_desk.h"
#include "kiosk/text/handwriting_zinnia.h"
#include "kiosk/text/nine_keys.h"
#include "kiosk/text/stroke_table.h"
#include "tests/bench/asked.h"

namespace {

using namespace openday;

constexpr std::size_t kPage = 8;
constexpr std::size_t kEveryWay = 400;

// The keys of tests/text/samples/phrases-300.tsv.
std::vector<std::string> phrases() {
  std::ifstream lines(OPENDAY_SOURCE_DIR "/tests/text/samples/phrases-300.tsv");
  std::vector<std::string> out;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string::npos) continue;
    out.push_back(line.substr(tab + 1));
    std::erase(out.back(), ' ');
  }
  return out;
}

std::vector<std::string> ways_of_writing() {
  std::vector<std::string> out;
  const auto entries = text::StrokeTable::load(text::built_engine_files().tables)->entries();
  for (std::size_t i = 0; i < entries.size(); i += kEveryWay) out.push_back(entries[i].strokes.substr(0, text::kMaxKeys));
  return out;
}

// PSS and the part of it that no file backs, in MB (/proc/self/smaps_rollup).
std::pair<double, double> memory_mb() {
  std::ifstream lines("/proc/self/smaps_rollup");
  double pss = 0, anonymous = 0;
  for (std::string name; lines >> name;) {
    double kilobytes = 0;
    if (name == "Pss:" && lines >> kilobytes) pss = kilobytes / 1000;
    if (name == "Anonymous:" && lines >> kilobytes) anonymous = kilobytes / 1000;
  }
  return {pss, anonymous};
}

// First of all: later ones live in memory that was used before. Each engine after a question of its own, so that what it maps is in.
void memory_of_the_engines(benchmark::State& state) {
  const auto files = text::built_engine_files();
  for (auto _ : state) {
    auto before = memory_mb();
    const auto start = before;
    const auto note = [&](const char* what) {
      const auto now = memory_mb();
      state.counters[std::string(what) + "_pss"] = now.first - before.first;
      state.counters[std::string(what) + "_anon"] = now.second - before.second;
      before = now;
    };
    text::SharedReadings readings(files.tables);
    (void)readings.get();
    note("1_readings");
    const auto pinyin = text::open_pinyin_engine(files, readings);
    for (const std::string& word : phrases()) pinyin.engine->feed(word);
    note("2_pinyin");
    const auto nine = text::open_pinyin_engines(files, readings);   // with a dictionary of its own, which the desk does not need twice
    for (const std::string& word : phrases()) nine.nine_keys->feed(text::keys_of(word));
    note("3_pinyin_and_nine_keys");
    const auto stroke = text::open_stroke_engine(files);
    stroke.engine->feed("hs*");
    note("4_stroke");
    const auto ink = text::open_zinnia(text::installed_handwriting_model());
    benchmark::DoNotOptimize((*ink)->recognise({{{0, 0.5F}, {1, 0.5F}}, {{0.5F, 0}, {0.5F, 1}}}, kPage));
    note("5_ink");
    state.counters["all_pss"] = before.first - start.first;
    state.counters["all_anon"] = before.second - start.second;
  }
}
BENCHMARK(memory_of_the_engines)->Unit(benchmark::kMillisecond)->Iterations(1);

class Desk {
 public:
  app::CandidatesAnswer ask(app::TypingEngine engine, const std::string& keys) {
    put(engine, keys);
    return take();
  }
  app::CandidatesAnswer ask(std::vector<ui::InkLine> ink) {
    desk_.ask(app::ReadInk{1, ++serial_, std::move(ink), kPage});
    return take();
  }
  void put(app::TypingEngine engine, const std::string& keys) { desk_.ask(app::AskCandidates{1, ++serial_, engine, keys, 0, kPage}); }
  app::CandidatesAnswer take() {
    for (;;) {
      bell_.wait();
      if (auto answer = desk_.take()) return std::move(*answer);
    }
  }
  [[nodiscard]] std::uint64_t serial() const { return serial_; }

 private:
  bench::Bell bell_;
  std::uint64_t serial_ = 0;
  app::TypingDesk desk_{{text::built_engine_files(), text::installed_handwriting_model()}, [this] { bell_.ring(); }};
};

void key_by_key(benchmark::State& state, app::TypingEngine engine, const std::vector<std::string>& words) {
  Desk desk;
  desk.ask(engine, "h");   // answered when the engines are open
  bench::Times times;
  for (auto _ : state)
    for (const std::string& word : words)
      for (std::size_t length = 1; length <= word.size(); ++length) times.measure([&] { desk.ask(engine, word.substr(0, length)); });
  times.report(state);
}
void pinyin_key_by_key(benchmark::State& state) { key_by_key(state, app::TypingEngine::pinyin, phrases()); }
void strokes_key_by_key(benchmark::State& state) { key_by_key(state, app::TypingEngine::stroke, ways_of_writing()); }
void nine_keys_key_by_key(benchmark::State& state) {
  auto words = phrases();
  for (std::string& word : words) word = text::keys_of(word);
  key_by_key(state, app::TypingEngine::nine_key, words);
}
BENCHMARK(nine_keys_key_by_key)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(pinyin_key_by_key)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(strokes_key_by_key)->Unit(benchmark::kMillisecond)->UseRealTime();

// From the last key of a phrase to its candidates, the keys before it having come all at once.
void pinyin_typed_at_once(benchmark::State& state) {
  Desk desk;
  desk.ask(app::TypingEngine::pinyin, "h");
  bench::Times times;
  std::size_t late = 0;
  for (auto _ : state) {
    for (const std::string& word : phrases()) {
      for (std::size_t length = 1; length < word.size(); ++length) desk.put(app::TypingEngine::pinyin, word.substr(0, length));
      std::uint64_t answered = 0;
      times.measure([&] { answered = desk.ask(app::TypingEngine::pinyin, word).serial; });
      late += answered != desk.serial();
    }
  }
  times.report(state);
  state.counters["late_answers"] = static_cast<double>(late);   // of an earlier key: none may be
}
BENCHMARK(pinyin_typed_at_once)->Unit(benchmark::kMillisecond)->UseRealTime();

// A lattice of bars, one more at each question, each of 40 points: as many strokes as any character has.
void ink_stroke_by_stroke(benchmark::State& state) {
  constexpr int kStrokes = 24, kPoints = 40;
  Desk desk;
  desk.ask(app::TypingEngine::pinyin, "h");
  bench::Times times;
  for (auto _ : state) {
    std::vector<ui::InkLine> ink;
    for (int stroke = 0; stroke < kStrokes; ++stroke) {
      ui::InkLine line;
      for (int i = 0; i < kPoints; ++i) {
        const float along = static_cast<float>(i) / kPoints, across = static_cast<float>(stroke / 2 + 1) / kStrokes * 2;
        line.push_back(stroke % 2 ? ui::InkDot{across, along} : ui::InkDot{along, across});
      }
      ink.push_back(std::move(line));
      times.measure([&] { desk.ask(ink); });
    }
  }
  times.report(state);
}
BENCHMARK(ink_stroke_by_stroke)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
