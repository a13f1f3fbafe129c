// Tallies: for every subject the rate in large, its five numbers as bars, then the breakdowns as a table.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "kiosk/report/paper.h"

namespace openday::report {
namespace {

using event::FigureCell;
using event::Tally;

constexpr std::array<const char*, 5> kGrades{"非常满意", "满意", "基本满意", "不满意", "非常不满意"};
constexpr std::array<Color, 5> kGradeColors{kMalachite, kMalachite2, kAzurite2, kOchre2, kCinnabar};
constexpr double kBlock = 42, kBarStep = 7, kBar = 4.4;
constexpr TextStyle kLabel{.face = Face::bold, .size = 4.4, .color = kInk}, kRate{.face = Face::bold, .size = 10, .color = kMalachite}, kPlain{.size = 3.3, .color = kInk}, kSoft{.size = 3, .color = kInk2};

std::string rate(const std::optional<double>& value) { return value ? event::share_text(*value) : std::string(event::kNothingMark); }

void draw_bars(Paper& paper, const Tally& tally, double x, double y, double width) {
  constexpr double kNames = 24, kNumbers = 26;
  const double whole = width - kNames - kNumbers;
  for (std::size_t i = 0; i < kGrades.size(); ++i) {
    const double share = tally.total() == 0 ? 0 : static_cast<double>(tally.n[i]) / tally.total();
    paper.text_right(kGrades[i], kPlain, x + kNames - 2, y + 0.1, kNames);
    paper.rounded(x + kNames, y, whole, kBar, 1, kMalachite5);
    if (tally.n[i] > 0) paper.rounded(x + kNames, y, std::max(0.8, whole * share), kBar, 1, kGradeColors[i]);
    paper.text_right(std::to_string(tally.n[i]), kPlain, x + width - 15, y + 0.1, 12);
    paper.text_right(tally.total() == 0 ? std::string(event::kNothingMark) : event::share_text(share), kSoft, x + width, y + 0.3, 15);
    y += kBarStep;
  }
}

void draw_subject(Paper& paper, const event::SubjectFigures& subject) {
  paper.need(kBlock);
  const double x = paper.left(), y = paper.y(), side = 62;
  double at = y + paper.text(subject.total.label, kLabel, x, y, side, 13) + 1.5;
  const auto& given = subject.participation;
  const std::string participation = fmt::format("评价 {} 份 · 签到 {} 人{}", given.given, given.present, given.share() ? " · 参与率 " + event::share_text(*given.share()) : "");
  if (subject.total.tally) {
    const Tally& tally = *subject.total.tally;
    at += paper.text(rate(tally.satisfied()), kRate, x, at, side);
    at += paper.text(fmt::format("满意率 · 差评率 {} · 有效 {} 份", rate(tally.bad()), tally.total()), kPlain, x, at, side) + 0.8;
    draw_bars(paper, tally, x + side + 4, y + 1, paper.width() - side - 4);
  } else {
    at += paper.text("不足 5 份，或可由其他数字推算，不单列", kPlain, x, at, side) + 0.8;
  }
  at += paper.text(participation, kSoft, x, at, side);
  if (subject.elsewhere > 0) at += paper.text(fmt::format("另有 {} 份在其他终端，未计入", subject.elsewhere), kSoft, x, at, side);
  paper.skip(std::max(subject.total.tally ? kBlock - 3 : 0, at - y + 3));
  paper.rule(x, paper.y(), x + paper.width(), paper.y());
  paper.skip(3);
}

PaperCell words(std::string text) { return {{std::move(text)}, kInk, false}; }

std::vector<PaperCell> numbers(std::string first, std::string second, const FigureCell& cell) {
  std::vector<PaperCell> out{words(std::move(first)), words(std::move(second))};
  if (!cell.tally) {
    for (int i = 0; i < 8; ++i) out.push_back(words(std::string(event::kHiddenMark)));
    return out;
  }
  for (const int n : cell.tally->n) out.push_back(words(std::to_string(n)));
  out.push_back(words(std::to_string(cell.tally->total())));
  out.push_back(words(rate(cell.tally->satisfied())));
  out.push_back(words(rate(cell.tally->bad())));
  return out;
}

void begin_breakdown(Paper& paper, const std::string& first, const std::string& second) {
  paper.begin_table({{first, 34, false}, {second, 30, false}, {"非常满意", 16, true}, {"满意", 12, true}, {"基本满意", 16, true}, {"不满意", 14, true}, {"非常不满意", 18, true}, {"有效", 12, true}, {"满意率", 17, true}, {"差评率", 17, true}});
}

void draw_breakdown(Paper& paper, const event::Figures& figures, std::string_view title, const std::string& second, std::vector<FigureCell> event::SubjectFigures::*cells, std::size_t least) {
  bool begun = false;
  for (const event::RatingFigures& rating : figures.ratings) {
    for (const event::SubjectFigures& subject : rating.subjects) {
      if ((subject.*cells).size() < least) continue;
      if (!std::exchange(begun, true)) {
        paper.skip(5);
        paper.heading(title);
        begin_breakdown(paper, "对象", second);
      }
      for (const FigureCell& cell : subject.*cells) paper.row(numbers(subject.total.label, cell.label, cell));
    }
  }
  paper.end_table();
}

void draw_flat(Paper& paper, std::string_view title, const std::string& first, const std::vector<FigureCell>& cells) {
  paper.skip(5);
  paper.heading(title);
  begin_breakdown(paper, first, "");
  for (const FigureCell& cell : cells) paper.row(numbers(cell.label, "", cell));
  paper.end_table();
}

void draw(Paper& paper, const event::Figures& figures) {
  for (const event::RatingFigures& rating : figures.ratings) {
    paper.heading(rating.total.label);
    for (const event::SubjectFigures& subject : rating.subjects) draw_subject(paper, subject);
  }
  if (figures.ratings.empty()) paper.paragraph("这场活动没有好差评问卷。", kPlain);
  draw_breakdown(paper, figures, "按场次", "场次", &event::SubjectFigures::sessions, 2);
  draw_breakdown(paper, figures, "按类别（只有记名评价）", "类别", &event::SubjectFigures::categories, 1);
  if (!figures.sites.empty()) draw_flat(paper, "按地点", "地点", figures.sites);
  std::vector<FigureCell> wholes;
  for (const event::RatingFigures& rating : figures.ratings)
    if (rating.subjects.size() > 1) wholes.push_back(rating.total);
  if (!wholes.empty()) draw_flat(paper, "各问卷合计", "问卷", wholes);
  paper.skip(3);
  for (const std::string& note : event::tally_table(figures).notes) paper.paragraph(note, kSoft, 0.8);
}

}  // namespace

PrintResult<Printed> print_tallies(const PaperFile& to, const event::Figures& figures) {
  return Paper::print(to.file, to.fonts_toml, kA4Portrait, to.info, to.head, [&](Paper& paper) { draw(paper, figures); });
}

}  // namespace openday::report
