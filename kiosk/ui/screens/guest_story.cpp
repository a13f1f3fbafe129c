// What happened to a guest, line by line, each with the way to take it back; and the sheets.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/door_page.h"
#include "kiosk/ui/screens/guest_parts.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

constexpr std::array kReasons{Text::undo_reason_1, Text::undo_reason_2, Text::undo_reason_3, Text::undo_reason_4, Text::undo_reason_5, Text::undo_reason_6};

struct Named {
  std::string_view name;   // as records name it
  Text word;
};
constexpr std::array kNamed{Named{"wrong-person", Text::undo_reason_1}, Named{"twice", Text::undo_reason_2}, Named{"not-here", Text::undo_reason_3},
                            Named{"wrong-number", Text::undo_reason_4}, Named{"trial", Text::undo_reason_5}, Named{"other", Text::undo_reason_6},
                            Named{"moved", Text::undo_moved}, Named{"number-corrected", Text::undo_number}, Named{"conflict-settled", Text::undo_conflict},
                            Named{"leader-approved", Text::override_reason_1}, Named{"identity-checked", Text::override_reason_2}, Named{"list-mistaken", Text::override_reason_3},
                            Named{"checked-on-the-spot", Text::override_reason_4},
                            Named{"code", Text::story_code}, Named{"found", Text::story_found}, Named{"staff", Text::story_staff}, Named{"foreign-code", Text::story_foreign},
                            Named{"steward", Text::people_steward}, Named{"supervisor", Text::people_supervisor}};

std::string word_for(const Painter& p, const std::string& name) {
  const auto at = std::ranges::find(kNamed, std::string_view(name), &Named::name);
  return at == kNamed.end() ? name : p.word(at->word);
}

// Where the roll was called.
std::string stop_of(const Painter& p, const StoryLine& line) {
  const std::string& where = line.stop.empty() ? p.word(Text::story_here) : line.stop;
  return line.boarding ? fill_in(p.word(Text::story_boarding), {where}) : where;
}

std::string said(const Painter& p, const StoryLine& line) {
  const std::string persons = std::to_string(line.persons), reason = word_for(p, line.reason);
  switch (line.kind) {
    case StoryKind::checked_in: return fill_in(p.word(Text::story_checked_in), {persons}) + " · " + word_for(p, line.way);
    case StoryKind::registered: return fill_in(p.word(Text::story_registered), {persons});
    case StoryKind::screening_passed: return p.word(Text::story_passed);
    case StoryKind::screening_referred: return p.word(Text::story_referred);
    case StoryKind::undone: return fill_in(p.word(Text::story_undone), {reason});
    case StoryKind::restored: return fill_in(p.word(Text::story_restored), {reason});
    case StoryKind::present: return fill_in(p.word(Text::story_present), {persons, stop_of(p, line)});
    case StoryKind::missing: return fill_in(p.word(Text::story_missing), {stop_of(p, line)});
    case StoryKind::overridden: break;
  }
  return fill_in(p.word(Text::story_overridden), {reason});
}

std::string below(const Painter& p, const StoryLine& line) {
  std::string out;
  for (const std::string& part : {line.box, word_for(p, line.by), line.session})
    if (!part.empty()) out += (out.empty() ? "" : " · ") + part;
  return out;
}

// True when it shall be taken back.
bool draw_line(Painter& p, Rect row, const StoryLine& line, bool rests) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  const Color ink = line.counts ? c.ink : c.ink_2;
  const float time_w = text_width(p, "00:00", {.em = s.em}) + 4, button_w = 32 * s.k, x = row.x + time_w;
  const TextStyle style{.face = line.counts ? Face::bold : Face::regular, .em = s.em, .color = ink, .line = 1.2f, .max_lines = 1};
  const bool undone = line.kind == StoryKind::undone;
  bool tapped = false;
  float right = row.right();
  if (line.can_undo) {
    right -= button_w;
    tapped = button(p, {right, row.cy() - kTarget / 2, button_w, kTarget}, p.word(undone ? Text::guest_restore : Text::guest_undo), {.em = s.em, .enabled = !rests, .radius = 4, .least_em = s.small});
  } else if (!line.counts) {
    const ChipStyle chip{c.silk_2, c.ink, s.small};
    const float w = chip_rect(p, {0, 0}, p.word(Text::story_void), chip).w;
    right -= w;
    draw_chip(p, {right, row.cy()}, p.word(Text::story_void), chip);
  }
  const float h = s.em * 1.25f, small_h = s.small * 1.25f, w = right - x - 3;
  const std::string small = below(p, line);
  const bool long_time = line.time.size() > 5;   // of another day: above, in the second line's place
  if (!long_time) draw_text_middle(p, {row.x, row.y, time_w, row.h}, line.time, {.em = s.em, .color = ink, .max_lines = 1});
  const std::string under = long_time ? line.time + (small.empty() ? "" : " · " + small) : small;
  const float y = row.cy() - (h + (under.empty() ? 0 : small_h)) / 2 + 0.4f;
  draw_text(p, {x, y, w, h}, said(p, line), style);
  if (!under.empty()) draw_text(p, {x, y + h, w, small_h}, under, {.em = s.small, .color = c.ink_2, .line = 1.2f, .max_lines = 1});
  return tapped;
}

