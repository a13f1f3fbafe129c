// Rating: one subject a page, five grades of one size and weight, tags of the chosen grade below. Where a panel has no room
// for both, the tags are a second step of the same subject.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/grades.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

constexpr float kTagGap = 4;

bool tags_wanted(const Model& model) { return model.rating.grade > 0 && !model.rating.tags.empty(); }

// --- parts ---

void draw_progress(const Model& model, Painter& p, Rect row, bool with_sign) {
  const Palette& c = p.color();
  const Rating& r = model.rating;
  const float x = draw_dots(p, row, r.index, r.count);
  const TextStyle soft{.em = p.theme().secondary(), .color = c.ink_2, .max_lines = 1};
  const std::string& sign = p.word(r.anonymous ? Text::rating_anonymous : Text::rating_named);
  const float sign_w = text_width(p, sign, soft) + (p.fonts().has_icons() ? 9 * p.theme().scale() + 2 : 0);
  const float right = row.right() - (with_sign ? sign_w : 0);
  const std::string position = fill_in(p.word(Text::rating_position), {std::to_string(r.index), std::to_string(r.count)});
  if (x + 2 + text_width(p, position, soft) + 4 < right) draw_text_middle(p, {x + 2, row.y, right - x, row.h}, position, soft);
  if (with_sign) draw_icon_text(p, right, row.cy(), sign_w + 0.5f, {r.anonymous ? Icon::lock : Icon::badge, sign, soft, c.ink_2, 9 * p.theme().scale()});
}

std::string subject_text(const Model& model, const Painter& p) {
  return model.rating.subject.empty() ? std::string() : fill_in(p.word(Text::rating_subject), {model.rating.subject});
}

std::string question_text(const Model& model, const Painter& p) {
  return model.rating.question.empty() ? fill_in(p.word(Text::rating_question), {model.rating.subject}) : model.rating.question;
}

Intent draw_buttons(const Model& model, Painter& p, Rect box) {
  const int tapped = draw_grades(p, box, {model.rating.words, model.rating.grade, !model.rating.saving});
  return tapped > 0 ? intent(model, IntentKind::choose_grade, tapped) : Intent{};
}

struct TagPlan {
  int columns = 2;
  float row_h = 18, head = 22;
  bool hint = true;
};

TagPlan tag_plan(const Painter& p, float width) {
  const float k = p.theme().scale();
  TagPlan plan;
  plan.columns = width > 240 * k ? 3 : width > 130 * k ? 2 : width > 84 ? 2 : 1;
  plan.row_h = 18 * std::max(1.0f, k * 0.85f);
  plan.head = 22 * std::max(1.0f, k * 0.9f);
  return plan;
}

float tags_height(const Model& model, const Painter& p, float width) {
  const TagPlan plan = tag_plan(p, width);
  const int rows = (static_cast<int>(model.rating.tags.size()) + plan.columns - 1) / plan.columns;
  return plan.head + static_cast<float>(rows) * (plan.row_h + kTagGap) + 4;
}

Intent draw_tags(const Model& model, ScreenState& state, Rect rect, float notch_x) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const TagPlan plan = tag_plan(p, rect.w);
  draw_card(p, rect);
  if (notch_x > 0 && !p.theme().high_contrast()) p.polygon(std::array{Point{notch_x - 9, rect.y + 0.3f}, Point{notch_x, rect.y - 8}, Point{notch_x + 9, rect.y + 0.3f}}, c.paper);
  const float pad = rect.w > 150 ? 8.0f : 5.0f;
  const Rect inner = rect.inset(pad, 0);
  const bool good = model.rating.grade >= 4;
  const TextStyle bold{.face = Face::bold, .em = p.theme().body(), .color = c.ink, .max_lines = 1, .tight_marks = true}, soft{.em = p.theme().secondary(), .color = c.ink_2, .align = Align::right, .max_lines = 1};
  const float head_w = draw_text_middle(p, {inner.x, rect.y, inner.w, plan.head}, p.word(good ? Text::rating_what_was_good : Text::rating_what_to_improve), bold).width;
  if (head_w + 6 + text_width(p, p.word(Text::rating_tags_hint), soft) < inner.w) draw_text_middle(p, {inner.x, rect.y, inner.w, plan.head}, p.word(Text::rating_tags_hint), soft);
  const float w = (inner.w - kTagGap * static_cast<float>(plan.columns - 1)) / static_cast<float>(plan.columns);
  Intent out;
  for (std::size_t i = 0; i < model.rating.tags.size(); ++i) {
    const auto column = static_cast<float>(static_cast<int>(i) % plan.columns), row = static_cast<float>(static_cast<int>(i) / plan.columns);
    const Rect tag{inner.x + column * (w + kTagGap), rect.y + plan.head + row * (plan.row_h + kTagGap), w, plan.row_h};
    if (tag.bottom() > rect.bottom() + 0.5f) break;
    if (option(p, tag, model.rating.tags[i].text, model.rating.tags[i].chosen, p.theme().body())) out = intent(model, IntentKind::toggle_tag, static_cast<int>(i));
  }
  return out;
}

