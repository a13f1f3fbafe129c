#include "kiosk/ui/widgets/staff_page.h"

#include <algorithm>

#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {

StaffSizes staff_sizes(const Painter& p) {
  const float k = p.theme().scale();
  const bool tight = std::min(p.theme().width(), p.theme().height()) < 180 * k;
  return {tight ? 7.0f : 12.0f, p.theme().staff(), p.theme().staff_small(), k, tight};
}

bool staff_tabs_below(const Painter& p) { return p.theme().portrait() && !staff_sizes(p).tight; }

float staff_tabs_height(const Painter& p) { return staff_tabs_below(p) ? 26 * p.theme().scale() + kGap : 0; }

Intent draw_staff_tabs(const Model& model, Painter& p, Rect row) {
  const StaffSizes s = staff_sizes(p);
  const bool below = staff_tabs_below(p);
  Intent out;
  const auto put = [&](Rect rect, Icon icon, Text word, Page page, IntentKind kind) {
    const ButtonStyle style{.look = model.page == page ? Look::chosen : Look::outlined, .em = s.em * 1.1f, .icon = icon, .icon_above = below, .icon_suffices = true, .radius = 5, .least_em = s.small};
    if (button(p, rect, p.word(word), style) && model.page != page) out = intent(model, kind);
  };
  const int count = staff_tab_count(model);
  const float w = (row.w - kGap * static_cast<float>(count - 1)) / static_cast<float>(count);
  const auto place = [&](int at) { return Rect{row.x + static_cast<float>(at) * (w + kGap), row.y, w, row.h}; };
  put(place(0), Icon::people, Text::staff_tab_attendance, Page::staff_attendance, IntentKind::open_staff_attendance);
  put(place(count - 1), Icon::apps, Text::staff_tab_more, Page::staff_more, IntentKind::open_staff_more);
  if (model.role == StaffRole::steward) return out;
  put(place(1), Icon::event_note, Text::staff_tab_programme, Page::staff_programme, IntentKind::open_staff_programme);
  put(place(2), Icon::rate_review, Text::staff_tab_results, Page::staff_results, IntentKind::open_staff_results);
  put(place(3), Icon::how_to_reg, Text::staff_tab_cases, Page::staff_cases, IntentKind::open_staff_cases);
  return out;
}

// A steward has the list and what is done less often.
int staff_tab_count(const Model& model) { return model.role == StaffRole::supervisor ? 5 : 2; }

float staff_leave_width(const Model& model, const Painter& p) {
  const StaffSizes s = staff_sizes(p);
  const float wished = (s.tight ? 30 : 36) * s.k;
  if (staff_tabs_below(p)) return wished;
  const auto tabs = static_cast<float>(staff_tab_count(model));
  return std::clamp(p.theme().width() - 2 * s.margin - tabs * (kTarget + 0.3f + kGap), kTarget + 0.3f, wished);   // no tab below 15 mm
}

StaffHead draw_staff_leave(const Model& model, Painter& p, Rect row) {
  const StaffSizes s = staff_sizes(p);
  const float w = staff_leave_width(model, p);
  StaffHead out;
  if (button(p, {row.right() - w, row.y, w, row.h}, p.word(Text::staff_leave), {.em = 7.5f * s.k, .icon = Icon::lock_open, .icon_suffices = true, .radius = 4, .least_em = s.small})) out.intent = intent(model, IntentKind::leave_staff);
  out.right = row.right() - w - kGap;
  return out;
}

Intent draw_staff_title(const Model& model, Painter& p, Rect row, Text title) {
  const StaffSizes s = staff_sizes(p);
  if (!staff_tabs_below(p)) return draw_staff_tabs(model, p, {row.x, row.y, std::min(row.w, 45.0f * static_cast<float>(staff_tab_count(model)) * s.k), row.h});
  TextStyle style{.face = Face::serif, .color = p.color().ink, .max_lines = 1};
  style.em = fitting_em(p, row.w, p.word(title), style, {14 * s.k, 13 * s.k, 10 * s.k});
  draw_text_middle(p, row, p.word(title), style);
  return {};
}

StaffPage begin_staff_page(const Model& model, ScreenState& state, Text title) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  draw_silk(state);
  draw_staff_frame(model, state);
  const float W = p.theme().width(), H = p.theme().height(), head_h = 15.5f * std::max(1.0f, s.k * 0.95f);
  const float x = s.margin, w = W - 2 * s.margin, y = staff_strip_height(p) + (s.tight ? 3 : 5);
  const StaffHead head = draw_staff_leave(model, p, {x, y, w, head_h});
  StaffPage out{{x, y + head_h + kGap, w, H - (s.tight ? 5 : 8) - staff_tabs_height(p) - y - head_h - kGap}, head.intent};
  if (const Intent did = draw_staff_title(model, p, {x, y, head.right - x, head_h}, title)) out.intent = did;
  if (!staff_tabs_below(p)) return out;
  if (const Intent did = draw_staff_tabs(model, p, {x, out.box.bottom() + kGap, w, staff_tabs_height(p) - kGap})) out.intent = did;
  return out;
}

int draw_staff_choices(Painter& p, Rect area, const std::vector<std::string>& labels) {
  const StaffSizes s = staff_sizes(p);
  const int count = static_cast<int>(labels.size()), columns = area.w > 260 * s.k ? 4 : 2, rows = std::max(1, (count + columns - 1) / columns);
  const float w = (area.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float h = std::min(24 * s.k, (area.h - kGap * static_cast<float>(rows - 1)) / static_cast<float>(rows));
  int out = -1;
  for (int i = 0; i < count; ++i) {
    const Rect rect{area.x + static_cast<float>(i % columns) * (w + kGap), area.y + static_cast<float>(i / columns) * (h + kGap), w, h};
    if (button(p, rect, labels[static_cast<std::size_t>(i)], {.em = 8 * s.k, .radius = 5, .least_em = s.small})) out = i;
  }
  return out;
}

Color attention_ground(const Painter& p) { return p.theme().high_contrast() ? p.color().paper : rgb(0xFBF3E4); }

void draw_staff_turn(Painter& p, Rect row, int& number, int pages) {
  const StaffSizes s = staff_sizes(p);
  const float w = std::min(row.w * 0.36f, 60 * s.k);
  if (button(p, {row.x, row.y, w, row.h}, p.word(Text::staff_previous), {.em = s.em, .icon = Icon::chevron_left, .enabled = number > 0, .radius = 4, .least_em = s.small})) --number;
  if (button(p, {row.right() - w, row.y, w, row.h}, p.word(Text::staff_following), {.em = s.em, .icon = Icon::chevron_right, .icon_behind = true, .enabled = number + 1 < pages, .radius = 4, .least_em = s.small}))
    ++number;
  draw_text_middle(p, {row.x + w, row.y, row.w - 2 * w, row.h}, std::to_string(number + 1) + " / " + std::to_string(pages), {.em = s.em, .color = p.color().ink, .align = Align::centre});
}

}  // namespace openday::ui
