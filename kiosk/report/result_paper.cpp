// The result sheet of a score sheet: participation, figures by item, weights used, lines to sign.
#include <algorithm>

#include <fmt/format.h>

#include "kiosk/report/paper.h"

namespace openday::report {
namespace {

using event::ItemFigures;
using event::SheetFigures;
using event::SheetSubject;

constexpr TextStyle kPlain{.size = 3.5, .color = kInk, .spacing = 1.4}, kSoft{.size = 3, .color = kInk2}, kSubject{.face = Face::bold, .size = 4.2, .color = kMalachite};

PaperCell words(std::string text, Color color = kInk) { return {{std::move(text)}, color, false}; }
std::string number(const std::optional<double>& value) { return value ? fmt::format("{:.2f}", *value) : std::string(event::kNothingMark); }

std::string distribution(const ItemFigures& item) {
  std::string out;
  const auto add = [&](std::string_view label, int count) { out += fmt::format("{}{} {}", out.empty() ? "" : "；", label, count); };
  if (item.kind == event::AnswerKind::grade) {
    constexpr const char* kGrades[] = {"非常满意", "满意", "基本满意", "不满意", "非常不满意"};
    for (std::size_t i = 0; i < 5; ++i) add(kGrades[i], item.grades.n[i]);
  }
  for (const auto& [choice, count] : item.choices) add(choice, count);
  return out;
}

std::vector<std::string> details(const ItemFigures& item) {
  std::vector<std::string> out;
  if (std::string line = distribution(item); !line.empty()) out.push_back(std::move(line));
  for (const event::GroupMean& group : item.groups) {
    const std::string mean = group.hidden ? std::string(event::kHiddenMark) : number(group.mean);
    out.push_back(fmt::format("{}（权重 {}）平均 {}{}", group.label, group.weight, mean, group.hidden ? "" : fmt::format("，{} 份", group.answered)));
  }
  if (item.unweighted > 0 && !item.groups.empty()) out.push_back(fmt::format("不在各组的 {} 份不计权", item.unweighted));
  if (item.groups_hidden) out.emplace_back("有的组不足 5 份，不列加权结果");
  if (item.renormalised && item.weighted) out.emplace_back("有的组没有评分，权重按已评分的组折算");
  return out;
}

void draw_item(Paper& paper, const ItemFigures& item) {
  if (item.hidden) {
    paper.row({words(item.label), words(std::to_string(item.answered)), words("不足 5 份，不公布", kInk2)});
    return;
  }
  const bool numeric = event::full_marks(item.kind) > 0;
  paper.row({words(item.label), words(std::to_string(item.answered)), PaperCell{details(item), kInk, false}, words(numeric ? number(item.mean) : ""), words(numeric ? number(item.median) : ""),
             words(item.groups.empty() || !numeric ? "" : number(item.weighted))});
}

void draw_subject(Paper& paper, const SheetFigures& sheet, const SheetSubject& subject) {
  paper.need(34);
  paper.skip(2);
  paper.paragraph(subject.label, kSubject, 0.8);
  const auto& given = subject.participation;
  std::string line = fmt::format("收到 {} 份，应评签到 {} 人", given.given, given.present);
  if (given.share()) line += "，参与率 " + event::share_text(*given.share());
  if (subject.elsewhere > 0) line += fmt::format("；另有 {} 份在其他终端，未计入", subject.elsewhere);
  if (subject.result) line += fmt::format("；综合得分 {:.2f}", *subject.result);
  paper.paragraph(line, kPlain, 1.5);
  if (sheet.sealed) return;
  paper.begin_table({{"项目", 36, false}, {"份数", 13, true}, {"分布", 83, false}, {"平均", 17, true}, {"中位数", 17, true}, {"加权", 20, true}});
  for (const ItemFigures& item : subject.items) draw_item(paper, item);
  paper.end_table();
}

void draw_weights(Paper& paper, const SheetFigures& sheet) {
  if (sheet.scorers.empty()) return paper.paragraph("没有设权重：每份评议表同等计算。", kSoft, 1);
  int whole = 0;
  std::string line;
  for (const event::ScorerGroup& group : sheet.scorers) whole += group.weight;
  for (const event::ScorerGroup& group : sheet.scorers) line += fmt::format("{}{} {}/{}", line.empty() ? "" : "，", group.label, group.weight, whole);
  paper.paragraph("权重：" + line + "。加权结果＝Σ（权重×该组平均）÷Σ权重，只计有评分的组。", kSoft, 1);
}

void draw_signatures(Paper& paper) {
  paper.need(26);
  paper.skip(12);
  const double third = paper.width() / 3;
  const char* names[] = {"主持人", "计票人", "监督人"};
  for (int i = 0; i < 3; ++i) {
    const double x = paper.left() + i * third;
    paper.text(names[i], kPlain, x, paper.y(), 20);
    paper.rule(x + 16, paper.y() + 5, x + third - 6, paper.y() + 5, 0.3, kInk2);
  }
  paper.skip(12);
  paper.text_right("　　　　年　　月　　日", kPlain, paper.left() + paper.width(), paper.y(), 70);
  paper.skip(8);
}

void draw(Paper& paper, const std::vector<SheetFigures>& sheets) {
  if (sheets.empty()) paper.paragraph("这场活动没有评议表。", kPlain);
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const SheetFigures& sheet = sheets[i];
    if (i > 0) paper.new_page();
    paper.heading(sheet.title);
    if (sheet.sealed) paper.paragraph("本轮尚未结束，结果封存：只公布参与情况。", {.face = Face::bold, .size = 3.6, .color = kOchre});
    for (const SheetSubject& subject : sheet.subjects) draw_subject(paper, sheet, subject);
    paper.skip(3);
    draw_weights(paper, sheet);
    paper.paragraph(event::kHiddenNote, kSoft, 1);
    draw_signatures(paper);
  }
}

}  // namespace

PrintResult<Printed> print_results(const PaperFile& to, const std::vector<SheetFigures>& sheets) {
  return Paper::print(to.file, to.fonts_toml, kA4Portrait, to.info, to.head, [&](Paper& paper) { draw(paper, sheets); });
}

}  // namespace openday::report
