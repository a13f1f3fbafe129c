// What surrounds the pages: the strip on top, the quiet row of small actions, the staff frame.
#pragma once

#include <vector>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

// Date, weekday and clock on the left, the state of the connection on the right; drops what a small page has no room for.
// No further than `left_end` on the left, where the ground changes.
void draw_strip(const Model& model, ScreenState& state, Color left, Color right, Color warning, float left_end = 0);
void draw_strip(const Model& model, ScreenState& state);  // ink on silk
[[nodiscard]] float strip_height(const Painter& p);

// Somebody called for help and was not answered yet: a hand and how many. Nothing when nobody did.
[[nodiscard]] float call_mark_width(const Model& model, const Painter& p, float em);   // with the gap behind it
void draw_call_mark(const Model& model, Painter& p, Point left_centre, float em, Color color);

[[nodiscard]] std::string date_text(const Painter& p, const Strip& strip);     // 11月17日 / 17 Nov
[[nodiscard]] std::string weekday_text(const Painter& p, const Strip& strip);  // 星期二 / Tuesday

struct QuietItem {
  Icon icon;
  std::string label, short_label;    // the short one when space is scarce; empty: the same
  IntentKind kind;
  bool can_go = false;               // left out on pages too small for all
};
enum class QuietGround { none, card };

// The items a public page usually has: large type, language, contrast, privacy, staff.
enum QuietSet : unsigned { kQuietHome = 1, kQuietSwitches = 2, kQuietPrivacy = 4, kQuietHelp = 8, kQuietUsual = 2 | 4 | 8, kQuietAll = 15 };
[[nodiscard]] std::vector<QuietItem> quiet_items(const Model& model, const Painter& p, unsigned which);
// On content and low pages the items that can go do so before a second row is begun, the last one first.
[[nodiscard]] std::vector<QuietItem> one_row_items(const Model& model, const Painter& p, unsigned which, float width);

// Height for these items in that width: one or two rows of targets.
[[nodiscard]] float quiet_height(const Painter& p, const std::vector<QuietItem>& items, float width, QuietGround ground);
Intent draw_quiet(const Model& model, ScreenState& state, Rect rect, const std::vector<QuietItem>& items, QuietGround ground, Color ink);

// At the foot of the page, between the margins; returns the top of what it took.
struct Foot {
  Intent intent;
  float top = 0;
};
Foot draw_foot(const Model& model, ScreenState& state, unsigned which, QuietGround ground, Color ink);
[[nodiscard]] float foot_top(const Model& model, const Painter& p, unsigned which, QuietGround ground);

// Margin of the page: 16 mm, 12 on narrow ones.
[[nodiscard]] float margin(const Painter& p);
// The page between its margins.
[[nodiscard]] Rect column(const Painter& p);

void draw_staff_frame(const Model& model, ScreenState& state);   // ochre strip and frame
[[nodiscard]] float staff_strip_height(const Painter& p);

}  // namespace openday::ui
