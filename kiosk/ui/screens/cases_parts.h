// Parts of staff's cases: what a case is called and where it stands, and the page of one.
#pragma once

#include <string>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

[[nodiscard]] Text case_state_word(event::CaseState state);
[[nodiscard]] Text case_origin_word(CaseOrigin origin);
// 办结：12月8日（暂定）
[[nodiscard]] std::string case_clock_text(const Painter& p, const CaseClock& clock);
// Chips from the right end of the row to the left; returns where they begin.
float draw_case_chips(Painter& p, Rect row, const StaffCase& one, float least_left);

// A case, and what is changed of it, in `rect`.
Intent draw_case(const Model& model, ScreenState& state, Rect rect, const StaffCase& one);

}  // namespace openday::ui
