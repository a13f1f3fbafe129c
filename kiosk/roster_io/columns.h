// Which column of an office's list is which: the spellings of headers that are understood.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace openday::roster_io {

enum class Column {
  name, phone, category, department, group, seat, vehicle, number, persons, companions, companion_names, session, inviting, state,
  registered_at, review, age, birth_date, registration,
  serial,        // 序号: counts the rows of the list, says nothing about a guest
  id_document,   // 身份证号 and the like: not collected, and refused
};
inline constexpr std::size_t kColumns = static_cast<std::size_t>(Column::id_document) + 1;

// Where each column stands in a row, from 0, if it does.
using Layout = std::array<std::optional<std::size_t>, kColumns>;

// 姓名, "姓名*", "Name", "姓 名（必填）" -> name ... Spaces, case, marks and what stands in brackets do not matter.
[[nodiscard]] std::optional<Column> column_of(std::string_view header);
// The first spelling in Chinese: 姓名.
[[nodiscard]] std::string_view name_of(Column column);

// ASCII of full-width letters and digits, without spaces at both ends (ideographic ones too).
[[nodiscard]] std::string tidy(std::string_view cell);

}  // namespace openday::roster_io
