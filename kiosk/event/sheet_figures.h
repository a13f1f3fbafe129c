// The result of a score sheet (评议表): participation always, the rest once the round is closed. The weighted result of an item is
//   R = sum(w_g * m_g) / sum(w_g), over the scorer groups g of the plan of whom at least one answered the item,
// w_g the plan's weight, m_g the mean of the group's answers: the weighted arithmetic mean, its weights renormalised over those
// that answered (`renormalised` says so), and none while a group of fewer than five is hidden. No standard prescribes weights; they are the plan's. Only named sheets know a group.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/event/attendance.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/tally.h"

namespace openday::event {

struct Participation {
  int given = 0;                            // ratings or sheets of the subject
  int present = 0;                          // persons checked in of the categories that may rate
  bool walk_up = false;                     // others may rate too: no share
  [[nodiscard]] std::optional<double> share() const;   // nothing without anybody present, with walk-ups, or above 1
};

struct GroupMean {
  std::string label;
  int weight = 0;
  int answered = 0;                         // 0 where hidden
  std::optional<double> mean;               // nothing: nobody answered, or hidden
  bool hidden = false;                      // fewer than five, or it would come out by subtraction
};

struct ItemFigures {
  std::string id, label;
  AnswerKind kind = AnswerKind::grade;
  int answered = 0;
  bool hidden = false;                      // fewer than five answered: nothing below is said
  Tally grades;                             // grade
  std::optional<double> mean, median;       // grade, marks; of all sheets, named or not. Nothing at 0
  std::vector<std::pair<std::string, int>> choices;   // the plan's options in its order, then others given
  std::vector<GroupMean> groups;            // the plan's scorers
  std::optional<double> weighted;           // where the plan has scorers and one of a group answered
  int unweighted = 0;                       // answers of no group: in the mean, not in the weighted result
  bool groups_hidden = false;               // a group under five: neither it nor the weighted result is shown
  bool renormalised = false;                // a group without answers: the others' weights count for all
};

struct SheetSubject {
  std::string id, label;
  Participation participation;
  int elsewhere = 0;
  std::vector<ItemFigures> items;           // empty while sealed
  // Mean of the items' results (weighted where there are weights), where all items with numbers are of one kind; nothing otherwise.
  std::optional<double> result;
};

struct SheetFigures {
  std::string id, title;
  // Until rating_closed stands for it in every session that has sheets, and in one at least: for good (itinerary.h, round_closed).
  bool sealed = true;
  std::vector<ScorerGroup> scorers;
  std::vector<SheetSubject> subjects;
};

// Full marks of a kind: 5, 10, 100; 0 for what is not a number.
[[nodiscard]] int full_marks(AnswerKind kind);

[[nodiscard]] Participation participation_of(const Plan& plan, const Questionnaire& questionnaire, const Attendance& attendance, int given);
[[nodiscard]] SheetFigures sheet_figures(const Plan& plan, const Questionnaire& questionnaire, const Counts& counts, const Attendance& attendance);

}  // namespace openday::event
