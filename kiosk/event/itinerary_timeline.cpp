#include "kiosk/event/itinerary_timeline.h"

#include <algorithm>

#include <fmt/format.h>

#include "kiosk/event/session_choice.h"

namespace openday::event {
namespace {

constexpr Minutes kLongAgo{-1'000'000};   // before any minute of a session, and safe to subtract from

Minutes minutes_of(const CorrectionBody& correction) { return Minutes(correction.minutes.value_or(0)); }

}  // namespace

Timeline::Timeline(const Plan& plan, const Session& session, const std::vector<CorrectionBody>& corrections)
    : plan_(plan), window_start_(session.when.start), window_end_(session.when.end), day_(day_of(session, corrections)) {
  if (!plan.notice.empty()) notices_.push_back(plan.notice);
  build(session);
  settle();
  for (const CorrectionBody& correction : corrections) {
    if (!correction.session.empty() && correction.session != session.id) continue;
    apply(correction);
    settle();
  }
  go_on(corrections, session.id);
  if (!reason_.empty()) notices_.push_back(reason_);
}

std::string Timeline::place_name(const std::string& site) const {
  const Site* known = plan_.site(site);
  return known != nullptr ? known->name : site;
}

// Rows that give only their length follow on the row before them, the first one on the session's start.
void Timeline::build(const Session& session) {
  std::optional<Minutes> reached = session.when.start;
  for (const Item& item : session.items) {
    Line line;
    line.row = {&item, item.id, item.title, item.text, plan_.place_of(item), item.owner, place_name(item.from), place_name(item.to),
                item.vehicle, item.way, item.kind, {}, {}, RowState::later, 0, false, false, item.throughout, item.audience, item.phase};
    line.audience = item.audience;
    line.planned_start = item.start;
    const bool follows = !item.start && item.duration && !item.throughout && !item.untimed_after;
    if (follows) line.planned_start = reached;
    line.planned_end = item.end;
    if (!item.end && line.planned_start && item.duration) line.planned_end = *line.planned_start + *item.duration;
    if (!item.throughout) reached = line.planned_end;
    lines_.push_back(std::move(line));
  }
}

void Timeline::apply(const CorrectionBody& correction) {
  const auto target = find(correction.item);
  switch (correction.what) {
    case CorrectionKind::delay:
      if (target) return delay_one(lines_[*target], minutes_of(correction));
      if (!correction.item.empty()) return;
      return correction.start ? delay_rest(Minutes(*correction.start), minutes_of(correction)) : delay_all(minutes_of(correction));
    case CorrectionKind::skip:
      if (target) lines_[*target].skipped = true;
      return;
    case CorrectionKind::insert: return insert(correction);
    case CorrectionKind::move: return move(correction);
    case CorrectionKind::notice:
      if (!correction.text.empty()) notices_.push_back(correction.text);
      return;
    case CorrectionKind::session_state:
      said_ = parse_session_state(correction.text);
      opened_ = correction.text == kOpenSession;
      reason_ = correction.reason;
      return;
    case CorrectionKind::held_on:
    case CorrectionKind::next:
    case CorrectionKind::rating_opened:
    case CorrectionKind::rating_closed: return;
  }
}

// Earlier than the row before it allows is not counted, so that a later "+10" is seen at once.
void Timeline::delay_one(Line& line, Minutes by) {
  if (!line.timed() || line.skipped) return;
  const auto index = static_cast<std::size_t>(&line - lines_.data());
  if (by < Minutes(0)) by = std::max(by, std::min(Minutes(0), earliest_start(index) - *line.start));
  line.shift += *line.start - *line.planned_start - line.shift + by;
}

void Timeline::delay_all(Minutes by) {
  for (Line& line : lines_) line.shift += by;
  if (window_start_) *window_start_ += by;
  if (window_end_) *window_end_ += by;
}

void Timeline::delay_rest(Minutes from, Minutes by) {
  for (const Line& line : lines_) {   // nothing to come can begin before the moment it was said
    if (line.in_sequence() && line.timed() && *line.start >= from) by = std::max(by, from - *line.start);
  }
  for (Line& line : lines_) {
    if (line.row.throughout || !line.timed()) continue;
    if (*line.start >= from) {
      line.shift += by;
    } else if (line.end && *line.end > from) {
      line.longer += std::max(by, from - *line.end);
    }
  }
  if (window_start_ && *window_start_ >= from) *window_start_ += by;
  if (window_end_ && *window_end_ > from) window_end_ = std::max(*window_end_ + by, from);
}

std::size_t Timeline::insertion_point(const CorrectionBody& correction) const {
  if (const auto anchor = find(correction.item)) return *anchor + 1;
  if (!correction.start) return lines_.size();
  const auto later = std::find_if(lines_.begin(), lines_.end(), [&](const Line& line) {
    return !line.row.throughout && line.timed() && *line.start >= Minutes(*correction.start);
  });
  if (later != lines_.end()) return static_cast<std::size_t>(later - lines_.begin());
  const auto last_timed = std::find_if(lines_.rbegin(), lines_.rend(), [](const Line& line) { return line.timed(); });
  return static_cast<std::size_t>(lines_.rend() - last_timed);   // before an untimed tail
}

void Timeline::insert(const CorrectionBody& correction) {
  const std::size_t at = insertion_point(correction);
  Line line;
  line.row.id = correction.row.empty() ? fmt::format("+{}", ++inserted_) : correction.row;
  line.row.title = correction.text;
  line.row.place = place_name(correction.site);
  line.row.inserted = true;
  if (correction.start) line.planned_start = Minutes(*correction.start);
  if (!correction.start && correction.minutes && at > 0) line.planned_start = lines_[at - 1].end;
  if (line.planned_start && correction.end && Minutes(*correction.end) > *line.planned_start) line.planned_end = Minutes(*correction.end);
  if (line.planned_start && !line.planned_end && correction.minutes) line.planned_end = *line.planned_start + minutes_of(correction);
  if (line.planned_end && *line.planned_end < *line.planned_start) line.planned_end.reset();
  lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(at), std::move(line));
}

