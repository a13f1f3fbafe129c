// A score sheet, one item a page: what is asked, what it is answered with, back and forth as one likes; the last look; and, when
// staff closed the round meanwhile, a word about that.
#include <algorithm>

#include "kiosk/ui/screens/door_page.h"
#include "kiosk/ui/screens/sheet_parts.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/grades.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

bool answered(const SheetQuestion& q) {
  return q.value >= 0 || !q.text.empty() || std::any_of(q.options.begin(), q.options.end(), [](const SheetOption& one) { return one.chosen; });
}

std::string subject_of(const Model& model, const Painter& p) {
  const SheetQuestion& q = model.sheet.question;
  std::string out = q.subject.empty() ? std::string() : fill_in(p.word(Text::rating_subject), {q.subject});
  if (!q.question.empty() && !q.label.empty()) out += (out.empty() ? "" : "  ·  ") + q.label;
  return out;
}

const std::string& asked(const SheetQuestion& q) { return q.question.empty() ? q.label : q.question; }

void draw_progress(const Model& model, Painter& p, Rect row, bool with_sign) {
  const ScoreSheet& s = model.sheet;
  const float k = p.theme().scale();
  float x = row.x;
  if (s.count <= 9) x = draw_dots(p, row, s.index, s.count) + 2;
  const TextStyle soft{.em = p.theme().secondary(), .color = p.color().ink_2, .max_lines = 1};
  const std::string& sign = p.word(s.anonymous ? Text::rating_anonymous : Text::sheet_named);
  const float icon = p.fonts().has_icons() ? 9 * k + 2 : 0, sign_w = with_sign ? text_width(p, sign, soft) + icon : 0;
  const std::string position = fill_in(p.word(Text::rating_position), {std::to_string(s.index), std::to_string(s.count)});
  const float position_w = text_width(p, position, soft);
  if (s.count > 9 && row.w - sign_w - position_w > 50) {
    draw_bar(p, {row.x, row.cy() - 1.6f, 40, 3.2f}, static_cast<double>(s.index) / s.count, p.color().azurite, p.color().azurite_4);
    x += 44;
  }
  const float right = row.right() - sign_w;
  if (x + position_w + 4 < right) draw_text_middle(p, {x, row.y, right - x, row.h}, position, soft);
  if (with_sign) draw_icon_text(p, right, row.cy(), sign_w + 0.5f, {s.anonymous ? Icon::lock : Icon::badge, sign, soft, p.color().ink_2, 9 * k});
}

// Subject, item, 必填; returns the height it took.
float draw_question(const Model& model, Painter& p, Rect box, float wished, int lines, bool with_subject) {
  const SheetQuestion& q = model.sheet.question;
  const float small = p.theme().secondary();
  float y = box.y;
  const std::string subject = with_subject ? subject_of(model, p) : std::string();
  const ChipStyle chip{p.color().azurite_4, p.color().azurite, small};
  const float chip_w = q.required ? chip_rect(p, {0, 0}, p.word(Text::sheet_required), chip).w + 3 : 0;
  const bool in_head = !subject.empty() || chip_w > 0;
  if (in_head) {
    const float h = small * kLineSpacing + 2;
    if (chip_w > 0) draw_chip(p, {box.x, y + h / 2}, p.word(Text::sheet_required), chip);
    if (!subject.empty()) draw_text_middle(p, {box.x + chip_w, y, box.w - chip_w, h}, subject, {.em = small, .color = p.color().ink_2, .max_lines = 1});
    y += h + 1;
  }
  const TextStyle style = question_style(p, box.w, asked(q), wished, lines);
  const float h = measure_text(p, box.w, asked(q), style).height;
  draw_text(p, {box.x, y, box.w, h + 0.5f}, asked(q), style);
  return y + h - box.y;
}

