// The bureau's tables in PostgreSQL (schema.md) as numbered migrations. Only SQL that databases of the same protocol share: no advisory
// locks, no system columns, no LISTEN.
#pragma once

#include <string>

#include "sync/bureau/postgres_connection.h"

namespace openday::bureau {

// Makes or migrates the tables in the connection's search path; several servers may do so at once. `epoch`: of a new database. Throws
// PostgresError: `newer` when a newer program
// migrated it and said that this one may not go on, `io` when the server does not sync its disk.
void prepare_postgres(PostgresConnection& connection, const std::string& epoch);
[[nodiscard]] std::string read_epoch(PostgresConnection& connection);

}  // namespace openday::bureau
