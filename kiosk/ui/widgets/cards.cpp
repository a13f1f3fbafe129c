#include "kiosk/ui/widgets/cards.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/core.h>
#include <imgui.h>

#include "kiosk/ui/widgets/marks.h"
#include "kiosk/ui/widgets/programme.h"

namespace openday::ui {
namespace {

constexpr float kPadX = 8, kPadTop = 4, kPadBottom = 5;

// Two sentences in one, whatever the first one ends with.
std::string joined(const std::string& first, const std::string& second) {
  if (first.empty() || second.empty()) return first + second;
  for (const char* end : {"。", "！", "；", "."})
    if (first.ends_with(end)) return first + second;
  return first + "，" + second;
}

}  // namespace

Notice notice_for(const Painter& p, const Event& event) {
  const Palette& c = p.color();
  switch (event.state) {
    case EventState::before: return {Text::event_before, Icon::schedule, c.azurite};
    case EventState::tentative: return {Text::event_tentative, Icon::schedule, c.ochre};
    case EventState::unknown_date: return {Text::event_unknown_date, Icon::schedule, c.ochre};
    case EventState::postponed: return {Text::event_postponed, Icon::schedule, c.ochre};
    case EventState::cancelled: return {Text::event_cancelled, Icon::error, c.cinnabar};
    case EventState::closed: return {Text::event_closed, Icon::check_circle, c.malachite};
    case EventState::after: return {Text::event_over, Icon::check_circle, c.malachite};
    case EventState::running: break;
  }
  return {Text::event_between, Icon::schedule, c.azurite};
}

std::string notice_text(const Painter& p, const Event& event) {
  switch (event.state) {
    case EventState::unknown_date: return event.notice.empty() ? joined(event.when, p.word(Text::event_unknown_date_hint)) : joined(event.when, event.notice);
    case EventState::tentative: {
      if (event.when.empty()) return event.notice.empty() ? p.word(Text::event_unknown_date_hint) : event.notice;
      return event.notice.empty() ? fill_in(p.word(Text::event_planned_for), {event.when}) : joined(event.when, event.notice);
    }
    case EventState::postponed: return event.notice.empty() ? p.word(Text::event_postponed_hint) : event.notice;
    case EventState::cancelled: return event.notice.empty() ? p.word(Text::event_cancelled_hint) : event.notice;
    default: break;
  }
  if (!event.notice.empty()) return event.notice;
  if (!event.next_session.empty()) return fill_in(p.word(event.state == EventState::before ? Text::event_planned : Text::event_next_session), {event.next_session});
  if (event.state == EventState::after || event.state == EventState::closed) return p.word(Text::event_over_hint);
  if (event.state == EventState::before && !event.items.empty() && !event.items.front().start.empty()) return fill_in(p.word(Text::programme_begins), {event.items.front().start});
  return {};
}

namespace {

bool announces(const Event& event) {
  return !event.now && (event.state != EventState::running || !event.next) ? true
         : event.state == EventState::postponed || event.state == EventState::cancelled;
}

TextStyle item_title(const Painter& p, float width, const std::string& title) {
  const float k = p.theme().scale();
  TextStyle style{.face = Face::serif, .color = p.color().ink, .line = 1.3f};
  style.em = fitting_em(p, width, title, style, {16 * k, 14 * k, 13 * k});
  style.max_lines = 2;
  style.balanced = true;
  return style;
}

float title_height(const Painter& p, float width, const std::string& title) {
  const TextStyle style = item_title(p, width, title);
  return measure_text(p, width, title, style).height;
}

float head_height(const Painter& p) { return 17 * p.theme().scale(); }
float row_height(const Painter& p) { return p.theme().body() * kLineSpacing; }
float card_width(const Painter& p) { return p.theme().portrait() ? std::max(p.theme().width() - 2 * kMargin, p.theme().width() * 0.8f) : std::min(216.0f, p.theme().width() * 0.5f); }

void draw_next_row(Painter& p, Rect row, const Item& next) {
  const Palette& c = p.color();
  const float body = p.theme().body();
  Rect chip = draw_chip(p, {row.x, row.cy()}, p.word(Text::programme_next), {c.azurite_4, c.azurite, p.theme().secondary()});
  float x = chip.right() + kGap;
  const TextStyle bold{.face = Face::bold, .em = body, .color = c.ink};
  if (!next.start.empty()) {
    draw_runs(p, {x, baseline_at(row.cy(), body)}, std::array{Run{next.start, bold, 0}});
    x += text_width(p, next.start, bold) + kGap;
  }
  if (row.right() - x > 20) draw_text_middle(p, {x, row.y, row.right() - x, row.h}, next.title, {.em = body, .color = c.ink, .max_lines = 1});
}

void draw_notice(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const Notice notice = notice_for(p, model.event);
  const float k = p.theme().scale(), icon = p.fonts().has_icons() ? 18 * k : 0;
  const Rect inner = rect.inset(kPadX, kPadTop + 2);
  TextStyle title{.face = Face::serif, .em = 16 * k, .color = notice.color, .line = 1.3f, .max_lines = 2};
  const std::string text = p.word(notice.title);
  title.em = fitting_em(p, inner.w - icon - 4, text, title, {16 * k, 14 * k, 13 * k});
  draw_icon(p, notice.icon, {inner.x + icon / 2, inner.y + title.em * 0.65f}, icon * 0.9f, notice.color);
  const TextSize size = draw_text(p, {inner.x + icon + (icon > 0 ? 4 : 0), inner.y, inner.w - icon - 4, title.em * 1.3f * 2}, text, title);
  const float y = inner.y + size.height + 2;
  draw_text(p, {inner.x, y, inner.w, inner.bottom() - y}, notice_text(p, model.event), {.em = p.theme().body(), .color = p.color().ink});
}

// All that a very low page has room for: now, what, and how long still.
void draw_one_row(const Model& model, Painter& p, Rect rect) {
  const Palette& c = p.color();
  const Event& event = model.event;
  const bool notice = announces(event);
  const Item* item = notice ? nullptr : event.now ? &*event.now : &*event.next;
  const Notice said = notice_for(p, event);
  const Rect inner = rect.inset(5, 0);
  float left = inner.x, right = inner.right();
  if (item) {
    left = draw_chip(p, {inner.x, rect.cy()}, p.word(event.now ? Text::programme_now : Text::programme_next), event.now ? ChipStyle{c.malachite, c.white, p.theme().secondary()} : ChipStyle{c.azurite_4, c.azurite, p.theme().secondary()}).right() + 3;
    const TextStyle body{.em = p.theme().body()};
    const float minutes = item->minutes_left >= 0 ? text_width(p, std::to_string(item->minutes_left), body) + text_width(p, p.word(Text::programme_left_before), body) + text_width(p, p.word(Text::programme_left_after), body) + 12 : 0;
    if (event.now && minutes > 0 && right - left - minutes > 50 * p.theme().scale())
      right = draw_minutes_left(p, right, baseline_at(rect.cy(), p.theme().body()), item->minutes_left, p.theme().body(), 12 * p.theme().scale(), c.ink_2, c.malachite) - 3;
  }
  TextStyle title{.face = Face::serif, .color = item ? c.ink : said.color, .max_lines = 1};
  const std::string& text = item ? item->title : p.word(said.title);
  title.em = 13 * p.theme().scale();
  draw_text_middle(p, {left, rect.y, right - left, rect.h}, text, title);
}

}  // namespace

bool has_now_card(const Event& event) { return event.now || event.next || announces(event); }

float now_card_height(const Painter& p, const Event& event, const NowCardPlan& plan) {
  const float width = card_width(p) - 2 * kPadX, k = p.theme().scale();
  if (plan.one_row) return 22 * k;
  if (announces(event)) {
    const float text = measure_text(p, width, notice_text(p, event), {.em = p.theme().body()}).height;
    return 2 * (kPadTop + 2) + 16 * k * 1.3f * (width < 130 * k ? 2 : 1) + 2 + std::min(text, row_height(p) * 3);
  }
  const Item& item = event.now ? *event.now : *event.next;
  float height = kPadTop + head_height(p) + title_height(p, width, item.title) + kPadBottom;
  if (plan.place && !item.place.empty()) height += row_height(p);
  if (event.now && event.now->progress >= 0) height += 9.6f * k;
  if (plan.next && event.now && event.next) height += row_height(p) + 1;
  return height;
}

void draw_now_card(const Model& model, ScreenState& state, Rect rect, const NowCardPlan& plan) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const Event& event = model.event;
  draw_card(p, rect);
  if (plan.one_row) return draw_one_row(model, p, rect);
  if (announces(event)) return draw_notice(model, state, rect);
  const bool now = event.now.has_value();
  const Item& item = now ? *event.now : *event.next;
  const float k = p.theme().scale(), body = p.theme().body();
  const Rect inner{rect.x + kPadX, rect.y + kPadTop, rect.w - 2 * kPadX, rect.h - kPadTop - kPadBottom};
  const float head = inner.y + head_height(p) / 2, baseline = baseline_at(head, body);
  const Rect chip = draw_chip(p, {inner.x, head}, p.word(now ? Text::programme_now : Text::programme_next),
                              now ? ChipStyle{c.malachite, c.white, p.theme().secondary()} : ChipStyle{c.azurite_4, c.azurite, p.theme().secondary()});
  const float left_end = now ? draw_minutes_left(p, inner.right(), baseline + 1.2f * k, item.minutes_left, body, 14 * k, c.ink_2, c.malachite) : inner.right();
  const std::string span = time_span(item);
  const TextStyle soft{.em = body, .color = c.ink_2};
  if (chip.right() + kGap + text_width(p, span, soft) + kGap <= left_end) draw_runs(p, {chip.right() + kGap, baseline}, std::array{Run{span, soft, 0}});
  float y = inner.y + head_height(p);
  TextStyle title = item_title(p, inner.w, item.title);
  y += draw_text(p, {inner.x, y, inner.w, title.em * 1.3f * 2}, item.title, title).height;
  if (plan.place && !item.place.empty()) {
    draw_icon_text(p, inner.x, y + row_height(p) / 2, inner.w, {Icon::place, item.place, soft, c.ink_2, 9 * k});
    y += row_height(p);
  }
  if (now && item.progress >= 0) {
    draw_bar(p, {inner.x, y + 3.6f * k, inner.w, 2.4f * k}, item.progress, c.malachite, c.malachite_4);
    y += 9.6f * k;
  }
  if (plan.next && now && event.next) draw_next_row(p, {inner.x, y, inner.w, row_height(p) + 1}, *event.next);
}

