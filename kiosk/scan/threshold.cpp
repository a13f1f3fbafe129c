#include "kiosk/scan/threshold.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace openday::scan {
namespace {

constexpr int kBlock = 8;             // pixels a side
constexpr std::uint8_t kNoBlock = 0;  // as a threshold: nothing counts here; 1 is the least real one
constexpr std::uint8_t kFar = 255;

std::size_t count(int n) { return static_cast<std::size_t>(n); }

// One row of blocks: the extremes of each column first (vectorised over the row), then of each block.
void extremes_of_rows(const GreyImage& in, int top, int bottom, Scratch& scratch) {
  const int w = in.width;
  std::uint8_t* low = scratch.row_min.data();
  std::uint8_t* high = scratch.row_max.data();
  std::memcpy(low, in.row(top), count(w));
  std::memcpy(high, in.row(top), count(w));
  for (int y = top + 1; y < bottom; ++y) {
    const std::uint8_t* from = in.row(y);
    for (int x = 0; x < w; ++x) low[x] = std::min(low[x], from[x]);
    for (int x = 0; x < w; ++x) high[x] = std::max(high[x], from[x]);
  }
}

void ask_blocks(const GreyImage& in, BlockRule rule, int across, int down, Scratch& scratch) {
  scratch.row_min.resize(count(in.width));
  scratch.row_max.resize(count(in.width));
  for (int by = 0; by < down; ++by) {
    extremes_of_rows(in, by * kBlock, std::min((by + 1) * kBlock, in.height), scratch);
    for (int bx = 0; bx < across; ++bx) {
      const int left = bx * kBlock;
      const int right = std::min(left + kBlock, in.width);
      int low = 255;
      int high = 0;
      for (int x = left; x < right; ++x) {
        low = std::min<int>(low, scratch.row_min[count(x)]);
        high = std::max<int>(high, scratch.row_max[count(x)]);
      }
      const int asked = high - low > rule.min_range ? std::max(1, low + (high - low) * rule.percent / 100) : kNoBlock;
      scratch.block_asks[count(by * across + bx)] = static_cast<std::uint8_t>(asked);
    }
  }
}

std::uint8_t average_around(const std::vector<std::uint8_t>& asks, int bx, int by, int reach, int across, int down) {
  int sum = 0;
  int counted = 0;
  for (int y = std::max(0, by - reach); y <= std::min(down - 1, by + reach); ++y) {
    for (int x = std::max(0, bx - reach); x <= std::min(across - 1, bx + reach); ++x) {
      const int asked = asks[count(y * across + x)];
      sum += asked;
      counted += asked != kNoBlock;
    }
  }
  return static_cast<std::uint8_t>(counted == 0 ? kNoBlock : sum / counted);
}

// Blocks without a threshold take that of the nearest one with it, city-block distance, two sweeps.
void take_nearest(int across, int down, Scratch& scratch) {
  auto& threshold = scratch.block_threshold;
  auto& distance = scratch.block_distance;
  for (std::size_t i = 0; i < threshold.size(); ++i) distance[i] = threshold[i] == kNoBlock ? kFar : 0;
  const auto adopt = [&](std::size_t to, std::size_t from) {
    if (distance[from] + 1 >= distance[to]) return;
    distance[to] = static_cast<std::uint8_t>(distance[from] + 1);
    threshold[to] = threshold[from];
  };
  for (int y = 0; y < down; ++y) {
    for (int x = 0; x < across; ++x) {
      const std::size_t here = count(y * across + x);
      if (x > 0) adopt(here, here - 1);
      if (y > 0) adopt(here, here - count(across));
    }
  }
  for (int y = down - 1; y >= 0; --y) {
    for (int x = across - 1; x >= 0; --x) {
      const std::size_t here = count(y * across + x);
      if (x + 1 < across) adopt(here, here + 1);
      if (y + 1 < down) adopt(here, here + count(across));
    }
  }
}

void apply_blocks(const GreyImage& in, int across, int down, Scratch& scratch, GreyImage& out) {
  scratch.row_threshold.resize(count(across * kBlock));
  for (int by = 0; by < down; ++by) {
    for (int bx = 0; bx < across; ++bx) {
      std::memset(scratch.row_threshold.data() + bx * kBlock, scratch.block_threshold[count(by * across + bx)], kBlock);
    }
    const std::uint8_t* limit = scratch.row_threshold.data();
    for (int y = by * kBlock; y < std::min((by + 1) * kBlock, in.height); ++y) {
      const std::uint8_t* from = in.row(y);
      std::uint8_t* to = out.row(y);
      for (int x = 0; x < in.width; ++x) to[x] = from[x] < limit[x] ? 0 : 255;
    }
  }
}

}  // namespace

