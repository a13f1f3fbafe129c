// The pad for handwriting: a square with guide lines, ink, and beside it what the ink may be. A stroke belongs to this page while the finger
// is down; lifted, it is handed over.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

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

// One box of the pad. A stroke on another box than the ink's begins the next character.
Intent draw_pad(const Model& model, ScreenState& state, Rect pad, int box) {
  Painter& p = state.paint;
  KeyboardTouch& touch = state.own.keyboard;
  const std::string label = box == 0 ? p.word(Text::keyboard_pad) : p.word(Text::keyboard_pad) + " " + std::to_string(box + 1);
  static_cast<void>(p.target(pad, label));
  const bool begins = p.active() && ImGui::IsItemActivated(), ours = touch.drawing == box;   // a finger from another page draws nothing
  if (begins) {
    touch.line.clear();
    touch.drawing = box;
    const ImVec2 at = ImGui::GetIO().MouseClickedPos[ImGuiMouseButton_Left];
    add_dot(touch.line, p, pad, at.x, at.y);
  } else if (ours) {
    follow_finger(touch.line, p, pad);
  }
  Intent out;
  if (ours && !p.active()) {
    touch.drawing.reset();
    if (!touch.line.empty()) {
      out = intent(model, IntentKind::draw_ink, box);
      out.ink = std::exchange(touch.line, {});
    }
  }
  draw_pad_ground(p, pad);
  const bool has_ink = !model.keyboard.ink.empty() && model.keyboard.ink_box == box;
  const float em = p.theme().secondary();
  if (!has_ink && touch.drawing != box && text_width(p, p.word(Text::keyboard_pad_hint), {.em = em}) <= pad.w - 6)
    draw_text_middle(p, {pad.x + 2, pad.bottom() - em * 1.6f - 2, pad.w - 4, em * 1.6f}, p.word(Text::keyboard_pad_hint), {.em = em, .color = p.color().ink_2, .align = Align::centre, .max_lines = 1});
  if (has_ink)
    for (const InkLine& line : model.keyboard.ink) draw_ink_line(p, pad, line);
  if (touch.drawing == box) draw_ink_line(p, pad, touch.line);
  else if (out) draw_ink_line(p, pad, out.ink);
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

// Two boxes stand side by side where each is large enough, so that one character can follow the other.
struct PadPlan {
  Rect candidates, keys, pad;
  float row = 0;             // height of a candidate
  bool upright = false;      // keys one above the other
  int boxes = 1;
};

PadPlan plan_pad(Rect box) {
  constexpr float kColumn = 22, kGoodBox = 70;
  const float gap = 6, strip = std::clamp(box.h * 0.15f, 15.2f, 24.0f), key = std::clamp(box.h * 0.16f, 15.2f, 26.0f);
  const float two = std::min(box.h - strip - kGap, (box.w - kColumn - 2 * kGap) / 2);
  const bool wide = box.w >= box.h * 1.25f && two < kGoodBox;
  if (wide) {
    const int boxes = 2 * box.h + kGap <= box.w * 0.55f ? 2 : 1;
    const float side = std::min(box.h, box.w * 0.58f), all = side * static_cast<float>(boxes) + kGap * static_cast<float>(boxes - 1);
    const Rect right{box.x + all + gap, box.y, box.w - all - gap, box.h};
    return {{right.x, right.y, right.w, right.h - key - kGap}, {right.x, right.bottom() - key, right.w, key}, {box.x, box.y + (box.h - side) / 2, side, side}, key, false, boxes};
  }
  const int boxes = two >= kGoodBox ? 2 : 1;
  const float side = boxes == 2 ? two : std::min(box.h - strip - kGap, box.w - kColumn - kGap), all = side * static_cast<float>(boxes) + kGap * static_cast<float>(boxes - 1);
  const float top = box.y + strip + kGap, h = box.bottom() - top;
  return {{box.x, box.y, box.w, strip}, {box.x + all + kGap, top, box.w - all - kGap, h}, {box.x, top + (h - side) / 2, side, side}, strip, true, boxes};
}

}  // namespace

Intent draw_ink_pad(const Model& model, ScreenState& state, Rect box) {
  const PadPlan plan = plan_pad(box);
  std::size_t shown = 0;
  Intent out;
  const auto take = [&out](Intent did) {
    if (did) out = std::move(did);
  };
  take(draw_candidate_cells(model, state, plan.candidates, plan.row, shown));
  take(draw_pad_keys(model, state, plan.keys, plan.upright));
  state.paint.number_targets_from(kKeyTargets);
  for (int i = 0; i < plan.boxes; ++i) take(draw_pad(model, state, {plan.pad.x + static_cast<float>(i) * (plan.pad.w + kGap), plan.pad.y, plan.pad.w, plan.pad.h}, i));
  return out;
}

}  // namespace openday::ui
