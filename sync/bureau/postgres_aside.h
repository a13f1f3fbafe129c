// Runs whose predecessor is not here yet, in PostgreSQL: a help, not a promise (schema.md). Internal to the PostgreSQL store; throws
// PostgresError; inside the caller's transaction, which holds the chain.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sync/bureau/postgres_records.h"

namespace openday::bureau {

struct PostgresAsideRun {
  std::int64_t number = 0;
  std::uint64_t first = 0, last = 0;
  base::Digest previous{};
};

class PostgresAside {
 public:
  explicit PostgresAside(PostgresConnection& connection) : pg_(connection) {}

  // False when it is further ahead than there is room for: the lowest runs of a chain stay. Drops what is over a day old.
  [[nodiscard]] bool keep(std::int64_t chain, const Run& run, base::Instant now);
  void drop_old(base::Instant now);   // of all chains
  [[nodiscard]] std::vector<PostgresAsideRun> of(std::int64_t chain);   // lowest first
  // Out of the table; nothing when it does not read.
  [[nodiscard]] std::optional<Run> take(std::int64_t number);
  void drop(std::int64_t number);

 private:
  PostgresConnection& pg_;
};

}  // namespace openday::bureau
