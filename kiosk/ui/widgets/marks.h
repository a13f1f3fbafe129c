// Drawn signs: the three result marks (different in shape, not in colour alone), the five faces of the rating, the ring of
// seconds, chevrons towards the scanner, the phone with its code, a sheet of paper. Sizes in mm; boxes as in mocks/README.md.
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/ui/painter.h"

namespace openday::ui {

enum class Mark { tick, arrow, hand };
// `drawn` 0..1: how much of the tick is there.
void draw_mark(Painter& p, Mark mark, Point centre, float size, Color surface, Color sign, float drawn = 1);

// grade 5 (best) .. 1; all of the same weight.
void draw_face(Painter& p, int grade, Point centre, float size, Color surface, Color ink);

// Seconds left, one step a second.
void draw_countdown(Painter& p, Point centre, float size, int left, int total, Color ring, Color track, Color number);

enum class Direction { down, up, left, right };
void draw_chevrons(Painter& p, Point centre, float size, Direction direction, Color color, Color ground);

void draw_phone(Painter& p, Rect rect);                            // with a small code on it
void draw_modules(Painter& p, Rect square, int size, const std::vector<std::uint8_t>& modules, Color dark);
void draw_sheet(Painter& p, Point centre, float height);           // a form being filled in

}  // namespace openday::ui
