// The sign-in sheet (签到表) that an archive wants: the roster's guests in its order, absent ones marked, then who came without
// standing on it, by first admission. Counted in persons. Pure: a function of plan, roster and attendance, whose seats the caller
// has set. Whole names: for paper and for staff, never for a guest's page.
#pragma once

#include <string>
#include <vector>

#include "kiosk/event/attendance.h"
#include "kiosk/event/figure_tables.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/roster.h"

namespace openday::event {

struct SignInRow {
  std::string name;
  std::string unit;             // the inviting department where the roster names one, else the category's label
  std::string group;
  int expected = 0;             // persons of the registration; 0: not expected (walk-in, waiting list, cancelled)
  int came = 0;                 // persons admitted; 0: absent
  std::string time;             // 08:36, of the first admission; empty: absent
  std::string way;              // label_of(Way) or 现场补登; empty: absent
  std::string remark;           // 未到 · 迟到 · 提前 · 候补 · 待核对
  [[nodiscard]] bool absent() const { return came == 0; }
};

struct SignInSheet {
  std::string session;          // Session::id
  std::string title, day;       // 上午场; 2020-11-17, empty while nobody knows it
  std::vector<SignInRow> rows;
  int expected = 0;             // persons
  int came = 0;                 // persons, `erased` included
  int absent = 0;               // persons expected who did not come
  int unexpected = 0;           // persons who came without being expected
  int erased = 0;               // persons whose records were erased: they stand in no row
};

[[nodiscard]] std::string_view label_of(Way way);   // 扫码 · 自助查找 · 工作人员 · 其他系统码
inline constexpr std::string_view kWalkInLabel = "现场补登", kAbsentLabel = "未到";

// `roster` may be nothing: then only those who came stand there, without names the journal does not hold.
[[nodiscard]] SignInSheet sign_in_sheet(const Plan& plan, const Session& session, const Roster* roster, const Attendance& attendance);
// Every session of the plan, in its order.
[[nodiscard]] std::vector<SignInSheet> sign_in_sheets(const Plan& plan, const Roster* roster, const Attendance& attendance);

// One table of all of them; a column 场次 where there are several.
[[nodiscard]] DataTable sign_in_table(const std::vector<SignInSheet>& sheets);

}  // namespace openday::event
