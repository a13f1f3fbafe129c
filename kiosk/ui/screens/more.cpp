// Staff: what is done less often, a tile each.
#include <algorithm>

#include "kiosk/ui/model_line.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

struct TileLook {
  Icon icon;
  Text word;
};

TileLook look_of(Page page) {
  switch (page) {
    case Page::staff_conflicts: return {Icon::error, Text::more_conflicts};
    case Page::staff_roll_call: return {Icon::how_to_reg, Text::more_roll_call};
    case Page::staff_self_test: return {Icon::check_circle, Text::more_self_test};
    case Page::staff_places: return {Icon::people, Text::more_places};
    case Page::staff_hand_over: return {Icon::usb, Text::more_hand_over};
    case Page::staff_line: return {Icon::cloud_done, Text::more_line};
    case Page::staff_papers: return {Icon::print, Text::more_papers};
    case Page::staff_people: return {Icon::badge, Text::more_people};
    default: return {Icon::people, Text::more_guest};
  }
}

// When the box was tested last, and how that ended.
std::string self_test_line(const Model& model, const Painter& p) {
  const auto& last = model.more.self_test;
  if (!last) return p.word(Text::more_self_test_never);
  if (last->bad > 0) return fill_in(p.word(Text::more_self_test_unfit), {last->when, std::to_string(last->bad)});
  if (last->todo > 0) return fill_in(p.word(Text::more_self_test_open), {last->when, std::to_string(last->todo)});
  return fill_in(p.word(Text::more_self_test_fit), {last->when});
}

// How it stands with the bureau. What somebody has to ask it for comes before what goes by itself.
std::string line_line(const Model& model, const Painter& p) {
  if (!model.line) return {};
  if (!model.papers_in_trouble.empty()) return fill_in(p.word(Text::line_tile_papers), {std::to_string(model.papers_in_trouble.size())});
  if (model.line->waiting > 0 && model.line->state != LineState::alone) return fill_in(p.word(Text::line_tile_waiting), {std::to_string(model.line->waiting)});
  return p.word(model.line->state == LineState::alone ? Text::line_tile_alone : Text::line_tile_good);
}

bool draw_tile(Painter& p, Rect rect, const StaffTile& tile) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  const TileLook look = look_of(tile.page);
  const std::string& word = p.word(look.word);
  const bool tapped = p.target(rect, word);
  draw_card(p, rect, p.held() ? mix(c.paper, c.ink, 0.1f) : c.paper);
  const float icon = p.fonts().has_icons() ? std::min(16 * s.k, rect.h * 0.5f) : 0, x = rect.x + 6 + (icon > 0 ? icon + 5 : 0), right = rect.right() - 12 * s.k;
  if (icon > 0) {
    draw_icon(p, look.icon, {rect.x + 6 + icon / 2, rect.cy()}, icon, tile.waiting > 0 ? c.ochre : c.azurite);
    draw_icon(p, Icon::chevron_right, {rect.right() - 6 * s.k, rect.cy()}, 9 * s.k, c.ink_2);
  }
  const std::string below = tile.waiting > 0 ? fill_in(p.word(Text::more_waiting), {std::to_string(tile.waiting)}) : tile.line;
  TextStyle bold{.face = Face::bold, .color = c.ink, .line = 1.2f, .max_lines = 1};
  bold.em = fitting_em(p, right - x, word, bold, {11 * s.k, 9 * s.k, s.em});
  const float word_h = bold.em * 1.25f, below_h = below.empty() || word_h + s.em * 1.25f > rect.h ? 0 : s.em * 1.25f, y = rect.cy() - (word_h + below_h) / 2;
  draw_text(p, {x, y, right - x, word_h}, word, bold);
  if (below_h > 0) draw_text(p, {x, y + word_h, right - x, below_h}, below, {.em = s.em, .color = tile.waiting > 0 ? c.ochre : c.ink_2, .line = 1.2f, .max_lines = 1});
  return tapped;
}

float who_height(const Painter& p) { return 22 * std::max(1.0f, staff_sizes(p).k * 0.9f); }

// At the foot of the page: what a steward leaves to a supervisor, and the way for somebody else to log in.
Intent draw_who_works(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const float h = who_height(p), w = std::min(64 * s.k, box.w * 0.42f), y = box.bottom() - h;
  if (model.role == StaffRole::steward)
    draw_text_middle(p, {box.x + 1, y, box.w - w - kGap - 1, h}, p.word(Text::supervisor_more), {.em = s.em, .color = p.color().ink_2, .line = 1.2f, .max_lines = 2});
  if (button(p, {box.right() - w, y, w, h}, p.word(Text::supervisor_change), {.em = s.em, .icon = Icon::lock_open, .radius = 5, .least_em = s.small})) return intent(model, IntentKind::open_staff_gate);
  return {};
}

}  // namespace

Intent draw_staff_more(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const StaffPage page = begin_staff_page(model, state, Text::more_title);
  Intent out = page.intent;
  const auto& tiles = model.more.tiles;
  const int count = static_cast<int>(tiles.size());
  int columns = page.box.w < 200 * s.k ? 1 : 2;
  const float room = page.box.h - who_height(p) - kGap;
  if (const Intent did = draw_who_works(model, state, page.box)) out = did;
  if (count == 0) return out;
  const auto rows_of = [&](int wide) { return (count + wide - 1) / wide; };
  const auto height = [&](int wide) { return (room - kGap * static_cast<float>(rows_of(wide) - 1)) / static_cast<float>(rows_of(wide)); };
  while (columns < 4 && height(columns) < kTarget + 0.5f) ++columns;   // low panels
  const int rows = rows_of(columns);
  const float w = (page.box.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float h = std::min(34 * s.k, (room - kGap * static_cast<float>(rows - 1)) / static_cast<float>(rows));
  for (int i = 0; i < count; ++i) {
    const Rect rect{page.box.x + static_cast<float>(i % columns) * (w + kGap), page.box.y + static_cast<float>(i / columns) * (h + kGap), w, h};
    StaffTile tile = tiles[static_cast<std::size_t>(i)];
    if (tile.page == Page::staff_self_test) tile.line = self_test_line(model, p);
    if (tile.page == Page::staff_line) tile.line = line_line(model, p);
    if (draw_tile(p, rect, tile)) out = intent(model, IntentKind::open_staff_page, static_cast<int>(tile.page));
  }
  return out;
}

}  // namespace openday::ui
