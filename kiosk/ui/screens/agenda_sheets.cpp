// What asks for more than a tap: how many minutes, what is inserted and where, a notice, the rating, the session's state and day.
// Everything is chosen from lists; what does not fit its page is turned over. The on-screen keyboard will write into the same
// correction.
#include <algorithm>

#include "kiosk/ui/screens/agenda.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

using event::CorrectionKind;

constexpr std::array kLengths{5, 10, 15, 20, 30, 45};
constexpr std::array kStates{"open", "postponed", "cancelled", "closed"};

// Options under a caption, one of which may be chosen.
struct Group {
  std::string caption;
  std::vector<std::string> options;
  std::size_t slot = 0;                 // of AgendaState::chosen
};

struct Sheet {
  Text title = Text::agenda_title;
  std::vector<Group> groups;
  Text confirm = Text::agenda_confirm;
  bool ready = false, danger = false;
  Intent does{};
};

std::vector<std::string> names_of(const std::vector<StaffChoice>& choices) {
  std::vector<std::string> out;
  for (const StaffChoice& one : choices) out.push_back(one.name.empty() ? one.id : one.name);
  return out;
}

template <class List>
auto chosen_of(const AgendaState& agenda, std::size_t slot, const List& list) -> decltype(list.data()) {
  const int index = agenda.chosen[slot];
  return index >= 0 && static_cast<std::size_t>(index) < list.size() ? list.data() + index : nullptr;
}

Sheet insert_sheet(const Model& model, const Painter& p, const AgendaState& agenda) {
  const auto titles = phrases(p.word(Text::agenda_titles));
  Sheet sheet{Text::agenda_insert, {{p.word(Text::agenda_what), titles, 0}}, Text::agenda_insert};
  sheet.does = correction(model, CorrectionKind::insert, agenda.row);
  if (agenda.row.empty() && model.event.now) sheet.does.correction.item = model.event.now->id;   // now: after what is on
  std::vector<std::string> lengths;
  for (const int minutes : kLengths) lengths.push_back(fill_in(p.word(Text::agenda_minutes), {std::to_string(minutes)}));
  sheet.groups.push_back({p.word(Text::agenda_how_long), lengths, 1});
  if (!model.programme.sites.empty()) sheet.groups.push_back({p.word(Text::agenda_where), names_of(model.programme.sites), 2});
  if (const auto* title = chosen_of(agenda, 0, titles)) sheet.does.correction.text = *title, sheet.ready = true;
  if (const int* minutes = chosen_of(agenda, 1, kLengths)) sheet.does.correction.minutes = *minutes;
  if (const auto* site = chosen_of(agenda, 2, model.programme.sites)) sheet.does.correction.site = site->id;
  return sheet;
}

Sheet move_sheet(const Model& model, const Painter& p, const AgendaState& agenda) {
  Sheet sheet{agenda.row.empty() ? Text::agenda_move_all : Text::agenda_move, {{p.word(Text::agenda_where), names_of(model.programme.sites), 0}}};
  sheet.does = correction(model, CorrectionKind::move, agenda.row);
  sheet.danger = agenda.row.empty();
  if (const auto* site = chosen_of(agenda, 0, model.programme.sites)) sheet.does.correction.site = site->id, sheet.ready = true;
  return sheet;
}

Sheet notice_sheet(const Model& model, const Painter& p, const AgendaState& agenda) {
  const auto notices = phrases(p.word(Text::agenda_notices));
  Sheet sheet{Text::agenda_notice, {{p.word(Text::agenda_what), notices, 0}}, Text::agenda_publish};
  sheet.does = correction(model, CorrectionKind::notice);
  if (const auto* text = chosen_of(agenda, 0, notices)) sheet.does.correction.text = *text, sheet.ready = true;
  return sheet;
}

Sheet rating_sheet(const Model& model, const Painter& p, const AgendaState& agenda) {
  Sheet sheet{Text::agenda_rating, {{p.word(Text::agenda_what), {}, 0}}};
  for (const StaffChoice& one : model.programme.ratings)
    sheet.groups[0].options.push_back((one.name.empty() ? one.id : one.name) + "  " + p.word(one.on ? Text::agenda_on : Text::agenda_off));
  if (const auto* one = chosen_of(agenda, 0, model.programme.ratings)) {
    sheet.does = correction(model, one->on ? CorrectionKind::rating_closed : CorrectionKind::rating_opened, one->id);
    sheet.confirm = one->on ? Text::agenda_close_rating : Text::agenda_open_rating;
    sheet.ready = true;
    sheet.danger = one->on;
  }
  return sheet;
}

