// Parts of staff's results: blocks of a known height, laid out in columns and pages.
#pragma once

#include <functional>
#include <vector>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

struct Block {
  float height = 0;
  bool leads = false;                // a heading: never the last of a column
  std::function<void(Rect)> draw;
};
[[nodiscard]] std::vector<Block> result_blocks(const Model& model, Painter& p, const ResultQuestionnaire& one, ResultRows rows);

// 96.3%; "—" of none.
[[nodiscard]] std::string percent(int part, int whole);
// The five grades as bars, numbers in front of them.
void draw_grade_bars(Painter& p, Rect box, const std::array<int, 5>& n, const std::array<std::string, 5>& words, float em);

}  // namespace openday::ui
