// Staff: who is here. Numbers first, bars by category, filters as chips, the list in pages with its head always there.
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "kiosk/ui/screens/attendance_parts.h"
#include "kiosk/ui/screens/guest_parts.h"
#include "kiosk/ui/screens/line_papers.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/scenery.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

void draw_number(Painter& p, Rect rect, int value, const std::string& of, const std::string& word, Color color, float pad) {
  draw_card(p, rect);
  const StaffSizes s = staff_sizes(p);
  const float em = std::max(s.em, std::min(24 * s.k, rect.h * 0.52f)), word_h = s.em * 1.25f, whole = em * 1.05f + word_h;
  const Rect inner = rect.inset(pad, 0);
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
  const bool two = row.h < 2 * kTarget, square = !two && numbers_in_square(row.w);  // two by two where four do not fit; else the filters say the rest
  const float unit = two || square ? (row.w - kGap) / 2.45f : (row.w - 3 * kGap) / 4.45f, h = square ? (row.h - kGap) / 2 : row.h;
  float x = row.x, y = row.y;
  const auto put = [&](float w, int value, const std::string& of, Text word, Color color) {
    if (square && x + w > row.right() + 1) x = row.x, y += h + kGap;
    draw_number(p, {x, y, w, h}, value, of, p.word(word), color, unit < 34 * p.theme().scale() ? 3.0f : 6.0f);
    x += w + kGap;
  };
  put(unit * 1.45f, a.came, a.expected > 0 ? "/ " + std::to_string(a.expected) : std::string(), Text::staff_came_total, c.malachite);
  put(unit, a.absent, {}, Text::staff_absent, c.ink);
  if (two) return;
  put(unit, a.late, {}, Text::staff_late, c.ochre);
  put(unit, a.open, {}, Text::staff_open, c.ochre);
}

// "28 人 = 名单 25 + 补登 3 · 拒绝 2 次", then the observers.
std::string note_of(const Model& model, const Painter& p) {
  const StaffAttendance& a = model.attendance;
  std::string out;
  if (a.walk_in > 0) out = fill_in(p.word(Text::staff_parts), {std::to_string(a.came), std::to_string(a.came - a.walk_in), std::to_string(a.walk_in)});
  if (a.refused > 0) out += (out.empty() ? "" : " · ") + fill_in(p.word(Text::staff_refused), {std::to_string(a.refused)});
  if (!a.note.empty()) out += (out.empty() ? "" : " · ") + a.note;
  return out;
}

struct Chip {
  std::string label;
  std::optional<StaffFilter> filter{};   // nothing: the way to search the list
  float wish = 0;
};

std::vector<Chip> filter_chips(const Model& model, const Painter& p) {
  const StaffAttendance& a = model.attendance;
  std::vector<Chip> chips;
  const auto add = [&](Text word, int count, StaffFilter filter) {
    std::string label = p.word(word) + " " + std::to_string(count);
    const float width = text_width(p, label, {.face = Face::bold, .em = staff_sizes(p).em});
    chips.push_back({std::move(label), filter, width + staff_sizes(p).em});
  };
  add(Text::staff_all, a.came + a.absent, StaffFilter::all);
  add(Text::staff_absent, a.absent, StaffFilter::absent);
  add(Text::staff_came, a.came, StaffFilter::came);
  add(Text::staff_late, a.late, StaffFilter::late);
  add(Text::staff_open, a.open, StaffFilter::open);
  const auto add_search = [&] {
    const std::string& label = p.word(Text::staff_search);
    chips.push_back({label, std::nullopt, text_width(p, label, {.face = Face::bold, .em = staff_sizes(p).em}) + staff_sizes(p).em});
  };
  if (a.waiting > 0 || a.filter == StaffFilter::waiting) add(Text::staff_waiting, a.waiting, StaffFilter::waiting);
  if (a.can_search && a.query.empty()) add_search();
  return chips;
}

float wishes_of(const std::vector<Chip>& chips) {
  float sum = 0;
  for (const Chip& chip : chips) sum += chip.wish;
  return sum;
}

