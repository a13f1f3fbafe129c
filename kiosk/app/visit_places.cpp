// Staff: places left, and who waits for one. What gives a place away or takes it back waits for a second tap.
#include "kiosk/app/visit_places.h"

#include <utility>

#include "kiosk/app/visit.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;
using ui::PlacesAct;
using ui::PlacesSaved;
using ui::PlacesView;

namespace {

PlacesWork work_of(PlacesAct act) {
  switch (act) {
    case PlacesAct::move_up: return PlacesWork::move_up;
    case PlacesAct::decline: return PlacesWork::decline;
    case PlacesAct::release: return PlacesWork::release;
    case PlacesAct::take_back: return PlacesWork::take_back;
    case PlacesAct::choose_session:
    case PlacesAct::choose_view: break;
  }
  return PlacesWork::look;
}

bool fits(PlacesAct act, PlacesView view) {
  switch (view) {
    case PlacesView::line: return act == PlacesAct::move_up || act == PlacesAct::decline;
    case PlacesView::absent: return act == PlacesAct::release;
    case PlacesView::moved: break;
  }
  return act == PlacesAct::take_back;
}

// Rows of one act are told apart from those of another.
int arm_of(PlacesAct act, int row) { return act == PlacesAct::decline ? -2 - row : row; }

WorkOnPlaces asked_of(const VisitState& visit, PlacesWork work, const event::RegistrationId& guest = {}) {
  return {visit.id, std::make_shared<const PlacesJob>(PlacesJob{work, visit.places->session, visit.places->view, guest})};
}

}  // namespace

void VisitMachine::open_places() {
  state_.places = std::make_shared<const PlacesProgress>();
  effects_.emplace_back(asked_of(state_, PlacesWork::look));
}

bool VisitMachine::tend_places(const ui::Intent& intent) {
  if (intent.kind != IntentKind::act_on_places) return false;
  if (!state_.staff || state_.page != Page::staff_places || state_.asked || !state_.places || !state_.places->list) return true;
  auto next = std::make_shared<PlacesProgress>(*state_.places);
  const PlacesList& list = *state_.places->list;
  const auto act = static_cast<PlacesAct>(intent.act);
  const bool known = intent.value >= 0;
  const auto index = static_cast<std::size_t>(known ? intent.value : 0);
  next->saved = PlacesSaved::saved;
  const int armed = std::exchange(next->armed, -1);
  if (act == PlacesAct::choose_session || act == PlacesAct::choose_view) {
    if (!known || (act == PlacesAct::choose_session ? index >= list.sessions.size() : intent.value > static_cast<int>(PlacesView::moved))) return true;
    if (act == PlacesAct::choose_session) next->session = list.sessions[index];
    else next->view = static_cast<PlacesView>(intent.value);
    state_.places = next;
    effects_.emplace_back(asked_of(state_, PlacesWork::look));
    return true;
  }
  if (!supervises() || !known || index >= list.guests.size() || !fits(act, list.shown.view)) return true;
  const bool at_once = act == PlacesAct::move_up;   // it can be taken back, and nobody loses by it
  if (!at_once && armed != arm_of(act, intent.value)) next->armed = arm_of(act, intent.value);
  state_.places = next;
  if (next->armed != -1) return true;
  effects_.emplace_back(asked_of(state_, work_of(act), list.guests[index]));
  ask(Question::places);
  return true;
}

void VisitMachine::take(const PlacesAnswer& answer) {
  if (!state_.staff || !state_.places) return;
  auto next = std::make_shared<PlacesProgress>(*state_.places);
  if (!answer.news) {   // the desk did not answer: the change may not be on the disk
    next->saved = PlacesSaved::failed;
    state_.places = next;
    return;
  }
  const PlacesNews& news = *answer.news;
  if (news.list && news.list->shown.view == next->view) next->list = news.list;
  if (news.work != PlacesWork::look && asks(Question::places)) {
    state_.asked.reset();
    next->saved = news.saved;
  }
  state_.places = next;
}

}  // namespace openday::app
