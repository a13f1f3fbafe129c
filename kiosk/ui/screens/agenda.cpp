// Staff: today's programme and what may be done to it. The list on top, a row taken by a tap; below it what can be done to that
// row, or to the whole session; what was said last, and the way to take it back.
#include <algorithm>
#include <cstdlib>

#include "kiosk/ui/screens/agenda.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/programme.h"
#include "kiosk/ui/widgets/scenery.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

using event::CorrectionKind;

// ---- the list ----

std::string slot_text(const Painter& p, const Item& item) {
  switch (item.slot) {
    case Slot::timed: return item.start;
    case Slot::numbered: return item.number > 0 ? std::to_string(item.number) : std::string();
    case Slot::throughout: return p.word(Text::slot_throughout);
    case Slot::afterwards: return p.word(Text::slot_afterwards);
  }
  return {};
}

void draw_agenda_row(Painter& p, Rect row, const Item& item, bool chosen) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  if (chosen) p.outlined({row.x - 3, row.y + 0.8f, row.w + 6, row.h - 1.6f}, 3, c.azurite_5, c.azurite, 0.8f);
  const bool gone = item.change.kind == ChangeKind::skipped || item.state == ItemState::done;
  const float time_w = 25 * s.k;
  draw_text_middle(p, {row.x, row.y, time_w - 2, row.h}, slot_text(p, item), {.face = Face::bold, .em = 8 * s.k, .color = gone ? c.ink_2 : c.ink, .max_lines = 1});
  float right = row.right();
  const auto chip = [&](const std::string& text, const ChipStyle& style) {
    const float w = chip_rect(p, {0, 0}, text, style).w;
    if (right - w < row.x + time_w + 40 * s.k) return;
    draw_chip(p, {right - w, row.cy()}, text, style);
    right -= w + 3;
  };
  if (item.state == ItemState::now) chip(p.word(Text::programme_now), {c.malachite, c.white, s.small});
  if (item.state == ItemState::next) chip(p.word(Text::programme_next), {c.azurite_4, c.azurite, s.small});
  const std::string changed = change_text(p, item.change);
  if (!changed.empty()) chip(text_width(p, changed, {.em = s.small}) > row.w * 0.3f ? p.word(Text::change_moved) : changed, {c.ochre, c.white, s.small});
  const float x = row.x + time_w, w = right - x - 2;
  const TextStyle title{.face = Face::bold, .em = 8 * s.k, .color = gone ? c.ink_2 : c.ink, .max_lines = 1};
  const std::string where = item.kind == ItemKind::travel ? item.to : item.place;
  const float title_w = std::min(w, text_width(p, item.title, title));
  draw_text_middle(p, {x, row.y, w, row.h}, item.title, title);
  const float rest = w - title_w - 5 * s.k;
  if (!where.empty() && rest > 24 * s.k) draw_text_middle(p, {x + title_w + 5 * s.k, row.y, rest, row.h}, where, {.em = s.em, .color = c.ink_2, .max_lines = 1});
}

void draw_list(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const auto& items = model.event.items;
  AgendaState& agenda = state.own.agenda;
  draw_card(p, rect);
  const float pad = s.tight ? 5.0f : 8.0f, row_h = 19.5f * s.k, turn_h = 21 * s.k, top = 2;
  if (items.empty())
    return (void)draw_text_middle(p, rect.inset(pad, 0), p.word(Text::agenda_empty), {.em = 8 * s.k, .color = p.color().ink_2, .align = Align::centre});
  auto per_page = std::max(1, static_cast<int>((rect.h - 2 * top) / row_h));
  const bool paged = static_cast<int>(items.size()) > per_page;
  if (paged) per_page = std::max(1, static_cast<int>((rect.h - 2 * top - turn_h) / row_h));
  const int pages = (static_cast<int>(items.size()) + per_page - 1) / per_page;
  int& number = state.own.list_page;
  number = std::clamp(number, 0, pages - 1);
  float y = rect.y + top;
  for (int i = number * per_page; i < std::min(static_cast<int>(items.size()), (number + 1) * per_page); ++i) {
    const Item& item = items[static_cast<std::size_t>(i)];
    const bool chosen = item.id == agenda.row;
    // Rows lie edge to edge: a finger between two takes the nearer one.
    if (p.target({rect.x + 2, y + 2, rect.w - 4, row_h - 4}, item.title)) agenda.row = chosen ? std::string() : item.id, agenda.armed.clear(), agenda.page = 0;
    if (i > number * per_page) draw_hairline(p, {rect.x + pad, y}, rect.w - 2 * pad);
    draw_agenda_row(p, {rect.x + pad, y, rect.w - 2 * pad, row_h}, item, chosen);
    y += row_h;
  }
  if (paged) draw_staff_turn(p, {rect.x + pad, rect.bottom() - turn_h + 1, rect.w - 2 * pad, turn_h - 5}, number, pages);
}