bool filters_in_two_rows(const std::vector<Chip>& chips, float width) { return wishes_of(chips) + kGap * static_cast<float>(chips.size() - 1) > width; }

// Where the way to search would cost a low panel a second row of filters, it gives way to a row of the list.
std::vector<Chip> chips_for(const Model& model, const Painter& p, float width) {
  std::vector<Chip> chips = filter_chips(model, p);
  const bool low = staff_sizes(p).tight && !p.theme().portrait();
  if (low && !chips.back().filter && filters_in_two_rows(chips, width)) chips.pop_back();
  return chips;
}

float filters_height(const Model& model, const Painter& p, float width) {
  const float h = 16 * std::max(1.0f, p.theme().scale() * 0.9f);
  return filters_in_two_rows(chips_for(model, p, width), width) ? 2 * h + kGap : h;
}

Intent draw_filters(const Model& model, Painter& p, Rect row) {
  const StaffSizes s = staff_sizes(p);
  const std::vector<Chip> chips = chips_for(model, p, row.w);
  const bool two_rows = filters_in_two_rows(chips, row.w);
  const float h = two_rows ? (row.h - kGap) / 2 : row.h, sum = wishes_of(chips);
  Intent out;
  float x = row.x, y = row.y;
  for (std::size_t i = 0; i < chips.size(); ++i) {
    if (two_rows && i == 3) x = row.x, y += h + kGap;
    const float in_row = two_rows ? (i < 3 ? 3.0f : static_cast<float>(chips.size() - 3)) : 0;
    const Rect rect{x, y, two_rows ? (row.w - kGap * (in_row - 1)) / in_row : chips[i].wish * (row.w - kGap * static_cast<float>(chips.size() - 1)) / sum, h};
    const bool chosen = chips[i].filter && *chips[i].filter == model.attendance.filter;
    if (option(p, rect, chips[i].label, chosen, s.em, h / 2))
      out = chips[i].filter ? intent(model, IntentKind::filter_attendance, static_cast<int>(*chips[i].filter)) : guest_act(model, GuestAct::search, static_cast<int>(ListSearchAct::open));
    x += rect.w + kGap;
  }
  return out;
}

void draw_conflict(Painter& p, Rect rect, const std::string& text) {
  const StaffSizes s = staff_sizes(p);
  draw_card(p, rect, attention_ground(p));
  const float icon = p.fonts().has_icons() ? 11 * s.k : 0;
  draw_icon(p, Icon::error, {rect.x + 5 + icon / 2, rect.cy()}, icon, p.color().ochre);
  draw_text_middle(p, {rect.x + 7 + icon, rect.y, rect.w - 12 - icon, rect.h}, text, {.face = Face::bold, .em = s.em, .color = p.color().ochre, .line = 1.2f, .max_lines = 2});
}

// Who is here twice comes before papers that cannot be fetched, and these before what the badge printer wants.
std::string card_text(const Model& model, const Painter& p) {
  if (!model.attendance.conflict.empty()) return model.attendance.conflict;
  if (!model.papers_in_trouble.empty()) return papers_sentence(p, model.papers_in_trouble);
  const auto word = badge_trouble(model.badges);
  return word ? fill_in(p.word(*word), {std::to_string(model.badges.failed)}) : std::string();
}

struct Way {
  Text word;
  Icon icon;
  IntentKind kind;
};

std::vector<Way> ways_of(const Model& model) {
  std::vector<Way> ways;
  if (model.can_find_by_name) ways.push_back({Text::find_look_up, Icon::search, IntentKind::find_by_name});
  if (model.can_register_walk_in) ways.push_back({Text::staff_register, Icon::person_add, IntentKind::walk_in});
  return ways;
}

