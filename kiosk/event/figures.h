// Counts as figures that may be shown, printed and sent: labels from the plan, 满意率 = (n5+n4+n3)/N and 差评率 = (n2+n1)/N
// (GB/T 39735-2020), participation, and what is suppressed. A number that must stay unsaid is not in here. Pure values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/event/attendance.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/sheet_figures.h"
#include "kiosk/event/tally.h"

namespace openday::event {

// One row of figures. No tally: hidden, because fewer than five rated, or because it would come out by subtraction. An empty tally
// is N = 0, written "—".
struct FigureCell {
  std::string id, label;
  std::optional<Tally> tally;
};

struct SubjectFigures {
  FigureCell total;                         // id and label of the subject
  std::string site, owner;                  // of the plan
  Participation participation;
  int elsewhere = 0;                        // ballots whose batch stands here but which lie on another box
  std::vector<FigureCell> sessions;         // of every session of the plan, in its order
  std::vector<FigureCell> categories;       // of named ratings; the last one, 不记名, of the ballots. Empty while nobody gave a name
};

struct RatingFigures {                      // of one questionnaire of kind rating
  FigureCell total;
  bool published = false;                   // guests may see it
  std::vector<SubjectFigures> subjects;
};

struct Figures {
  std::string event;
  std::vector<RatingFigures> ratings;       // the plan's order; last, with an empty id, subjects that the plan does not have
  std::vector<FigureCell> sites, sessions;  // over all ratings; sites of subjects that name one
  std::vector<SheetFigures> sheets;
};

inline constexpr std::string_view kAnonymousLabel = "不记名";
inline constexpr std::string_view kStrangeSubjects = "计划中没有的对象", kAllSubjects = "全部对象";

[[nodiscard]] Figures figures_of(const Plan& plan, const Counts& counts, const Attendance& attendance);
// For a bureau that has no plan at hand: ids stand for labels, all subjects in one questionnaire.
[[nodiscard]] Figures figures_of(std::string event, const Counts& counts);

}  // namespace openday::event