// ---- what can be done ----

struct Action {
  std::string label;
  Intent does{};
  AgendaSheet sheet = AgendaSheet::none;
  bool danger = false, main = false, turns = false, clears = false;
};

Action delay(const Model& model, const Painter& p, const std::string& row, int minutes) {
  Action out{fill_in(p.word(Text::agenda_shift), {(minutes < 0 ? "\u2212" : "+") + std::to_string(std::abs(minutes))}), correction(model, CorrectionKind::delay, row)};
  out.does.correction.minutes = minutes;
  return out;
}

std::vector<Action> actions_for(const Model& model, const Painter& p, const Item* row) {
  std::vector<Action> out;
  const std::string id = row ? row->id : std::string();
  const auto timed = [](const Item& item) { return item.slot == Slot::timed; };
  const bool untimed = row ? !timed(*row) : std::none_of(model.event.items.begin(), model.event.items.end(), timed);
  if (row && (row->slot == Slot::numbered || row->slot == Slot::afterwards) && row->state != ItemState::now) out.push_back({p.word(Text::agenda_begin_here), correction(model, CorrectionKind::next, id), {}, false, true});
  if (!row && model.programme.can_go_on) out.push_back({p.word(Text::agenda_next), correction(model, CorrectionKind::next), {}, false, true});
  if (!untimed) {
    for (const int minutes : {-10, -5, 5, 10}) out.push_back(delay(model, p, id, minutes));
    out.push_back({p.word(Text::agenda_other_minutes), {}, AgendaSheet::minutes});
  }
  out.push_back({p.word(row ? Text::agenda_insert_after : Text::agenda_insert), {}, AgendaSheet::insert});
  if (!model.programme.sites.empty()) out.push_back({p.word(Text::agenda_move), {}, AgendaSheet::move});
  if (row) {
    if (row->change.kind != ChangeKind::skipped) out.push_back({p.word(Text::agenda_skip), correction(model, CorrectionKind::skip, id), {}, true});
    out.push_back({p.word(Text::agenda_deselect)});
    out.back().clears = true;
    return out;
  }
  out.push_back({p.word(Text::agenda_notice), {}, AgendaSheet::notice});
  if (!model.programme.ratings.empty()) out.push_back({p.word(Text::agenda_rating), {}, AgendaSheet::rating});
  out.push_back({p.word(Text::agenda_state), {}, AgendaSheet::state});
  const bool choose = model.programme.sessions.size() > 1 || (!model.programme.sessions.empty() && !model.programme.sessions.front().today);
  if (choose) out.push_back({p.word(Text::agenda_sessions), {}, AgendaSheet::sessions});
  return out;
}

constexpr int kColumns = 5;

float action_h(const StaffSizes& s) { return 17 * std::max(1.0f, s.k * 0.92f); }
int columns_in(float width, const StaffSizes& s) { return width < 130 * s.k ? 3 : width < 180 * s.k ? 4 : kColumns; }

float panel_height(const std::vector<Action>& actions, float width, const StaffSizes& s) {
  const bool main = !actions.empty() && actions.front().main;
  const int rest = static_cast<int>(actions.size()) - (main ? 1 : 0), columns = columns_in(width, s), rows = (rest + columns - 1) / columns + (main ? 1 : 0);
  return 10 + s.em * 1.5f + static_cast<float>(rows) * (action_h(s) + kGap);
}

// What fits the panel; the rest by 更多.
std::vector<Action> page_of(const Painter& p, std::vector<Action> actions, AgendaState& agenda, int rows, int columns) {
  const bool main = !actions.empty() && actions.front().main;
  const auto room = static_cast<std::size_t>(std::max(2, (rows - (main ? 1 : 0)) * columns));
  const std::size_t rest = actions.size() - (main ? 1 : 0);
  if (rest <= room) {
    agenda.page = 0;
    return actions;
  }
  const std::size_t shown = room - 1, pages = (rest + shown - 1) / shown, page = static_cast<std::size_t>(agenda.page) % pages;
  std::vector<Action> out(actions.begin(), actions.begin() + (main ? 1 : 0));
  const std::size_t from = (main ? 1 : 0) + page * shown;
  for (std::size_t i = from; i < std::min(actions.size(), from + shown); ++i) out.push_back(std::move(actions[i]));
  Action more{p.word(Text::agenda_more)};
  more.turns = true;
  out.push_back(std::move(more));
  return out;
}

