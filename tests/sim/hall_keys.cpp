#include "tests/sim/hall_keys.h"

#include <fmt/format.h>

namespace openday::sim {

bool is_live(Office& office, const base::PublicKey& key) {
  journal::Statement select(office.tables(), "SELECT 1 FROM devices WHERE key = ?1 AND revoked IS NULL");
  return select.query(key).next();
}

bool is_live(Office& office, HallBox& box, const base::PublicKey& key) {
  journal::Statement select(office.tables(), "SELECT 1 FROM devices WHERE key = ?1 AND device = ?2 AND revoked IS NULL");
  const auto device = base::to_string(box.journal().device());
  return select.query(key, device).next();
}

std::optional<base::PublicKey> live_key(Office& office, HallBox& box) {
  journal::Statement select(office.tables(), "SELECT key FROM devices WHERE device = ?1 AND revoked IS NULL");
  const auto device = base::to_string(box.journal().device());
  auto rows = select.query(device);
  if (!rows.next()) return std::nullopt;
  const auto key = rows.array<32>(0);
  if (rows.next()) throw Violation(fmt::format("box {} has two keys that count", box.number()));
  return key;
}

}  // namespace openday::sim
