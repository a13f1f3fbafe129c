#include "kiosk/ui/widgets/frame.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

namespace openday::ui {
namespace {

constexpr float kQuietIcon = 9, kQuietGap = 1.2f, kQuietHeight = 16;

Text weekday_id(int weekday) {
  constexpr std::array ids{Text::day_sunday, Text::day_monday, Text::day_tuesday, Text::day_wednesday, Text::day_thursday, Text::day_friday, Text::day_saturday};
  return ids[static_cast<std::size_t>(std::clamp(weekday, 0, 6))];
}

Text month_id(int month) {
  constexpr std::array ids{Text::month_1, Text::month_2, Text::month_3, Text::month_4, Text::month_5, Text::month_6,
                           Text::month_7, Text::month_8, Text::month_9, Text::month_10, Text::month_11, Text::month_12};
  return ids[static_cast<std::size_t>(std::clamp(month, 1, 12) - 1)];
}

struct QuietLook {
  float em, icon_em;
  int shortened = 0;                 // so many of kShortFirst have their short label
};

// What is understood from few words first; 请工作人员帮忙 stays whole longest.
constexpr std::array kShortFirst{IntentKind::open_privacy, IntentKind::toggle_language, IntentKind::go_home, IntentKind::call_staff};

const std::string& label_of(const QuietItem& item, const QuietLook& look) {
  const auto* const end = kShortFirst.begin() + look.shortened;
  return !item.short_label.empty() && std::find(kShortFirst.begin(), end, item.kind) != end ? item.short_label : item.label;
}

float item_width(const Painter& p, const QuietItem& item, const QuietLook& look) {
  const std::string& label = label_of(item, look);
  const float icon = p.fonts().has_icons() ? look.icon_em + kQuietGap : 0;
  return std::max(icon + text_width(p, label, {.em = look.em}) + 0.4f, kTarget);
}

// Items from `from` that stand in one row with gaps of at least 4 mm.
std::size_t row_length(const Painter& p, const std::vector<QuietItem>& items, std::size_t from, float width, const QuietLook& look) {
  float used = 0;
  std::size_t count = 0;
  for (std::size_t i = from; i < items.size(); ++i) {
    used += item_width(p, items[i], look) + (count ? kGap : 0);
    if (used > width && count > 0) break;
    ++count;
  }
  return count;
}

QuietLook look_for(const Painter& p, const std::vector<QuietItem>& items, float width) {
  QuietLook look{p.theme().secondary(), kQuietIcon * p.theme().scale()};
  const int most = static_cast<int>(kShortFirst.size()) - (items.size() > 6 ? 1 : 0);   // so many take a second row anyway
  const auto crowded = [&] { return row_length(p, items, 0, width, look) < items.size() || (items.size() == 1 && item_width(p, items[0], look) > width); };
  while (look.shortened < most && crowded()) ++look.shortened;
  return look;
}

// How many stand in the row from `from`: all, or in two rows about half each.
std::size_t in_row(const Painter& p, const std::vector<QuietItem>& items, std::size_t from, float width, const QuietLook& look) {
  const std::size_t most = row_length(p, items, from, width, look);
  if (from > 0 || most == items.size()) return most;
  return std::min(most, (items.size() + 1) / 2);
}

float inner_width(float width, QuietGround ground) { return width - (ground == QuietGround::card ? 6 : 0); }

}  // namespace

std::vector<QuietItem> one_row_items(const Model& model, const Painter& p, unsigned which, float width) {
  auto items = quiet_items(model, p, which);
  while (row_length(p, items, 0, width, look_for(p, items, width)) < items.size()) {
    const auto last = std::find_if(items.rbegin(), items.rend(), [](const QuietItem& item) { return item.can_go; });
    if (last == items.rend()) break;
    items.erase(std::next(last).base());
  }
  return items;
}

float margin(const Painter& p) { return p.theme().width() < 150 ? 10.0f : kMargin; }
Rect column(const Painter& p) { return {margin(p), 0, p.theme().width() - 2 * margin(p), p.theme().height()}; }
float strip_height(const Painter& p) {
  const float wished = 22 * (1 + (p.theme().scale() - 1) * 0.9f);
  return p.theme().tight() ? std::max(14.0f * p.theme().scale(), wished * 0.72f) : wished;
}

std::string date_text(const Painter& p, const Strip& strip) {
  return fill_in(p.word(Text::strip_date), {p.word(month_id(strip.month)), std::to_string(strip.day)});
}
std::string weekday_text(const Painter& p, const Strip& strip) { return p.word(weekday_id(strip.weekday)); }

float call_mark_width(const Model& model, const Painter& p, float em) {
  if (model.calls.open == 0) return 0;
  return (p.fonts().has_icons() ? em * 1.1f + 0.6f : text_width(p, p.word(Text::quiet_help_short), {.em = em}) + 1) +
         text_width(p, std::to_string(model.calls.open), {.face = Face::bold, .em = em}) + 4 * p.theme().scale();
}

void draw_call_mark(const Model& model, Painter& p, Point left_centre, float em, Color color) {
  if (model.calls.open == 0) return;
  float x = left_centre.x;
  if (p.fonts().has_icons()) {
    draw_icon(p, Icon::hand, {x + em * 0.55f, left_centre.y}, em * 1.1f, color);
    x += em * 1.1f + 0.6f;
  } else {
    draw_runs(p, {x, baseline_at(left_centre.y, em)}, std::array{Run{p.word(Text::quiet_help_short), {.em = em, .color = color}, 0}});
    x += text_width(p, p.word(Text::quiet_help_short), {.em = em}) + 1;
  }
  draw_runs(p, {x, baseline_at(left_centre.y, em)}, std::array{Run{std::to_string(model.calls.open), {.face = Face::bold, .em = em, .color = color}, 0}});
}

void draw_strip(const Model& model, ScreenState& state) {
  const Palette& c = state.paint.color();
  draw_strip(model, state, c.ink, c.ink, c.ochre);
}

void draw_strip(const Model& model, ScreenState& state, Color ink, Color right, Color warning, float left_end) {
  Painter& p = state.paint;
  const float k = p.theme().scale(), small = p.theme().secondary(), clock_em = 12 * k, centre = strip_height(p) / 2, baseline = baseline_at(centre, small);
  const Rect page = column(p);
  const TextStyle text{.em = small, .color = ink};
  const bool online = model.strip.online;
  const float icon = p.fonts().has_icons() ? 9 * k + 2 : 0;
  std::string link = p.word(online ? Text::strip_online : Text::strip_offline);
  const auto left_runs = [&](int detail) {
    std::vector<Run> runs;
    if (detail >= 2) runs.push_back({date_text(p, model.strip), text, 0});
    if (detail >= 1) runs.push_back({weekday_text(p, model.strip), text, detail >= 2 ? small * 0.9f : 0});
    runs.push_back({model.strip.clock, {.face = Face::bold, .em = clock_em, .color = ink, .raise = -0.1f}, detail >= 1 ? 4 * k : 0});
    if (model.strip.clock_in_doubt) runs.push_back({p.word(Text::strip_clock_in_doubt), {.em = small, .color = warning}, 3});
    return runs;
  };
  const float mark = call_mark_width(model, p, small);
  float link_width = icon + text_width(p, link, text) + mark;
  int detail = 2;
  while (left_end > 0 && detail > 0 && page.x + runs_width(p, left_runs(detail)) > left_end) --detail;
  while (detail > 0 && runs_width(p, left_runs(detail)) + 8 + link_width > page.w) {
    if (detail == 1 && !online && link != p.word(Text::strip_offline_short)) {
      link = p.word(Text::strip_offline_short);
      link_width = icon + text_width(p, link, text) + mark;
      continue;
    }
    --detail;
  }
  if (!online && runs_width(p, left_runs(detail)) + 8 + link_width > page.w) {
    link = p.word(Text::strip_offline_short);
    link_width = icon + text_width(p, link, text) + mark;
  }
  draw_runs(p, {page.x, baseline}, left_runs(detail));
  const Color link_color = online ? right : warning;
  draw_call_mark(model, p, {page.right() - link_width, centre}, small, warning);
  draw_icon_text(p, page.right() - link_width + mark, centre, link_width - mark + 0.5f,
                 {online ? Icon::cloud_done : Icon::cloud_off, link, {.em = small, .color = link_color}, link_color, 9 * k});
}

std::vector<QuietItem> quiet_items(const Model& model, const Painter& p, unsigned which) {
  std::vector<QuietItem> items;
  if (which & kQuietHome) items.push_back({Icon::home, p.word(Text::quiet_home), p.word(Text::quiet_home_short), IntentKind::go_home, false});
  if (which & kQuietSwitches) {
    items.push_back({Icon::format_size, p.word(model.large_type ? Text::quiet_standard_type : Text::quiet_large_type), {}, IntentKind::toggle_large_type, false});
    items.push_back({Icon::language, p.word(Text::quiet_other_language), p.word(Text::quiet_other_language_short), IntentKind::toggle_language, false});
    items.push_back({model.voice ? Icon::volume_off : Icon::volume_up, p.word(model.voice ? Text::quiet_voice_off : Text::quiet_voice), {}, IntentKind::toggle_voice, true});
    items.push_back({Icon::contrast, p.word(model.high_contrast ? Text::quiet_standard_contrast : Text::quiet_high_contrast), {}, IntentKind::toggle_contrast, true});
  }
  if ((which & kQuietSwitches) && p.theme().can_reach_low())
    items.push_back({Icon::accessible, p.word(p.theme().low_reach() ? Text::quiet_full_height : Text::quiet_low_reach), {}, IntentKind::toggle_low_reach, !p.theme().low_reach()});
  if (which & kQuietPrivacy) items.push_back({Icon::verified, p.word(Text::quiet_privacy), p.word(Text::quiet_privacy_short), IntentKind::open_privacy, (which & kQuietHome) && p.theme().tight() && p.theme().large_type()});
  if (which & kQuietHelp) items.push_back({Icon::hand, p.word(Text::quiet_help), p.word(Text::quiet_help_short), IntentKind::call_staff, false});
  // Two rows are all a page gives: what can go leaves the way to staff its place.
  const float width = column(p).w;
  const QuietLook look = look_for(p, items, width);
  const std::size_t first = in_row(p, items, 0, width, look);
  if (first < items.size() && first + row_length(p, items, first, width, look) < items.size()) std::erase_if(items, [](const QuietItem& item) { return item.can_go; });
  return items;
}

float quiet_height(const Painter& p, const std::vector<QuietItem>& items, float width, QuietGround ground) {
  const float room = inner_width(width, ground);
  const QuietLook look = look_for(p, items, room);
  const std::size_t first = in_row(p, items, 0, room, look);
  const float rows = first < items.size() ? 2 : 1, height = kQuietHeight * std::max(1.0f, p.theme().scale() * 0.95f);
  return rows * height + (rows - 1) * kGap + (ground == QuietGround::card ? 4 : 0);
}

Intent draw_quiet(const Model& model, ScreenState& state, Rect rect, const std::vector<QuietItem>& items, QuietGround ground, Color ink) {
  Painter& p = state.paint;
  if (ground == QuietGround::card) {
    draw_card(p, rect);
    rect = rect.inset(3, 2);
  }
  const QuietLook look = look_for(p, items, rect.w);
  const float height = kQuietHeight * std::max(1.0f, p.theme().scale() * 0.95f);
  Intent out;
  float y = rect.y;
  for (std::size_t from = 0; from < items.size() && y + height <= rect.bottom() + 0.5f; y += height + kGap) {
    const std::size_t count = in_row(p, items, from, rect.w, look);
    float used = 0;
    for (std::size_t i = from; i < from + count; ++i) used += item_width(p, items[i], look);
    const float gap = count > 1 ? (rect.w - used) / static_cast<float>(count - 1) : 0;
    float x = rect.x;
    for (std::size_t i = from; i < from + count; ++i) {
      const float width = item_width(p, items[i], look);
      const std::string& label = label_of(items[i], look);
      if (p.target({x, y, width, height}, label)) out = intent(model, items[i].kind);
      const Color color = p.held() ? mix(ink, p.color().azurite_2, 0.5f) : ink;
      draw_icon_text(p, x, y + height / 2, width + 0.5f, {items[i].icon, label, {.em = look.em, .color = color}, color, look.icon_em, kQuietGap});
      x += width + gap;
    }
    from += count;
  }
  return out;
}

float foot_top(const Model& model, const Painter& p, unsigned which, QuietGround ground) {
  const float below = p.theme().tight() ? 2.0f : 8.0f;
  return p.theme().height() - below - quiet_height(p, one_row_items(model, p, which, inner_width(column(p).w, ground)), column(p).w, ground);
}

Foot draw_foot(const Model& model, ScreenState& state, unsigned which, QuietGround ground, Color ink) {
  Painter& p = state.paint;
  const Rect page = column(p);
  const auto items = one_row_items(model, p, which, inner_width(page.w, ground));
  Foot foot;
  foot.top = foot_top(model, p, which, ground);
  foot.intent = draw_quiet(model, state, {page.x, foot.top, page.w, quiet_height(p, items, page.w, ground)}, items, ground, ink);
  return foot;
}

namespace {

std::string who_works(const Model& model, const Painter& p) {
  return p.word(Text::staff_mode) + (model.more.worker.empty() ? std::string() : " · " + model.more.worker);
}

}  // namespace

float staff_strip_height(const Painter& p) { return (p.theme().tight() ? 15.0f : 20.0f) * p.theme().scale(); }

void draw_staff_frame(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const float edge = 2.4f, height = staff_strip_height(p), em = p.theme().staff(), w = p.theme().width(), h = p.theme().height();
  const Color ochre = p.color().ochre, white = p.color().white;
  p.fill({0, 0, w, height}, ochre);
  p.fill({0, height, edge, h - height}, ochre);
  p.fill({w - edge, height, edge, h - height}, ochre);
  p.fill({0, h - edge, w, edge}, ochre);
  std::string link = p.word(model.strip.online ? Text::strip_online : Text::strip_offline_short);
  if (model.strip.pending) link += fill_in(p.word(Text::staff_pending), {std::to_string(*model.strip.pending)});
  const TextStyle style{.em = em, .color = white};
  const float icon = p.fonts().has_icons() ? 9 * p.theme().scale() + 2 : 0, mark = call_mark_width(model, p, em), width = icon + text_width(p, link, style) + 0.5f + mark;
  if (w - 24 - width > 50 * p.theme().scale())
    draw_icon_text(p, 12, height / 2, w / 2, {Icon::badge, who_works(model, p), {.face = Face::bold, .em = em, .color = white}, white, 9 * p.theme().scale()});
  draw_call_mark(model, p, {w - 12 - width, height / 2}, em, white);
  draw_icon_text(p, w - 12 - width + mark, height / 2, width - mark, {model.strip.online ? Icon::cloud_done : Icon::cloud_off, link, style, white, 9 * p.theme().scale()});
  const float clock_w = text_width(p, model.strip.clock, style);
  if (w - 12 - width - clock_w - 4 > w / 2 - 20) draw_runs(p, {w - 12 - width - clock_w - 4, baseline_at(height / 2, em)}, std::array{Run{model.strip.clock, style, 0}});
}

}  // namespace openday::ui
