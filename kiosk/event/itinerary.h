// The programme as it runs: rows with their shifted times, what is now and next, minutes left, progress. A pure function of
// plan, session, corrections and moment. Rows with times follow the clock; rows without follow staff's `next`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/record_bodies.h"

namespace openday::event {

enum class RowState { done, now, next, later, skipped };

struct Row {
  const Item* item = nullptr;          // null for an inserted row
  std::string id, title, text, place, owner, from, to, vehicle, way;
  ItemKind kind = ItemKind::other;
  std::optional<base::Instant> start, end;   // shifted
  RowState state = RowState::later;
  int shifted_minutes = 0;             // how far from the plan
  bool moved = false;                  // another place than planned
  bool inserted = false, throughout = false;
  std::vector<std::string> audience;   // Category::id; empty: everybody
  std::string phase;                   // group heading
};

enum class SessionState { unknown_date, before, running, after, tentative, postponed, cancelled, closed };

[[nodiscard]] std::string_view to_string(RowState state);       // "done", "now", "next", "later", "skipped"
[[nodiscard]] std::string_view to_string(SessionState state);   // "unknown-date", "before", "running", ...
inline constexpr std::string_view kOpenSession = "open";        // staff: held after all

struct Itinerary {
  std::string event, session, session_title;
  std::optional<Date> day;                   // it is held on; nothing while nobody knows
  SessionState state = SessionState::unknown_date;
  std::vector<Row> rows;
  std::optional<std::size_t> current, next;  // index into rows
  std::optional<int> minutes_left;           // of the current row, rounded up
  double progress = 0;                       // of the current row, 0..1
  double day_progress = 0;                   // of the whole session, 0..1 (the sun's place)
  std::vector<std::string> notices;          // the plan's first, then staff's, newest last
  std::optional<base::Instant> next_change;  // when anything above changes by the clock alone
};

// Corrections of other sessions are passed over; an empty `session` means every one. They act in the order given:
//   next           `item` is the row that begins now; without it the next untimed row. Rows with times are not moved by it.
//   delay          `item` by `minutes`; rows after it give way only as far as they must. Without `item` every row; with `start`
//                  (minutes of the day it was said) only what is not over: the row then running ends later, later rows shift.
//   skip           `item`; the other rows keep their times.
//   insert         a row titled `text` at `site`, `start` to `end` (or `minutes` long); after `item` when it is named. Its id is
//                  `row`, else "+1", "+2" ... in order of insertion.
//   move           `item`, or the whole session, to `site` (an id of the plan, else words).
//   notice         `text`.
//   session_state  `text` is a word of SessionState and holds until the next one, with `reason` as a notice; "open": it is held,
//                  whatever the plan's status says; empty returns to the plan.
//   held_on        `text` is the session's day (session_choice.h).
// Rows that do not overlap in the plan never do after any of these.
[[nodiscard]] Itinerary itinerary_at(const Plan& plan, const Session& session, const std::vector<CorrectionBody>& corrections,
                                     base::Instant now);

// Whether the questionnaire may be answered now, and if not, from when (when the plan says so). from_row and all_day close with
// the session's day; staff's rating_opened and rating_closed (`item`: a questionnaire, or all of them) stand above the plan. A score
// sheet that staff closed stays closed, whatever is said after it.
struct RatingWindow {
  bool open = false;
  std::optional<base::Instant> opens;
};
[[nodiscard]] RatingWindow rating_window(const Plan& plan, const Questionnaire& questionnaire, const Itinerary& itinerary,
                                         const std::vector<CorrectionBody>& corrections, base::Instant now);
// Whether staff closed this score sheet's round in that session: for good. Never of a rating.
[[nodiscard]] bool round_closed(const Questionnaire& questionnaire, std::string_view session, const std::vector<CorrectionBody>& corrections);

// The same for opinions. Staff's correction names them by this item; one that names no item is about the ratings alone. A postponed
// or closed session still hears its guests; a cancelled one has none.
inline constexpr std::string_view kOpinionsItem = "/opinions";   // no questionnaire's id
[[nodiscard]] RatingWindow opinion_window(const Plan& plan, const Itinerary& itinerary, const std::vector<CorrectionBody>& corrections,
                                          base::Instant now);

}  // namespace openday::event