Intent draw_comment(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const std::string& label = p.word(Text::rating_comment);
  const bool tapped = p.target(rect, label);
  draw_card(p, rect);
  const float k = p.theme().scale();
  const std::string& shown = model.rating.comment.empty() ? label : model.rating.comment;
  draw_icon_text(p, rect.x + 8, rect.cy(), rect.w - 28, {Icon::edit, shown, {.em = p.theme().body(), .color = c.ink}, c.ink, 10 * k});
  draw_icon(p, Icon::chevron_right, {rect.right() - 12, rect.cy()}, 10 * k, c.ink);
  return tapped ? intent(model, IntentKind::write_comment) : Intent{};
}

Intent draw_way_on(const Model& model, ScreenState& state, Rect row, bool more_to_come) {
  Painter& p = state.paint;
  const Rating& r = model.rating;
  const float k = p.theme().scale(), back_w = std::max(row.w * 0.32f, 30.0f);
  Intent out;
  if (button(p, {row.x, row.y, back_w, row.h}, p.word(Text::rating_back), {.em = p.theme().body(), .icon = Icon::arrow_back, .enabled = !r.saving})) {
    if (state.own.step_two) state.own.step_two = false;
    else out = intent(model, IntentKind::previous_subject);
  }
  const bool last = r.index >= r.count && !more_to_come, ready = r.grade > 0 && !r.saving;
  const std::string& label = p.word(r.saving ? Text::rating_saving : r.grade == 0 ? Text::rating_choose : r.failed && last ? Text::rating_not_saved : last ? Text::rating_hand_in : Text::rating_next);
  const ButtonStyle style{.look = ready ? Look::main : Look::outlined, .em = 13 * k, .icon = ready ? std::optional(last ? Icon::check : Icon::arrow_forward) : std::nullopt, .icon_behind = true, .enabled = ready};
  if (button(p, {row.x + back_w + kGap, row.y, row.w - back_w - kGap, row.h}, label, style)) {
    if (more_to_come) state.own.step_two = true;
    else out = intent(model, IntentKind::next_subject);
  }
  return out;
}

// --- pages ---

