#include "kiosk/report/self_test_paper.h"

#include "kiosk/report/paper.h"

namespace openday::report {
namespace {

constexpr TextStyle kSum{.face = Face::bold, .size = 5, .color = kInk}, kSoft{.size = 3.3, .color = kInk2}, kSign{.size = 4, .color = kInk};
constexpr double kRow = 11, kCheckWidth = 34, kGradeWidth = 20;

Color color_of(SelfTestTone tone) {
  switch (tone) {
    case SelfTestTone::good: return kMalachite;
    case SelfTestTone::attention: return kOchre;
    case SelfTestTone::bad: return kCinnabar;
    case SelfTestTone::quiet: break;
  }
  return kInk2;
}

}  // namespace

PrintResult<Printed> print_self_test(const PaperFile& to, const SelfTestWords& words, const std::vector<SelfTestRow>& rows) {
  return Paper::print(to.file, to.fonts_toml, kA4Portrait, to.info, to.head, [&](Paper& paper) {
    paper.paragraph(words.sum, kSum);
    paper.paragraph(words.box + "    " + words.made, kSoft, 3);
    paper.begin_table({{words.check, kCheckWidth}, {words.grade, kGradeWidth}, {words.said, paper.width() - kCheckWidth - kGradeWidth}});
    for (const SelfTestRow& row : rows) {
      PaperCell said{{row.said}, kInk, false};
      if (!row.step.empty()) {
        said.lines.push_back(row.step);
        said.alarmed = {false, row.tone == SelfTestTone::bad};
      }
      paper.row({PaperCell{{row.check}, kInk, true}, PaperCell{{row.grade}, color_of(row.tone), true}, std::move(said)}, kRow);
    }
    paper.end_table();
    paper.need(24);
    paper.skip(12);
    paper.paragraph(words.sign, kSign);
  });
}

}  // namespace openday::report