void Timeline::move(const CorrectionBody& correction) {
  const std::string place = place_name(correction.site);
  if (place.empty()) return;
  for (Line& line : lines_) {
    if (!correction.item.empty() && line.row.id != correction.item) continue;
    const bool travels = line.row.kind == ItemKind::travel;
    if (travels && correction.item.empty()) continue;   // the whole session moves: its legs keep theirs
    std::string& said = travels ? line.row.to : line.row.place;
    line.row.moved = line.row.moved || said != place;
    said = place;
  }
}

// Where staff's taps have brought the rows without times.
void Timeline::go_on(const std::vector<CorrectionBody>& corrections, const std::string& session) {
  const auto untimed_from = [&](std::size_t index) {
    while (index < lines_.size() && !(lines_[index].in_sequence() && !lines_[index].timed())) ++index;
    return index;
  };
  const std::size_t first = untimed_from(0);
  // The first one begins by itself unless it waits for a row that has no end.
  const auto before = std::find_if(lines_.rbegin() + static_cast<std::ptrdiff_t>(lines_.size() - first), lines_.rend(),
                                   [](const Line& line) { return line.in_sequence(); });
  const bool first_waits = before != lines_.rend() && !over(static_cast<std::size_t>(lines_.rend() - before) - 1);
  for (const CorrectionBody& correction : corrections) {
    if (correction.what != CorrectionKind::next || (!correction.session.empty() && correction.session != session)) continue;
    const auto named = find(correction.item);
    if (named) {
      reached_ = *named;
    } else if (!started_) {
      reached_ = first_waits ? first : untimed_from(first + 1);
    } else {
      reached_ = untimed_from(reached_ + 1);
    }
    started_ = true;
  }
}

std::optional<Minutes> Timeline::over(std::size_t index) const {
  const Line& line = lines_[index];
  if (line.end || !line.timed()) return line.end;
  for (std::size_t after = index + 1; after < lines_.size(); ++after) {
    const Line& candidate = lines_[after];
    if (!candidate.in_sequence() || !audiences_meet(line.audience, candidate.audience)) continue;
    return candidate.start;   // nothing when it has no time: staff go on
  }
  return std::nullopt;
}

Minutes Timeline::earliest_start(std::size_t index) const {
  Minutes earliest = kLongAgo;
  for (std::size_t above = 0; above < index; ++above) {
    const Line& line = lines_[above];
    if (!line.in_sequence() || !line.timed() || !audiences_meet(line.audience, lines_[index].audience)) continue;
    earliest = std::max(earliest, line.end.value_or(*line.start));
  }
  return earliest;
}

// From the plan and staff's own shifts alone, so that +10 and -10 come back to the plan: each row then gives way to those above.
void Timeline::settle() {
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    Line& line = lines_[i];
    line.start = line.planned_start;
    line.end = line.planned_end;
    if (!line.timed()) continue;
    *line.start += line.shift;
    if (line.in_sequence()) line.start = std::max(*line.start, earliest_start(i));
    if (line.end) line.end = std::max(*line.planned_end - *line.planned_start + *line.start + line.longer, *line.start);
    const Minutes moved = *line.start - *line.planned_start;
    const Minutes stretched = line.end ? *line.end - *line.planned_end : Minutes(0);
    line.row.shifted_minutes = static_cast<int>((moved != Minutes(0) ? moved : stretched).count());
  }
}

std::optional<std::size_t> Timeline::find(const std::string& id) const {
  if (id.empty()) return std::nullopt;
  const auto found = std::find_if(lines_.begin(), lines_.end(), [&](const Line& line) { return line.row.id == id; });
  return found == lines_.end() ? std::nullopt : std::optional<std::size_t>(static_cast<std::size_t>(found - lines_.begin()));
}

}  // namespace openday::event