Sheet state_sheet(const Model& model, const Painter& p, const AgendaState& agenda) {
  const auto reasons = phrases(p.word(Text::agenda_reasons));
  Sheet sheet{Text::agenda_state, {{p.word(Text::agenda_what), {p.word(Text::agenda_as_planned), p.word(Text::agenda_postpone), p.word(Text::agenda_call_off), p.word(Text::agenda_close)}, 0}}};
  sheet.does = correction(model, CorrectionKind::session_state);
  const int state = agenda.chosen[0];
  if (state < 0) return sheet;
  sheet.does.correction.text = kStates[static_cast<std::size_t>(state)];
  sheet.ready = true;
  sheet.danger = state != 0;
  if (state == 1 || state == 2) {
    sheet.groups.push_back({p.word(Text::agenda_why), reasons, 1});
    if (const auto* reason = chosen_of(agenda, 1, reasons)) sheet.does.correction.reason = *reason;
  }
  return sheet;
}

Sheet sessions_sheet(const Model& model, const Painter& p, const AgendaState& agenda) {
  Sheet sheet{Text::agenda_sessions, {{p.word(Text::agenda_what), {}, 0}}, Text::agenda_today};
  for (const StaffSession& one : model.programme.sessions) sheet.groups[0].options.push_back(one.title + (one.when.empty() ? "" : "  " + one.when));
  if (const auto* one = chosen_of(agenda, 0, model.programme.sessions)) {
    sheet.does = correction(model, CorrectionKind::held_on);
    sheet.does.correction.session = one->id;
    sheet.ready = !one->today || !one->in_force;
    sheet.danger = true;
  }
  return sheet;
}

Sheet sheet_for(const Model& model, const Painter& p, const AgendaState& agenda) {
  switch (agenda.sheet) {
    case AgendaSheet::insert: return insert_sheet(model, p, agenda);
    case AgendaSheet::move: return move_sheet(model, p, agenda);
    case AgendaSheet::notice: return notice_sheet(model, p, agenda);
    case AgendaSheet::rating: return rating_sheet(model, p, agenda);
    case AgendaSheet::state: return state_sheet(model, p, agenda);
    case AgendaSheet::sessions: return sessions_sheet(model, p, agenda);
    case AgendaSheet::minutes:
    case AgendaSheet::none: break;
  }
  Sheet minutes{Text::agenda_other_minutes, {}};
  minutes.confirm = agenda.minutes < 0 ? Text::agenda_earlier_by : Text::agenda_later_by;
  minutes.does = correction(model, CorrectionKind::delay, agenda.row);
  minutes.does.correction.minutes = agenda.minutes;
  minutes.ready = agenda.minutes != 0;
  return minutes;
}

// ---- drawing ----

float option_h(const StaffSizes& s) { return 17 * std::max(1.0f, s.k * 0.92f); }

int columns_for(const Painter& p, const Group& group, float width) {
  const StaffSizes s = staff_sizes(p);
  float widest = 0;
  for (const std::string& option : group.options) widest = std::max(widest, text_width(p, option, {.face = Face::bold, .em = s.em}) + 2.4f * s.em);
  return std::clamp(static_cast<int>((width + kGap) / (std::min(widest, width) + kGap)), 1, 4);
}

