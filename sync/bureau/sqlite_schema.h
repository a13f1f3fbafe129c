// The bureau's SQLite schema (schema.md) as numbered migrations, in the form kiosk/journal/migrations.h takes.
#pragma once

#include "kiosk/journal/migrations.h"

namespace openday::bureau {

[[nodiscard]] const journal::Schema& bureau_schema();

}  // namespace openday::bureau
