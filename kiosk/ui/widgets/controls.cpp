#include "kiosk/ui/widgets/controls.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <imgui.h>

namespace openday::ui {
namespace {

constexpr float kPressed = 0.10f;  // how much darker a held button is

Color pressed(Color fill, const Painter& p) { return mix(fill, p.color().ink, kPressed); }

struct Colors {
  Color fill, text, outline, icon;
  bool shadow = false;
};

Colors colors_of(const Painter& p, const ButtonStyle& style) {
  const Palette& c = p.color();
  Colors out;
  switch (style.look) {
    case Look::main: out = {c.malachite, c.white, c.malachite, c.white, true}; break;
    case Look::outlined: out = {c.paper, c.ink, c.control, c.ink, false}; break;
    case Look::floating: out = {c.paper, c.ink, p.theme().high_contrast() ? c.control : c.paper, c.ink, true}; break;
    case Look::chosen: out = {c.azurite, c.white, c.azurite, c.white, false}; break;
  }
  if (!style.enabled) out = {c.silk, c.ink_2, c.line, c.ink_2, false};
  return out;
}

void draw_surface(Painter& p, Rect rect, const Colors& colors, float radius, bool held) {
  if (colors.shadow && !held) p.shadow(rect, radius, 0.16f);
  const Color fill = held ? pressed(colors.fill, p) : colors.fill;
  if (colors.outline == colors.fill) p.fill_round(rect, radius, fill);
  else p.outlined(rect, radius, fill, colors.outline, p.theme().outline());
}

// Wished size, then smaller ones down to `least`, in one line; then two lines.
TextStyle fit_label(const Painter& p, float width, float height, std::string_view label, TextStyle style, float least) {
  const float wished = style.em;
  for (float em = std::max(wished, least);; em = std::max(em - 0.5f, least)) {
    style.em = em;
    if (text_width(p, label, style) <= width) return style;
    if (em <= least) break;
  }
  style.line = 1.2f;
  for (float em = wished; em > least - 0.01f; em -= 0.5f) {
    style.em = em;
    const TextSize size = measure_text(p, width, label, style);
    if (size.lines <= 2 && size.height <= height && size.width <= width) break;
  }
  style.em = std::max(style.em, least);
  style.max_lines = std::max(1, static_cast<int>(height / (style.em * style.line)));
  return style;
}

// The largest size with which icon and words stand in one line; false, and no change, when the icon has to go.
bool shrink_with_icon(const Painter& p, float width, std::string_view label, TextStyle& style, float least) {
  TextStyle tried = style;
  for (;; tried.em = std::max(tried.em - 0.5f, least)) {
    if (text_width(p, label, tried) + 1.5f * tried.em <= width) {
      style.em = tried.em;
      return true;
    }
    if (tried.em <= least) return false;
  }
}

}  // namespace

void draw_icon(Painter& p, Icon icon, Point centre, float em, Color color) {
  ImFont* font = p.fonts().font(Face::icon);
  if (!font || p.px(em) < 1 || !font->IsGlyphInFont(static_cast<ImWchar>(icon))) return;
  const float size = std::round(p.fonts().imgui_size(Face::icon, p.px(em)));
  font->RenderChar(&p.list(), size, ImVec2(std::round(p.px(centre.x) - size / 2), std::round(p.y_px(centre.y) - size / 2)),
                   IM_COL32(color.r, color.g, color.b, color.a), static_cast<ImWchar>(icon));
}

void draw_card(Painter& p, Rect rect, Color fill) {
  p.shadow(rect, kCardRadius);
  if (p.theme().high_contrast()) p.outlined(rect, kCardRadius, fill, p.color().ink, p.theme().outline());
  else p.fill_round(rect, kCardRadius, fill);
}
void draw_card(Painter& p, Rect rect) { draw_card(p, rect, p.color().paper); }

void draw_bar(Painter& p, Rect rect, double progress, Color fill, Color track) {
  p.fill_round(rect, rect.h / 2, track);
  const float width = rect.w * static_cast<float>(std::clamp(progress, 0.0, 1.0));
  if (width > 0) p.fill_round({rect.x, rect.y, std::max(width, rect.h), rect.h}, rect.h / 2, fill);
}

void draw_hairline(Painter& p, Point from, float width) { p.fill({from.x, from.y, width, p.theme().high_contrast() ? 0.6f : 0.4f}, p.color().line); }

float draw_icon_text(Painter& p, float x, float centre_y, float width, const IconText& what) {
  const float before = p.fonts().has_icons() ? what.icon_em + what.gap : 0;
  if (before > 0) draw_icon(p, what.icon, {x + what.icon_em / 2, centre_y}, what.icon_em, what.icon_color);
  TextStyle style = what.style;
  style.max_lines = 1;
  const float height = style.em * style.line;
  return before + draw_text(p, {x + before, centre_y - height / 2, width - before, height}, what.text, style).width;
}

Rect chip_rect(const Painter& p, Point left_centre, std::string_view text, const ChipStyle& style) {
  const TextStyle bold{.face = Face::bold, .em = style.em, .color = style.text};
  const float height = style.em * kLineSpacing + 1.2f * style.em / 8.3f, pad = 3.6f * style.em / 8.3f;
  return {left_centre.x, left_centre.y - height / 2, text_width(p, text, bold) + 2 * pad, height};
}

Rect draw_chip(Painter& p, Point left_centre, std::string_view text, const ChipStyle& style) {
  const Rect rect = chip_rect(p, left_centre, text, style);
  if (p.theme().high_contrast() && style.text != p.color().white) p.outlined(rect, 3, style.fill, p.color().ink, p.theme().outline());
  else p.fill_round(rect, 3, style.fill);
  draw_text_middle(p, rect, text, {.face = Face::bold, .em = style.em, .color = style.text, .align = Align::centre});
  return rect;
}

bool button(Painter& p, Rect rect, std::string_view label, const ButtonStyle& style) {
  const bool tapped = style.enabled && p.target(rect, label, style.look == Look::main ? TargetKind::main : TargetKind::plain);
  const Colors colors = colors_of(p, style);
  draw_surface(p, rect, colors, style.radius, style.enabled && p.held());
  const float least = style.least_em > 0 ? style.least_em : p.theme().secondary();
  const float wished = std::clamp((rect.h - 2) / 1.2f, std::min(least, style.em), style.em);   // clear of its edge
  TextStyle text{.face = Face::bold, .em = wished, .color = colors.text, .align = Align::centre, .line = 1.2f};
  const float pad = std::min(4.0f, rect.w * 0.06f);
  if (style.icon_suffices && style.icon && p.fonts().has_icons() && text_width(p, label, {.face = Face::bold, .em = least}) > rect.w - 2 * pad) {
    draw_icon(p, *style.icon, {rect.cx(), rect.cy()}, std::min(text.em * 1.5f, rect.w - 2 * pad), colors.icon);
    return tapped;
  }
  const bool icon = style.icon && p.fonts().has_icons() && (style.icon_above || shrink_with_icon(p, rect.w - 2 * pad, label, text, least));
  const float icon_em = icon ? text.em * (style.icon_above ? 1.3f : 1.25f) : 0, gap = icon ? text.em * 0.25f : 0;
  if (icon && style.icon_above) {
    text = fit_label(p, rect.w - 2 * pad, rect.h / 2, label, text, least);
    const float whole = icon_em + text.em * 1.35f, top = rect.cy() - whole / 2;
    draw_icon(p, *style.icon, {rect.cx(), top + icon_em / 2}, icon_em, colors.icon);
    draw_text_middle(p, {rect.x + pad, top + icon_em, rect.w - 2 * pad, text.em * 1.35f}, label, text);
    return tapped;
  }
  const float room = rect.w - 2 * pad - icon_em - gap;
  text = fit_label(p, room, rect.h - 2, label, text, least);
  const float width = std::min(measure_text(p, room, label, text).width + 0.2f, room);
  const float left = rect.cx() - (width + icon_em + gap) / 2;
  const float text_x = style.icon_behind ? left : left + icon_em + gap;
  draw_text_middle(p, {text_x, rect.y, width, rect.h}, label, text);
  if (icon) draw_icon(p, *style.icon, {style.icon_behind ? left + width + gap + icon_em / 2 : left + icon_em / 2, rect.cy()}, icon_em, colors.icon);
  return tapped;
}

bool tile(Painter& p, Rect rect, Icon icon, std::string_view label, std::string_view below, bool main) {
  const Palette& c = p.color();
  const bool tapped = p.target(rect, label, main ? TargetKind::main : TargetKind::plain);
  draw_surface(p, rect, colors_of(p, {.look = main ? Look::main : Look::floating}), kCardRadius, p.held());
  const Color ink = main ? c.white : c.ink, soft = main ? c.white : c.ink_2, accent = main ? c.white : c.azurite;
  const bool stacked = rect.h > rect.w * 0.6f;
  const float pad = 3, em = fitting_em(p, rect.w - 2 * pad, label, {.face = Face::bold}, {p.theme().action(), 12 * p.theme().scale(), p.theme().body(), p.theme().secondary()});
  const TextStyle title{.face = Face::bold, .em = em, .color = ink, .align = stacked ? Align::centre : Align::left, .line = 1.3f};
  TextStyle small{.em = p.theme().secondary(), .color = soft, .align = title.align};
  float icon_em = (stacked ? 18 : 16) * p.theme().scale();
  if (stacked) icon_em = std::max(0.0f, std::min(icon_em, rect.h - title.em * title.line - 4));
  const float icon_h = p.fonts().has_icons() ? icon_em : 0;
  if (stacked) {
    const float small_h = below.empty() ? 0 : small.em * small.line, title_h = title.em * title.line;
    const bool with_small = small_h > 0 && icon_h + title_h + small_h + 4 <= rect.h && text_width(p, below, small) <= rect.w - 2 * pad;
    const float whole = icon_h + 1 + title_h + (with_small ? small_h + 1 : 0);
    float y = rect.cy() - whole / 2;
    draw_icon(p, icon, {rect.cx(), y + icon_em / 2}, icon_em, accent);
    y += icon_h + 1;
    draw_text(p, {rect.x + pad, y, rect.w - 2 * pad, title_h}, label, title);
    if (with_small) draw_text(p, {rect.x + pad, y + title_h + 1, rect.w - 2 * pad, small_h}, below, small);
    return tapped;
  }
  const bool with_icon = icon_h + 6 + text_width(p, label, title) <= rect.w - 2 * pad;   // the word before the sign
  const float gap = with_icon ? 6 : 0, sign_w = with_icon ? icon_h : 0, room = rect.w - 2 * pad - sign_w - gap;
  const bool with_small = !below.empty() && text_width(p, below, small) <= room && title.em * title.line + small.em * small.line + 3 <= rect.h;
  const float text_w = std::min(room, std::max(text_width(p, label, title), with_small ? text_width(p, below, small) : 0) + 0.3f);
  const float left = rect.cx() - (sign_w + gap + text_w) / 2, text_x = left + sign_w + gap;
  if (with_icon) draw_icon(p, icon, {left + icon_em / 2, rect.cy()}, icon_em, accent);
  const float whole = title.em * title.line + (with_small ? small.em * small.line : 0);
  draw_text(p, {text_x, rect.cy() - whole / 2, text_w, title.em * title.line}, label, title);
  if (with_small) draw_text(p, {text_x, rect.cy() - whole / 2 + title.em * title.line, text_w, small.em * small.line}, below, small);
  return tapped;
}

bool option(Painter& p, Rect rect, std::string_view label, bool chosen, float em, float radius) {
  const Palette& c = p.color();
  em = std::clamp((rect.h - 3) / 1.2f, std::min(em, p.theme().secondary()), em);   // clear of its outline
  const bool tapped = p.target(rect, label);
  const Color fill = chosen ? c.azurite_5 : c.paper;
  p.outlined(rect, radius, p.held() ? pressed(fill, p) : fill, chosen ? c.azurite : c.control, chosen ? 1.0f : p.theme().outline());
  TextStyle text{.face = chosen ? Face::bold : Face::regular, .em = em, .color = chosen ? c.azurite : c.ink, .align = Align::centre, .line = 1.2f};
  const float pad = std::min(3.0f, rect.w * 0.08f);
  const float icon = chosen && p.fonts().has_icons() && text_width(p, label, text) + em < rect.w - 2 * pad ? em : 0;
  const float room = rect.w - 2 * pad - icon;
  text = fit_label(p, room, rect.h - 1, label, text, std::min(em, p.theme().secondary()));
  text.balanced = true;
  const float width = std::min(room, measure_text(p, room, label, text).width + 0.2f), left = rect.cx() - (width + icon) / 2;
  if (icon > 0) draw_icon(p, Icon::check, {left + icon * 0.4f, rect.cy()}, em, c.azurite);
  draw_text_middle(p, {left + icon, rect.y, width, rect.h}, label, text);
  return tapped;
}

}  // namespace openday::ui
