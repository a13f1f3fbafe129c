// The bureau of a simulated world: the real service on the real SQLite store in a memory disk, which can die in the middle of a
// transaction, be restored from an old backup or be lost and made anew.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/journal/database.h"
#include "sync/bureau/bureau_service.h"
#include "sync/bureau/sqlite_store.h"
#include "sync/transport/http_client.h"
#include "tests/sim/dice.h"
#include "tests/sim/memory_disk.h"
#include "tests/sim/mutant.h"

namespace openday::sim {

class Office {
 public:
  // `boxes`: keys that it lists whenever its database is a new one. `ca`: PEM, for boxes that enrol.
  Office(std::string folder, const std::vector<base::PublicKey>& boxes, const Mutant* mutant, std::uint64_t seed, bureau::BureauService::Now now,
         std::string ca = {});
  ~Office();

  // `digest`: the header of whoever sent it. Nothing: it died over the request. `writes`: it dies after so many operations of its disk, 0: it does not.
  [[nodiscard]] std::optional<transport::HttpAnswer> handle(const transport::HttpRequest& request, const std::string& digest, std::uint64_t writes);
  [[nodiscard]] bool is_up() const { return service_ != nullptr; }
  void stop();
  void start();

  void back_up();
  [[nodiscard]] bool restore();              // to a backup of before; false: there is none
  void begin_anew();                         // the disk is gone: an empty database, and the office lists its boxes again
  // Counts what took something away: after it an acknowledgement may stand above what is stored, until the next hello.
  [[nodiscard]] int generation() const { return generation_; }

  [[nodiscard]] bureau::SqliteStore& store() { return *store_; }
  // A connection to look with; only while it is up.
  [[nodiscard]] journal::Database& tables();
  // Hashes of what is stored or in quarantine of one chain.
  [[nodiscard]] std::multiset<std::string> hashes(const base::Uuid& device, const std::string& inc);

 private:
  void enrol();

  std::string folder_, database_, ca_;
  std::vector<base::PublicKey> boxes_;
  const Mutant* mutant_;
  Dice dice_;
  bureau::BureauService::Now now_;
  std::vector<DiskImage> backups_;
  int generation_ = 0;
  std::unique_ptr<bureau::SqliteStore> store_;
  std::unique_ptr<bureau::Store> wrapped_;
  std::unique_ptr<bureau::HallStore> halls_;
  std::unique_ptr<bureau::BureauService> service_;
  std::unique_ptr<journal::Database> tables_;
};

// What a server in front of the service would hand to the client.
[[nodiscard]] transport::HttpAnswer to_answer(const http::Response& response);

}  // namespace openday::sim
