// What an item of a score sheet is answered with: grades, marks by one tap, options as rows, a text. Nothing is chosen beforehand.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/screens/sheet_parts.h"
#include "kiosk/ui/widgets/grades.h"

namespace openday::ui {
namespace {

// ---- marks ----

// As many as stand side by side without falling below a target's size.
int mark_columns(float width, int count) {
  const int most = std::max(1, static_cast<int>((width + kGap) / (kTarget + 1 + kGap)));
  if (count <= most) return count;
  const int rows = (count + most - 1) / most;
  return (count + rows - 1) / rows;
}

float marks_height(const Painter& p, float width, int count, float row_h) {
  const int columns = mark_columns(width, count), rows = (count + columns - 1) / columns;
  return static_cast<float>(rows) * (row_h * std::max(1.0f, p.theme().scale() * 0.9f) + kGap) - kGap;
}

bool mark_key(Painter& p, Rect rect, const std::string& label, bool chosen, bool enabled) {
  const Palette& c = p.color();
  const bool tapped = enabled && p.target(rect, label);
  const Color fill = chosen ? c.azurite : enabled ? c.paper : c.silk;
  p.outlined(rect, 5, enabled && p.held() ? mix(fill, c.ink, 0.1f) : fill, chosen ? c.azurite : enabled ? c.control : c.line, p.theme().outline());
  TextStyle text{.face = Face::bold, .color = chosen ? c.white : enabled ? c.ink : c.ink_2, .align = Align::centre, .max_lines = 1};
  text.em = fitting_em(p, rect.w - 3.6f, label, text, {12 * p.theme().scale(), p.theme().body(), p.theme().secondary(), 8, 7, 6});
  draw_text_middle(p, rect, label, text);
  return tapped;
}

// Keys `labels` in rows; returns the index that was tapped, or -1.
int draw_keys(Painter& p, Rect box, const std::vector<std::string>& labels, int chosen, bool enabled) {
  const int count = static_cast<int>(labels.size()), columns = mark_columns(box.w, count), rows = (count + columns - 1) / columns;
  const float w = (box.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns), h = (box.h - kGap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
  int out = -1;
  for (int i = 0; i < count; ++i) {
    const Rect rect{box.x + static_cast<float>(i % columns) * (w + kGap), box.y + static_cast<float>(i / columns) * (h + kGap), w, h};
    if (mark_key(p, rect, labels[static_cast<std::size_t>(i)], i == chosen, enabled)) out = i;
  }
  return out;
}

std::vector<std::string> numbers(const std::string& before, int count, int step) {
  std::vector<std::string> out;
  for (int i = 0; i < count; ++i) out.push_back(before + std::to_string(i * step));
  return out;
}

float caption_height(const Painter& p) { return p.theme().secondary() * kLineSpacing + 2; }

void draw_caption(Painter& p, Rect row, const std::string& words, Align align = Align::left) {
  draw_text_middle(p, row, words, {.em = p.theme().secondary(), .color = p.color().ink_2, .align = align, .max_lines = 1});
}

// The least height of these keys.
float least_height(float width, int count) {
  const int columns = mark_columns(width, count), rows = (count + columns - 1) / columns;
  return static_cast<float>(rows) * (kTarget + kGap) - kGap;
}

Intent draw_marks_10(const Model& model, Painter& p, Rect box) {
  const float caption = box.h >= caption_height(p) + least_height(box.w, 11) ? caption_height(p) : 0;
  if (caption > 0) draw_caption(p, {box.x, box.y, box.w, caption}, p.word(Text::sheet_range_10));
  const int tapped = draw_keys(p, {box.x, box.y + caption, box.w, box.h - caption}, numbers("", 11, 1), model.sheet.question.value, !model.sheet.saving);
  return tapped >= 0 ? intent(model, IntentKind::choose_mark, tapped) : Intent{};
}

constexpr float kNumber = 26;   // the marks so far, large

float least_for_100(const Painter& p, float width) { return 2 * caption_height(p) + least_height(width, 11) + least_height(width, 10) + 2; }

std::string points(const Painter& p, int value) { return value < 0 ? "—" : fill_in(p.word(Text::sheet_points), {std::to_string(value)}); }

int with_tens(int value, int tens) { return std::min(100, tens * 10 + (value < 0 || tens == 10 ? 0 : value % 10)); }
int with_units(int value, int units) { return (value < 0 ? 0 : value / 10 * 10) + units; }

// Where both rows do not fit: the tens, then the units, and back by a key of its own.
Intent draw_marks_100_in_steps(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const int value = model.sheet.question.value;
  bool& units_step = state.own.step_two;
  if (value < 0 || value == 100) units_step = false;
  const bool captioned = box.h >= caption_height(p) + least_height(box.w, 11);
  const float caption = captioned ? caption_height(p) : 0;
  if (captioned) {
    draw_caption(p, {box.x, box.y, box.w, caption}, p.word(units_step ? Text::sheet_units : Text::sheet_tens_short));
    draw_text_middle(p, {box.x, box.y, box.w, caption}, points(p, value), {.face = Face::bold, .em = p.theme().secondary(), .color = p.color().azurite, .align = Align::right, .max_lines = 1});
  }
  const Rect keys{box.x, box.y + caption, box.w, box.h - caption};
  if (!units_step) {
    const int tens = draw_keys(p, keys, numbers("", 11, 10), value < 0 ? -1 : value / 10, !model.sheet.saving);
    if (tens < 0) return {};
    units_step = tens < 10;
    return intent(model, IntentKind::choose_mark, with_tens(value, tens));
  }
  std::vector<std::string> labels = numbers("+", 10, 1);
  labels.push_back("←");
  const int units = draw_keys(p, keys, labels, value % 10, !model.sheet.saving);
  if (units == 10) units_step = false;
  return units < 0 || units == 10 ? Intent{} : intent(model, IntentKind::choose_mark, with_units(value, units));
}

Intent draw_marks_100(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  if (box.h < least_for_100(p, box.w)) return draw_marks_100_in_steps(model, state, box);
  const int value = model.sheet.question.value;
  const float caption = caption_height(p), k = p.theme().scale();
  const bool large = box.h > least_for_100(p, box.w) + kNumber + kGap;
  const std::string said = points(p, value);
  float y = box.y;
  if (large) {
    draw_text_middle(p, {box.x, y, box.w, kNumber}, said, {.face = Face::bold, .em = 18 * std::min(k, 1.2f), .color = value < 0 ? p.color().ink_2 : p.color().azurite, .align = Align::centre, .max_lines = 1});
    y += kNumber;
  }
  const float tens_share = marks_height(p, box.w, 11, 24), units_share = marks_height(p, box.w, 10, 24);
  const float keys = box.bottom() - y - 2 * caption - (large ? kGap : 2);
  const float tens_h = keys * tens_share / (tens_share + units_share), units_h = keys - tens_h;
  draw_caption(p, {box.x, y, box.w, caption}, p.word(large ? Text::sheet_tens : Text::sheet_tens_short));
  if (!large && value >= 0) draw_text_middle(p, {box.x, y, box.w, caption}, said, {.face = Face::bold, .em = p.theme().secondary(), .color = p.color().azurite, .align = Align::right, .max_lines = 1});
  y += caption;
  Intent out;
  const int tens = draw_keys(p, {box.x, y, box.w, tens_h}, numbers("", 11, 10), value < 0 ? -1 : value / 10, !model.sheet.saving);
  if (tens >= 0) out = intent(model, IntentKind::choose_mark, with_tens(value, tens));
  y += tens_h + (large ? kGap : 2);
  draw_caption(p, {box.x, y, box.w, caption}, p.word(Text::sheet_units));
  y += caption;
  const int units = draw_keys(p, {box.x, y, box.w, units_h}, numbers("+", 10, 1), value < 0 || value == 100 ? -1 : value % 10, !model.sheet.saving && value != 100);
  if (units >= 0) out = intent(model, IntentKind::choose_mark, with_units(value, units));
  return out;
}

// ---- options ----

float option_height(const Painter& p) { return 23 * std::max(1.0f, p.theme().scale() * 0.9f); }

// Circle or square, filled when chosen: one of, any of.
void draw_choice_mark(Painter& p, Point centre, float size, bool round, bool chosen) {
  const Palette& c = p.color();
  const Rect box{centre.x - size / 2, centre.y - size / 2, size, size};
  p.outlined(box, round ? size / 2 : 2, chosen ? c.azurite : c.paper, chosen ? c.azurite : c.control, 0.8f);
  if (!chosen) return;
  if (round) p.circle(centre, size * 0.2f, c.white);
  else draw_icon(p, Icon::check, centre, size * 0.85f, c.white);
}

bool option_row(Painter& p, Rect rect, const SheetOption& one, bool round, bool enabled) {
  const Palette& c = p.color();
  const bool tapped = enabled && p.target(rect, one.text);
  const Color fill = one.chosen ? c.azurite_5 : c.paper;
  p.outlined(rect, 5, enabled && p.held() ? mix(fill, c.ink, 0.1f) : fill, one.chosen ? c.azurite : c.control, one.chosen ? 1.0f : p.theme().outline());
  const float mark = 8 * std::min(1.2f, p.theme().scale());
  draw_choice_mark(p, {rect.x + 5 + mark / 2, rect.cy()}, mark, round, one.chosen);
  const float x = rect.x + 5 + mark + 5;
  TextStyle text{.face = one.chosen ? Face::bold : Face::regular, .color = one.chosen ? c.azurite : c.ink, .line = 1.2f, .max_lines = rect.h > 2.4f * p.theme().secondary() + 2 ? 2 : 1};
  text.em = fitting_em(p, rect.right() - x - 3, one.text, text, {p.theme().body() * 1.1f, p.theme().body(), p.theme().secondary()}, 1);
  draw_text_middle(p, {x, rect.y, rect.right() - x - 3, rect.h}, one.text, text);
  return tapped;
}

Intent draw_options(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const SheetQuestion& q = model.sheet.question;
  const bool round = q.kind == SheetItemKind::one_of;
  const float turn_h = kTarget + 0.2f, caption = box.h >= caption_height(p) + turn_h + kTarget + kGap ? caption_height(p) : 0;
  if (caption > 0) draw_caption(p, {box.x, box.y, box.w, caption}, p.word(round ? Text::sheet_one_of : Text::sheet_any_of));
  Rect list{box.x, box.y + caption, box.w, box.h - caption};
  const int count = static_cast<int>(q.options.size());
  const float row_h = std::max(kTarget, std::min(option_height(p), list.h - turn_h - kGap));
  const auto rows_in = [&](float h) { return std::max(1, static_cast<int>((h + kGap + 0.1f) / (row_h + kGap))); };
  const int columns = count > rows_in(list.h) && box.w > 150 * p.theme().scale() ? 2 : 1;
  int per_page = rows_in(list.h) * columns;
  const bool paged = count > per_page;
  if (paged) per_page = rows_in(list.h - turn_h - kGap) * columns;
  const int pages = std::max(1, (count + per_page - 1) / per_page);
  int& number = state.own.list_page;
  number = std::clamp(number, 0, pages - 1);
  const float w = (list.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  Intent out;
  for (int i = number * per_page; i < std::min(count, (number + 1) * per_page); ++i) {
    const int at = i - number * per_page;
    const Rect rect{list.x + static_cast<float>(at % columns) * (w + kGap), list.y + static_cast<float>(at / columns) * (row_h + kGap), w, row_h};
    if (option_row(p, rect, q.options[static_cast<std::size_t>(i)], round, !model.sheet.saving)) out = intent(model, IntentKind::toggle_option, i);
  }
  if (paged) draw_turn(p, {list.x, list.bottom() - turn_h, list.w, turn_h}, number, pages);
  return out;
}

// ---- a text ----

Intent draw_written(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const std::string& text = model.sheet.question.text;
  const bool tapped = !model.sheet.saving && p.target(box, p.word(Text::sheet_write));
  draw_card(p, box);
  const float k = p.theme().scale();
  draw_icon(p, Icon::edit, {box.x + 12, box.y + std::min(box.h / 2, 14 * k)}, 10 * k, c.ink);
  const Rect inner{box.x + 22, box.y + 4, box.w - 28, box.h - 8};
  const TextStyle style{.em = p.theme().body(), .color = text.empty() ? c.ink_2 : c.ink, .max_lines = 0};
  draw_text(p, {inner.x, inner.y + std::max(0.0f, std::min(box.h / 2, 14 * k) - 4 - style.em * 0.68f), inner.w, inner.h}, text.empty() ? p.word(Text::sheet_write) : text, style);
  return tapped ? intent(model, IntentKind::write_comment) : Intent{};
}

}  // namespace

float sheet_answer_height(const Model& model, const Painter& p, float width) {
  const float k = std::max(1.0f, p.theme().scale() * 0.9f);
  switch (model.sheet.question.kind) {
    case SheetItemKind::grade: return grades_in_columns(width) ? 66 * k : 5 * kRatingTarget + 4 * kGap;
    case SheetItemKind::marks_10: return caption_height(p) + marks_height(p, width, 11, 32);
    case SheetItemKind::marks_100: return kNumber + 2 * caption_height(p) + marks_height(p, width, 11, 26) + marks_height(p, width, 10, 26) + kGap;
    case SheetItemKind::text: return 70 * k;
    case SheetItemKind::one_of:
    case SheetItemKind::any_of: break;
  }
  return caption_height(p) + static_cast<float>(model.sheet.question.options.size()) * (option_height(p) + kGap) - kGap + 0.5f;
}

Intent draw_sheet_answer(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const SheetQuestion& q = model.sheet.question;
  switch (q.kind) {
    case SheetItemKind::grade: {
      const int tapped = draw_grades(p, box, {model.sheet.words, std::max(0, q.value), !model.sheet.saving});
      return tapped > 0 ? intent(model, IntentKind::choose_grade, tapped) : Intent{};
    }
    case SheetItemKind::marks_10: return draw_marks_10(model, p, box);
    case SheetItemKind::marks_100: return draw_marks_100(model, state, box);
    case SheetItemKind::one_of:
    case SheetItemKind::any_of: return draw_options(model, state, box);
    case SheetItemKind::text: break;
  }
  return draw_written(model, state, box);
}

}  // namespace openday::ui
