#include <fmt/format.h>

#include "kiosk/event/figure_tables.h"
#include "kiosk/event/plan_reader_words.h"

namespace openday::event {
namespace {

using Row = std::vector<TableCell>;

TableCell text(std::string_view words) { return words.empty() ? TableCell() : TableCell(std::string(words)); }

// One column a clock of the plan: its due day, else what the plan says instead of one.
TableCell due_cell(const CaseClock& clock) {
  if (!clock.due) return text(clock.span);
  return clock.due->provisional ? TableCell(base::to_string(clock.due->date) + "（暂定）") : TableCell(clock.due->date);
}

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : between) + word;
  return out;
}

// Columns of the result table by place, so that each row names what it fills.
enum ResultColumn { kSheet, kSubject, kItem, kKind, kPart, kAnswered, kN5, kMean = kN5 + 5, kMedian, kWeighted, kWeight, kNote, kResultColumns };

class ResultRows {
 public:
  ResultRows(DataTable& table, const SheetFigures& sheet) : table_(table), sheet_(sheet) {}

  void add(const SheetSubject& subject) {
    Row& whole = start(subject);
    whole[kPart] = std::string("参与");
    whole[kAnswered] = subject.participation.given;
    whole[kNote] = fmt::format("签到 {} 人{}{}", subject.participation.present, subject.participation.share() ? "，参与率 " + share_text(*subject.participation.share()) : "",
                               sheet_.sealed ? "；本轮尚未结束，结果未公布" : "");
    if (subject.result) whole[kWeighted] = *subject.result;
    for (const ItemFigures& item : subject.items) add(subject, item);
  }

 private:
  Row& start(const SheetSubject& subject) {
    Row& row = table_.rows.emplace_back(kResultColumns);
    row[kSheet] = sheet_.title;
    row[kSubject] = subject.label;
    return row;
  }
  Row& start(const SheetSubject& subject, const ItemFigures& item) {
    Row& row = start(subject);
    row[kItem] = item.label;
    row[kKind] = std::string(label_of(kAnswerWords, item.kind));
    return row;
  }
  void add(const SheetSubject& subject, const ItemFigures& item) {
    Row& row = start(subject, item);
    row[kAnswered] = item.answered;
    if (item.hidden) {
      row[kNote] = std::string(kHiddenNote);
      return;
    }
    if (item.kind == AnswerKind::grade)
      for (std::size_t i = 0; i < 5; ++i) row[kN5 + i] = item.grades.n[i];
    if (item.mean) row[kMean] = *item.mean;
    if (item.median) row[kMedian] = *item.median;
    if (item.weighted) row[kWeighted] = *item.weighted;
    if (item.groups_hidden) row[kNote] = std::string("有类别不足 5 份：不列加权结果");
    else if (item.renormalised) row[kNote] = std::string("有类别没有评分：权重按已评分的类别重新折算");
    for (const auto& [choice, count] : item.choices) {
      Row& one = start(subject, item);
      one[kPart] = choice;
      one[kAnswered] = count;
    }
    for (const GroupMean& group : item.groups) {
      Row& one = start(subject, item);
      one[kPart] = group.label;
      one[kWeight] = group.weight;
      one[kAnswered] = group.hidden ? TableCell(std::string(kHiddenMark)) : TableCell(group.answered);
      one[kMean] = group.mean ? TableCell(*group.mean) : TableCell(std::string(group.hidden ? kHiddenMark : kNothingMark));
    }
  }

  DataTable& table_;
  const SheetFigures& sheet_;
};

}  // namespace

std::string_view label_of(CaseSource source) {
  switch (source) {
    case CaseSource::rating: return "记名差评";
    case CaseSource::ballot: return "不记名差评";
    case CaseSource::opinion: return "意见建议";
  }
  return {};
}

std::string_view label_of(CaseState state) {
  switch (state) {
    case CaseState::open: return "待交办";
    case CaseState::assigned: return "已交办";
    case CaseState::replied: return "已答复";
    case CaseState::closed: return "已办结";
  }
  return {};
}

