// Parts of the score sheet's pages: what an item's answer is given with, and the last look.
#pragma once

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

// The height an item's answers would like, and what they are drawn in.
[[nodiscard]] float sheet_answer_height(const Model& model, const Painter& p, float width);
Intent draw_sheet_answer(const Model& model, ScreenState& state, Rect box);

// 9 / 10 分, 满意, or the words chosen; empty: not answered.
[[nodiscard]] std::string sheet_answer_text(const Model& model, const Painter& p, const SheetLine& line);

Intent draw_sheet_review(const Model& model, ScreenState& state);

// 上一页 2 / 5 下一页 in public sizes; moves `number` within 0..pages-1.
void draw_turn(Painter& p, Rect row, int& number, int pages);

}  // namespace openday::ui
