// Finding oneself without a code: every state of the page, and what it asks of who was chosen.
#include "tests/ui/fixtures.h"

namespace openday::tests {

using namespace ui;

namespace {

Model finding(KeyboardMode mode = KeyboardMode::pinyin) {
  Model m = home_at_0832();
  m.strip.clock = "08:34";
  m.page = Page::find_me;
  m.can_find_by_name = true;
  m.find.by_number = true;
  m.keyboard.modes = {KeyboardMode::pinyin, KeyboardMode::handwriting, KeyboardMode::phone_tail, KeyboardMode::code};
  m.keyboard.mode = mode;
  m.keyboard.direct = true;
  return m;
}

FoundGuest guest(std::string initial, std::string name, std::string category, std::string invited_by = {}, std::string group = {}) {
  FoundGuest out;
  out.initial = std::move(initial);
  out.name = std::move(name);
  out.category = std::move(category);
  out.invited_by = std::move(invited_by);
  out.group = std::move(group);
  return out;
}

Model three_found() {
  Model m = finding();
  m.find.query = "oy";
  m.find.guests = {guest("欧", "欧阳＊＊", "服务对象", "登记中心"), guest("欧", "欧阳＊", "政协委员"), guest("欧", "欧＊＊", "服务对象", "林业建设科", "二组")};
  return m;
}

}  // namespace

void add_finding(std::vector<Scene>& out) {
  out.push_back({"find-empty", finding()});
  out.push_back({"find-three", three_found()});

  Model long_names = three_found();
  long_names.find.query = "阿卜杜热合曼";
  long_names.find.guests = {guest("阿", "阿＊＊＊＊＊＊·买＊＊＊＊＊＊·阿＊＊＊＊＊＊·吐＊＊＊＊＊", "基层群众和企业代表", "国土空间用途管制和耕地保护监督科", "第十二组"),
                            guest("𬀩", "𬀩＊", "服务对象", "矿产资源管理科")};
  long_names.find.guests.front().alike = 3;
  out.push_back({"find-long-names", long_names});

  Model many = three_found();
  many.find.more = true;
  many.find.guests.push_back(guest("欧", "欧＊", "媒体记者"));
  many.find.guests.back().choosable = false;
  many.find.guests.back().alike = 12;
  out.push_back({"find-many", many});

  Model too_many = finding();
  too_many.find.query = "wang";
  too_many.find.more = true;
  out.push_back({"find-too-many", too_many});

  Model searching = finding();
  searching.find.query = "wangwei";
  searching.find.searching = true;
  out.push_back({"find-searching", searching});

  Model none = finding(KeyboardMode::phone_tail);
  none.find.query = "0000";
  none.find.fruitless = true;
  out.push_back({"find-none", none});

  Model wait = finding(KeyboardMode::code);
  wait.find.query = "YX-042";
  wait.find.wait_seconds = 43;
  out.push_back({"find-wait", wait});

  Model ink = finding(KeyboardMode::handwriting);
  ink.find.query = "欧阳";
  ink.find.guests = {guest("欧", "欧阳＊＊", "服务对象", "登记中心")};
  ink.keyboard.ink = {{{0.3f, 0.3f}, {0.7f, 0.3f}}, {{0.5f, 0.3f}, {0.5f, 0.8f}}};
  ink.keyboard.candidates = {"丁", "了", "下", "于"};
  ink.keyboard.total = 4;
  out.push_back({"find-ink", ink});

  Model name = finding();
  name.keyboard.modes = {KeyboardMode::pinyin, KeyboardMode::handwriting};
  name.find.fact = FoundFact::name;
  name.find.chosen = guest("诸", "诸葛＊＊", "服务对象", "登记中心", "二组");
  name.find.query = "zhugeqing";
  out.push_back({"find-fact-name", name});
  name.find.fact_wrong = true;
  out.push_back({"find-fact-name-wrong", name});

  Model number = finding(KeyboardMode::code);
  number.keyboard.modes = {KeyboardMode::code};
  number.find.fact = FoundFact::number;
  number.find.chosen = guest("周", "周＊", "政协委员");
  out.push_back({"find-fact-number", number});

  Model tail = home_at_0832();
  tail.page = Page::confirm_fact;
  tail.fact.guest = guest("欧", "欧阳＊＊", "服务对象", "登记中心", "二组");
  out.push_back({"find-fact-tail", tail});
  tail.fact.wrong = true;
  tail.fact.guest->alike = 2;
  out.push_back({"find-fact-tail-wrong", tail});

  Model staff = three_found();
  staff.staff_mode = true, staff.role = StaffRole::supervisor;
  staff.find.guests = {guest("欧", "欧阳明溪", "政协委员", {}, "二组"), guest("欧", "欧阳若水", "服务对象", "登记中心")};
  staff.find.guests.front().tail = "1296";
  out.push_back({"find-staff", staff});
}

}  // namespace openday::tests
