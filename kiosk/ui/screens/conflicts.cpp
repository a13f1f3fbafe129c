// Staff: what they must read and settle, a card at a time: what is the matter, who it is about, what happened, and the ways to settle it.
#include <algorithm>

#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

using event::CardKind;
using event::CardOutcome;

struct KindWords {
  Text title, hint;
};

KindWords words_of(CardKind kind) {
  switch (kind) {
    case CardKind::admitted_elsewhere: return {Text::conflicts_kind_twice, Text::conflicts_hint_twice};
    case CardKind::code_twice: return {Text::conflicts_kind_code, Text::conflicts_hint_code};
    case CardKind::too_many_persons: return {Text::conflicts_kind_many, Text::conflicts_hint_many};
    case CardKind::near_name: return {Text::conflicts_kind_name, Text::conflicts_hint_name};
    case CardKind::clock_in_doubt: break;
  }
  return {Text::conflicts_kind_clock, Text::conflicts_hint_clock};
}

Text word_of(const StaffConflict& card, CardOutcome outcome) {
  const bool name = card.kind == CardKind::near_name;
  switch (outcome) {
    case CardOutcome::same_person: return !name ? Text::conflicts_same_person : card.count > 1 ? Text::conflicts_same_walk_in : Text::conflicts_same_listed;
    case CardOutcome::other_person: return name ? Text::conflicts_other_name : Text::conflicts_other_person;
    case CardOutcome::as_is: return Text::conflicts_as_is;
    case CardOutcome::undone: return Text::conflicts_undone;
    case CardOutcome::time_right: return Text::conflicts_time_right;
    case CardOutcome::time_wrong: break;
  }
  return Text::conflicts_time_wrong;
}

std::string hint_of(const Painter& p, const StaffConflict& card) {
  if (card.kind == CardKind::near_name && card.outcomes.size() == 1) return p.word(Text::conflicts_hint_several);
  const std::string& hint = p.word(words_of(card.kind).hint);
  if (card.kind == CardKind::clock_in_doubt) return fill_in(hint, {std::to_string(card.count)});
  return fill_in(hint, {std::to_string(card.seats), std::to_string(card.persons)});
}

// "08:41 · 一号机 · 确认码 · 2 人"
std::string line_of(const Painter& p, const StaffConflict& card, const ConflictAdmission& one) {
  static constexpr Text kWays[]{Text::conflicts_way_code, Text::conflicts_way_found, Text::conflicts_way_staff, Text::conflicts_way_foreign};
  std::string out = one.time.empty() ? p.word(Text::conflicts_no_time) : one.time;
  const auto add = [&out](const std::string& more) {
    if (!more.empty()) out += " · " + more;
  };
  if (card.kind != CardKind::clock_in_doubt) add(one.box);
  add(p.word(one.walk_in ? Text::conflicts_way_walk_in : kWays[std::clamp(one.way, 0, 3)]));
  add(fill_in(p.word(Text::conflicts_persons), {std::to_string(one.persons)}));
  if (one.name != card.who) add(one.name);
  return out;
}

std::string about(const Painter& p, const StaffConflict& card) {
  const std::string tail = card.tail.empty() ? std::string() : fill_in(p.word(Text::find_tail), {card.tail});
  std::string out;
  for (const std::string& part : {card.who, card.category, tail, card.session})
    if (!part.empty()) out += (out.empty() ? "" : " · ") + part;
  return out;
}

// A card has the page to itself: larger than lists.
float em_of(const StaffSizes& s) { return s.tight ? s.em : 1.25f * s.em; }

// As many as there is height for, then how many more.
void draw_lines(Painter& p, Rect box, const std::vector<std::string>& lines, int unseen) {
  const float em = em_of(staff_sizes(p));
  const float step = em * 1.5f;
  const auto room = static_cast<std::size_t>(std::max(1.0f, std::floor((box.h + 0.1f) / step)));
  const std::size_t all = lines.size() + static_cast<std::size_t>(unseen), shown = all <= room ? all : std::min(lines.size(), room - 1);
  for (std::size_t i = 0; i < shown; ++i)
    draw_text_middle(p, {box.x, box.y + static_cast<float>(i) * step, box.w, step}, lines[i], {.em = em, .color = p.color().ink, .max_lines = 1});
  if (shown < all)
    draw_text_middle(p, {box.x, box.y + static_cast<float>(shown) * step, box.w, step}, fill_in(p.word(Text::conflicts_more_lines), {std::to_string(all - shown)}), {.em = em, .color = p.color().ink_2, .max_lines = 1});
}

