// The desk's hands. Internal to journal_desk*.cpp: one part opens and reports, one admits, one takes ratings, one corrects the programme, one keeps the gate.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/app/journal_desk.h"
#include "kiosk/app/found_fact.h"
#include "kiosk/app/journal_desk_voices.h"
#include "kiosk/app/messages_places.h"
#include "kiosk/app/messages_roll_call.h"
#include "kiosk/app/pin_entries.h"
#include "kiosk/app/pin_rules.h"
#include "kiosk/app/places_list.h"
#include "kiosk/app/try_limit.h"
#include "kiosk/event/admission.h"
#include "kiosk/event/attendance.h"
#include "kiosk/event/group_fold.h"
#include "kiosk/journal/ballot_box.h"
#include "kiosk/journal/inbox_reader.h"
#include "kiosk/journal/journal.h"

namespace openday::app {

struct JournalDesk::State {
  explicit State(DeskOptions given) : options(std::move(given)), inbox(options.state) {}

  DeskOptions options;
  std::optional<journal::Journal> journal;
  journal::InboxReader inbox;
  std::uint64_t inbox_position = 0;
  event::Attendance attendance;
  Voices voices;
  event::GroupFold groups;                                                 // roll calls, moves in the waiting list
  event::GuestMoves moves;                                                 // that `documents` follows
  std::uint64_t moves_seen = 0;
  std::shared_ptr<const Documents> published_of;                           // whose figures the report shows to guests
  std::map<base::Uuid, std::string> box_names;                             // told by the `device` start records
  std::map<std::string, std::int64_t, std::less<>> boot_uncertainty;       // of offsets that are records already
  std::set<std::pair<event::RegistrationId, std::string>> rated_by_name;   // named ratings: guest and subject
  std::set<std::pair<event::RegistrationId, std::string>> scored_by_name;  // named score sheets, handed in whole: guest and questionnaire
  std::shared_ptr<const Documents> loaded;                                 // from their files
  std::shared_ptr<const Documents> documents;                              // the same, with the roster as the moves leave it
  std::optional<ui::OutOfService> document_trouble, store_trouble;
  std::string stale_document;                                              // what the last good one stands in for; may be empty
  Lockout lockout;
  bool pin_set = true;
  PinEntries pins;
  std::string exporter, exporter_role;                                     // who asked for the last paper: it may be done after they left
  std::optional<PinEntry> on_duty;                                         // who is logged in, by what the machine says
  bool started = false;                                                    // the start record of this process is written
  VisitId screened_visit = 0;                                              // whose screening is on the disk
  std::pair<VisitId, event::RegistrationId> confirmed_of_visit{};          // who gave the fact: of a foreign code, or found by name
  std::pair<VisitId, event::RegistrationId> walk_in_of_visit{};
  std::pair<VisitId, std::map<std::string, base::Digest>> cast_of_visit{}; // whose answers are stored already: questionnaire and what they were
  struct KeptOpinion {
    VisitId visit = 0;
    int press = -1;
    base::Digest said{};                                                   // of all that was submitted
    base::Uuid record;
  };
  KeptOpinion opinion_kept;                                                // the last one on the disk, and what was
  OpinionReceipt opinion_receipt;                                          // answered
  BoxReport report;
  struct EnrolmentAsked {
    VisitId visit = 0;
    std::string request;                                                   // its name in spool/
  };
  std::optional<EnrolmentAsked> enrolment;                                 // asked for and not answered yet
  bool enrolled = false;                                                   // at the bureau, once and for good
  std::vector<journal::DocumentName> documents_seen;                       // of the inbox, when documents were loaded last,
  bool enrolled_seen = false;                                              // and whether the box was enrolled then
  std::vector<std::pair<std::string, std::uint64_t>> older;                // incarnations before this one and where each ends
  std::string try_asked;                                                   // name of the request in spool/; empty: none
  std::optional<SelfTestNote> self_test;                                   // the last one of this box
  std::optional<BoxReport> sent;                                           // the last one said
  std::vector<DeskMessage> messages;

