// Home: the event, what is on now and next, three ways on, and where to hold the code. Scanning needs no tap here.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/large_type.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/cards.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/notice_line.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

// What a page has room for; small panels and large type drop content in this order, never size.
struct Plan {
  bool theme = true, bureau = true, now_card = true;
  NoticeRoom notice = NoticeRoom::full;
  NowCardPlan now;
  float tile_h = 58, code_h = 88;
};

constexpr int kLevels = 12, kLargeLevel = 3;

Plan plan_at(int level, float k) {
  Plan plan;
  plan.tile_h = 58 * std::max(1.0f, k * 0.85f);
  plan.code_h = 88;
  if (level >= 1) plan.theme = false;
  if (level >= 2) plan.now.next = false;
  if (level >= 3) plan.bureau = false;
  if (level >= 4) plan.code_h = 74;
  if (level >= 5) plan.tile_h = 46 * std::max(1.0f, k * 0.9f), plan.code_h = 60 * std::max(1.0f, k * 0.9f);
  if (level >= 6) plan.code_h = 46 * k, plan.now.place = false;
  if (level >= 7) plan.tile_h = 34 * k, plan.code_h = 34 * k;
  if (level >= 8) plan.tile_h = 26 * k, plan.code_h = 28 * k;
  if (level >= 9) plan.now.one_row = true;
  if (level >= 5) plan.notice = NoticeRoom::small;
  if (level >= 10) plan.now_card = false;   // beside a notice there is no room: the programme is a tap away
  if (level >= 11) plan.notice = NoticeRoom::least;
  return plan;
}

struct Heading {
  float em = 30, height = 36;
};

Heading heading_for(const Painter& p, float width, const std::string& name) {
  const float k = p.theme().scale();
  TextStyle style{.face = Face::serif, .line = 1.2f, .spacing = 0.04f};
  Heading heading;
  const bool small = p.theme().tight();
  if (small) heading.em = fitting_em(p, width, name, style, {20 * k, 18 * k, 16 * k, 13 * k}, 1);
  else heading.em = fitting_em(p, width, name, style, {p.theme().hero(), 26, 22, 18 * k, 16 * k}, 1);
  style.em = heading.em;
  TextSize size = measure_text(p, width, name, style);
  if (size.lines > 1 && !small) {
    style.em = heading.em = fitting_em(p, width, name, style, {18 * k, 16 * k, 14 * k, 13 * k}, 2);
    size = measure_text(p, width, name, style);
  }
  heading.height = heading.em * style.line * static_cast<float>(std::min(size.lines, 2));
  return heading;
}

// One short line, where a notice and large type leave no more.
Heading least_heading(const Painter& p) {
  const float em = 13 * p.theme().scale();
  return {em, em * 1.2f};
}

TextStyle heading_style(const Painter& p, const Heading& heading) {
  return {.face = Face::serif, .em = heading.em, .color = p.color().ink, .line = 1.2f, .spacing = 0.04f, .max_lines = 2, .balanced = true};
}

float body_row(const Painter& p) { return p.theme().body() * 1.3f; }

// Bureau, name, theme from `y` down; returns where it ends.
float draw_heading(const Model& model, Painter& p, Rect column, float y, const Plan& plan, const Heading& heading) {
  if (p.theme().low_reach()) return y;
  const Palette& c = p.color();
  if (plan.bureau && !model.event.bureau.empty()) {
    draw_text(p, {column.x, y, column.w, body_row(p)}, model.event.bureau, {.em = p.theme().body(), .color = c.ink_2, .line = 1.3f, .max_lines = 1});
    y += body_row(p) - 0.5f;
  }
  draw_text(p, {column.x, y, column.w, heading.height + 1}, model.event.name, heading_style(p, heading));
  y += heading.height + 1;
  if (plan.theme && !model.event.theme.empty()) {
    draw_text(p, {column.x, y, column.w, body_row(p)}, model.event.theme, {.em = p.theme().body(), .color = c.ink, .line = 1.3f, .max_lines = 1});
    y += body_row(p);
  }
  return y;
}

