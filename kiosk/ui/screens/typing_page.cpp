#include "kiosk/ui/screens/typing_page.h"

#include <algorithm>

#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/keyboard.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

constexpr unsigned kQuiet = kQuietSwitches | kQuietPrivacy | kQuietHelp;
constexpr float kTenKeys = 10 * (kTarget + kGap) - kGap;   // a row of ten at their smallest
constexpr float kLeastColumn = 90;                         // beside the keyboard, for the field

// Where everything goes.
struct Plan {
  bool beside = false, strip = true, title = true;
  bool merged = false, shared = false;   // the row of ways holds the quiet items; or the content
  float top = 0, head_em = 20, head_h = 0, below_h = 0;
  Rect head, ways, content, panel, ground;
};

float keyboard_margin(const Model& model, const Painter& p) { return p.theme().width() >= 240 || model.staff_mode ? 6.0f : 4.0f; }

float way_height(const Painter& p) {
  const float k = p.theme().scale();
  return p.theme().tight() ? std::max(kTarget + 0.3f, std::min(20 * std::max(1.0f, k * 0.85f), p.theme().height() * 0.08f)) : 26 * std::max(1.0f, k * 0.85f);
}

constexpr float kQuietRow = 222;                           // height of a small upright page from which a quiet row of its own leaves keys their size

// A page whose way on is the way to staff needs it once. 隐私 goes rather than take a second row where that is dear.
unsigned quiet_of(const Model& model, const Painter& p, const TypingFrame& frame) {
  const unsigned which = frame.on.kind == IntentKind::call_staff ? kQuiet & ~kQuietHelp : kQuiet;
  const bool dear = p.theme().tight() && p.theme().portrait() && which != kQuiet;
  const float w = column(p).w, one = quiet_height(p, quiet_items(model, p, kQuietPrivacy), w, QuietGround::none);
  return dear && quiet_height(p, one_row_items(model, p, which, w), w, QuietGround::none) > one + 1 ? which & ~kQuietPrivacy : which;
}

float foot_of(const Model& model, const Painter& p, const TypingFrame& frame, bool merged) {
  if (model.staff_mode) return p.theme().height() - (p.theme().tight() ? 5.0f : 12.0f);
  return merged ? p.theme().height() - 2 : foot_top(model, p, quiet_of(model, p, frame), QuietGround::none);
}

void plan_head(Plan& plan, const Painter& p, const TypingFrame& frame, float width) {
  const float k = p.theme().scale();
  const TextStyle head{.face = Face::serif, .line = 1.25f, .max_lines = 1};
  plan.head_em = fitting_em(p, width, frame.title, head, {(p.theme().tight() ? 13.0f : 20.0f) * k, 16 * k, 14 * k, 13 * k, 10 * k});
  plan.head_h = plan.head_em * 1.3f;
  plan.below_h = frame.below.empty() || p.theme().tight() ? 0 : p.theme().body() * kLineSpacing;
}

// Side by side, where the keyboard has room for ten keys in a row and the field for a column.
std::optional<Plan> plan_beside(const Model& model, const ScreenState& state, const TypingFrame& frame) {
  const Painter& p = state.paint;
  const float w = p.theme().width(), margin = keyboard_margin(model, p), keys = std::clamp(w * 0.56f - 2 * margin, kTenKeys + 0.5f, 256.0f);
  const bool tight = p.theme().tight();
  if (p.theme().portrait() || w < keys + 2 * margin + kLeastColumn + column(p).x + 8) return std::nullopt;
  Plan plan;
  plan.beside = true;
  plan.top = model.staff_mode ? staff_strip_height(p) : strip_height(p);
  const KeyboardRoom room = keyboard_room(model, state, keys);
  const float bottom = foot_of(model, p, frame, false) - kGap, x = w - keys - 2 * margin;
  const float pad = tight ? kGap : 6, most = bottom - plan.top - 2 * pad;
  if (most < room.least) return std::nullopt;
  const float h = std::min(most, room.wish * 1.25f);
  plan.panel = {x + margin, bottom - pad - h, keys, h};
  plan.ground = {x, plan.panel.y - pad, w - x, bottom - plan.panel.y + pad};
  const Rect page{column(p).x, 0, x - column(p).x - (tight ? 6 : 10), 0};
  plan_head(plan, p, frame, page.w);
  const float row = way_height(p);
  plan.head = {page.x, plan.top + (tight ? 0 : 2), page.w, plan.head_h};
  plan.ways = {page.x, bottom - row, page.w, row};
  const float from = plan.head.bottom() + plan.below_h + (tight ? 2 : 5);
  plan.content = {page.x, from, page.w, plan.ways.y - (tight ? kGap : 8) - from};
  return plan;
}