// A title, what is chosen, and the way back without it.
Rect sheet_room(Painter& p, ScreenState& state, Rect inner, Text title) {
  const StaffSizes s = staff_sizes(p);
  const float head = 9 * s.k * 1.5f, foot = 19 * std::max(1.0f, s.k * 0.9f);
  draw_text_middle(p, {inner.x, inner.y, inner.w, head}, p.word(title), {.face = Face::bold, .em = 9 * s.k, .color = p.color().ink, .max_lines = 1});
  const bool counts = state.own.guest.sheet == GuestSheet::persons;
  const float w = counts ? (inner.w - kGap) / 2 : inner.w;
  if (button(p, {inner.x, inner.bottom() - foot, w, foot}, p.word(Text::guest_cancel), {.em = 9 * s.k, .radius = 5, .least_em = s.small})) state.own.guest.sheet = GuestSheet::none;
  return {inner.x, inner.y + head + 2, inner.w, inner.h - head - 2 - foot - kGap};
}

Intent draw_persons(const Model& model, ScreenState& state, Rect inner) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  GuestPageState& own = state.own.guest;
  const Rect room = sheet_room(p, state, inner, Text::guest_how_many);
  const float h = 22 * std::max(1.0f, s.k * 0.9f), foot = inner.bottom() - room.bottom() - kGap;
  own.count = draw_stepper(p, {room.x, room.y, std::min(room.w, 150 * s.k), h}, own.count, 1, model.guest.walk_in ? 20 : model.guest.seats);
  const bool ready = own.count != model.guest.persons && !model.guest.saving;
  const float w = (inner.w - kGap) / 2;
  if (!button(p, {inner.x + w + kGap, inner.bottom() - foot, w, foot}, p.word(Text::guest_save), {.look = ready ? Look::main : Look::outlined, .em = 9 * s.k, .enabled = ready, .radius = 5, .least_em = s.small})) return {};
  own.sheet = GuestSheet::none;
  return guest_act(model, GuestAct::persons, own.count);
}

}  // namespace

Intent draw_story(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const auto& story = model.guest.story;
  draw_card(p, rect);
  const Rect inner = rect.inset(s.tight ? 4.0f : 7.0f, 2);
  const float head_h = 13 * s.k, row_h = std::max(2 * s.em * 1.35f, kTarget + 4.0f), turn_h = kTarget + 4;
  draw_text_middle(p, {inner.x, inner.y, inner.w, head_h}, p.word(Text::story_title), {.face = Face::bold, .em = s.em, .color = p.color().ink, .max_lines = 1});
  const Rect list{inner.x, inner.y + head_h, inner.w, inner.h - head_h};
  if (story.empty()) draw_text_middle(p, list, p.word(Text::story_none), {.em = 8 * s.k, .color = p.color().ink_2, .align = Align::centre});
  const int count = static_cast<int>(story.size());
  const auto rows_in = [&](float h) { return std::max(1, static_cast<int>((h + 0.1f) / row_h)); };
  const bool paged = count > rows_in(list.h);
  const int per_page = rows_in(list.h - (paged ? turn_h : 0)), pages = std::max(1, (count + per_page - 1) / per_page);
  GuestPageState& own = state.own.guest;
  own.page = std::clamp(own.page, 0, pages - 1);
  for (int i = own.page * per_page; i < std::min(count, (own.page + 1) * per_page); ++i) {
    const StoryLine& line = story[static_cast<std::size_t>(i)];
    const Rect row{list.x, list.y + static_cast<float>(i - own.page * per_page) * row_h, list.w, row_h};
    draw_hairline(p, {row.x, row.y}, row.w);
    if (draw_line(p, row, line, model.guest.saving)) own = {GuestSheet::reason, line.record, line.kind == StoryKind::undone, own.page, 0};
  }
  if (paged) draw_staff_turn(p, {list.x, list.bottom() - kTarget - 1, list.w, kTarget}, own.page, pages);
  return {};
}

Intent draw_guest_sheet(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  GuestPageState& own = state.own.guest;
  draw_card(p, rect);
  const Rect inner = rect.inset(s.tight ? 5.0f : 8.0f, s.tight ? 3.0f : 6.0f);
  if (own.sheet == GuestSheet::persons) return draw_persons(model, state, inner);
  std::vector<std::string> labels;
  const bool session = own.sheet == GuestSheet::session;
  if (session) for (const GuestSession& one : model.guest.sessions) labels.push_back(one.title);
  else for (const Text reason : kReasons) labels.push_back(p.word(reason));
  const Rect room = sheet_room(p, state, inner, session ? Text::guest_which_session : own.restores ? Text::guest_why_restore : Text::guest_why_undo);
  const int tapped = draw_staff_choices(p, room, labels);
  if (tapped < 0 || model.guest.saving) return {};
  own.sheet = GuestSheet::none;
  if (session) return guest_act(model, GuestAct::move, 0, model.guest.sessions[static_cast<std::size_t>(tapped)].id);
  return guest_act(model, own.restores ? GuestAct::restore : GuestAct::undo, tapped, own.record);
}

}  // namespace openday::ui
