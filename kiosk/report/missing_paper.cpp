// 缺席名单: who was not there when the roll was called, A4 upright, to be read out and ticked off by hand.
#include <fmt/format.h>

#include "kiosk/report/paper.h"

namespace openday::report {
namespace {

constexpr TextStyle kPlain{.size = 3.6, .color = kInk}, kLarge{.face = Face::bold, .size = 5.2, .color = kInk};
constexpr double kRow = 9;   // mm: a tick and a word fit beside the name

PaperCell words(std::string text, bool bold = false) { return {{std::move(text)}, kInk, bold}; }

void draw(Paper& paper, const MissingList& list) {
  paper.heading(list.stop + (list.group.empty() ? "" : " · " + list.group));
  paper.paragraph(fmt::format("应到 {} 人，已到 {} 人，缺 {} 人", list.expected, list.present, list.expected - list.present), kLarge, 3);
  if (list.rows.empty()) return paper.paragraph("全部到齐。", kPlain);
  paper.begin_table({{"序号", 12, true}, {"姓名", 46, false}, {"类别", 36, false}, {list.grouped_by, 28, false}, {"尾号", 16, false}, {"缺", 14, true}, {"备注", 34, false}});
  for (std::size_t i = 0; i < list.rows.size(); ++i) {
    const MissingRow& row = list.rows[i];
    paper.row({words(std::to_string(i + 1)), words(row.name, true), words(row.category), words(row.group), words(row.tail), words(fmt::format("{} 人", row.persons)), words(row.checked_in ? "" : "未签到")}, kRow);
  }
  paper.end_table();
  paper.skip(4);
  paper.paragraph("点名人：　　　　　　　　　　联系情况：", kPlain);
}

}  // namespace

PrintResult<Printed> print_missing(const PaperFile& to, const MissingList& list) {
  return Paper::print(to.file, to.fonts_toml, kA4Portrait, to.info, to.head, [&](Paper& paper) { draw(paper, list); });
}

}  // namespace openday::report
