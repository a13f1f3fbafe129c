// The documents of a report as PDF: tallies with bars, the follow-up list, one 交办单 a case, result sheets, the sign-in sheet, a
// roll call's list of who is missing and the day's summary. What is suppressed or sealed is not in the values they are given. A4; a rare character is drawn, one that no
// font has as its U+XXXX.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/event/day_summary.h"
#include "kiosk/event/figure_tables.h"
#include "kiosk/event/sign_in.h"
#include "kiosk/report/pdf_file.h"

namespace openday::report {

struct Letterhead {
  std::string title;                    // 好差评统计
  std::string bureau, event, day;       // 云溪市自然资源局 · 政府开放日 · 2020-11-17
  std::string made;                     // 2020-11-17 12:05 打印
  std::vector<std::string> digests;     // one line a chain: what `openday verify` prints as its head
  std::string foot;                     // the head in use, short enough for one line at every foot
  std::string digest_code;              // text of the QR: the head in use; empty: none
};

struct PaperFile {
  std::filesystem::path file, fonts_toml;
  DocumentInfo info;
  Letterhead head;
};

struct MissingRow {
  std::string name, category, group, tail;
  int persons = 1;                      // who are missing
  bool checked_in = true;
};
// Who was not there when the roll was called.
struct MissingList {
  std::string stop, group;              // group: empty: of all
  std::string grouped_by;               // 车辆, 分组
  int expected = 0, present = 0;        // persons
  std::vector<MissingRow> rows;
};

[[nodiscard]] PrintResult<Printed> print_tallies(const PaperFile& to, const event::Figures& figures);
[[nodiscard]] PrintResult<Printed> print_follow_up(const PaperFile& to, const event::FollowUpList& list, event::Date at);
// `event`: the plan's id, for the receipt's code on each slip.
[[nodiscard]] PrintResult<Printed> print_slips(const PaperFile& to, const event::FollowUpList& list, std::string_view event, event::Date at);
[[nodiscard]] PrintResult<Printed> print_results(const PaperFile& to, const std::vector<event::SheetFigures>& sheets);
// 签到表 to sign and to archive: a page total on every page, a grand total and the digest as text and code on the last. A session begins
// a page of its own.
[[nodiscard]] PrintResult<Printed> print_sign_in(const PaperFile& to, const std::vector<event::SignInSheet>& sheets);
// 缺席名单 of a roll call.
[[nodiscard]] PrintResult<Printed> print_missing(const PaperFile& to, const MissingList& list);
// 活动简报, a draft: numbers, bars, opinions by subject.
[[nodiscard]] PrintResult<Printed> print_summary(const PaperFile& to, const event::DaySummary& summary);

}  // namespace openday::report
