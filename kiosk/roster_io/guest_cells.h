// What stands in single cells of a list: phones, numbers of persons, companions, ID card numbers. Private to roster_io.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace openday::roster_io {

// 11 digits of a Chinese mobile (DOMAIN.md: ^1[3-9]\d{9}$), however it is spaced, dashed or prefixed with 86; nothing on anything else.
[[nodiscard]] std::optional<std::string> mobile_of(std::string_view cell);

// GB 11643: 17 digits and a check character.
[[nodiscard]] bool is_id_number(std::string_view text);

// "3", "3人", "3 名" within the bounds.
[[nodiscard]] std::optional<int> count_of_persons(std::string_view cell, int least, int most);

// Companions named or counted: "张三、李四" -> 2, "2人" -> 2, "无" -> 0; nothing when there are more than `most`.
[[nodiscard]] std::optional<int> count_companions(std::string_view cell, int most);

// 无, /, -, — : an office's way to leave a cell empty.
[[nodiscard]] bool says_nothing(std::string_view cell);

}  // namespace openday::roster_io
