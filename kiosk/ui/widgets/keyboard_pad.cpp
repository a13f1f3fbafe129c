// The pad for handwriting: a square with guide lines, ink, and beside it what the ink may be. A stroke belongs to this page while the finger
// is down; lifted, it is handed over.
#include <algorithm>
#include <cmath>

#include <imgui.h>
#include <imgui_internal.h>

#include "kiosk/ui/widgets/keyboard_parts.h"

namespace openday::ui {
namespace {

constexpr float kInk = 2.6f;           // width of a stroke, mm
constexpr float kLeastStep = 0.3f;     // points closer than this say nothing new, mm
constexpr float kDash = 2.4f;

Point on_pad(Rect pad, InkDot dot) { return {pad.x + dot.x * pad.w, pad.y + dot.y * pad.h}; }

void draw_dashes(Painter& p, Point from, Point to, Color color) {
  const float dx = to.x - from.x, dy = to.y - from.y, length = std::hypot(dx, dy), step = 2 * kDash / length;
  for (float t = step / 4; t < 1; t += step) {
    const float end = std::min(1.0f, t + step / 2);
    p.line({from.x + dx * t, from.y + dy * t}, {from.x + dx * end, from.y + dy * end}, 0.3f, color);
  }
}

// 米字格: the square in which characters are learned.
void draw_pad_ground(Painter& p, Rect pad) {
  const Palette& c = p.color();
  p.shadow(pad, 4);
  p.outlined(pad, 4, c.paper, p.theme().high_contrast() ? c.ink : c.control, p.theme().outline());
  const Rect in = pad.inset(2);
  const Color guide = p.theme().high_contrast() ? c.malachite_4 : mix(c.paper, c.cinnabar, 0.22f);
  draw_dashes(p, {in.x, in.cy()}, {in.right(), in.cy()}, guide);
  draw_dashes(p, {in.cx(), in.y}, {in.cx(), in.bottom()}, guide);
  draw_dashes(p, {in.x, in.y}, {in.right(), in.bottom()}, guide);
  draw_dashes(p, {in.right(), in.y}, {in.x, in.bottom()}, guide);
}

// Round dabs along a curve through the points (Catmull-Rom): no corners where the finger was fast, no triangles to see.
void draw_ink_line(Painter& p, Rect pad, const InkLine& line) {
  if (line.empty()) return;
  const auto at = [&](std::size_t i, int by) { return on_pad(pad, line[static_cast<std::size_t>(std::clamp(static_cast<int>(i) + by, 0, static_cast<int>(line.size()) - 1))]); };
  p.circle(at(0, 0), kInk / 2, p.color().ink);
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Point a = at(i, -1), b = at(i, 0), c = at(i, 1), d = at(i, 2);
    const int steps = std::max(1, static_cast<int>(std::hypot(c.x - b.x, c.y - b.y) / (kInk / 6)));
    for (int s = 1; s <= steps; ++s) {
      const float t = static_cast<float>(s) / static_cast<float>(steps), t2 = t * t, t3 = t2 * t;
      const auto along = [&](float pa, float pb, float pc, float pd) { return 0.5f * (2 * pb + (pc - pa) * t + (2 * pa - 5 * pb + 4 * pc - pd) * t2 + (3 * pb - pa - 3 * pc + pd) * t3); };
      p.circle({along(a.x, b.x, c.x, d.x), along(a.y, b.y, c.y, d.y)}, kInk / 2, p.color().ink);
    }
  }
}

void add_dot(InkLine& line, Painter& p, Rect pad, float x_px, float y_px) {
  if (!(x_px > -1e6f && y_px > -1e6f)) return;   // the finger left
  const float mm = p.px(1);
  const InkDot dot{std::clamp((x_px / mm - pad.x) / pad.w, 0.0f, 1.0f), std::clamp((y_px / mm - p.theme().above() - pad.y) / pad.h, 0.0f, 1.0f)};
  if (!line.empty() && std::hypot((dot.x - line.back().x) * pad.w, (dot.y - line.back().y) * pad.h) < kLeastStep) return;
  line.push_back(dot);
}

// Every place the finger was at since the last frame, not only where it is now.
void follow_finger(InkLine& line, Painter& p, Rect pad) {
  for (const ImGuiInputEvent& event : ImGui::GetCurrentContext()->InputEventsTrail)
    if (event.Type == ImGuiInputEventType_MousePos) add_dot(line, p, pad, event.MousePos.PosX, event.MousePos.PosY);
}

Intent draw_pad(const Model& model, ScreenState& state, Rect pad) {
  Painter& p = state.paint;
  KeyboardTouch& touch = state.own.keyboard;
  p.number_targets_from(kKeyTargets);
  static_cast<void>(p.target(pad, p.word(Text::keyboard_pad)));
  const bool down = p.active();
  if (down && !touch.drawing) {
    touch.line.clear();
    const ImVec2 at = ImGui::GetIO().MouseClickedPos[ImGuiMouseButton_Left];
    add_dot(touch.line, p, pad, at.x, at.y);
  } else if (touch.drawing) {
    follow_finger(touch.line, p, pad);
  }
  Intent out;
  if (touch.drawing && !down && !touch.line.empty()) {
    out = intent(model, IntentKind::draw_ink);
    out.ink = std::move(touch.line);
    touch.line.clear();
  }
  touch.drawing = down;
  draw_pad_ground(p, pad);
  const float em = p.theme().secondary();
  if (model.keyboard.ink.empty() && !down && text_width(p, p.word(Text::keyboard_pad_hint), {.em = em}) <= pad.w - 6)
    draw_text_middle(p, {pad.x + 2, pad.bottom() - em * 1.6f - 2, pad.w - 4, em * 1.6f}, p.word(Text::keyboard_pad_hint), {.em = em, .color = p.color().ink_2, .align = Align::centre, .max_lines = 1});
  for (const InkLine& line : model.keyboard.ink) draw_ink_line(p, pad, line);
  draw_ink_line(p, pad, out ? out.ink : touch.line);
  return out;
}

// 清空, marks, 删除: in a row below the candidates, or in a column beside a pad that fills a narrow panel.
Intent draw_pad_keys(const Model& model, ScreenState& state, Rect box, bool upright) {
  Painter& p = state.paint;
  const bool marks = !model.keyboard.direct;
  const int count = marks ? 4 : 2;
  const auto cell = [&](int i) {
    const float n = static_cast<float>(count), at = static_cast<float>(i);
    const float w = upright ? box.w : (box.w + kGap) / n - kGap, h = upright ? std::min((box.h + kGap) / n - kGap, 30.0f) : box.h;
    return upright ? Rect{box.x, box.y + at * (h + kGap), w, h} : Rect{box.x + at * (w + kGap), box.y, w, h};
  };
  p.number_targets_from(kKeyTargets + 20);
  Intent out;
  if (word_key(p, cell(0), p.word(Text::keyboard_clear), KeyLook::function, Icon::remove)) out = intent(model, IntentKind::clear_ink);
  if (marks && word_key(p, cell(1), "，", KeyLook::letter)) out = intent(model, IntentKind::press_key, 0, "，");
  if (marks && word_key(p, cell(2), "。", KeyLook::letter)) out = intent(model, IntentKind::press_key, 0, "。");
  if (Intent did = erase_key(model, state, cell(count - 1))) out = did;
  return out;
}

}  // namespace

