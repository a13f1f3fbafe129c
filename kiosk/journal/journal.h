// The writer of journal.db: appends records, holds device-local settings and the ballot box. Exactly one exists for a state
// folder (flock on journal.lock for its life); it belongs to one thread, the kiosk's journal worker. Every call that returns
// success returns after the commit is on the disk (WAL, synchronous=FULL): what the screen confirms is durable (I1). A call
// that fails has written nothing. Blocks for a disk sync (about 0.2..5 ms) and up to 2 s where a checkpoint waits.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/uuid.h"
#include "kiosk/event/record.h"
#include "kiosk/journal/store_error.h"

namespace openday::journal {

class BallotBox;

// A record to be: the journal adds id, device, incarnation, sequence, times, salt and hashes.
struct Draft {
  event::Kind kind = event::Kind::device;
  std::string event;   // plan id, or empty for the box itself
  std::string body;    // exact JSON text (event/record_bodies.h); stored and shipped as it is
};

struct Head {
  base::Uuid device;
  std::string inc;
  std::uint64_t seq = 0;   // 0: nothing yet
  base::Digest hash{};     // after `seq`; chain_start(device, inc) at 0
};

struct JournalOptions {
  base::Minutes zone = base::kChinaOffset;   // offset in a record's `at`
  // This machine, for example the text of /etc/machine-id. A database that another machine wrote is a clone: open() begins a
  // new incarnation. Empty: not compared.
  std::string machine;
  // Fills with random bytes: ids, salts, incarnations.
  std::function<void(std::span<std::uint8_t>)> random = base::random_bytes;
  std::chrono::milliseconds checkpoint_wait{2000};   // how long a ballot's checkpoint waits for readers
  std::string vfs;                           // SQLite VFS by name, empty: the system's (crash tests name another)
};

// What a person's or a retention's erasing removes (DESIGN.md, Erasing).
struct Erasure {
  std::string event;
  std::vector<base::Uuid> records;           // ids, of any incarnation in this file
  std::string reason;                        // retention, asked
  std::string counts;                        // JSON object of the numbers that reports need, or empty
  std::vector<base::Digest> marks;           // BallotBox::mark() of whoever asked, per subject
};

class Journal {
 public:
  // Makes the folders and the file when missing, migrates an older one. A damaged file is moved aside with its -wal and -shm
  // (never deleted), a new incarnation begun and a `device` record appended that says so; see moved_aside().
  [[nodiscard]] static StoreResult<Journal> open(const std::filesystem::path& state, const base::Moment& now,
                                                 JournalOptions options = {});
  ~Journal();
  Journal(Journal&&) noexcept;
  Journal& operator=(Journal&&) noexcept;

  // One transaction: all drafts or none, with consecutive sequence numbers. Returned as stored.
  [[nodiscard]] StoreResult<std::vector<event::Record>> append(const std::vector<Draft>& drafts, const base::Moment& now);
  [[nodiscard]] StoreResult<event::Record> append(const Draft& draft, const base::Moment& now);

  [[nodiscard]] const Head& head() const;
  [[nodiscard]] const base::Uuid& device() const;
  [[nodiscard]] const std::string& incarnation() const;

  // Wall time of the last record whose clock was not guessed: the floor of the clock (I6) beside the build date.
  [[nodiscard]] std::optional<base::Instant> clock_floor() const;

  // When the file was a clone, was restored, or the bureau says `fork` (InboxReader::incarnation_wanted). Between two visits.
  // The new incarnation's first record is `device` {what: incarnation, detail: reason}.
  [[nodiscard]] StoreResult<event::Record> start_incarnation(std::string reason, const base::Moment& now);

  // Appends an `erase` record, then blanks body and salt of the named records and deletes the marks, in one transaction, and
  // checkpoints so that the write-ahead log holds nothing of them either. Records not in this file are named all the same.
  // Success with settled() false: erased, but the log still has to be emptied: settle().
  [[nodiscard]] StoreResult<event::Record> erase(const Erasure& erasure, const base::Moment& now);
  // All of them in one transaction: what is too long for one `erase` record.
  [[nodiscard]] StoreResult<std::vector<event::Record>> erase(const std::vector<Erasure>& erasures, const base::Moment& now);

  // Device-local settings, never pushed: PIN hashes, panel, event in force ...
  [[nodiscard]] StoreResult<std::optional<std::string>> setting(std::string_view key) const;
  [[nodiscard]] StoreResult<void> set_setting(std::string_view key, std::string_view value);
  [[nodiscard]] StoreResult<void> remove_setting(std::string_view key);

  [[nodiscard]] BallotBox& ballots();

  // False while a ballot or an erased body may still lie in the write-ahead log: no page is shown at start and no next ballot
  // is taken before settle() succeeds. open() has tried already; a failure here is `busy` (a reader) or `io`.
  [[nodiscard]] bool settled() const;
  [[nodiscard]] StoreResult<void> settle();

  // Where a damaged file of before went, for the staff's page. Nothing in the usual case.
  [[nodiscard]] const std::optional<std::filesystem::path>& moved_aside() const;

 private:
  struct State;
  explicit Journal(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace openday::journal
