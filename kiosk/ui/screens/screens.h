// The pages: each a function of the snapshot that draws itself and returns what the visitor did. What belongs to a page alone
// (a fold opened, digits typed) is in PageState and dies with page or visit.
#pragma once

#include <array>
#include <chrono>
#include <string>

#include "kiosk/ui/intent.h"
#include "kiosk/ui/keyboard_layout.h"
#include "kiosk/ui/keyboard_touch.h"
#include "kiosk/ui/painter.h"

namespace openday::ui {

// Staff's programme page: which row is meant, which sheet lies above the list, what was chosen on it.
enum class AgendaSheet { none, minutes, insert, move, notice, rating, state, sessions };
struct AgendaState {
  std::string row;               // Item::id; empty: the whole session
  AgendaSheet sheet = AgendaSheet::none;
  std::array<int, 3> chosen{-1, -1, -1};
  int minutes = 15, page = 0;
  std::string armed;             // the label that waits for its second tap
};

// Staff's results: which questionnaire, which rows of it; what waits for its second tap.
struct ResultsState {
  int questionnaire = 0, rows = 0;
  std::string armed;
};
// Staff's cases: which are listed, which one is open, what is being changed of it.
enum class CaseSheet { none, owner, state };
struct CasesState {
  int filter = 0;
  std::string open;              // number of the case; empty: the list
  std::uint64_t opening = 0;     // the scan it follows
  CaseSheet sheet = CaseSheet::none;
  int state = -1, note = -1, page = 0;
};

// Staff's people: which role is being added, what waits for its second tap.
struct PeopleState {
  int adding = -1;               // PeopleAct; -1: the list
  int page = 0;
  std::string armed;             // id
};
// Staff's page of a guest: the sheet above the story, and what it is about.
enum class GuestSheet { none, reason, session, persons };
struct GuestPageState {
  GuestSheet sheet = GuestSheet::none;
  std::string record;            // of the line that is undone or restored
  bool restores = false;
  int page = 0, count = 0;
};

struct PageState {
  bool past_open = false;        // itinerary: the folded rows are unfolded
  int list_page = 0;             // itinerary, attendance: which page of a long list
  int group_page = 0;            // attendance: which of many groups
  bool step_two = false;         // rating on small panels: the tags
  int session_tab = -1;          // itinerary: another session than the one in force
  bool calendar_open = false;    // itinerary: the code for the phone's calendar
  AgendaState agenda;
  ResultsState results;
  CasesState cases;
  PeopleState people;
  GuestPageState guest;
  std::string digits;            // staff gate
  std::uint64_t attempt = 0;     // the answer these digits follow
  int conflict_way = -1;         // staff: how the card is to be settled
  int count = 0;                 // party: how many, where it is counted
  KeyboardTouch keyboard;
};

struct ScreenState {
  Painter& paint;
  PageState& own;
  float tick = 1;                // how much of the result's sign is drawn
  const KeyboardLayouts& keyboards;
  std::chrono::milliseconds now{};  // steady clock
  int content_from = 0;          // first vertex of what motion moves
  bool again = false;            // the page wants a frame soon: a key is held down
  void ground_done();            // what was drawn so far stays where it is
};

Intent draw_home(const Model& model, ScreenState& state);
Intent draw_check_in(const Model& model, ScreenState& state);
Intent draw_result(const Model& model, ScreenState& state);
Intent draw_itinerary(const Model& model, ScreenState& state);
Intent draw_standing(const Model& model, ScreenState& state);
Intent draw_rating(const Model& model, ScreenState& state);
Intent draw_choice(const Model& model, ScreenState& state);
Intent draw_sheet(const Model& model, ScreenState& state);
Intent draw_rating_way(const Model& model, ScreenState& state);
Intent draw_opinion_subject(const Model& model, ScreenState& state);
Intent draw_compose(const Model& model, ScreenState& state);
Intent draw_opinion_reply(const Model& model, ScreenState& state);
Intent draw_opinion_review(const Model& model, ScreenState& state);
Intent draw_receipt(const Model& model, ScreenState& state);
Intent draw_thanks(const Model& model, ScreenState& state);
Intent draw_privacy(const Model& model, ScreenState& state);
Intent draw_notices(const Model& model, ScreenState& state);
Intent draw_staff_gate(const Model& model, ScreenState& state);
Intent draw_attendance(const Model& model, ScreenState& state);
Intent draw_party(const Model& model, ScreenState& state);
Intent draw_screening(const Model& model, ScreenState& state);
Intent draw_confirm_fact(const Model& model, ScreenState& state);
Intent draw_find_me(const Model& model, ScreenState& state);
Intent draw_walk_in(const Model& model, ScreenState& state);
Intent draw_override(const Model& model, ScreenState& state);
Intent draw_staff_programme(const Model& model, ScreenState& state);
Intent draw_staff_results(const Model& model, ScreenState& state);
Intent draw_staff_cases(const Model& model, ScreenState& state);
Intent draw_staff_conflicts(const Model& model, ScreenState& state);
Intent draw_staff_more(const Model& model, ScreenState& state);
Intent draw_staff_people(const Model& model, ScreenState& state);
Intent draw_staff_guest(const Model& model, ScreenState& state);
// What a steward sees where a supervisor works: who may, and the way to the gate.
[[nodiscard]] bool is_for_supervisors(Page page);
Intent draw_supervisor_only(const Model& model, ScreenState& state);
Intent draw_staff_papers(const Model& model, ScreenState& state);
Intent draw_staff_roll_call(const Model& model, ScreenState& state);
Intent draw_staff_places(const Model& model, ScreenState& state);
Intent draw_staff_self_test(const Model& model, ScreenState& state);
Intent draw_staff_hand_over(const Model& model, ScreenState& state);
Intent draw_staff_line(const Model& model, ScreenState& state);
Intent draw_out_of_service(const Model& model, ScreenState& state);

// Above the page when it asks for them: the idle warning, the answer to a call for help. True when one is shown: the page
// beneath then takes no taps.
[[nodiscard]] bool has_overlay(const Model& model);
Intent draw_overlay(const Model& model, ScreenState& state);

inline Intent intent(const Model& model, IntentKind kind, int value = 0, std::string text = {}) { return {kind, model.visit, value, std::move(text), {}}; }

}  // namespace openday::ui