void draw_preview(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const auto& image = model.camera.image;
  if (!image || image->width <= 0 || image->height <= 0) {
    p.fill_round(rect, kCardRadius, p.color().silk_2);
    draw_text_middle(p, rect.inset(4), p.word(Text::camera_starting), {.em = p.theme().secondary(), .color = p.color().ink, .align = Align::centre});
    return;
  }
  const PixelBox box = p.pixels(rect);
  // Cut the frame to the rectangle's shape and scale it here: one plain copy for the renderer.
  ImTextureData* texture = p.textures().get_changing(fmt::format("camera {}x{}", box.w, box.h), model.camera.image_serial, [&] {
    Pixels out(box.w, box.h);
    const float scale = std::min(static_cast<float>(image->width) / static_cast<float>(box.w), static_cast<float>(image->height) / static_cast<float>(box.h));
    const float x0 = (static_cast<float>(image->width) - scale * static_cast<float>(box.w)) / 2, y0 = (static_cast<float>(image->height) - scale * static_cast<float>(box.h)) / 2;
    const int radius = static_cast<int>(p.px(kCardRadius));
    for (int y = 0; y < box.h; ++y) {
      const auto sy = std::min(image->height - 1, static_cast<int>(y0 + (static_cast<float>(y) + 0.5f) * scale));
      for (int x = 0; x < box.w; ++x) {
        const auto sx = std::min(image->width - 1, static_cast<int>(x0 + (static_cast<float>(box.w - 1 - x) + 0.5f) * scale));
        const std::uint8_t value = image->pixels[static_cast<std::size_t>(sy) * static_cast<std::size_t>(image->width) + static_cast<std::size_t>(sx)];
        std::uint8_t* pixel = out.at(x, y);
        pixel[0] = pixel[1] = pixel[2] = value;
        const int dx = std::max({radius - x, x - (box.w - 1 - radius), 0}), dy = std::max({radius - y, y - (box.h - 1 - radius), 0});
        const float inside = static_cast<float>(radius) + 0.5f - std::sqrt(static_cast<float>(dx * dx + dy * dy));
        pixel[3] = static_cast<std::uint8_t>(std::clamp(inside, 0.0f, 1.0f) * 255);
      }
    }
    return out;
  });
  p.picture(texture, rect);
}

