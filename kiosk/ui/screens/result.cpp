// What became of a scan. Admitted: the page turns malachite. Otherwise: what happened in one line, what to do now in one line,
// one button, and the way to a person. Sign, colour and words differ (circle and tick, triangle and arrow, octagon and hand).
#include <algorithm>

#include "kiosk/ui/screens/result_look.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

Mark mark_for(Tone tone) { return tone == Tone::welcome ? Mark::tick : tone == Tone::attention ? Mark::arrow : Mark::hand; }

// No hill rises higher than `highest`, where the title ends.
void draw_tinted_ground(ScreenState& state, Tone tone, Rect sky, Color color, float highest) {
  Painter& p = state.paint;
  draw_silk(state);
  if (p.theme().high_contrast()) return;
  p.fill({sky.x, sky.y - p.theme().above(), sky.w, sky.h + p.theme().above()}, color);
  const float band = std::min({sky.w * 139 / 268, sky.h * 0.5f, (sky.bottom() - highest) / 0.82f});
  p.fill({sky.x, sky.bottom(), sky.w, p.theme().height() - sky.bottom()}, p.color().silk);
  draw_hills(state, Scene::tinted, tone == Tone::attention ? Light::attention : Light::refusal, {sky.x, sky.bottom() - band * 0.85f, sky.w, band});
}

Intent draw_ways(const Model& model, Painter& p, Rect box, const ResultWords& words) {
  const float k = p.theme().scale();
  Intent out;
  const bool by_name = words.way == IntentKind::call_staff && model.can_find_by_name, home = words.way == IntentKind::call_staff && !by_name;
  const float gap = box.h >= 66 * k ? 6.0f : kGap;
  const float main_h = std::min(34 * k, (box.h - gap) * 0.54f);
  if (button(p, {box.x, box.y, box.w, main_h}, words.way_label, {.look = Look::main, .em = 14 * k, .icon = words.way_icon})) out = intent(model, words.way);
  const Rect rect{box.x, box.y + main_h + gap, box.w, std::min(28 * k, box.h - main_h - gap)};
  const ButtonStyle style{.look = Look::outlined, .em = 11 * k, .icon = by_name ? Icon::search : home ? Icon::home : Icon::hand};
  if (button(p, rect, p.word(by_name ? Text::result_by_name : home ? Text::quiet_home : Text::quiet_help), style))
    out = intent(model, by_name ? IntentKind::find_by_name : home ? IntentKind::go_home : IntentKind::call_staff);
  return out;
}

// What happened, what to do, the ways on, a quiet line; centred in the box.
Intent draw_explanation(const Model& model, ScreenState& state, Rect box, const ResultWords& words) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const float k = p.theme().scale();
  TextStyle plain{.em = 12 * k, .color = c.ink, .align = Align::centre, .balanced = true}, strong{.face = Face::bold, .em = 12.5f * k, .color = c.ink, .align = Align::centre, .balanced = true};
  const float ways_wish = 68 * k;
  const float note_h = p.theme().secondary() * kLineSpacing;
  for (const float em : {12.0f, 11.0f, 10.0f}) {
    plain.em = em * k, strong.em = (em + 0.5f) * k;
    if (measure_text(p, box.w, words.happened, plain).height + measure_text(p, box.w, words.next_step, strong).height + ways_wish + 10 < box.h) break;
  }
  const float ways_least = 2 * 17 * std::max(1.0f, k * 0.9f) + kGap;
  float happened_h = std::min(measure_text(p, box.w, words.happened, plain).height, plain.em * kLineSpacing * 3);
  const float next_h = std::min(measure_text(p, box.w, words.next_step, strong).height, strong.em * kLineSpacing * 2);
  if (happened_h + next_h + ways_least + 8 > box.h) happened_h = 0;  // the title says it as well
  const float ways_h = std::clamp(box.h - happened_h - next_h - 8, ways_least, ways_wish);
  float spare = box.h - happened_h - next_h - ways_h;
  const bool note = spare > note_h + 16;
  if (note) spare -= note_h;
  const float gap = std::clamp(spare * 0.3f, 3.0f, 20.0f);
  float y = box.y + std::max(0.0f, std::min(spare * 0.2f, 8.0f));
  if (happened_h > 0) draw_text(p, {box.x, y, box.w, happened_h + 0.5f}, words.happened, plain);
  y += happened_h > 0 ? happened_h + 2 : 0;
  draw_text(p, {box.x, y, box.w, next_h + 0.5f}, words.next_step, strong);
  y += next_h + gap;
  const Intent out = draw_ways(model, p, {box.x, y, box.w, std::min(ways_h, box.bottom() - y)}, words);
  y += ways_h + std::min(gap, 12.0f);
  if (note && y + note_h <= box.bottom())
    draw_text(p, {box.x, y, box.w, note_h}, p.word(Text::result_nothing_kept), {.em = p.theme().secondary(), .color = c.ink_2, .align = Align::centre, .max_lines = 1});
  return out;
}

Intent draw_turned_away(const Model& model, ScreenState& state, const ResultWords& words) {
  Painter& p = state.paint;
  const Paints paints = paints_for(p, words.tone);
  const float W = p.theme().width(), H = p.theme().height(), k = p.theme().scale();
  const bool portrait = p.theme().portrait(), small = std::min(W, H) < 150 * k;
  const Rect sky = portrait ? Rect{0, 0, W, H * (small ? 0.40f : 0.53f)} : Rect{0, 0, std::max(W * 0.46f, std::min(W * 0.56f, 122.0f * k)), H};
  const float top = strip_height(p) + (small ? 2 : 16), mark = std::min(60.0f, (sky.h - top) * (portrait ? 0.42f : 0.3f));
  const float title_em = small ? 14 * k : 22 * k, title_y = top + mark + (small ? 2 : 6), title_h = portrait ? std::max(title_em * 1.4f, title_height(p, sky.w - 16, words.title, title_em)) : title_em * 2.6f;
  const unsigned quiet = (model.can_find_by_name ? kQuietHome : 0u) | kQuietSwitches | kQuietPrivacy;
  const float low = std::min(H * 0.88f, foot_top(model, p, quiet, QuietGround::none) - 1);
  draw_tinted_ground(state, words.tone, portrait ? sky : Rect{0, 0, sky.w, low}, paints.sky, title_y + title_h);
  state.ground_done();
  const bool high = p.theme().high_contrast();
  draw_strip(model, state, paints.on_sky, portrait ? paints.on_sky : p.color().ink, portrait ? paints.on_sky : p.color().ochre, portrait ? 0 : sky.right() - 2);
  const auto foot = draw_foot(model, state, quiet, QuietGround::none, p.color().ink);
  draw_mark(p, mark_for(words.tone), {sky.cx(), top + mark / 2}, mark, paints.sign_surface, paints.sign, state.tick);
  draw_title(p, {sky.x + 8, title_y, sky.w - 16, title_h}, words.title, title_em, high ? p.color().ink : paints.on_sky);
  const Rect page = column(p);
  const Rect box = portrait ? Rect{page.x, sky.bottom() + (small ? 2 : 20), page.w, foot.top - sky.bottom() - (small ? 6 : 26)}
                            : Rect{sky.right() + 14, top, page.right() - sky.right() - 14, foot.top - top - kGap};
  Intent out = draw_explanation(model, state, box, words);
  return out ? out : foot.intent;
}

}  // namespace

Intent draw_result(const Model& model, ScreenState& state) {
  const ResultWords words = words_for(model, state.paint);
  return words.tone == Tone::welcome ? draw_welcome(model, state, words) : draw_turned_away(model, state, words);
}

}  // namespace openday::ui
