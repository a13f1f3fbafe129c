// Anonymous ratings: outside the record chain, in three tables that nothing joins (DESIGN.md section 4, Ballots). Part of the
// writer: got from Journal::ballots(), same thread, dies with it. After cast() returned with `settled`, no sequence, time,
// page position or write-ahead log ties a ballot to a guest, to another ballot of the visit or to its own free text.
// Honest limit: it does not protect against who copies the disk while people vote or alters the program.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/crypto.h"
#include "kiosk/event/evaluation.h"
#include "kiosk/event/record.h"
#include "kiosk/event/registration_id.h"
#include "kiosk/journal/store_error.h"

namespace openday::journal {

struct BallotDraft {
  std::string subject;
  int grade = 0;                       // 5..1; 0: a score sheet
  std::vector<std::string> tags;
  std::string text;                    // free text, or empty; stored under an id of its own
  std::vector<event::ItemAnswer> answers{};   // of a score sheet; each text among them is stored under an id of its own too
};

// A subject whose round is still open: its ballots lie until staff close it, so that nobody sees how a round stands.
struct SealedSubject {
  std::string session;                 // empty: in every session
  std::string subject;
};

// Everything one guest gives in one visit.
struct Cast {
  std::string event, session;
  std::optional<event::RegistrationId> registration;   // nothing: a visitor without a check-in, not marked
  std::vector<BallotDraft> ballots;
};

struct CastReceipt {
  std::vector<std::string> stored;         // subjects now in the box
  std::vector<std::string> already_rated;  // subjects this guest had rated before: refused, nothing changed
  bool settled = true;                     // false: show thanks, repeat Journal::settle(), take no next ballot before
};

struct Waiting {
  std::string event, session, subject;
  int ballots = 0;                         // not in a batch yet
};

enum class BatchRule {
  five_or_more,   // as soon as enough wait: at any time, and at the session's end
  any             // a supervisor releases what waits, however few
};

class BallotBox {
 public:
  // One transaction writes marks, ballots and texts and rewrites the three tables in key order, then the write-ahead log is
  // checkpointed and truncated. `busy` (nothing written) while an earlier ballot is not settled and still cannot be.
  [[nodiscard]] StoreResult<CastReceipt> cast(const Cast& cast);

  [[nodiscard]] StoreResult<bool> has_rated(std::string_view event, const event::RegistrationId& registration,
                                            std::string_view subject);

  // One transaction a subject: appends the `rating-batch` record and sets its ballots' batch. Returns the records appended,
  // none when nothing was ready. Only the named session, or every session of the event when empty. What is `sealed` stays as it
  // is under either rule.
  [[nodiscard]] StoreResult<std::vector<event::Record>> make_batches(std::string_view event, std::string_view session,
                                                                     BatchRule rule, const base::Moment& now,
                                                                     const std::vector<SealedSubject>& sealed = {});

  [[nodiscard]] StoreResult<std::vector<Waiting>> waiting() const;

  // The spent-mark of a guest and a subject, for Erasure::marks. Nothing when the event has no key (nobody has rated).
  [[nodiscard]] StoreResult<std::optional<base::Digest>> mark(std::string_view event, const event::RegistrationId& registration,
                                                              std::string_view subject) const;
  // At purge: all marks of the event and the key that made them. The event takes no ballot any more: nobody could be told from who
  // has rated.
  [[nodiscard]] StoreResult<void> forget_marks(std::string_view event);

  class Core;   // internal (ballot_core.h): only the journal makes a box
  explicit BallotBox(std::unique_ptr<Core> core);
  ~BallotBox();
  BallotBox(const BallotBox&) = delete;
  BallotBox& operator=(const BallotBox&) = delete;

 private:
  friend class Journal;
  std::unique_ptr<Core> core_;
};

}  // namespace openday::journal
