// What a draft of the day's summary (活动简报) says: attendance by session and category, when people came, ratings with their n,
// opinions by subject. A pure function of what the other papers are made of: a number suppressed there is suppressed here, and no
// guest is named.
#pragma once

#include <string>
#include <vector>

#include "kiosk/event/figures.h"
#include "kiosk/event/follow_up.h"
#include "kiosk/event/sign_in.h"

namespace openday::event {

struct SummaryCategory {
  std::string label;
  int expected = 0, came = 0;           // persons; expected: of the roster, else the plan's quota, else 0
};
struct SummaryQuarter {
  Minutes from{};                       // of the day, on the quarter hour
  int persons = 0;                      // by first admission
};
struct SummarySession {
  SignInSheet sheet;                    // its rows are dropped
  std::vector<SummaryCategory> categories;   // the plan's order; those nobody was expected of and nobody came of are left out
  std::vector<SummaryQuarter> arrivals;      // without a gap from the first to the last; at most kMostQuarters, the last one open
};
struct SummarySubject {
  std::string label, owner;
  int count = 0, closed = 0, overdue = 0;
  std::vector<std::string> texts;       // at most kMostTexts, by day received
};

struct DaySummary {
  std::string bureau, event, theme;
  std::vector<SummarySession> sessions;
  Figures figures;
  std::vector<SummarySubject> opinions; // most first
  int opinion_count = 0, closed = 0, overdue = 0;   // of opinions: how many bad ratings there are, only the figures say
};

inline constexpr std::size_t kMostQuarters = 24, kMostTexts = 6;

// `at`: the day by which overdue is judged.
[[nodiscard]] DaySummary day_summary(const Plan& plan, const Roster* roster, const Attendance& attendance, Figures figures, const FollowUpList& list, Date at);

}  // namespace openday::event
