// The ballot box's hands: SQL of mark, ballot, ballot_text and batch. Internal; throws DatabaseError.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/journal/ballot_box.h"
#include "kiosk/journal/journal_file.h"

namespace openday::journal {

class BallotBox::Core {
 public:
  explicit Core(JournalFile& file);

  [[nodiscard]] CastReceipt cast(const Cast& cast);
  [[nodiscard]] bool has_mark(std::string_view event, const base::Digest& mark);
  [[nodiscard]] std::optional<base::Digest> mark_of(std::string_view event, const event::RegistrationId& registration, std::string_view subject);
  [[nodiscard]] std::vector<Waiting> waiting();
  [[nodiscard]] event::Record make_batch(const Waiting& group, const base::Moment& now);
  // In the caller's transaction.
  void remove_marks(std::string_view event, const std::vector<base::Digest>& marks);
  void forget_marks(std::string_view event);
  void settle_if_needed();

 private:
  [[nodiscard]] std::string key_of_marks(std::string_view event);   // made when missing, in the caller's transaction
  [[nodiscard]] bool spend_mark(const Cast& cast, std::string_view subject, const std::string& key);
  void put(const Cast& cast, const BallotDraft& draft);
  void put_text(const Cast& cast, const BallotDraft& draft, const std::string& item, const std::string& words);
  [[nodiscard]] std::vector<event::Leaf> waiting_leaves(const char* table, const Waiting& group);
  void rewrite_in_key_order();
  // Runs `work`, rewrites the tables, commits; then empties the log. Tells whether that succeeded.
  template <class Work>
  auto in_ballot_transaction(Work&& work);

  JournalFile& file_;
  Statement has_mark_, put_mark_, put_ballot_, put_text_;
};

}  // namespace openday::journal
