// The visit state machine: which page is shown, to whom, and what happens next. Pure: no window, no database, no thread, no
// clock of its own. Inputs are what the visitor did, what was scanned, what the journal worker answered, and the time; outputs
// are effects for others to carry out, and a state from which model_builder makes what is drawn.
// Everything that belongs to one visitor lives in VisitState, and a visit ends by replacing that value whole (DESIGN.md I5).
// A scan on any page begins a fresh visit and is looked at; no input leaves a state in which a code is not (PEERS.md, line 8).
// Success is shown on the worker's answer only, which it gives after the commit (I1). What the desk asks in between (how many, a
// fact, a screening) is part of the same visit: no second scan. Until a PIN is set the first start's page stays in front and nobody
// is served, so that no passer-by can set it later. Owned by the UI thread.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/app/help_calls.h"
#include "kiosk/app/messages.h"
#include "kiosk/app/tuning.h"
#include "kiosk/app/visit_state.h"
#include "kiosk/base/clock.h"
#include "kiosk/ui/intent.h"
#include "kiosk/ui/model.h"

namespace openday::app {

class VisitMachine {
 public:
  VisitMachine(VisitRules rules, const base::Moment& now);

  [[nodiscard]] Effects on(const ui::Intent& intent, const base::Moment& now);
  [[nodiscard]] Effects on_scan(std::string text, const base::Moment& now);
  // What an attached keyboard typed; a hand scanner's burst goes to on_scan (keyboard_scanner.h).
  [[nodiscard]] Effects on_typed(const Typed& typed, const base::Moment& now);
  [[nodiscard]] Effects on(const Answer& answer, const base::Moment& now);
  [[nodiscard]] Effects on_time(const base::Moment& now);
  [[nodiscard]] Effects set_facts(BoxFacts facts, const base::Moment& now);

  [[nodiscard]] const VisitState& state() const { return state_; }
  [[nodiscard]] const BoxFacts& facts() const { return facts_; }
  [[nodiscard]] bool may_find() const { return state_.staff ? facts_.has_roster : facts_.can_find; }
  [[nodiscard]] const VisitRules& rules() const { return rules_; }
  [[nodiscard]] const HelpCalls& calls() const { return calls_; }
  // When on_time() will change something visible, in CLOCK_BOOTTIME ms; nothing: only an input does.
  [[nodiscard]] std::optional<std::int64_t> deadline() const;
  // Seconds until the visit ends for want of a touch, once the warning is due.
  [[nodiscard]] std::optional<int> idle_seconds_left(const base::Moment& now) const;
  // Seconds until the page returns by itself; 0 of 0 when it stays.
  [[nodiscard]] int return_seconds_left(const base::Moment& now) const;
  [[nodiscard]] int locked_seconds(const base::Moment& now) const;
  [[nodiscard]] int finding_wait_seconds(const base::Moment& now) const;
  // What the present guest may judge now and has not handed in during this visit.
  [[nodiscard]] std::vector<Offer> offers() const;
  [[nodiscard]] bool votes() const;              // there is a rating or a sheet among them
  // No PIN yet: nobody is served before one is set.
  [[nodiscard]] bool first_start() const;
  // Nobody is in the middle of anything: what changes under everybody's hands may change now.
  [[nodiscard]] bool between_visits() const;
  // Keyboards of the present page, the first one first; none: it has no field.
  [[nodiscard]] std::vector<ui::KeyboardMode> keyboard_modes() const;
  [[nodiscard]] ui::KeyboardMode keyboard_mode() const;

 private:
  enum class Keep { nothing, preferences, staff };