// Of a way to a guest in the head; 0: the head has no room, they stand in a row of their own.
float way_width(const Model& model, const Painter& p, std::size_t ways, float row) {
  const StaffSizes s = staff_sizes(p);
  const auto count = static_cast<float>(ways);
  const float title = text_width(p, p.word(Text::staff_attendance), {.face = Face::serif, .em = 10 * s.k}) + 1;
  const float least = staff_tabs_below(p) ? title : static_cast<float>(staff_tab_count(model)) * (22 * s.k + kGap) - kGap, left = row - staff_leave_width(model, p) - kGap - least;
  for (const float w : {50 * s.k, 40 * s.k, 33 * s.k})
    if (count * (w + kGap) <= left) return w;
  return 0;
}

Intent draw_ways(const Model& model, Painter& p, Rect row, float width) {
  const StaffSizes s = staff_sizes(p);
  Intent out;
  for (const Way& way : ways_of(model)) {
    if (button(p, {row.x, row.y, width, row.h}, p.word(way.word), {.em = 7.5f * s.k, .icon = way.icon, .radius = 4, .least_em = s.small})) out = intent(model, way.kind);
    row.x += width + kGap;
  }
  return out;
}

// Returns where the head ends as well.
std::pair<Intent, float> draw_head(const Model& model, Painter& p, Rect row) {
  const std::size_t ways = ways_of(model).size();
  const auto count = static_cast<float>(ways);
  auto [out, right] = draw_staff_leave(model, p, row);
  float bottom = row.bottom();
  if (const float w = ways > 0 ? way_width(model, p, ways, row.w) : 0; w > 0) {
    right -= count * (w + kGap);
    if (const Intent did = draw_ways(model, p, {right + kGap, row.y, w, row.h}, w)) out = did;
  } else if (ways > 0) {
    const Rect below{row.x, row.bottom() + kGap, row.w, row.h};
    if (const Intent did = draw_ways(model, p, below, (row.w - kGap * (count - 1)) / count)) out = did;
    bottom = below.bottom();
  }
  if (Intent did = draw_staff_title(model, p, {row.x, row.y, right - row.x, row.h}, Text::staff_attendance)) out = did;
  return {out, bottom};
}

// The list, and above it what it was searched for.
Intent draw_list_part(const Model& model, ScreenState& state, Rect rect) {
  Intent out;
  if (const float h = found_line_height(model, state.paint); h > 0) {
    out = draw_found_line(model, state, {rect.x, rect.y, rect.w, h});
    rect = {rect.x, rect.y + h + 2, rect.w, rect.h - h - 2};
  }
  const Intent did = draw_attendance_list(model, state, rect);
  return did ? did : out;
}

// The small panel: calls or two numbers, the rest is in the filters; categories go.
Intent draw_tight(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const bool called = !model.calls.list.empty(), beside = !p.theme().portrait();
  const std::string said = card_text(model, p);
  const float conflict_h = said.empty() ? 0 : 16, filters_h = filters_height(model, p, box.w);
  const float left_w = beside ? (box.w - 2 * kGap) * 0.42f : box.w;
  Intent out;
  const auto take = [&](Intent did) {
    if (did) out = did;
  };
  float y = box.y;
  if (beside) {
    take(draw_filters(model, p, {box.x, y, box.w, filters_h}));
    y += filters_h + kGap;
  }
  const float top_h = beside ? std::min(44.0f, box.bottom() - y - (conflict_h > 0 ? conflict_h + kGap : 0)) : called ? 26 : 21;
  const Rect top{box.x, y, left_w, top_h};
  if (called) take(draw_calls(model, p, top));
  else draw_numbers(model, p, top);
  if (conflict_h > 0) draw_conflict(p, {box.x, box.bottom() - conflict_h, left_w, conflict_h}, said);
  if (beside) {
    const float x = box.x + left_w + 2 * kGap;
    take(draw_list_part(model, state, {x, y, box.right() - x, box.bottom() - y}));
    return out;
  }
  y += top_h + kGap;
  take(draw_filters(model, p, {box.x, y, box.w, filters_h}));
  y += filters_h + kGap;
  take(draw_list_part(model, state, {box.x, y, box.w, box.bottom() - y - (conflict_h > 0 ? conflict_h + kGap : 0)}));
  return out;
}

