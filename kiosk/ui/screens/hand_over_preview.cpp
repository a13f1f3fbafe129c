// What a stick would change, before a supervisor says so: documents with their versions, guests more and fewer, and by name who is here
// already and would no longer be on the list.
#include <algorithm>

#include "kiosk/ui/screens/hand_over.h"
#include "kiosk/ui/widgets/controls.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

std::string number(int value) { return std::to_string(value); }

std::string versions_of(const HandOverChange& change, const Painter& p, bool narrow) {
  if (narrow) return number(change.from) + " → " + number(change.to);
  return change.from == 0 ? fill_in(p.word(Text::hand_over_first_version), {number(change.to)}) : fill_in(p.word(Text::hand_over_version), {number(change.from), number(change.to)});
}

struct Line {
  std::string left, right;
};

// `narrow`: no room for words; figures alone.
std::vector<Line> lines_of(const HandOver& work, const Painter& p, bool narrow) {
  std::vector<Line> out;
  bool roster = false;
  for (const HandOverChange& change : work.changes) {
    out.push_back({p.word(hand_over_document(change.kind)), versions_of(change, p, narrow)});
    if (change.kind != "roster") continue;
    roster = true;
    if (narrow) out.back().right += "  +" + number(work.added) + " −" + number(work.removed);
  }
  if (roster && !narrow) out.push_back({fill_in(p.word(Text::hand_over_guests), {number(work.guests_after), number(work.guests_before)}), fill_in(p.word(Text::hand_over_guests_change), {number(work.added), number(work.removed)})});
  return out;
}

void draw_lines(Painter& p, Rect rect, const std::vector<Line>& lines) {
  const StaffSizes s = staff_sizes(p);
  draw_card(p, rect);
  const float h = (rect.h - 2) / static_cast<float>(lines.size()), em = std::max(s.small, std::min(s.em * 1.25f, h * 0.76f));
  float y = rect.y + 1, left = 0;
  for (const Line& line : lines) left = std::max(left, text_width(p, line.left, {.face = Face::bold, .em = em}) + 1);
  const float room = rect.w - 20;
  left = std::clamp(left, room * 0.3f, room * 0.6f);
  for (const Line& line : lines) {
    TextStyle bold{.face = Face::bold, .color = p.color().ink, .line = 1.2f, .max_lines = 1}, plain{.color = p.color().ink_2, .align = Align::right, .line = 1.2f, .max_lines = 1};
    const float right = room - left;
    bold.em = plain.em = std::min(fitting_em(p, left, line.left, bold, {em, s.em, s.small}), fitting_em(p, right, line.right, plain, {em, s.em, s.small}));
    const float text_h = bold.em * 1.3f;
    if (y > rect.y + 1 && h > text_h + 2) draw_hairline(p, {rect.x + 6, y}, rect.w - 12);
    draw_text(p, {rect.x + 8, y + (h - text_h) / 2, left, text_h}, line.left, bold);
    draw_text(p, {rect.right() - 8 - right, y + (h - text_h) / 2, right, text_h}, line.right, plain);
    y += h;
  }
}