  bool navigate(const ui::Intent& intent);       // these say whether the intent was theirs
  bool prefer(ui::IntentKind kind);
  bool rate(const ui::Intent& intent);
  bool fill(const ui::Intent& intent);           // score sheets
  bool speak(const ui::Intent& intent);          // opinions and comments
  bool type(const ui::Intent& intent);           // on the screen's keyboard
  bool compose(const ui::Intent& intent);
  bool choose_reply(const ui::Intent& intent);
  bool work(const ui::Intent& intent);
  bool answer_call(const ui::Intent& intent);    // staff
  bool press_papers(const ui::Intent& intent);   // staff: printing and files
  bool call_roll(const ui::Intent& intent);      // staff: 点名
  bool tend_places(const ui::Intent& intent);    // staff: 名额 and who waits
  bool test_box(const ui::Intent& intent);       // staff: before the doors open
  bool carry_stick(const ui::Intent& intent);    // a supervisor: what comes and goes by stick
  bool go_on(const ui::Intent& intent);          // staff: the tab of what is done less often, and its pages
  bool manage(const ui::Intent& intent);         // a supervisor: who works at the box
  bool tend(const ui::Intent& intent);           // staff: the page of one guest
  bool at_door(const ui::Intent& intent);
  void call_staff();
  bool let_in(const ui::Intent& intent);         // staff
  bool find(const ui::Intent& intent);           // without a code
  bool search_list(const ui::Intent& intent);    // staff: the list of who is here
  bool correct(const ui::Intent& intent);
  bool hear(const ui::Intent& intent);           // staff: results and cases
  void take(const CheckInAnswer& answer);
  void take(const RatedAnswer& answer);
  void take(const RatingAnswer& answer);
  void take(const SheetAnswer& answer);
  void take(const OpinionAnswer& answer);
  void take(const GateAnswer& answer);
  void take(const PinAnswer& answer);
  void take(const PinSetAnswer& answer);
  void take(const AttendanceAnswer& answer);
  void take(const CorrectionAnswer& answer);
  void take(const ResultsAnswer& answer);
  void take(const ConflictsAnswer& answer);
  void take(const CasesAnswer& answer);
  void take(const VoicesAnswer& answer);
  void take(const CandidatesAnswer& answer);
  void take(const FoundAnswer& answer);
  void take(const ListFoundAnswer& answer);
  void take(const PeopleAnswer& answer);
  void take(const GuestAnswer& answer);
  void take(const RollCallAnswer& answer);
  void take(const PlacesAnswer& answer);
  void take(const SelfTestAnswer& answer);
  void take(const HandOverAnswer& answer);
  void open_roll_call();                         // their pages come
  void open_places();
  void enrol_box(std::string code);
  void open_self_test();
  void open_hand_over();
  template <class Late>
  void missed(const Late&) {}                    // its visit is over
  void missed(const PinAnswer& answer);
  void take(const PapersAnswer& answer);
  void open_case(std::string number);
  void settle_conflict(const ui::Intent& intent);
  void seal_paper();
  void make_paper(bool again);
  void forget_passphrase();
  [[nodiscard]] bool types_passphrase() const;   // the keyboard is there for it
  [[nodiscard]] bool types_label() const;        // of somebody who works here
  [[nodiscard]] bool types_list_query() const;
  void label_written();
  void end_self_test();                          // its page is left: what was found goes on record
  void note_self_test(SelfTestProgress& test);
  void note_when_complete(SelfTestProgress& test);

