// What the visit state machine asks for (Effect) and what comes back (Answer): plain values that cross from the UI thread to
// the journal worker (FindGuests: the search thread) and home again. Every answer carries the visit that asked; the machine drops it when that visit is over.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/app/messages_conflicts.h"
#include "kiosk/app/messages_find.h"
#include "kiosk/app/messages_jobs.h"
#include "kiosk/app/messages_opinion.h"
#include "kiosk/app/messages_papers.h"
#include "kiosk/app/messages_sheet.h"
#include "kiosk/app/messages_staff.h"
#include "kiosk/app/messages_typing.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/uuid.h"
#include "kiosk/event/admission.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/event/registration_id.h"
#include "kiosk/ui/model.h"

namespace openday::app {

using ui::VisitId;

// ---- what the desk has to know before it can let somebody in; nothing is written before ----
enum class Asks { nothing, persons, fact, screening };

struct ScreeningStep {
  std::string label;                                     // "没有下列症状", as the plan says it
  std::vector<std::string> symptoms;
  std::optional<int> days;
  std::optional<double> threshold;                       // degrees Celsius
};
// Steps that one tap answers: looked at by the same side, with the same consequence.
struct ScreeningPage {
  bool by_staff = false;                                 // staff look; else the guest declares
  event::OnFail on_fail = event::OnFail::refer;
  std::vector<ScreeningStep> steps;
};
// noted: something failed that the plan only notes; the guest comes in.
enum class ScreeningResult { passed, noted, referred, blocked };

struct Override { event::Verdict verdict; std::string reason; };
struct WalkInGuest { std::string category; bool declared = false; std::string name{}; };

// ---- what became of a scan ----
struct Outcome {
  event::Verdict verdict = event::Verdict::unreadable;
  bool saved = true;                                     // false: an admission that could not be written: not checked in
  std::optional<event::RegistrationId> registration;     // known guest; the rater of this visit when admitted
  std::string name;                                      // whole; the model builder masks it
  std::string category;                                  // Category::id
  std::string group, seat;
  int persons = 1, seats = 1;
  std::optional<base::Instant> first_at;                 // already-admitted, party-complete
  std::string first_place;                               // the name of the box
  std::optional<base::Instant> when;                     // early: opens; expired: since
  std::string session;                                   // wrong-session: title of the session of this guest
  std::string other_event;                               // wrong-event: its id or name
  bool late = false;
  bool may_rate = true;                                  // the plan asks guests of this category
  Asks asks = Asks::nothing;                             // asked first; the verdict comes with the next answer
  int left = 1;                                          // seats of this registration that nobody has taken yet
  std::vector<ScreeningPage> screening;                  // Asks::screening
  Fact fact = Fact::phone_tail;                          // Asks::fact: which
  bool fact_wrong = false;                               // Asks::fact: the last one was
  std::int64_t wait_ms = 0;                              // Asks::fact: too many wrong ones on this box
  bool referred = false;                                 // needs-screening: it was not passed
  bool overridable = false;                              // a supervisor may admit all the same
  bool walk_in = false;

  [[nodiscard]] bool identifies() const;                 // checked in now or before: this guest may go on to rate
};

// ---- effects ----
// Somebody at the door, as far as is known: asked again with more until the desk decides.
struct CheckIn {
  VisitId visit;
  std::string text;                                      // of the code
  bool staff = false;                                    // in staff mode: the guest stands before a steward or a supervisor
  std::optional<event::RegistrationId> chosen{};         // staff: from the list, without a code
  std::optional<WalkInGuest> walk_in{};                  // staff: without a registration
  std::optional<int> persons{};                          // who come now
  std::string fact{};                                    // of a code of another system, of who found himself
  std::optional<ScreeningResult> screening{};
  std::vector<Override> overrides{};
  FoundChoice found{};                                   // without a code, from the page for finding oneself
};
struct LookRated { VisitId visit; event::RegistrationId rater; std::string questionnaire; };
struct SubjectRating { std::string subject; int grade = 0; std::vector<std::string> tags; std::string text{}; };
struct CastRating {
  VisitId visit;
  std::optional<event::RegistrationId> rater;            // none: a walk-up
  bool anonymous = true;
  std::string questionnaire;
  std::vector<SubjectRating> ratings;
  std::string category{};                                // Category::id of the rater, where known
  std::optional<std::string> consent{};                  // the guest chose to give a name, as told by this version of the notice
};
struct AskGate { VisitId visit; };
struct TryPin { VisitId visit; std::string pin; };
struct SetPin { VisitId visit; std::string pin; };
struct NoteStaff { std::string what; };                  // a staff record: logout, timeout
struct LoadAttendance { VisitId visit; ui::StaffFilter filter; ui::StaffGrouping grouping = ui::StaffGrouping::category; };
struct AddCorrection { VisitId visit; event::CorrectionBody body; };   // without a session: the one in force
struct UndoCorrection { VisitId visit; base::Uuid record; };
struct TakeDocuments {};                                 // between two visits: what syncd brought comes into force
struct TryLine { VisitId visit; };                       // staff: the bureau is tried now
struct ShowPreview { bool on; };                         // the camera shows its picture

using Effect = std::variant<CheckIn, LookRated, CastRating, CastSheet, SubmitOpinion, AskGate, TryPin, SetPin, NoteStaff, LoadAttendance, AddCorrection, UndoCorrection, ShowPreview,
                            LoadConflicts, SettleConflict, LoadResults, LoadCases, CloseRound, ReleaseBallots, MoveCase, WorkOnPeople, WorkOnGuest, AskCandidates, ReadInk, ForgetTyping, FindGuests,
                            MakePaper, StopPaper, AskPapers, NoteExport, WorkOnRollCall, WorkOnPlaces, WorkOnSelfTest, WorkOnHandOver, SearchList, PrintBadge, TakeDocuments, TryLine>;
using Effects = std::vector<Effect>;

// ---- answers ----
struct CheckInAnswer { VisitId visit; Outcome outcome; };
struct RatedAnswer { VisitId visit; std::vector<std::string> rated; };          // subjects this guest has rated already
enum class RatingSaved { saved, already, failed };
struct RatingAnswer { VisitId visit; RatingSaved saved; };
struct GateAnswer { VisitId visit; bool pin_set; std::int64_t locked_ms; };
enum class PinVerdict { accepted, wrong, locked, failed };                      // failed: could not be written
struct PinAnswer { VisitId visit; PinVerdict verdict; int tries_left; std::int64_t locked_ms; ui::StaffRole role = ui::StaffRole::steward; std::string label{}; };   // accepted: whose it is
struct PinSetAnswer { VisitId visit; bool saved; };
struct AttendanceAnswer {
  VisitId visit;
  std::shared_ptr<const ui::StaffAttendance> attendance;
  std::vector<event::RegistrationId> guests{};           // of its rows
};
struct CorrectionAnswer { VisitId visit; bool saved; };

using Answer = std::variant<CheckInAnswer, RatedAnswer, RatingAnswer, SheetAnswer, OpinionAnswer, GateAnswer, PinAnswer, PinSetAnswer, AttendanceAnswer, CorrectionAnswer,
                            ConflictsAnswer, ResultsAnswer, CasesAnswer, VoicesAnswer, PeopleAnswer, GuestAnswer, CandidatesAnswer, FoundAnswer, PapersAnswer,
                            RollCallAnswer, PlacesAnswer, SelfTestAnswer, HandOverAnswer, ListFoundAnswer>;

}  // namespace openday::app
