// Everything a screen draws, as ready display values: one const snapshot a frame, built by kiosk/app, drawn by kiosk/ui.
// Plain values only. Words that are the same for every event (buttons, verdicts, hints) are not here: screens take them from
// assets/strings by `language`; what comes from the plan, the roster or the clock is here. Names of guests are masked by the
// builder everywhere except on staff pages. A new visit starts with a new snapshot: nothing of visit N may be in that of N+1
// (DESIGN.md I5); `visit` comes back in every intent so that late answers die with their visit.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/event/record_bodies.h"
#include "kiosk/ui/model_attendance.h"
#include "kiosk/ui/model_badges.h"
#include "kiosk/ui/model_calls.h"
#include "kiosk/ui/model_choice.h"
#include "kiosk/ui/model_conflicts.h"
#include "kiosk/ui/model_find.h"
#include "kiosk/ui/model_keyboard.h"
#include "kiosk/ui/model_opinion.h"
#include "kiosk/ui/model_papers.h"
#include "kiosk/ui/model_results.h"
#include "kiosk/ui/model_sheet.h"
#include "kiosk/ui/model_people.h"
#include "kiosk/ui/model_staff.h"
#include "kiosk/ui/model_staff_guest.h"
#include "kiosk/ui/page.h"
#include "kiosk/ui/paper_in_trouble.h"

