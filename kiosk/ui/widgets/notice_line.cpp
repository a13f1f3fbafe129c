#include "kiosk/ui/widgets/notice_line.h"

#include <algorithm>

#include "kiosk/ui/widgets/frame.h"

namespace openday::ui {
namespace {

constexpr float kPadX = 7, kPadY = 3;

float icon_room(const Painter& p) { return p.fonts().has_icons() ? 14 * std::min(1.2f, p.theme().scale()) : 0; }

TextStyle style_of(const Painter& p, Color color, NoticeRoom room) {
  const bool small = room == NoticeRoom::small;
  return {.face = Face::bold, .em = small ? p.theme().secondary() : p.theme().body(), .color = color, .line = 1.25f, .max_lines = room == NoticeRoom::least ? 1 : 2};
}

// 共 3 条 › , or the sign alone where a single notice stands there whole anyway.
std::string more_of(const Painter& p, const Event& event) {
  return event.announcements.size() > 1 ? fill_in(p.word(Text::notices_more), {std::to_string(event.announcements.size())}) : std::string();
}

float chevron_width(const Painter& p) { return p.fonts().has_icons() ? 8 * std::min(1.2f, p.theme().scale()) : 0; }

// The words give way where they would leave the notice less than half of the line.
float more_width(const Painter& p, const Event& event, float width) {
  const std::string more = more_of(p, event);
  const float words = more.empty() ? 0 : text_width(p, more, {.em = p.theme().secondary()}) + 4;
  return (words > width * 0.25f ? 0 : words) + chevron_width(p);
}

}  // namespace

PressingLook look_of(const Painter& p, Pressing pressing) {
  switch (pressing) {
    case Pressing::plain: return {Text::notices_plain, p.color().azurite, Icon::event_note};
    case Pressing::attention: return {Text::notices_attention, p.color().ochre, Icon::error};
    case Pressing::urgent: break;
  }
  return {Text::notices_urgent, p.color().cinnabar, Icon::error};
}

float notice_line_height(const Painter& p, float width, const Event& event, NoticeRoom room) {
  if (event.announcements.empty()) return 0;
  const float inner = width - 2 * kPadX - icon_room(p) - more_width(p, event, width) - 2;
  const TextStyle style = style_of(p, p.color().ink, room);
  return std::max(kTarget + 1.0f, measure_text(p, inner, event.announcements.front().text, style).height + 2 * kPadY);
}

Intent draw_notice_line(const Model& model, ScreenState& state, Rect rect, NoticeRoom room) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const Announcement& first = model.event.announcements.front();
  const PressingLook look = look_of(p, first.pressing);
  const bool tapped = p.target(rect, p.word(Text::notices_read));
  const bool filled = first.pressing == Pressing::urgent;
  draw_card(p, rect, p.held() ? mix(filled ? look.color : c.paper, c.ink, 0.12f) : filled ? look.color : c.paper);
  if (!filled && !p.theme().high_contrast()) p.fill_round({rect.x, rect.y, 3, rect.h}, 1.5f, look.color);
  const Color ink = filled ? c.white : c.ink, sign = filled ? c.white : look.color;
  const float icon = icon_room(p), x = rect.x + kPadX + icon, more_w = more_width(p, model.event, rect.w), chevron = chevron_width(p), end = rect.right() - kPadX;
  draw_icon(p, look.icon, {rect.x + kPadX + icon * 0.38f, rect.cy()}, icon * 0.75f, sign);
  draw_text_middle(p, {x, rect.y, end - more_w - 2 - x, rect.h}, first.text, style_of(p, ink, room));
  const std::string more = more_of(p, model.event);
  if (!more.empty() && more_w > chevron + 1) draw_text_middle(p, {end - more_w, rect.y, more_w - chevron, rect.h}, more, {.em = p.theme().secondary(), .color = ink, .max_lines = 1});
  draw_icon(p, Icon::chevron_right, {end - chevron / 2 + 1, rect.cy()}, chevron, sign);
  return tapped ? intent(model, IntentKind::open_notices) : Intent{};
}

}  // namespace openday::ui
