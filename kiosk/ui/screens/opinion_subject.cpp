// What an opinion is about: one tap. Turned over where there are more subjects than room.
#include <algorithm>

#include "kiosk/ui/screens/opinion_page.h"

namespace openday::ui {
namespace {

struct Grid {
  int columns = 2, rows = 4;
  float w = 0, h = 0;
  [[nodiscard]] int cells() const { return columns * rows; }
};

Grid grid_for(const Painter& p, Rect box, int count) {
  const float k = p.theme().scale();
  Grid grid;
  grid.columns = p.theme().portrait() ? (box.w > 110 * k ? 2 : 1) : box.w > 300 * k ? 4 : box.w > 150 * k ? 3 : 2;
  if (!p.theme().portrait() && p.theme().tight()) grid.columns = 4;
  grid.w = (box.w - kGap * static_cast<float>(grid.columns - 1)) / static_cast<float>(grid.columns);
  const int wanted = (count + grid.columns - 1) / grid.columns, room = std::max(1, static_cast<int>((box.h + kGap) / (kTarget + 0.5f + kGap)));
  grid.rows = std::clamp(wanted, 1, room);
  grid.h = std::clamp((box.h - kGap * static_cast<float>(grid.rows - 1)) / static_cast<float>(grid.rows), kTarget, 36 * k);
  return grid;
}

}  // namespace

Intent draw_opinion_subject(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Opinion& opinion = model.opinion;
  auto page = begin_opinion_page(model, state, p.word(Text::opinion_which), {}, {});
  Intent out = page.intent;
  const int count = static_cast<int>(opinion.subjects.size());
  const Grid grid = grid_for(p, page.box, count);
  const bool turns = count > grid.cells();
  const int shown = turns ? std::max(1, grid.cells() - 1) : count, pages = (count + shown - 1) / std::max(shown, 1);
  int& number = state.own.list_page;
  number = std::clamp(number, 0, std::max(0, pages - 1));
  const float whole = static_cast<float>(grid.rows) * (grid.h + kGap) - kGap;
  const float lower = p.theme().portrait() && !p.theme().tight() ? std::max(0.0f, (page.box.h - whole) * 0.45f) : 0;   // within reach
  const auto cell = [&](int i) {
    return Rect{page.box.x + static_cast<float>(i % grid.columns) * (grid.w + kGap), page.box.y + lower + static_cast<float>(i / grid.columns) * (grid.h + kGap), grid.w, grid.h};
  };
  for (int i = 0; i < shown && number * shown + i < count; ++i) {
    const int index = number * shown + i;
    const ButtonStyle style{.look = index == opinion.subject ? Look::chosen : Look::floating, .em = 12 * p.theme().scale()};
    if (button(p, cell(i), opinion.subjects[static_cast<std::size_t>(index)], style)) out = intent(model, IntentKind::choose_subject, index);
  }
  if (turns && button(p, cell(grid.cells() - 1), p.word(Text::opinion_more), {.look = Look::outlined, .em = p.theme().body()})) number = (number + 1) % pages;
  return out;
}

}  // namespace openday::ui
