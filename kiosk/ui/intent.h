// What the visitor did in a frame: at most one thing. The kiosk's visit state machine answers with the next Model.
#pragma once

#include <string>

#include "kiosk/event/record_bodies.h"
#include "kiosk/ui/model.h"

namespace openday::ui {

enum class IntentKind {
  none,
  touched,            // a finger came down on nothing in particular: the idle clock starts anew; wakes the standing view
  go_home,
  open_check_in,
  open_itinerary,
  open_rating,
  choose_way,         // value: 1 without a name, 0 with it
  open_opinion,       // 提意见
  choose_subject,     // value: index into Opinion::subjects
  add_phrase,         // value: index into Composing::phrases
  erase_last,         // its last phrase or character
  clear_text,         // twice in a row
  press_key,          // text: what the key stands for, one character; a space is the space bar
  erase_key,          // the last key not chosen yet, else the character before the caret
  enter_key,          // 选定: the first candidate; without candidates the letters as they stand
  shift_key,          // the next letter is a capital
  switch_keyboard,    // value: KeyboardMode
  choose_candidate,   // value: its number among all
  choose_reading,     // nine keys, value: index into Keyboard::readings
  turn_candidates,    // value: number of the first one wanted
  spread_candidates,  // a page of them in place of the keys, and back
  draw_ink,           // ink: a stroke, its finger is up; value: the box of the pad
  clear_ink,
  text_written,       // 写好了
  opinion_back,       // to the step before
  choose_reply,       // value: ReplyChoice
  toggle_consent,
  write_address,
  opinion_next,       // from the reply to the last look
  hand_in_opinion,
  open_privacy,
  close_privacy,      // back to the page before
  open_notices,       // closed as privacy is
  call_staff,         // 请工作人员帮忙
  dismiss_help,
  answer_call,        // staff, value: HelpCall::id: somebody has been there
  open_staff_gate,    // in staff mode: somebody else logs in
  toggle_large_type,
  toggle_contrast,
  toggle_low_reach,   // offered on tall panels only
  toggle_language,
  toggle_voice,
  show_preview,       // tapped the camera card
  find_by_name,       // checking in without a code
  choose_found,       // value: index into FindMe::guests
  stay,               // the page shall not return by itself now (a tap on the countdown)
  continue_visit,     // 继续, on the idle warning
  choose_grade,       // value: 5..1
  toggle_tag,         // value: index into Rating::tags
  write_comment,
  choose_entry,       // text: ChoiceEntry::id
  choose_mark,        // value: 0..10 or 0..100
  toggle_option,      // value: index into SheetQuestion::options
  clear_item,         // the answer to this item is taken back
  next_item,          // after the last one, and from an item opened there: the last look
  previous_item,      // on the first one: leave
  open_item,          // last look, value: index of the item
  hand_in_sheet,
  next_subject,       // also the last one: hand in
  previous_subject,   // on the first one: leave
  finish,             // thanks page: 完成
  print_receipt,
  pin_entered,        // text: the digits
  leave_staff,        // also cancels the gate
  filter_attendance,  // value: StaffFilter
  walk_in,            // 补登来宾
  choose_persons,     // value: how many come now
  fact_entered,       // text: the digits that confirm a code of another system
  answer_screening,   // value: 1 all is in order, 0 something is not
  staff_look,         // a page of the screening is for staff: the gate, and back to it
  choose_category,    // walk-in, value: index into WalkIn::categories
  toggle_declaration, // walk-in, value: index into WalkIn::declarations
  confirm_walk_in,
  override_refusal,   // staff, on a refusal that a supervisor may lift: the reasons
  choose_reason,      // value: index into the reasons
  open_staff_attendance,
  open_staff_programme,
  correct_programme,  // correction: what shall change today; its session empty: the one in force
  open_staff_results,
  close_round,        // text: the score sheet's id; for good
  release_ballots,    // text: the questionnaire's id
  open_staff_cases,
  move_case,          // follow_up: what shall become of it
  undo_correction,    // text: the record's id
  open_staff_more,
  open_staff_page,    // value: Page, one of StaffMore::tiles
  act_on_guest,       // act: GuestAct; of the page staff_guest and of rows that lead there
  settle_conflict,    // value: index into StaffConflicts::cards; act: event::CardOutcome
  write_name,         // walk-in: the name
  act_on_roll_call,   // act: RollCallAct
  act_on_self_test,   // act: SelfTestAct
  act_on_papers,      // act: PapersAct
  act_on_people,      // act: PeopleAct
  act_on_places,      // act: PlacesAct
  act_on_hand_over,   // act: HandOverAct
  try_line,           // staff: the bureau is tried now instead of later
};

struct Intent {
  IntentKind kind = IntentKind::none;
  VisitId visit = 0;
  int value = 0;
  std::string text;
  event::CorrectionBody correction{};
  event::FollowUpBody follow_up{};
  InkLine ink{};
  int act = 0;                         // what exactly, of the kinds act_on_
  explicit operator bool() const { return kind != IntentKind::none; }
};

}  // namespace openday::ui
