// What the visit state machine knows: of the box, and of the one visit that goes on. Everything that belongs to one visitor lives in
// VisitState, and a visit ends by replacing that value whole (DESIGN.md I5).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/app/messages.h"
#include "kiosk/app/rating_form.h"
#include "kiosk/app/tuning.h"
#include "kiosk/app/visit_find.h"
#include "kiosk/app/visit_opinion.h"
#include "kiosk/app/visit_papers.h"
#include "kiosk/app/visit_people.h"
#include "kiosk/app/visit_sheet.h"
#include "kiosk/app/visit_typing.h"
#include "kiosk/ui/model.h"

namespace openday::app {

// The box's own state, not a visitor's. Given anew whenever it changes.
struct BoxFacts {
  bool pin_set = true;                           // false: the first start asks a supervisor for one
  bool running = false;                          // the programme is on: an untouched home page turns to the standing view
  std::shared_ptr<const RatingForm> rating{};    // open now; null: nothing to rate
  std::vector<std::shared_ptr<const SheetForm>> sheets{};   // score sheets open now
  std::set<std::string> closed_rounds{};         // Questionnaire::id of sheets that staff closed
  std::shared_ptr<const OpinionForm> opinions{}; // taken now; null: none are
  std::optional<ui::OutOfService> trouble{};     // the box cannot serve
  std::vector<std::string> walk_in_categories{}; // Category::id; none: the plan has no walk-ins
  std::size_t notices = 0;                       // that guests may read now
  std::size_t declarations = 0;                  // that a walk-in has to make
  bool can_find = false;                         // there is a roster, and the plan lets guests find themselves in it
  bool has_roster = false;                       // staff look people up in it, whatever the plan says
  std::optional<std::int64_t> facts_wait_until{};   // mono ms: too many wrong facts, nobody is searched for before
};

struct SubjectAnswer {
  int grade = 0;                                 // 0: none
  std::set<std::string> tags;                    // codes, of that grade
  Compose comment;
};

struct RatingProgress {
  std::shared_ptr<const RatingForm> form;        // as it was when the guest began: it may close meanwhile
  std::vector<std::size_t> subjects;             // indices into form->subjects that this guest has not rated yet
  std::vector<SubjectAnswer> answers;            // one a subject of `subjects`
  std::size_t index = 0;
  bool anonymous = true;
  bool saving = false, failed = false;
  [[nodiscard]] bool holds_text() const;
};

// Somebody on the way in: what is known, and what the desk asked for.
struct DoorProgress {
  CheckIn request;
  Outcome asked;
  std::size_t screening_page = 0;
  bool noted = false;                            // a step failed that the plan only notes
  std::uint64_t attempt = 0;
};

struct WalkInProgress {
  std::size_t category = 0;                      // index into BoxFacts::walk_in_categories
  int persons = 1;
  std::set<std::size_t> declared;
  Compose name{kMaxWalkInName, true};
};

struct GateProgress {
  ui::PinMode mode = ui::PinMode::enter;
  ui::PinProblem problem = ui::PinProblem::none;
  int tries_left = 0;
  std::optional<std::int64_t> locked_until;      // mono ms; also of the page that asks for a fact
  std::uint64_t attempt = 0;
  std::string first;                             // the PIN to be repeated
  VisitId opened_from = 0;                       // the visit that it was opened from: staff stand before that guest
};

// Something a guest may say now.
struct Offer {
  ui::EntryKind kind = ui::EntryKind::rating;
  std::string questionnaire, title;              // an opinion has neither
};

enum class Question { check_in, rated, cast, sheet, opinion, gate, pin, pin_set, correction, voices, people, guest_page, conflict, roll_call, places };

// One key or one piece of text of an attached keyboard.
struct Typed {
  enum class Kind { text, enter, backspace } kind = Kind::text;
  std::string text;
};

// An answer of the worker is awaited.
struct Asked {
  Question what;
  std::int64_t at;                               // mono ms
};

struct RollCallProgress;   // visit_roll_call.h
struct PlacesProgress;     // visit_places.h
struct SelfTestProgress;   // visit_self_test.h
struct HandOverProgress;   // visit_hand_over.h

struct VisitState {
  VisitId id = 0;
  ui::Page page = ui::Page::home;
  ui::Page before = ui::Page::home;              // where privacy, the staff gate and the help go back to
  ui::Language language = ui::Language::zh;
  bool large_type = false, high_contrast = false, voice = false, low_reach = false;
  bool staff = false;
  ui::StaffRole role = ui::StaffRole::steward;   // of who works there
  std::string worker;                            // and the label
  PeopleProgress people;
  GuestPageProgress guest_page;
  bool staff_once = false;                       // staff only looked at this guest: public again afterwards
  bool preview = false;
  bool code_for_rating = false;                  // the guest wants to rate and is asked to show the code first
  bool code_for_opinion = false;                 // the same, to write to the bureau
  bool help_called = false;
  std::int64_t last_touch = 0;                   // mono ms
  std::optional<std::int64_t> returns_at;        // mono ms: the page goes home by itself
  bool stays = false;                            // the guest wants to read on
  std::optional<Asked> asked;
  std::optional<DoorProgress> door;
  FindProgress find;
  WalkInProgress walk_in;
  std::optional<Outcome> outcome;
  std::optional<event::RegistrationId> guest;    // who is here: checked in now or before
  RatingProgress rating;
  SheetProgress sheet;
  std::string wanted;                            // Questionnaire::id of the sheet that the guest chose; empty: the rating
  std::set<std::string> handed_in;               // Questionnaire::id, in this visit
  bool named_thanks = false;                     // what was handed in last bears a name
  OpinionProgress opinion;
  ui::Writing writing = ui::Writing::opinion;    // what the page of writing is for
  TypingProgress typing;
  int thanked_for = 0;                           // ratings handed in
  int opinions = 0;                              // handed in
  std::optional<OpinionReceipt> receipt;         // of the last of them
  std::string shown_case;                        // somebody's receipt was scanned: its number, and nothing else
  bool rated_before = false;                     // thanks page: this guest had rated already
  GateProgress gate;
  std::shared_ptr<const ui::StaffAttendance> attendance;
  std::vector<event::RegistrationId> listed;     // of its rows
  ListSearch list_search;
  ui::StaffFilter filter = ui::StaffFilter::all;
  ui::StaffGrouping grouping = ui::StaffGrouping::category;
  std::shared_ptr<const ConflictList> conflicts;
  ConflictSaved conflict_saved = ConflictSaved::nothing;   // of the last one settled
  std::shared_ptr<const ui::StaffResults> results;
  std::shared_ptr<const ui::StaffCases> cases;
  std::string opened_case;                       // number on the receipt that was scanned
  std::uint64_t opening = 0;                     // receipts scanned
  PapersProgress papers;                         // staff
  std::shared_ptr<const RollCallProgress> roll_call;   // staff: pages with a header of their own; null: never opened
  std::shared_ptr<const PlacesProgress> places;
  std::shared_ptr<const SelfTestProgress> self_test;
  std::shared_ptr<const HandOverProgress> hand_over;
  bool voices_failed = false;                    // staff: a round, a release or a case could not be written
  bool correction_failed = false;                // staff: the last correction could not be written
};

}  // namespace openday::app
