// Staff's results and cases, and what guests see of published results.
#include "tests/ui/fixtures.h"

namespace openday::tests {

using namespace ui;

namespace {

Model staff_page(Page page) {
  Model m = home_at_0832();
  m.page = page, m.staff_mode = true, m.role = StaffRole::supervisor;
  m.strip.clock = "11:40", m.strip.pending = 0;
  return m;
}

ResultQuestionnaire rating() {
  ResultQuestionnaire q;
  q.id = "review", q.title = "评议局工作和本次活动";
  q.shares = {{"局工作", 18, 22}, {"开放日活动", 17, 22}};
  q.rows[0] = {{"评议局工作和本次活动", "", {14, 12, 5, 3, 1}, false}, {"局工作", "", {6, 7, 3, 2, 0}, false}, {"开放日活动", "", {8, 5, 2, 1, 1}, false}};
  q.rows[1] = {{"登记中心", "", {4, 4, 2, 1, 0}, false}, {"三个窑沟", "", {}, true}, {"市西郊林场", "", {}, false}};
  q.rows[3] = {{"人大代表", "局工作", {3, 2, 0, 0, 0}, false}, {"政协委员", "局工作", {}, true}, {"服务对象", "局工作", {3, 5, 3, 2, 0}, false}, {"不记名", "局工作", {}, true}};
  return q;
}

ResultQuestionnaire sheet() {
  ResultQuestionnaire q;
  q.id = "sheet", q.title = "现场评议表", q.sheet = q.sealed = q.can_close = true, q.waiting = 12;
  q.shares = {{"局工作", 12, 22}, {"开放日活动", 9, 22}};
  return q;
}

ResultQuestionnaire closed_sheet() {
  ResultQuestionnaire q = sheet();
  q.sealed = q.can_close = false, q.waiting = 3, q.can_release = true;
  ResultItem grade{"局工作", "工作作风", SheetItemKind::grade, 12, 5, false, {5, 4, 2, 1, 0}, 4.08, std::nullopt, {}, {}, false};
  ResultItem marks{"", "现场秩序", SheetItemKind::marks_10, 12, 10, false, {}, 8.25, 8.43, {}, {{"代表委员", 60, 7, 8.6, false}, {"服务对象", 40, 5, 8.18, false}, {"媒体", 10, 0, std::nullopt, true}}, true};
  ResultItem hidden{"", "全年工作", SheetItemKind::marks_100, 3, 100, true, {}, std::nullopt, std::nullopt, {}, {}, false};
  ResultItem wish{"开放日活动", "希望加强", SheetItemKind::any_of, 12, 0, false, {}, std::nullopt, std::nullopt, {{"不动产登记", 9}, {"国土空间规划", 4}, {kLongTitle, 2}, {"森林防火", 0}}, {}, false};
  ResultItem text{"", "一句话建议", SheetItemKind::text, 6, 0, false, {}, std::nullopt, std::nullopt, {}, {}, false};
  q.items = {grade, marks, hidden, wish, text};
  return q;
}

StaffCase opinion_case() {
  StaffCase one;
  one.number = "K7Q2-M9XT", one.subject = "不动产登记", one.received = "11月17日", one.owner = "登记中心", one.state = event::CaseState::assigned;
  one.text = "窗口办理抵押登记要跑两次，能不能一次办完？材料清单希望贴在门口，字再大一些。", one.reply = event::ReplyWay::registered;
  one.clocks = {{"办结", "15 个工作日", "12月8日", "", false, false}, {"书面答复", "", "2021年1月5日", "", true, false}};
  return one;
}

StaffCase bad_rating() {
  StaffCase one;
  one.number = "3HD8-0W5R", one.subject = "开放日活动", one.received = "11月2日", one.origin = CaseOrigin::ballot, one.grade = "非常不满意", one.tags = {"时间太紧", "意见没有回应"};
  one.clocks = {{"办结", "15 个工作日", "11月9日", "", false, true}};
  one.overdue = true;
  return one;
}

void add_cases(std::vector<Scene>& out) {
  Model m = staff_page(Page::staff_cases);
  out.push_back({"cases-empty", m});
  m.cases.cases = {bad_rating(), opinion_case()};
  for (int i = 0; i < 16; ++i) {
    StaffCase one = opinion_case();
    one.number = "A" + std::to_string(100 + i) + "-00ZZ", one.state = event::CaseState::closed, one.note = "已书面答复";
    if (i % 5 == 0) one.subject = kLongTitle, one.text = kLongTitle, one.owner = "国土空间用途管制科";
    if (i == 3) one.erased = true, one.text.clear();
    m.cases.cases.push_back(one);
  }
  m.cases.departments = {"登记中心", "办公室", "矿产资源管理科", "国土空间用途管制科", "林业建设科", "市西郊林场", "主要领导"};
  out.push_back({"cases", m});
  m.cases.opened = "K7Q2-M9XT", m.cases.opening = 1;
  out.push_back({"cases-opened", m});
  m.cases.opened = "ZZZZ-ZZZZ", m.cases.opening = 2;
  out.push_back({"cases-not-found", m});
  m.cases.cases[0].text = std::string(kLongTitle) + kLongTitle + kLongTitle + kLongTitle, m.cases.opened = m.cases.cases[0].number, m.cases.opening = 3, m.cases.failed = true;
  out.push_back({"cases-long", m});
}

}  // namespace

void add_results_pages(std::vector<Scene>& out) {
  Model m = staff_page(Page::staff_results);
  out.push_back({"results-empty", m});
  m.results.questionnaires = {rating()};
  out.push_back({"results-rating", m});
  m.results.questionnaires = {sheet()};
  out.push_back({"results-sealed", m});
  m.results.questionnaires = {closed_sheet()};
  out.push_back({"results-sheet", m});
  m.results.questionnaires = {rating(), sheet(), closed_sheet(), closed_sheet()};
  m.results.questionnaires[0].waiting = 2, m.results.questionnaires[0].can_release = true, m.results.failed = true;
  m.results.questionnaires[0].rows[0][1].label = kLongTitle;
  out.push_back({"results-several", m});
  add_cases(out);
  m = home_at_0832();
  m.page = Page::thanks;
  m.thanks.ratings = 2;
  m.published = {{"现场评议", {14, 12, 5, 3, 1}, {}}};
  out.push_back({"thanks-published", m});
}

}  // namespace openday::tests
