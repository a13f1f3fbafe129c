// The day as a timeline: what is over is folded, the present item large, travel legs dotted, changes with a badge. A list
// longer than the page is turned over page by page; other sessions of the plan are one tap away.
#include <algorithm>
#include <vector>

#include "kiosk/ui/screens/itinerary_parts.h"
#include "kiosk/ui/widgets/cards.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/notice_line.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

using Rows = std::vector<const Item*>;

// The programme that is shown, sorted by what becomes of its rows.
struct Programme {
  bool in_force = true;
  Rows done, beside, ahead, all;
  const Item* present = nullptr;
};

Programme programme_of(const Model& model, std::size_t shown) {
  const Event& event = model.event;
  Programme out;
  out.in_force = event.sessions.size() < 2 || event.sessions[shown].in_force;
  const auto& items = out.in_force ? event.items : event.sessions[shown].items;
  for (const Item& item : items) {
    const bool present = out.in_force && event.now && item.state == ItemState::now && item.slot != Slot::throughout && item.title == event.now->title && item.audience == event.now->audience;
    if (item.slot == Slot::throughout || (item.state == ItemState::now && !present)) out.beside.push_back(&item);
    else out.all.push_back(&item);
    if (item.state == ItemState::done && item.slot != Slot::throughout) out.done.push_back(&item);
    if (item.state == ItemState::next || item.state == ItemState::later) {
      if (item.slot != Slot::throughout) out.ahead.push_back(&item);
    }
  }
  if (out.in_force && event.now) out.present = &*event.now;
  if (event.state == EventState::after || event.state == EventState::closed) out.ahead = out.all, out.done.clear();   // nothing to fold away
  return out;
}

std::string count_text(const Programme& programme, const Painter& p) {
  const std::string all = std::to_string(programme.all.size());
  const auto now = std::find_if(programme.all.begin(), programme.all.end(), [](const Item* item) { return item->state == ItemState::now; });
  if (now == programme.all.end()) return fill_in(p.word(Text::itinerary_count), {all});
  return fill_in(p.word(Text::itinerary_position), {all, std::to_string(now - programme.all.begin() + 1)});
}

// Title, how many rows, and the way to the phone's calendar; returns where they end.
float draw_title(const Model& model, ScreenState& state, const Programme& programme, Rect page, float y) {
  Painter& p = state.paint;
  const float k = p.theme().scale();
  TextStyle title{.face = Face::serif, .color = p.color().ink, .line = 1.25f, .max_lines = 1};
  const bool small = p.theme().tight();
  const bool today = model.event.state == EventState::running || model.event.state == EventState::after || (model.event.state == EventState::before && model.event.next_session.empty());
  const bool fits = text_width(p, p.word(Text::itinerary_title), {.face = Face::serif, .em = 13 * k}) <= page.w;
  const std::string& word = p.word(today && fits ? Text::itinerary_title : Text::itinerary_title_any_day);
  title.em = small ? 14 * k : 20 * k;
  title.em = fitting_em(p, page.w, word, title, {title.em, 16 * k, 13 * k});
  const float height = std::max(title.em * 1.35f, 16.0f);
  const float width = draw_text_middle(p, {page.x, y, page.w, height}, word, title).width;
  float right = page.right();
  if (model.event.calendar) {
    const float em = p.theme().secondary(), w = text_width(p, p.word(Text::calendar_button), {.face = Face::bold, .em = em}) + (p.fonts().has_icons() ? 1.4f * em : 0) + 12;
    const bool room = width + 6 + w <= page.w;
    const Rect place{right - w, y + height / 2 - 8 * std::max(1.0f, k * 0.9f), w, 16 * std::max(1.0f, k * 0.9f)};
    if (room && button(p, place, p.word(Text::calendar_button), {.look = Look::outlined, .em = em, .icon = Icon::qr, .radius = 5})) state.own.calendar_open = true;
    if (room) right = place.x - kGap;
  }
  const TextStyle soft{.em = p.theme().body(), .color = p.color().ink_2, .align = model.event.calendar ? Align::left : Align::right, .max_lines = 1};
  const std::string count = count_text(programme, p);
  const float x = page.x + width + 7;
  if (!programme.all.empty() && text_width(p, count, soft) < right - x) draw_text(p, {x, y + height / 2 - soft.em * 0.5f, right - x, soft.em * kLineSpacing}, count, soft);
  const float below = model.event.calendar ? y + height / 2 + 8 * std::max(1.0f, k * 0.9f) + kGap : 0;   // of its button
  return std::max(y + height + (small ? 1 : 3), below);
}

