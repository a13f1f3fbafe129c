// Whether the bureau understands a record; decides between table and quarantine. Pure.
#pragma once

#include <string_view>

#include "kiosk/event/record.h"

namespace openday::bureau {

// Empty: understood. "future": a newer version or an unknown kind. "schema": a body that lacks what its kind needs.
[[nodiscard]] std::string_view quarantine_code(const event::Record& record);

}  // namespace openday::bureau
