// Admitted: the page turns malachite and says who, where to sit and what comes next.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/result_look.h"
#include "kiosk/ui/widgets/countdown.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/programme.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

struct Fact {
  Text label;
  std::string value;
};

std::vector<Fact> facts_of(const Model& model) {
  const ScanResult& r = model.result;
  std::vector<Fact> facts;
  if (!r.category.empty()) facts.push_back({Text::result_category, r.category});
  if (!r.group.empty()) facts.push_back({Text::result_group, r.group});
  if (!r.seat.empty()) facts.push_back({Text::result_seat, r.seat});
  if (r.seats > 1) facts.push_back({Text::result_persons, std::to_string(r.persons) + " / " + std::to_string(r.seats)});
  return facts;
}

float facts_height(const Painter& p, std::size_t count, float width) {
  if (count == 0) return 0;
  const float k = p.theme().scale();
  if (width < 62 * k * static_cast<float>(count)) return 8 + static_cast<float>(count) * p.theme().body() * 1.4f;  // one below the other
  return 44 * std::max(1.0f, k * 0.9f);
}

void draw_facts(Painter& p, Rect rect, const std::vector<Fact>& facts) {
  if (facts.empty()) return;
  draw_card(p, rect);
  const Palette& c = p.color();
  const float k = p.theme().scale(), small = p.theme().secondary();
  const Rect inner = rect.inset(8, 4);
  const TextStyle soft{.em = small, .color = c.ink_2, .max_lines = 1};
  if (rect.w < 62 * k * static_cast<float>(facts.size())) {
    const float step = inner.h / static_cast<float>(facts.size());
    float y = inner.y;
    for (const Fact& fact : facts) {
      const float label = text_width(p, p.word(fact.label), soft) + 4;
      draw_text_middle(p, {inner.x, y, label, step}, p.word(fact.label), soft);
      draw_text_middle(p, {inner.x + label, y, inner.w - label, step}, fact.value, {.face = Face::bold, .em = p.theme().body(), .color = c.ink, .max_lines = 1});
      y += step;
    }
    return;
  }
  // Columns as wide as their content asks for.
  std::vector<float> wishes;
  float sum = 0;
  for (const Fact& fact : facts) {
    wishes.push_back(std::max(text_width(p, fact.value, {.face = Face::bold, .em = 12 * k}), text_width(p, p.word(fact.label), soft)) + 8);
    sum += wishes.back();
  }
  float x = inner.x;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const float w = sum > inner.w ? inner.w * wishes[i] / sum : wishes[i] + (inner.w - sum) / static_cast<float>(facts.size());
    const float em = fitting_em(p, w - 2, facts[i].value, {.face = Face::bold}, {12 * k, 11 * k, p.theme().body(), small});
    const float whole = small * 1.3f + em * 1.3f, top = inner.cy() - whole / 2;
    draw_text(p, {x, top, w - 1, small * 1.3f}, p.word(facts[i].label), {.em = small, .color = c.ink_2, .line = 1.3f, .max_lines = 1});
    draw_text(p, {x, top + small * 1.3f, w - 1, em * 1.3f}, facts[i].value, {.face = Face::bold, .em = em, .color = c.ink, .line = 1.3f, .max_lines = 1});
    x += w;
  }
}

float next_height(const Painter& p, const Item& item) {
  const float k = p.theme().scale(), body = p.theme().body() * kLineSpacing;
  return 12 + 14 * k * 1.3f + 17 * k * 1.3f + (item.place.empty() ? 0 : body) + (item.hint.empty() ? 0 : body + 8);
}

