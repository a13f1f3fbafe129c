// Staff: who works at the box. A supervisor adds, removes, gives a new PIN; each PIN is typed twice. No PIN is ever shown.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/agenda.h"
#include "kiosk/ui/screens/passphrase_page.h"
#include "kiosk/ui/widgets/digit_pad.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

Intent act(const Model& model, PeopleAct what, std::string text = {}) {
  Intent out = intent(model, IntentKind::act_on_people, 0, std::move(text));
  out.act = static_cast<int>(what);
  return out;
}

std::string said(const Model& model, const Painter& p) {
  const StaffPeople& people = model.people;
  if (people.saving) return p.word(Text::people_wait);
  switch (people.problem) {
    case PeopleProblem::too_short: return fill_in(p.word(Text::gate_too_short), {std::to_string(model.gate.min_digits)});
    case PeopleProblem::too_simple: return p.word(Text::gate_too_simple);
    case PeopleProblem::not_the_same: return p.word(Text::gate_not_the_same);
    case PeopleProblem::taken: return p.word(Text::people_taken);
    case PeopleProblem::full: return p.word(Text::people_full);
    case PeopleProblem::last_supervisor: return p.word(Text::people_last);
    case PeopleProblem::own: return p.word(Text::people_is_own);
    case PeopleProblem::failed: return p.word(Text::people_failed);
    case PeopleProblem::no_label: return p.word(Text::people_no_label);
    case PeopleProblem::same_label: return p.word(Text::people_same_label);
    case PeopleProblem::none: break;
  }
  switch (people.step) {
    case PeopleStep::pin: return fill_in(p.word(Text::gate_set_first), {std::to_string(model.gate.min_digits), std::to_string(model.gate.max_digits)});
    case PeopleStep::repeat: return p.word(Text::gate_set_repeat);
    case PeopleStep::label:
    case PeopleStep::list: break;
  }
  return fill_in(p.word(Text::people_hint), {std::to_string(people.most)});
}

void draw_said(const Model& model, Painter& p, Rect row) {
  const StaffSizes s = staff_sizes(p);
  const bool bad = model.people.problem != PeopleProblem::none;
  draw_text_middle(p, row, said(model, p), {.face = bad ? Face::bold : Face::regular, .em = s.em, .color = bad ? p.color().cinnabar : p.color().ink_2, .line = 1.2f, .max_lines = 2});
}

float row_height(const StaffSizes& s) { return 24 * std::max(1.0f, s.k * 0.9f); }

// Label and role on the left, what may be done on the right.
Intent draw_person(const Model& model, ScreenState& state, Rect row, const StaffPerson& person) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  PeopleState& own = state.own.people;
  draw_card(p, row);
  const Rect inner = row.inset(s.tight ? 4.0f : 6.0f, 2.5f);
  const float w = std::min(44 * s.k, inner.w * 0.27f), free = inner.w - 2 * (w + kGap);
  const TextStyle bold{.face = Face::bold, .em = 8 * s.k, .color = c.ink, .line = 1.2f, .max_lines = 1};
  const std::string role = p.word(person.role == StaffRole::supervisor ? Text::people_supervisor : Text::people_steward) + (person.own ? " · " + p.word(Text::people_own) : std::string());
  const float y = inner.cy() - s.em * 1.3f;
  draw_text(p, {inner.x, y, free, bold.em * 1.3f}, person.label, bold);
  draw_text(p, {inner.x, y + bold.em * 1.3f, free, s.small * 1.3f}, role, {.em = s.small, .color = person.role == StaffRole::supervisor ? c.azurite : c.ink_2, .line = 1.2f, .max_lines = 1});
  const bool rests = model.people.saving, armed = own.armed == person.id;
  Intent out;
  if (button(p, {inner.right() - 2 * w - kGap, inner.y, w, inner.h}, p.word(Text::people_change), {.em = s.em, .enabled = !rests, .radius = 4, .least_em = s.small}))
    out = act(model, PeopleAct::change_pin, person.id);
  if (!person.can_remove || !button(p, {inner.right() - w, inner.y, w, inner.h}, p.word(armed ? Text::people_sure : Text::people_remove), {.look = armed ? Look::chosen : Look::outlined, .em = s.em, .enabled = !rests, .radius = 4, .least_em = s.small})) return out;
  if (!armed) own.armed = person.id;
  else own.armed.clear(), out = act(model, PeopleAct::remove, person.id);
  return out;
}

