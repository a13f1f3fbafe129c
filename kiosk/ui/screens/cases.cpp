// Staff: the follow-up list. Filters as chips, open ones first, what is late in ochre; a tap opens a case.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/cases_parts.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/scenery.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

using event::CaseState;

bool passes(const StaffCase& one, int filter) {
  switch (filter) {
    case 1: return one.state != CaseState::closed;
    case 2: return one.overdue;
    case 3: return one.state == CaseState::closed;
    default: return true;
  }
}

int count_of(const StaffCases& cases, int filter) {
  return static_cast<int>(std::count_if(cases.cases.begin(), cases.cases.end(), [&](const StaffCase& one) { return passes(one, filter); }));
}

void draw_filters(const Model& model, ScreenState& state, Rect row) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  constexpr std::array kWords{Text::cases_all, Text::cases_waiting, Text::cases_late, Text::cases_done};
  const float w = (row.w - 3 * kGap) / 4;
  CasesState& own = state.own.cases;
  for (int i = 0; i < 4; ++i) {
    const std::string label = p.word(kWords[static_cast<std::size_t>(i)]) + " " + std::to_string(count_of(model.cases, i));
    if (option(p, {row.x + static_cast<float>(i) * (w + kGap), row.y, w, row.h}, label, own.filter == i, s.em, row.h / 2)) own.filter = i, state.own.list_page = 0;
  }
}

// Number and subject, then the words; how it stands on the right.
void draw_row(Painter& p, Rect row, const StaffCase& one) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  const float line = row.h / 2;
  const float left = draw_case_chips(p, {row.x, row.y, row.w, line}, one, row.x + 62 * s.k);
  const TextStyle bold{.face = Face::bold, .em = 8 * s.k, .color = c.ink, .max_lines = 1}, soft{.em = s.em, .color = c.ink_2, .max_lines = 1};
  const float number_w = std::min(row.w * 0.5f, text_width(p, one.number, bold) + 4);
  draw_text_middle(p, {row.x, row.y + 1, number_w, line}, one.number, bold);
  draw_text_middle(p, {row.x + number_w, row.y + 1, std::max(0.0f, left - row.x - number_w - 3), line}, one.subject, {.em = s.em, .color = c.ink, .max_lines = 1});
  std::string said = one.erased ? p.word(Text::cases_erased) : one.text;
  for (const std::string& tag : one.tags) said += (said.empty() ? "" : "、") + tag;
  if (said.empty()) said = p.word(Text::cases_no_words);
  std::replace(said.begin(), said.end(), '\n', ' ');
  std::string owner = one.owner.empty() ? p.word(Text::cases_no_owner) : one.owner;
  if (!one.clocks.empty() && one.state != CaseState::closed) owner += "  ·  " + case_clock_text(p, one.clocks.front());
  const float owner_w = std::min(row.w * 0.52f, text_width(p, owner, soft) + 2);
  draw_text_middle(p, {row.x, row.y + line - 1, row.w - owner_w - 4, line}, said, soft);
  TextStyle right = soft;
  right.align = Align::right;
  draw_text_middle(p, {row.right() - owner_w, row.y + line - 1, owner_w, line}, owner, right);
}

void draw_list(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  CasesState& own = state.own.cases;
  draw_card(p, rect);
  std::vector<const StaffCase*> shown;
  for (const StaffCase& one : model.cases.cases)
    if (passes(one, own.filter)) shown.push_back(&one);
  if (shown.empty()) return (void)draw_text_middle(p, rect, p.word(Text::cases_none), {.em = 8 * s.k, .color = p.color().ink_2, .align = Align::centre});
  const float pad = s.tight ? 5.0f : 7.0f, row_h = 26 * std::max(1.0f, s.k * 0.95f), turn_h = 20 * s.k;
  const auto rows_in = [&](float h) { return std::max(1, static_cast<int>((h - 2) / row_h)); };
  const int count = static_cast<int>(shown.size());
  const bool paged = count > rows_in(rect.h);
  const int per_page = rows_in(rect.h - (paged ? turn_h : 0)), pages = (count + per_page - 1) / per_page;
  int& number = state.own.list_page;
  number = std::clamp(number, 0, pages - 1);
  for (int i = number * per_page; i < std::min(count, (number + 1) * per_page); ++i) {
    const StaffCase& one = *shown[static_cast<std::size_t>(i)];
    const Rect row{rect.x, rect.y + 1 + static_cast<float>(i - number * per_page) * row_h, rect.w, row_h};
    if (p.target({row.x + 2, row.y + 2, row.w - 4, row.h - 4}, one.number)) own = {own.filter, one.number, own.opening};
    if (i > number * per_page) draw_hairline(p, {rect.x + pad, row.y}, rect.w - 2 * pad);
    draw_row(p, row.inset(pad, 1), one);
  }
  if (paged) draw_staff_turn(p, {rect.x + pad, rect.bottom() - turn_h + 2, rect.w - 2 * pad, turn_h - 4.5f}, number, pages);
}

