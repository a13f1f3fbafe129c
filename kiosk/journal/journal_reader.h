// Reads journal.db while the kiosk writes it, or a copy: for syncd, `openday records` and `verify`, and the kiosk's own fold.
// Never creates, migrates, repairs or checkpoints; works under another user without write permission. A missing file is an
// empty one and is looked for again; a file of an unknown version, or a damaged one, gives an error and nothing of it is
// used. Each call is one read transaction of under 50 ms (large answers come in pages). One thread an object.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/base/uuid.h"
#include "kiosk/event/record.h"
#include "kiosk/event/registration_id.h"
#include "kiosk/journal/journal.h"
#include "kiosk/journal/store_error.h"

namespace openday::journal {

inline constexpr std::size_t kPageRecords = 500;
inline constexpr std::size_t kPageBytes = 1u << 20;   // bodies of one page; at least one record comes whatever its size

struct Page {
  std::vector<event::Record> records;   // ascending
  std::vector<base::Digest> hashes;     // of the chain, as stored: after each of them
  base::Digest head{};                  // hash after the last of them (of `after` itself when there is none)
  bool more = false;                    // there were further ones: ask again from the last
};

struct Scan {
  std::vector<event::Record> records;   // in the order of appending, all incarnations
  std::uint64_t next = 0;               // pass as `after` to go on
  bool more = false;
};

// A ballot or a free text as it is shipped and counted: a leaf of its batch's digest.
struct SealedBallot {
  base::Uuid id;
  event::Salt salt{};
  std::string bytes;                    // event::ballot_json or ballot_text_json
};
struct Batch {
  base::Uuid id;                        // the rating-batch record's body names it
  std::string inc;                      // where that record is
  std::uint64_t seq = 0;
  std::string event, session, subject;
  std::vector<SealedBallot> ballots, texts;   // sorted by id
};
struct BatchName {
  base::Uuid id;
  std::string inc;
  std::uint64_t seq = 0;
  std::uint64_t position = 0;           // pass as `after` to go on
};

class JournalReader {
 public:
  explicit JournalReader(std::filesystem::path state);
  ~JournalReader();
  JournalReader(JournalReader&&) noexcept;
  JournalReader& operator=(JournalReader&&) noexcept;

  // True when something may have been committed since the last call (PRAGMA data_version, or the file came, went or was
  // replaced); true the first time. Cheap: call it every 250 ms or sooner.
  [[nodiscard]] StoreResult<bool> changed();
  [[nodiscard]] bool present() const;   // as of the last call: there is a file

  // The device, nothing while there is no journal.
  [[nodiscard]] StoreResult<std::optional<base::Uuid>> device();
  // Heads of all incarnations in the order they began; the last one is in use.
  [[nodiscard]] StoreResult<std::vector<Head>> heads();
  // Records of one incarnation with seq > after.
  [[nodiscard]] StoreResult<Page> records(std::string_view inc, std::uint64_t after, std::size_t limit = kPageRecords);
  // Every record of the file, page by page from 0.
  [[nodiscard]] StoreResult<Scan> scan(std::uint64_t after, std::size_t limit = kPageRecords);
  [[nodiscard]] StoreResult<std::optional<event::Record>> record(const base::Uuid& id);
  // Hash after `seq` (chain start at 0); nothing when there is no such record.
  [[nodiscard]] StoreResult<std::optional<base::Digest>> hash_at(std::string_view inc, std::uint64_t seq);

  // Batches in the order made, and one with its ballots and texts.
  [[nodiscard]] StoreResult<std::vector<BatchName>> batches(std::uint64_t after = 0, std::size_t limit = kPageRecords);
  [[nodiscard]] StoreResult<std::optional<Batch>> batch(const base::Uuid& id);
  // How many ballots wait for their batch, all events. A count for verify and staff, never a chart.
  [[nodiscard]] StoreResult<std::uint64_t> waiting_ballots();

  // Which of these subjects a guest has rated anonymously, by the event's marks. Which ballot it was, nobody can say.
  [[nodiscard]] StoreResult<std::vector<std::string>> rated(std::string_view event, const event::RegistrationId& registration,
                                                            const std::vector<std::string>& subjects);

  // A device-local setting (the tool and syncd read the event in force).
  [[nodiscard]] StoreResult<std::optional<std::string>> setting(std::string_view key);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace openday::journal
