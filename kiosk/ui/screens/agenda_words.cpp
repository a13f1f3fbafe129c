#include <fmt/core.h>

#include "kiosk/ui/screens/agenda.h"

namespace openday::ui {

using event::CorrectionKind;

Intent correction(const Model& model, CorrectionKind what, std::string item) {
  Intent out = intent(model, IntentKind::correct_programme);
  out.correction.what = what;
  out.correction.item = std::move(item);
  return out;
}

const Item* agenda_row(const Model& model, const AgendaState& agenda) {
  for (const Item& item : model.event.items)
    if (!agenda.row.empty() && item.id == agenda.row) return &item;
  return nullptr;
}

std::vector<std::string> phrases(const std::string& list) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= list.size();) {
    const std::size_t end = std::min(list.find('|', from), list.size());
    if (end > from) out.push_back(list.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

namespace {

std::string state_word(const Painter& p, const std::string& state) {
  if (state == "postponed") return p.word(Text::agenda_postpone);
  if (state == "cancelled") return p.word(Text::agenda_call_off);
  if (state == "closed") return p.word(Text::agenda_close);
  return p.word(Text::agenda_as_planned);
}

}  // namespace

std::string correction_text(const Painter& p, const StaffProgramme::Last& last) {
  const event::CorrectionBody& body = last.body;
  const std::string row = last.title.empty() ? p.word(Text::agenda_whole) : last.title;
  switch (body.what) {
    case CorrectionKind::next: return fill_in(p.word(Text::agenda_said_next), {last.title});
    case CorrectionKind::delay: return fill_in(p.word(Text::agenda_said_delay), {row, fmt::format("{:+}", body.minutes.value_or(0))});
    case CorrectionKind::skip: return fill_in(p.word(Text::agenda_said_skip), {row});
    case CorrectionKind::insert: return fill_in(p.word(Text::agenda_said_insert), {body.text});
    case CorrectionKind::move: return fill_in(p.word(Text::agenda_said_move), {row});
    case CorrectionKind::notice: return fill_in(p.word(Text::agenda_said_notice), {body.text});
    case CorrectionKind::session_state: return fill_in(p.word(Text::agenda_said_state), {state_word(p, body.text)});
    case CorrectionKind::rating_opened: return p.word(Text::agenda_said_rating_opened);
    case CorrectionKind::rating_closed: return p.word(Text::agenda_said_rating_closed);
    case CorrectionKind::held_on: return p.word(Text::agenda_said_held_on);
  }
  return {};
}

}  // namespace openday::ui