void draw_next(Painter& p, Rect rect, const Item& item) {
  draw_card(p, rect);
  const Palette& c = p.color();
  const float k = p.theme().scale(), body = p.theme().body(), row = body * kLineSpacing;
  const Rect inner = rect.inset(8, 6);
  float y = inner.y;
  const float head = 14 * k * 1.3f, centre = y + head / 2;
  const Rect chip = draw_chip(p, {inner.x, centre}, p.word(Text::result_next_item), {c.azurite_4, c.azurite, p.theme().secondary()});
  if (!item.start.empty())
    draw_runs(p, {chip.right() + kGap, baseline_at(centre, 14 * k)}, std::array{Run{item.start, {.face = Face::bold, .em = 14 * k, .color = c.ink}, 0}});
  y += head;
  TextStyle title{.face = Face::serif, .color = c.ink, .line = 1.3f, .max_lines = 1};
  title.em = fitting_em(p, inner.w, item.title, title, {17 * k, 15 * k, 13 * k});
  draw_text(p, {inner.x, y, inner.w, 17 * k * 1.3f}, item.title, title);
  y += 17 * k * 1.3f;
  if (!item.place.empty() && y + row <= inner.bottom() + 1) {
    draw_icon_text(p, inner.x, y + row / 2, inner.w, {Icon::place, item.place, {.em = body, .color = c.ink_2}, c.ink_2, 9 * k});
    y += row;
  }
  if (item.hint.empty() || y + row + 6 > inner.bottom() + 1) return;
  draw_hairline(p, {inner.x, y + 3}, inner.w);
  draw_icon_text(p, inner.x, y + 8 + row / 2 - 1, inner.w, {Icon::walk, item.hint, {.em = body, .color = c.ink}, c.ink, 10 * k});
}

Intent draw_seconds(const Model& model, ScreenState& state, Point centre, float room, float size, Color ring, Color track, Color ink) {
  return draw_countdown_to_home(model, state.paint, centre, room, {model.result.seconds_left, model.result.seconds_total, size, state.paint.theme().body(), ring, track, ink});
}

void draw_welcome_ground(ScreenState& state) {
  Painter& p = state.paint;
  if (p.theme().high_contrast()) return draw_silk(state);
  const float W = p.theme().width(), H = p.theme().height();
  // The sky brightens at the horizon where no text stands; on other shapes of page it stays dark enough for white.
  const Color horizon = p.theme().portrait() && !p.theme().tight() ? rgb(0x2E8B6F) : rgb(0x13624D);
  const std::array<std::pair<float, Color>, 5> sky{{{0, rgb(0x0F5A47)}, {0.40f, rgb(0x0F5A47)}, {0.70f, horizon}, {0.84f, rgb(0x0F5A47)}, {1, rgb(0x0C4A39)}}};
  p.fill({0, -p.theme().above(), W, p.theme().above() + 1}, sky.front().second);
  p.fill_gradient(p.page(), sky);
  const float band = p.theme().portrait() ? W * 149 / 268 : W * 120 / 476;
  draw_hills(state, p.theme().portrait() ? Scene::tinted : Scene::landscape, Light::success, {0, H - band, W, band});
}

struct WelcomePlan {
  float mark = 58, title = 17, name = 30, gap = 8;
  bool facts = true, next = true, hint = true, buttons = true, apart = false;   // apart: what happened stands by the facts
};

constexpr int kLastPlan = 7;

WelcomePlan welcome_plan(int level, float k) {
  WelcomePlan plan;
  plan.title = 17 * k, plan.name = 30 * std::min(k, 1.2f);
  if (level >= 1) plan.mark = 44, plan.hint = false;
  if (level >= 2) plan.mark = 34, plan.name = 22 * k, plan.gap = kGap;
  if (level >= 3) plan.next = false;
  if (level >= 4) plan.mark = 26, plan.title = 14 * k, plan.name = 18 * k;
  if (level >= 5) plan.buttons = false;
  if (level >= 6) plan.mark = 18, plan.name = 16 * k, plan.gap = 2;
  if (level >= kLastPlan) plan.mark = 0, plan.apart = true;
  return plan;
}

// What may follow: 评价, 提意见; in staff mode 代填, and why nobody rates there.
struct Next {
  Text label;
  IntentKind kind;
  Icon icon;
  bool enabled = true;
};
std::vector<Next> what_may_follow(const Model& model) {
  const bool rates = model.event.rating == RatingState::open;
  std::vector<Next> out{{Text::result_see_itinerary, IntentKind::open_itinerary, Icon::event_note}};
  if (model.staff_mode) {
    if (model.event.opinions) out.push_back({Text::voice_staff_writes, IntentKind::open_opinion, Icon::edit});
    if (rates) out.push_back({Text::voice_guest_rates, IntentKind::none, Icon::lock, false});
  } else if (rates) {
    out.push_back({Text::home_rating, IntentKind::open_rating, Icon::rate_review});
  } else if (model.event.opinions) {
    out.push_back({Text::voice_write, IntentKind::open_opinion, Icon::edit});
  }
  return out;
}

