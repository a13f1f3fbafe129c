// What Journal and BallotBox share: the locked, migrated journal.db with its identity and head. Internal; throws DatabaseError.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/unique_fd.h"
#include "kiosk/journal/database.h"
#include "kiosk/journal/journal.h"
#include "kiosk/journal/layout.h"

namespace openday::journal {

class JournalFile {
 public:
  // Opens, checks and migrates; makes the identity in a new file. A damaged one throws `corrupt` and is left as it is.
  JournalFile(const Layout& layout, const JournalOptions& options);

  // In the caller's transaction; the head moves only with confirm(), after the commit.
  [[nodiscard]] std::vector<event::Record> append(const std::vector<Draft>& drafts, const base::Moment& now);
  // Leaves the incarnation in use; the next append is seq 1 of a new one.
  void begin_incarnation();
  void confirm();
  // After a failed commit: what the file really holds.
  void reload();

  // Runs `work` in a transaction and confirms; on failure the head is what the file holds.
  template <class Work>
  auto in_transaction(Work&& work) {
    try {
      Transaction transaction(database);
      auto result = work();
      transaction.commit();
      confirm();
      return result;
    } catch (...) {
      reload();
      throw;
    }
  }

  [[nodiscard]] const Head& head() const { return head_; }
  [[nodiscard]] std::int64_t last_n() const { return base_ + static_cast<std::int64_t>(head_.seq); }   // record.n of the head
  [[nodiscard]] std::int64_t next_n() const { return base_ + static_cast<std::int64_t>(next_.seq); }   // of the last appended
  [[nodiscard]] std::optional<base::Instant> clock_floor() const { return clock_floor_; }
  [[nodiscard]] base::Random16 random16() const;

  [[nodiscard]] std::optional<std::string> setting(std::string_view key);
  void set_setting(std::string_view key, base::ByteView value);
  void remove_setting(std::string_view key);

  void make_identity(const base::Uuid& device);     // in a new file
  [[nodiscard]] bool fresh() const { return head_.inc.empty(); }
  [[nodiscard]] std::string machine();
  void set_machine(std::string_view machine);

  void settle();                                    // throws `busy`
  [[nodiscard]] bool settle_or_keep() noexcept;     // false: still to be done
  void unsettle() { settled_ = false; }
  [[nodiscard]] bool settled() const { return settled_; }

  const JournalOptions options;
  Database database;

 private:
  void check_whole();
  void load_clock_floor();
  [[nodiscard]] event::Record make_record(const Draft& draft, const base::Moment& now, const Head& previous) const;

  Head head_, next_;
  std::int64_t k_ = 0, base_ = 0;   // incarnation in use: its key, and record.n - seq
  std::optional<base::Instant> clock_floor_, next_clock_floor_;
  bool settled_ = false;
  Statement insert_record_, get_setting_, put_setting_, drop_setting_;
};

}  // namespace openday::journal
