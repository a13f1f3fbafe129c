#include "sync/bureau/postgres_store.h"

#include <algorithm>
#include <tuple>

#include "sync/bureau/postgres_core.h"
#include "sync/bureau/postgres_records.h"
#include "sync/bureau/postgres_schema.h"
#include "sync/bureau/postgres_tuning.h"

namespace openday::bureau {
namespace {

constexpr const char* kByKey = "SELECT key, name, device, added, coalesce(bound, ''), coalesce(revoked, ''), coalesce(last_contact, ''), hall FROM devices WHERE key = $1 FOR UPDATE";
constexpr const char* kByDevice =
    "SELECT key, name, device, added, coalesce(bound, ''), coalesce(revoked, ''), coalesce(last_contact, ''), hall FROM devices"
    " WHERE device = $1 ORDER BY revoked IS NOT NULL, bound DESC LIMIT 1";
constexpr const char* kAllDevices =
    "SELECT key, name, device, added, coalesce(bound, ''), coalesce(revoked, ''), coalesce(last_contact, ''), hall FROM devices ORDER BY added, name";
constexpr const char* kIsTaken = "SELECT 1 FROM devices WHERE device = $1 AND revoked IS NULL";
constexpr const char* kBind = "UPDATE devices SET device = $2, bound = $3 WHERE key = $1";
constexpr const char* kContact = "UPDATE devices SET last_contact = $2 WHERE key = $1";
constexpr const char* kAdd = "INSERT INTO devices(key, name, added) VALUES($1, $2, $3) ON CONFLICT (key) DO NOTHING";
constexpr const char* kRevoke = "UPDATE devices SET revoked = coalesce(revoked, $2) WHERE key = $1";
constexpr const char* kNoteDevices = "UPDATE feeds SET top = top + 1 WHERE feed = 'devices'";
constexpr const char* kTop = "SELECT number, top FROM chains WHERE device = $1 AND inc = $2";

Device device_of(const PostgresRows& rows, int row) {
  Device out{rows.array<32>(row, 0), rows.text(row, 1), std::nullopt, rows.text(row, 3), rows.text(row, 4), rows.text(row, 5), rows.text(row, 6), rows.text(row, 7)};
  if (!rows.null(row, 2)) out.device = rows.uuid(row, 2);
  return out;
}

// False when no row was there to be changed.
bool change_devices(PostgresConnection& pg, const char* sql, const PostgresParams& params) {
  PostgresTransaction transaction(pg);
  if (pg.run(sql, params).affected() == 0) return false;
  note_device_change(pg);
  transaction.commit();
  return true;
}

PostgresConnection::Limits limits_of(const PostgresOptions& options) {
  const auto answer = options.role == Role::server ? kPostgresAnswerLimit : kPostgresTerminalLimit;
  return {kPostgresConnectLimit, options.answer.count() > 0 ? options.answer : answer};
}

}  // namespace

std::string postgres_time(base::Instant at) { return base::to_rfc3339(at, base::Minutes{0}); }

void note_device_change(PostgresConnection& connection) { (void)connection.run(kNoteDevices); }

PostgresStore::Core::Core(const std::string& where, const PostgresOptions& options)
    : new_epoch_(base::to_string(base::make_uuid_v4(options.random))),
      pool_(where, limits_of(options), [this](PostgresConnection& connection) { greet(connection); }) {
  pool_.once([](PostgresConnection&) {});   // what is wrong with the server or the tables is said at the start
}

// On every new connection: behind it may be another server than before, or a database that was restored meanwhile.
void PostgresStore::Core::greet(PostgresConnection& connection) {
  prepare_postgres(connection, new_epoch_);
  auto found = read_epoch(connection);
  const base::Lock held(mutex_);
  epoch_ = std::move(found);
}

std::string PostgresStore::Core::epoch() const {
  const base::Lock held(mutex_);
  return epoch_;
}

PostgresStore::PostgresStore(std::unique_ptr<Core> core) : core_(std::move(core)) {}
PostgresStore::~PostgresStore() = default;

StoreResult<std::unique_ptr<PostgresStore>> PostgresStore::open(const std::string& where, const PostgresOptions& options) {
  try {
    return std::unique_ptr<PostgresStore>(new PostgresStore(std::make_unique<Core>(where, options)));
  } catch (const PostgresError& error) {
    return base::fail(error.kind(), error.what());
  }
}

std::string PostgresStore::epoch() const { return core_->epoch(); }

StoreResult<Binding> PostgresStore::bind(const base::PublicKey& key, const base::Uuid& device, base::Instant now) {
  return core_->guarded([&](PostgresConnection& pg) -> Binding {
    const auto at = postgres_time(now);
    PostgresTransaction transaction(pg);
    const auto row = pg.run(kByKey, PostgresParams(key));
    if (row.empty()) return Binding::unknown_key;
    const auto known = device_of(row, 0);
    if (known.is_revoked()) return Binding::revoked;
    if (known.device && *known.device != device) return Binding::other_device;
    if (!known.device) {
      if (!pg.run(kIsTaken, PostgresParams(device)).empty()) return Binding::device_taken;
      (void)pg.run(kBind, PostgresParams(key, device, at));   // two keys at once: devices_live refuses the second, which then finds it taken
      note_device_change(pg);
    }
    (void)pg.run(kContact, PostgresParams(key, at));
    transaction.commit();
    return Binding::bound;
  });
}

StoreResult<std::optional<Device>> PostgresStore::find_device(const base::Uuid& device) {
  return core_->guarded([&](PostgresConnection& pg) {
    const auto row = pg.run(kByDevice, PostgresParams(device));
    return row.empty() ? std::nullopt : std::optional(device_of(row, 0));
  });
}

StoreResult<std::vector<Device>> PostgresStore::devices() {
  return core_->guarded([](PostgresConnection& pg) {
    std::vector<Device> out;
    const auto rows = pg.run(kAllDevices);
    for (int i = 0; i < rows.size(); ++i) out.push_back(device_of(rows, i));
    return out;
  });
}

StoreResult<bool> PostgresStore::add_device(const base::PublicKey& key, const std::string& name, base::Instant now) {
  return core_->guarded([&](PostgresConnection& pg) { return change_devices(pg, kAdd, PostgresParams(key, name, postgres_time(now))); });
}

StoreResult<bool> PostgresStore::revoke_device(const base::PublicKey& key, base::Instant now) {
  return core_->guarded([&](PostgresConnection& pg) { return change_devices(pg, kRevoke, PostgresParams(key, postgres_time(now))); });
}

StoreResult<protocol::Held> PostgresStore::held(const base::Uuid& device, const protocol::Position& position) {
  return core_->guarded([&](PostgresConnection& pg) {
    protocol::Held out{position.inc, 0, event::chain_start(device, position.inc), 0, 0};
    const auto chain = pg.run(kTop, PostgresParams(device, position.inc));
    if (chain.empty()) return out;
    out.top = static_cast<std::uint64_t>(chain.integer(0, 1));
    PostgresRecords records(pg, {});
    const auto places = records.places(chain.integer(0, 0), position.last, position.last);
    const bool known = std::ranges::any_of(places, [&](const auto& place) { return place.second.hash == position.head; });
    if (known) {
      out.ack = position.last;
      out.head = position.head;
    } else if (const auto end = records.main_end(chain.integer(0, 0), position.last)) {
      std::tie(out.ack, out.head) = *end;
    }
    out.durable = out.ack;
    return out;
  });
}

}  // namespace openday::bureau
