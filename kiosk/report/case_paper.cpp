// The follow-up list, A4 landscape, and one 交办单 a page.
#include <algorithm>

#include <fmt/format.h>

#include "kiosk/event/case_number.h"
#include "kiosk/report/paper.h"

namespace openday::report {
namespace {

using event::CaseClock;
using event::FollowUpCase;

constexpr TextStyle kField{.face = Face::bold, .size = 3.4, .color = kMalachite}, kValue{.size = 3.7, .color = kInk, .spacing = 1.4}, kSoft{.size = 3, .color = kInk2}, kNumber{.face = Face::bold, .size = 6, .color = kInk};

PaperCell words(std::string text, Color color = kInk, bool bold = false) { return {{std::move(text)}, color, bold}; }

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string out;
  for (const std::string& part : parts)
    if (!part.empty()) out += (out.empty() ? "" : between) + part;
  return out;
}

std::vector<std::string> source_of(const FollowUpCase& one) {
  std::vector<std::string> out{std::string(event::label_of(one.source))};
  if (one.registration) out.push_back("登记号 " + to_string(*one.registration).substr(0, 8));
  return out;
}

std::string said(const FollowUpCase& one) { return joined({one.grade_label, joined(one.tags, "、")}, "："); }

PaperCell content(const FollowUpCase& one) {
  PaperCell out;
  if (const std::string rated = said(one); !rated.empty()) out.lines.push_back(rated);
  if (!one.text.empty()) out.lines.push_back(one.text);
  if (one.typed_by_staff) out.lines.emplace_back("（工作人员代填）");
  if (const auto reply = event::label_of(one.reply); !reply.empty()) out.lines.push_back(fmt::format("（{}）", reply));
  if (one.erased) out.color = kInk2;
  return out;
}

std::string clock_line(const FollowUpCase& one, const CaseClock& clock, event::Date at) { return event::clock_text(clock) + (is_overdue(one, clock, at) ? " 逾期" : ""); }

PaperCell clocks(const FollowUpCase& one, event::Date at) {
  PaperCell out;
  for (const CaseClock& clock : one.clocks) {
    out.lines.push_back(clock_line(one, clock, at));
    out.alarmed.push_back(is_overdue(one, clock, at));
  }
  return out;
}

std::vector<PaperCell> case_row(const FollowUpCase& one, event::Date at) {
  return {words(one.number, kInk, true), PaperCell{source_of(one), kInk, false}, words(one.subject_label), content(one), words(one.owner.empty() ? "（待定）" : one.owner), words(base::to_string(one.received)),
          clocks(one, at), words(std::string(event::label_of(one.state)), one.state == event::CaseState::closed ? kMalachite : kInk), words(one.note)};
}

void draw_list(Paper& paper, const event::FollowUpList& list, event::Date at) {
  const auto overdue = std::ranges::count_if(list.cases, [&](const FollowUpCase& one) { return is_overdue(one, at); });
  const auto closed = std::ranges::count_if(list.cases, [](const FollowUpCase& one) { return one.state == event::CaseState::closed; });
  paper.paragraph(fmt::format("共 {} 件，已办结 {} 件，逾期 {} 件（按 {} 计）", list.cases.size(), closed, overdue, base::to_string(at)), kValue, 2);
  paper.begin_table({{"编号", 22, false}, {"来源", 24, false}, {"对象/主题", 27, false}, {"内容", 73, false}, {"承办科室", 24, false}, {"收到", 20, false}, {"时限", 36, false}, {"状态", 15, false}, {"办理情况", 32, false}});
  for (const FollowUpCase& one : list.cases) paper.row(case_row(one, at));
  paper.end_table();
  if (list.cases.empty()) paper.paragraph("没有意见建议，也没有差评。", kValue);
  paper.skip(3);
  for (const std::string& note : event::follow_up_table(list, at).notes) paper.paragraph(note, kSoft, 0.8);
  if (list.comments.empty()) return;
  paper.skip(3);
  paper.heading("附：评价和评议表中的文字");
  paper.paragraph("不与任何一份评价并列，次序与填写先后无关。", kSoft, 2);
  paper.begin_table({{"对象", 50, false}, {"项目", 40, false}, {"内容", 183, false}});
  for (const event::Comment& one : list.comments) paper.row({words(one.subject_label), words(one.item), words(one.text)});
  paper.end_table();
}

// A field of the slip: its name at the left, its words, at least `least` mm high; closed by a rule.
void field(Paper& paper, std::string_view name, const std::vector<std::string>& lines, double least = 9, Color color = kInk) {
  constexpr double kNames = 30, kPad = 2;
  TextStyle style = kValue;
  style.color = color;
  const double top = paper.y();
  double y = top + kPad;
  paper.text(name, kField, paper.left() + kPad, y, kNames - 2 * kPad);
  for (const std::string& line : lines) y += paper.text(line, style, paper.left() + kNames, y, paper.width() - kNames - kPad, std::max(4.0, top + paper.room() - y));
  paper.skip(std::max(least, y - top + kPad));
  paper.rule(paper.left(), paper.y(), paper.left() + paper.width(), paper.y());
  paper.rule(paper.left() + kNames - kPad, top, paper.left() + kNames - kPad, paper.y());
}

std::vector<std::string> paragraphs(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

void draw_slip(Paper& paper, const FollowUpCase& one, std::string_view event, event::Date at) {
  constexpr double kCode = 20;
  const double top = paper.y();
  paper.text("交办单", kSoft, paper.left(), top, 60);
  paper.text(one.number, kNumber, paper.left(), top + 5, 100);
  paper.text(event::label_of(one.source), kValue, paper.left(), top + 14, 120);
  paper.code(event::receipt_text(event, one.number), paper.left() + paper.width() - kCode, top, kCode);
  paper.skip(kCode + 4);
  paper.rule(paper.left(), paper.y(), paper.left() + paper.width(), paper.y(), 0.4, kMalachite);
  field(paper, "对象/主题", {one.subject_label});
  if (const std::string rated = said(one); !rated.empty()) field(paper, "评价和原因", {rated});
  field(paper, "内容", paragraphs(one.text), 30);
  field(paper, "收到日期", {base::to_string(one.received) + (one.source == event::CaseSource::ballot ? "（所在批次的日期）" : "")});
  std::vector<std::string> lines;
  for (const CaseClock& clock : one.clocks) lines.push_back(clock_line(one, clock, at) + (clock.to.empty() ? "" : "，送 " + clock.to));
  field(paper, "时限", lines.empty() ? std::vector<std::string>{"方案没有写时限"} : lines, 9, is_overdue(one, at) ? kCinnabar : kInk);
  field(paper, "承办科室", {one.owner.empty() ? "（待定）" : one.owner});
  const std::string reply(event::label_of(one.reply));
  field(paper, "答复方式", {one.source == event::CaseSource::ballot ? "不记名，无法单独答复" : reply.empty() ? "没有要求答复" : reply});
  if (!one.address.empty()) field(paper, "联系方式", {one.address});
  if (one.registration) field(paper, "登记号", {to_string(*one.registration)});
  field(paper, "状态", {std::string(event::label_of(one.state))});
  field(paper, "拟办意见", {}, 26);
  field(paper, "办理情况", paragraphs(one.note), 34);
  paper.skip(6);
  paper.text("承办人：　　　　　　　　　　　科室负责人：　　　　　　　　　　　日期：　　　　年　　月　　日", kValue, paper.left(), paper.y(), paper.width());
}

}  // namespace

PrintResult<Printed> print_follow_up(const PaperFile& to, const event::FollowUpList& list, event::Date at) {
  return Paper::print(to.file, to.fonts_toml, kA4Landscape, to.info, to.head, [&](Paper& paper) { draw_list(paper, list, at); });
}

PrintResult<Printed> print_slips(const PaperFile& to, const event::FollowUpList& list, std::string_view event, event::Date at) {
  return Paper::print(to.file, to.fonts_toml, kA4Portrait, to.info, to.head, [&](Paper& paper) {
    if (list.cases.empty()) paper.paragraph("没有意见建议，也没有差评。", kValue);
    for (std::size_t i = 0; i < list.cases.size(); ++i) {
      if (i > 0) paper.new_page();
      draw_slip(paper, list.cases[i], event, at);
    }
  });
}

}  // namespace openday::report