Intent draw_list(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  PeopleState& own = state.own.people;
  const auto& people = model.people.people;
  const float said_h = s.em * 1.7f, add_h = 22 * std::max(1.0f, s.k * 0.9f), row_h = row_height(s);
  draw_said(model, p, {box.x + 1, box.y, box.w - 2, said_h});
  const Rect list{box.x, box.y + said_h + 1, box.w, box.h - said_h - 1 - add_h - kGap};
  const int columns = list.w > 260 * s.k ? 2 : 1, count = static_cast<int>(people.size());
  const auto rows_in = [&](float h) { return std::max(1, static_cast<int>((h + kGap + 0.1f) / (row_h + kGap))); };
  const bool paged = count > rows_in(list.h) * columns;
  const int per_page = rows_in(list.h - (paged ? kTarget + kGap : 0)) * columns, pages = std::max(1, (count + per_page - 1) / per_page);
  own.page = std::clamp(own.page, 0, pages - 1);
  const float w = (list.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  Intent out;
  for (int i = own.page * per_page; i < std::min(count, (own.page + 1) * per_page); ++i) {
    const int at = i - own.page * per_page;
    const Rect row{list.x + static_cast<float>(at % columns) * (w + kGap), list.y + static_cast<float>(at / columns) * (row_h + kGap), w, row_h};
    if (const Intent did = draw_person(model, state, row, people[static_cast<std::size_t>(i)])) out = did;
  }
  if (paged) draw_staff_turn(p, {list.x, list.bottom() - kTarget, list.w, kTarget}, own.page, pages);
  const bool room = count < model.people.most && !model.people.saving;
  const float half = (box.w - kGap) / 2, y = box.bottom() - add_h;
  const auto open = [&](PeopleAct what) { own.adding = static_cast<int>(what), own.armed.clear(), own.page = 0; };
  if (button(p, {box.x, y, half, add_h}, p.word(Text::people_add_steward), {.em = 9 * s.k, .icon = Icon::person_add, .enabled = room, .radius = 5, .least_em = s.small})) open(PeopleAct::add_steward);
  if (button(p, {box.x + half + kGap, y, half, add_h}, p.word(Text::people_add_supervisor), {.em = 9 * s.k, .icon = Icon::badge, .enabled = room, .radius = 5, .least_em = s.small})) open(PeopleAct::add_supervisor);
  return out;
}

// Labels that nobody has yet.
std::vector<std::string> labels_for(const Model& model, const Painter& p, PeopleAct adding) {
  std::vector<std::string> out = phrases(p.word(adding == PeopleAct::add_supervisor ? Text::people_supervisor_labels : Text::people_steward_labels));
  std::erase_if(out, [&](const std::string& label) { return std::ranges::any_of(model.people.people, [&](const StaffPerson& one) { return one.label == label; }); });
  return out;
}

Intent draw_labels(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  PeopleState& own = state.own.people;
  const auto adding = static_cast<PeopleAct>(own.adding);
  const auto labels = labels_for(model, p, adding);
  const float head = 9 * s.k * 1.5f, back_h = 20 * std::max(1.0f, s.k * 0.9f);
  draw_text_middle(p, {box.x + 1, box.y, box.w, head}, p.word(Text::people_which), {.face = Face::bold, .em = 9 * s.k, .color = p.color().ink, .max_lines = 1});
  const Rect area{box.x, box.y + head + 2, box.w, box.h - head - 2 - back_h - kGap};
  Intent out;
  if (const int tapped = draw_staff_choices(p, area, labels); tapped >= 0) out = act(model, adding, labels[static_cast<std::size_t>(tapped)]);
  const float half = (box.w - kGap) / 2, y = box.bottom() - back_h;
  if (button(p, {box.x + half + kGap, y, half, back_h}, p.word(Text::people_write), {.em = 9 * s.k, .icon = Icon::edit, .radius = 5, .least_em = s.small}))
    out = act(model, adding == PeopleAct::add_supervisor ? PeopleAct::write_supervisor : PeopleAct::write_steward);
  if (out || button(p, {box.x, y, half, back_h}, p.word(Text::people_back), {.em = 9 * s.k, .icon = Icon::arrow_back, .radius = 5, .least_em = s.small})) own.adding = -1;
  return out;
}

Intent draw_pin(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  if (state.own.attempt != model.people.attempt) {
    state.own.digits.clear();
    state.own.attempt = model.people.attempt;
  }
  const bool beside = box.w > box.h;
  const Rect left{box.x, box.y, beside ? (box.w - 12) * 0.45f : box.w, box.h};
  const float title_h = 10 * s.k * 1.4f, said_h = s.em * 2.6f, digits_h = std::clamp(box.h * 0.12f, 12.0f, 26.0f), back_h = 20 * std::max(1.0f, s.k * 0.9f);
  draw_text_middle(p, {left.x, left.y, left.w, title_h}, fill_in(p.word(Text::people_pin_for), {model.people.label}), {.face = Face::bold, .em = 10 * s.k, .color = p.color().ink, .max_lines = 1});
  draw_said(model, p, {left.x, left.y + title_h, left.w, said_h});
  draw_digit_boxes(p, {left.x, left.y + title_h + said_h + 2, left.w, digits_h}, model.gate.min_digits, state.own.digits.size());
  const float below = left.y + title_h + said_h + digits_h + 2 + kGap * 1.5f;
  const Rect back{left.x, box.bottom() - back_h, left.w, back_h};
  const Rect pad = beside ? Rect{left.right() + 12, box.y, box.w - left.w - 12, std::min(box.h, 4 * 46 * s.k)} : Rect{box.x, below, box.w, std::min(back.y - kGap - below, 4 * 40 * s.k)};
  Intent out;
  if (draw_digit_pad(p, pad, state.own.digits, {.most = model.gate.max_digits, .enabled = !model.people.saving})) {
    out = act(model, PeopleAct::pin, state.own.digits);
    state.own.digits.clear();
  }
  if (button(p, back, p.word(Text::people_back), {.em = 9 * s.k, .icon = Icon::arrow_back, .radius = 5, .least_em = s.small})) out = act(model, PeopleAct::back);
  return out;
}

// A label that stands on no list.
Intent draw_writing(const Model& model, ScreenState& state) {
  const Painter& p = state.paint;
  const StaffPeople& people = model.people;
  const bool wrong = people.problem != PeopleProblem::none;
  const PassphraseForm form{.title = p.word(Text::people_write_title), .below = wrong ? said(model, p) : p.word(Text::people_write_below), .empty = p.word(Text::people_write_empty),
                            .typed = people.label, .on = p.word(Text::people_write_on), .wrong = wrong, .kind = IntentKind::act_on_people, .icon = Icon::arrow_forward, .enter = p.word(Text::people_write_on)};
  const Intent out = draw_passphrase_page(model, state, form);
  if (out.kind == IntentKind::act_on_people) return act(model, PeopleAct::label);
  return out.kind == IntentKind::opinion_back ? act(model, PeopleAct::back) : out;
}

}  // namespace

Intent draw_staff_people(const Model& model, ScreenState& state) {
  if (model.people.step == PeopleStep::label) return draw_writing(model, state);
  auto [box, out] = begin_staff_page(model, state, Text::people_title);
  const Intent did = model.people.step != PeopleStep::list ? draw_pin(model, state, box) : state.own.people.adding >= 0 ? draw_labels(model, state, box) : draw_list(model, state, box);
  return did ? did : out;
}

}  // namespace openday::ui