// The folded rows: how many, from when to when, and the way to unfold them.
bool draw_fold(Painter& p, Rect row, const Rows& done, bool open) {
  const Palette& c = p.color();
  const std::string& word = p.word(open ? Text::itinerary_fold : Text::itinerary_unfold);
  const bool tapped = p.target(row, word);
  if (p.theme().high_contrast()) p.outlined(row, 5, c.paper, c.control, p.theme().outline());
  else p.fill_round(row, 5, p.held() ? mix(c.silk_2, c.ink, 0.08f) : c.silk_2);
  const float k = p.theme().scale(), body = p.theme().body();
  const Rect inner = row.inset(7, 0);
  const TextStyle way{.em = body, .color = c.azurite};
  const float way_w = text_width(p, word, way) + (p.fonts().has_icons() ? 11 * k : 0);
  const float used = draw_icon_text(p, inner.x, inner.cy(), inner.w - way_w - 4, {Icon::check_circle, fill_in(p.word(Text::itinerary_done), {std::to_string(done.size())}), {.em = body, .color = c.ink}, c.malachite, 9 * k});
  std::string span = done.front()->start;
  const std::string& end = done.back()->end.empty() ? done.back()->start : done.back()->end;
  if (!span.empty() && !end.empty() && end != span) span += "\u2013" + end;
  if (used + 10 + text_width(p, span, {.em = body}) < inner.w - way_w - 4)
    draw_text_middle(p, {inner.x + used + 10, inner.y, inner.w, inner.h}, span, {.em = body, .color = c.ink, .max_lines = 1});
  draw_text_middle(p, {inner.right() - way_w, inner.y, way_w, inner.h}, word, way);
  draw_icon(p, open ? Icon::expand_less : Icon::expand_more, {inner.right() - 4.5f * k, inner.cy()}, 9 * k, c.azurite);
  return tapped;
}

Intent draw_buttons(const Model& model, Painter& p, Rect row) {
  const bool open = model.event.rating == RatingState::open, rate = open || model.event.opinions;
  const float count = rate ? 3 : 2, w = (row.w - kGap * (count - 1)) / count;
  ButtonStyle style{.look = Look::floating, .em = 11 * p.theme().scale(), .icon = Icon::home};
  Intent out;
  if (button(p, {row.x, row.y, w, row.h}, p.word(Text::quiet_home_short), style)) out = intent(model, IntentKind::go_home);
  style.icon = Icon::how_to_reg;
  if (button(p, {row.x + w + kGap, row.y, w, row.h}, p.word(Text::home_check_in), style)) out = intent(model, IntentKind::open_check_in);
  style.icon = Icon::rate_review;
  if (rate && button(p, {row.x + 2 * (w + kGap), row.y, w, row.h}, p.word(open ? Text::home_rating : Text::voice_write), style)) out = intent(model, open ? IntentKind::open_rating : IntentKind::open_opinion);
  return out;
}

struct Layout {
  bool portrait, roomy, tight;
  float left_w, between, gap, buttons_h, buttons_y, fold_h, rows_bottom;
  Rect page;
};

Layout lay_out(const Painter& p, float foot_top) {
  const float k = p.theme().scale();
  Layout at{};
  at.page = column(p);
  at.portrait = p.theme().portrait(), at.tight = p.theme().tight();
  at.roomy = p.theme().height() > (at.portrait ? 340 * k : 220 * k);
  at.between = at.tight ? 8 : 20;
  at.left_w = at.portrait ? at.page.w : (at.page.w - at.between) * 0.5f;
  at.buttons_h = at.tight ? 0 : (at.roomy ? 28 : 22) * std::max(1.0f, k * 0.85f);
  at.gap = at.roomy ? 6 : kGap;
  at.fold_h = 18 * std::max(1.0f, k * 0.9f);
  const float below = at.portrait ? (at.roomy ? (foot_top - 410 > 30 && k == 1 ? 24.0f : 10.0f) : kGap) : at.roomy ? 8 : kGap;
  at.buttons_y = foot_top - below - at.buttons_h;
  at.rows_bottom = at.portrait ? at.buttons_y - at.gap : at.tight ? foot_top - kGap : at.buttons_y + 8;   // above the hills
  return at;
}

// One line of a notice where two would leave no whole row of the programme.
NoticeRoom room_beside_rows(const Painter& p, const Event& event, const Programme& programme, const Layout& at, float y) {
  if (!at.tight) return NoticeRoom::full;
  if (!at.portrait || programme.ahead.empty()) return NoticeRoom::small;
  y += notice_line_height(p, at.left_w, event, NoticeRoom::small) + at.gap;
  if (!programme.done.empty()) y += at.fold_h + at.gap;
  if (programme.present) y += present_height(p, *programme.present, at.roomy) + at.gap;
  return y + item_row_height(p, *programme.ahead.front()) + at.fold_h <= at.rows_bottom ? NoticeRoom::small : NoticeRoom::least;
}

std::size_t session_shown(const Model& model, int& tab) {
  const auto& sessions = model.event.sessions;
  if (sessions.size() < 2) return 0;
  if (tab < 0 || static_cast<std::size_t>(tab) >= sessions.size()) {
    const auto in_force = std::find_if(sessions.begin(), sessions.end(), [](const SessionTab& one) { return one.in_force; });
    tab = in_force == sessions.end() ? 0 : static_cast<int>(in_force - sessions.begin());
  }
  return static_cast<std::size_t>(tab);
}

