// What retention takes and keeps, in numbers: the lines that the box's purge report and the bureau's share. Never a name or a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/event/retention.h"

namespace openday::event {

// "due: 12\n" and a line for each kind and field, such as "      12 check-in, field check_in, kept until 2020-12-17"; nothing for none.
[[nodiscard]] std::string retention_text(std::string_view head, const std::vector<Retained>& records);
// [{"kind": "check-in", "field": "check_in", "foreign": false, "records": 12, "until": "2020-12-17", "until_last": "2020-12-17"}]
[[nodiscard]] std::string retention_json(const std::vector<Retained>& records);

}  // namespace openday::event