Intent draw_welcome_buttons(const Model& model, Painter& p, Rect row) {
  const auto ways = what_may_follow(model);
  const auto count = static_cast<float>(ways.size());
  const float w = (row.w - kGap * (count - 1)) / count;
  Intent out;
  float x = row.x;
  for (const Next& way : ways) {
    const ButtonStyle style{.look = way.enabled ? Look::floating : Look::outlined, .em = 12 * p.theme().scale(), .icon = way.icon, .enabled = way.enabled};
    if (button(p, {x, row.y, w, row.h}, p.word(way.label), style)) out = intent(model, way.kind);
    x += w + kGap;
  }
  return out;
}

bool says_more(const Model& model, const ResultWords& words) { return !words.happened.empty() && model.result.verdict != Verdict::admitted; }

// Sign, title, name and what is said below it, centred in `box` from its top; returns the end.
float draw_greeting(const Model& model, ScreenState& state, Rect box, const ResultWords& words, const WelcomePlan& plan, const Paints& paints) {
  Painter& p = state.paint;
  float y = box.y;
  if (plan.mark > 0) draw_mark(p, Mark::tick, {box.cx(), y + plan.mark / 2}, plan.mark, paints.sign_surface, paints.sign, state.tick);
  y += plan.mark + plan.gap * 0.8f;
  const float title_h = title_height(p, box.w, words.title, plan.title);
  draw_title(p, {box.x, y, box.w, title_h}, words.title, plan.title, paints.on_sky);
  y += title_h + 1;
  if (!model.result.name.empty()) {
    TextStyle name{.face = Face::bold, .color = paints.on_sky, .align = Align::centre, .line = 1.25f, .max_lines = 2, .balanced = true};
    name.em = std::min(plan.name, fitting_em(p, box.w, model.result.name, name, {plan.name, 24, 20, 17, 14, 12}));
    draw_text_middle(p, {box.x, y, box.w, plan.name * 1.3f}, model.result.name, name);
    y += plan.name * 1.3f;
  }
  if (!plan.apart && says_more(model, words)) {
    const TextStyle said{.em = p.theme().body(), .color = paints.on_sky, .align = Align::centre, .max_lines = 2};
    y += draw_text(p, {box.x, y, box.w, p.theme().body() * kLineSpacing * 2}, words.happened, said).height;
  }
  return y;
}

float greeting_height(const Model& model, const Painter& p, float width, const ResultWords& words, const WelcomePlan& plan) {
  float height = plan.mark + plan.gap * 0.8f + title_height(p, width, words.title, plan.title) + 1 + (model.result.name.empty() ? 0 : plan.name * 1.3f);
  if (!plan.apart && says_more(model, words))
    height += static_cast<float>(std::min(2, measure_text(p, width, words.happened, {.em = p.theme().body()}).lines)) * p.theme().body() * kLineSpacing;
  return height;
}

}  // namespace

