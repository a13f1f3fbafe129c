#include "sync/bureau/open_store.h"

#include <string_view>

#include "sync/bureau/postgres_store.h"
#include "sync/bureau/postgres_tuning.h"

namespace openday::bureau {
namespace {

template <class Kind>
StoreResult<std::unique_ptr<BureauStore>> as_store(StoreResult<std::unique_ptr<Kind>> opened) {
  if (!opened) return tl::unexpected(opened.error());
  return std::unique_ptr<BureauStore>(std::move(*opened));
}

bool is_postgres_uri(std::string_view where) { return where.starts_with("postgresql://") || where.starts_with("postgres://"); }

constexpr std::string_view kSqlite = "sqlite:", kPostgres = "postgres:";
constexpr unsigned kSqliteWorkers = 2, kPostgresWorkers = 8;
static_assert(kPostgresIdleMost >= kMostWorkers, "a worker's connection is kept between two requests");

}  // namespace

unsigned default_workers(const std::string& where) { return where.starts_with(kPostgres) || is_postgres_uri(where) ? kPostgresWorkers : kSqliteWorkers; }

StoreResult<std::unique_ptr<BureauStore>> open_store(const std::string& where, Role role) {
  const std::string_view text(where);
  if (text.starts_with(kSqlite) && text.size() > kSqlite.size()) return as_store(SqliteStore::open(text.substr(kSqlite.size()), {role, {}, base::random16()}));
  const bool uri = is_postgres_uri(text);
  if (uri || (text.starts_with(kPostgres) && text.size() > kPostgres.size())) {
    return as_store(PostgresStore::open(uri ? where : where.substr(kPostgres.size()), {role, base::random16(), {}}));
  }
  return base::fail(StoreError::io, "--store: give sqlite:PATH, or postgres: with a connection string such as 'postgres:host=db dbname=openday', or postgresql://HOST/DATABASE");
}

}  // namespace openday::bureau
