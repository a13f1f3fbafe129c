// The digits that only the guest knows: of a code of another system, when nothing about the guest is shown before they agree; of a guest
// who found himself by name, under the card that was chosen.
#include <algorithm>

#include <fmt/core.h>

#include "kiosk/ui/screens/door_page.h"
#include "kiosk/ui/screens/find_cards.h"
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

// Who found himself by name: not me after all, or a new number.
Intent draw_ways(const Model& model, Painter& p, Rect row) {
  const float w = (row.w - kGap) / 2;
  Intent out;
  if (button(p, {row.x, row.y, w, row.h}, p.word(Text::find_not_me), {.look = Look::floating, .em = p.theme().body(), .icon = Icon::arrow_back})) out = intent(model, IntentKind::find_by_name);
  if (button(p, {row.x + w + kGap, row.y, w, row.h}, p.word(Text::find_number_changed), {.look = Look::floating, .em = p.theme().body(), .icon = Icon::hand})) out = intent(model, IntentKind::call_staff);
  return out;
}

// What is said above the boxes, and the most that will be, so that nothing moves when it changes.
struct Said {
  std::string words;
  TextStyle style;
  float height = 0;
};
// In no more than `room`, where the digits leave little.
Said said_of(const Model& model, const Painter& p, float width, float room) {
  const ConfirmFact& fact = model.fact;
  const bool wait = fact.wait_seconds > 0, loud = wait || fact.wrong, found = fact.guest.has_value();
  const Text plain = found ? Text::find_confirm_tail : Text::fact_why, wrong = found ? Text::find_tail_wrong : Text::fact_wrong;
  Said out;
  out.words = wait ? fill_in(p.word(Text::fact_wait), {fmt::format("{}:{:02}", fact.wait_seconds / 60, fact.wait_seconds % 60)}) : p.word(fact.wrong ? wrong : plain);
  out.style = {.face = loud ? Face::bold : Face::regular, .em = p.theme().body(), .color = loud ? p.color().cinnabar : p.color().ink, .line = 1.3f, .max_lines = 3};
  for (const float em : {p.theme().body(), p.theme().secondary()}) {
    out.style.em = em, out.height = 0;
    for (const Text text : {plain, wrong, Text::fact_wait})
      out.height = std::max(out.height, measure_text(p, width, fill_in(p.word(text), {"0:00"}), {.face = Face::bold, .em = em, .line = 1.3f, .max_lines = 3}).height + 0.5f);
    if (out.height <= room) break;
  }
  out.height = std::min(out.height, std::max(room, out.style.em * 1.3f));
  return out;
}

}  // namespace

Intent draw_confirm_fact(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const ConfirmFact& fact = model.fact;
  if (state.own.attempt != fact.attempt) {
    state.own.digits.clear();
    state.own.attempt = fact.attempt;
  }
  const bool tight = p.theme().tight(), portrait = p.theme().portrait(), found = fact.guest.has_value();
  auto page = begin_door_page(model, state, p.word(found ? Text::find_is_it_you : Text::fact_title), {}, portrait ? 1.0f : 0.46f);
  Intent out = page.intent;
  const float k = p.theme().scale(), gap = tight ? kGap : 8.0f, row_h = found ? (tight ? kTarget + 0.3f : 24.0f) * std::max(1.0f, k * 0.85f) : 0;
  Rect box = page.box;
  if (found) {
    if (Intent did = draw_ways(model, p, {box.x, box.bottom() - row_h, portrait ? box.w : box.w * 0.46f, row_h})) out = did;
    box.h -= row_h + gap;
  }
  const float left_w = portrait ? box.w : box.w * 0.46f;
  const float card_wish = found ? found_card_height(p) : 0, pad_least = 4 * (kTarget + kGap);
  const Said said = said_of(model, p, left_w, box.h - 14 - (tight ? 5 : 24) - (portrait ? pad_least - kGap + 1.5f : 0));
  const float spare = box.h - said.height - (portrait ? pad_least : 0) - 18 - (tight ? 3 : 10) - gap;
  const bool card = found && spare >= least_found_card_height(p);
  const float card_h = card ? std::min(card_wish, spare) : 0, above = card ? card_h + gap : 0;
  const float lower = portrait && !tight ? std::max(0.0f, (box.h - above - said.height - 66 - 4 * 46 * k) * 0.5f) : 0;
  float y = box.y + lower;
  if (card) draw_found_card(p, {box.x, y, left_w, card_h}, *fact.guest, true);
  y += above;
  draw_text(p, {box.x, y, left_w, said.height}, said.words, said.style);
  const float boxes_y = y + said.height + (tight ? 2 : 10), boxes_h = std::clamp(box.bottom() - boxes_y - (portrait ? 90.0f : 0.0f), 14.0f, tight ? 18.0f : 40.0f);
  draw_boxes(p, {box.x, boxes_y, left_w, boxes_h}, state.own.digits, fact.digits);
  const float pad_y = portrait ? boxes_y + boxes_h + (tight ? 3 : 14) : page.whole.y, pad_bottom = portrait ? box.bottom() : page.box.bottom();
  const Rect pad{portrait ? box.x : box.x + left_w + 12, pad_y, portrait ? box.w : box.w - left_w - 12, std::min(pad_bottom - pad_y, 4 * 46 * k)};
  if (draw_digit_pad(p, pad, state.own.digits, {.least = fact.digits, .most = fact.digits, .enabled = fact.wait_seconds == 0})) {
    out = intent(model, IntentKind::fact_entered, 0, state.own.digits);
    state.own.digits.clear();
  }
  return out;
}

}  // namespace openday::ui