  // ---- opening and reporting (journal_desk.cpp) ----
  void open(const base::Moment& now);
  bool open_journal(const base::Moment& now);
  bool fold_own();
  void fold(const event::Record& record);
  void note_own_self_test(const event::Record& record);   // journal_desk_self_test.cpp
  void load(const base::Moment& now);
  [[nodiscard]] Loading read_documents();                            // journal_desk_documents.cpp, to note_documents
  void put_into_force(Loading loading, const base::Moment& now);
  void keep_last_good(const DocumentTexts& good);
  void note_documents(const base::Moment& now);
  void note_start(const base::Moment& now);
  void probe(const base::Moment& now);
  void glance(const base::Moment& now);
  void take_foreign();
  void take_boot_clocks(const base::Moment& now);
  [[nodiscard]] bool follow_binding(const base::Moment& now);   // journal_desk_documents.cpp; true: the box was enrolled just now
  void look_for_documents();
  void carry_out(const TakeDocuments& wanted, const base::Moment& now);
  void carry_out(const TryLine& wanted, const base::Moment& now);   // journal_desk_inbox.cpp
  void note_older();
  void obey_incarnation(const base::Moment& now);
  void read_link(const base::Moment& now);
  void send_report(const base::Moment& now);
  template <class One>
  void say(One answer) {
    messages.emplace_back(std::in_place_type<Answer>, std::in_place_type<One>, std::move(answer));
  }
  // Appends; a failure becomes the box's trouble. True when it is on the disk.
  bool append(event::Kind kind, const std::string& event, std::string body, const base::Moment& now);
  bool append(const std::vector<journal::Draft>& drafts, const base::Moment& now, base::Uuid* first = nullptr);   // all or none; id of the first
  void note_failure(const base::Failure<journal::StoreError>& failure);
  template <class T>
  bool worked(const journal::StoreResult<T>& result) {
    if (result) return true;
    note_failure(result.error());
    return false;
  }
  void report_tries(const base::Moment& now);                        // journal_desk_door.cpp
  [[nodiscard]] base::Moment judge(const base::Moment& now) const;   // by the last record's time (I6)
  [[nodiscard]] std::string setting(std::string_view key);

  // ---- guests (journal_desk_door.cpp, journal_desk_ratings.cpp) ----
  void carry_out(const CheckIn& wanted, const base::Moment& now);
  void carry_out(const LookRated& wanted, const base::Moment& now);
  void carry_out(const CastRating& wanted, const base::Moment& now);
  [[nodiscard]] RatingSaved cast_ballots(const CastRating& wanted, const event::Session& session);
  [[nodiscard]] RatingSaved append_named(const CastRating& wanted, const event::Session& session, const base::Moment& now);
  void batch_ballots(const base::Moment& now);
  [[nodiscard]] std::optional<bool> was_cast(VisitId visit, const std::string& questionnaire, const base::Digest& answers) const;   // with these answers?
  void note_cast(VisitId visit, const std::string& questionnaire, const base::Digest& answers);