const StaffCase* find_case(const StaffCases& cases, const std::string& number) {
  const auto found = std::find_if(cases.cases.begin(), cases.cases.end(), [&](const StaffCase& one) { return one.number == number; });
  return found == cases.cases.end() ? nullptr : &*found;
}

// The case of a receipt that was scanned is opened once; staff may go elsewhere from there.
void follow_scan(const Model& model, CasesState& own) {
  if (model.cases.opening == own.opening) return;
  if (!find_case(model.cases, model.cases.opened) && model.cases.cases.empty()) return;   // the list is on its way
  own = CasesState{};
  own.opening = model.cases.opening;
  own.open = model.cases.opened;
}

}  // namespace

Text case_state_word(CaseState state) {
  switch (state) {
    case CaseState::open: return Text::cases_open;
    case CaseState::assigned: return Text::cases_assigned;
    case CaseState::replied: return Text::cases_replied;
    case CaseState::closed: break;
  }
  return Text::cases_closed;
}

Text case_origin_word(CaseOrigin origin) {
  switch (origin) {
    case CaseOrigin::rating: return Text::cases_rating;
    case CaseOrigin::ballot: return Text::cases_ballot;
    case CaseOrigin::opinion: break;
  }
  return Text::cases_opinion;
}

std::string case_clock_text(const Painter& p, const CaseClock& clock) {
  const std::string day = clock.due.empty() ? p.word(Text::cases_undated) : clock.provisional ? fill_in(p.word(Text::cases_provisional), {clock.due}) : clock.due;
  return fill_in(p.word(Text::cases_due), {clock.label, day});
}

float draw_case_chips(Painter& p, Rect row, const StaffCase& one, float least_left) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  float right = row.right();
  const auto chip = [&](const std::string& text, ChipStyle style) {
    const float w = chip_rect(p, {0, 0}, text, style).w;
    if (right - w < least_left) return;
    draw_chip(p, {right - w, row.cy()}, text, style);
    right -= w + 3;
  };
  const bool done = one.state == CaseState::closed;
  chip(p.word(case_state_word(one.state)), {done ? c.paper : c.azurite_4, done ? c.malachite : c.azurite, s.small});
  if (one.overdue) chip(p.word(Text::cases_overdue), {c.ochre, c.white, s.small});
  chip(p.word(case_origin_word(one.origin)), {c.silk_2, c.ink, s.small});
  return right;
}

Intent draw_staff_cases(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  CasesState& own = state.own.cases;
  follow_scan(model, own);
  const float chip_h = 16 * std::max(1.0f, s.k * 0.9f);
  auto [page, out] = begin_staff_page(model, state, Text::cases_title);
  const auto take = [&out = out](Intent did) {
    if (did) out = did;
  };
  float y = page.y;
  const float bottom = page.bottom();
  const StaffCase* open = own.open.empty() ? nullptr : find_case(model.cases, own.open);
  if (open) {
    take(draw_case(model, state, {page.x, y, page.w, bottom - y}, *open));
    return out;
  }
  draw_filters(model, state, {page.x, y, page.w, chip_h});
  y += chip_h + kGap;
  if (!own.open.empty()) {   // a receipt of another box, or of another day
    draw_text_middle(p, {page.x + 1, y, page.w - 2, s.em * 1.6f}, p.word(Text::cases_not_found) + "  " + own.open, {.face = Face::bold, .em = s.em, .color = p.color().ochre, .max_lines = 1});
    y += s.em * 1.6f + 2;
  }
  draw_list(model, state, {page.x, y, page.w, bottom - y});
  return out;
}

}  // namespace openday::ui