float heading_height(const Model& model, const Painter& p, const Plan& plan, const Heading& heading) {
  if (p.theme().low_reach()) return 0;   // it stands above the page
  return (plan.bureau && !model.event.bureau.empty() ? body_row(p) - 0.5f : 0) + heading.height + 1 +
         (plan.theme && !model.event.theme.empty() ? body_row(p) : 0);
}

struct TileWords {
  std::string items, rating;
};

TileWords tile_words(const Model& model, const Painter& p) {
  TileWords words;
  const auto rows = model.event.items.size();
  if (rows > 0) words.items = fill_in(p.word(rows == 1 ? Text::home_one_item : Text::home_items), {std::to_string(rows)});
  switch (model.event.rating) {
    case RatingState::later:
      words.rating = model.event.rating_opens.empty() ? p.word(Text::home_rating_later) : fill_in(p.word(Text::home_rating_opens), {model.event.rating_opens});
      break;
    case RatingState::open: words.rating = p.word(Text::home_rating_open); break;
    case RatingState::closed: words.rating = p.word(Text::home_rating_closed); break;
    case RatingState::none: break;
  }
  if (model.event.opinions) words.rating = p.word(model.event.rating == RatingState::open ? Text::home_rating_and_opinion : Text::home_opinion_open);
  return words;
}

struct Voice {
  bool offered = false, opinion = false;
};
Voice voice_of(const Event& event) {
  const bool opinion = event.opinions && event.rating != RatingState::open;
  return {opinion || event.rating != RatingState::none, opinion};
}

// The words of three tiles side by side, at their smallest; portrait only.
bool words_in_thirds(const Model& model, const Painter& p, float width) {
  const Voice voice = voice_of(model.event);
  const float count = voice.offered ? 3 : 2, room = (width - kGap * (count - 1)) / count - 6;
  const auto fits = [&](Text word) { return text_width(p, p.word(word), {.face = Face::bold, .em = p.theme().secondary()}) <= room; };
  return !p.theme().portrait() || (fits(Text::home_check_in) && fits(Text::home_itinerary) && (!voice.offered || fits(voice.opinion ? Text::home_opinion : Text::home_rating)));
}

Intent draw_tiles(const Model& model, ScreenState& state, Rect row) {
  Painter& p = state.paint;
  const TileWords words = tile_words(model, p);
  const auto [rating, opinion] = voice_of(model.event);
  const Text voice = opinion ? Text::home_opinion : Text::home_rating;
  const IntentKind voiced = opinion ? IntentKind::open_opinion : IntentKind::open_rating;
  const float k = p.theme().scale();
  Intent out;
  const auto put = [&](Rect rect, Icon icon, Text label, const std::string& below, bool main, IntentKind kind) {
    if (tile(p, rect, icon, p.word(label), below, main)) out = intent(model, kind);
  };
  const bool stacked = (p.theme().portrait() && k > 1.2f && row.h >= 84) || !words_in_thirds(model, p, row.w);  // the main one over the whole width
  if (stacked) {
    const float h = (row.h - kGap) / 2, half = rating ? (row.w - kGap) / 2 : row.w;
    put({row.x, row.y, row.w, h}, Icon::how_to_reg, Text::home_check_in, {}, true, IntentKind::open_check_in);
    put({row.x, row.y + h + kGap, half, h}, Icon::event_note, Text::home_itinerary, {}, false, IntentKind::open_itinerary);
    if (rating) put({row.x + half + kGap, row.y + h + kGap, half, h}, Icon::rate_review, voice, {}, false, voiced);
    return out;
  }
  const float count = rating ? 3 : 2, w = (row.w - kGap * (count - 1)) / count;
  put({row.x, row.y, w, row.h}, Icon::how_to_reg, Text::home_check_in, p.word(Text::home_without_code), true, IntentKind::open_check_in);
  put({row.x + w + kGap, row.y, w, row.h}, Icon::event_note, Text::home_itinerary, words.items, false, IntentKind::open_itinerary);
  if (rating) put({row.x + 2 * (w + kGap), row.y, w, row.h}, Icon::rate_review, voice, words.rating, false, voiced);
  return out;
}

