// Staff: who is here. Numbers first, bars by category, filters as chips, the list in pages with its head always there.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/attendance_parts.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/scenery.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

void draw_number(Painter& p, Rect rect, int value, const std::string& of, const std::string& word, Color color) {
  draw_card(p, rect);
  const StaffSizes s = staff_sizes(p);
  const float em = std::max(s.em, std::min(24 * s.k, rect.h * 0.52f)), word_h = s.em * 1.25f, whole = em * 1.05f + word_h;
  const Rect inner = rect.inset(s.tight ? 2 : 6, 0);
  const float top = rect.cy() - whole / 2;
  std::vector<Run> runs{{std::to_string(value), {.face = Face::bold, .em = em, .color = color}, 0}};
  if (!of.empty()) runs.push_back({of, {.em = s.em, .color = p.color().ink_2}, 1.6f});
  if (runs_width(p, runs) > inner.w && runs.size() > 1) runs.pop_back();
  draw_runs(p, {inner.x, top + em * 0.88f}, runs);
  draw_text(p, {inner.x, top + em * 1.05f, inner.w, word_h}, word, {.em = s.em, .color = p.color().ink, .line = 1.2f, .max_lines = 1});
}

bool numbers_in_square(float width) { return width < 112; }

void draw_numbers(const Model& model, Painter& p, Rect row) {
  const StaffAttendance& a = model.attendance;
  const Palette& c = p.color();
  const bool square = numbers_in_square(row.w);  // two by two where four do not fit
  const float unit = square ? (row.w - kGap) / 2.45f : (row.w - 3 * kGap) / 4.45f, h = square ? (row.h - kGap) / 2 : row.h;
  float x = row.x, y = row.y;
  const auto put = [&](float w, int value, const std::string& of, Text word, Color color) {
    if (square && x + w > row.right() + 1) x = row.x, y += h + kGap;
    draw_number(p, {x, y, w, h}, value, of, p.word(word), color);
    x += w + kGap;
  };
  put(unit * 1.45f, a.came, a.expected > 0 ? "/ " + std::to_string(a.expected) : std::string(), Text::staff_came_total, c.malachite);
  put(unit, a.absent, {}, Text::staff_absent, c.ink);
  put(unit, a.late, {}, Text::staff_late, c.ochre);
  put(unit, a.open, {}, Text::staff_open, c.ochre);
}

int category_columns(float width, const StaffSizes& s) { return width < 120 * s.k ? 1 : width > 330 * s.k ? 4 : 2; }
float category_height(const StaffSizes& s) { return (s.tight ? 19 : 26) * s.k; }

float categories_height(const Painter& p, std::size_t count, float width) {
  const StaffSizes s = staff_sizes(p);
  const auto rows = (static_cast<int>(count) + category_columns(width, s) - 1) / category_columns(width, s);
  return rows > 0 ? static_cast<float>(rows) * (category_height(s) + kGap) : 0;
}

void draw_categories(const Model& model, Painter& p, Rect box) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  const int columns = category_columns(box.w, s);
  const float w = (box.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns), h = category_height(s);
  for (std::size_t i = 0; i < model.attendance.categories.size(); ++i) {
    const StaffCategory& category = model.attendance.categories[i];
    const Rect rect{box.x + static_cast<float>(static_cast<int>(i) % columns) * (w + kGap), box.y + static_cast<float>(static_cast<int>(i) / columns) * (h + kGap), w, h};
    if (rect.bottom() > box.bottom() + 0.5f) return;
    draw_card(p, rect);
    const Rect inner = rect.inset(s.tight ? 4 : 6, 3);
    std::vector<Run> count{{std::to_string(category.came), {.face = Face::bold, .em = s.em * 1.25f, .color = c.ink}, 0}};
    if (category.expected > 0) count.push_back({" / " + std::to_string(category.expected), {.em = s.em, .color = c.ink_2}, 0});
    const float count_w = runs_width(p, count), line = inner.y + (inner.h - 4) * 0.45f;
    draw_runs(p, {inner.right() - count_w, baseline_at(line, s.em)}, count);
    draw_text_middle(p, {inner.x, line - s.em, inner.w - count_w - 3, 2 * s.em}, category.name, {.em = s.em, .color = c.ink, .max_lines = 1});
    draw_bar(p, {inner.x, inner.bottom() - 3.4f, inner.w, 2.4f}, category.expected > 0 ? static_cast<double>(category.came) / category.expected : category.came > 0 ? 1.0 : 0.0, c.malachite, c.malachite_4);
  }
}

