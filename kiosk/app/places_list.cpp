#include "kiosk/app/places_list.h"

#include <algorithm>

#include "kiosk/app/plan_words.h"

namespace openday::app {

namespace {

using event::Guest;
using event::GuestState;
using event::WaitlistMove;
using ui::PlaceState;
using ui::PlacesView;

ui::PlaceState state_of(WaitlistMove move) {
  switch (move) {
    case WaitlistMove::up: return PlaceState::moved_up;
    case WaitlistMove::declined: return PlaceState::declined;
    case WaitlistMove::released: break;
  }
  return PlaceState::released;
}

class PlacesMaker {
 public:
  PlacesMaker(const PlacesInput& in, PlacesView view) : in_(in), plan_(in.documents.plan), view_(view) {}

  PlacesList make() {
    out_.shown.view = view_;
    for (const event::Session& one : plan_.sessions) {
      if (&one == &in_.session) out_.shown.session = static_cast<int>(out_.sessions.size());
      out_.sessions.push_back(one.id);
      if (plan_.sessions.size() > 1) out_.shown.sessions.push_back(session_title(plan_, one.id));
    }
    if (!in_.documents.roster) {
      put_counts({});
      return std::move(out_);
    }
    std::vector<event::InLine> line = line_of(in_);
    std::erase_if(line, [this](const event::InLine& one) { return !of_session(*one.guest); });
    put_counts(line);
    for (const event::InLine& one : line) put(PlacesView::line, *one.guest, one.may_move ? PlaceState::may_move : PlaceState::waiting);
    for (const Guest& guest : in_.documents.roster->guests())
      if (guest.state == GuestState::expected && of_session(guest) && !came(guest)) put(PlacesView::absent, guest, PlaceState::absent);
    put_moved();
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool of_session(const Guest& guest) const { return guest.session.empty() || guest.session == in_.session.id; }
  [[nodiscard]] const event::Presence* came(const Guest& guest) const { return in_.attendance.find(plan_.id, in_.session.id, guest.registration); }

  void put_counts(const std::vector<event::InLine>& line) {
    const event::Roster* roster = in_.documents.roster ? &*in_.documents.roster : nullptr;
    for (const event::SeatCount& one : event::seat_counts(plan_, in_.session, roster, in_.attendance, in_.keeps(in_.session))) {
      ui::PlaceCount shown{label_of(one), one.most, one.came, one.held, one.left(), one.over(), 0};
      for (const event::InLine& waiting : line)
        if (one.counts(waiting.guest->category)) shown.waiting += std::max(1, waiting.guest->persons);
      out_.shown.counts.push_back(std::move(shown));
    }
  }

  [[nodiscard]] std::string label_of(const event::SeatCount& one) const {
    if (one.kind == event::LimitKind::cap) return {};
    std::string out;
    for (const std::string& category : one.categories) out += (out.empty() ? "" : "、") + category_label(plan_, category);
    return out;
  }

  // The last ones first.
  void put_moved() {
    std::vector<std::pair<const event::GuestMove*, const Guest*>> moved;
    for (const auto& [registration, move] : in_.moves)
      if (const Guest* guest = in_.documents.roster->find(registration); guest && of_session(*guest)) moved.emplace_back(&move, guest);
    std::ranges::sort(moved, [](const auto& a, const auto& b) { return a.first->record > b.first->record; });
    for (const auto& [move, guest] : moved) {
      put(PlacesView::moved, *guest, state_of(move->move));
      if (view_ != PlacesView::moved) continue;
      out_.shown.rows.back().time = clock_of(plan_, move->at);
      out_.shown.rows.back().came = came(*guest) != nullptr;
    }
  }

  void put(PlacesView view, const Guest& guest, PlaceState state) {
    ++(view == PlacesView::line ? out_.shown.in_line : view == PlacesView::absent ? out_.shown.absent : out_.shown.moved);
    if (view != view_) return;
    out_.shown.rows.push_back({guest.name, category_label(plan_, guest.category), guest.phone_tail, {}, std::max(1, guest.persons), state});
    out_.guests.push_back(guest.registration);
  }

  const PlacesInput& in_;
  const event::Plan& plan_;
  PlacesView view_;
  PlacesList out_;
};

}  // namespace

std::vector<event::InLine> line_of(const PlacesInput& in) {
  if (!in.documents.roster) return {};
  std::vector<event::SessionSeats> seats;
  for (const event::Session& one : in.documents.plan.sessions)
    seats.push_back({&one, event::seat_counts(in.documents.plan, one, &*in.documents.roster, in.attendance, in.keeps(one))});
  return event::waiting_line(in.documents.plan, *in.documents.roster, in.moves, in.attendance, std::move(seats));
}

PlacesList make_places_list(const PlacesInput& in, PlacesView view) { return PlacesMaker(in, view).make(); }

}  // namespace openday::app
