// Records in words that a person can read who asks what is kept of them.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "kiosk/event/record.h"
#include "kiosk/event/roster.h"

namespace openday::tool {

[[nodiscard]] std::string kind_in_words(std::string_view kind);          // 签到, 意见建议 ...; the kind itself when it has none
[[nodiscard]] nlohmann::ordered_json body_of(const event::Record& record);
// "name: value" lines, indented; nested ones further.
[[nodiscard]] std::string members_in_words(const nlohmann::ordered_json& body);
[[nodiscard]] nlohmann::ordered_json guest_json(const event::Guest& guest);   // what says something

}  // namespace openday::tool