  void begin(Keep keep);                         // a new visit, on the page where nobody is
  void leave();                                  // this visit is over
  void go_home();
  void enter(ui::Page page);                     // another page of the same visit
  void resume(ui::Page page);                    // back from privacy or help: what ran out by itself runs anew
  void look_up(ui::Page page);                   // privacy, notices
  void look_at(std::string text);
  void present();                                // the one at the door, to the desk
  void inquire(const Outcome& outcome);
  void answer_screening(bool in_order);
  void screened(ScreeningResult result);
  void staff_look();
  void open_walk_in();
  void confirm_walk_in();
  void override_for(int reason);
  void open_find();
  void back_to_cards();
  void query_changed();                          // of the field that is searched for: asks for a search
  void list_query_changed();
  void forget_list_search();
  void choose_found(std::size_t index);
  void ask_typed_fact();
  void enter_found_fact();
  [[nodiscard]] bool confirms_found() const;     // a fact of a guest who found himself is asked for
  [[nodiscard]] bool finding_waits() const;
  void serve_next_scan();
  void show(Outcome outcome);
  void thank(int ratings, bool rated_before);
  void ask(Question what);
  void note_preview();
  void end_idle();
  void open_rating();
  void rated(const std::vector<std::string>& given_before);
  void begin_rating(const std::vector<std::string>& rated);
  void next_subject();
  void previous_subject();
  void hand_in();
  [[nodiscard]] std::shared_ptr<const SheetForm> offered_sheet(const std::string& questionnaire) const;
  void open_voting();
  void open_offer(const std::string& questionnaire);
  void open_sheet(const std::string& questionnaire);
  void begin_sheet(std::shared_ptr<const SheetForm> form, const std::vector<std::string>& given_before);
  bool answer_item(const ui::Intent& intent);
  void next_item();
  void previous_item();
  void hand_in_sheet();
  void close_sheet();
  bool commit_before(const ui::Intent& intent);
  void press_key(const std::string& key);
  void erase_key();
  void enter_key();
  void switch_keyboard(int wanted);
  void ask_candidates(std::size_t first);
  void turn_candidates(int first);
  void choose_reading(int index);
  void choose_candidate(int number);
  void take_candidate(std::size_t at);
  void commit_first();
  void commit_now();
  void draw_ink(const ui::Intent& intent);
  void note_ink();
  void read_ink();
  void put(std::string_view text);               // into the field
  [[nodiscard]] Compose& field();
  [[nodiscard]] bool types_directly() const;     // letters go into the field, no engine is asked
  void open_opinion();
  [[nodiscard]] bool names() const;              // staff write a walk-in's name down
  void choose_subject(int index);
  void written();
  void step_back();
  void leave_opinion();
  void hand_in_opinion();
  void staff_type();
  void show_case(std::string number);
  void let_scan_wait(std::string text);
  void hurry_for_scan();
  void warn_at_once();                           // of words that would be lost
  void open_gate();
  void pin_entered(const std::string& pin);
  void pin_proposed(const std::string& pin);
  void refuse_pin(ui::PinProblem problem);
  void log_in(ui::StaffRole role, const std::string& label);
  void open_people();
  void ask_people(WorkOnPeople work);
  void propose_pin(std::string id, std::string label, ui::StaffRole role);
  void new_pin(const std::string& pin);
  void to_people(ui::PeopleProblem problem);
  [[nodiscard]] const ui::StaffPerson* person_of(const std::string& id) const;
  [[nodiscard]] bool supervises() const;         // a supervisor is logged in
  void open_guest(const event::RegistrationId& guest);
  void work_on_guest(WorkOnGuest work);
  void log_out();
  void load_attendance();
  void give_up_waiting();
  [[nodiscard]] ui::Page resting_page() const;
  [[nodiscard]] bool on_staff_page() const;
  [[nodiscard]] bool someone_was_here() const;
  [[nodiscard]] bool inquiring() const;          // a page asks what the desk has to know
  [[nodiscard]] bool writes() const;             // a page of an opinion, or of a comment
  void answer_written();
  [[nodiscard]] bool holds_text() const;         // typed and not handed in: never lost without a warning
  [[nodiscard]] Compose& composing();
  [[nodiscard]] bool stays_staff() const { return state_.staff && !state_.staff_once; }
  [[nodiscard]] bool asks(Question what) const;
  [[nodiscard]] bool unreadable_pages() const;   // no font with Chinese characters
  [[nodiscard]] bool untouched() const;          // home as the next guest should find it
  [[nodiscard]] std::optional<std::int64_t> idle_span() const;
  [[nodiscard]] bool idle_warns() const;

  const VisitRules rules_;
  BoxFacts facts_;
  HelpCalls calls_;                              // the box's: they outlive the visit
  VisitState state_;
  std::deque<std::string> scans_;                // of guests who came while the worker was busy
  std::int64_t serve_at_ = 0;                    // mono ms: the first of them is looked at
  bool preview_shown_ = false;
  std::int64_t now_ = 0;                         // mono ms of the input being handled
  base::Instant wall_;                           // of the last touch
  Effects effects_;                              // of the input being handled
};

}  // namespace openday::app
