// 签到表: A4 upright, rows high enough for a signature, totals on every page.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "kiosk/report/paper.h"

namespace openday::report {
namespace {

using event::SignInRow;
using event::SignInSheet;

constexpr double kRow = 8.6, kTotal = 7, kClosing = 46, kCode = 24;   // mm
constexpr std::array<double, 9> kWidths{10, 32, 36, 17, 11, 17, 19, 26, 18};
constexpr TextStyle kPlain{.size = 3.3, .color = kInk}, kBold{.face = Face::bold, .size = 3.6, .color = kInk}, kSoft{.size = 2.8, .color = kInk2};

struct Sums {
  int rows = 0, came = 0, absent = 0;
  void add(const SignInRow& row) {
    ++rows;
    came += row.came;
    absent += std::max(0, row.expected - row.came);
  }
};

std::vector<PaperCell> cells_of(int number, const SignInRow& row) {
  const Color ink = row.absent() ? kInk2 : kInk;
  const auto words = [&](std::string text) { return PaperCell{{std::move(text)}, ink, false}; };
  PaperCell remark = words(row.remark);
  remark.alarmed = {!row.absent() && row.remark.find("待核对") != std::string::npos};
  return {words(std::to_string(number)), PaperCell{{row.name}, ink, !row.absent()}, words(row.unit), words(row.group), words(row.absent() ? "" : std::to_string(row.came)), words(row.time), words(row.way), {}, std::move(remark)};
}

class SheetDrawer {
 public:
  SheetDrawer(Paper& paper, const SignInSheet& sheet) : paper_(paper), sheet_(sheet) {}

  void draw() {
    if (const std::string head = head_words(); !head.empty()) paper_.heading(head);
    paper_.paragraph(fmt::format("应到 {} 人 · 实到 {} 人 · 未到 {} 人 · 名单以外 {} 人", sheet_.expected, sheet_.came, sheet_.absent, sheet_.unexpected), kPlain, 2.5);
    if (sheet_.rows.empty()) return paper_.paragraph("名单是空的，也没有人签到。", kPlain);
    paper_.begin_table({{"序号", kWidths[0], true}, {"姓名", kWidths[1], false}, {"单位/类别", kWidths[2], false}, {"组别", kWidths[3], false}, {"人数", kWidths[4], true}, {"签到时间", kWidths[5], false},
                        {"方式", kWidths[6], false}, {"签名", kWidths[7], false}, {"备注", kWidths[8], false}});
    for (const SignInRow& row : sheet_.rows) draw_row(row);
    draw_page_total();
    paper_.end_table();
  }

 private:
  [[nodiscard]] std::string head_words() const { return sheet_.title + (sheet_.title.empty() || sheet_.day.empty() ? "" : " · ") + sheet_.day; }

  void draw_row(const SignInRow& row) {
    const auto cells = cells_of(all_.rows + 1, row);
    if (page_.rows > 0 && paper_.row_height(cells, kRow) + kTotal > paper_.room()) {
      draw_page_total();
      paper_.new_page();
    }
    const double top = paper_.y();
    paper_.row(cells, kRow);
    double x = paper_.left();
    paper_.rule(x, top, x, paper_.y());
    for (const double width : kWidths) {
      x += width;
      paper_.rule(x, top, x, paper_.y());
    }
    page_.add(row);
    all_.add(row);
  }

  void draw_page_total() {
    const double y = paper_.y();
    paper_.fill(paper_.left(), y, paper_.width(), kTotal, kMalachite5);
    paper_.text(fmt::format("本页 {} 行，实到 {} 人，未到 {} 人", page_.rows, page_.came, page_.absent), kPlain, paper_.left() + 2, y + 1.4, 100);
    paper_.text_right(fmt::format("累计实到 {} 人", all_.came), kPlain, paper_.left() + paper_.width() - 2, y + 1.4, 70);
    paper_.skip(kTotal);
    page_ = {};
  }

  Paper& paper_;
  const SignInSheet& sheet_;
  Sums page_, all_;
};

void draw_closing(Paper& paper, const Letterhead& head, const std::vector<SignInSheet>& sheets) {
  int expected = 0, came = 0, absent = 0, unexpected = 0, erased = 0;
  for (const SignInSheet& sheet : sheets) {
    expected += sheet.expected;
    came += sheet.came;
    absent += sheet.absent;
    unexpected += sheet.unexpected;
    erased += sheet.erased;
  }
  paper.skip(4);
  paper.need(kClosing);
  paper.paragraph(fmt::format("合计　应到 {} 人，实到 {} 人，未到 {} 人，名单以外 {} 人", expected, came, absent, unexpected), kBold, 1.5);
  if (erased > 0) paper.paragraph(fmt::format("其中 {} 人的记录已按要求删除，只计人数，不列姓名。", erased), kSoft, 1.5);
  paper.skip(3);
  paper.paragraph("统计人：　　　　　　　　　　审核人：　　　　　　　　　　日期：　　　　年　　月　　日", kPlain, 4);
  const double top = paper.y();
  const double words = paper.width() - (head.digest_code.empty() ? 0 : kCode + 5);
  double y = top;
  for (const std::string& digest : head.digests) y += paper.text("日志摘要 " + digest, kSoft, paper.left(), y, words) + 0.5;
  y += paper.text("人数由本机和已收到的其他终端的签到记录得出；“摘要”之前的记录有一条改动，摘要就不同。", kSoft, paper.left(), y, words);
  if (!head.digest_code.empty()) paper.code(head.digest_code, paper.left() + paper.width() - kCode, top, kCode);
  paper.skip(std::max(y - top, head.digest_code.empty() ? 0 : kCode));
}

}  // namespace

PrintResult<Printed> print_sign_in(const PaperFile& to, const std::vector<event::SignInSheet>& sheets) {
  Letterhead head = to.head;   // the digest stands at the end, beside the totals it vouches for
  head.digests.clear();
  head.digest_code.clear();
  return Paper::print(to.file, to.fonts_toml, kA4Portrait, to.info, head, [&](Paper& paper) {
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      if (i > 0) paper.new_page();
      SheetDrawer(paper, sheets[i]).draw();
    }
    draw_closing(paper, to.head, sheets);
  });
}

}  // namespace openday::report