Intent draw_code_card(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const float k = p.theme().scale();
  const CameraPlace place = model.camera.place;
  // The card runs off the page where the scanner is.
  Rect card = rect;
  if (place == CameraPlace::below && rect.bottom() > p.theme().height() - 1) card.h += 12;
  if (place == CameraPlace::right && rect.right() > p.theme().width() - 1) card.w += 12;
  if (place == CameraPlace::left && rect.x < 1) card.x -= 12, card.w += 12;
  if (place == CameraPlace::above && rect.y < 1 && !p.theme().low_reach()) card.y -= 12, card.h += 12;
  draw_card(p, card);
  const bool broken = model.camera.state == CameraState::missing;
  const bool tapped = !broken && p.target(rect, p.word(Text::home_show_code));
  const Direction way = place == CameraPlace::below ? Direction::down : place == CameraPlace::above ? Direction::up
                        : place == CameraPlace::left ? Direction::left : Direction::right;
  const bool vertical = way == Direction::down || way == Direction::up;
  const bool roomy = rect.h >= 60 * k && rect.w >= 180 * k;
  const float arrow = roomy || !vertical ? 24 : 16;
  const float pad = roomy ? 14 : 6, arrow_room = vertical ? 0 : arrow + 4;
  Rect inner{rect.x + pad, rect.y + (vertical ? 4 : 0), rect.w - 2 * pad - arrow_room, rect.h - (vertical && rect.h > 42 * k ? arrow + 4 : 4)};
  if (way == Direction::left) inner.x += arrow_room;
  if (way == Direction::up && rect.h > 42 * k) inner.y += arrow;
  const float picture = std::min(inner.h, rect.h - (vertical ? 26 : 12));
  if (model.camera.preview && !broken && picture >= 18) {   // a lower one shows nothing
    const float h = picture, w = std::min(h * 4 / 3, inner.w * 0.55f);
    draw_preview(model, state, {inner.x, inner.cy() - h / 2, w, h});
    inner.x += w + 8, inner.w -= w + 8;
  } else if (!broken && roomy) {
    const float h = std::min(52.0f, inner.h - 4), w = h * 0.56f;
    draw_phone(p, {inner.x + 2, inner.cy() - h / 2, w, h});
    inner.x += w + 11, inner.w -= w + 11;
  }
  const TextStyle title{.face = Face::serif, .color = broken ? c.ochre : c.ink, .line = 1.3f, .max_lines = 2};
  const std::string head = p.word(broken ? Text::camera_missing : Text::home_show_code);
  TextStyle big = title;
  big.em = fitting_em(p, inner.w, head, title, {16 * k, 14 * k, 13 * k});
  if (measure_text(p, inner.w, head, big).height > inner.h + 1) {   // one line, and no title's face at that size
    big.face = Face::bold, big.max_lines = 1;
    big.em = fitting_em(p, inner.w, head, big, {13 * k, p.theme().body(), p.theme().secondary()});
  }
  constexpr std::array kWhere{Text::home_hold_below, Text::home_hold_above, Text::home_hold_left, Text::home_hold_right};
  const std::string where = p.word(broken ? Text::camera_missing_hint : kWhere[static_cast<std::size_t>(place)]);
  const TextStyle body{.em = p.theme().body(), .color = c.ink}, small{.em = p.theme().secondary(), .color = c.ink_2};
  const TextSize head_size = measure_text(p, inner.w, head, big), where_size = measure_text(p, inner.w, where, body);
  const TextSize any_size = measure_text(p, inner.w, p.word(Text::home_any_code), small);
  const bool with_any = !broken && head_size.height + where_size.height + any_size.height + 3 <= inner.h;
  const bool with_where = head_size.height + where_size.height <= inner.h + 2;
  float y = inner.cy() - (head_size.height + (with_where ? where_size.height : 0) + (with_any ? any_size.height + 3 : 0)) / 2;
  draw_text(p, {inner.x, y, inner.w, head_size.height + 0.5f}, head, big);
  y += head_size.height + (with_any ? 1.5f : 0);
  if (with_where) draw_text(p, {inner.x, y, inner.w, where_size.height + 0.5f}, where, body);
  y += where_size.height + 1.5f;
  if (with_any) draw_text(p, {inner.x, y, inner.w, any_size.height + 0.5f}, p.word(Text::home_any_code), small);
  if (!broken && (!vertical || rect.h > 42 * k)) {
    const Point at = way == Direction::down ? Point{rect.cx(), rect.bottom() - arrow * 0.58f} : way == Direction::up ? Point{rect.cx(), rect.y + arrow * 0.6f}
                     : way == Direction::right ? Point{rect.right() - arrow * 0.75f - 2, rect.cy()} : Point{rect.x + arrow * 0.75f + 2, rect.cy()};
    draw_chevrons(p, at, arrow, way, c.malachite, c.paper);
  }
  return tapped ? intent(model, IntentKind::show_preview) : Intent{};
}

}  // namespace openday::ui
