// Staff: one guest. Who it is, how many are here, what happened and who changed it; what may be put right. The only place of a whole name
// but the list, and only while it is looked at.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/attendance_parts.h"
#include "kiosk/ui/screens/guest_parts.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

void add(std::string& line, const std::string& part) {
  if (!part.empty()) line += (line.empty() ? "" : " · ") + part;
}

std::string filled(const Painter& p, Text text, const std::string& value) { return value.empty() ? std::string() : fill_in(p.word(text), {value}); }

std::string who_line(const StaffGuest& g, const Painter& p) {
  std::string out = g.category;
  add(out, filled(p, Text::guest_group, g.group));
  add(out, filled(p, Text::guest_seat, g.seat));
  add(out, g.session);
  return out;
}

std::string more_line(const StaffGuest& g, const Painter& p) {
  std::string out = filled(p, Text::guest_department, g.department);
  add(out, filled(p, Text::guest_tail, g.phone_tail));
  add(out, filled(p, Text::guest_vehicle, g.vehicle));
  return out;
}

struct State {
  std::string text;
  Color color;
};

State state_of(const StaffGuest& g, const Painter& p) {
  const Palette& c = p.color();
  if (g.persons > 0 && g.seats > 1) return {fill_in(p.word(Text::guest_here_of), {g.since, std::to_string(g.persons), std::to_string(g.seats)}), g.late ? c.ochre : c.malachite};
  if (g.persons > 0) return {fill_in(p.word(Text::guest_here), {g.since}), g.late ? c.ochre : c.malachite};
  return {p.word(g.cancelled ? Text::guest_cancelled : g.waiting ? Text::guest_waiting : Text::guest_absent), c.ink_2};
}

float head_height(const StaffSizes& s) { return (s.tight ? 3.0f : 5.0f) * 2 + 11 * s.k * 1.5f + s.em * 1.45f + 2 * s.em * 1.35f; }

void draw_who(Painter& p, Rect rect, const StaffGuest& g) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  draw_card(p, rect);
  const Rect inner = rect.inset(s.tight ? 5.0f : 8.0f, s.tight ? 3.0f : 5.0f);
  const State now = state_of(g, p);
  TextStyle name{.face = Face::bold, .color = c.ink, .line = 1.1f, .max_lines = 2};   // whole: a name of 25 Hanzi takes two lines
  name.em = fitting_em(p, inner.w, g.name, name, {11 * s.k, 9 * s.k, 8 * s.k, s.em});
  const float name_h = 11 * s.k * 1.5f, line_h = s.em * 1.35f, y = inner.y + name_h + s.em * 1.45f;
  draw_text_middle(p, {inner.x, inner.y, inner.w, name_h}, g.name, name);
  draw_text(p, {inner.x, inner.y + name_h, inner.w, s.em * 1.4f}, now.text, {.face = Face::bold, .em = s.em * 1.1f, .color = now.color, .line = 1.2f, .max_lines = 1});
  draw_text(p, {inner.x, y, inner.w, line_h}, who_line(g, p), {.em = s.em, .color = c.ink, .line = 1.2f, .max_lines = 1});
  draw_text(p, {inner.x, y + line_h, inner.w, line_h}, more_line(g, p), {.em = s.em, .color = c.ink_2, .line = 1.2f, .max_lines = 1});
}

std::optional<Text> problem_word(GuestSaved saved) {
  switch (saved) {
    case GuestSaved::saved: return std::nullopt;
    case GuestSaved::already: return Text::guest_already;
    case GuestSaved::full: return Text::guest_full;
    case GuestSaved::not_allowed: return Text::guest_not_allowed;
    case GuestSaved::failed: break;
  }
  return Text::guest_failed;
}

// A box that prints badges has one more for who is here; on narrow panels it stands above the story.
bool badge_offered(const Model& model) { return model.badges.printed && model.guest.persons > 0; }
bool badge_apart(const Model& model, const Painter& p, float row) {
  const StaffGuest& g = model.guest;
  const int others = 1 + (g.can_check_in ? 1 : 0) + (g.seats > 1 || g.walk_in ? 1 : 0) + (g.sessions.empty() ? 0 : 1);
  return badge_offered(model) && row / static_cast<float>(others + 1) < 26 * staff_sizes(p).k;
}

Intent draw_badge_button(const Model& model, Painter& p, Rect rect) {
  const StaffSizes s = staff_sizes(p);
  const ButtonStyle style{.look = Look::outlined, .em = 8 * s.k, .icon = Icon::badge, .enabled = !model.guest.saving && !model.guest.badge_sent, .radius = 5, .least_em = s.small};
  return button(p, rect, p.word(Text::guest_badge), style) ? guest_act(model, GuestAct::badge) : Intent{};
}