// The content between the way back and the way on: where staff's frame leaves no row of its own.
void share_row(Plan& plan, float foot, float least) {
  plan.shared = true;
  plan.title = plan.merged = false;
  plan.panel = {plan.panel.x, foot - least, plan.panel.w, least};
  plan.ground.h += plan.ground.y - (plan.panel.y - kGap);
  plan.ground.y = plan.panel.y - kGap;
  const Rect row{plan.panel.x, plan.top + 2, plan.panel.w, std::max(kTarget + 0.3f, plan.ground.y - plan.top - 4)};
  plan.ways = row;
  plan.content = {row.x + row.w * 0.18f + kGap, row.y, row.w * 0.6f - 2 * kGap, row.h};
}

// One above the other. What a small panel has no room for goes: the strip, then the title.
Plan plan_stacked(const Model& model, const ScreenState& state, const TypingFrame& frame) {
  const Painter& p = state.paint;
  const bool tight = p.theme().tight();
  const float margin = keyboard_margin(model, p), w = p.theme().width() - 2 * margin;
  const KeyboardRoom room = keyboard_room(model, state, w);
  Plan plan;
  plan.merged = tight && !model.staff_mode && (!p.theme().portrait() || p.theme().height() < kQuietRow);
  const float foot = foot_of(model, p, frame, plan.merged), row = plan.merged ? std::max(way_height(p), quiet_height(p, quiet_items(model, p, kQuietHelp), w, QuietGround::none)) : way_height(p);
  plan.ways = {margin, foot - (plan.merged || model.staff_mode ? 0 : tight ? kGap : 8) - row, w, row};
  const float bottom = plan.ways.y - (tight ? kGap : 6), between = tight ? 2 + kGap : 9;
  const Rect page = column(p);
  plan_head(plan, p, frame, page.w);
  const float strip = model.staff_mode ? staff_strip_height(p) + 2 : strip_height(p), head = plan.head_h + plan.below_h + (tight ? 1 : 4);
  const float spare = bottom - room.least - between - frame.content_least;
  plan.title = spare >= head + 2;
  plan.strip = model.staff_mode || spare >= strip + (plan.title ? head : 2);
  if (model.staff_mode) plan.title = spare >= strip + head;
  plan.top = plan.strip ? strip : 2;
  plan.head = {page.x, plan.top + (tight ? 0 : 2), page.w, plan.head_h};
  const float from = plan.title ? plan.head.bottom() + plan.below_h + (tight ? 1 : 4) : plan.top + (plan.strip ? 0 : 2);
  const float most = bottom - from - between - frame.content_least;
  const float wish = std::min(room.wish + 0.25f * std::max(0.0f, most - room.wish), room.wish * 1.25f);
  const float h = std::max(room.least, std::min(most, wish));
  plan.panel = {margin, bottom - h, w, h};
  const float ground = plan.panel.y - (tight ? kGap : 5);
  plan.ground = {0, ground, p.theme().width(), p.theme().height() - ground};
  plan.content = {page.x, from, page.w, ground - (tight ? 2 : 4) - from};
  if (plan.content.h < kTarget + 0.5f) share_row(plan, foot, room.least);
  return plan;
}

void draw_ground(Painter& p, const Plan& plan) {
  if (p.theme().high_contrast()) {
    if (!plan.beside) p.fill({0, plan.ground.y, plan.ground.w, 0.8f}, p.color().ink);
    else p.outlined({plan.ground.x, plan.ground.y, plan.ground.w + 10, plan.ground.h}, kCardRadius, p.color().paper, p.color().ink, 0.8f);
  } else if (plan.beside) {
    p.fill_round(plan.ground, kCardRadius, p.color().silk_2, kLeftCorners);
  } else {
    p.fill(plan.ground, p.color().silk_2);
  }
}

void draw_head(Painter& p, const Plan& plan, const TypingFrame& frame) {
  const Palette& c = p.color();
  const float aside = frame.below.empty() || !p.theme().tight() ? 0 : std::min(plan.head.w * 0.45f, text_width(p, frame.below, {.em = p.theme().secondary()}) + 1);
  const bool both = aside > 0 && text_width(p, frame.title, {.face = Face::serif, .em = plan.head_em}) + aside + 4 <= plan.head.w;
  draw_text(p, {plan.head.x, plan.head.y, plan.head.w - (both ? aside : 0), plan.head.h}, frame.title, {.face = Face::serif, .em = plan.head_em, .color = c.ink, .line = 1.25f, .max_lines = 1});
  if (both) draw_text_middle(p, {plan.head.right() - aside, plan.head.y, aside, plan.head.h}, frame.below, {.em = p.theme().secondary(), .color = c.ink_2, .align = Align::right, .max_lines = 1});
  if (plan.below_h > 0) draw_text(p, {plan.head.x, plan.head.bottom(), plan.head.w, plan.below_h}, frame.below, {.em = p.theme().body(), .color = c.ink_2, .max_lines = 1});
}

