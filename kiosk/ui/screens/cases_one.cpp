// One case: what was said, when it is due, who sees to it, how far it is; and what staff change of that.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/agenda.h"
#include "kiosk/ui/screens/cases_parts.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

using event::CaseState;

float buttons_height(const StaffSizes& s) { return (s.tight ? 16.5f : 22) * std::max(1.0f, s.k * 0.9f); }

Intent move(const Model& model, const StaffCase& one) {
  Intent out = intent(model, IntentKind::move_case);
  out.follow_up.number = one.number;
  return out;
}

struct Line {
  std::string text;
  TextStyle style;
  float gap = 0;
};

std::vector<Line> lines_of(const Model& model, const Painter& p, const StaffCase& one) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  const TextStyle soft{.em = s.em, .color = c.ink_2, .max_lines = 2}, plain{.em = 8 * s.k, .color = c.ink};
  std::vector<Line> out;
  std::string head = one.subject;
  if (!one.grade.empty()) head += "  ·  " + one.grade;
  out.push_back({head, {.face = Face::bold, .em = 9 * s.k, .color = c.ink, .max_lines = 2}});
  out.push_back({fill_in(p.word(Text::cases_received), {one.received}), soft});
  std::string tags;
  for (const std::string& tag : one.tags) tags += (tags.empty() ? "" : "、") + tag;
  if (!tags.empty()) out.push_back({tags, plain, 3});
  const std::string& words = one.erased ? p.word(Text::cases_erased) : one.text.empty() && tags.empty() ? p.word(Text::cases_no_words) : one.text;
  if (!words.empty()) out.push_back({words, plain, 3});
  if (one.origin == CaseOrigin::opinion && !one.erased) {
    const Text reply = one.reply == event::ReplyWay::registered ? Text::cases_reply_registered : one.reply == event::ReplyWay::address ? Text::cases_reply_address : Text::cases_reply_none;
    out.push_back({p.word(reply), soft, 3});
  }
  for (const CaseClock& clock : one.clocks) {
    std::string text = case_clock_text(p, clock);
    if (!clock.span.empty()) text += "  ·  " + clock.span;
    if (clock.overdue) text += "  ·  " + p.word(Text::cases_overdue);
    out.push_back({text, {.face = Face::bold, .em = s.em, .color = clock.overdue ? c.ochre : c.ink, .max_lines = 2}, 2});
  }
  out.push_back({fill_in(p.word(Text::cases_owner), {one.owner.empty() ? p.word(Text::cases_no_owner) : one.owner}), {.em = 8 * s.k, .color = c.ink, .max_lines = 2}, 4});
  if (!one.note.empty()) out.push_back({fill_in(p.word(Text::cases_note), {one.note}), {.em = 8 * s.k, .color = c.ink, .max_lines = 3}, 1});
  if (model.cases.failed) out.push_back({p.word(Text::results_failed), {.face = Face::bold, .em = s.em, .color = c.cinnabar, .max_lines = 1}, 3});
  return out;
}

// What does not fit is on the next page.
void draw_words(const Model& model, ScreenState& state, Rect rect, const StaffCase& one) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  draw_card(p, rect);
  const Rect inner = rect.inset(s.tight ? 5.0f : 9.0f, s.tight ? 3.0f : 6.0f);
  const float head = s.em * 1.9f, turn_h = 16 * std::max(1.0f, s.k * 0.9f);
  draw_case_chips(p, {inner.x, inner.y, inner.w, head}, one, inner.x + 60 * s.k);
  draw_text_middle(p, {inner.x, inner.y, inner.w, head}, one.number, {.face = Face::bold, .em = 9 * s.k, .color = p.color().azurite, .max_lines = 1});
  const auto lines = lines_of(model, p, one);
  const auto height_of = [&](const Line& line) { return measure_text(p, inner.w, line.text, line.style).height + line.gap + 1; };
  float whole = 0;
  for (const Line& line : lines) whole += height_of(line);
  const float top = inner.y + head + 2;
  const bool paged = whole > inner.bottom() - top;
  const float bottom = inner.bottom() - (paged ? turn_h + 2 : 0);
  int& number = state.own.list_page;
  int page = 0;
  float y = top;
  for (const Line& line : lines) {
    const float h = std::min(height_of(line), bottom - top);
    if (y + h > bottom + 0.1f && y > top) ++page, y = top;
    if (page == number) draw_text(p, {inner.x, y + line.gap, inner.w, h - line.gap}, line.text, line.style);
    y += h;
  }
  number = std::clamp(number, 0, page);
  if (paged) draw_staff_turn(p, {inner.x, inner.bottom() - turn_h, inner.w, turn_h}, number, page + 1);
}

// Options in rows and columns, page by page; the index tapped, or -1.
int draw_options(ScreenState& state, Rect box, const std::vector<std::string>& labels, int chosen, int& page) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const float h = 17 * std::max(1.0f, s.k * 0.9f);
  const int columns = box.w < 120 * s.k ? 1 : box.w < 260 * s.k ? 2 : 3;
  const auto rows_in = [&](float room) { return std::max(1, static_cast<int>((room + kGap + 0.1f) / (h + kGap))); };
  const int count = static_cast<int>(labels.size());
  const bool paged = count > rows_in(box.h) * columns;
  const int per_page = rows_in(box.h - (paged ? h + kGap : 0)) * columns, pages = std::max(1, (count + per_page - 1) / per_page);
  page = std::clamp(page, 0, pages - 1);
  const float w = (box.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  int out = -1;
  for (int i = page * per_page; i < std::min(count, (page + 1) * per_page); ++i) {
    const int at = i - page * per_page;
    if (option(p, {box.x + static_cast<float>(at % columns) * (w + kGap), box.y + static_cast<float>(at / columns) * (h + kGap), w, h}, labels[static_cast<std::size_t>(i)], chosen == i, s.em, 4)) out = i;
  }
  if (paged) draw_staff_turn(p, {box.x, box.bottom() - h, box.w, h}, page, pages);
  return out;
}