Intent draw_roomy(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  Intent out;
  const auto take = [&](Intent did) {
    if (did) out = did;
  };
  float y = box.y;
  if (!model.calls.list.empty()) {
    take(draw_calls(model, p, {box.x, y, box.w, calls_height(p)}));
    y += calls_height(p) + kGap;
  }
  const bool beside = !p.theme().portrait();
  const float left_w = beside ? (box.w - 2 * kGap) * 0.42f : box.w, right_w = beside ? box.w - left_w - 2 * kGap : left_w;
  const std::string said = card_text(model, p);
  const float conflict_h = said.empty() ? 0 : 22 * s.k, numbers_h = 44 * s.k, filters_h = filters_height(model, p, right_w);
  draw_numbers(model, p, {box.x, y, left_w, numbers_h});
  float left_y = y + numbers_h + kGap;
  const float cats_wish = groups_height(model, p, left_w), list_least = 15 * s.k + 4 * 18 * s.k;
  const float cats_room = (beside ? box.bottom() - conflict_h : box.bottom() - filters_h - conflict_h - 3 * kGap - list_least) - left_y;
  const float cats_h = cats_wish <= cats_room || beside || groups_least_height(model, p) <= cats_room ? std::min(cats_wish, cats_room) : 0;
  if (cats_h > 0) take(draw_groups(model, state, {box.x, left_y, left_w, cats_h}));
  left_y += cats_h;
  const float note_h = s.small * 1.5f;
  const std::string note = note_of(model, p);
  if (!note.empty() && (!beside || left_y + note_h < box.bottom() - conflict_h)) {
    draw_text(p, {box.x + 2, left_y, left_w - 4, note_h}, note, {.em = s.small, .color = p.color().ink_2, .max_lines = 1});
    left_y += note_h + 1;
  }
  if (conflict_h > 0) draw_conflict(p, {box.x, box.bottom() - conflict_h, left_w, conflict_h}, said);
  const float x = box.right() - right_w;
  float list_y = beside ? y : left_y;
  take(draw_filters(model, p, {x, list_y, right_w, filters_h}));
  list_y += filters_h + kGap;
  take(draw_list_part(model, state, {x, list_y, right_w, box.bottom() - list_y - (beside || conflict_h == 0 ? 0 : conflict_h + kGap)}));
  return out;
}

}  // namespace

std::optional<Text> badge_trouble(const StaffBadges& badges) {
  switch (badges.trouble) {
    case BadgeTrouble::out_of_paper: return Text::badge_out_of_paper;
    case BadgeTrouble::jammed: return Text::badge_jammed;
    case BadgeTrouble::stopped: return Text::badge_stopped;
    case BadgeTrouble::not_printed: return Text::badge_not_printed;
    case BadgeTrouble::none: break;
  }
  return std::nullopt;
}

Intent draw_attendance(const Model& model, ScreenState& state) {
  if (model.attendance.types) return draw_attendance_search(model, state);
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  draw_silk(state);
  draw_staff_frame(model, state);
  const float W = p.theme().width(), H = p.theme().height(), head_h = 15.5f * std::max(1.0f, s.k * 0.95f);
  auto [out, head_bottom] = draw_head(model, p, {s.margin, staff_strip_height(p) + (s.tight ? 3 : 5), W - 2 * s.margin, head_h});
  const float y = head_bottom + kGap, bottom = H - (s.tight ? 5 : 8) - staff_tabs_height(p);
  const Rect box{s.margin, y, W - 2 * s.margin, bottom - y};
  if (staff_tabs_below(p))
    if (const Intent did = draw_staff_tabs(model, p, {s.margin, bottom + kGap, W - 2 * s.margin, staff_tabs_height(p) - kGap})) out = did;
  if (const Intent did = s.tight ? draw_tight(model, state, box) : draw_roomy(model, state, box)) out = did;
  return out;
}

}  // namespace openday::ui
