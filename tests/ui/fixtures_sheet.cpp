// Score sheets in all their states.
#include "tests/ui/fixtures.h"

namespace openday::tests {

using namespace ui;

namespace {

Model sheet_page(int index, SheetQuestion question) {
  Model m = home_at_0832();
  m.page = Page::sheet;
  m.strip.clock = "11:24";
  m.sheet.title = "现场评议表";
  m.sheet.index = index, m.sheet.count = 6;
  m.sheet.question = std::move(question);
  return m;
}

SheetQuestion item(SheetItemKind kind, std::string label, std::string question) {
  SheetQuestion q;
  q.subject = "局工作", q.label = std::move(label), q.question = std::move(question), q.kind = kind;
  return q;
}

void add_items(std::vector<Scene>& out) {
  SheetQuestion q = item(SheetItemKind::grade, "工作作风", "您对干部的工作作风满意吗？");
  q.required = true;
  out.push_back({"sheet-grade", sheet_page(1, q)});
  q.value = 4;
  out.push_back({"sheet-grade-chosen", sheet_page(1, q)});
  q = item(SheetItemKind::marks_10, "现场秩序", "");
  q.required = true;
  out.push_back({"sheet-marks-10", sheet_page(2, q)});
  q.value = 8;
  Model m = sheet_page(2, q);
  m.sheet.anonymous = false;
  out.push_back({"sheet-marks-10-chosen", m});
  q = item(SheetItemKind::marks_100, "全年工作", "请您给我局全年工作打分");
  out.push_back({"sheet-marks-100", sheet_page(3, q)});
  q.value = 85;
  out.push_back({"sheet-marks-100-chosen", sheet_page(3, q)});
  q.value = 100;
  out.push_back({"sheet-marks-100-full", sheet_page(3, q)});
}

void add_choices(std::vector<Scene>& out) {
  SheetQuestion q = item(SheetItemKind::one_of, "了解渠道", "您平时从哪里了解我局的工作？");
  q.options = {{"政府网站", false}, {"微信公众号", true}, {"服务窗口", false}, {"亲友介绍", false}};
  out.push_back({"sheet-one-of", sheet_page(4, q)});
  q = item(SheetItemKind::any_of, "希望加强", "您希望我局在哪些方面再加强？");
  q.options = {{"不动产登记", true}, {"国土空间规划", false}, {"矿产资源管理", false}, {"耕地保护", true}, {"林草生态修复", false}, {"地质灾害防治", false}, {"森林防火", false}};
  out.push_back({"sheet-any-of", sheet_page(5, q)});
  q.options.clear();
  for (int i = 1; i <= 40; ++i) q.options.push_back({"第 " + std::to_string(i) + " 项：" + (i % 7 == 0 ? kLongTitle : "便民服务举措"), i == 7});
  q.question = kLongTitle;
  out.push_back({"sheet-any-of-long", sheet_page(5, q)});
  q = item(SheetItemKind::text, "一句话建议", "还有什么想对我们说的？");
  out.push_back({"sheet-text", sheet_page(6, q)});
  q.text = "窗口工作人员讲得很清楚，希望以后能把办事指南贴在门口，字再大一些，老年人看得见。";
  out.push_back({"sheet-text-written", sheet_page(6, q)});
}

void add_reviews(std::vector<Scene>& out) {
  Model m = sheet_page(6, {});
  m.sheet.step = SheetStep::review;
  m.sheet.lines = {{"局工作", "工作作风", SheetItemKind::grade, 4, "", false, true}, {"", "现场秩序", SheetItemKind::marks_10, 8, "", false, true}, {"", "全年工作", SheetItemKind::marks_100, 85, "", false, true},
                   {"", "了解渠道", SheetItemKind::one_of, -1, "微信公众号", false, true}, {"", "希望加强", SheetItemKind::any_of, -1, "不动产登记、耕地保护", false, true}, {"", "一句话建议", SheetItemKind::text, -1, "", false, true},
                   {"开放日活动", "工作作风", SheetItemKind::grade, -1, "", false, false}, {"", "现场秩序", SheetItemKind::marks_10, -1, "", false, false}};
  m.sheet.answered = 5;
  out.push_back({"sheet-review", m});
  m.sheet.lines[1].value = -1, m.sheet.lines[1].wanted = true, m.sheet.wanted = 1;
  out.push_back({"sheet-review-wanted", m});
  for (int i = 0; i < 30; ++i) m.sheet.lines.push_back({i % 10 == 0 ? kLongTitle : "", i % 4 == 0 ? kLongTitle : "看登记窗口", SheetItemKind::any_of, -1, i % 3 == 0 ? kLongTitle : "很好", false, true});
  m.sheet.wanted = 0, m.sheet.lines[1].wanted = false, m.sheet.renewed = true, m.sheet.failed = true;
  out.push_back({"sheet-review-long", m});
  m.sheet.step = SheetStep::closed;
  out.push_back({"sheet-closed", m});
}

}  // namespace

void add_sheets(std::vector<Scene>& out) {
  Model m = home_at_0832();
  m.page = Page::choice;
  m.choice.entries = {{EntryKind::rating, "review", "评议局工作和本次活动"}, {EntryKind::sheet, "sheet", "现场评议表"}, {EntryKind::opinion, "", ""}};
  out.push_back({"choice", m});
  for (int i = 0; i < 6; ++i) m.choice.entries.push_back({EntryKind::sheet, "s" + std::to_string(i), i % 2 ? kLongTitle : "第 " + std::to_string(i + 1) + " 处现场评议表"});
  out.push_back({"choice-many", m});
  m = home_at_0832();
  m.page = Page::thanks;
  m.thanks.ratings = 2, m.thanks.more = true, m.thanks.named = true;
  out.push_back({"thanks-more", m});
  add_items(out);
  add_choices(out);
  add_reviews(out);
}

}  // namespace openday::tests
