#include "tests/ui/fixtures.h"

namespace openday::tests {

using namespace ui;

namespace {

Item item(std::string title, std::string place = {}, std::string owner = {}, ItemKind kind = ItemKind::tour) {
  Item out;
  out.title = std::move(title), out.place = std::move(place), out.owner = std::move(owner), out.kind = kind;
  return out;
}

// Rows one after the other without times; `now` is the present one, -1: none.
void untimed(Model& m, std::vector<Item> items, int now) {
  m.event.items = std::move(items);
  m.event.now.reset(), m.event.next.reset();
  m.event.day_progress = -1;
  int number = 0;
  for (Item& one : m.event.items) {
    one.id = "row" + std::to_string(number);
    one.start.clear(), one.end.clear();
    if (one.slot != Slot::throughout) one.slot = Slot::numbered, one.number = number + 1;
    one.state = number < now ? ItemState::done : number == now ? ItemState::now : number == now + 1 ? ItemState::next : ItemState::later;
    if (number == now) m.event.now = one;
    if (number == now + 1) m.event.next = one;
    ++number;
  }
}

// Plan 1: a symposium without row times.
Model symposium(int now) {
  Model m = itinerary_at_0935();
  m.event.theme = "听民意、知民心、解民忧";
  untimed(m,
          {item("汇报上半年工作", "局会议室", "党组书记、局长", ItemKind::talk), item("介绍机构设置及职能", "局会议室", "副局长", ItemKind::talk),
           item("介绍政务公开程序、内容和运行", "局会议室", "副局长", ItemKind::talk), item("群众代表提建议、咨询、交流", "局会议室", "局领导、业务股室负责人", ItemKind::exchange)},
          now);
  return m;
}

// Plan 8: what runs through the whole day beside rows without times.
Model registration_hall() {
  Model m = itinerary_at_0935();
  untimed(m, {item("浏览介绍", "不动产登记大厅"), item("观摩体验：受理、登记、颁证全流程", "不动产登记大厅", "登记中心", ItemKind::experience), item("座谈交流", "不动产登记大厅", "主要负责人", ItemKind::exchange)}, 1);
  Item through = item("代表意见反馈", "意见箱、意见簿", "办公室", ItemKind::other);
  through.id = "feedback", through.slot = Slot::throughout, through.state = ItemState::now;
  m.event.items.push_back(through);
  return m;
}

// Plan 6: blocks with times, then a tail without.
Model four_green_sites() {
  Model m = itinerary_at_0935();
  std::vector<Item> rows{item("参观南山森林公园", "南山森林公园", "站所负责人"), item("义务植树基地", "义务植树基地", "站所负责人"), item("南环路小游园、石桥小游园", "南环路、石桥"), item("座谈交流", "局会议室", "", ItemKind::talk), item("参观局办公楼", "局办公楼", "办公室", ItemKind::free)};
  const char* starts[] = {"09:00", "09:30", "10:00", "10:30", ""};
  const char* ends[] = {"09:30", "10:00", "10:30", "11:30", ""};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].id = "row" + std::to_string(i), rows[i].start = starts[i], rows[i].end = ends[i], rows[i].number = static_cast<int>(i) + 1;
    rows[i].phase = i < 3 ? "现场观摩" : i == 3 ? "座谈" : "";
    rows[i].state = i == 0 ? ItemState::done : i == 1 ? ItemState::now : i == 2 ? ItemState::next : ItemState::later;
  }
  rows[4].slot = Slot::afterwards;
  rows[1].minutes_left = 12, rows[1].progress = 0.6;
  m.event.items = rows, m.event.now = rows[1], m.event.next = rows[2];
  m.event.day_progress = 0.3;
  return m;
}

// Plan 3 at 10:40: staff called for themselves, beside the row for everybody.
Model with_observers() {
  Model m = itinerary_at_0935();
  auto& items = m.event.items;
  for (std::size_t i = 0; i < items.size(); ++i) items[i].state = i < 6 ? ItemState::done : i == 6 ? ItemState::now : i == 7 ? ItemState::next : ItemState::later;
  items[6].minutes_left = 5, items[6].progress = 0.75, items[4].progress = items[4].minutes_left = -1;
  Item call = item("列席人员集中", "局六楼会议室", "办公室", ItemKind::gather);
  call.id = "call", call.start = "10:30", call.end = "10:40", call.audience = "局中层以上", call.state = ItemState::now;
  m.event.now = items[6], m.event.next = items[7];
  items.insert(items.begin() + 7, call);
  m.strip.clock = "10:35";
  return m;
}

