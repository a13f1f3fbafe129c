// The schemas as numbered migrations; PRAGMA user_version holds the number reached. A migration, once released, never
// changes: a change is a new one, a line in schema.md and a test that opens an old file. Internal to the stores.
#pragma once

#include <span>

#include "kiosk/journal/database.h"

namespace openday::journal {

struct Schema {
  int application_id = 0;
  std::span<const char* const> steps;   // steps[n] leads from version n to n + 1
  [[nodiscard]] int version() const { return static_cast<int>(steps.size()); }
};

[[nodiscard]] const Schema& journal_schema();
[[nodiscard]] const Schema& inbox_schema();

enum class SchemaState { empty, ours };
// Throws `newer` for a version this program does not know, `corrupt` for a file of another application.
[[nodiscard]] SchemaState inspect(Database& database, const Schema& schema);
// All missing steps in one transaction. The writer only.
void migrate(Database& database, const Schema& schema);

}  // namespace openday::journal
