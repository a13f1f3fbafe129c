// The staff's PIN: entered, or set at the first start (twice; there is no default). What is typed stays here until it is sent.
#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/digit_pad.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

struct Message {
  std::string text;
  bool bad = false;
};

Message message_for(const Model& model, const Painter& p) {
  const StaffGate& g = model.gate;
  if (g.locked_seconds > 0) return {fill_in(p.word(Text::gate_locked), {fmt::format("{}:{:02}", g.locked_seconds / 60, g.locked_seconds % 60)}), true};
  switch (g.problem) {
    case PinProblem::wrong: return {fill_in(p.word(Text::gate_wrong), {std::to_string(g.tries_left)}), true};
    case PinProblem::too_short: return {fill_in(p.word(Text::gate_too_short), {std::to_string(g.min_digits)}), true};
    case PinProblem::not_the_same: return {p.word(Text::gate_not_the_same), true};
    case PinProblem::too_simple: return {p.word(Text::gate_too_simple), true};
    case PinProblem::none: break;
  }
  switch (g.mode) {
    case PinMode::set_first: return {fill_in(p.word(Text::gate_set_first), {std::to_string(g.min_digits), std::to_string(g.max_digits)}), false};
    case PinMode::set_repeat: return {p.word(Text::gate_set_repeat), false};
    case PinMode::enter: return {p.word(Text::gate_enter), false};
  }
  return {};
}

}  // namespace

Intent draw_staff_gate(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  if (state.own.attempt != model.gate.attempt) {
    state.own.digits.clear();
    state.own.attempt = model.gate.attempt;
  }
  draw_silk(state);
  draw_staff_frame(model, state);
  const float W = p.theme().width(), H = p.theme().height(), k = p.theme().scale(), top = staff_strip_height(p) + (p.theme().tight() ? 4 : 14);
  const bool portrait = p.theme().portrait(), tight = p.theme().tight(), locked = model.gate.locked_seconds > 0;
  const float m = tight && portrait ? 8 : 14;
  const float text_w = portrait ? W - 2 * m : (W - 3 * m) * 0.46f;
  const Message message = message_for(model, p);
  const Text head = model.gate.mode == PinMode::enter ? Text::gate_title : Text::gate_title_set;
  TextStyle title{.face = Face::serif, .color = c.ink, .line = 1.25f, .max_lines = 2, .balanced = true};
  title.em = fitting_em(p, text_w, p.word(head), title, {(tight ? 14.0f : 20.0f) * k, 14 * k, 13 * k});
  const TextStyle said{.face = message.bad ? Face::bold : Face::regular, .em = p.theme().body(), .color = message.bad ? c.cinnabar : c.ink, .balanced = true};
  float y = top;
  y += draw_text(p, {m, y, text_w, title.em * 2.6f}, p.word(head), title).height + 2;
  const float said_h = std::max(measure_text(p, text_w, message.text, said).height, said.em * kLineSpacing * (tight ? 1.0f : 2.0f));
  draw_text(p, {m, y, text_w, said_h + 0.5f}, message.text, said);
  y += said_h + (tight ? 3 : 8);
  const float digit_h = std::clamp(H - 8 - (portrait ? 0 : 21 + y), 12.0f, tight ? 16.0f : 28.0f);
  draw_digit_boxes(p, {m, y, text_w, digit_h}, model.gate.min_digits, state.own.digits.size());
  y += digit_h + (tight ? 5 : 12);
  const float leave_h = (tight ? 17 : 26) * std::max(1.0f, k * 0.85f);
  const Rect leave{m, H - 8 - leave_h, portrait ? W - 2 * m : text_w, leave_h};
  Intent out;
  const Rect pad = portrait ? Rect{m, y, W - 2 * m, std::min(leave.y - kGap - y, 4 * 46 * k)} : Rect{2 * m + text_w, top, W - 3 * m - text_w, H - 8 - top};
  if (draw_digit_pad(p, pad, state.own.digits, {.most = model.gate.max_digits, .enabled = !locked})) {
    out = intent(model, IntentKind::pin_entered, 0, state.own.digits);
    state.own.digits.clear();
  }
  if (model.gate.can_leave && button(p, leave, p.word(Text::gate_leave), {.look = Look::outlined, .em = 11 * k, .icon = Icon::arrow_back})) out = intent(model, IntentKind::leave_staff);
  return out;
}

}  // namespace openday::ui