struct Portrait {
  Plan plan;
  Heading heading;
  float now_y = 0, now_h = 0, notice_h = 0, tiles_y = 0, tiles_h = 0, quiet_y = 0, code_y = 0, code_h = 0, top = 0;
};

float now_height(const Model& model, const Painter& p, const Plan& plan) {
  const bool shown = has_now_card(model.event) && (plan.now_card || model.event.announcements.empty());
  return shown ? now_card_height(p, model.event, plan.now) : 0;
}

Portrait lay_out_portrait(const Model& model, const Painter& p, float quiet_h) {
  const float H = p.theme().height(), k = p.theme().scale();
  const Rect page = column(p);
  Portrait out;
  out.heading = heading_for(p, page.w, model.event.name);
  const bool above = model.camera.place == CameraPlace::above;
  for (int level = says_less(p) ? kLargeLevel : 0; level < kLevels; ++level) {
    out.plan = plan_at(level, k);
    if (level == kLevels - 1) out.heading = least_heading(p);
    const bool small = level >= 5;
    const float gap = small ? kGap : 8;
    out.top = strip_height(p) + (small ? 0 : 4);
    out.code_h = out.plan.code_h;
    out.tiles_h = out.plan.tile_h;
    if (!words_in_thirds(model, p, page.w)) out.tiles_h = std::max(out.tiles_h, 2 * 24 * k + kGap);
    if (k > 1.2f && level < 7) out.tiles_h = std::max(2 * 34 * k * 0.95f + kGap, 84.0f);
    out.now_h = now_height(model, p, out.plan);
    out.notice_h = notice_line_height(p, page.w, model.event, out.plan.notice);
    const float heading_end = out.top + heading_height(model, p, out.plan, out.heading) + (small ? 2 : 5) + (above ? out.code_h + gap : 0);
    out.now_y = heading_end;
    const float foot = above ? 6 : out.code_h + (small ? kGap : 6);
    out.code_y = above ? out.top : H - out.code_h;
    out.quiet_y = H - foot - quiet_h;
    out.tiles_y = out.quiet_y - gap - out.tiles_h;
    if (out.notice_h > 0) out.notice_h += kGap;
    if (out.now_y + out.now_h + out.notice_h + gap <= out.tiles_y) break;
  }
  return out;
}

Intent draw_portrait(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Rect page = column(p);
  const float W = p.theme().width(), H = p.theme().height();
  const auto items = says_less(p) ? one_row_items(model, p, kQuietUsual, page.w) : quiet_items(model, p, kQuietUsual);
  const float quiet_h = quiet_height(p, items, page.w, QuietGround::none);
  const Portrait at = lay_out_portrait(model, p, quiet_h);
  draw_silk(state);
  const float free = at.tiles_y - (at.now_y + at.now_h + at.notice_h);
  if (p.theme().low_reach()) {
    // the hills stand above the page
  } else if (free > 24) {
    const float band = W * 179 / 268, foot = at.quiet_y + 1;
    const float hills_y = std::max(foot - band, at.now_y + at.now_h + at.notice_h - band * 0.04f);
    draw_sun(state, {0, hills_y - W * 20 / 268, W, W * 110 / 268}, model.event.day_progress, static_cast<int>(model.event.items.size()));
    draw_hills(state, Scene::portrait, Light::day, {0, hills_y, W, foot - hills_y});
  } else {
    const float height = low_hills_height(p);
    draw_hills(state, Scene::low, Light::day, {0, at.quiet_y - height, W, height});
  }
  p.fill({0, at.quiet_y + 1, W, H - at.quiet_y - 1}, p.color().silk);
  draw_strip(model, state);
  const bool above = model.camera.place == CameraPlace::above;
  draw_heading(model, p, page, at.top + (above ? at.code_h + 6 : 0), at.plan, at.heading);
  if (at.now_h > 0) draw_now_card(model, state, {page.x, at.now_y, page.w, at.now_h}, at.plan.now);
  Intent out = draw_tiles(model, state, {page.x, at.tiles_y, page.w, at.tiles_h});
  if (at.notice_h > 0)
    if (Intent did = draw_notice_line(model, state, {page.x, at.now_y + at.now_h + (at.now_h > 0 ? kGap : 0), page.w, at.notice_h - kGap}, at.plan.notice)) out = did;
  if (Intent did = draw_quiet(model, state, {page.x, at.quiet_y, page.w, quiet_h}, items, QuietGround::none, p.color().ink)) out = did;
  Rect code{page.x, at.code_y, page.w, at.code_h};
  if (model.camera.place == CameraPlace::right) code.w = W - code.x;
  if (model.camera.place == CameraPlace::left) code.w = code.right(), code.x = 0;
  if (Intent did = draw_code_card(model, state, code)) out = did;
  return out;
}