bool filters_in_two_rows(const Painter& p, float width) { return width < 32 * p.theme().staff(); }

Intent draw_filters(const Model& model, Painter& p, Rect row) {
  const StaffSizes s = staff_sizes(p);
  const StaffAttendance& a = model.attendance;
  struct Chip {
    Text word;
    int count;
    StaffFilter filter;
  };
  std::vector<Chip> chips{Chip{Text::staff_all, a.came + a.absent, StaffFilter::all}, Chip{Text::staff_absent, a.absent, StaffFilter::absent}, Chip{Text::staff_came, a.came, StaffFilter::came},
                         Chip{Text::staff_late, a.late, StaffFilter::late}, Chip{Text::staff_open, a.open, StaffFilter::open}};
  if (a.waiting > 0 || a.filter == StaffFilter::waiting) chips.push_back({Text::staff_waiting, a.waiting, StaffFilter::waiting});
  std::vector<float> wishes(chips.size());
  std::vector<std::string> labels(chips.size());
  float sum = 0;
  for (std::size_t i = 0; i < chips.size(); ++i) {
    labels[i] = p.word(chips[i].word) + " " + std::to_string(chips[i].count);
    wishes[i] = text_width(p, labels[i], {.face = Face::bold, .em = s.em}) + 2 * s.em;
    sum += wishes[i];
  }
  const bool two_rows = filters_in_two_rows(p, row.w);
  const float h = two_rows ? (row.h - kGap) / 2 : row.h;
  Intent out;
  float x = row.x, y = row.y;
  for (std::size_t i = 0; i < chips.size(); ++i) {
    if (two_rows && i == 3) x = row.x, y += h + kGap;
    const float in_row = two_rows ? (i < 3 ? 3.0f : static_cast<float>(chips.size() - 3)) : 0;
    const Rect rect{x, y, two_rows ? (row.w - kGap * (in_row - 1)) / in_row : wishes[i] * (row.w - kGap * static_cast<float>(chips.size() - 1)) / sum, h};
    if (option(p, rect, labels[i], a.filter == chips[i].filter, s.em, row.h / 2)) out = intent(model, IntentKind::filter_attendance, static_cast<int>(chips[i].filter));
    x += rect.w + kGap;
  }
  return out;
}

void draw_conflict(Painter& p, Rect rect, const std::string& text) {
  const StaffSizes s = staff_sizes(p);
  draw_card(p, rect, p.theme().high_contrast() ? p.color().paper : rgb(0xFBF3E4));
  const float icon = p.fonts().has_icons() ? 11 * s.k : 0;
  draw_icon(p, Icon::error, {rect.x + 5 + icon / 2, rect.cy()}, icon, p.color().ochre);
  draw_text_middle(p, {rect.x + 7 + icon, rect.y, rect.w - 12 - icon, rect.h}, text, {.face = Face::bold, .em = s.em, .color = p.color().ochre, .line = 1.2f, .max_lines = 2});
}

