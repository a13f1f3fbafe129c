#include <algorithm>

#include <fmt/format.h>

#include "kiosk/event/plan_reader_parts.h"

namespace openday::event {
namespace {

// When a row runs: as written; a row that gives only its length follows on the one before it, as the kiosk runs it.
struct Span {
  std::optional<Minutes> start, end;
};
std::vector<Span> spans_of(const Session& session) {
  std::vector<Span> out;
  std::optional<Minutes> reached = session.when.start;
  for (const Item& item : session.items) {
    Span span{item.start, item.end};
    if (!span.start && item.duration && !item.throughout && !item.untimed_after) span.start = reached;
    if (!span.end && span.start && item.duration) span.end = *span.start + *item.duration;
    if (!item.throughout) reached = span.end;
    out.push_back(span);
  }
  return out;
}

class SessionCheck {
 public:
  SessionCheck(const Session& session, std::size_t index, Checker& check) : session_(session), index_(index), check_(check), spans_(spans_of(session)) {}

  void run() {
    for (std::size_t row = 0; row < session_.items.size(); ++row) {
      check_window(row);
      check_order(row);
      check_tail(row);
    }
    check_gaps();
    check_sum();
  }

 private:
  [[nodiscard]] std::string path(std::size_t row, const char* key) const { return fmt::format("session.{}.item.{}.{}", index_, row, key); }

  void check_window(std::size_t row) {
    const Item& item = session_.items[row];
    const auto& window = session_.when;
    const auto& end = spans_[row].end;
    if (end && !item.start && *end > Minutes(24 * 60)) {
      return check_.error(path(row, "minutes"), fmt::format("row {} would run until after midnight; what runs past midnight is a second session", row + 1));
    }
    if (item.start && window.start && *item.start < *window.start) {
      check_.warning(path(row, "start"), fmt::format("row {} starts at {}, before the session's {}: the kiosk follows the row",
                                                     row + 1, base::clock_text(*item.start), base::clock_text(*window.start)));
    }
    if (end && window.end && *end > *window.end && !only_lengths()) {
      check_.warning(path(row, item.end ? "end" : "minutes"), fmt::format("row {} ends at {}, after the session's {}: the kiosk follows the row",
                                                                          row + 1, base::clock_text(*end), base::clock_text(*window.end)));
    }
  }

  // Against the rows above it: overlaps, and rows that stand before an earlier one.
  void check_order(std::size_t row) {
    if (!in_line(row)) return;
    const Span& own = spans_[row];
    const char* key = session_.items[row].start ? "start" : "minutes";
    for (std::size_t above = 0; above < row; ++above) {
      const Span& earlier = spans_[above];
      if (!in_line(above) || !audiences_meet(session_.items[above].audience, session_.items[row].audience)) continue;
      if (*own.start < *earlier.start) {
        return check_.error(path(row, key), fmt::format("row {} starts at {}, before row {} above it ({}); expected rows in the order of time",
                                                        row + 1, base::clock_text(*own.start), above + 1, base::clock_text(*earlier.start)));
      }
      if (earlier.end && *own.start < *earlier.end) {
        return check_.error(path(row, key), fmt::format("row {} starts at {}, but row {} runs until {}; rows of one audience must not overlap (throughout = true runs beside all)",
                                                        row + 1, base::clock_text(*own.start), above + 1, base::clock_text(*earlier.end)));
      }
    }
  }

  [[nodiscard]] bool in_line(std::size_t row) const { return !session_.items[row].throughout && spans_[row].start; }
  [[nodiscard]] bool only_lengths() const {
    return std::none_of(session_.items.begin(), session_.items.end(), [](const Item& item) { return item.start.has_value(); });
  }

  void check_tail(std::size_t row) {
    if (!session_.items[row].untimed_after) return;
    const auto timed = [](const Item& item) { return item.start || item.duration; };
    if (std::any_of(session_.items.begin() + static_cast<std::ptrdiff_t>(row), session_.items.end(), timed)) {
      check_.error(path(row, "untimed_after"), fmt::format("row {} is untimed_after, but a timed row follows; expected the tail at the end", row + 1));
    }
  }

  void check_gaps() {
    std::optional<Minutes> reached;
    for (std::size_t row = 0; row < session_.items.size(); ++row) {
      const Item& item = session_.items[row];
      if (item.throughout || !item.audience.empty()) continue;
      const auto& [start, end] = spans_[row];
      if (!start) {
        reached.reset();   // a row without a time may fill whatever follows
        continue;
      }
      if (reached && *start > *reached) {
        check_.warning(path(row, "start"), fmt::format("nothing is planned from {} to {}", base::clock_text(*reached), base::clock_text(*start)));
      }
      if (!end) {
        reached.reset();
      } else {
        reached = reached ? std::max(*reached, *end) : *end;
      }
    }
  }

  // Rows that give only their lengths must fit the session.
  void check_sum() {
    if (!session_.when.start || !session_.when.end || !only_lengths()) return;
    Minutes sum{0};
    for (const Item& item : session_.items) {
      if (item.duration && !item.throughout) sum += *item.duration;
    }
    const Minutes window = *session_.when.end - *session_.when.start;
    if (sum > window) {
      check_.error(fmt::format("session.{}.item", index_), fmt::format("the rows add up to {} minutes, the session has {}", sum.count(), window.count()));
    }
  }

  const Session& session_;
  std::size_t index_;
  Checker& check_;
  std::vector<Span> spans_;
};

}  // namespace

void check_sessions(const Plan& plan, Checker& check) {
  for (std::size_t i = 0; i < plan.sessions.size(); ++i) SessionCheck(plan.sessions[i], i, check).run();
}

}  // namespace openday::event
