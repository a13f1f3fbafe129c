// Staff's page of one guest: what they do is asked of the desk, one thing at a time, and shown when it is on the disk.
#include <utility>

#include "kiosk/app/staff_pages.h"
#include "kiosk/app/visit.h"

namespace openday::app {

using ui::GuestAct;
using ui::IntentKind;
using ui::Page;

void VisitMachine::open_guest(const event::RegistrationId& guest) {
  const event::RegistrationId who = guest;   // it may stand on what goes now
  state_.door.reset();
  state_.find = {};
  state_.guest_page = {};
  state_.guest_page.guest = who;
  enter(Page::staff_guest);
  work_on_guest({state_.id, who});
}

void VisitMachine::work_on_guest(WorkOnGuest work) {
  state_.guest_page.saved = ui::GuestSaved::saved;
  effects_.emplace_back(std::move(work));
  ask(Question::guest_page);
}

bool VisitMachine::tend(const ui::Intent& intent) {
  if (intent.kind != IntentKind::act_on_guest) return false;
  if (!state_.staff || state_.asked) return true;
  const auto act = static_cast<GuestAct>(intent.act);
  if (act == GuestAct::open) {
    if (state_.page == Page::staff_attendance && intent.value >= 0 && static_cast<std::size_t>(intent.value) < state_.listed.size()) open_guest(state_.listed[static_cast<std::size_t>(intent.value)]);
    return true;
  }
  if (act == GuestAct::group) {
    if (state_.page != Page::staff_attendance || intent.value < 0 || intent.value > static_cast<int>(ui::StaffGrouping::department)) return true;
    state_.grouping = static_cast<ui::StaffGrouping>(intent.value);
    load_attendance();
    return true;
  }
  if (state_.page != Page::staff_guest) return true;
  WorkOnGuest work{state_.id, state_.guest_page.guest};
  switch (act) {
    case GuestAct::close:
      enter(Page::staff_attendance);
      state_.guest_page = {};
      load_attendance();
      return true;
    case GuestAct::check_in:
      state_.door.emplace();
      state_.door->request.chosen = work.guest;
      if (intent.value > 0) state_.door->request.persons = intent.value;
      present();
      return true;
    case GuestAct::undo:
    case GuestAct::restore: {
      const auto record = base::parse_uuid(intent.text);
      if (!record || intent.value < 0 || static_cast<std::size_t>(intent.value) >= kUndoReasons.size()) return true;
      work.work = act == GuestAct::undo ? GuestWork::undo : GuestWork::restore;
      work.record = *record;
      work.reason = kUndoReasons[static_cast<std::size_t>(intent.value)];
      break;
    }
    case GuestAct::move:
      if (!supervises() || intent.text.empty()) return true;
      work.work = GuestWork::move;
      work.session = intent.text;
      break;
    case GuestAct::badge:
      if (!state_.guest_page.shown || state_.guest_page.shown->persons < 1 || state_.guest_page.badge_sent) return true;
      state_.guest_page.badge_sent = true;
      effects_.emplace_back(PrintBadge{state_.id, work.guest, state_.guest_page.shown});
      return true;
    case GuestAct::persons:
      if (intent.value < 1) return true;
      work.work = GuestWork::persons;
      work.persons = intent.value;
      break;
    case GuestAct::group:
    case GuestAct::search:
    case GuestAct::open: return true;
  }
  work_on_guest(std::move(work));
  return true;
}

void VisitMachine::take(const GuestAnswer& answer) {
  if (!asks(Question::guest_page)) return;
  state_.asked.reset();
  if (!state_.staff) return;
  state_.guest_page.shown = answer.guest;
  state_.guest_page.saved = answer.saved;
}

}  // namespace openday::app
