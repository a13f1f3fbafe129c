// Staff: 名额: what is left, who waits and moves up. A part of the model (model.h), of one page alone. Whole names: staff pages only.
#pragma once

#include <string>
#include <vector>

namespace openday::ui {

// A limit of the plan, in persons.
struct PlaceCount {
  std::string label;                     // a category, several of them; empty: all guests
  int most = 0, came = 0, held = 0, left = 0, over = 0;
  int waiting = 0;                       // persons in line for it
};

enum class PlaceState { waiting, may_move, absent, moved_up, declined, released };
struct PlaceRow {
  std::string name, category, tail;
  std::string time;                      // of the move, "09:12"
  int persons = 1;
  PlaceState state = PlaceState::waiting;
  bool came = false;                     // moved up, and in by now: not to be taken back
};

enum class PlacesView { line, absent, moved };
enum class PlacesSaved { saved, failed, full, changed };   // full: the place is gone; changed: somebody was faster

struct Places {
  std::vector<std::string> sessions;     // titles, where the plan has several
  int session = 0;
  std::vector<PlaceCount> counts;
  PlacesView view = PlacesView::line;
  int in_line = 0, absent = 0, moved = 0;   // rows of each view
  std::vector<PlaceRow> rows;            // of the view shown
  bool waived = false;                   // guests who stay away have given their places up by now
  bool may_change = false;               // a supervisor looks
  int armed = -1;                        // the row whose second tap is awaited
  PlacesSaved saved = PlacesSaved::saved;   // of the last change
  bool saving = false;
};

// Intent::act of IntentKind::act_on_places.
enum class PlacesAct { choose_session, choose_view, move_up, decline, release, take_back };   // value: index, PlacesView, index of the row

}  // namespace openday::ui
