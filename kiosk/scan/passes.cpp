#include "kiosk/scan/decoder.h"

#include <array>

// The pass lists. Names say what is done: half-F38 = 2x2 mean, block threshold R 24 f 38; A10 = box mean of radius 10.

namespace openday::scan {
namespace {

using Kind = ThresholdRule::Kind;

constexpr ThresholdRule block(int percent, int reach = 2) { return {Kind::block, 24, percent, reach}; }
constexpr ThresholdRule mean(int radius) { return {Kind::mean, radius, 0, 0}; }
constexpr ThresholdRule otsu() { return {Kind::otsu, 0, 0, 0}; }
constexpr ThresholdRule library() { return {Kind::library, 0, 0, 0}; }

constexpr std::array kQuick{
    Pass{"half-F38", 2, Filter::none, block(38), true},
    Pass{"N24", 1, Filter::none, block(50), false},
};

constexpr std::array kLive{
    Pass{"half-A10", 2, Filter::none, mean(10), true},
    Pass{"otsu", 1, Filter::none, otsu(), false},
    Pass{"smooth-N24", 1, Filter::smooth, block(50, 3), true},
    Pass{"bright-L", 1, Filter::brighten, library(), false},
    Pass{"sharp-N24", 1, Filter::sharpen, block(50), true},
};

constexpr std::array kStill{
    Pass{"half-A10", 2, Filter::none, mean(10), true},
    Pass{"otsu", 1, Filter::none, otsu(), false},
    Pass{"third-A8", 3, Filter::none, mean(8), true},
    Pass{"inverted-half-F38", 2, Filter::invert, block(38), true},
    Pass{"smooth-N24", 1, Filter::smooth, block(50, 3), true},
    Pass{"bright-L", 1, Filter::brighten, library(), false},
    Pass{"sharp-N24", 1, Filter::sharpen, block(50), true},
    Pass{"native-L", 1, Filter::none, library(), true},
    Pass{"large-F38", -2, Filter::none, block(38), true},
};

}  // namespace

std::span<const Pass> quick_passes() { return kQuick; }
std::span<const Pass> live_passes() { return kLive; }
std::span<const Pass> still_passes() { return kStill; }

}  // namespace openday::scan