namespace openday::ui {

using VisitId = std::uint64_t;

// Parts that one staff page alone draws, in headers of their own; null elsewhere.
struct RollCall;    // model_roll_call.h
struct SelfTest;    // model_self_test.h
struct Places;      // model_places.h
struct HandOver;    // model_hand_over.h
struct LineStatus;  // model_line.h

enum class Language { zh, en };

struct Strip {
  int month = 1, day = 1;      // of the event's zone
  int weekday = 0;             // 0 Sunday .. 6 Saturday
  std::string clock;           // "08:32"
  bool online = true;          // the bureau answered lately
  bool clock_in_doubt = false; // the wall clock is guessed: the strip says so
  std::optional<int> pending;  // records not yet at the bureau; shown on staff pages only
};

enum class ItemKind { gather, tour, travel, talk, exchange, evaluate, experience, free, other };
enum class ItemState { done, now, next, later };
enum class Vehicle { none, bus, walk };
enum class ChangeKind { none, delayed, moved, inserted, skipped, other };

// A change the day brought; `minutes` for delayed (may be negative), `text` for the rest: the new place or a notice.
struct Change {
  ChangeKind kind = ChangeKind::none;
  int minutes = 0;
  std::string text;
};

// What stands where a row's time would: its time, its number when no row has one, or words.
enum class Slot { timed, numbered, throughout, afterwards };

// One row of the programme. Any text may be empty; times are empty when the plan gives none.
struct Item {
  std::string id;                        // of the row, for corrections
  std::string title;
  std::string place;
  std::string owner;
  std::string start, end;      // "08:30"
  ItemKind kind = ItemKind::other;
  ItemState state = ItemState::later;
  Vehicle vehicle = Vehicle::none;       // for travel
  std::string from, to;                  // for travel
  std::string hint;                      // how to get there, from the plan; may be empty
  int minutes = -1;                      // planned length; -1 unknown
  int minutes_left = -1;                 // of the present item; -1 unknown
  double progress = -1;                  // 0..1 of the present item; -1 unknown
  Change change;
  Slot slot = Slot::timed;
  int number = 0;                        // 1-based among the rows that come one after the other
  std::string audience;                  // "局中层以上": a part of the guests; empty: everybody
  std::string phase;                     // heading of its group; empty: none
};

enum class EventState { running, before, after, tentative, postponed, cancelled, closed, unknown_date };
enum class RatingState { none, later, open, closed };  // none: this event rates nothing

// A session of a plan that has several; rows of the one in force are Event::items.
struct SessionTab {
  std::string title, when;               // "座谈会", "11月"; when may be empty
  bool in_force = false;
  std::vector<Item> items;
};

// The programme for the guest's phone calendar, as a QR code.
struct CalendarCode {
  int size = 0;                          // modules a side
  std::vector<std::uint8_t> modules;     // size * size, 1 = dark
};

// What the bureau, or staff of this hall, tell everybody today; the most pressing first.
enum class Pressing { plain, attention, urgent };
struct Announcement {
  std::string text;                      // free text up to 200 characters
  Pressing pressing = Pressing::plain;
  std::string until;                     // "16:00"; empty: the event's end
  bool operator==(const Announcement&) const = default;
};

// The event, its now and next; drawn on home, result, itinerary and standing.
struct Event {
  std::string bureau;
  std::string name;                      // display name, free text up to 60 characters
  std::string theme;
  EventState state = EventState::running;
  std::string notice;                    // said with postponed, cancelled, closed; may be empty
  std::vector<Announcement> announcements;   // also what staff said to a session that runs
  std::optional<Item> now, next;
  std::string next_session;              // "12月15日 09:00", "9月中旬" when nothing is on today; may be empty
  std::string session, when;             // title of the session in force where there are several; as exactly as its time is known
  std::vector<SessionTab> sessions;      // two or more, or none
  std::shared_ptr<const CalendarCode> calendar;  // null: nothing to offer
  std::vector<Item> items;               // today's rows in order
  double day_progress = -1;              // 0..1 from first to last row: the sun's place; -1: no times, no sun
  RatingState rating = RatingState::none;
  std::string rating_opens;              // "11:20" with RatingState::later; may be empty
  bool opinions = false;                 // the bureau takes opinions now
};

enum class CameraPlace { below, above, left, right };
enum class CameraState { ok, starting, missing, off };  // off: no camera configured, a hand scanner may still work

// 8-bit luminance, row by row without padding. Shared so that a snapshot costs nothing.
struct GreyImage {
  int width = 0, height = 0;
  std::vector<std::uint8_t> pixels;
};

struct Camera {
  CameraPlace place = CameraPlace::below;
  CameraState state = CameraState::ok;
  std::string message;                   // what is wrong, for staff ("/dev/video0: unplugged"); may be empty
  bool preview = false;                  // show the picture: something code-like is in view, or the visitor tapped
  std::shared_ptr<const GreyImage> image;  // latest frame; drawn mirrored; may be null
  std::uint64_t image_serial = 0;        // changes with every new picture
};

// The verdicts of kiosk/event/admission.h in its order, and what only a screen knows at the end.
enum class Verdict {
  admitted,
  admitted_not_on_roster,
  already_admitted,
  party_complete,
  early,
  late,
  wrong_event,
  wrong_session,
  event_not_running,
  registration_cancelled,
  revoked,
  not_registered,
  bad_signature,
  unknown_issuer,
  expired,
  unreadable,
  needs_screening,
  category_full,
  needs_staff,
  not_saved,         // the record could not be written: the guest is not checked in
};

struct ScanResult {
  Verdict verdict = Verdict::unreadable;
  std::string name;                      // masked; empty when unknown
  std::string category, group, seat;     // each may be empty
  int persons = 1;                       // checked in with this code so far, this one included
  int seats = 1;                         // of the code
  std::string first_time, first_place;   // already-admitted, party-complete; place is the box's name
  std::string when;                      // early: when it begins; wrong-session: that session; expired: when; may be empty
  std::string other_event;               // wrong-event: its name; may be empty
  bool late = false;                     // admitted and marked late
  bool referred = false;                 // needs-screening: it was not passed
  bool can_override = false;             // staff mode: a supervisor may admit all the same
  bool needs_supervisor = false;         // and a steward is there
  int seconds_left = 5, seconds_total = 5;  // until the page returns; total 0: it stays
};

struct Party {
  std::string name, category;            // masked, whole in staff mode; may be empty
  int left = 1, seats = 1;               // who may still come
  bool confirm_guest = false;            // staff chose the guest without a code
};

struct ScreeningStep {
  std::string label;                     // as the plan says it: "没有下列症状"
  std::vector<std::string> symptoms;
  int days = 0;                          // 0: not said
  std::string threshold;                 // "37.3"; may be empty
};

struct Screening {
  int index = 1, count = 1;              // 1-based: pages that one tap answers
  bool by_staff = false;                 // staff look; else the guest declares
  std::string name;                      // masked; may be empty
  std::vector<ScreeningStep> steps;
};

struct ConfirmFact {
  int digits = 4;                        // the last four of the phone
  bool wrong = false;
  int wait_seconds = 0;                  // above 0: too many wrong ones, that long
  std::uint64_t attempt = 0;             // changes with every answer: the screen empties its field
  std::optional<FoundGuest> guest{};     // who found himself by name and is asked now; nobody with a code of another system
};

enum class DeclarationKind { age, residency, full_capacity, exclude, text };
struct Declaration {
  DeclarationKind kind = DeclarationKind::text;
  std::vector<std::string> values;       // age: "18"; residency: live, work, study; exclude: groups; text: the sentence
  bool given = false;
};

struct WalkIn {
  std::vector<std::string> categories;   // one: nothing to choose
  int category = 0;
  int persons = 1, most = 20;
  std::optional<int> left;               // seats free for walk-ins; nothing: no limit
  bool seats_released = false;           // those of absent guests are among them
  std::vector<Declaration> declarations;
  std::string name;                      // as staff wrote it down; may be empty
};

struct RatingTag {
  std::string text;
  bool chosen = false;
};

// One subject of the rating. Grades go from 5 (best) to 1; `words` in that order, from the plan.
struct Rating {
  int index = 1, count = 1;              // 1-based
  std::string subject;                   // "局工作"
  std::string question;                  // "您对我局的工作满意吗？"
  std::array<std::string, 5> words;      // of grades 5, 4, 3, 2, 1; an empty one takes the standard word
  int grade = 0;                         // 0: none chosen yet
  std::vector<RatingTag> tags;           // of the chosen grade; may be empty
  bool anonymous = true;
  bool can_comment = false;
  std::string comment;                   // what was written so far
  bool saving = false;                   // the record is on its way to the disk: buttons rest
  bool failed = false;                   // it could not be written: the answers are still here, handing in again may help
};

struct Receipt {
  std::string number;                    // "YX-1117-028"
  ReplyChoice reply = ReplyChoice::none;
  std::string due;                       // "12月8日"; may be empty
  bool provisional = false;              // the date may still move
  int workdays = 0;
  int qr_size = 0;                       // modules a side; 0: no code
  std::vector<std::uint8_t> qr;          // qr_size * qr_size, 1 = dark
};

struct Thanks {
  int ratings = 0, opinions = 0;
  bool named = false;                    // what was handed in bears the guest's name
  bool more = false;                     // something else may be judged now: IntentKind::open_rating
  bool already_rated = false;            // nothing was asked: this guest had rated before
  std::optional<Receipt> receipt;
  bool can_print = false;
  int seconds_left = 20, seconds_total = 20;
};

enum class PinMode { enter, set_first, set_repeat };
enum class PinProblem { none, wrong, too_short, not_the_same, too_simple };

struct StaffGate {
  PinMode mode = PinMode::enter;
  PinProblem problem = PinProblem::none;
  int tries_left = 0;                    // with PinProblem::wrong
  int locked_seconds = 0;                // above 0: locked out that long
  int min_digits = 6, max_digits = 12;
  std::uint64_t attempt = 0;             // changes with every answer: the screen empties its field
  bool can_leave = true;                 // not on the first start: nobody is served before there is a PIN
};

enum class Trouble { disk_full, disk_failing, database_newer, database_damaged, database_locked, no_plan, plan_broken, not_signed, no_font, other };

struct StaffSession {
  std::string id, title, when;           // "第一场 座谈会", "11月"
  bool in_force = false, today = false;  // today: held on this day
};
struct StaffChoice {                     // a site, a questionnaire
  std::string id, name;
  bool on = false;
};

// Staff: today's programme and what may be done to it. The rows are those of Event::items.
struct StaffProgramme {
  std::string session, when;             // the session in force; either may be empty
  bool can_go_on = false;                // rows without times are waiting for 下一项
  std::vector<StaffSession> sessions;
  std::vector<StaffChoice> sites, ratings;
  struct Last {                          // the last correction, which may be taken back
    std::string record, time, title;     // title of the row it concerns; empty: the whole session
    event::CorrectionBody body;
  };
  std::optional<Last> last;
  bool saving = false, failed = false;   // the record is on its way to the disk; it could not be written
};

struct OutOfService {
  Trouble trouble = Trouble::other;
  std::string detail;                    // for staff: names the file or device and the next step
  int saved = -1;                        // persons checked in so far, all kept; -1: unknown
  bool operator==(const OutOfService&) const = default;
};

// Sentences by their key in assets/strings, as the plan's [texts] words them; keys of English ones begin with "en.".
using Wording = std::map<std::string, std::string>;

struct Model {
  VisitId visit = 0;
  Page page = Page::home;
  Language language = Language::zh;
  bool large_type = false;
  bool high_contrast = false;
  bool voice = false;                    // pages are spoken when they come
  bool low_reach = false;                // the page in the lower part of a tall panel; not for staff
  bool staff_mode = false;               // the ochre frame and strip
  StaffRole role = StaffRole::steward;   // of who works there in staff mode
  bool can_find_by_name = false;         // pages offer 用姓名签到 (IntentKind::find_by_name)
  bool code_for_rating = false;          // check_in: the guest wants to rate and shows the code for that
  bool code_for_opinion = false;         // check_in: the same, to write to the bureau
  bool can_register_walk_in = false;     // staff pages offer 补登来宾 (IntentKind::walk_in)
  Strip strip;
  Event event;
  Camera camera;
  ScanResult result;
  Party party;
  Screening screening;
  ConfirmFact fact;
  WalkIn walk_in;
  RatingWays ways;
  Rating rating;
  Choice choice;
  ScoreSheet sheet;
  Opinion opinion;
  Composing composing;
  Keyboard keyboard;                     // of the page that has a field
  FindMe find;
  std::string receipt;                   // number of the case whose receipt was scanned
  Notice17 notice;
  Thanks thanks;
  StaffGate gate;
  StaffAttendance attendance;
  StaffBadges badges;
  StaffProgramme programme;
  StaffResults results;
  StaffCases cases;
  StaffMore more;
  StaffPeople people;
  StaffGuest guest;
  StaffConflicts conflicts;
  StaffPapers papers;
  std::shared_ptr<const RollCall> roll_call;
  std::shared_ptr<const SelfTest> self_test;
  std::shared_ptr<const Places> places;
  std::shared_ptr<const HandOver> hand_over;
  std::shared_ptr<const LineStatus> line;
  std::vector<PaperInTrouble> papers_in_trouble;   // on staff pages only
  std::vector<PublicResults> published;  // what guests may see of the results
  OutOfService trouble;
  std::optional<int> idle_seconds_left;  // above every page: the visit is about to end
  bool help_called = false;              // above every page: staff were called; also the way to the staff gate
  HelpCalls calls;                       // of whoever, not answered yet
  std::string bureau_phone;              // shown when staff were called; may be empty
  std::shared_ptr<const Wording> wording;   // the plan's own sentences; null: the kiosk's
};

}  // namespace openday::ui
