// Which of several things a guest wants to say: one large row each, none in front of the others.
#include <algorithm>

#include "kiosk/ui/screens/door_page.h"
#include "kiosk/ui/screens/sheet_parts.h"

namespace openday::ui {
namespace {

struct EntryLook {
  Icon icon;
  Text word;
};

EntryLook look_of(EntryKind kind) {
  switch (kind) {
    case EntryKind::rating: return {Icon::rate_review, Text::choice_rating};
    case EntryKind::sheet: return {Icon::event_note, Text::choice_sheet};
    case EntryKind::opinion: break;
  }
  return {Icon::edit, Text::choice_opinion};
}

bool draw_entry(Painter& p, Rect rect, const ChoiceEntry& entry) {
  const Palette& c = p.color();
  const float k = p.theme().scale();
  const EntryLook look = look_of(entry.kind);
  const std::string& title = entry.title.empty() ? p.word(look.word) : entry.title;
  const bool tapped = p.target(rect, title);
  draw_card(p, rect, p.held() ? mix(c.paper, c.ink, 0.1f) : c.paper);
  const float icon = p.fonts().has_icons() ? std::min(20 * k, rect.h * 0.6f) : 0, x = rect.x + 8 + icon + (icon > 0 ? 6 : 0), right = rect.right() - 14;
  if (icon > 0) {
    draw_icon(p, look.icon, {rect.x + 8 + icon / 2, rect.cy()}, icon, c.azurite);
    draw_icon(p, Icon::chevron_right, {rect.right() - 8, rect.cy()}, 11 * k, c.ink_2);
  }
  TextStyle bold{.face = Face::bold, .color = c.ink, .line = 1.25f, .max_lines = 2};
  bold.em = fitting_em(p, right - x, title, bold, {14 * k, 12 * k, p.theme().body(), p.theme().secondary()}, 1);
  const TextStyle soft{.em = p.theme().secondary(), .color = c.ink_2, .max_lines = 1};
  const std::string below = entry.title.empty() || entry.title == p.word(look.word) ? std::string() : p.word(look.word);
  const float title_h = measure_text(p, right - x, title, bold).height, below_h = below.empty() ? 0 : soft.em * kLineSpacing;
  const bool both = below_h > 0 && title_h + below_h + 2 < rect.h;
  const float y = rect.cy() - (std::min(title_h, rect.h) + (both ? below_h + 1 : 0)) / 2;
  draw_text(p, {x, y, right - x, std::min(title_h + 0.5f, rect.h)}, title, bold);
  if (both) draw_text(p, {x, y + title_h + 1, right - x, below_h + 0.5f}, below, soft);
  return tapped;
}

}  // namespace

Intent draw_choice(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const float k = p.theme().scale();
  const bool tight = p.theme().tight();
  const DoorPage page = begin_door_page(model, state, p.word(Text::choice_title), tight && !p.theme().portrait() ? std::string() : p.word(Text::choice_hint));
  Intent out = page.intent;
  const auto& entries = model.choice.entries;
  const int count = static_cast<int>(entries.size());
  if (count == 0) return out;
  const int columns = p.theme().portrait() || count < 2 || page.box.w < 200 * k ? 1 : 2;
  const float gap = tight ? kGap : 8, turn_h = kTarget + 2, w = (page.box.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const int rows_wanted = (count + columns - 1) / columns;
  const auto rows_in = [&](float h) { return std::max(1, static_cast<int>((h + gap + 0.1f) / ((tight ? 18.0f : 30.0f) * std::max(1.0f, k * 0.85f) + gap))); };
  const bool paged = rows_in(page.box.h) < rows_wanted;
  const float list_h = page.box.h - (paged ? turn_h + gap : 0);
  const int rows = std::min(rows_in(list_h), rows_wanted), per_page = rows * columns, pages = (count + per_page - 1) / per_page;
  const float h = std::min(46 * k, (list_h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows));
  int& number = state.own.list_page;
  number = std::clamp(number, 0, pages - 1);
  const float y = page.box.y + (tight || paged ? 0 : (list_h - static_cast<float>(rows) * (h + gap)) * (p.theme().portrait() ? 0.5f : 0.15f));
  for (int i = number * per_page; i < std::min(count, (number + 1) * per_page); ++i) {
    const int at = i - number * per_page;
    const ChoiceEntry& entry = entries[static_cast<std::size_t>(i)];
    const Rect rect{page.box.x + static_cast<float>(at % columns) * (w + gap), y + static_cast<float>(at / columns) * (h + gap), w, h};
    if (draw_entry(p, rect, entry)) out = intent(model, IntentKind::choose_entry, static_cast<int>(entry.kind), entry.id);
  }
  if (paged) draw_turn(p, {page.box.x, page.box.bottom() - turn_h, page.box.w, turn_h}, number, pages);
  return out;
}

}  // namespace openday::ui
