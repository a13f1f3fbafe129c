// What the bureau tells everybody, and staff's page of the line to it, in every state that has a face of its own.
#include "kiosk/ui/model_line.h"
#include "tests/ui/fixtures.h"

namespace openday::tests {

using namespace ui;

namespace {

constexpr const char* kBus = "二号车改停在西门停车场，请乘二号车的来宾从西门上车。";
constexpr const char* kRain = "气象台发布暴雨橙色预警，参观结束后请在一楼大厅等候，不要自行离开，工作人员会安排车辆。";
constexpr const char* kLongNotice =
    "因城区供水管道抢修，今天上午十点至下午四点本楼三层以上停水，饮水和洗手请到一楼服务台旁；污水处理厂参观点的临时洗手处设在入口左侧。"
    "参观途中如有不适，请马上告诉带队的工作人员，随车备有药箱和饮用水；午餐改在一楼职工食堂，凭胸卡就餐，少数民族来宾请到清真窗口。"
    "下午的座谈会提前十分钟开始，请各位代表尽量早到，会议材料已放在座位上，会后请把意见表交给门口的工作人员，谢谢您的配合。";

Model with(Model m, std::vector<Announcement> notices) {
  m.event.announcements = std::move(notices);
  return m;
}

Model line_with(LineStatus line) {
  Model m = home_at_0832();
  m.page = Page::staff_line, m.staff_mode = true, m.role = StaffRole::supervisor;
  m.more.tiles = {{Page::staff_line}};
  m.strip.clock = "09:41", m.strip.pending = line.waiting;
  m.strip.online = line.state == LineState::caught_up || line.state == LineState::sending;
  if (line.documents.empty()) line.documents = {{"plan", 3, true}, {"roster", 12, true}};
  m.line = std::make_shared<const LineStatus>(std::move(line));
  return m;
}

LineStatus caught_up() {
  LineStatus line;
  line.state = LineState::caught_up;
  line.acknowledged = "09:40", line.contact = "09:40";
  line.clock_off = "0.3", line.clock_give = "0.1";
  line.enrolled = true;
  return line;
}

LineStatus trouble(LineState state, int waiting, int next_try) {
  LineStatus line = caught_up();
  line.state = state, line.waiting = waiting, line.next_try_seconds = next_try;
  line.acknowledged = "08:55", line.contact = "08:56";
  return line;
}

void add_papers_in_trouble(std::vector<Scene>& out) {
  const PaperInTrouble roster{"roster", 13, PaperTrouble::damaged};
  const std::vector<PaperInTrouble> many{roster, {"plan", 104, PaperTrouble::refused}, {"revocations", 2017, PaperTrouble::wrong_size}, {"calendar", 12, PaperTrouble::damaged}, {"notice", 3, PaperTrouble::refused}};
  Model one = line_with(caught_up()), two = line_with(trouble(LineState::no_answer, 37, 210)), all = line_with(caught_up());
  one.papers_in_trouble = {roster};
  out.push_back({"line-paper", one});
  two.papers_in_trouble = {roster, {"plan", 4, PaperTrouble::refused}};
  out.push_back({"line-papers-offline", two});
  all.papers_in_trouble = many;
  out.push_back({"line-papers-many", all});
  all.papers_in_trouble.insert(all.papers_in_trouble.end(), 8, {"notice", 3, PaperTrouble::damaged});
  out.push_back({"line-papers-too-many", all});
  Model more = one;
  more.page = Page::staff_more;
  out.push_back({"more-papers", more});
  Model list = attendance_of(14);
  list.attendance.conflict.clear(), list.papers_in_trouble = {roster};
  out.push_back({"staff-paper", list});
  list.papers_in_trouble = many;
  out.push_back({"staff-papers-many", list});
}

void add_notices(std::vector<Scene>& out) {
  const std::vector<Announcement> one{{kBus, Pressing::plain, "11:30"}}, rain{{kRain, Pressing::urgent, "16:00"}, {kBus, Pressing::attention, "11:30"}, {"活动稍有推迟", Pressing::attention, ""}};
  out.push_back({"home-notice", with(home_at_0832(), one)});
  out.push_back({"home-notices", with(home_at_0832(), rain)});
  out.push_back({"home-notice-long", with(home_at_0832(), {{kLongNotice, Pressing::attention, "11月17日 16:00"}})});
  Model closed = with(home_at_0832(), {{"停水通知：今天下午本楼停水。", Pressing::attention, "16:00"}});
  closed.event.state = EventState::postponed, closed.event.now.reset(), closed.event.next.reset();
  closed.event.notice = "因天气原因改期，具体时间另行通知", closed.event.rating = RatingState::none;
  out.push_back({"home-postponed-notice", closed});
  Model busy = with(home_at_0832(), rain);
  busy.event.name = busy.event.now->title = busy.event.now->place = busy.event.next->title = kLongTitle;
  out.push_back({"home-notices-long", busy});
  out.push_back({"itinerary-notices", with(itinerary_at_0935(), rain)});
  Model standing = with(itinerary_at_0935(), rain);
  standing.page = Page::standing;
  out.push_back({"standing-notice", standing});
  standing.event.announcements = one;
  out.push_back({"standing-notice-plain", standing});
  Model page = with(home_at_0832(), rain);
  page.page = Page::notices;
  out.push_back({"notices", page});
  page.event.announcements = one;
  out.push_back({"notices-one", page});
  page.event.announcements = {{kLongNotice, Pressing::attention, "11月17日 16:00"}, {kRain, Pressing::plain, "16:00"}, {kLongNotice, Pressing::plain, ""}, {kBus, Pressing::plain, "11:30"}};
  out.push_back({"notices-long", page});
  page.event.announcements.clear();
  out.push_back({"notices-none", page});
}

void add_lines(std::vector<Scene>& out) {
  out.push_back({"line", line_with(caught_up())});
  LineStatus sending = caught_up();
  sending.state = LineState::sending, sending.waiting = 1240, sending.in_flight = 4, sending.per_minute = 620, sending.speed = "21 kB/s", sending.minutes_left = 2;
  out.push_back({"line-sending", line_with(sending)});
  out.push_back({"line-no-network", line_with(trouble(LineState::no_network, 37, 42))});
  out.push_back({"line-no-answer", line_with(trouble(LineState::no_answer, 37, 210))});
  out.push_back({"line-portal", line_with(trouble(LineState::portal, 37, 12))});
  out.push_back({"line-certificate", line_with(trouble(LineState::stranger, 2, 0))});
  LineStatus busy = trouble(LineState::busy, 112, 18);
  busy.trying = true;
  out.push_back({"line-busy", line_with(busy)});
  out.push_back({"line-full", line_with(trouble(LineState::full, 112, 18))});
  LineStatus refused = trouble(LineState::refused, 508, 280);
  refused.acknowledged = refused.contact = "11月16日 17:32", refused.clock_off = "184.2", refused.clock_wrong = true, refused.kept_aside = 2;
  refused.documents = {{"plan", 2, false}, {"roster", 12, true}}, refused.not_taken = {"plan.toml", "revoked.json"};
  out.push_back({"line-refused", line_with(refused)});
  out.push_back({"line-too-old", line_with(trouble(LineState::too_old, 5, 300))});
  out.push_back({"line-set-wrong", line_with(trouble(LineState::set_wrong, 5, 300))});
  LineStatus alone;
  alone.waiting = 73, alone.documents = {{"plan", 1, false}};
  out.push_back({"line-alone", line_with(alone)});
  LineStatus silent = trouble(LineState::silent, 73, 0);
  silent.next_try_seconds.reset(), silent.clock_off.clear();
  out.push_back({"line-silent", line_with(silent)});
  Model more = line_with(trouble(LineState::no_network, 37, 42));
  more.page = Page::staff_more;
  more.more.tiles = {{Page::staff_conflicts, 1}, {Page::staff_roll_call}, {Page::staff_places}, {Page::staff_self_test}, {Page::staff_line}, {Page::staff_papers}, {Page::staff_hand_over}, {Page::staff_people}};
  more.more.self_test = LastSelfTest{"08:12", 0, 2, 0};
  out.push_back({"more-line", more});
  Model unsigned_plan = home_at_0832();
  unsigned_plan.page = Page::out_of_service;
  unsigned_plan.trouble = {Trouble::not_signed, "plan.toml: this box is enrolled and takes only what its bureau signed: it has no signature", -1};
  unsigned_plan.event = {};
  out.push_back({"out-of-service-unsigned", unsigned_plan});
}

}  // namespace

void add_line_pages(std::vector<Scene>& out) {
  add_notices(out);
  add_lines(out);
  add_papers_in_trouble(out);
}

}  // namespace openday::tests
