// What the bureau keeps, behind one interface: SQLite here, PostgreSQL later; one contract test runs on every implementation.
// All calls are thread-safe, each is one transaction, and success means committed and on the disk. Repeating a call gives the
// same answer and changes nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "sync/protocol/messages.h"

namespace openday::bureau {

enum class StoreError {
  busy,     // another process holds the file: the client tries again
  full,     // no space: nothing was written
  locked,   // another server uses this file
  newer,    // made by a newer version of this program
  corrupt,  // damaged: restore the backup
  io        // anything else the system said
};

template <class T>
using StoreResult = base::Result<T, StoreError>;

// A key that may push, and the device it turned out to be.
struct Device {
  base::PublicKey key{};
  std::string name;                        // what the office calls the box
  std::optional<base::Uuid> device;        // bound by the first signed hello
  std::string added, bound, revoked, last_contact;   // RFC 3339, empty: not yet
  std::string hall;                        // whose boxes share their records; empty: the hall without a name
  [[nodiscard]] bool is_revoked() const { return !revoked.empty(); }
};

enum class Binding { bound, unknown_key, revoked, other_device, device_taken };

// A record of a run with what the service thinks of it; `code` empty: to be stored, else quarantined under that code.
struct Incoming {
  event::Record record;
  base::Digest hash{};                     // of the chain after it
  std::string code;
  std::string raw;                         // what quarantine keeps; empty when stored
};

// Consecutive records of one chain, verified against `previous`.
struct Run {
  base::Uuid device;
  std::string inc;
  std::uint64_t first = 0;
  base::Digest previous{};
  std::vector<Incoming> records;
};

struct Stored {
  bool gap = false;                        // what comes before the run is not here: nothing was stored, `ack` and `head` say where to begin
  bool aside = false;                      // the same, but the run is kept until its predecessor comes; nothing of it is acknowledged
  std::uint64_t ack = 0, durable = 0;      // the run's end, or further: of what was kept aside and follows it now
  base::Digest head{};                     // of the chain at `ack`
  std::vector<protocol::Verdict> quarantined;   // up to `ack`, also those of an earlier time
  std::optional<std::uint64_t> fork;
  std::size_t fresh = 0;                   // rows that were not there before
};

enum class BatchState { waiting, counted, quarantined };   // ballots here; record and digests agree; they do not

struct QuarantineRow {
  std::uint64_t number = 0;
  std::string device, inc, code, received, replayed;
  std::uint64_t seq = 0;
  std::uint64_t bytes = 0;                 // of raw; 0 once replayed, dropped or erased
  std::string dropped, reason;             // when and why the office gave it up; empty: it did not
  std::string raw{};                       // of quarantined() only
};
enum class Dropping { dropped, was_dropped, replayed, unknown };   // was_dropped: before; its first reason stays

class Store {
 public:
  virtual ~Store() = default;

  // Random, made with the database.
  [[nodiscard]] virtual std::string epoch() const = 0;

  [[nodiscard]] virtual StoreResult<Binding> bind(const base::PublicKey& key, const base::Uuid& device, base::Instant now) = 0;
  // The key bound to a device; the live one when an older was revoked.
  [[nodiscard]] virtual StoreResult<std::optional<Device>> find_device(const base::Uuid& device) = 0;
  // What is here of the sender's own branch, which ends at `position`.
  [[nodiscard]] virtual StoreResult<protocol::Held> held(const base::Uuid& device, const protocol::Position& position) = 0;
  [[nodiscard]] virtual StoreResult<std::uint64_t> count_ballot_batches(const base::Uuid& device) = 0;
  // Of this device, those whose `rating-batch` record is here and whose ballots are not; at most `most`, the least first.
  [[nodiscard]] virtual StoreResult<std::vector<base::Uuid>> batches_without_ballots(const base::Uuid& device, std::size_t most) = 0;

  // Stores the run and, in the same transaction, what was kept aside behind it. One whose predecessor is missing is kept aside
  // itself: at most kMaxAsideRuns and kMaxAsideBytes a chain, the lowest stay; any may be dropped, since the box sends it again.
  [[nodiscard]] virtual StoreResult<Stored> put(const Run& run, base::Instant now) = 0;
  [[nodiscard]] virtual StoreResult<BatchState> put_ballots(const protocol::Ballots& ballots, base::Instant now) = 0;
};

// What the office does at a terminal.
class AdminStore {
 public:
  virtual ~AdminStore() = default;

  [[nodiscard]] virtual StoreResult<std::vector<Device>> devices() = 0;
  [[nodiscard]] virtual StoreResult<bool> add_device(const base::PublicKey& key, const std::string& name, base::Instant now) = 0;  // false: was there
  [[nodiscard]] virtual StoreResult<bool> revoke_device(const base::PublicKey& key, base::Instant now) = 0;                        // false: unknown

  // All of them by number, without their raw bytes: each may have a megabyte.
  [[nodiscard]] virtual StoreResult<std::vector<QuarantineRow>> quarantine() = 0;
  // One with its raw bytes; nothing when there is no such number.
  [[nodiscard]] virtual StoreResult<std::optional<QuarantineRow>> quarantined(std::uint64_t number) = 0;
  // Puts a quarantined record into the tables; false when it was not there or had been replayed.
  [[nodiscard]] virtual StoreResult<bool> replay(std::uint64_t number, const event::Record& record, base::Instant now) = 0;

  // Takes the raw bytes of one away for good. Its place in the chain stays, so that what was acknowledged stays acknowledged.
  [[nodiscard]] virtual StoreResult<Dropping> drop(std::uint64_t number, const std::string& reason, base::Instant now) = 0;

  // Takes what erasing left behind out of the store's own files (old row versions, the log); locks it for that time. What was copied
  // elsewhere before, backups and a database server's log, is not reached.
  [[nodiscard]] virtual StoreResult<void> scrub() = 0;

  // What figures are made of: every record of the chains that hold one of the event (their order needs them all), an `erase` for each that
  // retention took here (retention_store.h), then the ballots and texts of its counted batches, as shipped.
  struct FigureSink {
    std::function<void(const event::Record&)> record;
    std::function<void(const base::Uuid& batch, std::string_view bytes)> ballot{}, text{};   // empty: not wanted
  };
  [[nodiscard]] virtual StoreResult<void> read_figures(const std::string& event, const FigureSink& sink) = 0;
  // Events that have records, in the order of their ids.
  [[nodiscard]] virtual StoreResult<std::vector<std::string>> events() = 0;

  // Rows of one of exported_tables(): first the column names, then the values as text, nothing for NULL.
  using Row = std::vector<std::optional<std::string>>;
  [[nodiscard]] virtual std::vector<std::string> exported_tables() const = 0;
  [[nodiscard]] virtual StoreResult<void> export_rows(const std::string& table, const std::string& event, const std::function<void(const Row&)>& take) = 0;
};

}  // namespace openday::bureau
