// The follow-up list: every bad rating that counts and every opinion is a case (交办单) with owner, clocks and state. A pure function
// of records and batched ballots, under the rules of tally.h; `follow-up` records move a case, member by member, the last in record
// order standing. An erased case keeps number and days. Comments are a list of their own, never beside their rating's other words
// when it was a ballot. One thread an object.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "kiosk/event/appraisals.h"
#include "kiosk/event/evaluation.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/record_ledger.h"
#include "kiosk/event/workdays.h"

namespace openday::event {

enum class CaseSource { rating, ballot, opinion };   // named bad rating, anonymous bad rating, opinion
[[nodiscard]] std::string_view to_string(CaseSource source);   // "rating", "ballot", "opinion"

struct CaseClock {
  FeedbackKind what = FeedbackKind::resolve;
  std::string label;                        // 办结 · 书面答复 · 反馈, or the plan's own words
  std::string span;                         // 15 个工作日; empty where the plan names no days
  std::string to, owner;
  ClockAnchor anchor = ClockAnchor::event_end;
  std::optional<DueDate> due;               // nothing: no days named, no calendar, or the event's end is not known yet
  bool operator==(const CaseClock&) const = default;
};

struct FollowUpCase {
  std::string number;                       // case_number.h
  CaseSource source = CaseSource::opinion;
  std::string session, subject, subject_label;
  int grade = 0;                            // of a rating
  std::string grade_label;
  std::vector<std::string> tags;            // labels; "K299（目录中已无此项）" for a code the catalogue does not have
  std::string text;                         // opinion, or a named rating's comment
  std::optional<RegistrationId> registration;
  ReplyWay reply = ReplyWay::none;
  std::string sealed;                       // the address for a reply, sealed to the bureau's key
  std::string address;                      // the same, opened: filled in by who holds that key, never by the fold
  bool typed_by_staff = false;
  Date received{};                          // a ballot's: the day of its batch
  std::string owner;                        // department; empty: nobody named yet
  CaseState state = CaseState::open;
  std::string note;
  std::vector<CaseClock> clocks;            // those of the plan that concern one case
  bool erased = false;
};
// A reply's clock stops with `replied`, every clock with `closed`.
[[nodiscard]] bool is_overdue(const FollowUpCase& one, const CaseClock& clock, Date at);
[[nodiscard]] bool is_overdue(const FollowUpCase& one, Date at);

struct Comment {                            // of a rating or a score sheet
  std::string session, subject, subject_label;
  std::string item;                         // label of the sheet's item, or empty
  std::string text;
  auto operator<=>(const Comment&) const = default;
};

struct FollowUpList {
  std::vector<FollowUpCase> cases;          // by day received, then number
  std::vector<Comment> comments;            // sorted: in no order that tells who wrote when
  std::vector<CaseClock> event_clocks;      // summary, report up, publication: of the event as a whole
  [[nodiscard]] const FollowUpCase* find(std::string_view number) const;   // in any way of typing it
};

struct FollowUpWords {
  const Catalogue* catalogue = nullptr;     // nothing: codes stand as they are
  const WorkdayCalendar* calendar = nullptr;
  std::vector<OpinionSubject> subjects;     // where the plan names none of its own
  std::vector<CorrectionBody> corrections;  // staff's: on which day a session was held
  std::set<std::string> sealed;             // questionnaires whose round is not closed: their comments stay unsaid
};

// Which ballots are kept: the bad ones make cases, all of them the device convention's export.
enum class KeptBallots { bad, all };

class CaseFold {
 public:
  explicit CaseFold(KeptBallots kept = KeptBallots::bad) : kept_(kept) {}
  void add(const Record& record);
  void add(const base::Uuid& batch, const Ballot& ballot);
  void add(const base::Uuid& batch, const BallotText& text);

  [[nodiscard]] std::set<std::string> events() const;   // that have a rating, a ballot or an opinion
  [[nodiscard]] FollowUpList list(const Plan& plan, const FollowUpWords& words);
  // Every valid rating of the event (appraisals.h); ballots only where all are kept.
  [[nodiscard]] std::vector<Appraisal> appraisals(std::string_view event);
  // The member "cases" of EraseBody::counts for records about to be erased, as one JSON object:
  //   "cases": [{"number": "K7Q2-M9XT", "source": "opinion", "session": "main", "subject": "registration", "day": "2020-11-17"}]
  [[nodiscard]] std::string erase_counts(const std::vector<base::Uuid>& records, Minutes zone);
  // The same by single records, of those that leave a case.
  [[nodiscard]] std::unordered_map<base::Uuid, std::string, UuidHash> erase_counts_each(const std::vector<base::Uuid>& records, Minutes zone);

 private:
  using Index = RecordLedger::Index;
  struct Fact {
    Index index = 0;
    std::string event;
    std::int64_t wall_ms = 0;               // of `at`
    base::Uuid id;
  };
  struct Rated : Fact {
    RatingBody body;
  };
  struct Said : Fact {
    OpinionBody body;
  };
  struct Moved : Fact {
    FollowUpBody body;
  };
  struct Carded : Fact {
    ScorecardBody body;
  };
  struct Batched : Fact {
    RatingBatchBody body;
  };
  struct CastBallot {
    base::Uuid batch;
    Ballot ballot;
  };
  struct CastText {
    base::Uuid batch;
    BallotText text;
  };
  struct Draft {                            // a case before the plan's words
    Index index = 0;
    FollowUpCase one;
    std::vector<std::string> tags;
  };

  // A ballot or a text counts only under the event, session and subject of its batch.
  template <class Cast>
  [[nodiscard]] static bool of_batch(const Cast& cast, const Batched& batch) {
    return cast.event == batch.event && cast.session == batch.body.session && cast.subject == batch.body.subject;
  }
  [[nodiscard]] Date day(const Fact& fact, Minutes zone);
  [[nodiscard]] std::vector<const Rated*> standing_ratings(std::string_view event);
  [[nodiscard]] std::unordered_map<base::Uuid, const Batched*, UuidHash> standing_batches(std::string_view event);
  [[nodiscard]] std::vector<Draft> drafts(std::string_view event, Minutes zone);
  void erased_drafts(std::string_view event, std::vector<Draft>& out);
  [[nodiscard]] std::vector<Draft> leaving(const std::vector<base::Uuid>& records, Minutes zone);
  void move(std::string_view event, std::vector<FollowUpCase>& cases);
  [[nodiscard]] std::vector<Comment> comments(const Plan& plan, const FollowUpWords& words);

  KeptBallots kept_;
  RecordLedger ledger_;
  std::vector<Rated> ratings_;              // all named ones: which of a guest's counts is only known in the end
  std::vector<Said> opinions_;
  std::vector<Moved> moves_;
  std::vector<Carded> cards_;
  std::vector<Batched> batches_;
  std::unordered_map<base::Uuid, CastBallot, UuidHash> ballots_;   // of ratings, as `kept_` says
  std::unordered_map<base::Uuid, CastText, UuidHash> texts_;
};

}  // namespace openday::event