std::string_view label_of(ReplyWay reply) {
  switch (reply) {
    case ReplyWay::none: return "";
    case ReplyWay::registered: return "按登记的联系方式答复";
    case ReplyWay::address: return "按另留的地址答复（已加密）";
  }
  return {};
}

std::string clock_text(const CaseClock& clock) {
  std::string out = clock.label;
  if (!clock.span.empty()) out += " " + clock.span;
  if (clock.due) out += " " + base::to_string(clock.due->date) + (clock.due->provisional ? "（暂定）" : "");
  return out;
}

DataTable result_table(const std::vector<SheetFigures>& sheets) {
  DataTable table{"评议结果",
                  {{"sheet", "评议表", 16}, {"subject", "对象", 16}, {"item", "项目", 16}, {"kind", "类型", 9}, {"part", "分项", 16}, {"answered", "份数", 8}, {"n5", "非常满意", 9}, {"n4", "满意", 9},
                   {"n3", "基本满意", 9}, {"n2", "不满意", 9}, {"n1", "非常不满意", 10}, {"mean", "平均", 8}, {"median", "中位数", 8}, {"weighted", "加权结果", 9}, {"weight", "权重", 8}, {"note", "说明", 40}},
                  {},
                  {"加权结果＝Σ（权重×该类平均）÷Σ权重，只计有评分的类别；不记名的评议表没有类别，不加权。"}};
  for (const SheetFigures& sheet : sheets) {
    ResultRows rows(table, sheet);
    for (const SheetSubject& subject : sheet.subjects) rows.add(subject);
  }
  return table;
}

DataTable follow_up_table(const FollowUpList& list, Date at) {
  DataTable table{"意见建议和差评交办单", {{"number", "编号", 12}, {"source", "来源", 12}, {"session", "场次", 10}, {"subject", "对象/主题", 16}, {"grade", "评价", 12}, {"tags", "原因", 24}, {"text", "内容", 50},
                                           {"owner", "承办科室", 14}, {"received", "收到", 12}}, {}, {}};
  const std::size_t clocks = list.cases.empty() ? 0 : list.cases.front().clocks.size();   // the plan's, the same for every case
  for (std::size_t i = 0; i < clocks; ++i) {
    const CaseClock& clock = list.cases.front().clocks[i];
    table.columns.push_back({fmt::format("due{}", i + 1), clock.label + (clock.span.empty() ? "" : "（" + clock.span + "）"), 16});
  }
  for (const TableColumn& column : {TableColumn{"overdue", "逾期", 8}, {"state", "状态", 10}, {"note", "办理情况", 30}, {"reply", "答复", 22}, {"registration", "登记号", 34}, {"address", "联系方式（没有密钥时为密文）", 24}}) table.columns.push_back(column);
  for (const FollowUpCase& one : list.cases) {
    Row row{one.number, std::string(label_of(one.source)), text(one.session), text(one.subject_label), text(one.grade_label), text(joined(one.tags, "、")), text(one.text), text(one.owner), one.received};
    for (const CaseClock& clock : one.clocks) row.push_back(due_cell(clock));
    row.push_back(text(is_overdue(one, at) ? "逾期" : ""));
    row.push_back(text(label_of(one.state)));
    row.push_back(text(one.note));
    row.push_back(text(label_of(one.reply)));
    row.push_back(text(one.registration ? to_string(*one.registration) : ""));
    row.push_back(text(one.address.empty() ? one.sealed : one.address));
    table.rows.push_back(std::move(row));
  }
  for (const CaseClock& clock : list.event_clocks) table.notes.push_back("本次活动：" + clock_text(clock) + (clock.to.empty() ? "" : "，送 " + clock.to));
  table.notes.push_back("逾期按 " + base::to_string(at) + " 计；带“暂定”的日期在放假安排公布后重算。");
  return table;
}

DataTable comment_table(const FollowUpList& list) {
  DataTable table{"评价和评议表中的文字", {{"session", "场次", 10}, {"subject", "对象", 16}, {"item", "项目", 16}, {"text", "内容", 80}}, {}, {"文字不与任何一份评价并列，次序与填写先后无关。"}};
  for (const Comment& one : list.comments) table.rows.push_back({text(one.session), text(one.subject_label), text(one.item), one.text});
  return table;
}

}  // namespace openday::event