Intent draw_way(const Model& model, Painter& p, Rect rect, const TypingFrame::Way& way, const std::string& label) {
  const Look look = way.enabled || way.look != Look::main ? way.look : Look::outlined;
  const float em = std::max(p.theme().secondary(), std::min(way.look == Look::main ? 12 * p.theme().scale() : p.theme().body(), rect.h * 0.72f));
  const ButtonStyle style{.look = look, .em = em, .icon = way.enabled ? std::optional(way.icon) : std::nullopt, .icon_behind = way.icon_behind, .enabled = way.enabled};
  return button(p, rect, label, style) ? intent(model, way.kind) : Intent{};
}

// The quiet items that stand in one row of that width; help always, where the page does not offer it otherwise.
std::vector<QuietItem> items_for(const Model& model, const Painter& p, unsigned which, float width) {
  auto items = quiet_items(model, p, which);
  std::erase_if(items, [](const QuietItem& item) { return item.can_go; });
  const float one = quiet_height(p, quiet_items(model, p, kQuietHelp), width, QuietGround::none);
  while (items.size() > 1 && quiet_height(p, items, width, QuietGround::none) > one + 1) items.erase(items.begin());
  return items;
}

Intent draw_ways(const Model& model, ScreenState& state, const Plan& plan, const TypingFrame& frame) {
  Painter& p = state.paint;
  const Rect row = plan.ways;
  const std::string& back = frame.back.label.empty() ? p.word(Text::opinion_back) : frame.back.label;
  const bool alone = frame.on.label.empty();
  const bool middle_there = plan.merged && !(p.theme().portrait() && frame.on.kind == IntentKind::call_staff);   // upright the way to staff needs the width
  const float em = p.theme().secondary();
  const bool one_line = row.h < 2 * 1.2f * em + 2;
  const float wished = std::max(row.w * (plan.beside ? 0.32f : plan.merged ? 0.15f : 0.25f), text_width(p, back, {.face = Face::bold, .em = em}) * (back.size() > 12 && !one_line ? 0.55f : 1.0f) + 12);
  const float back_w = plan.shared ? row.w * 0.18f : alone && !plan.merged ? row.w : std::min(wished, one_line && !plan.merged ? row.w - kGap - 36 * p.theme().scale() : row.w * (plan.merged && p.theme().portrait() && middle_there ? 0.27f : 0.42f)), on_w = alone ? 0 : plan.shared ? row.w * 0.22f : middle_there ? row.w * (p.theme().portrait() ? 0.37f : 0.24f) : row.w - back_w - kGap;
  Intent out = draw_way(model, p, {row.x, row.y, back_w, row.h}, frame.back, back);
  if (!alone)
    if (Intent did = draw_way(model, p, {row.right() - on_w, row.y, on_w, row.h}, frame.on, frame.on.label)) out = did;
  if (!middle_there) return out;
  const Rect middle{row.x + back_w + kGap, row.y, row.w - back_w - on_w - (alone ? 1 : 2) * kGap, row.h};
  const auto items = items_for(model, p, quiet_of(model, p, frame), middle.w);
  if (Intent did = draw_quiet(model, state, middle, items, QuietGround::none, p.color().ink)) out = did;
  return out;
}

}  // namespace

TypingPage begin_typing_page(const Model& model, ScreenState& state, const TypingFrame& frame) {
  Painter& p = state.paint;
  const auto beside = plan_beside(model, state, frame);
  const Plan plan = beside ? *beside : plan_stacked(model, state, frame);
  draw_silk(state);
  draw_ground(p, plan);
  state.ground_done();
  TypingPage out{plan.content, plan.panel, {}};
  if (model.staff_mode) draw_staff_frame(model, state);
  else if (plan.strip) draw_strip(model, state);
  if (plan.title) draw_head(p, plan, frame);
  if (!model.staff_mode && !plan.merged) out.intent = draw_foot(model, state, quiet_of(model, p, frame), QuietGround::none, p.color().ink).intent;
  if (Intent did = draw_ways(model, state, plan, frame)) out.intent = did;
  return out;
}

}  // namespace openday::ui
