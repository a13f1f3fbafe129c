// Answers of a score sheet as JSON, for records and ballots alike: [{"item":"order","value":8},{"item":"want","choices":["..."]}].
// Internal to the readers and writers in event/.
#pragma once

#include <optional>
#include <vector>

#include <nlohmann/json.hpp>

#include "kiosk/event/answers.h"

namespace openday::event::bodies {

[[nodiscard]] nlohmann::ordered_json answers_json(const std::vector<ItemAnswer>& answers);
// Nothing when it is no list of answers, an item stands twice, or one says nothing.
[[nodiscard]] std::optional<std::vector<ItemAnswer>> read_answers(const nlohmann::ordered_json& json);

}  // namespace openday::event::bodies
