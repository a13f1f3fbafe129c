#include "kiosk/ui/widgets/text.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include <fmt/core.h>
#include <imgui.h>
#include <imgui_internal.h>

#include "kiosk/base/log.h"
#include "kiosk/base/utf8.h"
#include "kiosk/ui/widgets/line_break.h"

namespace openday::ui {
namespace {

constexpr char32_t kEllipsis = U'…';

ImU32 packed(Color c) { return IM_COL32(c.r, c.g, c.b, c.a); }

// A text measured in pixels with one face and size.
struct Shaped {
  std::u32string text;
  std::vector<float> advances;
  ImFont* font = nullptr;
  float size = 0;     // ImGui's
  float em_px = 0;
};

bool known(ImFont* font, char32_t c) { return font->IsGlyphInFont(static_cast<ImWchar>(c)); }

float advance_of(const Shaped& shaped, const TextStyle& style, char32_t c) {
  float advance = 0;
  if (c == U'\n') return 0;
  if (!known(shaped.font, c)) advance = shaped.em_px;
  else advance = shaped.font->GetFontBaked(shaped.size)->GetCharAdvance(static_cast<ImWchar>(c));
  if (style.tight_marks && (is_half_blank_mark(c) || is_opening_mark(c))) advance /= 2;
  return advance + style.spacing * shaped.em_px;
}

Shaped shape(const Painter& p, std::string_view text, const TextStyle& style) {
  Shaped shaped;
  shaped.text = base::to_code_points(text);
  shaped.font = p.fonts().font(style.face);
  shaped.em_px = std::max(1.0f, p.px(style.em));
  shaped.size = p.fonts().imgui_size(style.face, shaped.em_px);
  shaped.advances.reserve(shaped.text.size());
  for (const char32_t c : shaped.text) shaped.advances.push_back(advance_of(shaped, style, c));
  return shaped;
}

float width_px(const Shaped& shaped, const TextStyle& style, Line line) {
  float width = 0;
  for (std::size_t i = line.begin; i < line.end; ++i) width += shaped.advances[i];
  if (line.end > line.begin) {
    width -= style.spacing * shaped.em_px;
    if (!style.tight_marks && is_half_blank_mark(shaped.text[line.end - 1])) width -= shaped.em_px / 2;
  }
  return std::max(width, 0.0f);
}

// Two rows of hexadecimal digits in a frame, as wide as a Hanzi.
void draw_missing(Painter& p, float x, float baseline, float em_px, char32_t c, Color color) {
  const float stroke = std::max(1.0f, em_px / 24), pad = em_px * 0.06f;
  const ImVec2 from(x + pad, baseline - em_px * 0.86f), to(x + em_px - pad, baseline + em_px * 0.1f);
  p.list().AddRect(from, to, packed(color), em_px * 0.08f, 0, stroke);
  const std::string digits = fmt::format("{:0{}X}", static_cast<unsigned>(c), c > 0xFFFF ? 6 : 4);
  ImFont* font = p.fonts().font(Face::regular);
  const float size = p.fonts().imgui_size(Face::regular, em_px * 0.4f);
  const auto half = digits.size() / 2;
  for (std::size_t row = 0; row < 2; ++row) {
    const std::string part = row == 0 ? digits.substr(0, half) : digits.substr(half);
    const float width = font->CalcTextSizeA(size, FLT_MAX, 0, part.c_str()).x;
    const float centre = baseline - em_px * 0.38f + (row == 0 ? -0.21f : 0.21f) * em_px;
    const float top = centre - font->GetFontBaked(size)->Ascent + em_px * 0.4f * 0.36f;
    p.list().AddText(font, size, ImVec2(x + (em_px - width) / 2, top), packed(color), part.c_str());
  }
}

// Characters only, never a text: a name must not reach the log.
void log_missing(const Painter& p, char32_t c) {
  if (p.fonts().first_time_missing(c)) base::log_warning("no font has U+{:04X}: shown as a box with its number", static_cast<unsigned>(c));
}

void draw_line_px(Painter& p, const Shaped& shaped, const TextStyle& style, Line line, float x, float baseline) {
  const float top = baseline - shaped.font->GetFontBaked(shaped.size)->Ascent;
  for (std::size_t i = line.begin; i < line.end; ++i) {
    const char32_t c = shaped.text[i];
    if (c == U'\n') continue;
    if (!known(shaped.font, c)) {
      log_missing(p, c);
      draw_missing(p, x, baseline, shaped.em_px, c, style.color);
    } else {
      const float shift = style.tight_marks && is_opening_mark(c) ? -shaped.em_px / 2 : 0;
      shaped.font->RenderChar(&p.list(), shaped.size, ImVec2(x + shift, std::round(top)), packed(style.color), static_cast<ImWchar>(c));
    }
    x += shaped.advances[i];
  }
}

struct Layout {
  Shaped shaped;
  std::vector<Line> lines;
  TextSize size;
};

// Cuts the last line so that an ellipsis fits behind it.
void shorten(Layout& layout, const TextStyle& style, float width) {
  Line& last = layout.lines.back();
  const float dots = advance_of(layout.shaped, style, kEllipsis);
  Line kept = last;
  while (kept.end > kept.begin && width_px(layout.shaped, style, kept) + dots > width) --kept.end;
  while (kept.end > kept.begin && (may_not_begin_line(layout.shaped.text[kept.end - 1]) || may_not_end_line(layout.shaped.text[kept.end - 1]))) --kept.end;
  layout.shaped.text.insert(layout.shaped.text.begin() + static_cast<std::ptrdiff_t>(kept.end), kEllipsis);
  layout.shaped.advances.insert(layout.shaped.advances.begin() + static_cast<std::ptrdiff_t>(kept.end), dots);
  last = {kept.begin, kept.end + 1};
  layout.size.shortened = true;
}

Layout lay_out(const Painter& p, float width, float height, std::string_view text, const TextStyle& style) {
  Layout layout{shape(p, text, style), {}, {}};
  const float width_in_px = p.px(width) + 0.5f;
  layout.lines = break_lines(layout.shaped.text, layout.shaped.advances, width_in_px);
  if (style.balanced && layout.lines.size() > 1 && (style.max_lines == 0 || static_cast<int>(layout.lines.size()) <= style.max_lines)) {
    float low = width_in_px / 2, high = width_in_px;
    while (high - low > 2) {
      const float middle = (low + high) / 2;
      (break_lines(layout.shaped.text, layout.shaped.advances, middle).size() > layout.lines.size() ? low : high) = middle;
    }
    layout.lines = break_lines(layout.shaped.text, layout.shaped.advances, high);
  }
  auto most = style.max_lines > 0 ? static_cast<std::size_t>(style.max_lines) : layout.lines.size();
  if (height > 0) most = std::min(most, std::max<std::size_t>(1, static_cast<std::size_t>((height + 0.3f) / (style.em * style.line))));
  if (layout.lines.size() > most) {
    layout.lines.resize(most);
    layout.lines.back().end = layout.shaped.text.size();
    shorten(layout, style, width_in_px);
  } else if (layout.lines.size() == 1 && width_px(layout.shaped, style, layout.lines[0]) > width_in_px) {
    shorten(layout, style, width_in_px);
  }
  for (const Line& line : layout.lines) layout.size.width = std::max(layout.size.width, width_px(layout.shaped, style, line) / p.px(1));
  layout.size.lines = static_cast<int>(layout.lines.size());
  layout.size.height = static_cast<float>(layout.size.lines) * style.em * style.line;
  return layout;
}

bool outside(const PixelBox& box, const PixelBox& of) {
  return box.x < of.x - 1 || box.y < of.y - 1 || box.x + box.w > of.x + of.w + 1 || box.y + box.h > of.y + of.h + 1;
}

void remember(Painter& p, std::string_view text, PixelBox ink, PixelBox allowed, const TextStyle& style, bool shortened) {
  const double true_mm = p.theme().true_pixels_per_mm();
  p.registry().add(DrawnText{std::string(text), ink, outside(ink, allowed) || outside(ink, p.pixels(p.panel())), shortened, style.color,
                             static_cast<float>(p.px(style.em) / true_mm)});
}

TextSize draw(Painter& p, Rect box, std::string_view text, const TextStyle& style, bool middle) {
  if (text.empty()) return {};
  const Layout layout = lay_out(p, box.w, box.h, text, style);
  const float step = style.em * style.line, mm = p.px(1);
  float centre = box.y + step / 2 + (middle ? std::max(0.0f, (box.h - layout.size.height) / 2) : 0);
  const float first = centre;
  float left = box.right();
  for (const Line& line : layout.lines) {
    const float width = width_px(layout.shaped, style, line) / mm;
    const float x = style.align == Align::left ? box.x : style.align == Align::right ? box.right() - width : box.cx() - width / 2;
    left = std::min(left, x);
    draw_line_px(p, layout.shaped, style, line, p.px(x), p.y_px(baseline_at(centre, style.em)));
    centre += step;
  }
  const Rect ink{left, first - style.em / 2, layout.size.width, layout.size.height - step + style.em};
  const Rect allowed{box.x, box.y - style.em * 0.2f, box.w, std::max(box.h, style.em) + style.em * 0.4f};
  remember(p, text, p.pixels(ink), p.pixels(allowed), style, layout.size.shortened);
  return layout.size;
}

}  // namespace

float text_width(const Painter& p, std::string_view text, const TextStyle& style) {
  const Shaped shaped = shape(p, text, style);
  return width_px(shaped, style, {0, shaped.text.size()}) / p.px(1);
}

TextSize measure_text(const Painter& p, float width, std::string_view text, const TextStyle& style) {
  if (text.empty()) return {};
  return lay_out(p, width, 0, text, style).size;
}

TextSize draw_text(Painter& p, Rect box, std::string_view text, const TextStyle& style) { return draw(p, box, text, style, false); }
TextSize draw_text_middle(Painter& p, Rect box, std::string_view text, const TextStyle& style) { return draw(p, box, text, style, true); }

TextTail tail_of_text(const Painter& p, float width, std::string_view text, const TextStyle& style, int lines) {
  TextTail out;
  if (text.empty()) return out;
  const Layout layout = lay_out(p, width, 0, text, style);
  std::vector<Line> all = layout.lines;
  if (text.back() == '\n') all.push_back({layout.shaped.text.size(), layout.shaped.text.size()});
  const std::size_t first = all.size() - std::min(all.size(), static_cast<std::size_t>(std::max(lines, 1)));
  out.shown = base::to_utf8(std::u32string_view(layout.shaped.text).substr(all[first].begin));
  out.lines = static_cast<int>(all.size() - first);
  // Blanks at its end are not part of a line, but the next character comes after them.
  for (std::size_t i = all.back().begin; i < layout.shaped.text.size(); ++i) out.x += layout.shaped.advances[i] / p.px(1);
  out.x = std::min(out.x, width);
  return out;
}

std::vector<std::string> text_in_parts(const Painter& p, float width, std::string_view text, const TextStyle& style, int lines) {
  std::vector<std::string> out;
  const Layout layout = lay_out(p, width, 0, text, style);
  const auto step = static_cast<std::size_t>(std::max(lines, 1));
  for (std::size_t i = 0; i < layout.lines.size(); i += step) {
    const std::size_t begin = layout.lines[i].begin, last = std::min(i + step, layout.lines.size()) - 1;
    out.push_back(base::to_utf8(std::u32string_view(layout.shaped.text).substr(begin, layout.lines[last].end - begin)));
  }
  if (out.empty()) out.emplace_back();
  return out;
}

float fitting_em(const Painter& p, float width, std::string_view text, TextStyle style, std::initializer_list<float> ems, int lines) {
  for (const float em : ems) {
    style.em = em;
    style.max_lines = 0;
    const TextSize size = measure_text(p, width, text, style);
    if (size.lines <= lines && !size.shortened) return em;
  }
  return *(ems.end() - 1);
}

float runs_width(const Painter& p, std::span<const Run> runs) {
  float width = 0;
  for (const Run& run : runs)
    if (!run.text.empty()) width += run.gap + text_width(p, run.text, run.style);
  return width;
}

void draw_runs(Painter& p, Point start, std::span<const Run> runs) {
  float x = start.x, tallest = 0;
  std::string whole;
  for (const Run& run : runs) {
    if (run.text.empty()) continue;
    x += run.gap;
    const Shaped shaped = shape(p, run.text, run.style);
    draw_line_px(p, shaped, run.style, {0, shaped.text.size()}, p.px(x), p.y_px(start.y - run.style.raise * run.style.em));
    x += width_px(shaped, run.style, {0, shaped.text.size()}) / p.px(1);
    tallest = std::max(tallest, run.style.em);
    whole += run.text;
  }
  if (whole.empty()) return;
  const Rect ink{start.x, start.y - 0.88f * tallest, x - start.x, tallest};
  const PixelBox page = p.pixels(p.panel());
  TextStyle smallest = runs.front().style;
  for (const Run& run : runs)
    if (!run.text.empty() && run.style.em < smallest.em) smallest = run.style;
  remember(p, whole, p.pixels(ink), page, smallest, false);
}

}  // namespace openday::ui
