// The last look at a score sheet: every answer, changed by a tap on it, handed in once.
#include <algorithm>

#include "kiosk/ui/screens/door_page.h"
#include "kiosk/ui/screens/sheet_parts.h"
#include "kiosk/ui/widgets/grades.h"

namespace openday::ui {
namespace {

struct Row {
  const SheetLine* line = nullptr;   // null: the heading of a subject
  std::string heading;
  int index = 0;
};

std::vector<Row> rows_of(const Model& model) {
  std::vector<Row> out;
  int index = 0;
  for (const SheetLine& line : model.sheet.lines) {
    if (!line.subject.empty()) out.push_back({nullptr, line.subject, 0});
    out.push_back({&line, {}, index++});
  }
  return out;
}

float row_height(const Painter& p) { return (p.theme().tight() ? 19.3f : 23.0f) * std::max(1.0f, p.theme().scale() * 0.95f); }

bool draw_line(const Model& model, Painter& p, Rect row, const SheetLine& line) {
  const Palette& c = p.color();
  const float k = p.theme().scale(), pad = 6;
  const bool tapped = !model.sheet.saving && p.target({row.x + 2, row.y + 2, row.w - 4, row.h - 4}, line.label);
  if (line.wanted) p.fill_round({row.x + 2, row.y + 1, row.w - 4, row.h - 2}, 3, p.theme().high_contrast() ? c.paper : c.ochre_4);
  const std::string answer = sheet_answer_text(model, p, line);
  const bool none = answer.empty();
  const std::string shown = line.wanted ? p.word(Text::sheet_required) : none ? p.word(line.begun ? Text::sheet_empty : Text::sheet_left_out) : answer;
  const float icon = p.fonts().has_icons() ? 8 * k : 0, answer_w = row.w * 0.42f;
  const Rect inner{row.x + pad, row.y, row.w - 2 * pad, row.h};
  TextStyle label{.color = c.ink, .line = 1.15f, .max_lines = p.theme().tight() ? 1 : 2};
  label.em = fitting_em(p, inner.w - answer_w - 4, line.label, label, {p.theme().body(), p.theme().secondary()}, 1);
  draw_text_middle(p, {inner.x, inner.y, inner.w - answer_w - 4, inner.h}, line.label, label);
  TextStyle said{.face = none && !line.wanted ? Face::regular : Face::bold, .color = line.wanted ? c.ochre : none ? c.ink_2 : c.azurite, .align = Align::right, .line = 1.15f, .max_lines = p.theme().tight() ? 1 : 2};
  said.em = fitting_em(p, answer_w - icon, shown, said, {p.theme().body(), p.theme().secondary()}, 1);
  draw_text_middle(p, {inner.right() - answer_w, inner.y, answer_w - icon, inner.h}, shown, said);
  if (icon > 0) draw_icon(p, Icon::chevron_right, {inner.right() - icon * 0.3f, inner.cy()}, icon, c.ink_2);
  return tapped;
}

Intent draw_lines(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const auto rows = rows_of(model);
  const float turn_h = kTarget + 5;
  draw_card(p, rect);
  const bool low = rect.h < row_height(p) + turn_h + kGap;   // rows on the left, turned over by buttons on the right
  const float row_h = low ? std::clamp((rect.h - 3.1f) / 2, kTarget + kGap + 0.3f, row_height(p)) : row_height(p);
  const int columns = !low && rect.w > 160 * p.theme().scale() && !p.theme().portrait() ? 2 : 1;
  const auto rows_in = [&](float h) { return std::max(1, static_cast<int>((h - 3) / row_h)); };
  int per_page = rows_in(rect.h) * columns;
  const int count = static_cast<int>(rows.size());
  const bool paged = count > per_page;
  if (paged && !low) per_page = rows_in(rect.h - turn_h) * columns;
  const int lines = per_page / columns;
  const float rows_w = paged && low ? rect.w * 0.42f : rect.w, w = (rows_w - 4 * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const int pages = std::max(1, (count + per_page - 1) / per_page);
  int& number = state.own.list_page;
  number = std::clamp(number, 0, pages - 1);
  Intent out;
  for (int i = number * per_page; i < std::min(count, (number + 1) * per_page); ++i) {
    const Row& row = rows[static_cast<std::size_t>(i)];
    const int at = i - number * per_page;
    const float x = rect.x + static_cast<float>(at / lines) * (w + 4), y = rect.y + 2 + static_cast<float>(at % lines) * row_h;
    if (at % lines > 0 && row.line) draw_hairline(p, {x + 6, y}, w - 12);
    if (!row.line) draw_text_middle(p, {x + 6, y, w - 12, row_h}, row.heading, {.face = Face::bold, .em = p.theme().secondary(), .color = p.color().ink_2, .max_lines = 1});
    else if (draw_line(model, p, {x, y, w, row_h}, *row.line)) out = intent(model, IntentKind::open_item, row.index);
  }
  if (paged && low) draw_turn(p, {rect.x + rows_w + kGap, rect.cy() - kTarget / 2 - 0.2f, rect.w - rows_w - kGap - 4, kTarget + 0.4f}, number, pages);
  else if (paged) draw_turn(p, {rect.x + 4, rect.bottom() - turn_h + 2.5f, rect.w - 8, turn_h - 4.8f}, number, pages);
  return out;
}

std::string hand_in_label(const Model& model, const Painter& p) {
  const ScoreSheet& s = model.sheet;
  if (s.saving) return p.word(Text::rating_saving);
  if (s.answered == 0) return p.word(Text::sheet_nothing);
  if (s.wanted > 0) return fill_in(p.word(Text::sheet_wanted), {std::to_string(s.wanted)});
  return p.word(s.failed ? Text::rating_not_saved : Text::rating_hand_in);
}

}  // namespace

std::string sheet_answer_text(const Model& model, const Painter& p, const SheetLine& line) {
  if (line.value < 0) return line.answer;
  if (line.kind == SheetItemKind::grade) return line.value >= 1 && line.value <= 5 ? grade_word(p, model.sheet.words, line.value) : std::string();
  return fill_in(p.word(Text::sheet_points), {std::to_string(line.value)});
}

void draw_turn(Painter& p, Rect row, int& number, int pages) {
  const float w = row.w * 0.36f, em = p.theme().secondary();
  if (button(p, {row.x, row.y, w, row.h}, p.word(Text::staff_previous), {.em = em, .icon = Icon::chevron_left, .enabled = number > 0, .radius = 4})) --number;
  if (button(p, {row.right() - w, row.y, w, row.h}, p.word(Text::staff_following), {.em = em, .icon = Icon::chevron_right, .icon_behind = true, .enabled = number + 1 < pages, .radius = 4})) ++number;
  draw_text_middle(p, {row.x + w, row.y, row.w - 2 * w, row.h}, std::to_string(number + 1) + " / " + std::to_string(pages), {.em = em, .color = p.color().ink, .align = Align::centre, .max_lines = 1});
}

Intent draw_sheet_review(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const ScoreSheet& s = model.sheet;
  const float k = p.theme().scale();
  const bool tight = p.theme().tight();
  const bool low = tight && !p.theme().portrait();
  const std::string below = low ? std::string() : p.word(s.renewed ? Text::sheet_renewed : Text::sheet_review_hint);
  const DoorPage page = begin_door_page(model, state, p.word(low && s.renewed ? Text::sheet_renewed : Text::sheet_review_title), below);
  Intent out = page.intent;
  const float buttons_h = (low ? 16 : tight ? 18 : 28) * std::max(1.0f, k * 0.85f), buttons_y = page.box.bottom() - buttons_h;
  if (Intent did = draw_lines(model, state, {page.box.x, page.box.y, page.box.w, buttons_y - kGap - page.box.y})) out = did;
  const float back_w = std::max(page.box.w * 0.32f, 30.0f);
  if (button(p, {page.box.x, buttons_y, back_w, buttons_h}, p.word(Text::sheet_previous), {.em = p.theme().body(), .icon = Icon::arrow_back, .enabled = !s.saving})) out = intent(model, IntentKind::previous_item);
  const bool ready = s.answered > 0 && s.wanted == 0 && !s.saving;
  const ButtonStyle style{.look = ready ? Look::main : Look::outlined, .em = 13 * k, .icon = ready ? std::optional(Icon::check) : std::nullopt, .icon_behind = true, .enabled = ready};
  if (button(p, {page.box.x + back_w + kGap, buttons_y, page.box.w - back_w - kGap, buttons_h}, hand_in_label(model, p), style)) out = intent(model, IntentKind::hand_in_sheet);
  return out;
}

}  // namespace openday::ui
