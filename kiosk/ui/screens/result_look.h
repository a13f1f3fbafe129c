// What the pages after a scan share: paints by tone and the large title. Internal to result*.cpp.
#pragma once

#include "kiosk/ui/screens/result_words.h"
#include "kiosk/ui/widgets/text.h"

namespace openday::ui {

struct Paints {
  Color sky, on_sky, sign_surface, sign;
};
[[nodiscard]] Paints paints_for(const Painter& p, Tone tone);

void draw_title(Painter& p, Rect box, const std::string& text, float wished, Color color);
[[nodiscard]] float title_height(const Painter& p, float width, const std::string& text, float wished);

Intent draw_welcome(const Model& model, ScreenState& state, const ResultWords& words);   // the page that admits

}  // namespace openday::ui
