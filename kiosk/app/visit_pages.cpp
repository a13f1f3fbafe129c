// What a visitor may do on any page: preferences, ways between pages, help and privacy.
#include <utility>

#include "kiosk/app/visit.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;

bool VisitMachine::prefer(IntentKind kind) {
  switch (kind) {
    case IntentKind::toggle_language:
      state_.language = state_.language == ui::Language::zh ? ui::Language::en : ui::Language::zh;
      return true;
    case IntentKind::toggle_large_type: state_.large_type = !state_.large_type; return true;
    case IntentKind::toggle_contrast: state_.high_contrast = !state_.high_contrast; return true;
    case IntentKind::toggle_voice: state_.voice = !state_.voice; return true;
    case IntentKind::toggle_low_reach: state_.low_reach = !state_.low_reach; return true;
    default: return false;
  }
}

bool VisitMachine::navigate(const ui::Intent& intent) {
  const bool staff_page = on_staff_page();
  const bool at_work = inquiring() || state_.page == Page::staff_walk_in || state_.page == Page::staff_override;
  const bool saving = state_.rating.saving || state_.sheet.saving || state_.opinion.saving;
  if (state_.page == Page::standing) state_.page = Page::home;
  switch (intent.kind) {
    case IntentKind::stay:
      state_.stays = state_.returns_at.has_value();
      state_.returns_at.reset();
      return true;
    case IntentKind::call_staff:
      call_staff();
      return true;
    case IntentKind::dismiss_help:
      if (std::exchange(state_.help_called, false)) resume(state_.page);
      calls_.hush();
      return true;
    case IntentKind::open_staff_gate:
      if (saving || state_.page == Page::staff_gate || (state_.staff && (state_.staff_once || state_.asked))) return true;
      if (writes()) staff_type();
      else if (holds_text()) warn_at_once();
      else open_gate();
      return true;
    default: break;
  }
  if (at_work && intent.kind == IntentKind::go_home) {
    leave();
    return true;
  }
  if (at_work && intent.kind != IntentKind::open_privacy) return false;
  if (staff_page || saving || facts_.trouble) {
    // Out of service, only what needs no storage is open.
    const bool look_only = !staff_page && !saving &&
                           (intent.kind == IntentKind::open_privacy || intent.kind == IntentKind::close_privacy ||
                            intent.kind == IntentKind::open_itinerary || intent.kind == IntentKind::go_home ||
                            intent.kind == IntentKind::finish);
    if (!look_only) return false;
  }
  switch (intent.kind) {
    case IntentKind::go_home: holds_text() ? warn_at_once() : go_home(); return true;
    case IntentKind::finish:
      if (state_.page == Page::thanks) leave();
      return true;
    case IntentKind::open_check_in:
      if (someone_was_here()) begin(stays_staff() ? Keep::staff : Keep::preferences);
      enter(Page::check_in);
      return true;
    case IntentKind::open_itinerary: enter(Page::itinerary); return true;
    case IntentKind::open_rating: open_voting(); return true;
    case IntentKind::choose_entry:
      if (state_.page == Page::choice) intent.value == static_cast<int>(ui::EntryKind::opinion) ? open_opinion() : open_offer(intent.text);
      return true;
    case IntentKind::open_privacy: look_up(Page::privacy); return true;
    case IntentKind::open_notices:
      if (facts_.notices > 0) look_up(Page::notices);
      return true;
    case IntentKind::close_privacy:
      if (state_.page == Page::privacy || state_.page == Page::notices) resume(state_.before);
      return true;
    case IntentKind::show_preview: state_.preview = true; return true;
    default: return false;
  }
}

// In staff mode somebody is there already.
void VisitMachine::call_staff() {
  state_.help_called = true;
  state_.returns_at.reset();
  if (!state_.staff) calls_.call(state_.id, state_.page, wall_, now_);
}

// A page beside the visit, which goes on where it was. From one such page to another, the way back stays.
void VisitMachine::look_up(Page page) {
  if (state_.page == page) return;
  if (state_.page != Page::privacy && state_.page != Page::notices) state_.before = state_.page;
  state_.page = page;
  state_.returns_at.reset();
}

}  // namespace openday::app
