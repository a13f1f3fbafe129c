// A code of another system: the digits that only its guest knows. Nothing about the guest is shown before they agree.
#include <algorithm>

#include <fmt/core.h>

#include "kiosk/ui/screens/door_page.h"
#include "kiosk/ui/widgets/digit_pad.h"

namespace openday::ui {
namespace {

void draw_boxes(Painter& p, Rect row, const std::string& typed, int count) {
  const Palette& c = p.color();
  const float w = std::min(34.0f, (row.w - 6 * static_cast<float>(count - 1)) / static_cast<float>(count)), whole = w * static_cast<float>(count) + 6 * static_cast<float>(count - 1);
  for (int i = 0; i < count; ++i) {
    const Rect box{row.cx() - whole / 2 + static_cast<float>(i) * (w + 6), row.y, w, row.h};
    const bool filled = i < static_cast<int>(typed.size());
    p.outlined(box, 4, c.paper, filled ? c.azurite : c.control, filled ? 1.0f : p.theme().outline());
    if (filled) draw_text_middle(p, box, typed.substr(static_cast<std::size_t>(i), 1), {.face = Face::bold, .em = std::min(18.0f, row.h * 0.7f), .color = c.ink, .align = Align::centre});
  }
}

}  // namespace

Intent draw_confirm_fact(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const ConfirmFact& fact = model.fact;
  if (state.own.attempt != fact.attempt) {
    state.own.digits.clear();
    state.own.attempt = fact.attempt;
  }
  const bool wait = fact.wait_seconds > 0, tight = p.theme().tight(), portrait = p.theme().portrait();
  auto page = begin_door_page(model, state, p.word(Text::fact_title), {}, portrait ? 1.0f : 0.46f);
  Intent out = page.intent;
  const Rect box = page.box;
  const float left_w = portrait ? box.w : box.w * 0.46f;
  const std::string said = wait ? fill_in(p.word(Text::fact_wait), {fmt::format("{}:{:02}", fact.wait_seconds / 60, fact.wait_seconds % 60)}) : p.word(fact.wrong ? Text::fact_wrong : Text::fact_why);
  const TextStyle style{.face = wait || fact.wrong ? Face::bold : Face::regular, .em = p.theme().body(), .color = wait || fact.wrong ? c.cinnabar : c.ink, .line = 1.3f, .max_lines = 3};
  // Room for the longest of them, so that nothing moves when it changes.
  float said_h = 0;
  for (const Text text : {Text::fact_why, Text::fact_wrong, Text::fact_wait})
    said_h = std::max(said_h, measure_text(p, left_w, fill_in(p.word(text), {"0:00"}), {.face = Face::bold, .em = style.em, .line = 1.3f, .max_lines = 3}).height + 0.5f);
  const float k = p.theme().scale(), lower = portrait && !tight ? std::max(0.0f, (box.h - said_h - 66 - 4 * 46 * k) * 0.5f) : 0;
  draw_text(p, {box.x, box.y + lower, left_w, said_h}, said, style);
  const float boxes_y = box.y + lower + said_h + (tight ? 3 : 10), boxes_h = std::clamp(box.bottom() - boxes_y - (portrait ? 90.0f : 0.0f), 14.0f, tight ? 18.0f : 40.0f);
  draw_boxes(p, {box.x, boxes_y, left_w, boxes_h}, state.own.digits, fact.digits);
  const float pad_y = portrait ? boxes_y + boxes_h + (tight ? 4 : 14) : page.whole.y;
  const Rect pad{portrait ? box.x : box.x + left_w + 12, pad_y, portrait ? box.w : box.w - left_w - 12, std::min(box.bottom() - pad_y, 4 * 46 * k)};
  if (draw_digit_pad(p, pad, state.own.digits, {.least = fact.digits, .most = fact.digits, .enabled = !wait})) {
    out = intent(model, IntentKind::fact_entered, 0, state.own.digits);
    state.own.digits.clear();
  }
  return out;
}

}  // namespace openday::ui