// One below the other: portrait, and small landscape panels.
Intent draw_stacked(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Rect page = column(p);
  const float k = p.theme().scale(), W = p.theme().width();
  const bool tight = p.theme().tight();
  const unsigned quiet = (tight ? 0u : kQuietSwitches) | kQuietPrivacy | kQuietHelp;
  // Five grades of 25 mm below one another leave a small page no room for its strip: they come first.
  const bool upright = grades_in_columns(page.w), full = tight && !upright;
  const float foot_y = foot_top(model, p, quiet, QuietGround::none), top = full ? 2 : strip_height(p);
  const float buttons_h = full ? 17 : (tight ? 22 : 28) * std::max(1.0f, k * 0.85f), buttons_y = foot_y - kGap - buttons_h;
  const float dots_h = full ? 0 : tight ? 10 : 14, gap = tight ? kGap : 6;
  const std::string question = question_text(model, p), subject = subject_text(model, p);
  const float grades_wish = upright ? (tight ? 46 * std::max(1.0f, k * 0.9f) : 66 * std::max(1.0f, k * 0.9f)) : 5 * kRatingTarget + 4 * kGap;
  const float comment_h = model.rating.can_comment ? 24 * std::max(1.0f, k * 0.9f) : 0;
  const bool medallion = !tight;
  const float question_w = page.w - (medallion ? 34 : 0);
  const float least_grades = 5 * kRatingTarget + 4 * kGap;
  const TextStyle ask = full ? low_question_style(p, question_w, question, buttons_y - gap - 2 - top - least_grades) : question_style(p, question_w, question, tight ? 13 * k : 17 * k, tight && !p.theme().portrait() ? 1 : 2);
  const float ask_h = measure_text(p, question_w, question, ask).height;
  const float subject_h = tight || subject.empty() ? 0 : p.theme().secondary() * kLineSpacing;
  const float question_h = std::max(medallion ? 34.0f : 0.0f, ask_h + subject_h) + (tight ? 2 : 6);
  const float tags_h = tags_wanted(model) ? tags_height(model, p, page.w) : 0;
  const float room = buttons_y - gap - top;
  const float base = dots_h + question_h + grades_wish + gap;
  // The room for tags is kept from the start, so that nothing moves when they unfold.
  const bool two_steps = base + (tags_h > 0 ? tags_h + (upright ? 10.0f : gap) : 0) + (comment_h > 0 ? comment_h + gap : 0) > room;
  if (!two_steps) state.own.step_two = false;
  const bool second = two_steps && state.own.step_two && model.rating.grade > 0;
  draw_silk(state);
  const float spare = room - base - (two_steps ? 0 : 118 + 10 + comment_h + gap);
  const float hills_h = !tight && spare > 30 ? std::min(spare + 8, W * 102 / 268) : 0;
  if (hills_h > 0) draw_hills(state, Scene::low, Light::day, {0, top + 2, W, hills_h});
  if (!full) draw_strip(model, state);
  Intent out = draw_foot(model, state, quiet, QuietGround::none, p.color().ink).intent;
  const auto take = [&](Intent did) {
    if (did) out = did;
  };
  float y = top + hills_h;
  if (!full) draw_progress(model, p, {page.x, y, page.w, dots_h}, true);
  y += full ? 0 : dots_h + (tight ? 1 : 2);
  if (medallion) draw_medallion(p, {page.x + 15, y + (question_h - 6) / 2}, 30, model.rating.index);
  const float text_x = page.x + (medallion ? 34 : 0), text_y = y + (question_h - (tight ? 2 : 6) - ask_h - subject_h) / 2;
  if (subject_h > 0) draw_text(p, {text_x, text_y, question_w, subject_h}, subject, {.em = p.theme().secondary(), .color = p.color().ink_2, .max_lines = 1});
  draw_text(p, {text_x, text_y + subject_h, question_w, ask_h + 0.5f}, question, ask);
  y += question_h;
  // Where the tags have a page of their own, the faces take the room.
  const float most = !upright ? grades_wish * 1.15f : two_steps ? 66 * std::max(1.0f, k * 0.9f) : grades_wish;
  const Rect grades{page.x, y, page.w, std::min(most, buttons_y - gap - y)};
  if (!second) {
    take(draw_buttons(model, p, grades));
    y = grades.bottom();
  }
  if (tags_h > 0 && (second || !two_steps)) {
    y += second ? 0 : upright ? 10 : gap;
    take(draw_tags(model, state, {page.x, y, page.w, std::min(tags_h, buttons_y - gap - y)}, second || !upright ? -1 : grade_centre(grades, model.rating.grade)));
    y += tags_h + gap;
  }
  if (comment_h > 0 && (second || !two_steps) && y + comment_h <= buttons_y - kGap + 0.5f)
    take(draw_comment(model, state, {page.x, buttons_y - gap - comment_h, page.w, comment_h}));
  take(draw_way_on(model, state, {page.x, buttons_y, page.w, buttons_h}, two_steps && !second && (tags_wanted(model) || model.rating.can_comment)));
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
  const auto take = [&](Intent did) {
    if (did) out = did;
  };
  draw_progress(model, p, {page.x, top + 2, left_w, 10}, false);
  float y = top + 22;
  draw_medallion(p, {page.x + 15, y + 15}, 30, model.rating.index);
  y += 34;
  const std::string question = question_text(model, p), subject = subject_text(model, p);
  const TextStyle ask = question_style(p, left_w, question, 17 * k, 3);
  if (!subject.empty()) y += draw_text(p, {page.x, y, left_w, p.theme().secondary() * 1.4f}, subject, {.em = p.theme().secondary(), .color = p.color().ink_2, .max_lines = 1}).height;
  y += draw_text(p, {page.x, y, left_w, ask.em * ask.line * 3 + 1}, question, ask).height + 4;
  if (model.rating.anonymous)
    draw_icon_text(p, page.x, y + 6, left_w, {Icon::lock, p.word(Text::rating_anonymous_long), {.em = p.theme().secondary(), .color = p.color().ink_2}, p.color().ink_2, 9 * k});
  const float buttons_h = 26 * std::max(1.0f, k * 0.85f), buttons_y = quiet_y - 6 - buttons_h;
  const float tags_h = tags_wanted(model) ? tags_height(model, p, right_w) : 0;
  const float room = buttons_y - 6 - top, grades_h = std::min(64 * std::max(1.0f, k * 0.9f), room);
  const bool two_steps = tags_h > 0 && grades_h + 10 + tags_h > room, second = two_steps && state.own.step_two;
  if (!two_steps) state.own.step_two = false;
  const Rect grades{x, top + 4, right_w, grades_h};
  if (!second) take(draw_buttons(model, p, grades));
  if (tags_h > 0 && (second || !two_steps)) {
    const float tags_y = second ? grades.y : grades.bottom() + 10;
    take(draw_tags(model, state, {x, tags_y, right_w, std::min(tags_h, buttons_y - 6 - tags_y)}, second ? -1 : grade_centre(grades, model.rating.grade)));
  }
  Rect buttons{x, buttons_y, right_w, buttons_h};
  if (model.rating.can_comment) {
    const float w = right_w * 0.32f;
    if (button(p, {x, buttons_y, w, buttons_h}, p.word(Text::rating_comment_short), {.look = Look::floating, .em = p.theme().body(), .icon = Icon::edit})) out = intent(model, IntentKind::write_comment);
    buttons.x += w + kGap, buttons.w -= w + kGap;
  }
  take(draw_way_on(model, state, buttons, two_steps && !second));
  return out;
}

}  // namespace

Intent draw_rating(const Model& model, ScreenState& state) {
  const Theme& theme = state.paint.theme();
  return !theme.portrait() && theme.height() > 230 * theme.scale() ? draw_side_by_side(model, state) : draw_stacked(model, state);
}

}  // namespace openday::ui