// More rows than any page holds.
Model long_day(std::size_t now) {
  Model m = itinerary_at_0935();
  m.event.items.clear();
  for (int i = 0; i < 26; ++i) {
    Item one = item(i % 5 == 2 ? "前往下一处" : "第" + std::to_string(i + 1) + "处：看自然资源便民利民成果", i % 5 == 2 ? "" : "第" + std::to_string(i + 1) + "展区", i % 3 == 0 ? "登记中心" : "", i % 5 == 2 ? ItemKind::travel : ItemKind::tour);
    if (i % 5 == 2) one.from = "第" + std::to_string(i) + "展区", one.to = "第" + std::to_string(i + 2) + "展区", one.vehicle = Vehicle::walk, one.minutes = 10;
    const int minute = 8 * 60 + 30 + i * 15;
    const auto clock = [](int at) { return (at < 600 ? "0" : "") + std::to_string(at / 60) + ":" + (at % 60 < 10 ? "0" : "") + std::to_string(at % 60); };
    one.id = "row" + std::to_string(i), one.start = clock(minute), one.end = clock(minute + 15), one.number = i + 1;
    one.phase = i < 9 ? "第一阶段 现场观摩" : i < 18 ? "第二阶段 体验" : "第三阶段 座谈";
    const auto at = static_cast<std::size_t>(i);
    one.state = at < now ? ItemState::done : at == now ? ItemState::now : at == now + 1 ? ItemState::next : ItemState::later;
    if (at == now) one.minutes_left = 6, one.progress = 0.6, m.event.now = one;
    if (at == now + 1) m.event.next = one;
    m.event.items.push_back(one);
  }
  m.event.items[now + 3].change = {ChangeKind::moved, 0, "三楼会议室"};
  m.event.items[now + 4].change = {ChangeKind::skipped, 0, {}};
  m.event.items[now + 5].change = {ChangeKind::inserted, 0, {}};
  return m;
}

// Plan 4: two sessions in two months, neither dated.
Model two_sessions() {
  Model m = itinerary_at_0935();
  untimed(m, {item("领导汇报全年工作", "三楼会议室", "局领导", ItemKind::talk), item("征求意见", "三楼会议室", "党建办公室", ItemKind::exchange)}, -2);
  m.event.next = m.event.items[0];
  m.event.items[0].state = ItemState::next;
  m.event.state = EventState::unknown_date;
  m.event.session = "座谈会", m.event.when = m.event.next_session = "11月";
  std::vector<Item> second{item("看国土空间规划设计", "三楼会议室", "规划科"), item("政务服务中心不动产窗口看办证流程", "政务服务中心", "登记中心")};
  second[0].slot = second[1].slot = Slot::numbered, second[0].number = 1, second[1].number = 2;
  m.event.sessions = {{"座谈会", "11月", true, {}}, {"主题观摩", "12月", false, second}};
  m.event.rating = RatingState::later;
  m.event.rating_opens.clear();
  return m;
}

Model state_of(EventState state, std::string notice) {
  Model m = itinerary_at_0935();
  for (Item& one : m.event.items) one.state = ItemState::later, one.progress = one.minutes_left = -1;
  m.event.now.reset(), m.event.next.reset();
  m.event.state = state;
  m.event.notice = std::move(notice);
  m.event.when = "11月17日 08:40";
  m.event.day_progress = -1;
  return m;
}

Model agenda(Model m) {
  m.page = Page::staff_programme;
  m.staff_mode = true, m.role = StaffRole::supervisor;
  m.strip.pending = 2;
  for (std::size_t i = 0; i < m.event.items.size(); ++i)
    if (m.event.items[i].id.empty()) m.event.items[i].id = "row" + std::to_string(i);
  StaffProgramme& s = m.programme;
  s.when = "11月17日 08:40";
  s.sessions = {{"main", "第 1 场", "11月17日 08:40", true, true}};
  s.sites = {{"hall5", "局五楼会议室", false}, {"offices", "局机关各科室", false}, {"registry", "确权登记中心", false}, {"yaogou", "三个窑沟项目点", false}, {"hall6", "局六楼会议室", false}};
  s.ratings = {{"review", "评议表", false}};
  StaffProgramme::Last last;
  last.record = "01900000-0000-7000-8000-000000000001", last.time = "09:31";
  last.body.what = event::CorrectionKind::delay, last.body.minutes = 10;
  s.last = last;
  return m;
}

