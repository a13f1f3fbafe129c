// The bureau's store in one SQLite file (schema.md): WAL, synchronous=FULL, one connection that writes, what waits for it sharing one
// transaction, and one that reads. A server holds
// FILE.lock for its life; a terminal command may write beside it but then never checkpoints (two connections that checkpoint
// at once is SQLite's WAL-reset bug).
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/base/crypto.h"
#include "sync/bureau/hall_store.h"
#include "sync/bureau/sqlite_tuning.h"

namespace openday::bureau {

enum class Role { server, terminal };

struct SqliteOptions {
  Role role = Role::server;
  std::string vfs;                       // SQLite VFS by name, empty: the system's (crash tests name another)
  base::Random16 random{};               // for the epoch of a new database
  std::size_t most_in_group = kMostInGroup;           // writes that share a transaction; 1: each by itself
  int checkpoint_pages = kSqliteCheckpointPages;      // of the log
};

class SqliteStore final : public BureauStore {
 public:
  // Makes the file when missing, migrates an older one (a server, or a terminal while no server runs).
  [[nodiscard]] static StoreResult<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& file, const SqliteOptions& options);
  ~SqliteStore() override;

  [[nodiscard]] std::string epoch() const override;
  [[nodiscard]] StoreResult<Binding> bind(const base::PublicKey& key, const base::Uuid& device, base::Instant now) override;
  [[nodiscard]] StoreResult<std::optional<Device>> find_device(const base::Uuid& device) override;
  [[nodiscard]] StoreResult<protocol::Held> held(const base::Uuid& device, const protocol::Position& position) override;
  [[nodiscard]] StoreResult<std::uint64_t> count_ballot_batches(const base::Uuid& device) override;
  [[nodiscard]] StoreResult<std::vector<base::Uuid>> batches_without_ballots(const base::Uuid& device, std::size_t most) override;
  [[nodiscard]] StoreResult<Stored> put(const Run& run, base::Instant now) override;
  [[nodiscard]] StoreResult<BatchState> put_ballots(const protocol::Ballots& ballots, base::Instant now) override;

  [[nodiscard]] StoreResult<std::vector<Device>> devices() override;
  [[nodiscard]] StoreResult<bool> add_device(const base::PublicKey& key, const std::string& name, base::Instant now) override;
  [[nodiscard]] StoreResult<bool> revoke_device(const base::PublicKey& key, base::Instant now) override;
  [[nodiscard]] StoreResult<std::vector<QuarantineRow>> quarantine() override;
  [[nodiscard]] StoreResult<std::optional<QuarantineRow>> quarantined(std::uint64_t number) override;
  [[nodiscard]] StoreResult<bool> replay(std::uint64_t number, const event::Record& record, base::Instant now) override;
  [[nodiscard]] StoreResult<Dropping> drop(std::uint64_t number, const std::string& reason, base::Instant now) override;
  [[nodiscard]] StoreResult<void> scrub() override;
  [[nodiscard]] StoreResult<void> read_figures(const std::string& event, const FigureSink& sink) override;
  [[nodiscard]] StoreResult<std::vector<std::string>> events() override;
  [[nodiscard]] std::vector<std::string> exported_tables() const override;
  [[nodiscard]] StoreResult<void> export_rows(const std::string& table, const std::string& event,
                                              const std::function<void(const Row&)>& take) override;

  [[nodiscard]] StoreResult<void> note_told(const base::Uuid& device, const std::vector<protocol::Position>& positions, base::Instant now) override;
  [[nodiscard]] StoreResult<std::vector<Lag>> lags() override;

  [[nodiscard]] StoreResult<Expired> besides_records(const std::string& event) override;
  [[nodiscard]] StoreResult<Expired> expire(const Expiry& expiry, base::Instant now) override;

  [[nodiscard]] StoreResult<Publishing> publish(const Publication& document, base::Instant now) override;
  [[nodiscard]] StoreResult<DocumentFeed> documents_after(std::uint64_t position, const std::string& hall) override;
  [[nodiscard]] StoreResult<std::optional<protocol::PartAnswer>> document_part(const protocol::PartRequest& wanted, const std::string& hall,
                                                                               std::size_t most) override;
  [[nodiscard]] StoreResult<RecordFeed> records_after(std::uint64_t position, const base::Uuid& asker, const std::string& hall, std::size_t most,
                                                      std::size_t most_bytes) override;
  [[nodiscard]] StoreResult<FeedMarks> marks_at(std::uint64_t documents, std::uint64_t records, const std::string& hall) override;
  [[nodiscard]] StoreResult<DeviceFeed> devices_after(std::uint64_t generation, const base::Uuid& asker, const std::string& hall) override;
  [[nodiscard]] StoreResult<void> add_enrolment(const Enrolment& enrolment, base::Instant now) override;
  [[nodiscard]] StoreResult<Enrolled> enrol(const base::Digest& secret, const base::PublicKey& key, const base::Uuid& device, base::Instant now) override;
  [[nodiscard]] StoreResult<bool> rotate(const base::Uuid& device, const base::PublicKey& old, const base::PublicKey& fresh, base::Instant now) override;
  [[nodiscard]] StoreResult<PaperPlace> put_paper(const protocol::PaperPart& part, base::Instant now) override;
  [[nodiscard]] StoreResult<std::vector<PaperRow>> papers() override;
  [[nodiscard]] StoreResult<std::optional<std::string>> paper(const std::string& id) override;

 private:
  class Core;
  explicit SqliteStore(std::unique_ptr<Core> core);
  std::unique_ptr<Core> core_;
};

}  // namespace openday::bureau
