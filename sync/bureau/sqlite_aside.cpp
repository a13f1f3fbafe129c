#include "sync/bureau/sqlite_aside.h"

#include "sync/bureau/run_text.h"
#include "sync/protocol/limits.h"

namespace openday::bureau {
namespace {

std::string utc(base::Instant at) { return base::to_rfc3339(at, base::Minutes{0}); }

}  // namespace

AsideRows::AsideRows(journal::Database& database)
    : insert_(database, "INSERT OR IGNORE INTO aside(chain, first, last, previous, head, run, received) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
      here_(database, "SELECT 1 FROM aside WHERE chain = ?1 AND first = ?2 AND head = ?3"),
      of_(database, "SELECT number, first, last, previous FROM aside WHERE chain = ?1 ORDER BY first, number"),
      read_(database, "SELECT run FROM aside WHERE number = ?1"),
      drop_(database, "DELETE FROM aside WHERE number = ?1"),
      crowd_(database, "SELECT count(*), coalesce(sum(length(CAST(run AS BLOB))), 0) FROM aside WHERE chain = ?1"),
      drop_highest_(database, "DELETE FROM aside WHERE number = (SELECT number FROM aside WHERE chain = ?1 ORDER BY first DESC, number DESC LIMIT 1)"),
      drop_old_(database, "DELETE FROM aside WHERE received < ?1") {}

bool AsideRows::keep(std::int64_t chain, const Run& run, base::Instant now) {
  const auto text = text_of(run);
  if (!text) return false;
  const auto received = utc(now);
  const auto& head = run.records.back().hash;
  drop_old(now);
  insert_.run(chain, run.first, run.first + run.records.size() - 1, run.previous, head, *text, received);
  while (is_crowded(chain)) drop_highest_.run(chain);
  return here_.query(chain, run.first, head).next();
}

void AsideRows::drop_old(base::Instant now) { drop_old_.run(utc(now - protocol::kAsideFor)); }

bool AsideRows::is_crowded(std::int64_t chain) {
  auto rows = crowd_.query(chain);
  return rows.next() && (rows.integer(0) > static_cast<std::int64_t>(protocol::kMaxAsideRuns) ||
                         rows.integer(1) > static_cast<std::int64_t>(protocol::kMaxAsideBytes));
}

std::vector<Aside> AsideRows::of(std::int64_t chain) {
  std::vector<Aside> out;
  auto rows = of_.query(chain);
  while (rows.next()) {
    out.push_back({rows.integer(0), static_cast<std::uint64_t>(rows.integer(1)), static_cast<std::uint64_t>(rows.integer(2)), rows.array<32>(3)});
  }
  return out;
}

std::optional<Run> AsideRows::take(std::int64_t number) {
  std::string text;
  {
    auto rows = read_.query(number);
    if (!rows.next()) return std::nullopt;
    text = rows.text(0);
  }
  drop(number);
  return run_of(text);
}

void AsideRows::drop(std::int64_t number) { drop_.run(number); }

}  // namespace openday::bureau
