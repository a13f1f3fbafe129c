// Runs whose predecessor is not here yet, kept in the same transactions as everything else (schema.md). They are a help, not a
// promise: nothing of them is acknowledged, so any may be dropped and comes again. Internal to the SQLite store; throws
// journal::DatabaseError; inside the caller's transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/journal/database.h"
#include "sync/bureau/store.h"

namespace openday::bureau {

struct Aside {
  std::int64_t number = 0;
  std::uint64_t first = 0, last = 0;
  base::Digest previous{};
};

class AsideRows {
 public:
  explicit AsideRows(journal::Database& database);

  // False when it is further ahead than there is room for: the lowest runs of a chain stay. Drops what is over a day old.
  [[nodiscard]] bool keep(std::int64_t chain, const Run& run, base::Instant now);
  void drop_old(base::Instant now);   // of all chains
  [[nodiscard]] std::vector<Aside> of(std::int64_t chain);   // lowest first
  // Out of the table; nothing when it is gone or does not read.
  [[nodiscard]] std::optional<Run> take(std::int64_t number);
  void drop(std::int64_t number);

 private:
  [[nodiscard]] bool is_crowded(std::int64_t chain);

  journal::Statement insert_, here_, of_, read_, drop_, crowd_, drop_highest_, drop_old_;
};

}  // namespace openday::bureau