Intent draw_ink_pad(const Model& model, ScreenState& state, Rect box) {
  const float key = std::clamp(box.h * 0.16f, 15.2f, 26.0f), gap = 6;
  const bool beside = box.w >= box.h * 1.25f;
  const float column = 22, strip = std::clamp(box.h * 0.15f, 15.2f, 24.0f);
  const float side = beside ? std::min(box.h, box.w * 0.58f) : std::min(box.h - strip - kGap, box.w - column - kGap);
  std::size_t shown = 0;
  Intent out;
  const auto take = [&out](Intent did) {
    if (did) out = std::move(did);
  };
  if (beside) {
    const Rect right{box.x + side + gap, box.y, box.w - side - gap, box.h};
    take(draw_candidate_cells(model, state, {right.x, right.y, right.w, right.h - key - kGap}, key, shown));
    take(draw_pad_keys(model, state, {right.x, right.bottom() - key, right.w, key}, false));
    take(draw_pad(model, state, {box.x, box.y + (box.h - side) / 2, side, side}));
    return out;
  }
  const float top = box.y + strip + kGap;
  take(draw_candidate_cells(model, state, {box.x, box.y, box.w, strip}, strip, shown));
  take(draw_pad_keys(model, state, {box.x + side + kGap, top, box.w - side - kGap, box.bottom() - top}, true));
  take(draw_pad(model, state, {box.x, top, side, side}));
  return out;
}

}  // namespace openday::ui
