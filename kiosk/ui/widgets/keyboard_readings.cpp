// Nine keys: beside them a column of what the first syllable not settled may be. A tap settles it.
#include <algorithm>

#include "kiosk/ui/widgets/keyboard_parts.h"

namespace openday::ui {
namespace {

constexpr float kLeastColumn = 20, kMostColumn = 44, kShare = 0.14f;

Intent reading_key(const Model& model, Painter& p, Rect cell, std::size_t number) {
  const std::string& reading = model.keyboard.readings[number];
  const bool tapped = p.target(cell, reading);
  if (p.held()) p.fill_round(cell.inset(1), 3, p.color().azurite_4);
  TextStyle style{.face = number == 0 ? Face::bold : Face::regular, .em = 11 * p.theme().scale(), .color = number == 0 ? p.color().azurite : p.color().ink, .align = Align::centre, .max_lines = 1};
  style.em = fitting_em(p, cell.w - 2, reading, style, {std::max(p.theme().secondary(), std::min(style.em, cell.h * 0.7f)), p.theme().secondary()});
  draw_text_middle(p, cell, reading, style);
  return tapped ? intent(model, IntentKind::choose_reading, static_cast<int>(number)) : Intent{};
}

void turn_key(Painter& p, Rect cell, KeyboardTouch& touch, std::size_t next) {
  const std::string& word = p.word(Text::keyboard_more);
  if (p.target(cell, word)) touch.readings_from = next;
  if (p.held()) p.fill_round(cell.inset(1), 3, p.color().azurite_4);
  if (p.fonts().has_icons()) draw_icon(p, Icon::expand_more, {cell.cx(), cell.cy()}, std::min(11 * p.theme().scale(), cell.h * 0.75f), p.color().azurite);
  else draw_text_middle(p, cell, word, {.em = p.theme().secondary(), .color = p.color().azurite, .align = Align::centre, .max_lines = 1});
}

Intent draw_readings(const Model& model, ScreenState& state, Rect column) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  KeyboardTouch& touch = state.own.keyboard;
  const auto& readings = model.keyboard.readings;
  if (p.theme().high_contrast()) p.outlined(column, kKeyRadius, c.paper, c.ink, p.theme().outline());
  else p.fill_round(column, kKeyRadius, readings.empty() ? mix(c.silk_2, c.dot, 0.12f) : c.paper);
  if (readings.empty()) return {};
  if (touch.readings_of != model.keyboard.keys) touch.readings_of = model.keyboard.keys, touch.readings_from = 0;
  if (touch.readings_from >= readings.size()) touch.readings_from = 0;
  const float wish = std::max(kLeastKey + 0.3f, 19 * std::min(p.theme().scale(), 1.2f));
  const auto rows = static_cast<std::size_t>(std::max(1.0f, (column.h + kGap) / (wish + kGap)));
  const bool turns = readings.size() > rows && rows > 1;
  const std::size_t shown = turns ? rows - 1 : rows;
  const float h = (column.h + kGap) / static_cast<float>(rows) - kGap;
  const auto cell = [&](std::size_t row) { return Rect{column.x, column.y + static_cast<float>(row) * (h + kGap), column.w, h}; };
  p.number_targets_from(kCandidateTargets + 500);
  Intent out;
  for (std::size_t row = 0; row < shown && touch.readings_from + row < readings.size(); ++row) {
    if (Intent did = reading_key(model, p, cell(row), touch.readings_from + row)) out = did;
    if (row + 1 < rows) p.fill({column.x + 3, cell(row).bottom() + kGap / 2 - 0.2f, column.w - 6, p.theme().high_contrast() ? 0.6f : 0.4f}, c.line);
  }
  if (turns) turn_key(p, cell(rows - 1), touch, touch.readings_from + shown < readings.size() ? touch.readings_from + shown : 0);
  return out;
}

}  // namespace

float readings_width(float width) { return std::clamp(width * kShare, kLeastColumn, kMostColumn); }

Intent draw_nine_keys(const Model& model, ScreenState& state, Rect box, const KeyboardLayout& layout, const KeyboardLook& look) {
  const float w = readings_width(box.w);
  Intent out = draw_readings(model, state, {box.x, box.y, w, box.h});
  if (Intent did = draw_keys(model, state, {box.x + w + kGap, box.y, box.w - w - kGap, box.h}, layout, look)) out = did;
  return out;
}

}  // namespace openday::ui
