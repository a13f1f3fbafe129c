#include "tests/bureau/store_kinds.h"

#include <atomic>

#include "kiosk/journal/database.h"
#include "sync/bureau/postgres_connection.h"

namespace openday::bureau {
namespace {

constexpr PostgresConnection::Limits kPatience{std::chrono::seconds(60), std::chrono::seconds(60)};

bool hold(const std::filesystem::path& folder, const std::string& bytes) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && journal::file_bytes(entry.path()).find(bytes) != std::string::npos) return true;
  }
  return false;
}

class SqliteKind : public StoreKind {
 public:
  [[nodiscard]] std::unique_ptr<BureauStore> open() override {
    auto opened = SqliteStore::open(folder_.path() / "bureau.db", {Role::server, {}, base::random16()});
    if (!opened) throw std::runtime_error(opened.error().what);
    return std::move(*opened);
  }
  [[nodiscard]] std::int64_t count(const std::string& sql) override {
    journal::Database database(folder_.path() / "bureau.db", journal::Database::Mode::read);
    return database.integer(sql.c_str());
  }
  [[nodiscard]] bool files_hold(const std::string& bytes) override { return hold(folder_.path(), bytes); }

 private:
  journal::FastFolder folder_;
};

class PostgresKind : public StoreKind {
 public:
  PostgresKind() : where_(fresh_schema()) {}
  [[nodiscard]] std::unique_ptr<BureauStore> open() override { return open_postgres(where_); }
  [[nodiscard]] std::int64_t count(const std::string& sql) override { return PostgresConnection(where_, kPatience).run(sql.c_str()).integer(0, 0); }
  [[nodiscard]] bool files_hold(const std::string& bytes) override { return cluster_holds(bytes); }

 private:
  std::string where_;
};

std::unique_ptr<support::PostgresCluster> the_cluster;

// Stopped before main returns, not among the statics.
class StopsCluster : public ::testing::Environment {
 public:
  void TearDown() override { the_cluster.reset(); }
};
const auto* const kStops = ::testing::AddGlobalTestEnvironment(new StopsCluster);

}  // namespace

support::PostgresCluster& cluster() {
  const bool memory = std::filesystem::is_directory("/dev/shm");
  if (!the_cluster) {
    // No vacuum of its own: what a test finds in the files does not depend on the minute.
    the_cluster = std::make_unique<support::PostgresCluster>(memory ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path(), std::vector<std::string>{"autovacuum=off"});
  }
  return *the_cluster;
}

bool cluster_holds(const std::string& bytes) {
  PostgresConnection(cluster().where(), kPatience).execute("CHECKPOINT");
  return hold(cluster().data() / "base", bytes);
}

std::string fresh_schema() {
  static std::atomic<int> made{0};
  const auto name = "t" + std::to_string(++made);
  PostgresConnection(cluster().where(), kPatience).execute("CREATE SCHEMA " + name);
  return cluster().where(name);
}

std::unique_ptr<PostgresStore> open_postgres(const std::string& where) {
  auto opened = PostgresStore::open(where, {Role::server, base::random16(), std::chrono::seconds(60)});
  if (!opened) throw std::runtime_error(opened.error().what);
  return std::move(*opened);
}

std::unique_ptr<StoreKind> make_store_kind(const std::string& name) {
  if (name == "sqlite") return std::make_unique<SqliteKind>();
  return std::make_unique<PostgresKind>();
}

std::vector<AdminStore::Row> StoreContract::rows(const std::string& table, const std::string& event) const {
  std::vector<AdminStore::Row> out;
  const auto done = store_->export_rows(table, event, [&](const AdminStore::Row& row) { out.push_back(row); });
  if (!done) throw std::runtime_error(done.error().what);
  out.erase(out.begin());
  return out;
}

bool StoreContract::tells(const std::string& bytes) const {
  for (const auto& row : rows("journal")) {
    for (const auto& value : row) {
      if (value && value->find(bytes) != std::string::npos) return true;
    }
  }
  const auto quarantined = store_->quarantine();
  return std::ranges::any_of(*quarantined, [&](const QuarantineRow& row) { return (*store_->quarantined(row.number))->raw.find(bytes) != std::string::npos; });
}

}  // namespace openday::bureau
