// What staff read of papers that the bureau names and cannot hand out: the same words on the card of the list and on the page about the line.
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/painter.h"
#include "kiosk/ui/paper_in_trouble.h"
#include "kiosk/ui/screens/line_facts.h"

namespace openday::ui {

// The step to take, which papers, and what holds until then; two papers by name at most, so that the card's two lines hold it. Not of none.
[[nodiscard]] std::string papers_sentence(const Painter& p, const std::vector<PaperInTrouble>& papers);

// On the page of the line: a card with a row for each and what is wrong with it. 0: there is none, or the panel is too small for a card.
[[nodiscard]] float papers_card_height(const Painter& p, float width, const std::vector<PaperInTrouble>& papers);
void draw_papers_card(Painter& p, Rect rect, const std::vector<PaperInTrouble>& papers);
// Where there is no room for the card: rows among the others.
[[nodiscard]] std::vector<LineFact> papers_as_facts(const Painter& p, const std::vector<PaperInTrouble>& papers);

}  // namespace openday::ui
