// What a page owes whoever stands or sits before it, measured on one drawn frame (sizes: DOMAIN.md "Elderly use", LOOK.md). Every
// breach is a sentence that names the thing and the figure.
#pragma once

#include <string>
#include <vector>

#include "kiosk/image/png.h"
#include "kiosk/ui/registry.h"
#include "kiosk/ui/theme.h"

namespace openday::tests {

using Faults = std::vector<std::string>;

struct Laid {
  const ui::Registry& shown;
  const ui::Panel& panel;
  const ui::Theme& theme;
  bool staff = false;                // smaller type is allowed
};

// Nothing cut off, nothing below the smallest size of its mode, no word on a control ended by an ellipsis.
void check_texts(const Laid& laid, bool long_words, Faults& out);
// 15 mm, a grade 25; 4 mm apart; on the page, below the line of reach.
void check_targets(const Laid& laid, Faults& out);
// 7:1 over what the picture shows around each text; from text `first` on (what lies below a veil is dimmed on purpose).
void check_contrast(const Laid& laid, const image::RgbaImage& picture, std::size_t first, Faults& out);

}  // namespace openday::tests
