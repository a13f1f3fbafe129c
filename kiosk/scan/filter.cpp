#include <algorithm>
#include <cstring>

#include "kiosk/scan/threshold.h"

namespace openday::scan {
namespace {

std::size_t count(int n) { return static_cast<std::size_t>(n); }

void shrink2(const GreyImage& in, GreyImage& out) {
  for (int y = 0; y < out.height; ++y) {
    const std::uint8_t* a = in.row(2 * y);
    const std::uint8_t* b = in.row(2 * y + 1);
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < out.width; ++x) {
      to[x] = static_cast<std::uint8_t>((a[2 * x] + a[2 * x + 1] + b[2 * x] + b[2 * x + 1] + 2) >> 2);
    }
  }
}

void shrink3(const GreyImage& in, GreyImage& out) {
  for (int y = 0; y < out.height; ++y) {
    const std::uint8_t* a = in.row(3 * y);
    const std::uint8_t* b = in.row(3 * y + 1);
    const std::uint8_t* c = in.row(3 * y + 2);
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < out.width; ++x) {
      const int sum = a[3 * x] + a[3 * x + 1] + a[3 * x + 2] + b[3 * x] + b[3 * x + 1] + b[3 * x + 2] + c[3 * x] + c[3 * x + 1] + c[3 * x + 2];
      to[x] = static_cast<std::uint8_t>((sum * 7282 + 32768) >> 16);  // sum / 9, rounded
    }
  }
}

void shrink4(const GreyImage& in, GreyImage& out) {
  for (int y = 0; y < out.height; ++y) {
    std::uint8_t* to = out.row(y);
    const std::uint8_t* rows[4] = {in.row(4 * y), in.row(4 * y + 1), in.row(4 * y + 2), in.row(4 * y + 3)};
    for (int x = 0; x < out.width; ++x) {
      int sum = 8;
      for (const std::uint8_t* row : rows) sum += row[4 * x] + row[4 * x + 1] + row[4 * x + 2] + row[4 * x + 3];
      to[x] = static_cast<std::uint8_t>(sum >> 4);
    }
  }
}

// Mean of 7x7 by column sums that lose one row and gain one; edges repeat the border pixel.
constexpr int kMeanReach = 3;

}  // namespace

void shrink_by_mean(const GreyImage& in, int factor, GreyImage& out) {
  out.resize(in.width / factor, in.height / factor);
  if (factor == 2) shrink2(in, out);
  if (factor == 3) shrink3(in, out);
  if (factor == 4) shrink4(in, out);
}

void smooth(const GreyImage& in, GreyImage& out, Scratch& scratch) {
  const int w = in.width;
  const int h = in.height;
  out.resize(w, h);
  scratch.sums.resize(count(w));
  std::uint16_t* sums = scratch.sums.data();
  for (int y = 0; y < h; ++y) {
    const std::uint8_t* above = in.row(std::max(0, y - 1));
    const std::uint8_t* here = in.row(y);
    const std::uint8_t* below = in.row(std::min(h - 1, y + 1));
    for (int x = 0; x < w; ++x) sums[x] = static_cast<std::uint16_t>(above[x] + 2 * here[x] + below[x]);
    std::uint8_t* to = out.row(y);
    for (int x = 1; x + 1 < w; ++x) to[x] = static_cast<std::uint8_t>((sums[x - 1] + 2 * sums[x] + sums[x + 1] + 8) >> 4);
    to[0] = static_cast<std::uint8_t>((3 * sums[0] + sums[std::min(1, w - 1)] + 8) >> 4);
    to[w - 1] = static_cast<std::uint8_t>((3 * sums[w - 1] + sums[std::max(0, w - 2)] + 8) >> 4);
  }
}

void sharpen(const GreyImage& in, GreyImage& out, Scratch& scratch) {
  const int w = in.width;
  const int h = in.height;
  out.resize(w, h);
  scratch.columns.assign(count(w + 2 * kMeanReach), 0);
  std::uint32_t* columns = scratch.columns.data() + kMeanReach;
  const auto row = [&](int y) { return in.row(std::clamp(y, 0, h - 1)); };
  for (int dy = -kMeanReach; dy <= kMeanReach; ++dy) {
    const std::uint8_t* from = row(dy);
    for (int x = 0; x < w; ++x) columns[x] += from[x];
  }
  for (int y = 0; y < h; ++y) {
    for (int i = 1; i <= kMeanReach; ++i) {
      columns[-i] = columns[0];
      columns[w - 1 + i] = columns[w - 1];
    }
    const std::uint8_t* here = in.row(y);
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < w; ++x) {
      const std::uint32_t sum =
          columns[x - 3] + columns[x - 2] + columns[x - 1] + columns[x] + columns[x + 1] + columns[x + 2] + columns[x + 3];
      // x + 1.5 (x - sum / 49) = (245 x - 3 sum) / 98; 98 is taken as 2^16 / 669.
      const int value = (245 * here[x] - 3 * static_cast<int>(sum)) * 669 / 65536;
      to[x] = static_cast<std::uint8_t>(std::clamp(value, 0, 255));
    }
    const std::uint8_t* gone = row(y - kMeanReach);
    const std::uint8_t* come = row(y + kMeanReach + 1);
    for (int x = 0; x < w; ++x) columns[x] += static_cast<std::uint32_t>(come[x]) - gone[x];
  }
}

void brighten(const GreyImage& in, GreyImage& out) {
  out.resize(in.width, in.height);
  for (std::size_t i = 0; i < in.pixels.size(); ++i) out.pixels[i] = static_cast<std::uint8_t>(std::min(255, 2 * in.pixels[i]));
}

void invert(const GreyImage& in, GreyImage& out) {
  out.resize(in.width, in.height);
  for (std::size_t i = 0; i < in.pixels.size(); ++i) out.pixels[i] = static_cast<std::uint8_t>(255 - in.pixels[i]);
}

void enlarge(const GreyImage& in, GreyImage& out) {
  out.resize(2 * in.width, 2 * in.height);
  for (int y = 0; y < out.height; ++y) {
    // Sample centres of the new rows lie a quarter of a pixel before or after the old ones.
    const std::uint8_t* near = in.row(y / 2);
    const std::uint8_t* far = in.row(std::clamp(y / 2 + (y % 2 == 0 ? -1 : 1), 0, in.height - 1));
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < in.width; ++x) {
      const int left = std::max(0, x - 1);
      const int right = std::min(in.width - 1, x + 1);
      const int here = 3 * near[x] + far[x];
      to[2 * x] = static_cast<std::uint8_t>((3 * here + 3 * near[left] + far[left] + 8) >> 4);
      to[2 * x + 1] = static_cast<std::uint8_t>((3 * here + 3 * near[right] + far[right] + 8) >> 4);
    }
  }
}

}  // namespace openday::scan