Intent draw_page(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const bool tight = p.theme().tight();
  if (!tight) draw_low_hills(state);
  else draw_silk(state);
  draw_strip(model, state);
  const auto foot = draw_foot(model, state, tight ? kQuietHome | kQuietPrivacy | kQuietHelp : kQuietUsual, tight ? QuietGround::none : QuietGround::card, p.color().ink);
  const Layout at = lay_out(p, foot.top);
  const Event& event = model.event;
  const Rect page = at.page;
  Intent out = foot.intent;
  std::size_t shown = session_shown(model, state.own.session_tab);
  const float top = strip_height(p) + 1;
  float y = draw_title(model, state, programme_of(model, shown), {page.x, 0, at.left_w, 0}, top);
  const float floor = at.portrait ? at.rows_bottom : at.tight ? at.rows_bottom : at.buttons_y - at.gap;
  if (const float h = session_tabs_height(p, event); h > 0 && y + h < floor) {
    const std::size_t before = shown;
    draw_session_tabs(p, {page.x, y, at.left_w, h}, event, shown);
    if (shown != before) state.own.session_tab = static_cast<int>(shown), state.own.list_page = 0, state.own.past_open = false;
    y += h + at.gap;
  }
  const Programme programme = programme_of(model, shown);
  const bool right = at.tight && !at.portrait && programme.present;   // no height for both: what is said stands above the rows
  const NoticeRoom notice_room = room_beside_rows(p, event, programme, at, y);
  const bool tells = programme.in_force && !event.announcements.empty();
  const float banner_h = programme.in_force && (event.state != EventState::running || !tells) ? banner_height(p, at.left_w, event) : 0;
  if (const float h = right ? 0 : banner_h; h > 0 && y + h < floor) {
    draw_banner(p, {page.x, y, at.left_w, h}, event);
    y += h + at.gap;
  }
  if (const float h = tells && !right ? notice_line_height(p, at.left_w, event, notice_room) : 0; h > 0 && y + h < floor) {
    if (Intent did = draw_notice_line(model, state, {page.x, y, at.left_w, h}, notice_room)) out = did;
    y += h + at.gap;
  }
  bool& open = state.own.past_open;
  const float present_h = programme.present && at.tight && !at.portrait ? present_height(p, *programme.present, at.roomy) : 0;   // goes before the fold
  if (!programme.done.empty() && y + at.fold_h + (present_h > 0 ? at.gap + present_h : 0) < floor) {
    if (draw_fold(p, {page.x, y, at.left_w, at.fold_h}, programme.done, open)) open = !open, state.own.list_page = 0;
    y += at.fold_h + at.gap;
  }
  if (!tight)
    if (Intent did = draw_buttons(model, p, {page.x, at.buttons_y, at.left_w, at.buttons_h})) out = did;
  if (programme.present && !(open && at.portrait)) {
    const float wish = present_height(p, *programme.present, at.roomy), height = std::min(wish, floor - y);
    draw_present(model, p, {page.x, y, at.left_w, height}, *programme.present, at.roomy);
    y += height + at.gap;
  }
  Rect box = at.portrait ? Rect{page.x, y, page.w, at.rows_bottom - y} : Rect{page.x + at.left_w + at.between, top + 6, page.w - at.left_w - at.between, at.rows_bottom - top - 6};
  if (right && banner_h > 0 && box.h > banner_h + at.gap + 20) {
    draw_banner(p, {box.x, box.y, box.w, banner_h}, event);
    box.y += banner_h + at.gap, box.h -= banner_h + at.gap;
  }
  if (const float h = tells && right ? notice_line_height(p, box.w, event, notice_room) : 0; h > 0 && box.h > h + at.gap + 20) {
    if (Intent did = draw_notice_line(model, state, {box.x, box.y, box.w, h}, notice_room)) out = did;
    box.y += h + at.gap, box.h -= h + at.gap;
  }
  for (const Item* item : programme.beside) {
    const float h = beside_height(p) + at.gap;
    if (box.h < h + 40) break;
    draw_beside(p, {box.x, box.y, box.w, beside_height(p)}, *item);
    box.y += h, box.h -= h;
  }
  if (at.roomy && at.portrait) box.y += 6, box.h -= 6;
  const Rows& rows = open ? programme.all : programme.ahead;
  draw_rows(p, box, rows, state.own.list_page);
  return out;
}

}  // namespace

Intent draw_itinerary(const Model& model, ScreenState& state) {
  const bool card = state.own.calendar_open && model.event.calendar && !has_overlay(model);
  if (card) state.paint.set_enabled(false);
  Intent out = draw_page(model, state);
  if (!card) return out;
  state.paint.set_enabled(true);
  draw_calendar_card(model, state);
  return {};
}

}  // namespace openday::ui
