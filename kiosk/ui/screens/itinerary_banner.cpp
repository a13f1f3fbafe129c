#include <algorithm>

#include "kiosk/ui/screens/itinerary_parts.h"
#include "kiosk/ui/widgets/cards.h"

namespace openday::ui {
namespace {

constexpr float kPadX = 7, kPadY = 4;

bool says_state(const Event& event) {
  if (event.state == EventState::running) return false;
  return true;
}

struct Said {
  std::string title, text;
  Icon icon = Icon::error;
  Color color{};
};

Said said_by(const Painter& p, const Event& event) {
  if (!says_state(event)) return {{}, event.notice, Icon::error, p.color().azurite};
  const Notice notice = notice_for(p, event);
  return {p.word(notice.title), notice_text(p, event), notice.icon, notice.color};
}

TextStyle title_style(const Painter& p, Color color) { return {.face = Face::bold, .em = 11.5f * p.theme().scale(), .color = color, .line = 1.25f, .max_lines = 1}; }
TextStyle text_style(const Painter& p) { return {.em = p.theme().body(), .color = p.color().ink, .line = 1.3f, .max_lines = p.theme().tight() ? 1 : 2}; }
float icon_room(const Painter& p) { return p.fonts().has_icons() ? 15 * p.theme().scale() : 0; }

}  // namespace

float banner_height(const Painter& p, float width, const Event& event) {
  const Said said = said_by(p, event);
  if (said.title.empty() && said.text.empty()) return 0;
  const float inner = width - 2 * kPadX - icon_room(p);
  float height = 2 * kPadY;
  if (!said.title.empty()) height += title_style(p, said.color).em * 1.25f;
  if (!said.text.empty() && !(p.theme().tight() && !said.title.empty())) height += std::min(measure_text(p, inner, said.text, text_style(p)).height, 2.7f * p.theme().body());
  return std::max(height, 18 * p.theme().scale());
}

void draw_banner(Painter& p, Rect rect, const Event& event) {
  const Said said = said_by(p, event);
  draw_card(p, rect);
  if (!p.theme().high_contrast()) p.fill_round({rect.x, rect.y, 3, rect.h}, 1.5f, said.color);
  const float icon = icon_room(p), x = rect.x + kPadX + icon, w = rect.right() - kPadX - x;
  draw_icon(p, said.icon, {rect.x + kPadX + icon * 0.4f, rect.cy()}, icon * 0.75f, said.color);
  if (said.title.empty() || said.text.empty() || p.theme().tight()) {
    const bool only_text = said.title.empty();
    draw_text_middle(p, {x, rect.y, w, rect.h}, only_text ? said.text : said.title, only_text ? text_style(p) : title_style(p, said.color));
    return;
  }
  const TextStyle title = title_style(p, said.color);
  const float y = rect.y + kPadY;
  draw_text(p, {x, y, w, title.em * 1.25f}, said.title, title);
  draw_text(p, {x, y + title.em * 1.25f, w, rect.bottom() - kPadY - y - title.em * 1.25f + 1}, said.text, text_style(p));
}

float session_tabs_height(const Painter& p, const Event& event) { return event.sessions.size() < 2 ? 0 : 19 * std::max(1.0f, p.theme().scale() * 0.95f); }

void draw_session_tabs(Painter& p, Rect row, const Event& event, std::size_t& shown) {
  const auto count = std::min<std::size_t>(event.sessions.size(), 4);
  const float w = (row.w - kGap * static_cast<float>(count - 1)) / static_cast<float>(count);
  for (std::size_t i = 0; i < count; ++i) {
    const SessionTab& tab = event.sessions[i];
    std::string label = tab.when.empty() || text_width(p, tab.title + " " + tab.when, {.face = Face::bold, .em = p.theme().body()}) > w - 20 ? tab.title : tab.when + " " + tab.title;
    if (option(p, {row.x + static_cast<float>(i) * (w + kGap), row.y, w, row.h}, label, shown == i, p.theme().body(), 5)) shown = i;
  }
}

}  // namespace openday::ui
