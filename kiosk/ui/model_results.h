// Staff's pages of what was said: results of questionnaires, and the cases (交办单) that came of it. What guests may see of the
// results is here too. A number that must stay unsaid never comes into these values (event/figures.h).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/event/record_bodies.h"
#include "kiosk/ui/model_sheet.h"

namespace openday::ui {

// One row of figures: the five grades of a subject, a site, a session, a category.
struct ResultBars {
  std::string label, below;              // below: what it belongs to; may be empty
  std::array<int, 5> n{};                // of grades 5, 4, 3, 2, 1
  bool hidden = false;                   // fewer than five, or it would come out by subtraction
  [[nodiscard]] int total() const { return n[0] + n[1] + n[2] + n[3] + n[4]; }
};

struct ResultGroup {                     // scorers with a weight
  std::string label;
  int weight = 0, answered = 0;
  std::optional<double> mean;            // nothing: nobody, or hidden
  bool hidden = false;
};

struct ResultItem {
  std::string subject;                   // of the first item of each subject; else empty
  std::string label;
  SheetItemKind kind = SheetItemKind::grade;
  int answered = 0, full = 0;            // full: marks at most
  bool hidden = false;
  std::array<int, 5> n{};                // grades
  std::optional<double> mean, weighted;
  std::vector<std::pair<std::string, int>> choices;
  std::vector<ResultGroup> groups;
  bool renormalised = false;             // a group without answers: the others' weights count for all
};

// Who gave something of whom it may be expected.
struct ResultShare {
  std::string label;
  int given = 0, present = 0;            // present 0: not known
};

enum class ResultRows { subjects, sites, sessions, categories };

struct ResultQuestionnaire {
  std::string id, title;
  bool sheet = false, sealed = false;    // sealed: participation only, until staff close the round
  bool can_close = false;                // a round of it is open in a session that has begun
  bool can_release = false;              // ballots wait, and nobody can answer any more
  int waiting = 0;                       // ballots that wait for their batch
  std::array<std::string, 5> words;      // of grades 5 .. 1; an empty one takes the standard word
  std::vector<ResultShare> shares;       // of each subject
  std::array<std::vector<ResultBars>, 4> rows;   // by ResultRows; the first row of `subjects` is the whole
  std::vector<ResultItem> items;         // of a sheet that is closed
};

struct StaffResults {
  std::vector<ResultQuestionnaire> questionnaires;
  bool saving = false, failed = false;   // closing or releasing: on its way to the disk; it could not be written
};

struct CaseClock {
  std::string label, span, due;          // 办结, 15 个工作日, 12月8日; span and due may be empty
  std::string to;
  bool provisional = false, overdue = false;
};

enum class CaseOrigin { rating, ballot, opinion };

struct StaffCase {
  std::string number, subject, received; // "K7Q2-M9XT", "不动产登记", "11月17日"
  CaseOrigin origin = CaseOrigin::opinion;
  std::string grade;                     // of a bad rating
  std::vector<std::string> tags;
  std::string text, owner, note;
  event::CaseState state = event::CaseState::open;
  event::ReplyWay reply = event::ReplyWay::none;
  std::vector<CaseClock> clocks;
  bool overdue = false, erased = false;
};

struct StaffCases {
  std::vector<StaffCase> cases;          // open ones first, overdue before others
  std::vector<std::string> departments;  // that may own one, from the plan
  std::string opened;                    // number of the case whose receipt was scanned; empty: none
  std::uint64_t opening = 0;             // changes with every scan
  bool saving = false, failed = false;
};

// What guests may see of a questionnaire that the plan publishes.
struct PublicResults {
  std::string title;
  std::array<int, 5> n{};
  std::array<std::string, 5> words;
  bool operator==(const PublicResults&) const = default;
};

}  // namespace openday::ui