Intent draw_panel(const Model& model, ScreenState& state, Rect rect, std::vector<Action> actions, const Item* row) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  AgendaState& agenda = state.own.agenda;
  draw_card(p, rect);
  const Rect inner = rect.inset(5, 4);
  const float h = action_h(s), head = s.em * 1.5f + 2;
  const int columns = columns_in(inner.w, s), rows = std::max(1, static_cast<int>((inner.h - head + kGap + 1) / (h + kGap)));
  draw_text(p, {inner.x + 1, inner.y, inner.w - 2, s.em * 1.4f}, row ? row->title : p.word(Text::agenda_whole), {.face = Face::bold, .em = s.em, .color = p.color().azurite, .max_lines = 1});
  const float w = (inner.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  float y = inner.y + head;
  int column = 0;
  Intent out;
  if (rows < 2 && !actions.empty()) actions.front().main = false;   // no row of its own
  for (const Action& action : page_of(p, std::move(actions), agenda, rows, columns)) {
    const bool armed = action.danger && agenda.armed == action.label;
    if (column == columns) column = 0, y += h + kGap;
    const Rect place = action.main ? Rect{inner.x, y, inner.w, h} : Rect{inner.x + static_cast<float>(column) * (w + kGap), y, w, h};
    ++column;
    if (action.main) column = 0, y += h + kGap;
    const std::string label = armed ? fill_in(p.word(Text::agenda_again), {action.label}) : action.label;
    const ButtonStyle style{.look = action.main ? Look::main : armed ? Look::chosen : Look::outlined, .em = action.main ? 9 * s.k : s.em, .enabled = !model.programme.saving, .radius = 4, .least_em = s.small};
    if (!button(p, place, label, style)) continue;
    if (action.turns) ++agenda.page;
    else if (action.clears) agenda = AgendaState{};
    else if (action.danger && !armed) agenda.armed = action.label;
    else if (action.sheet != AgendaSheet::none) open_sheet(agenda, action.sheet);
    else out = action.does, agenda.armed.clear();
  }
  return out;
}

// What was said last, and the way back.
Intent draw_last(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  const StaffProgramme& programme = model.programme;
  draw_card(p, rect, p.theme().high_contrast() ? c.paper : programme.failed ? c.paper : c.silk_2);
  const Rect inner = rect.inset(5, 0);
  std::string text = p.word(Text::agenda_nothing_said);
  if (programme.last) text = fill_in(p.word(Text::agenda_last), {programme.last->time, correction_text(p, *programme.last)});
  if (programme.saving) text = p.word(Text::agenda_saving);
  if (programme.failed) text = p.word(Text::agenda_failed);
  const bool undo = programme.last && !programme.saving;
  const float w = undo ? 36 * s.k : 0;
  draw_text_middle(p, {inner.x + 1, rect.y, inner.w - w - 4, rect.h}, text, {.face = programme.failed ? Face::bold : Face::regular, .em = s.em, .color = programme.failed ? c.cinnabar : c.ink, .line = 1.2f, .max_lines = 2});
  if (undo && button(p, {inner.right() - w, rect.cy() - 7.75f, w, 15.5f}, p.word(Text::agenda_undo), {.em = s.em, .icon = Icon::arrow_back, .radius = 4, .least_em = s.small}))
    return intent(model, IntentKind::undo_correction, 0, programme.last->record);
  return {};
}

void draw_session_line(const Model& model, Painter& p, Rect row) {
  const StaffSizes s = staff_sizes(p);
  std::string text = model.programme.session;
  if (!model.programme.when.empty()) text += (text.empty() ? "" : "  ·  ") + model.programme.when;
  draw_text_middle(p, row, text, {.em = s.em, .color = p.color().ink_2, .max_lines = 1});
}

}  // namespace

Intent draw_staff_programme(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  auto [page, out] = begin_staff_page(model, state, Text::agenda_title);
  const auto take = [&out = out](Intent did) {
    if (did) out = did;
  };
  float y = page.y;
  const float bottom = page.bottom();
  if (state.own.agenda.sheet != AgendaSheet::none) {
    take(draw_agenda_sheet(model, state, {page.x, y, page.w, bottom - y}));
    return out;
  }
  const bool beside = !p.theme().portrait();
  if (!s.tight) {
    draw_session_line(model, p, {page.x + 1, y, page.w - 2, s.em * 1.5f});
    y += s.em * 1.5f + 2;
  }
  const Item* row = agenda_row(model, state.own.agenda);
  const auto actions = actions_for(model, p, row);
  const float last_h = 18.5f, list_w = beside ? (page.w - kGap) * 0.56f : page.w, panel_w = beside ? page.w - list_w - kGap : page.w;
  const Rect last{beside ? page.x + list_w + kGap : page.x, bottom - last_h, panel_w, last_h};
  take(draw_last(model, state, last));
  const float panel_h = std::min(panel_height(actions, panel_w - 10, s), last.y - kGap - y);
  const Rect panel{last.x, beside ? y : last.y - kGap - panel_h, panel_w, panel_h};
  draw_list(model, state, {page.x, y, list_w, (beside ? bottom : panel.y - kGap) - y});
  take(draw_panel(model, state, panel, actions, row));
  return out;
}

}  // namespace openday::ui