// Where there is little height: question and place in one line.
float draw_low_head(const Model& model, Painter& p, Rect row) {
  const SheetQuestion& q = model.sheet.question;
  const TextStyle soft{.em = p.theme().secondary(), .color = p.color().ink_2, .align = Align::right, .max_lines = 1};
  const std::string place = std::to_string(model.sheet.index) + " / " + std::to_string(model.sheet.count);
  const float place_w = text_width(p, place, soft) + 4;
  const ChipStyle chip{p.color().azurite_4, p.color().azurite, p.theme().secondary()};
  float x = row.x;
  if (q.required) x = draw_chip(p, {x, row.cy()}, p.word(Text::sheet_required), chip).right() + 3;
  TextStyle ask{.face = Face::serif, .color = p.color().ink, .line = 1.25f, .max_lines = 1, .tight_marks = true};
  ask.em = 13 * p.theme().scale();
  draw_text_middle(p, {x, row.y, row.right() - place_w - x, row.h}, asked(q), ask);
  draw_text_middle(p, row, place, soft);
  return row.h;
}

Intent draw_way_on(const Model& model, ScreenState& state, Rect row) {
  Painter& p = state.paint;
  const ScoreSheet& s = model.sheet;
  const float k = p.theme().scale(), side_w = std::max(row.w * 0.25f, 30 * std::min(1.0f, k));
  const bool said = answered(s.question), last = s.index >= s.count, clears = said && s.question.kind != SheetItemKind::text;
  Intent out;
  Rect rest = row;
  const auto put = [&](Text word, Icon icon, IntentKind kind) {
    if (button(p, {rest.x, rest.y, side_w, rest.h}, p.word(word), {.em = p.theme().body(), .icon = icon, .enabled = !s.saving})) out = intent(model, kind);
    rest.x += side_w + kGap, rest.w -= side_w + kGap;
  };
  put(s.index > 1 || s.from_review ? Text::sheet_previous : Text::rating_back, Icon::arrow_back, IntentKind::previous_item);
  if (clears && row.w > 130 * k) put(Text::sheet_clear, Icon::backspace, IntentKind::clear_item);
  const Text word = s.from_review ? Text::sheet_back_to_review : last ? Text::sheet_to_review : said ? Text::sheet_next : Text::sheet_skip;
  const ButtonStyle style{.look = said || last || s.from_review ? Look::main : Look::outlined, .em = 13 * k, .icon = Icon::arrow_forward, .icon_behind = true, .enabled = !s.saving};
  if (button(p, rest, p.word(word), style)) out = intent(model, IntentKind::next_item);
  return out;
}

// One below the other: portrait, and small landscape panels.
Intent draw_stacked(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const bool tight = p.theme().tight();
  const Rect page = column(p);
  // Five grades of 25 mm below one another leave a small page no room for its strip: they come first.
  const bool full = tight && model.sheet.question.kind == SheetItemKind::grade && !grades_in_columns(page.w);
  const float k = p.theme().scale(), top = full ? 2 : strip_height(p);
  const float wish = sheet_answer_height(model, p, page.w), band = p.theme().width() * 102 / 268;
  // Hills above where every item has room for them: nothing moves from one to the next.
  const bool hills = !tight && wish + 190 * k + band < p.theme().height() - top;
  draw_silk(state);
  if (hills) draw_hills(state, Scene::low, Light::day, {0, top + 2, p.theme().width(), band});
  if (!full) draw_strip(model, state);
  const auto foot = draw_foot(model, state, tight ? kQuietPrivacy | kQuietHelp : kQuietSwitches | kQuietPrivacy | kQuietHelp, QuietGround::none, p.color().ink);
  Intent out = foot.intent;
  const float buttons_h = full ? 17 : (tight ? 19 : 28) * std::max(1.0f, k * 0.85f), buttons_y = foot.top - kGap - buttons_h;
  float y = top + (tight ? 0 : hills ? band : 6);
  if (full) {
    const TextStyle style = low_question_style(p, page.w, asked(model.sheet.question), buttons_y - kGap - 2 - y - 5 * kRatingTarget - 4 * kGap);
    y += draw_text(p, {page.x, y, page.w, static_cast<float>(style.max_lines) * style.em * style.line + 0.5f}, asked(model.sheet.question), style).height + 2;
  } else if (tight && !p.theme().portrait()) {
    y += draw_low_head(model, p, {page.x, y, page.w, 13 * k * 1.35f}) + 1;
  } else {
    const float dots_h = tight ? 10 : 14;
    draw_progress(model, p, {page.x, y, page.w, dots_h}, true);
    y += dots_h + (tight ? 1 : 8);
    y += draw_question(model, p, {page.x, y, page.w, 0}, tight ? 13 * k : 19 * k, 3, true) + (tight ? 3 : 10);
  }
  const float room = buttons_y - (tight ? kGap : 12) - y, h = std::min(room, wish);
  // Within reach: towards the lower half of a tall page.
  const Rect answers{page.x, y + (tight ? 0 : (room - h) * 0.35f), page.w, h};
  if (Intent did = draw_sheet_answer(model, state, answers)) out = did;
  if (Intent did = draw_way_on(model, state, {page.x, buttons_y, page.w, buttons_h})) out = did;
  return out;
}

