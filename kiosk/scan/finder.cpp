#include "kiosk/scan/finder.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace openday::scan {
namespace {

using image::GreyImage;

constexpr int kRowStep = 2;        // a finder pattern of three rows a module is met several times
constexpr int kLeastModules = 7;   // 1 + 1 + 3 + 1 + 1
constexpr std::array<int, 5> kShape{1, 1, 3, 1, 1};

// Runs fit when each is within half a module of its share (ISO/IEC 18004, reference decode algorithm, tolerance 0.5).
bool fits(const std::array<int, 5>& runs, float& module) {
  int total = 0;
  for (const int run : runs) {
    if (run == 0) return false;
    total += run;
  }
  if (total < kLeastModules) return false;
  module = static_cast<float>(total) / kLeastModules;
  const float slack = module * 0.5F + 0.5F;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (std::abs(static_cast<float>(runs[i]) - static_cast<float>(kShape[i]) * module) > slack * static_cast<float>(i == 2 ? 2 : 1)) return false;
  }
  return true;
}

// The column through (x, y): the same five runs, of like size, centred near y.
bool holds_down(const GreyImage& picture, int x, int y, float module, float& centre, float& tall) {
  const int most = static_cast<int>(module * 5) + 3;
  std::array<int, 5> runs{};
  int up = y;
  const auto dark = [&](int row) { return picture.at(x, row) == 0; };
  const auto count_up = [&](bool wanted, int& run) {
    while (up >= 0 && dark(up) == wanted && run <= most) {
      ++run;
      --up;
    }
  };
  count_up(true, runs[2]);
  count_up(false, runs[1]);
  count_up(true, runs[0]);
  int down = y + 1;
  const int above = runs[2];
  const auto count_down = [&](bool wanted, int& run) {
    while (down < picture.height && dark(down) == wanted && run <= most) {
      ++run;
      ++down;
    }
  };
  count_down(true, runs[2]);
  count_down(false, runs[3]);
  count_down(true, runs[4]);
  if (!fits(runs, tall) || tall > module * 2 || module > tall * 2) return false;
  centre = static_cast<float>(y - above + 1) + static_cast<float>(runs[2]) / 2;
  return true;
}

constexpr std::array<std::array<float, 2>, 12> kCircle{{{1, 0}, {0.87F, 0.5F}, {0.5F, 0.87F}, {0, 1}, {-0.5F, 0.87F}, {-0.87F, 0.5F},
                                                        {-1, 0}, {-0.87F, -0.5F}, {-0.5F, -0.87F}, {0, -1}, {0.5F, -0.87F}, {0.87F, -0.5F}}};

// Of twelve points on an ellipse around the spot, how many have the colour.
int on_ellipse(const GreyImage& picture, const FinderSpot& spot, float across, float tall, std::uint8_t colour) {
  int alike = 0;
  for (const auto& [dx, dy] : kCircle) {
    const int x = static_cast<int>(spot.x + dx * across);
    const int y = static_cast<int>(spot.y + dy * tall);
    alike += x >= 0 && y >= 0 && x < picture.width && y < picture.height && picture.at(x, y) == colour;
  }
  return alike;
}

// However it is turned, the dark middle holds a circle of 1.2 modules and the light ring one of 2.3 (its square lies between
// 1.5 and 2.5 modules from the centre, its corners at 2.12 and more). A row cuts a turned pattern aslant, so that a module looks
// up to 1.41 times as long. Print and furniture fail here.
bool has_rings(const GreyImage& picture, const FinderSpot& spot, float tall) {
  constexpr int kLeast = 11;  // of twelve; at 10 three times as many pictures without a code pass
  for (const float aslant : {1.0F, 1.2F, 1.41F}) {
    const float across = spot.module / aslant;
    const float down = tall / aslant;
    if (on_ellipse(picture, spot, 1.2F * across, 1.2F * down, 0) >= kLeast && on_ellipse(picture, spot, 2.3F * across, 2.3F * down, 255) >= kLeast) {
      return true;
    }
  }
  return false;
}

bool known(const std::vector<FinderSpot>& spots, const FinderSpot& spot) {
  return std::any_of(spots.begin(), spots.end(), [&](const FinderSpot& other) {
    const float near = 3.5F * std::max(spot.module, other.module);
    return std::abs(spot.x - other.x) < near && std::abs(spot.y - other.y) < near;
  });
}

void search_row(const GreyImage& picture, int y, std::size_t limit, std::vector<FinderSpot>& out) {
  const std::uint8_t* row = picture.row(y);
  std::array<int, 5> runs{};  // the last five, the newest at the end
  int start = 0;
  for (int x = 1; x <= picture.width && out.size() < limit; ++x) {
    if (x < picture.width && row[x] == row[start]) continue;
    std::rotate(runs.begin(), runs.begin() + 1, runs.end());
    runs[4] = x - start;
    const bool ended_dark = row[start] == 0;
    start = x;
    float module = 0;
    if (!ended_dark || !fits(runs, module)) continue;
    const float cx = static_cast<float>(x - runs[4] - runs[3]) - static_cast<float>(runs[2]) / 2;
    float cy = 0;
    float tall = 0;
    if (!holds_down(picture, static_cast<int>(cx), y, module, cy, tall)) continue;
    const FinderSpot spot{cx, cy, module};
    if (has_rings(picture, spot, tall) && !known(out, spot)) out.push_back(spot);
  }
}

}  // namespace

void find_finders(const GreyImage& black_and_white, std::size_t limit, std::vector<FinderSpot>& out) {
  out.clear();
  for (int y = 0; y < black_and_white.height && out.size() < limit; y += kRowStep) search_row(black_and_white, y, limit, out);
}

namespace {

// Three finder patterns of one code: like modules, two legs of like length meeting at about a right angle (tilt bends both),
// 14 (version 1) to 170 (version 40) modules apart, with slack for modules measured small.
bool are_corners(const FinderSpot& corner, const FinderSpot& a, const FinderSpot& b) {
  const float least = std::min({corner.module, a.module, b.module});
  const float most = std::max({corner.module, a.module, b.module});
  if (most > 1.7F * least) return false;
  const float ax = a.x - corner.x, ay = a.y - corner.y, bx = b.x - corner.x, by = b.y - corner.y;
  const float leg_a = std::hypot(ax, ay), leg_b = std::hypot(bx, by);
  if (std::min(leg_a, leg_b) < 10 * least || std::max(leg_a, leg_b) > 190 * most) return false;
  return std::max(leg_a, leg_b) < 1.7F * std::min(leg_a, leg_b) && std::abs(ax * bx + ay * by) < 0.5F * leg_a * leg_b;
}

}  // namespace

bool looks_like_code(const std::vector<FinderSpot>& spots) {
  for (std::size_t corner = 0; corner < spots.size(); ++corner) {
    for (std::size_t a = 0; a < spots.size(); ++a) {
      for (std::size_t b = a + 1; b < spots.size(); ++b) {
        if (a != corner && b != corner && are_corners(spots[corner], spots[a], spots[b])) return true;
      }
    }
  }
  return false;
}

}  // namespace openday::scan
