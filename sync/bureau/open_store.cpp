#include "sync/bureau/open_store.h"

#include <string_view>

#include "sync/bureau/postgres_store.h"

namespace openday::bureau {
namespace {

template <class Kind>
StoreResult<std::unique_ptr<BureauStore>> as_store(StoreResult<std::unique_ptr<Kind>> opened) {
  if (!opened) return tl::unexpected(opened.error());
  return std::unique_ptr<BureauStore>(std::move(*opened));
}

}  // namespace

StoreResult<std::unique_ptr<BureauStore>> open_store(const std::string& where, Role role) {
  const std::string_view text(where);
  constexpr std::string_view kSqlite = "sqlite:", kPostgres = "postgres:";
  if (text.starts_with(kSqlite) && text.size() > kSqlite.size()) return as_store(SqliteStore::open(text.substr(kSqlite.size()), {role, {}, base::random16()}));
  const bool uri = text.starts_with("postgresql://") || text.starts_with("postgres://");
  if (uri || (text.starts_with(kPostgres) && text.size() > kPostgres.size())) {
    return as_store(PostgresStore::open(uri ? where : where.substr(kPostgres.size()), {role, base::random16(), {}}));
  }
  return base::fail(StoreError::io, "--store: give sqlite:PATH, or postgres: with a connection string such as 'postgres:host=db dbname=openday', or postgresql://HOST/DATABASE");
}

}  // namespace openday::bureau
