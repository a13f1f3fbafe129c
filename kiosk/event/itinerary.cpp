#include "kiosk/event/itinerary.h"

#include <algorithm>
#include <array>

#include "kiosk/event/itinerary_timeline.h"

namespace openday::event {
namespace {

constexpr Minutes kMidnight{24 * 60};
constexpr std::array<std::pair<SessionState, std::string_view>, 8> kSessionStates{{
    {SessionState::unknown_date, "unknown-date"}, {SessionState::before, "before"}, {SessionState::running, "running"},
    {SessionState::after, "after"}, {SessionState::tentative, "tentative"}, {SessionState::postponed, "postponed"},
    {SessionState::cancelled, "cancelled"}, {SessionState::closed, "closed"}}};

// One look at a timeline. Everything is a function of the whole minute, so that nothing changes between two of them.
class Look {
 public:
  Look(const Plan& plan, const Session& session, const Timeline& timeline, base::Instant now)
      : plan_(plan), lines_(timeline.lines()), timeline_(timeline) {
    dated_ = timeline.day().has_value();
    day_ = timeline.day().value_or(base::date_in(now, plan.zone));
    minute_ = std::chrono::floor<Minutes>(now - base::at_local(day_, Minutes(0), plan.zone));
    find_span();
    out_.event = plan.id;
    out_.session = session.id;
    out_.session_title = session.title;
    out_.day = timeline.day();
    out_.notices = timeline.notices();
  }

  Itinerary run() {
    out_.state = state();
    for (std::size_t i = 0; i < lines_.size(); ++i) out_.rows.push_back(row_at(i));
    mark_current();
    mark_next();
    measure();
    out_.next_change = next_change();
    return std::move(out_);
  }

 private:
  [[nodiscard]] base::Instant instant(Minutes minute) const { return base::at_local(day_, minute, plan_.zone); }

  void find_span() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      if (!line.in_sequence()) continue;
      if (!line.timed()) {
        ++untimed_;
        continue;
      }
      first_ = std::min(first_.value_or(*line.start), *line.start);
      const auto over = timeline_.over(i);
      last_ = std::max(last_.value_or(over.value_or(*line.start)), over.value_or(*line.start));
      endless_ = !over;
    }
    const auto window_start = timeline_.window_start(), window_end = timeline_.window_end();
    begin_ = std::min(first_.value_or(window_start.value_or(Minutes(0))), window_start.value_or(first_.value_or(Minutes(0))));
    const bool tail = first_ && !lines_.empty() && untimed_after_last_timed();
    if (window_end && !tail) {
      finish_ = std::max(*window_end, last_.value_or(*window_end));
    } else {
      finish_ = last_ && !endless_ && !tail && untimed_ == 0 ? *last_ : midnight_after(std::max(begin_, last_.value_or(begin_)));
    }
  }

  [[nodiscard]] bool untimed_after_last_timed() const {
    const auto last = std::find_if(lines_.rbegin(), lines_.rend(), [](const Line& line) { return line.in_sequence(); });
    return last != lines_.rend() && !last->timed();
  }
  [[nodiscard]] static Minutes midnight_after(Minutes minute) { return std::max<Minutes>(kMidnight, (minute / kMidnight + 1) * kMidnight); }

  [[nodiscard]] SessionState state() const {
    if (timeline_.said()) return *timeline_.said();
    switch (timeline_.opened() ? PlanStatus::confirmed : plan_.status) {
      case PlanStatus::postponed: return SessionState::postponed;
      case PlanStatus::cancelled: return SessionState::cancelled;
      case PlanStatus::closed: return SessionState::closed;
      default: break;
    }
    const bool tentative = plan_.status == PlanStatus::tentative && !timeline_.opened();
    const bool under_way = timeline_.started_by_staff() && untimed_ > 0;
    if (!dated_ && !under_way) return tentative ? SessionState::tentative : SessionState::unknown_date;
    if (dated_ && minute_ >= finish_) return SessionState::after;
    if (all_told_over()) return SessionState::after;
    if (minute_ >= begin_ || (under_way && first_ == std::nullopt)) return SessionState::running;
    return tentative ? SessionState::tentative : SessionState::before;
  }

  // Staff went past the last row, and no row with a time is still to come.
  [[nodiscard]] bool all_told_over() const {
    return timeline_.started_by_staff() && timeline_.reached() >= lines_.size() && (!last_ || minute_ >= *last_);
  }

  Row row_at(std::size_t index) {
    const Line& line = lines_[index];
    Row row = line.row;
    if (line.timed() && (dated_ || out_.state == SessionState::running)) {
      row.start = instant(*line.start);
      if (line.end) row.end = instant(*line.end);
    }
    row.state = line.skipped ? RowState::skipped : state_of(index);
    return row;
  }

  [[nodiscard]] RowState state_of(std::size_t index) const {
    if (out_.state == SessionState::after) return RowState::done;
    if (out_.state != SessionState::running) return RowState::later;
    const Line& line = lines_[index];
    if (line.row.throughout) return RowState::now;
    return line.timed() ? timed_state(index) : untimed_state(index);
  }

  [[nodiscard]] RowState timed_state(std::size_t index) const {
    if (minute_ < *lines_[index].start) return RowState::later;
    const auto over = timeline_.over(index);
    if (over) return minute_ < *over ? RowState::now : RowState::done;
    const bool left = timeline_.started_by_staff() && timeline_.reached() > index;
    return left || later_row_began(index) ? RowState::done : RowState::now;
  }

  [[nodiscard]] bool later_row_began(std::size_t index) const {
    for (std::size_t i = index + 1; i < lines_.size(); ++i) {
      if (lines_[i].in_sequence() && lines_[i].timed() && meets(i, index)) return minute_ >= *lines_[i].start;
    }
    return false;
  }