Intent draw_owner_sheet(const Model& model, ScreenState& state, Rect inner, const StaffCase& one) {
  CasesState& own = state.own.cases;
  const auto& names = model.cases.departments;
  const auto at = std::find(names.begin(), names.end(), one.owner);
  const int chosen = at == names.end() ? -1 : static_cast<int>(at - names.begin());
  const int tapped = draw_options(state, inner, names, chosen, own.page);
  if (tapped < 0 || model.cases.saving) return {};
  Intent out = move(model, one);
  out.follow_up.owner = names[static_cast<std::size_t>(tapped)];
  if (one.state == CaseState::open) out.follow_up.state = CaseState::assigned;
  own.sheet = CaseSheet::none;
  return out;
}

void draw_state_sheet(ScreenState& state, Rect inner, const std::vector<std::string>& notes) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  CasesState& own = state.own.cases;
  constexpr std::array kStates{CaseState::open, CaseState::assigned, CaseState::replied, CaseState::closed};
  const float h = 17 * std::max(1.0f, s.k * 0.9f);
  const float w = (inner.w - 3 * kGap) / 4;
  for (std::size_t i = 0; i < kStates.size(); ++i)
    if (option(p, {inner.x + static_cast<float>(i) * (w + kGap), inner.y, w, h}, p.word(case_state_word(kStates[i])), own.state == static_cast<int>(i), s.em, 4)) own.state = static_cast<int>(i);
  const Rect rest{inner.x, inner.y + h + kGap, inner.w, inner.h - h - kGap};
  if (rest.h < h) return;
  const int tapped = draw_options(state, rest, notes, own.note, own.page);
  if (tapped >= 0) own.note = own.note == tapped ? -1 : tapped;
}

Intent draw_sheet_of(const Model& model, ScreenState& state, Rect rect, const StaffCase& one) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  CasesState& own = state.own.cases;
  draw_card(p, rect);
  const Rect inner = rect.inset(s.tight ? 5.0f : 8.0f, s.tight ? 3.0f : 6.0f);
  const bool owner = own.sheet == CaseSheet::owner;
  const float head = s.tight && !p.theme().portrait() ? 0 : 13 * s.k, buttons = buttons_height(s);
  if (head > 0) draw_text_middle(p, {inner.x, inner.y, inner.w, head}, p.word(owner ? Text::cases_change_owner : Text::cases_change_state) + "  " + one.number, {.face = Face::bold, .em = 9 * s.k, .color = p.color().ink, .max_lines = 1});
  const Rect body{inner.x, inner.y + head + 1, inner.w, inner.h - head - 1 - buttons - kGap};
  const float y = inner.bottom() - buttons, w = owner ? inner.w : (inner.w - kGap) / 2;
  Intent out;
  if (owner) out = draw_owner_sheet(model, state, body, one);
  const auto notes = phrases(p.word(Text::cases_notes));
  if (!owner) draw_state_sheet(state, body, notes);
  if (button(p, {inner.x, y, w, buttons}, p.word(Text::agenda_cancel), {.em = 9 * s.k, .radius = 5, .least_em = s.small})) own.sheet = CaseSheet::none;
  if (owner) return out;
  const bool ready = own.state >= 0 && !model.cases.saving;
  if (!button(p, {inner.x + w + kGap, y, w, buttons}, p.word(Text::cases_save), {.look = ready ? Look::main : Look::outlined, .em = 9 * s.k, .enabled = ready, .radius = 5, .least_em = s.small})) return out;
  out = move(model, one);
  out.follow_up.state = static_cast<CaseState>(own.state);
  if (own.note >= 0) out.follow_up.note = notes[static_cast<std::size_t>(own.note)];
  own.sheet = CaseSheet::none;
  return out;
}

}  // namespace

Intent draw_case(const Model& model, ScreenState& state, Rect rect, const StaffCase& one) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  CasesState& own = state.own.cases;
  if (own.sheet != CaseSheet::none) return draw_sheet_of(model, state, rect, one);
  const float h = buttons_height(s), y = rect.bottom() - h;
  draw_words(model, state, {rect.x, rect.y, rect.w, rect.h - h - kGap}, one);
  const float w = (rect.w - 2 * kGap) / 3;
  const auto place = [&](int at) { return Rect{rect.x + static_cast<float>(at) * (w + kGap), y, w, h}; };
  const auto open_sheet_of = [&](CaseSheet sheet) {
    own.sheet = sheet;
    own.page = 0;
    own.note = own.state = -1;
    state.own.list_page = 0;
  };
  if (button(p, place(0), p.word(Text::cases_back), {.em = 8 * s.k, .icon = Icon::arrow_back, .radius = 5, .least_em = s.small})) own.open.clear(), state.own.list_page = 0;
  const bool may = !model.cases.saving && !one.erased;
  if (button(p, place(1), p.word(Text::cases_change_owner), {.em = 8 * s.k, .icon = Icon::people, .enabled = may && !model.cases.departments.empty(), .radius = 5, .least_em = s.small})) open_sheet_of(CaseSheet::owner);
  if (button(p, place(2), p.word(Text::cases_change_state), {.em = 8 * s.k, .icon = Icon::check, .enabled = may, .radius = 5, .least_em = s.small})) open_sheet_of(CaseSheet::state);
  return {};
}

}  // namespace openday::ui
