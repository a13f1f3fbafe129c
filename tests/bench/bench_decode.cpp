// One camera frame to text: our passes beside a plain ZXing pass (the peer), with and without a code, and the share of frames
// read. Time is the thread's own. Frames: sides of 25..60 % of the height, tilts to 36 degrees, all ten blemishes.
#include <benchmark/benchmark.h>

#include <array>
#include <span>
#include <string>
#include <vector>

#include "kiosk/base/qr_code.h"
#include "kiosk/scan/decoder.h"
#include "kiosk/scan/threshold.h"
#include "kiosk/scan/watcher.h"
#include "tests/scan/scene.h"

namespace {

using namespace openday;

constexpr scan::Pass kPlain{"plain", 1, scan::Filter::none, {scan::ThresholdRule::Kind::library, 0, 0, 0}, true};
constexpr std::array<float, 4> kSides{0.25F, 0.35F, 0.45F, 0.6F};

struct Frames {
  std::vector<image::GreyImage> pictures;
  std::vector<std::string> texts;
};

Frames make_frames(int width, int height, bool with_code) {
  Frames frames;
  for (int i = 0; i < 40; ++i) {
    test::Scene scene;
    scene.width = width;
    scene.height = height;
    scene.side = kSides[static_cast<std::size_t>(i / 10)];
    scene.turn_degrees = static_cast<float>(i * 37 % 360);
    scene.tilt_degrees = static_cast<float>(i % 5 * 9);
    scene.blemish = static_cast<test::Blemish>(i % test::kBlemishes);
    scene.seed = static_cast<std::uint32_t>(i + 1);
    frames.texts.push_back(test::confirmation_like_text(scene.seed));
    const auto code = base::make_qr_code(frames.texts.back());
    frames.pictures.push_back(with_code ? test::render(*code, scene) : test::render_without_code(scene));
  }
  return frames;
}

void decode(benchmark::State& state, std::span<const scan::Pass> passes, bool with_code) {
  const bool small = state.range(0) == 720;
  const Frames frames = make_frames(small ? 1280 : 1920, small ? 720 : 1080, with_code);
  scan::Decoder decoder(passes);
  std::size_t i = 0;
  double looked = 0;
  double read = 0;
  double wrong = 0;
  for (auto _ : state) {
    const scan::Look look = decoder.read(frames.pictures[i % frames.pictures.size()]);
    const bool right = look.code && look.code->text == frames.texts[i % frames.texts.size()];
    read += right && with_code;
    wrong += look.code && (!right || !with_code);
    ++looked;
    ++i;
  }
  if (with_code) state.counters["read_%"] = 100 * read / looked;
  state.counters["wrong"] = wrong;
}

void code_plain_zxing(benchmark::State& state) { decode(state, {&kPlain, 1}, true); }
void code_quick(benchmark::State& state) { decode(state, scan::quick_passes(), true); }
void code_live(benchmark::State& state) { decode(state, scan::live_passes(), true); }
void code_still(benchmark::State& state) { decode(state, scan::still_passes(), true); }
void none_plain_zxing(benchmark::State& state) { decode(state, {&kPlain, 1}, false); }
void none_quick(benchmark::State& state) { decode(state, scan::quick_passes(), false); }
void none_live(benchmark::State& state) { decode(state, scan::live_passes(), false); }

BENCHMARK(code_plain_zxing)->Arg(720)->Arg(1080)->Unit(benchmark::kMillisecond);
BENCHMARK(code_quick)->Arg(720)->Arg(1080)->Unit(benchmark::kMillisecond);
BENCHMARK(code_live)->Arg(720)->Arg(1080)->Unit(benchmark::kMillisecond);
BENCHMARK(code_still)->Arg(720)->Arg(1080)->Unit(benchmark::kMillisecond);
BENCHMARK(none_plain_zxing)->Arg(720)->Arg(1080)->Unit(benchmark::kMillisecond);
BENCHMARK(none_quick)->Arg(720)->Arg(1080)->Unit(benchmark::kMillisecond);
BENCHMARK(none_live)->Arg(720)->Arg(1080)->Unit(benchmark::kMillisecond);

template <class Step>
void on_one_frame(benchmark::State& state, Step step) {
  const image::GreyImage frame = test::render_without_code({});
  image::GreyImage out;
  scan::Scratch scratch;
  for (auto _ : state) {
    step(frame, out, scratch);
    benchmark::DoNotOptimize(out.pixels.data());
  }
}

void threshold_block_720(benchmark::State& state) {
  on_one_frame(state, [](const auto& in, auto& out, auto& scratch) { scan::block_threshold(in, {24, 50, 2}, out, scratch); });
}
void threshold_mean_720(benchmark::State& state) {
  on_one_frame(state, [](const auto& in, auto& out, auto& scratch) { scan::mean_threshold(in, 10, out, scratch); });
}
void threshold_otsu_720(benchmark::State& state) {
  on_one_frame(state, [](const auto& in, auto& out, auto&) { scan::otsu_threshold(in, out); });
}
void filter_half_720(benchmark::State& state) {
  on_one_frame(state, [](const auto& in, auto& out, auto&) { scan::shrink_by_mean(in, 2, out); });
}
void watch_720(benchmark::State& state) {
  scan::Watcher watcher;
  scan::MonoTime at{std::chrono::hours(1)};
  on_one_frame(state, [&](const auto& in, auto&, auto&) { benchmark::DoNotOptimize(watcher.look(in, at += std::chrono::milliseconds(200))); });
}

BENCHMARK(threshold_block_720)->Unit(benchmark::kMicrosecond);
BENCHMARK(threshold_mean_720)->Unit(benchmark::kMicrosecond);
BENCHMARK(threshold_otsu_720)->Unit(benchmark::kMicrosecond);
BENCHMARK(filter_half_720)->Unit(benchmark::kMicrosecond);
BENCHMARK(watch_720)->Unit(benchmark::kMicrosecond);

}  // namespace

