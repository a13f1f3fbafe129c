// The parts of staff's programme page (agenda.cpp: list and actions; agenda_sheets.cpp: what asks for more than a tap;
// agenda_words.cpp: what was said, in words).
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/screens/screens.h"

namespace openday::ui {

// The sheet that is open, in `rect`. Closes itself in `state.own.agenda` when it is done.
Intent draw_agenda_sheet(const Model& model, ScreenState& state, Rect rect);
void open_sheet(AgendaState& agenda, AgendaSheet sheet);

[[nodiscard]] Intent correction(const Model& model, event::CorrectionKind what, std::string item = {});
[[nodiscard]] const Item* agenda_row(const Model& model, const AgendaState& agenda);   // the row that is meant; null: the whole session

// "茶歇|合影" as its parts.
[[nodiscard]] std::vector<std::string> phrases(const std::string& list);
// "全部推迟 10 分", "取消：参观机关科室".
[[nodiscard]] std::string correction_text(const Painter& p, const StaffProgramme::Last& last);

}  // namespace openday::ui
