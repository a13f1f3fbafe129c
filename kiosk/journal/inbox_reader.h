// Reads inbox.db in the kiosk and in `openday`, under the same rules as JournalReader: a missing file is an empty one and
// looked for again, an unknown version gives an error and nothing of it is used, never creates, migrates or checkpoints,
// read transactions under 50 ms. One thread an object.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/journal/inbox_types.h"
#include "kiosk/journal/store_error.h"

namespace openday::journal {

class InboxReader {
 public:
  explicit InboxReader(std::filesystem::path state);
  ~InboxReader();
  InboxReader(InboxReader&&) noexcept;
  InboxReader& operator=(InboxReader&&) noexcept;

  [[nodiscard]] StoreResult<bool> changed();   // as JournalReader::changed
  [[nodiscard]] bool present() const;

  [[nodiscard]] StoreResult<std::vector<Ack>> acks();
  [[nodiscard]] StoreResult<std::optional<Ack>> ack(const base::Uuid& device, std::string_view inc);
  [[nodiscard]] StoreResult<std::vector<Quarantined>> quarantined();   // `raw` left empty; staff see code and number
  [[nodiscard]] StoreResult<std::optional<BatchAck>> batch_ack(const base::Uuid& batch);
  [[nodiscard]] StoreResult<std::optional<IncarnationWanted>> incarnation_wanted(std::string_view current_inc);

  [[nodiscard]] StoreResult<std::vector<DocumentName>> documents();
  [[nodiscard]] StoreResult<std::optional<Document>> document(std::string_view event, std::string_view kind);
  [[nodiscard]] StoreResult<ForeignScan> foreign_records(std::uint64_t after, std::size_t limit = 500);
  [[nodiscard]] StoreResult<std::vector<BootClock>> boot_clocks();
  [[nodiscard]] StoreResult<LinkStatus> link();   // state "never" when syncd has not run
  [[nodiscard]] StoreResult<std::optional<base::Uuid>> remembered_device();
  [[nodiscard]] StoreResult<std::optional<std::string>> note(std::string_view key);   // syncd's memory, e.g. "enrolled", "hall"

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace openday::journal