  // ---- score sheets (journal_desk_sheets.cpp) ----
  void carry_out(const CastSheet& wanted, const base::Moment& now);
  [[nodiscard]] SheetSaved take_sheet(const CastSheet& wanted, const SheetForm& form, const event::Session& today, const base::Moment& now);
  [[nodiscard]] SheetSaved cast_sheet(const CastSheet& wanted, const event::Session& today);
  [[nodiscard]] SheetSaved append_scorecard(const CastSheet& wanted, const event::Session& today, const base::Moment& now);
  [[nodiscard]] std::vector<journal::SealedSubject> sealed_subjects() const;   // of rounds that are still open
  void carry_out(const SubmitOpinion& wanted, const base::Moment& now);    // journal_desk_opinions.cpp
  [[nodiscard]] std::optional<OpinionReceipt> write_opinion(const SubmitOpinion& wanted, KeptOpinion& kept, const base::Moment& now);
  [[nodiscard]] std::size_t comment_max(const std::string& questionnaire) const;   // code points
  [[nodiscard]] std::string kept_text(std::string_view typed, std::size_t limit) const;
  struct Shown {
    event::Presented presented;
    event::Way way = event::Way::code;
    std::optional<event::ForeignMatch> match{};    // of a code of another system
    std::vector<const event::Guest*> found{};      // who look alike on the page for finding oneself; one of them
    Fact fact = Fact::phone_tail;                  // that is asked for
    bool fact_confirmed = false;
  };
  [[nodiscard]] CheckIn within_duty(CheckIn wanted) const;
  [[nodiscard]] Shown look_at(const CheckIn& wanted, const base::Moment& now);
  [[nodiscard]] event::RegistrationId walk_in_id(VisitId visit);
  [[nodiscard]] Shown look_for(const FoundChoice& chosen) const;
  [[nodiscard]] std::vector<const event::Guest*> confirmed_by(const std::string& fact, const Shown& shown);
  [[nodiscard]] std::optional<Outcome> ask_fact(const CheckIn& wanted, Shown& shown, const base::Moment& now);
  [[nodiscard]] event::AdmissionContext context_of(const event::Session* today, const base::Moment& now) const;
  [[nodiscard]] Outcome admit(const CheckIn& wanted, const base::Moment& now);
  [[nodiscard]] std::optional<Outcome> ask_more(const CheckIn& wanted, const Shown& shown, const event::Decision& decision) const;
  [[nodiscard]] Outcome write(const CheckIn& wanted, const Shown& shown, event::Decision decision, const event::AdmissionContext& context,
                              const base::Moment& now);
  [[nodiscard]] Outcome describe(const event::Decision& decision) const;

  // ---- results and cases (journal_desk_results.cpp) ----
  void carry_out(const LoadResults& wanted, const base::Moment& now);
  void carry_out(const LoadCases& wanted, const base::Moment& now);
  void carry_out(const CloseRound& wanted, const base::Moment& now);
  void carry_out(const ReleaseBallots& wanted, const base::Moment& now);
  void carry_out(const MoveCase& wanted, const base::Moment& now);
  [[nodiscard]] std::vector<std::string> rounds_to_close(const event::Questionnaire& asked, const base::Moment& now) const;   // Session::id
  [[nodiscard]] bool takes_answers(const event::Questionnaire& asked, const base::Moment& now) const;                       // its window is open
  void look_for_ballots();
  [[nodiscard]] std::set<std::string> sealed_rounds() const;   // Questionnaire::id
  void report_published();

  // ---- conflict cards (journal_desk_conflicts.cpp) ----
  [[nodiscard]] std::string box_named(const base::Uuid& device) const;     // empty: it never said
  void carry_out(const LoadConflicts& wanted, const base::Moment& now);
  void carry_out(const SettleConflict& wanted, const base::Moment& now);
  [[nodiscard]] std::vector<event::ConflictCard> open_conflicts();
  void say_conflicts(VisitId visit, ConflictSaved saved);

  // ---- the programme (journal_desk_corrections.cpp) ----
  [[nodiscard]] const event::Session* session(const base::Moment& now) const;   // in force
  void carry_out(const AddCorrection& wanted, const base::Moment& now);
  void carry_out(const UndoCorrection& wanted, const base::Moment& now);
  void report_corrections(const base::Moment& now);