// Who is here already and not on the new list: as many as there is room for, the rest counted.
void draw_gone(Painter& p, Rect rect, const HandOver& work, bool tall) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  draw_card(p, rect);
  const float em = tall ? s.em * 1.25f : s.em, line = em * 1.35f, x = rect.x + 8, w = rect.w - 16, bottom = rect.bottom() - 2;
  TextStyle strong{.face = Face::bold, .color = c.cinnabar, .line = 1.2f, .max_lines = 2};
  const TextStyle plain{.em = em, .color = c.ink, .line = 1.2f, .max_lines = 1}, soft{.em = em, .color = c.ink_2, .line = 1.2f, .max_lines = 1};
  const std::string title = fill_in(p.word(Text::hand_over_gone), {number(work.gone_count)});
  strong.em = fitting_em(p, w, title, strong, {em * 1.1f, s.em, s.small});
  float y = rect.y + 3;
  const float title_h = measure_text(p, w, title, strong).height;
  draw_text(p, {x, y, w, title_h}, title, strong);
  y += title_h;
  if (y + 3 * line < bottom) {
    draw_text(p, {x, y, w, line}, p.word(Text::hand_over_gone_keep), soft);
    y += line;
  }
  float widest = 1;
  for (const std::string& name : work.gone) widest = std::max(widest, text_width(p, name, plain));
  const int columns = std::clamp(static_cast<int>(w / (widest + 2 * kGap)), 1, 4), rows = std::max(0, static_cast<int>((bottom - y) / line)), room = rows * columns;
  const int listed = std::min(static_cast<int>(work.gone.size()), work.gone_count > room ? std::max(0, room - 1) : room);
  const float column = w / static_cast<float>(columns);
  const auto place = [&](int i) { return Rect{x + static_cast<float>(i % columns) * column, y + static_cast<float>(i / columns) * line, column, line}; };
  for (int i = 0; i < listed; ++i) {
    const std::string& whole = work.gone[static_cast<std::size_t>(i)];
    const bool fits = text_width(p, whole, plain) <= column;
    draw_text(p, place(i), fits ? whole : whole.substr(0, whole.find("　")), plain);   // the name is what counts
  }
  if (listed < work.gone_count && listed < room) draw_text(p, place(listed), fill_in(p.word(Text::hand_over_gone_more), {number(work.gone_count - listed)}), soft);
}

}  // namespace

Intent draw_hand_over_preview(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const HandOver& work = *model.hand_over;
  const StaffSizes s = staff_sizes(p);
  auto [box, out] = begin_staff_page(model, state, Text::hand_over_check);
  const bool tall = p.theme().portrait() && !s.tight;
  const float button_h = std::max(kTarget + 0.5f, std::min((tall ? 32 : 20) * s.k, box.h * 0.22f)), half = (box.w - kGap) / 2;
  const Rect row{box.x, box.bottom() - button_h, box.w, button_h};
  if (button(p, {row.x, row.y, half, row.h}, p.word(Text::hand_over_leave), {.look = Look::outlined, .em = 9 * s.k, .radius = 5, .least_em = s.small})) out = hand_over_act(model, HandOverAct::cancel);
  if (button(p, {row.x + half + kGap, row.y, half, row.h}, p.word(Text::hand_over_confirm), {.look = Look::main, .em = 10 * s.k, .icon = Icon::check, .radius = 5, .least_em = s.small})) out = hand_over_act(model, HandOverAct::confirm);
  Rect rest{box.x, box.y, box.w, row.y - kGap - box.y};
  const TextStyle soft{.em = tall ? s.em * 1.15f : s.em, .color = work.from_office ? p.color().malachite : p.color().ochre, .line = 1.2f, .max_lines = 1};
  const float said_h = soft.em * 1.4f;
  draw_text(p, {rest.x, rest.y, rest.w, said_h}, p.word(work.from_office ? Text::hand_over_check_signed : Text::hand_over_check_vouched), soft);
  rest = {rest.x, rest.y + said_h + kGap / 2, rest.w, rest.h - said_h - kGap / 2};
  const bool beside = work.gone_count > 0 && !p.theme().portrait();
  float list_w = beside ? (rest.w - kGap) / 2 : rest.w;
  std::vector<Line> lines = lines_of(work, p, false);
  const auto fits = [&](const Line& line) { return std::max(text_width(p, line.left, {.face = Face::bold, .em = s.em}), text_width(p, line.right, {.em = s.em})) <= list_w / 2 - 10; };
  if (!std::ranges::all_of(lines, fits)) {
    if (beside) list_w = rest.w * 0.5f;
    lines = lines_of(work, p, true);
  }
  if (work.gone_count == 0) {
    draw_lines(p, {rest.x, rest.y, rest.w, std::min(rest.h, static_cast<float>(lines.size()) * (tall ? 55 : 24) * s.k)}, lines);
    return out;
  }
  const float list_h = beside ? rest.h : std::min(rest.h * 0.55f, static_cast<float>(lines.size()) * (tall ? 26 : 16) * s.k);
  draw_lines(p, {rest.x, rest.y, list_w, list_h}, lines);
  draw_gone(p, beside ? Rect{rest.x + list_w + kGap, rest.y, rest.w - list_w - kGap, rest.h} : Rect{rest.x, rest.y + list_h + kGap, rest.w, rest.h - list_h - kGap}, work, tall);
  return out;
}

}  // namespace openday::ui
