#include "kiosk/event/figure_tables.h"

#include <fmt/format.h>

namespace openday::event {
namespace {

using Row = std::vector<TableCell>;

TableCell text(std::string_view words) { return words.empty() ? TableCell() : TableCell(std::string(words)); }

void add_tally(Row& row, const FigureCell& cell) {
  if (!cell.tally) {
    row.insert(row.end(), 8, std::string(kHiddenMark));
    return;
  }
  for (const int n : cell.tally->n) row.emplace_back(n);
  row.emplace_back(cell.tally->total());
  for (const auto& rate : {cell.tally->satisfied(), cell.tally->bad()}) row.push_back(rate ? TableCell(Share{*rate}) : TableCell(std::string(kNothingMark)));
}

void add_participation(Row& row, const Participation& participation) {
  row.emplace_back(participation.given);
  row.emplace_back(participation.present);
  row.push_back(participation.share() ? TableCell(Share{*participation.share()}) : TableCell(std::string(kNothingMark)));
}

class TallyRows {
 public:
  explicit TallyRows(DataTable& table) : table_(table) {}

  void add(std::string_view scope, std::string_view questionnaire, std::string_view subject, const FigureCell& cell, const SubjectFigures* figures = nullptr) {
    Row row{std::string(scope), text(questionnaire), text(subject), text(cell.label)};
    add_tally(row, cell);
    if (figures != nullptr) {
      add_participation(row, figures->participation);
      row.push_back(figures->elsewhere > 0 ? TableCell(figures->elsewhere) : TableCell());
    }
    row.resize(table_.columns.size());
    hidden_ |= !cell.tally.has_value();
    table_.rows.push_back(std::move(row));
  }
  [[nodiscard]] bool hidden() const { return hidden_; }

 private:
  DataTable& table_;
  bool hidden_ = false;
};

}  // namespace

std::string share_text(double share) { return fmt::format("{:.1f}%", share * 100); }

std::string to_text(const TableCell& cell) {
  struct Text {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& words) const { return words; }
    std::string operator()(int number) const { return std::to_string(number); }
    std::string operator()(double number) const { return fmt::format("{:.2f}", number); }
    std::string operator()(Share share) const { return share_text(share.value); }
    std::string operator()(Date day) const { return base::to_string(day); }
  };
  return std::visit(Text(), cell);
}

DataTable tally_table(const Figures& figures) {
  DataTable table{"好差评统计",
                  {{"scope", "口径", 10}, {"questionnaire", "问卷", 16}, {"subject", "对象", 16}, {"part", "分项", 16}, {"n5", "非常满意", 9}, {"n4", "满意", 9}, {"n3", "基本满意", 9},
                   {"n2", "不满意", 9}, {"n1", "非常不满意", 10}, {"n", "有效评价", 9}, {"satisfied", "满意率", 9}, {"bad", "差评率", 9}, {"given", "评价数", 9}, {"present", "签到人数", 9},
                   {"participation", "参与率", 9}, {"elsewhere", "其他终端未计", 12}},
                  {},
                  {}};
  TallyRows rows(table);
  for (const RatingFigures& rating : figures.ratings) {
    rows.add("问卷", rating.total.label, {}, rating.total);
    for (const SubjectFigures& subject : rating.subjects) {
      rows.add("对象", rating.total.label, subject.total.label, subject.total, &subject);
      if (subject.sessions.size() > 1)
        for (const FigureCell& session : subject.sessions) rows.add("对象按场次", rating.total.label, subject.total.label, session);
      for (const FigureCell& category : subject.categories) rows.add("对象按类别", rating.total.label, subject.total.label, category);
    }
  }
  for (const FigureCell& site : figures.sites) rows.add("地点", {}, {}, site);
  for (const FigureCell& session : figures.sessions) rows.add("场次", {}, {}, session);
  table.notes = {"满意率＝（非常满意＋满意＋基本满意）÷有效评价，差评率＝（不满意＋非常不满意）÷有效评价（GB/T 39735-2020）；没有有效评价时记“—”。", "不记名评价只统计已成批的；类别只统计记名评价。"};
  if (rows.hidden()) table.notes.insert(table.notes.begin(), std::string(kHiddenNote));
  return table;
}

DataTable appraisal_table(const std::vector<Appraisal>& appraisals) {
  DataTable table{"评价明细",
                  {{"event", "活动", 12}, {"session", "场次", 10}, {"subject", "对象", 14}, {"category", "类别", 12}, {"appraiseLevel", "appraiseLevel", 14}, {"appraiseContent", "appraiseContent", 24},
                   {"otherAppraiseContent", "otherAppraiseContent", 50}},
                  {},
                  {"不记名评价的文字另成一行，不与其等级并列。"}};
  for (const Appraisal& one : appraisals)
    table.rows.push_back({one.event, one.session, one.subject, text(one.category), one.level == 0 ? TableCell() : TableCell(one.level), text(one.content), text(one.other)});
  return table;
}

}  // namespace openday::event