// One page of captions and rows of options; true when something was left for another page, behind or in front.
bool draw_groups(Painter& p, AgendaState& agenda, Rect box, const std::vector<Group>& groups) {
  const StaffSizes s = staff_sizes(p);
  const float caption_h = s.em * 1.6f, h = option_h(s);
  float y = box.y;
  int page = 0;
  for (const Group& group : groups) {
    const int columns = columns_for(p, group, box.w), count = static_cast<int>(group.options.size());
    const float w = (box.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    for (int first = 0; first < count; first += columns) {
      const float needed = h + (first == 0 || y <= box.y ? caption_h : 0);
      if (y + needed > box.bottom() + 0.5f && y > box.y) ++page, y = box.y;
      const bool shown = page == agenda.page, captioned = first == 0 || y <= box.y;
      if (captioned && shown) draw_text(p, {box.x + 1, y, box.w, caption_h}, group.caption, {.face = Face::bold, .em = s.em, .color = p.color().ink_2, .max_lines = 1});
      if (captioned) y += caption_h;
      for (int i = first; shown && i < std::min(count, first + columns); ++i) {
        int& chosen = agenda.chosen[group.slot];
        const Rect place{box.x + static_cast<float>(i - first) * (w + kGap), y, w, h};
        if (option(p, place, group.options[static_cast<std::size_t>(i)], chosen == i, s.em, 4)) chosen = chosen == i ? -1 : i, agenda.armed.clear();
      }
      y += h + kGap;
    }
  }
  agenda.page = std::min(agenda.page, page);
  return page > 0;
}

void draw_stepper(Painter& p, AgendaState& agenda, Rect box) {
  const StaffSizes s = staff_sizes(p);
  const float h = std::max(15.2f, std::min(30 * s.k, box.h * 0.5f)), w = (box.w - 3 * kGap) / 4, em = std::min(30 * s.k, box.h - h - 6);
  const std::string number = (agenda.minutes > 0 ? "+" : "") + fill_in(p.word(Text::agenda_minutes), {std::to_string(agenda.minutes)});
  draw_text_middle(p, {box.x, box.y, box.w, em * 1.3f}, number, {.face = Face::bold, .em = std::max(s.em, em * 0.8f), .color = p.color().ink, .align = Align::centre, .max_lines = 1});
  const float y = box.y + std::min(em * 1.3f + kGap, box.h - h);
  int i = 0;
  for (const int step : {-5, -1, 1, 5}) {
    if (button(p, {box.x + static_cast<float>(i++) * (w + kGap), y, w, h}, (step > 0 ? "+" : "") + std::to_string(step), {.em = 10 * s.k, .radius = 4, .least_em = s.small}))
      agenda.minutes = std::clamp(agenda.minutes + step, -240, 240);
  }
}

}  // namespace

void open_sheet(AgendaState& agenda, AgendaSheet sheet) {
  AgendaState fresh;
  fresh.row = agenda.row;
  fresh.sheet = sheet;
  agenda = fresh;
}

Intent draw_agenda_sheet(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  AgendaState& agenda = state.own.agenda;
  const Item* row = agenda_row(model, agenda);
  const Sheet sheet = sheet_for(model, p, agenda);
  draw_card(p, rect);
  const Rect inner = rect.inset(s.tight ? 5.0f : 8.0f, s.tight ? 4.0f : 7.0f);
  const float title_em = 11 * s.k, buttons_h = (s.tight ? 17 : 24) * std::max(1.0f, s.k * 0.9f);
  const std::string title = p.word(sheet.title) + (row ? "：" + row->title : std::string());
  draw_text(p, {inner.x, inner.y, inner.w, title_em * 1.35f}, title, {.face = Face::bold, .em = title_em, .color = p.color().ink, .max_lines = 1});
  const Rect body{inner.x, inner.y + title_em * 1.35f + 2, inner.w, inner.bottom() - buttons_h - kGap - (inner.y + title_em * 1.35f + 2)};
  bool pages = false;
  const int page_before = agenda.page;
  if (agenda.sheet == AgendaSheet::minutes) draw_stepper(p, agenda, body);
  else pages = draw_groups(p, agenda, body, sheet.groups);
  const float count = pages ? 3 : 2, w = (inner.w - kGap * (count - 1)) / count, y = inner.bottom() - buttons_h;
  Intent out;
  if (button(p, {inner.x, y, w, buttons_h}, p.word(Text::agenda_cancel), {.em = 9 * s.k, .radius = 5, .least_em = s.small})) open_sheet(agenda, AgendaSheet::none);
  if (pages && button(p, {inner.x + w + kGap, y, w, buttons_h}, p.word(Text::agenda_more), {.em = 9 * s.k, .icon = Icon::expand_more, .radius = 5, .least_em = s.small}))
    agenda.page = page_before + 1;
  const std::string words = fill_in(p.word(sheet.confirm), {std::to_string(std::abs(agenda.minutes))});
  const bool armed = sheet.danger && agenda.armed == words;
  const std::string label = armed ? fill_in(p.word(Text::agenda_again), {words}) : words;
  const ButtonStyle style{.look = armed ? Look::chosen : Look::main, .em = 9 * s.k, .enabled = sheet.ready && !model.programme.saving, .radius = 5, .least_em = s.small};
  if (button(p, {inner.right() - w, y, w, buttons_h}, label, style)) {
    if (sheet.danger && !armed) {
      agenda.armed = words;
    } else {
      out = sheet.does;
      agenda.row.clear();
      open_sheet(agenda, AgendaSheet::none);
    }
  }
  return out;
}

}  // namespace openday::ui
