#include <algorithm>

#include <fmt/format.h>

#include "kiosk/event/plan_reader_parts.h"

namespace openday::event {
namespace {

std::optional<Minutes> end_of(const Item& item) {
  if (item.end) return item.end;
  if (item.start && item.duration) return *item.start + *item.duration;
  return std::nullopt;
}

bool in_line(const Item& item) { return !item.throughout && item.start.has_value(); }

class SessionCheck {
 public:
  SessionCheck(const Session& session, std::size_t index, Checker& check) : session_(session), index_(index), check_(check) {}

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
    const auto end = end_of(item);
    if (item.start && window.start && *item.start < *window.start) {
      check_.warning(path(row, "start"), fmt::format("row {} starts at {}, before the session's {}: the kiosk follows the row",
                                                     row + 1, base::clock_text(*item.start), base::clock_text(*window.start)));
    }
    if (end && window.end && *end > *window.end) {
      check_.warning(path(row, item.end ? "end" : "minutes"), fmt::format("row {} ends at {}, after the session's {}: the kiosk follows the row",
                                                                          row + 1, base::clock_text(*end), base::clock_text(*window.end)));
    }
  }

  // Against the rows above it: overlaps, and rows that stand before an earlier one.
  void check_order(std::size_t row) {
    const Item& item = session_.items[row];
    if (!in_line(item)) return;
    for (std::size_t above = 0; above < row; ++above) {
      const Item& earlier = session_.items[above];
      if (!in_line(earlier) || !audiences_meet(earlier.audience, item.audience)) continue;
      const auto end = end_of(earlier), own_end = end_of(item);
      const bool before = own_end ? *own_end <= *earlier.start : *item.start < *earlier.start;
      if (before || *item.start < *earlier.start) {
        return check_.error(path(row, "start"), fmt::format("row {} starts at {}, before row {} above it ({}); expected rows in the order of time",
                                                            row + 1, base::clock_text(*item.start), above + 1, base::clock_text(*earlier.start)));
      }
      if (end && *item.start < *end) {
        return check_.error(path(row, "start"), fmt::format("row {} starts at {}, but row {} runs until {}; rows of one audience must not overlap (throughout = true runs beside all)",
                                                            row + 1, base::clock_text(*item.start), above + 1, base::clock_text(*end)));
      }
    }
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
      if (!item.start) {
        reached.reset();   // a row without a time may fill whatever follows
        continue;
      }
      if (reached && *item.start > *reached) {
        check_.warning(path(row, "start"), fmt::format("nothing is planned from {} to {}", base::clock_text(*reached), base::clock_text(*item.start)));
      }
      const auto end = end_of(item);
      if (!end) {
        reached.reset();
      } else {
        reached = reached ? std::max(*reached, *end) : *end;
      }
    }
  }

  // Rows that give only their lengths must fit the session.
  void check_sum() {
    if (!session_.when.start || !session_.when.end) return;
    Minutes sum{0};
    for (const Item& item : session_.items) {
      if (item.start) return;
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
};

}  // namespace

void check_sessions(const Plan& plan, Checker& check) {
  for (std::size_t i = 0; i < plan.sessions.size(); ++i) SessionCheck(plan.sessions[i], i, check).run();
}

}  // namespace openday::event