  // ---- staff (journal_desk_staff.cpp) ----
  void carry_out(const AskGate& wanted, const base::Moment& now);
  void carry_out(const TryPin& wanted, const base::Moment& now);
  void carry_out(const SetPin& wanted, const base::Moment& now);
  void carry_out(const NoteStaff& wanted, const base::Moment& now);
  void carry_out(const NoteExport& wanted, const base::Moment& now);
  void carry_out(const LoadAttendance& wanted, const base::Moment& now);
  // The camera's, the typing desk's and the search thread's, not the journal's.
  void carry_out(const ShowPreview&, const base::Moment&) {}
  void carry_out(const AskCandidates&, const base::Moment&) {}
  void carry_out(const ReadInk&, const base::Moment&) {}
  void carry_out(const ForgetTyping&, const base::Moment&) {}
  void carry_out(const FindGuests&, const base::Moment&) {}
  void carry_out(const SearchList&, const base::Moment&) {}
  void carry_out(const PrintBadge&, const base::Moment&) {}
  void carry_out(const WorkOnPeople& wanted, const base::Moment& now);     // journal_desk_people.cpp, as the rest of this
  [[nodiscard]] PeopleSaved work_on_people(const WorkOnPeople& wanted, const base::Moment& now);
  void load_pins();
  bool keep_pins(const PinEntries& changed);
  [[nodiscard]] bool may(ui::StaffRole least, std::string_view what) const;
  [[nodiscard]] std::string role_on_duty() const;                          // as records name it; empty: nobody
  void note_staff(const std::string& what, const base::Moment& now, const std::string& detail = {});
  void carry_out(const WorkOnGuest& wanted, const base::Moment& now);      // journal_desk_guest.cpp, as the rest of this
  [[nodiscard]] ui::GuestSaved work_on_guest(const WorkOnGuest& wanted, const base::Moment& now);
  [[nodiscard]] ui::GuestSaved plan_void(const WorkOnGuest& wanted, const std::vector<event::StoryFact>& story, std::vector<journal::Draft>& drafts) const;
  [[nodiscard]] ui::GuestSaved plan_move(const WorkOnGuest& wanted, const std::vector<event::StoryFact>& story, const base::Moment& now, std::vector<journal::Draft>& drafts) const;
  [[nodiscard]] ui::GuestSaved plan_persons(const WorkOnGuest& wanted, const std::vector<event::StoryFact>& story, const base::Moment& now, std::vector<journal::Draft>& drafts) const;
  [[nodiscard]] journal::Draft void_of(const base::Uuid& record, std::string_view reason) const;
  [[nodiscard]] bool has_room(const std::string& category, int persons, const base::Moment& now) const;   // for so many walk-ins more
  [[nodiscard]] bool has_room_in(std::string_view session, const std::string& category, int persons) const;
  void carry_out(const MakePaper&, const base::Moment&) { note_exporter(); }   // the papers' thread makes it
  void note_exporter() {
    exporter = on_duty ? on_duty->id : std::string();
    exporter_role = role_on_duty();
  }
  void carry_out(const StopPaper&, const base::Moment&) {}
  void carry_out(const AskPapers&, const base::Moment&) {}
  void carry_out(const WorkOnRollCall& wanted, const base::Moment& now);   // journal_desk_roll_call.cpp
  [[nodiscard]] RollCallNews write_roll(const RollCallJob& job, const event::Session& today, const base::Moment& now);
  void carry_out(const WorkOnPlaces& wanted, const base::Moment& now);     // journal_desk_places.cpp, as the rest of this
  [[nodiscard]] PlacesInput places_input(const std::string& session_id, const base::Moment& now) const;
  [[nodiscard]] ui::PlacesSaved write_move(const PlacesJob& job, const std::string& session_id, const base::Moment& now);
  void follow_moves();
  void carry_out(const WorkOnSelfTest& wanted, const base::Moment& now);   // journal_desk_self_test.cpp
  void ask_for_enrolment(const WorkOnSelfTest& wanted, const base::Moment& now);
  void follow_enrolment();
  void carry_out(const WorkOnHandOver& wanted, const base::Moment& now);   // journal_desk_hand_over.cpp
  void adopt(const std::string& detail, const base::Moment& now);
  bool keep_lockout(const base::Moment& now, const std::string& staff_record);
};

}  // namespace openday::app