// The question on the left, the answers on the right.
Intent draw_side_by_side(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Rect page = column(p);
  const float k = p.theme().scale(), W = p.theme().width(), H = p.theme().height(), top = strip_height(p) + 6;
  draw_silk(state);
  const float band = W * 120 / 476;
  draw_hills(state, Scene::landscape, Light::day, {0, H - band, W, band});
  draw_strip(model, state);
  const float left_w = page.w * 0.34f, x = page.x + left_w + 14, right_w = page.right() - x;
  const auto items = quiet_items(model, p, kQuietSwitches | kQuietPrivacy | kQuietHelp);
  const float quiet_h = quiet_height(p, items, right_w, QuietGround::card), quiet_y = H - 5 - quiet_h;
  Intent out = draw_quiet(model, state, {x, quiet_y, right_w, quiet_h}, items, QuietGround::card, p.color().ink);
  draw_progress(model, p, {page.x, top + 2, left_w, 10}, false);
  float y = top + 20;
  y += draw_question(model, p, {page.x, y, left_w, 0}, 18 * k, 4, true) + 6;
  const std::string& sign = p.word(model.sheet.anonymous ? Text::rating_anonymous_long : Text::sheet_named);
  draw_icon_text(p, page.x, y + 5, left_w, {model.sheet.anonymous ? Icon::lock : Icon::badge, sign, {.em = p.theme().secondary(), .color = p.color().ink_2}, p.color().ink_2, 9 * k});
  const float buttons_h = 26 * std::max(1.0f, k * 0.85f), buttons_y = quiet_y - 6 - buttons_h;
  const float room = buttons_y - 8 - top - 4, h = std::min(room, sheet_answer_height(model, p, right_w));
  if (Intent did = draw_sheet_answer(model, state, {x, top + 4 + (room - h) * 0.25f, right_w, h})) out = did;
  if (Intent did = draw_way_on(model, state, {x, buttons_y, right_w, buttons_h})) out = did;
  return out;
}

Intent draw_closed(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const float k = p.theme().scale();
  const DoorPage page = begin_door_page(model, state, p.word(Text::sheet_closed_title), p.word(Text::sheet_closed_text));
  const float h = (p.theme().tight() ? 22 : 34) * std::max(1.0f, k * 0.85f);
  if (button(p, {page.box.x, page.box.bottom() - h, page.box.w, h}, p.word(Text::thanks_done), {.look = Look::main, .em = 13 * k})) return intent(model, IntentKind::go_home);
  return page.intent;
}

}  // namespace

Intent draw_sheet(const Model& model, ScreenState& state) {
  if (model.sheet.step == SheetStep::closed) return draw_closed(model, state);
  if (model.sheet.step == SheetStep::review) return draw_sheet_review(model, state);
  const Theme& theme = state.paint.theme();
  return !theme.portrait() && theme.height() > 230 * theme.scale() ? draw_side_by_side(model, state) : draw_stacked(model, state);
}

}  // namespace openday::ui
