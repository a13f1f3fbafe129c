// 活动简报, a draft of two or three pages: the day in large numbers, who came and when as bars, ratings with n, opinions by subject.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "kiosk/report/paper.h"

namespace openday::report {
namespace {

using event::DaySummary;
using event::SummarySession;

constexpr TextStyle kPlain{.size = 3.6, .color = kInk, .spacing = 1.5}, kLine{.size = 3.3, .color = kInk}, kSoft{.size = 3, .color = kInk2}, kLarge{.face = Face::bold, .size = 9, .color = kMalachite},
    kLabel{.face = Face::bold, .size = 3.8, .color = kInk};
constexpr std::array<Color, 5> kGradeColors{kMalachite, kMalachite2, kAzurite2, kOchre2, kCinnabar};
constexpr double kBarStep = 6.6, kBar = 4.2, kTile = 20;

struct Totals {
  int expected = 0, came = 0, absent = 0, unexpected = 0;
};
Totals totals_of(const DaySummary& summary) {
  Totals out;
  for (const SummarySession& one : summary.sessions) {
    out.expected += one.sheet.expected;
    out.came += one.sheet.came;
    out.absent += one.sheet.absent;
    out.unexpected += one.sheet.unexpected;
  }
  return out;
}

std::string days_of(const DaySummary& summary) {
  std::string out;
  for (const SummarySession& one : summary.sessions)
    if (!one.sheet.day.empty() && out.find(one.sheet.day) == std::string::npos) out += (out.empty() ? "" : "、") + one.sheet.day;
  return out;
}

int rated(const DaySummary& summary) {
  int out = 0;
  for (const event::RatingFigures& rating : summary.figures.ratings)
    for (const event::SubjectFigures& subject : rating.subjects) out += subject.participation.given;
  return out;
}

void draw_tiles(Paper& paper, const DaySummary& summary) {
  const Totals all = totals_of(summary);
  const std::array<std::pair<const char*, int>, 5> tiles{{{"应到（人）", all.expected}, {"实到（人）", all.came}, {"名单以外（人）", all.unexpected}, {"评价（份）", rated(summary)}, {"意见建议（条）", summary.opinion_count}}};
  paper.need(kTile + 5);
  const double step = paper.width() / tiles.size();
  double x = paper.left();
  for (const auto& [label, number] : tiles) {
    paper.rounded(x, paper.y(), step - 3, kTile, 2, kMalachite5);
    paper.text(std::to_string(number), kLarge, x + 4, paper.y() + 2, step - 8);
    paper.text(label, kSoft, x + 4, paper.y() + 13.8, step - 8);
    x += step;
  }
  paper.skip(kTile + 5);
}

void draw_lead(Paper& paper, const DaySummary& summary) {
  const Totals all = totals_of(summary);
  std::string words = days_of(summary);
  words += fmt::format("{}{}举办“{}”{}", words.empty() ? "" : "，", summary.bureau, summary.event, summary.sessions.size() > 1 ? fmt::format("，分 {} 场进行", summary.sessions.size()) : "");
  words += summary.theme.empty() ? "。" : fmt::format("，主题为“{}”。", summary.theme);
  words += fmt::format("应到 {} 人，实到 {} 人，未到 {} 人", all.expected, all.came, all.absent);
  words += all.unexpected > 0 ? fmt::format("，另有名单以外的来宾 {} 人（已计入实到）。", all.unexpected) : "。";
  words += summary.opinion_count == 0 ? "没有收到书面的意见建议。" : fmt::format("收到意见建议 {} 条，已办结 {} 条{}。", summary.opinion_count, summary.closed, summary.overdue > 0 ? fmt::format("，逾期 {} 条", summary.overdue) : "");
  paper.paragraph(words, kPlain, 4);
}

// One bar with its name at the left and its number at the right; `whole`: what a full bar stands for.
void draw_bar(Paper& paper, std::string_view name, int value, int whole, const std::string& said, Color color, double names) {
  constexpr double kNumbers = 34;
  paper.need(kBarStep);
  const double y = paper.y(), room = paper.width() - names - kNumbers;
  paper.text(name, kLine, paper.left(), y, names - 2, kBarStep);
  paper.rounded(paper.left() + names, y + 0.3, room, kBar, 1, kMalachite5);
  if (value > 0 && whole > 0) paper.rounded(paper.left() + names, y + 0.3, std::max(0.8, room * std::min(1.0, static_cast<double>(value) / whole)), kBar, 1, color);
  paper.text_right(said, kLine, paper.left() + paper.width(), y, kNumbers - 2);
  paper.skip(kBarStep);
}

void draw_session(Paper& paper, const SummarySession& one, bool several) {
  if (several) paper.paragraph(fmt::format("{}{}{}：应到 {} 人，实到 {} 人，未到 {} 人", one.sheet.title, one.sheet.day.empty() ? "" : "，", one.sheet.day, one.sheet.expected, one.sheet.came, one.sheet.absent), kLabel, 2);
  int most = 0;
  for (const auto& category : one.categories) most = std::max({most, category.expected, category.came});
  for (const auto& category : one.categories)
    draw_bar(paper, category.label, category.came, most, category.expected > 0 ? fmt::format("{} / {} 人", category.came, category.expected) : fmt::format("{} 人", category.came), kMalachite2, 44);
  if (one.categories.empty()) paper.paragraph("方案没有来宾类别的人数。", kSoft, 2);
  if (one.arrivals.empty()) return;
  paper.skip(2);
  paper.need(kBarStep * 3);
  paper.paragraph("签到时间（每 15 分钟，人）", kSoft, 1.5);
  int peak = 0;
  for (const auto& quarter : one.arrivals) peak = std::max(peak, quarter.persons);
  for (const auto& quarter : one.arrivals) draw_bar(paper, base::clock_text(quarter.from), quarter.persons, peak, std::to_string(quarter.persons), kAzurite2, 18);
  paper.skip(2);
}

// The five grades as one bar in parts, with n, rate and participation in words.
void draw_rating(Paper& paper, const event::SubjectFigures& subject) {
  constexpr double kNames = 44, kWords = 62;
  paper.need(kBarStep + 6);
  const double y = paper.y(), left = paper.left() + kNames, room = paper.width() - kNames - kWords;
  const double height = paper.text(subject.total.label, kLine, paper.left(), y, kNames - 2, 9);
  std::string said = "不足 5 份，不单列";
  if (subject.total.tally && subject.total.tally->total() == 0) said = "没有评价";
  if (subject.total.tally && subject.total.tally->total() > 0) {
    const event::Tally& tally = *subject.total.tally;
    double x = left;
    for (std::size_t i = 0; i < tally.n.size(); ++i) {
      const double part = room * tally.n[i] / tally.total();
      if (part > 0) paper.fill(x, y + 0.3, part, kBar, kGradeColors[i]);
      x += part;
    }
    said = fmt::format("n = {}，满意率 {}", tally.total(), tally.satisfied() ? event::share_text(*tally.satisfied()) : std::string(event::kNothingMark));
    if (subject.participation.share()) said += fmt::format("，参与 {}", event::share_text(*subject.participation.share()));
  } else {
    paper.rounded(left, y + 0.3, room, kBar, 1, kMalachite5);
  }
  paper.text_right(said, kLine, paper.left() + paper.width(), y, kWords - 2);
  paper.skip(std::max(kBarStep, height + 1.5));
}

void draw_legend(Paper& paper) {
  constexpr std::array<const char*, 5> kGrades{"非常满意", "满意", "基本满意", "不满意", "非常不满意"};
  double x = paper.left();
  for (std::size_t i = 0; i < kGrades.size(); ++i) {
    paper.fill(x, paper.y() + 0.7, 3, 3, kGradeColors[i]);
    paper.text(kGrades[i], kSoft, x + 4.2, paper.y(), 22);
    x += 26;
  }
  paper.skip(7);
}

void draw_ratings(Paper& paper, const DaySummary& summary) {
  paper.skip(3);
  paper.heading("评价");
  if (summary.figures.ratings.empty()) return paper.paragraph("这场活动没有好差评问卷。", kPlain, 2);
  draw_legend(paper);
  for (const event::RatingFigures& rating : summary.figures.ratings)
    for (const event::SubjectFigures& subject : rating.subjects) draw_rating(paper, subject);
}

void draw_sheets(Paper& paper, const DaySummary& summary) {
  if (summary.figures.sheets.empty()) return;
  paper.skip(3);
  paper.heading("评议表");
  for (const event::SheetFigures& sheet : summary.figures.sheets)
    for (const event::SheetSubject& subject : sheet.subjects) {
      const std::string result = sheet.sealed ? "评议尚未结束，结果封存" : subject.result ? fmt::format("综合得分 {:.2f}", *subject.result) : "没有综合得分";
      paper.paragraph(fmt::format("{} · {}：收到 {} 份，{}", sheet.title, subject.label, subject.participation.given, result), kPlain, 1);
    }
}

void draw_opinions(Paper& paper, const DaySummary& summary) {
  paper.skip(3);
  paper.heading("意见建议");
  if (summary.opinions.empty()) return paper.paragraph("没有收到书面的意见建议。", kPlain, 2);
  const int most = summary.opinions.front().count;
  for (const event::SummarySubject& subject : summary.opinions) draw_bar(paper, subject.label, subject.count, most, fmt::format("{} 条，办结 {} 条", subject.count, subject.closed), kOchre2, 44);
  paper.skip(2);
  for (const event::SummarySubject& subject : summary.opinions) {
    paper.need(16);
    paper.paragraph(subject.label + (subject.owner.empty() ? "" : "（承办：" + subject.owner + "）"), kLabel, 1);
    for (const std::string& text : subject.texts) paper.paragraph("· " + text, kPlain, 1);
    const auto more = subject.count - static_cast<int>(subject.texts.size());
    if (more > 0) paper.paragraph(fmt::format("其余 {} 条见交办清单。", more), kSoft, 1);
    paper.skip(2);
  }
}

void draw(Paper& paper, const DaySummary& summary) {
  draw_lead(paper, summary);
  draw_tiles(paper, summary);
  paper.heading("到场情况");
  for (const SummarySession& one : summary.sessions) draw_session(paper, one, summary.sessions.size() > 1);
  draw_ratings(paper, summary);
  draw_sheets(paper, summary);
  draw_opinions(paper, summary);
  paper.skip(3);
  paper.paragraph("本简报由签到终端按日志自动起草，数字截至打印时刻；不足 5 份的评价不单列。请核对后使用。", kSoft, 0);
}

}  // namespace

PrintResult<Printed> print_summary(const PaperFile& to, const DaySummary& summary) {
  return Paper::print(to.file, to.fonts_toml, kA4Portrait, to.info, to.head, [&](Paper& paper) { draw(paper, summary); });
}

}  // namespace openday::report