Intent draw_welcome(const Model& model, ScreenState& state, const ResultWords& words) {
  Painter& p = state.paint;
  draw_welcome_ground(state);
  const Paints paints = paints_for(p, Tone::welcome);
  const Color track = p.theme().high_contrast() ? p.color().malachite_4 : rgb(0x2E8B6F), ring = p.theme().high_contrast() ? p.color().ink : rgb(0xF6F1E4);
  draw_strip(model, state, paints.on_sky, paints.on_sky, paints.on_sky);
  const auto foot = draw_foot(model, state, kQuietHome | kQuietPrivacy | kQuietHelp, QuietGround::none, paints.on_sky);
  Intent out = foot.intent;
  const Rect page = column(p);
  const bool portrait = p.theme().portrait();
  const auto all_facts = facts_of(model);
  const float k = p.theme().scale(), top = strip_height(p) + (p.theme().tight() ? 0 : 12), ring_h = (p.theme().tight() ? 15 : 22) * std::min(k, 1.2f);
  Item next = model.event.next.value_or(Item{});
  const bool has_next = model.event.next.has_value();
  for (int level = 0;; ++level) {
    WelcomePlan plan = welcome_plan(level, k);
    plan.apart = plan.apart && !portrait && says_more(model, words);
    std::vector<Fact> facts = all_facts;
    if (plan.apart && facts.size() > 2) facts.erase(facts.begin());
    if (!plan.hint) next.hint.clear();
    const float between = p.theme().tight() ? 10 : 24, side = portrait ? page.w : (page.w - between) * (p.theme().tight() ? 0.5f : 0.56f);
    const float facts_h = plan.facts ? facts_height(p, facts.size(), side) : 0, next_h = plan.next && has_next ? next_height(p, next) : 0;
    const float buttons_h = plan.buttons ? 30 * std::max(1.0f, k * 0.85f) : 0;
    const float cards = facts_h + (facts_h > 0 && next_h > 0 ? kGap : 0) + next_h;
    const float greeting_w = portrait ? page.w : page.w - side - between, greeting = greeting_height(model, p, greeting_w, words, plan);
    const float left_need = greeting + plan.gap + (portrait ? cards + plan.gap + buttons_h + plan.gap : 0) + ring_h;
    const TextStyle aside{.em = p.theme().body(), .color = paints.on_sky, .max_lines = 2};
    const float aside_h = plan.apart ? measure_text(p, side, words.happened, aside).height + kGap : 0;
    const float right_need = portrait ? 0 : cards + plan.gap + aside_h + buttons_h;
    const float room = foot.top - top - kGap;
    if ((left_need > room || right_need > room) && level < kLastPlan) continue;
    if (portrait) {
      const float spare = std::max(0.0f, room - left_need), lead = std::min(spare * 0.2f, 10.0f);
      float y = draw_greeting(model, state, {page.x, top + lead * 0.4f, page.w, greeting}, words, plan, paints) + plan.gap + lead;
      draw_facts(p, {page.x, y, page.w, facts_h}, facts);
      if (next_h > 0) draw_next(p, {page.x, y + facts_h + (facts_h > 0 ? kGap : 0), page.w, next_h}, next);
      y += cards;
      const float ring_y = foot.top - kGap - ring_h / 2 - std::min(spare * 0.12f, 8.0f);
      const float buttons_y = std::max(y + plan.gap, ring_y - ring_h / 2 - plan.gap - buttons_h - std::min(spare * 0.2f, 14.0f));
      if (buttons_h > 0)
        if (Intent did = draw_welcome_buttons(model, p, {page.x, buttons_y, page.w, buttons_h})) out = did;
      if (Intent did = draw_seconds(model, state, {page.cx(), ring_y}, page.w, ring_h, ring, track, paints.on_sky)) out = did;
      return out;
    }
    const float x = page.right() - side, lead = std::max(0.0f, (room - left_need) * 0.35f);
    draw_greeting(model, state, {page.x, top + lead, greeting_w, greeting}, words, plan, paints);
    const Point ring_at{page.x + greeting_w / 2, std::min(foot.top - ring_h / 2 - kGap, top + lead + greeting + plan.gap + ring_h / 2 + 6)};
    if (Intent did = draw_seconds(model, state, ring_at, greeting_w, ring_h, ring, track, paints.on_sky)) out = did;
    float y = top + std::max(0.0f, (room - right_need) * 0.35f);
    draw_facts(p, {x, y, side, facts_h}, facts);
    if (next_h > 0) draw_next(p, {x, y + facts_h + (facts_h > 0 ? kGap : 0), side, next_h}, next);
    y += cards + plan.gap;
    if (plan.apart) draw_text(p, {x, y, side, aside_h}, words.happened, aside);
    if (buttons_h > 0)
      if (Intent did = draw_welcome_buttons(model, p, {x, y, side, buttons_h})) out = did;
    return out;
  }
}

}  // namespace openday::ui
