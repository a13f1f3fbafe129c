#include "tests/report/sign_in_samples.h"

#include <array>

#include <fmt/format.h>

#include "tests/report/report_samples.h"

namespace openday::report {
namespace {

constexpr std::array kFamily{"赵", "欧阳", "孙", "㛃", "𬀩", "𫍯", "𠅤", "𬭎", "䶮", "吾尔开西·"};
constexpr std::array kGiven{"玮", "嘉禾", "思远", "婧怡", "若谷", "一诺"};
constexpr std::array kUnits{"人大代表", "政协委员", "服务对象", "媒体记者", "云溪市融媒体中心（经济专题部）"};

}  // namespace

event::SignInSheet sample_sign_in(int rows) {
  event::SignInSheet out;
  out.session = "main";
  out.title = "上午场";
  out.day = "2020-11-17";
  for (int i = 0; i < rows; ++i) {
    event::SignInRow row;
    row.name = fmt::format("{}{}{}", kFamily[static_cast<std::size_t>(i) % kFamily.size()], kGiven[static_cast<std::size_t>(i) % kGiven.size()], i < 60 ? "" : std::to_string(i));
    row.unit = kUnits[static_cast<std::size_t>(i) % kUnits.size()];
    row.group = fmt::format("第 {} 组", i % 4 + 1);
    const bool walk_in = i >= rows - rows / 10;
    row.expected = walk_in ? 0 : i % 7 == 0 ? 3 : 1;
    if (i % 5 != 4 || walk_in) {
      row.came = walk_in ? 1 : row.expected;
      row.time = fmt::format("08:{:02}", i % 60);
      row.way = walk_in ? std::string(event::kWalkInLabel) : std::string(event::label_of(static_cast<event::Way>(i % 4)));
      row.remark = i == 3 ? "迟到、待核对" : i % 11 == 0 ? "迟到" : "";
    } else {
      row.remark = event::kAbsentLabel;
    }
    out.expected += row.expected;
    out.came += row.came;
    out.absent += row.expected > 0 && row.came == 0 ? row.expected : 0;
    out.unexpected += walk_in ? row.came : 0;
    out.rows.push_back(std::move(row));
  }
  return out;
}

event::DaySummary sample_summary() {
  event::DaySummary out;
  out.bureau = "云溪市自然资源局";
  out.event = "政府开放日";
  out.theme = "守护绿水青山" + std::string(kRareText);
  auto& one = out.sessions.emplace_back();
  one.sheet = sample_sign_in(60);
  one.sheet.rows.clear();
  one.categories = {{"人大代表", 12, 10}, {"政协委员", 12, 12}, {"服务对象", 20, 14}, {"媒体记者", 0, 3}};
  for (int quarter = 0; quarter < 6; ++quarter) one.arrivals.push_back({base::Minutes(480 + quarter * 15), quarter * 7 % 11});
  out.figures = sample_figures();
  out.figures.sheets = sample_sheets();
  out.opinions = {{"不动产登记", "登记中心", 8, 3, 1, {"希望周六上午也办理不动产登记，窗口排队的时间短一些；" + std::string(kRareText) + "路的指示牌看不清。", "叫号的声音太小。"}}, {"窗口服务", "", 2, 0, 0, {"很好"}}};
  out.opinion_count = 10;
  out.closed = 3;
  out.overdue = 1;
  return out;
}

}  // namespace openday::report