Intent draw_landscape(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Rect page = column(p);
  const float W = p.theme().width(), H = p.theme().height(), k = p.theme().scale();
  const bool small = p.theme().tight();
  const auto items = small ? one_row_items(model, p, kQuietUsual, page.w) : quiet_items(model, p, kQuietUsual);
  const float quiet_h = quiet_height(p, items, page.w, QuietGround::none), quiet_y = H - (small ? 2 : 8) - quiet_h;
  const float gap = small ? kGap : 8, left_w = (page.w - 2 * kGap) * (small ? 0.54f : 0.49f);
  const float top = strip_height(p) + (small ? 0 : 3);
  const Rect left{page.x, top, left_w, H};
  Plan plan;
  Heading heading = heading_for(p, left_w, model.event.name);
  float tiles_h = 44 * std::max(1.0f, k * 0.85f), now_h = 0, notice_h = 0, now_y = 0, tiles_y = 0;
  for (int level = 0; level < 9; ++level) {
    plan = plan_at(level >= 4 ? 6 : level, k);
    plan.now.place = level < 4;
    plan.now.one_row = level >= 6;
    if (level >= 3) tiles_h = 30 * k;
    if (level >= 5) tiles_h = 24 * k;
    plan.now_card = level < 7;
    plan.notice = level < 4 ? NoticeRoom::full : level < 8 ? NoticeRoom::small : NoticeRoom::least;
    now_h = now_height(model, p, plan);
    notice_h = notice_line_height(p, left_w, model.event, plan.notice);
    if (notice_h > 0) notice_h += kGap;
    if (notice_h > 0 && level == 8) heading.height = heading.em * 1.2f;   // one line of the event's name
    now_y = top + heading_height(model, p, plan, heading) + (small ? 2 : 5);
    tiles_y = quiet_y - gap - tiles_h;
    if (now_y + now_h + notice_h + gap <= tiles_y) break;
  }
  draw_silk(state);
  const float band = std::min(W * 139 / 476, H - top - 8);
  if (!small) draw_sun(state, {W * 0.5f, H - band - 32, W * 0.5f, 100}, model.event.day_progress, static_cast<int>(model.event.items.size()));
  draw_hills(state, Scene::landscape, Light::day, {0, H - band, W, band});
  draw_strip(model, state);
  draw_heading(model, p, left, top, plan, heading);
  if (now_h > 0) draw_now_card(model, state, {left.x, now_y, left_w, now_h}, plan.now);
  const float code_x = page.x + left_w + (small ? kGap : 18);
  const bool runs_off = model.camera.place == CameraPlace::right;
  const float code_h = std::min(72 * std::max(1.0f, k * 0.9f), tiles_y - gap - (top + 4));
  Intent out;
  if (notice_h > 0) out = draw_notice_line(model, state, {left.x, now_y + now_h + (now_h > 0 ? kGap : 0), left_w, notice_h - kGap}, plan.notice);
  if (code_h >= kTarget)
    if (Intent did = draw_code_card(model, state, {code_x, top + (small ? 0 : 7), (runs_off ? W : page.right()) - code_x, code_h})) out = did;
  if (Intent did = draw_tiles(model, state, {page.x, tiles_y, page.w, tiles_h})) out = did;
  if (Intent did = draw_quiet(model, state, {page.x, quiet_y, page.w, quiet_h}, items, QuietGround::none, p.color().ink)) out = did;
  return out;
}

}  // namespace

Intent draw_home(const Model& model, ScreenState& state) {
  return state.paint.theme().portrait() ? draw_portrait(model, state) : draw_landscape(model, state);
}

}  // namespace openday::ui
