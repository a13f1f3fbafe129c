// Figures and cases as plain tables: one meaning, many files (CSV, XLSX, PDF, the bureau's exports). Columns have a key for programs
// and a title for people; what is suppressed is "＊", no rating at all "—". Pure values.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/event/appraisals.h"
#include "kiosk/event/figures.h"
#include "kiosk/event/follow_up.h"

namespace openday::event {

struct Share {                      // 0..1, shown as 83.3 %
  double value = 0;
};
using TableCell = std::variant<std::monostate, std::string, int, double, Share, Date>;

struct TableColumn {
  std::string key, title;
  double width = 10;                // characters of half an em
};
struct DataTable {
  std::string title;
  std::vector<TableColumn> columns;
  std::vector<std::vector<TableCell>> rows;   // as many cells as columns
  std::vector<std::string> notes;   // under the table
};

inline constexpr std::string_view kHiddenMark = "＊", kNothingMark = "—";
inline constexpr std::string_view kHiddenNote = "＊：不足 5 份，或可由其他数字推算出不足 5 份的部分，不单列。";

[[nodiscard]] std::string to_text(const TableCell& cell);   // as a person reads it: 83.3%, 7.90, 2020-11-17; nothing: ""
[[nodiscard]] std::string share_text(double share);         // 83.3%

[[nodiscard]] DataTable tally_table(const Figures& figures);
[[nodiscard]] DataTable result_table(const std::vector<SheetFigures>& sheets);
// `at`: the day by which overdue is judged.
[[nodiscard]] DataTable follow_up_table(const FollowUpList& list, Date at);
[[nodiscard]] DataTable comment_table(const FollowUpList& list);
[[nodiscard]] DataTable appraisal_table(const std::vector<Appraisal>& appraisals);

[[nodiscard]] std::string_view label_of(CaseSource source);   // 记名差评
[[nodiscard]] std::string_view label_of(CaseState state);     // 待办
[[nodiscard]] std::string_view label_of(ReplyWay reply);      // 按登记的联系方式
// 办结 15 个工作日 2020-12-08（暂定）
[[nodiscard]] std::string clock_text(const CaseClock& clock);

}  // namespace openday::event