Intent draw_head(const Model& model, Painter& p, Rect row) {
  const StaffSizes s = staff_sizes(p);
  auto [out, right] = draw_staff_leave(model, p, row);
  const float w = 50 * s.k;
  const auto way = [&](bool offered, float least, Text word, Icon icon, IntentKind kind) {
    if (!offered || row.w <= least * s.k) return;
    if (button(p, {right - w, row.y, w, row.h}, p.word(word), {.em = 7.5f * s.k, .icon = icon, .radius = 4, .least_em = s.small})) out = intent(model, kind);
    right -= w + kGap;
  };
  way(model.can_register_walk_in, 140, Text::staff_register, Icon::person_add, IntentKind::walk_in);
  way(model.can_find_by_name, model.can_register_walk_in ? 215 : 160, Text::find_look_up, Icon::search, IntentKind::find_by_name);
  if (Intent did = draw_staff_title(model, p, {row.x, row.y, right - row.x, row.h}, Text::staff_attendance)) out = did;
  return out;
}

}  // namespace

Intent draw_attendance(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  draw_silk(state);
  draw_staff_frame(model, state);
  const float W = p.theme().width(), H = p.theme().height(), head_h = 15.5f * std::max(1.0f, s.k * 0.95f);
  float filters_h = 16 * std::max(1.0f, s.k * 0.9f);
  float y = staff_strip_height(p) + (s.tight ? 3 : 5);
  Intent out = draw_head(model, p, {s.margin, y, W - 2 * s.margin, head_h});
  y += head_h + kGap;
  const auto take = [&](Intent did) {
    if (did) out = did;
  };
  const bool called = !model.calls.list.empty();
  if (called && !s.tight) {
    take(draw_calls(model, p, {s.margin, y, W - 2 * s.margin, calls_height(p)}));
    y += calls_height(p) + kGap;
  }
  const StaffAttendance& a = model.attendance;
  const float bottom = H - (s.tight ? 5 : 8) - staff_tabs_height(p), conflict_h = a.conflict.empty() ? 0 : (s.tight ? 16 : 22) * s.k;
  const bool beside = !p.theme().portrait();
  const float left_w = beside ? (W - 2 * s.margin - 2 * kGap) * 0.42f : W - 2 * s.margin;
  const float numbers_h = (s.tight ? (numbers_in_square(left_w) ? 44 : 26) : 44) * s.k;
  const Rect numbers{s.margin, y, left_w, numbers_h};
  if (called && s.tight) take(draw_calls(model, p, numbers));   // the filters say the numbers as well
  else draw_numbers(model, p, numbers);
  float left_y = y + numbers_h + kGap;
  const float cats_wish = categories_height(p, a.categories.size(), left_w), list_least = 15 * s.k + 4 * 18 * s.k;
  const float cats_room = (beside ? bottom - conflict_h : bottom - filters_h - conflict_h - 3 * kGap - list_least) - left_y;
  const float cats_h = cats_wish <= cats_room || beside ? std::min(cats_wish, cats_room) : 0;
  if (cats_h > 0) draw_categories(model, p, {s.margin, left_y, left_w, cats_h});
  left_y += cats_h;
  const float note_h = s.small * 1.5f;
  if (!a.note.empty() && (beside ? left_y + note_h < bottom - conflict_h : !s.tight)) {
    draw_text(p, {s.margin + 2, left_y, left_w - 4, note_h}, a.note, {.em = s.small, .color = p.color().ink_2, .max_lines = 1});
    left_y += note_h + 1;
  }
  const float right_w = beside ? W - 2 * s.margin - left_w - 2 * kGap : left_w;
  if (filters_in_two_rows(p, right_w)) filters_h = 2 * filters_h + kGap;
  const float x = beside ? s.margin + left_w + 2 * kGap : s.margin, w = W - s.margin - x;
  float list_y = beside ? y : left_y;
  take(draw_filters(model, p, {x, list_y, w, filters_h}));
  list_y += filters_h + kGap;
  if (conflict_h > 0) draw_conflict(p, {s.margin, bottom - conflict_h, left_w, conflict_h}, a.conflict);
  if (staff_tabs_below(p)) take(draw_staff_tabs(model, p, {s.margin, bottom + kGap, W - 2 * s.margin, staff_tabs_height(p) - kGap}));
  take(draw_attendance_list(model, state, {x, list_y, w, bottom - list_y - (beside || conflict_h == 0 ? 0 : conflict_h + kGap)}));
  return out;
}

}  // namespace openday::ui
