// The attendance page's figures by category, session or inviting department.
#include <algorithm>

#include "kiosk/ui/screens/attendance_parts.h"
#include "kiosk/ui/screens/guest_parts.h"

namespace openday::ui {
namespace {

int category_columns(float width, const StaffSizes& s) { return width < 120 * s.k ? 1 : width > 330 * s.k ? 4 : 2; }
float category_height(const StaffSizes& s) { return 26 * s.k; }
float grouping_height(const Model& model, const StaffSizes& s) { return model.attendance.groupings.size() > 1 ? std::max(kTarget, 13 * s.k) + kGap : 0; }

Text grouping_word(StaffGrouping grouping) {
  switch (grouping) {
    case StaffGrouping::category: return Text::staff_by_category;
    case StaffGrouping::session: return Text::staff_by_session;
    case StaffGrouping::department: break;
  }
  return Text::staff_by_department;
}

Intent draw_groupings(const Model& model, ScreenState& state, Rect row) {
  Painter& p = state.paint;
  const auto& offered = model.attendance.groupings;
  const float w = (row.w - kGap * static_cast<float>(offered.size() - 1)) / static_cast<float>(offered.size());
  Intent out;
  for (std::size_t i = 0; i < offered.size(); ++i) {
    const bool chosen = model.attendance.grouping == offered[i];
    if (!option(p, {row.x + static_cast<float>(i) * (w + kGap), row.y, w, row.h}, p.word(grouping_word(offered[i])), chosen, staff_sizes(p).em, row.h / 2) || chosen) continue;
    out = guest_act(model, GuestAct::group, static_cast<int>(offered[i]));
    state.own.group_page = 0;
  }
  return out;
}

// "6 / 10" and a bar; who came without being expected, and how many were turned away, beside the name.
void draw_category(Painter& p, Rect rect, const StaffCategory& category) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  draw_card(p, rect);
  const Rect inner = rect.inset(6, 3);
  std::vector<Run> count{{std::to_string(category.came), {.face = Face::bold, .em = s.em * 1.25f, .color = c.ink}, 0}};
  if (category.expected > 0) count.push_back({" / " + std::to_string(category.expected), {.em = s.em, .color = c.ink_2}, 0});
  const float count_w = runs_width(p, count), line = inner.y + (inner.h - 4) * 0.45f;
  draw_runs(p, {inner.right() - count_w, baseline_at(line, s.em)}, count);
  const std::string& name = category.unknown ? p.word(Text::staff_unknown) : category.name;
  std::string more;
  if (category.walk_in > 0) more += p.word(Text::staff_walk_in) + " " + std::to_string(category.walk_in);
  if (category.refused > 0) more += (more.empty() ? "" : " · ") + fill_in(p.word(Text::staff_refused), {std::to_string(category.refused)});
  const TextStyle small{.em = s.small, .color = c.ink_2, .align = Align::right, .max_lines = 1};
  const float room = inner.w - count_w - 3, name_w = text_width(p, name, {.em = s.em}), more_w = more.empty() ? 0 : text_width(p, more, small) + 3;
  const bool fits = more_w > 0 && name_w + more_w + 2 < room;
  draw_text_middle(p, {inner.x, line - s.em, fits ? room - more_w : room, 2 * s.em}, name, {.em = s.em, .color = c.ink, .max_lines = 1});
  if (fits) draw_text_middle(p, {inner.x + room - more_w, line - s.em, more_w, 2 * s.em}, more, small);
  draw_bar(p, {inner.x, inner.bottom() - 3.4f, inner.w, 2.4f}, category.expected > 0 ? static_cast<double>(category.came) / category.expected : category.came > 0 ? 1.0 : 0.0, c.malachite, c.malachite_4);
}

}  // namespace

float groups_height(const Model& model, const Painter& p, float width) {
  const StaffSizes s = staff_sizes(p);
  const int count = static_cast<int>(model.attendance.categories.size()), columns = category_columns(width, s), rows = (count + columns - 1) / columns;
  return rows > 0 ? static_cast<float>(rows) * (category_height(s) + kGap) + grouping_height(model, s) : 0;
}

float groups_least_height(const Model& model, const Painter& p) {
  const StaffSizes s = staff_sizes(p);
  return grouping_height(model, s) + category_height(s) + kGap + kTarget + kGap;
}

Intent draw_groups(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const auto& groups = model.attendance.categories;
  Intent out;
  if (const float h = grouping_height(model, s); h > 0) {
    out = draw_groupings(model, state, {box.x, box.y, box.w, h - kGap});
    box = {box.x, box.y + h, box.w, box.h - h};
  }
  if (box.h + 0.5f < category_height(s)) return out;
  const int columns = category_columns(box.w, s), count = static_cast<int>(groups.size());
  const float w = (box.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns), h = category_height(s);
  const auto rows_in = [&](float room) { return std::max(1, static_cast<int>((room + 0.5f) / (h + kGap))); };
  const bool paged = count > rows_in(box.h) * columns;
  const int per_page = rows_in(box.h - (paged ? kTarget + kGap : 0)) * columns, pages = std::max(1, (count + per_page - 1) / per_page);
  int& number = state.own.group_page;
  number = std::clamp(number, 0, pages - 1);
  for (int i = number * per_page; i < std::min(count, (number + 1) * per_page); ++i) {
    const int at = i - number * per_page;
    draw_category(p, {box.x + static_cast<float>(at % columns) * (w + kGap), box.y + static_cast<float>(at / columns) * (h + kGap), w, h}, groups[static_cast<std::size_t>(i)]);
  }
  if (paged) draw_staff_turn(p, {box.x, box.bottom() - kTarget - kGap, box.w, kTarget}, number, pages);
  return out;
}

}  // namespace openday::ui
