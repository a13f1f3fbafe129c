#include "sync/bureau/postgres_aside.h"

#include "sync/bureau/postgres_core.h"
#include "sync/bureau/run_text.h"
#include "sync/protocol/limits.h"

namespace openday::bureau {
namespace {

constexpr const char* kDropOld = "DELETE FROM aside WHERE received < $1";
constexpr const char* kInsert =
    "INSERT INTO aside(chain, first, last, previous, head, run, received) VALUES($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (chain, first, head) DO NOTHING";
constexpr const char* kCrowd = "SELECT count(*), coalesce(sum(length(run)), 0)::bigint FROM aside WHERE chain = $1";
constexpr const char* kDropHighest = "DELETE FROM aside WHERE number = (SELECT number FROM aside WHERE chain = $1 ORDER BY first DESC, number DESC LIMIT 1)";
constexpr const char* kIsHere = "SELECT 1 FROM aside WHERE chain = $1 AND first = $2 AND head = $3";
constexpr const char* kOf = "SELECT number, first, last, previous FROM aside WHERE chain = $1 ORDER BY first, number";
constexpr const char* kTake = "DELETE FROM aside WHERE number = $1 RETURNING run";

}  // namespace

bool PostgresAside::keep(std::int64_t chain, const Run& run, base::Instant now) {
  const auto text = text_of(run);
  if (!text) return false;
  const auto& head = run.records.back().hash;
  drop_old(now);
  (void)pg_.run(kInsert, PostgresParams(chain, run.first, run.first + run.records.size() - 1, run.previous, head, *text, postgres_time(now)));
  while (true) {
    const auto crowd = pg_.run(kCrowd, PostgresParams(chain));
    const bool crowded = crowd.integer(0, 0) > static_cast<std::int64_t>(protocol::kMaxAsideRuns) || crowd.integer(0, 1) > static_cast<std::int64_t>(protocol::kMaxAsideBytes);
    if (!crowded) break;
    (void)pg_.run(kDropHighest, PostgresParams(chain));
  }
  return !pg_.run(kIsHere, PostgresParams(chain, run.first, head)).empty();
}

void PostgresAside::drop_old(base::Instant now) { (void)pg_.run(kDropOld, PostgresParams(postgres_time(now - protocol::kAsideFor))); }

std::vector<PostgresAsideRun> PostgresAside::of(std::int64_t chain) {
  std::vector<PostgresAsideRun> out;
  const auto rows = pg_.run(kOf, PostgresParams(chain));
  for (int i = 0; i < rows.size(); ++i) {
    out.push_back({rows.integer(i, 0), static_cast<std::uint64_t>(rows.integer(i, 1)), static_cast<std::uint64_t>(rows.integer(i, 2)), rows.array<32>(i, 3)});
  }
  return out;
}

std::optional<Run> PostgresAside::take(std::int64_t number) {
  const auto row = pg_.run(kTake, PostgresParams(number));
  return row.empty() ? std::nullopt : run_of(row.text(0, 0));
}

void PostgresAside::drop(std::int64_t number) { (void)pg_.run(kTake, PostgresParams(number)); }

}  // namespace openday::bureau