std::shared_ptr<const CalendarCode> calendar() {
  auto code = std::make_shared<CalendarCode>();
  code->size = 65;
  for (int i = 0; i < 65 * 65; ++i) code->modules.push_back(static_cast<std::uint8_t>((i * 7 + i / 65 * 3) % 5 < 2));
  return code;
}

void add_public(std::vector<Scene>& out) {
  out.push_back({"itinerary-untimed", symposium(1)});
  out.push_back({"itinerary-untimed-first", symposium(0)});
  out.push_back({"itinerary-throughout", registration_hall()});
  out.push_back({"itinerary-blocks", four_green_sites()});
  out.push_back({"itinerary-observers", with_observers()});
  out.push_back({"itinerary-long-day", long_day(3)});
  out.push_back({"itinerary-long-day-late", long_day(19)});
  out.push_back({"itinerary-two-sessions", two_sessions()});
  out.push_back({"itinerary-before", state_of(EventState::before, {})});
  out.back().model.event.items[0].state = ItemState::next, out.back().model.event.next = out.back().model.event.items[0];
  out.back().model.event.next_session = "11月17日 08:40";
  out.push_back({"itinerary-tentative", state_of(EventState::tentative, "拟定时间，如与重要工作冲突，另行通知")});
  out.push_back({"itinerary-postponed", state_of(EventState::postponed, "因天气原因")});
  out.push_back({"itinerary-cancelled", state_of(EventState::cancelled, {})});
  out.push_back({"itinerary-over", state_of(EventState::after, {})});
  for (Item& one : out.back().model.event.items) one.state = ItemState::done;
  out.push_back({"itinerary-notice", itinerary_at_0935()});
  out.back().model.event.announcements = {{"请各位来宾随讲解员前往下一处，注意安全", ui::Pressing::attention, ""}};
  for (const char* name : {"itinerary-untimed", "itinerary-throughout", "itinerary-observers", "itinerary-long-day", "itinerary-notice", "itinerary-blocks"}) {
    for (const Scene& scene : std::vector<Scene>(out)) {
      if (scene.name != name) continue;
      Model standing = scene.model;
      standing.page = Page::standing;
      out.push_back({"standing-" + scene.name.substr(10), standing});
    }
  }
}

void add_staff(std::vector<Scene>& out) {
  out.push_back({"agenda", agenda(itinerary_at_0935())});
  Model m = agenda(symposium(1));
  m.programme.can_go_on = true;
  m.programme.last.reset();
  out.push_back({"agenda-untimed", m});
  out.push_back({"agenda-many", agenda(long_day(6))});
  m = agenda(two_sessions());
  m.programme.session = "座谈会", m.programme.when = "11月";
  m.programme.sessions = {{"s1", "座谈会", "11月", true, false}, {"s2", "主题观摩", "12月", false, false}};
  m.programme.failed = true;
  m.programme.can_go_on = true;
  out.push_back({"agenda-two-sessions", m});
  m = agenda(itinerary_at_0935());
  m.event.items.clear();
  m.programme.saving = true;
  m.programme.last.reset();
  out.push_back({"agenda-empty", m});
  m = agenda(itinerary_at_0935());
  for (Item& one : m.event.items) one.title = kLongTitle, one.place = kLongTitle, one.change = {ChangeKind::moved, 0, kLongTitle};
  m.programme.last->title = kLongTitle;
  out.push_back({"agenda-long", m});
}

}  // namespace

void add_programmes(std::vector<Scene>& out) {
  const std::size_t from = out.size();
  add_public(out);
  for (std::size_t i = from; i < out.size(); ++i)
    if (out[i].model.page == Page::itinerary && out[i].model.event.state == EventState::running) out[i].model.event.calendar = calendar();
  add_staff(out);
}

}  // namespace openday::tests