Intent draw_ways(const Model& model, ScreenState& state, Rect row) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const StaffGuest& g = model.guest;
  GuestPageState& own = state.own.guest;
  const bool counts = g.persons > 0 && (g.seats > 1 || g.walk_in), moves = !g.sessions.empty();
  const bool badge = badge_offered(model) && !badge_apart(model, p, row.w);
  const int count = 1 + (g.can_check_in ? 1 : 0) + (counts ? 1 : 0) + (moves ? 1 : 0) + (badge ? 1 : 0);
  const float w = (row.w - kGap * static_cast<float>(count - 1)) / static_cast<float>(count);
  int at = 0;
  const auto place = [&] { return Rect{row.x + static_cast<float>(at++) * (w + kGap), row.y, w, row.h}; };
  const auto style = [&](Look look, Icon icon) { return ButtonStyle{.look = look, .em = 8 * s.k, .icon = icon, .enabled = !g.saving, .radius = 5, .least_em = s.small}; };
  Intent out;
  if (button(p, place(), p.word(Text::guest_back), style(Look::outlined, Icon::arrow_back))) out = guest_act(model, GuestAct::close);
  if (g.can_check_in && button(p, place(), p.word(Text::guest_check_in), style(Look::main, Icon::how_to_reg))) out = guest_act(model, GuestAct::check_in, g.seats == 1 ? 1 : 0);
  if (counts && button(p, place(), p.word(Text::guest_persons), style(Look::outlined, Icon::people))) own = {GuestSheet::persons, {}, false, 0, g.persons};
  if (moves && button(p, place(), p.word(Text::guest_move), style(Look::outlined, Icon::event_note))) own = {GuestSheet::session, {}, false, 0, 0};
  if (badge)
    if (const Intent did = draw_badge_button(model, p, place())) out = did;
  return out;
}

struct Said {
  std::string words;
  Color color;
};

// What went wrong, else what became of the badge.
Said said_of(const Model& model, const Painter& p) {
  const Palette& c = p.color();
  if (const auto problem = problem_word(model.guest.saved)) return {p.word(*problem), c.cinnabar};
  if (const auto trouble = badge_trouble(model.badges)) return {fill_in(p.word(*trouble), {std::to_string(model.badges.failed)}), c.ochre};
  return {model.guest.badge_sent ? p.word(Text::guest_badge_sent) : std::string(), c.malachite};
}

}  // namespace

Intent guest_act(const Model& model, GuestAct what, int value, std::string text) {
  Intent out = intent(model, IntentKind::act_on_guest, value, std::move(text));
  out.act = static_cast<int>(what);
  return out;
}

Intent draw_staff_guest(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  auto [box, out] = begin_staff_page(model, state, Text::more_guest);
  const auto take = [&out = out](Intent did) {
    if (did) out = did;
  };
  const StaffGuest& g = model.guest;
  const float ways_h = 19 * std::max(1.0f, s.k * 0.9f);
  if (g.name.empty()) {   // on its way, or gone
    const Rect ways{box.x, box.y, box.w, ways_h};
    take(draw_ways(model, state, ways));
    if (!g.saving) draw_text_middle(p, {box.x, ways.bottom(), box.w, box.h - ways_h}, p.word(Text::guest_gone), {.em = 8 * s.k, .color = p.color().ink_2, .align = Align::centre});
    return out;
  }
  const bool beside = box.w > box.h * 1.1f;
  const float left_w = beside ? (box.w - 2 * kGap) * 0.42f : box.w, head_h = head_height(s);
  draw_who(p, {box.x, box.y, left_w, head_h}, g);
  float y = box.y + head_h + kGap;
  take(draw_ways(model, state, {box.x, beside ? box.bottom() - ways_h : y, left_w, ways_h}));
  if (!beside) y += ways_h + kGap;
  const Said told = said_of(model, p);
  const float said_h = told.words.empty() ? 0 : s.em * 1.6f;
  if (said_h > 0) draw_text_middle(p, {box.x + 1, y, left_w - 2, said_h}, told.words, {.face = Face::bold, .em = s.em, .color = told.color, .max_lines = 1});
  if (!beside) y += said_h > 0 ? said_h + 2 : 0;
  Rect story = beside ? Rect{box.x + left_w + 2 * kGap, box.y, box.w - left_w - 2 * kGap, box.h} : Rect{box.x, y, box.w, box.bottom() - y};
  if (badge_apart(model, p, left_w)) {
    const float h = std::max(kTarget, 13 * s.k) + 0.3f;
    take(draw_badge_button(model, p, {story.x, story.y, story.w, h}));
    story = {story.x, story.y + h + kGap, story.w, story.h - h - kGap};
  }
  take(state.own.guest.sheet == GuestSheet::none ? draw_story(model, state, story) : draw_guest_sheet(model, state, story));
  return out;
}

}  // namespace openday::ui
