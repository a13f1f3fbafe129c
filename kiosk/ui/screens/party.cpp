// How many of a party come now: one tap each way, nothing chosen beforehand. All of them is the large button; who comes later shows
// the code again.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/screens/door_page.h"

namespace openday::ui {
namespace {

constexpr int kMostButtons = 12;   // a larger party counts with plus and minus

std::string who(const Party& party) { return party.name + (party.name.empty() || party.category.empty() ? "" : " · ") + party.category; }

struct Grid {
  int columns = 0;
  float w = 0, h = 0;
};
// Buttons for 1 .. count in the box; none where they would be too small.
Grid grid_for(const Painter& p, Rect box, int count) {
  const float k = p.theme().scale();
  const int rows_most = static_cast<int>((box.h + kGap) / (kTarget + 2 + kGap));
  if (rows_most < 1) return {};
  const int rows = std::min(rows_most, static_cast<int>(std::ceil(static_cast<float>(count) / 4)));
  Grid out;
  out.columns = (count + rows - 1) / rows;
  out.w = (box.w - kGap * static_cast<float>(out.columns - 1)) / static_cast<float>(out.columns);
  out.h = std::min(30 * k, (box.h - kGap * static_cast<float>(rows - 1)) / static_cast<float>(rows));
  return out.w < 22 * k ? Grid{} : out;
}

Intent draw_part(const Model& model, ScreenState& state, Rect box, const Grid& grid) {
  Painter& p = state.paint;
  Intent out;
  for (int n = 1; n < model.party.left; ++n) {
    const auto column = static_cast<float>((n - 1) % grid.columns), row = static_cast<float>((n - 1) / grid.columns);
    const Rect rect{box.x + column * (grid.w + kGap), box.y + row * (grid.h + kGap), grid.w, grid.h};
    if (button(p, rect, fill_in(p.word(Text::party_count), {std::to_string(n)}), {.look = Look::floating, .em = 12 * p.theme().scale()})) out = intent(model, IntentKind::choose_persons, n);
  }
  return out;
}

Intent draw_count(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const float k = p.theme().scale(), h = std::min(28 * k, (box.h - kGap) / 2);
  int& count = state.own.count;
  if (count < 1 || count > model.party.left) count = model.party.left - 1;
  count = draw_stepper(p, {box.x, box.y, box.w, h}, count, 1, model.party.left);
  if (button(p, {box.x, box.y + h + kGap, box.w, h}, fill_in(p.word(Text::party_enter), {std::to_string(count)}), {.look = Look::outlined, .em = 12 * k, .icon = Icon::people}))
    return intent(model, IntentKind::choose_persons, count);
  return {};
}

}  // namespace

Intent draw_party(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Party& party = model.party;
  const float k = p.theme().scale();
  const bool one = party.left <= 1, tight = p.theme().tight();
  std::string below = who(party);
  if (tight && !p.theme().portrait()) below.clear();
  else if (!one) below += (below.empty() ? "" : "\n") + fill_in(p.word(Text::party_left), {std::to_string(party.left)});
  auto page = begin_door_page(model, state, p.word(one ? Text::party_title_one : Text::party_title), below);
  Intent out = page.intent;
  // Within reach: the lower half of a tall page.
  const float lower = p.theme().portrait() && !tight ? std::max(0.0f, (page.box.h - 190 * k) * 0.5f) : 0;
  const Rect box{page.box.x, page.box.y + lower, page.box.w, page.box.h - lower};
  const float main_h = std::min(box.h, std::max(kTarget + 0.3f, std::min((tight ? 24 : 44) * k, one ? box.h : box.h * 0.34f)));
  const std::string all = one ? p.word(Text::party_one) : fill_in(p.word(Text::party_all), {std::to_string(party.left)});
  if (button(p, {box.x, box.y, box.w, main_h}, all, {.look = Look::main, .em = 16 * k, .icon = one ? Icon::how_to_reg : Icon::people})) out = intent(model, IntentKind::choose_persons, std::max(party.left, 1));
  if (one) return out;
  const float body = p.theme().body(), gap = tight ? 2.0f : 12.0f, words_h = body * kLineSpacing;
  float y = box.y + main_h + gap;
  const bool words = box.bottom() - y - words_h > 2 * (kTarget + kGap);
  if (words) draw_text(p, {box.x, y, box.w, words_h + 0.5f}, p.word(Text::party_some), {.em = body, .color = p.color().ink, .max_lines = 1});
  y += words ? words_h + (tight ? 2 : 4) : kGap - gap;
  const Rect rest{box.x, std::max(y, box.y + main_h + kGap), box.w, box.bottom() - std::max(y, box.y + main_h + kGap)};
  const Grid grid = party.left <= kMostButtons ? grid_for(p, rest, party.left - 1) : Grid{};
  if (Intent did = grid.columns > 0 ? draw_part(model, state, rest, grid) : draw_count(model, state, rest)) out = did;
  return out;
}

}  // namespace openday::ui
