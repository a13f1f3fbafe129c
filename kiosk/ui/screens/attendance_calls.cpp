// Guests who called for help and were not answered yet: the oldest call, until staff say that they have been there.
#include "kiosk/ui/public_pages.h"
#include "kiosk/ui/screens/attendance_parts.h"

namespace openday::ui {
namespace {

Text where(Page page) {
  const PublicPage* shown = public_page(page);
  return shown ? shown->where : Text::where_other;
}

constexpr float kLineMargin = 2;   // above and below the button
constexpr float kButton = kTarget + 0.3f;   // whole pixels may take a little away

// The words beside the button, or above it where both have no room in a line.
struct LinePlaces {
  Rect words, done;
  int lines = 2;
};

LinePlaces places_for(const Painter& p, Rect rect) {
  const StaffSizes s = staff_sizes(p);
  const float button_w = 40 * s.k, icon = p.fonts().has_icons() ? 13 * s.k : 0, left = rect.x + 5 + icon;
  if (rect.h < 2 * kButton + kGap) {
    const Rect done{rect.right() - button_w - kLineMargin, rect.cy() - kButton / 2, button_w, kButton};
    return {{left, rect.y, done.x - kGap - left, rect.h}, done, rect.h < 3.6f * s.em ? 2 : 3};
  }
  const Rect done{rect.right() - button_w - kGap, rect.bottom() - kButton - kGap, button_w, kButton};
  const float top = rect.y + 2;
  return {{left, top, rect.right() - 4 - left, done.y - 1 - top}, done, 3};
}

}  // namespace

float calls_height(const Painter& p) { return kButton + 2 * kLineMargin * std::max(1.0f, staff_sizes(p).k); }

Intent draw_calls(const Model& model, Painter& p, Rect rect) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  const HelpCall& first = model.calls.list.front();
  draw_card(p, rect, p.theme().high_contrast() ? c.paper : c.ochre_4);
  LinePlaces at = places_for(p, rect);
  const float icon = p.fonts().has_icons() ? 11 * s.k : 0;
  draw_icon(p, Icon::hand, {rect.x + 5 + icon / 2, at.words.cy()}, icon, c.ochre);
  const std::string line = fill_in(p.word(Text::calls_line), {first.time, p.word(where(first.page))});
  const TextStyle bold{.face = Face::bold, .em = s.em, .color = c.ink, .line = 1.2f, .max_lines = at.lines};
  if (const auto others = model.calls.list.size() - 1; others > 0) {
    const TextStyle plain{.em = s.em, .color = c.ink, .max_lines = 1};
    const std::string more = fill_in(p.word(Text::calls_more), {std::to_string(others)});
    const float more_w = text_width(p, more, plain) + 0.5f;
    const bool below = rect.h >= 2 * kButton + kGap, fits = below || text_width(p, line, bold) + more_w + 6 < at.words.w;
    const Rect place = below ? Rect{rect.x + 5, at.done.y, more_w, kButton} : Rect{at.words.right() - more_w - 2, at.words.y, more_w, at.words.h};
    if (fits) draw_text_middle(p, place, more, plain);
    if (fits && !below) at.words.w -= more_w + 6;
  }
  draw_text_middle(p, at.words, line, bold);
  Intent out;
  if (button(p, at.done, p.word(Text::calls_handled), {.look = Look::floating, .em = s.em, .icon = Icon::check, .radius = 4, .least_em = s.small})) out = intent(model, IntentKind::answer_call, first.id);
  return out;
}

}  // namespace openday::ui
