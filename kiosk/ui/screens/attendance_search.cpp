// The attendance page's list, searched: the field, who was found, the keyboard; and the line above the list while it shows no more than that.
#include <algorithm>

#include "kiosk/ui/screens/attendance_parts.h"
#include "kiosk/ui/screens/guest_parts.h"
#include "kiosk/ui/screens/search_field.h"
#include "kiosk/ui/screens/typing_page.h"
#include "kiosk/ui/widgets/keyboard.h"

namespace openday::ui {
namespace {

Intent search(const Model& model, ScreenState& state, ListSearchAct what) {
  state.own.list_page = 0;
  return guest_act(model, GuestAct::search, static_cast<int>(what));
}

}  // namespace

Intent draw_attendance_search(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const StaffAttendance& a = model.attendance;
  const float row = std::max(18 * staff_sizes(p).k, kTarget + 4.3f);
  TypingFrame frame;
  frame.title = p.word(Text::staff_search_title);
  frame.below = p.word(Text::staff_search_below);
  frame.on = {p.word(Text::staff_search_on), IntentKind::act_on_guest, Icon::arrow_forward, !a.query.empty()};
  frame.content_least = search_field_height(p) + kGap + row;
  const TypingPage page = begin_typing_page(model, state, frame);
  Intent out = page.intent;
  if (out.kind == IntentKind::act_on_guest) out = search(model, state, ListSearchAct::close);
  if (out.kind == IntentKind::opinion_back) out = search(model, state, ListSearchAct::clear);
  const SearchHalves at = search_halves(p, page.content, row);
  const std::string said = a.found && !a.searching ? fill_in(p.word(Text::find_count), {std::to_string(a.found->size())}) : std::string();
  draw_search_field(p, at.field, {.query = a.query, .keys = model.keyboard.keys, .empty = p.word(Text::staff_search_empty), .said = said});
  if (const Intent did = draw_attendance_list(model, state, at.rest)) out = did;
  if (const Intent did = draw_keyboard(model, state, page.panel, {p.word(Text::find_enter), IntentKind::enter_key})) out = did;
  return out;
}

float found_line_height(const Model& model, const Painter& p) { return model.attendance.query.empty() ? 0 : std::max(kTarget, 14 * staff_sizes(p).k); }

Intent draw_found_line(const Model& model, ScreenState& state, Rect row) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const StaffAttendance& a = model.attendance;
  const float w = std::min(48 * s.k, row.w * 0.27f);
  Intent out;
  const std::string words = a.searching ? p.word(Text::find_searching) : fill_in(p.word(Text::staff_found), {a.query, std::to_string(shown_rows(a))});
  draw_text_middle(p, {row.x + 1, row.y, row.w - 2 * (w + kGap) - 1, row.h}, words, {.face = Face::bold, .em = s.em, .color = p.color().azurite, .max_lines = 1});
  if (button(p, {row.right() - 2 * w - kGap, row.y, w, row.h}, p.word(Text::staff_search), {.em = s.em, .icon = Icon::search, .radius = 4, .least_em = s.small})) out = search(model, state, ListSearchAct::open);
  if (button(p, {row.right() - w, row.y, w, row.h}, p.word(Text::staff_search_clear), {.em = s.em, .radius = 4, .least_em = s.small})) out = search(model, state, ListSearchAct::clear);
  return out;
}

}  // namespace openday::ui
