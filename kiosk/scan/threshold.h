// Grey to black and white (0 and 255), and the small filters before it. Plain loops that -O3 vectorises; every function
// writes into an image it is given, so that memory is reused from frame to frame. No function keeps state but its Scratch.
//
// F(R, f), block_threshold: 8x8 blocks; a block counts if max - min > R and then asks for min + f % of its range; the
// threshold is the average over the counted blocks around it, or that of the nearest counted block. A(r), mean_threshold:
// black if pixel + 3 < mean of the (2r+1)^2 box. Otsu: N. Otsu, IEEE Trans. SMC 9(1), 1979, over every fourth row.
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/image/grey_image.h"

namespace openday::scan {

using image::GreyImage;

// Working memory of the functions below; one per thread.
struct Scratch {
  std::vector<std::uint8_t> row_min, row_max, row_threshold;
  std::vector<std::uint8_t> block_asks, block_threshold, block_distance;
  std::vector<std::uint32_t> columns, prefix;
  std::vector<std::uint16_t> sums;
  GreyImage picture;
};

void shrink_by_mean(const GreyImage& in, int factor, GreyImage& out);  // factor 2, 3 or 4: box mean; the remainder is cut
void smooth(const GreyImage& in, GreyImage& out, Scratch& scratch);    // [1 2 1] / 4 both ways
void sharpen(const GreyImage& in, GreyImage& out, Scratch& scratch);   // x + 1.5 (x - mean of 7x7)
void brighten(const GreyImage& in, GreyImage& out);                    // min(255, 2x)
void invert(const GreyImage& in, GreyImage& out);
void enlarge(const GreyImage& in, GreyImage& out);  // twice the size, bilinear

struct BlockRule {
  int min_range = 24;  // R
  int percent = 50;    // f
  int reach = 2;       // blocks each way: 2 = 5x5, 3 = 7x7
};
void block_threshold(const GreyImage& in, BlockRule rule, GreyImage& out, Scratch& scratch);
void mean_threshold(const GreyImage& in, int radius, GreyImage& out, Scratch& scratch);
void otsu_threshold(const GreyImage& in, GreyImage& out);

}  // namespace openday::scan