  [[nodiscard]] bool meets(std::size_t a, std::size_t b) const { return audiences_meet(lines_[a].audience, lines_[b].audience); }

  // A run of rows without times is open from the end of the timed row before it to the start of the one after it.
  [[nodiscard]] RowState untimed_state(std::size_t index) const {
    if (later_row_began(index)) return RowState::done;
    std::size_t first = index;
    for (std::size_t i = index; i-- > 0;) {
      if (!lines_[i].in_sequence() || !meets(i, index)) continue;
      if (lines_[i].timed()) {
        if (timed_state(i) != RowState::done) return RowState::later;
        break;
      }
      first = i;
    }
    std::size_t present = std::max(first, timeline_.started_by_staff() ? timeline_.reached() : 0);
    while (present < lines_.size() && !(lines_[present].in_sequence() && meets(present, index))) ++present;
    if (index == present) return RowState::now;
    return index < present ? RowState::done : RowState::later;
  }

  // Of several at once (other audiences) the one for everybody.
  void mark_current() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (out_.rows[i].state != RowState::now || lines_[i].row.throughout) continue;
      const bool better = !out_.current || (lines_[i].audience.empty() && !lines_[*out_.current].audience.empty());
      if (better) out_.current = i;
    }
  }

  void mark_next() {
    const bool comes = out_.state == SessionState::running || out_.state == SessionState::before || out_.state == SessionState::tentative ||
                       out_.state == SessionState::unknown_date;
    for (std::size_t i = 0; comes && i < lines_.size(); ++i) {
      if (out_.rows[i].state != RowState::later || lines_[i].row.throughout) continue;
      out_.next = i;
      out_.rows[i].state = RowState::next;
      return;
    }
  }

  void measure() {
    if (out_.state == SessionState::after) out_.day_progress = 1;
    if (out_.state != SessionState::running) return;
    out_.day_progress = span() ? fraction(span()->first, span()->second) : counted_progress();
    if (!out_.current || !lines_[*out_.current].timed()) return;
    const auto over = timeline_.over(*out_.current);
    if (!over) return;
    out_.minutes_left = static_cast<int>((*over - minute_).count());
    out_.progress = fraction(*lines_[*out_.current].start, *over);
  }

  // From first to last row by the clock, else by the session's own window.
  [[nodiscard]] std::optional<std::pair<Minutes, Minutes>> span() const {
    if (first_ && last_ && *last_ > *first_) return std::pair(*first_, *last_);
    if (timeline_.window_start() && timeline_.window_end()) return std::pair(*timeline_.window_start(), *timeline_.window_end());
    return std::nullopt;
  }

  [[nodiscard]] double fraction(Minutes from, Minutes to) const {
    if (to <= from) return 0;
    return std::clamp(static_cast<double>((minute_ - from).count()) / static_cast<double>((to - from).count()), 0.0, 1.0);
  }

  [[nodiscard]] double counted_progress() const {
    const auto done = std::count_if(out_.rows.begin(), out_.rows.end(), [](const Row& row) { return row.state == RowState::done && !row.throughout; });
    return untimed_ > 0 ? static_cast<double>(done) / static_cast<double>(untimed_) : 0;
  }

  [[nodiscard]] std::optional<base::Instant> next_change() const {
    std::optional<Minutes> soonest;
    const auto consider = [&](std::optional<Minutes> minute) {
      if (minute && *minute > minute_ && (!soonest || *minute < *soonest)) soonest = minute;
    };
    const bool by_clock = !timeline_.said() || *timeline_.said() == SessionState::running;
    const bool still = out_.state == SessionState::after || out_.state == SessionState::postponed || out_.state == SessionState::cancelled ||
                       out_.state == SessionState::closed || (!dated_ && out_.state != SessionState::running);
    if (!by_clock || still) return std::nullopt;
    const bool counts_minutes = out_.minutes_left || (span() && minute_ >= span()->first && minute_ < span()->second);
    if (out_.state == SessionState::running && counts_minutes) return instant(minute_ + Minutes(1));
    if (!timeline_.said()) consider(begin_);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (out_.state != SessionState::running || !lines_[i].in_sequence()) continue;
      consider(lines_[i].start);
      consider(lines_[i].end);
    }
    if (out_.state == SessionState::running && span()) consider(span()->first);
    if (!timeline_.said() && dated_) consider(finish_);
    return soonest ? std::optional<base::Instant>(instant(*soonest)) : std::nullopt;
  }

  const Plan& plan_;
  const std::vector<Line>& lines_;
  const Timeline& timeline_;
  bool dated_ = false, endless_ = false;
  base::Date day_{};
  Minutes minute_{0}, begin_{0}, finish_{0};
  std::optional<Minutes> first_, last_;   // of the timed rows in sequence
  int untimed_ = 0;
  Itinerary out_;
};

}  // namespace

std::string_view to_string(RowState state) {
  switch (state) {
    case RowState::done: return "done";
    case RowState::now: return "now";
    case RowState::next: return "next";
    case RowState::later: return "later";
    case RowState::skipped: return "skipped";
  }
  return "";
}

std::string_view to_string(SessionState state) {
  for (const auto& [value, word] : kSessionStates) {
    if (value == state) return word;
  }
  return "";
}

std::optional<SessionState> parse_session_state(std::string_view text) {
  for (const auto& [value, word] : kSessionStates) {
    if (word == text) return value;
  }
  return std::nullopt;
}

Itinerary itinerary_at(const Plan& plan, const Session& session, const std::vector<CorrectionBody>& corrections, base::Instant now) {
  const Timeline timeline(plan, session, corrections);
  return Look(plan, session, timeline, now).run();
}

}  // namespace openday::event