void block_threshold(const GreyImage& in, BlockRule rule, GreyImage& out, Scratch& scratch) {
  const int across = (in.width + kBlock - 1) / kBlock;
  const int down = (in.height + kBlock - 1) / kBlock;
  out.resize(in.width, in.height);
  scratch.block_asks.resize(count(across * down));
  scratch.block_threshold.resize(count(across * down));
  scratch.block_distance.resize(count(across * down));
  ask_blocks(in, rule, across, down, scratch);
  for (int by = 0; by < down; ++by) {
    for (int bx = 0; bx < across; ++bx) {
      scratch.block_threshold[count(by * across + bx)] = average_around(scratch.block_asks, bx, by, rule.reach, across, down);
    }
  }
  take_nearest(across, down, scratch);
  apply_blocks(in, across, down, scratch, out);
}

void mean_threshold(const GreyImage& in, int radius, GreyImage& out, Scratch& scratch) {
  const int w = in.width;
  const int h = in.height;
  out.resize(w, h);
  scratch.columns.assign(count(w), 0);
  scratch.prefix.resize(count(w) + 1);
  std::uint32_t* columns = scratch.columns.data();
  std::uint32_t* prefix = scratch.prefix.data();
  const auto add = [&](int y) {
    const std::uint8_t* from = in.row(y);
    for (int x = 0; x < w; ++x) columns[x] += from[x];
  };
  for (int y = 0; y < std::min(radius, h); ++y) add(y);
  for (int y = 0; y < h; ++y) {
    if (y + radius < h) add(y + radius);
    if (y - radius > 0) {
      const std::uint8_t* gone = in.row(y - radius - 1);
      for (int x = 0; x < w; ++x) columns[x] -= gone[x];
    }
    const int rows = std::min(h - 1, y + radius) - std::max(0, y - radius) + 1;
    prefix[0] = 0;
    for (int x = 0; x < w; ++x) prefix[x + 1] = prefix[x] + columns[x];
    const std::uint8_t* from = in.row(y);
    std::uint8_t* to = out.row(y);
    const auto edge = [&](int x) {
      const int left = std::max(0, x - radius);
      const int right = std::min(w, x + radius + 1);
      const auto pixels = static_cast<std::uint32_t>(rows * (right - left));
      to[x] = (from[x] + 3U) * pixels < prefix[right] - prefix[left] ? 0 : 255;
    };
    const int inner_from = std::min(radius, w);
    const int inner_to = std::max(inner_from, w - radius);
    for (int x = 0; x < inner_from; ++x) edge(x);
    const auto pixels = static_cast<std::uint32_t>(rows * (2 * radius + 1));
    for (int x = inner_from; x < inner_to; ++x) {
      to[x] = (from[x] + 3U) * pixels < prefix[x + radius + 1] - prefix[x - radius] ? 0 : 255;
    }
    for (int x = inner_to; x < w; ++x) edge(x);
  }
}

namespace {

int otsu_level(const std::array<std::uint32_t, 256>& histogram) {
  double total = 0;
  double weighted = 0;
  for (std::size_t i = 0; i < histogram.size(); ++i) {
    total += histogram[i];
    weighted += static_cast<double>(i) * histogram[i];
  }
  double below = 0;
  double below_weighted = 0;
  double best = -1;
  int level = 128;
  for (int i = 0; i < 256; ++i) {
    below += histogram[count(i)];
    below_weighted += static_cast<double>(i) * histogram[count(i)];
    const double above = total - below;
    if (below == 0 || above == 0) continue;
    const double apart = below_weighted / below - (weighted - below_weighted) / above;
    const double between = below * above * apart * apart;
    if (between > best) {
      best = between;
      level = i;
    }
  }
  return level;
}

}  // namespace

void otsu_threshold(const GreyImage& in, GreyImage& out) {
  out.resize(in.width, in.height);
  std::array<std::uint32_t, 256> histogram{};
  for (int y = 0; y < in.height; y += 4) {
    const std::uint8_t* from = in.row(y);
    for (int x = 0; x < in.width; ++x) ++histogram[from[x]];
  }
  const auto level = static_cast<std::uint8_t>(otsu_level(histogram));
  for (std::size_t i = 0; i < in.pixels.size(); ++i) out.pixels[i] = in.pixels[i] <= level ? 0 : 255;
}

}  // namespace openday::scan
