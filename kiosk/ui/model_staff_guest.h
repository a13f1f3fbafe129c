// Staff: one guest, what happened, what may be done. A part of the model (model.h). Whole names: only while the page is looked at.
#pragma once

#include <string>
#include <vector>

namespace openday::ui {

// open: the field and the keyboard; close: the list that was found; clear: every row again.
enum class ListSearchAct { open, close, clear };

// Intent::act of act_on_guest.
enum class GuestAct {
  open,                          // value: index into StaffAttendance::rows
  group,                         // the attendance page; value: StaffGrouping
  close,                         // back to the list
  check_in,                      // by hand; value: how many come, 0: asked for
  undo,                          // text: StoryLine::record, value: index into the reasons
  restore,                       // the same, of an undoing
  move,                          // text: GuestSession::id
  persons,                       // value: how many are here
  badge,                         // printed once more, and marked so
  search                         // the attendance page; value: ListSearchAct
};

// present, missing: at a roll call; the rest is about coming in.
enum class StoryKind { checked_in, registered, screening_passed, screening_referred, undone, restored, overridden, present, missing };

struct StoryLine {
  StoryKind kind = StoryKind::checked_in;
  std::string time;              // "08:58"; of another day with its date
  std::string session;           // its title, where the plan has several; else empty
  std::string box;               // its name; may be empty
  std::string by;                // who undid or overrode; may be empty
  std::string way;               // how the guest came in, as the record names it: code, found, staff, foreign-code
  std::string reason;            // as the record names it
  int persons = 1;
  bool counts = true;            // false: undone
  std::string stop;              // of a roll call: where; empty: at a stop without a name
  bool boarding = false;         // of a roll call: before the bus leaves
  bool can_undo = false;         // an admission or an undoing that may be taken back
  std::string record;
};

struct GuestSession {
  std::string id, title;
};

// already: somebody else was faster; full: more persons than seats; not_allowed: a supervisor has to.
enum class GuestSaved { saved, already, full, not_allowed, failed };

struct StaffGuest {
  std::string name, category, group, seat, department, phone_tail, vehicle;
  std::string session;           // whose guest: its title; may be empty
  int persons = 0, seats = 1;    // here now, of
  std::string since;             // "08:58": of the admission that stands; empty: not here
  bool walk_in = false, late = false, waiting = false, cancelled = false;
  bool can_check_in = false;
  std::vector<GuestSession> sessions;   // to move to; none: not offered
  std::vector<StoryLine> story;  // in record order
  bool nameless = false;         // name is a word for somebody who gave none
  bool badge_sent = false;       // a badge is on its way to the printer once more
  bool saving = false;
  GuestSaved saved = GuestSaved::saved; // of what was done last
};

}  // namespace openday::ui