void draw_matter(Painter& p, Rect rect, const StaffConflict& card) {
  const StaffSizes s = staff_sizes(p);
  const float em = em_of(s);
  const Palette& c = p.color();
  draw_card(p, rect, attention_ground(p));
  Rect in = rect.inset(s.tight ? 5 : 8, s.tight ? 3 : 6);
  const float icon = p.fonts().has_icons() ? 11 * s.k : 0;
  draw_icon(p, Icon::error, {in.x + icon / 2, in.y + em * 0.75f}, icon, c.ochre);
  const auto put = [&](const std::string& text, TextStyle style, float left) {
    const float h = std::min(measure_text(p, in.w - left, text, style).height, in.h);
    draw_text(p, {in.x + left, in.y, in.w - left, h + 0.3f}, text, style);
    in.y += h + em * 0.35f, in.h -= h + em * 0.35f;
  };
  put(p.word(words_of(card.kind).title), {.face = Face::bold, .em = em * 1.15f, .color = c.ochre, .line = 1.25f, .max_lines = 2}, icon + (icon > 0 ? 3 : 0));
  put(about(p, card), {.face = Face::bold, .em = em * 1.15f, .color = c.ink, .line = 1.25f, .max_lines = 2}, 0);
  const bool tells_the_way = card.outcomes.size() == 1;   // without it staff would not know what to do
  if (!s.tight || tells_the_way) put(hint_of(p, card), {.em = em, .color = c.ink_2, .line = 1.25f, .max_lines = s.tight ? 4 : 2}, 0);
  std::vector<std::string> lines;
  for (const ConflictAdmission& one : card.admissions) lines.push_back(line_of(p, card, one));
  for (const std::string& one : card.resembles) lines.push_back(fill_in(p.word(Text::conflicts_resembles), {one}));
  draw_lines(p, in, lines, card.count - static_cast<int>(card.admissions.size()));
}

Intent draw_ways(const Model& model, ScreenState& state, Rect box, const StaffConflict& card, int number) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const float em = em_of(s);
  const StaffConflicts& all = model.conflicts;
  int& chosen = state.own.conflict_way;
  const auto count = static_cast<float>(card.outcomes.size());
  const float head_h = em * 1.4f, h = std::clamp((box.h - head_h - kGap * (count + 1)) / (count + 1), kTarget, 20 * s.k);
  const bool bad = all.failed || all.changed;
  const std::string& head = p.word(all.saving ? Text::conflicts_saving : all.failed ? Text::conflicts_failed : all.changed ? Text::conflicts_changed : Text::conflicts_choose);
  draw_text_middle(p, {box.x, box.y, box.w, head_h}, head, {.face = bad ? Face::bold : Face::regular, .em = em, .color = bad ? p.color().cinnabar : p.color().ink_2, .max_lines = 1});
  float y = box.y + head_h + 1;
  for (std::size_t i = 0; i < card.outcomes.size(); ++i, y += h + kGap)
    if (option(p, {box.x, y, box.w, h}, p.word(word_of(card, card.outcomes[i])), chosen == static_cast<int>(i), em)) chosen = static_cast<int>(i);
  const bool ready = chosen >= 0 && chosen < static_cast<int>(card.outcomes.size()) && !all.saving;
  const ButtonStyle style{.look = ready ? Look::main : Look::outlined, .em = em * 1.1f, .icon = Icon::check, .enabled = ready, .radius = 5, .least_em = s.small};
  if (!button(p, {box.x, y, box.w, h}, p.word(Text::conflicts_record), style)) return {};
  Intent out = intent(model, IntentKind::settle_conflict, number);
  out.act = static_cast<int>(card.outcomes[static_cast<std::size_t>(std::exchange(chosen, -1))]);
  return out;
}

}  // namespace

Intent draw_staff_conflicts(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  StaffPage page = begin_staff_page(model, state, Text::conflicts_title);
  const auto& cards = model.conflicts.cards;
  if (cards.empty()) {
    draw_card(p, page.box);
    if (model.conflicts.loaded) draw_text_middle(p, page.box, p.word(Text::conflicts_none), {.em = 8 * s.k, .color = p.color().ink_2, .align = Align::centre});
    return page.intent;
  }
  Rect box = page.box;
  int& number = state.own.list_page;
  const int before = number = std::clamp(number, 0, static_cast<int>(cards.size()) - 1);
  const bool beside = !p.theme().portrait();
  const float turn_h = kTarget + 0.5f, matter_w = (box.w - kGap) * 0.55f;
  const auto ways_of = [&](int of) { return em_of(s) * 1.4f + (static_cast<float>(cards[static_cast<std::size_t>(of)].outcomes.size()) + 1) * ((s.tight ? kTarget + 0.3f : 20 * s.k) + kGap); };
  const bool low = beside && ways_of(before) > box.h - turn_h - kGap;   // the ways need the whole height: the turn stands under the matter alone
  if (cards.size() > 1) {
    draw_staff_turn(p, {box.x, box.bottom() - turn_h, low ? matter_w : box.w, turn_h}, number, static_cast<int>(cards.size()));
    box.h -= turn_h + kGap;
  }
  if (number != before) state.own.conflict_way = -1;
  const StaffConflict& card = cards[static_cast<std::size_t>(number)];
  const float ways_h = ways_of(number);
  const Rect matter = beside ? Rect{box.x, box.y, matter_w, box.h} : Rect{box.x, box.y, box.w, std::min(box.h - ways_h - kGap, 120 * s.k)};
  draw_matter(p, matter, card);
  const Rect ways = beside ? Rect{matter.right() + kGap, box.y, box.right() - matter.right() - kGap, low ? page.box.h : box.h} : Rect{box.x, matter.bottom() + kGap, box.w, ways_h};
  if (Intent did = draw_ways(model, state, ways, card, number)) return did;
  return page.intent;
}

}  // namespace openday::ui
