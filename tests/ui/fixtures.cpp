#include "tests/ui/fixtures.h"

#include <cmath>

namespace openday::tests {

using namespace ui;

namespace {

Item row(std::string start, std::string end, std::string title, std::string place, std::string owner, ItemKind kind = ItemKind::tour) {
  Item item;
  item.start = std::move(start), item.end = std::move(end), item.title = std::move(title), item.place = std::move(place), item.owner = std::move(owner);
  item.kind = kind;
  return item;
}

Item leg(std::string start, std::string end, std::string title, std::string from, std::string to, int minutes) {
  Item item = row(std::move(start), std::move(end), std::move(title), {}, {}, ItemKind::travel);
  item.vehicle = Vehicle::bus, item.from = std::move(from), item.to = std::move(to), item.minutes = minutes;
  return item;
}

std::vector<Item> programme() {
  return {row("08:30", "08:40", "集中签到", "局五楼会议室", "", ItemKind::gather), row("08:40", "09:00", "参观机关科室", "局机关", "办公室"),
          leg("09:00", "09:10", "前往登记中心", "局机关", "登记中心", 10), row("09:10", "09:30", "看不动产登记窗口", "登记中心", "登记中心"),
          leg("09:30", "09:50", "前往三个窑沟", "登记中心", "三个窑沟项目点", 20), row("09:50", "10:20", "看植绿增绿项目", "三个窑沟", "市西郊林场"),
          leg("10:20", "10:40", "乘车返回局", "三个窑沟", "局机关", 20), row("10:40", "11:00", "听重点工作和民生事项", "局六楼会议室", "主要领导", ItemKind::talk),
          row("11:00", "11:20", "现场交流，提意见建议", "局六楼会议室", "主持人", ItemKind::exchange), row("11:20", "11:40", "评议局工作和本次活动", "局六楼会议室", "", ItemKind::evaluate)};
}

Model base(const char* clock, std::size_t now, int left, double progress) {
  Model m;
  m.visit = 7;
  m.strip = {11, 17, 2, clock, true, false, std::nullopt};
  m.event.bureau = "云溪市自然资源局";
  m.event.name = "政府开放日";
  m.event.theme = "现场观摩 · 座谈交流 · 现场评议";
  m.event.items = programme();
  for (std::size_t i = 0; i < m.event.items.size(); ++i)
    m.event.items[i].state = i < now ? ItemState::done : i == now ? ItemState::now : i == now + 1 ? ItemState::next : ItemState::later;
  m.event.items[now].minutes_left = left;
  m.event.items[now].progress = progress;
  m.event.now = m.event.items[now];
  if (now + 1 < m.event.items.size()) m.event.next = m.event.items[now + 1];
  m.event.rating = RatingState::later;
  m.event.rating_opens = "11:20";
  return m;
}

std::shared_ptr<const GreyImage> camera_frame() {
  auto image = std::make_shared<GreyImage>();
  image->width = 640, image->height = 360;
  image->pixels.resize(640 * 360);
  for (int y = 0; y < 360; ++y)
    for (int x = 0; x < 640; ++x) {
      double v = 70 + 60 * std::exp(-((x - 250.0) * (x - 250) + (y - 120.0) * (y - 120)) / 40000);
      if (x > 230 && x < 410 && y > 60 && y < 330) {  // a sheet with a made-up code
        v = 214;
        const int mx = (x - 255) / 6, my = (y - 110) / 6;
        if (x >= 255 && y >= 110 && mx < 21 && my < 21) {
          const auto ring = [&](int cx, int cy) { return std::max(std::abs(mx - cx), std::abs(my - cy)); };
          const int d = std::min({ring(3, 3), ring(17, 3), ring(3, 17)});
          const bool dark = d <= 3 ? d != 2 : d == 4 ? false : (mx * 7 + my * 13 + mx * my) % 5 < 2;
          if (dark) v = 40;
        }
      }
      image->pixels[static_cast<std::size_t>(y * 640 + x)] = static_cast<std::uint8_t>(v);
    }
  return image;
}

}  // namespace

Model home_at_0832() {
  Model m = base("08:32", 0, 8, 0.2);
  m.event.day_progress = 0.01;
  return m;
}

Model itinerary_at_0935() {
  Model m = base("09:35", 4, 15, 0.25);
  m.page = Page::itinerary;
  m.event.items[9].change = {ChangeKind::delayed, 10, {}};
  m.event.day_progress = 0.36;
  return m;
}

Model result_of(Verdict verdict) {
  Model m = home_at_0832();
  m.page = Page::result;
  m.strip.clock = "08:36";
  ScanResult& r = m.result;
  r.verdict = verdict;
  r.seconds_left = 4;
  m.event.next->hint = "请在五楼会议室稍候，办公室同志带队";
  switch (verdict) {
    case Verdict::admitted:
    case Verdict::late:
    case Verdict::admitted_not_on_roster:
      r.name = "欧阳＊＊", r.category = "服务对象", r.group = "第 2 组", r.seat = "三排 07";
      break;
    case Verdict::already_admitted: r.name = "欧阳＊＊", r.category = "服务对象", r.seat = "三排 07", r.first_time = "08:31", r.first_place = "一号机"; break;
    case Verdict::party_complete: r.seats = 3, r.persons = 3, r.first_time = "08:31"; break;
    case Verdict::early: r.when = "08:30"; break;
    case Verdict::wrong_event: r.other_event = "云溪市自然资源局 9 月政务开放日"; break;
    case Verdict::wrong_session: r.when = "12月15日 09:00"; break;
    case Verdict::category_full: r.category = "媒体记者"; break;
    default: break;
  }
  if (verdict > Verdict::already_admitted && verdict != Verdict::late) r.seconds_left = r.seconds_total = 0;
  return m;
}

Model rating_with_tags() {
  Model m = base("11:24", 9, 16, 0.2);
  m.page = Page::rating;
  m.event.rating = RatingState::open;
  Rating& r = m.rating;
  r.index = 1, r.count = 2, r.subject = "局工作", r.question = "您对我局的工作满意吗？", r.grade = 2;
  for (const char* tag : {"讲解不清楚", "时间太紧", "路程或等候太久", "回答不具体", "意见没有回应", "场地或设施不便", "接待不周到", "其他"}) r.tags.push_back({tag, false});
  r.tags[1].chosen = r.tags[4].chosen = true;
  return m;
}

// Rows are for good: other ones take their place.
void change_row(Model& model, std::size_t at, const std::function<void(StaffRow&)>& change) {
  std::vector<StaffRow> rows;
  for (std::size_t i = 0; i < model.attendance.rows.size(); ++i) rows.push_back(model.attendance.rows[i]);
  change(rows[at]);
  model.attendance.rows = StaffRows(std::move(rows));
}

Model attendance_of(int guests) {
  Model m = base("09:05", 2, 5, 0.5);
  m.page = Page::staff_attendance;
  m.staff_mode = true, m.role = StaffRole::supervisor;
  m.strip.pending = 3;
  StaffAttendance& a = m.attendance;
  a.came = 17, a.expected = 22, a.absent = 5, a.late = 1, a.open = 2;
  a.categories = {{"人大代表", 5, 5}, {"政协委员", 4, 5}, {"服务对象", 7, 10}, {"媒体记者", 1, 2}};
  a.note = "局中层以上 列席，10:30 集中，不占名额";
  a.filter = StaffFilter::came;
  a.can_search = true;
  const std::vector<StaffRow> known{{"08:58", "阿依努尔·卡德尔", "服务对象", "6107", 1, StaffStatus::late}, {"08:41", "周砚秋", "媒体记者", "2290", 1, StaffStatus::came},
                                    {"08:39", "欧阳明溪", "服务对象", "5678", 2, StaffStatus::came}, {"08:37", "林知远", "政协委员", "0415", 1, StaffStatus::came},
                                    {"08:36", "沈㛃", "服务对象", "3381", 1, StaffStatus::walk_in}, {"08:34", "何望舒", "人大代表", "7752", 1, StaffStatus::came},
                                    {"08:33", "唐𬀩木", "政协委员", "1904", 1, StaffStatus::open}, {"08:31", "温如初", "人大代表", "8826", 1, StaffStatus::came},
                                    {"08:30", "罗堃禾", "服务对象", "4470", 1, StaffStatus::came}, {"", "顾南枝", "政协委员", "3056", 1, StaffStatus::absent}};
  std::vector<StaffRow> rows;
  for (int i = 0; i < guests; ++i) rows.push_back(known[static_cast<std::size_t>(i) % known.size()]);
  a.rows = StaffRows(std::move(rows));
  a.conflict = "唐𬀩木 在两台机器上签到，08:33 与 08:35";
  return m;
}

namespace {

void add_home(std::vector<Scene>& out) {
  out.push_back({"home", home_at_0832()});
  const auto add = [&](const char* name, const std::function<void(Model&)>& change) {
    Model m = home_at_0832();
    change(m);
    out.push_back({std::string("home-") + name, m});
  };
  add("offline", [](Model& m) { m.strip.online = false; m.strip.clock_in_doubt = true; });
  add("long", [](Model& m) { m.event.name = kLongTitle; m.event.now->title = kLongTitle; m.event.now->place = kLongTitle; m.event.next->title = kLongTitle; });
  add("empty", [](Model& m) { m.event = {}; m.event.name = "政务开放日"; m.event.state = EventState::before; m.event.next_session = "11月17日 08:30"; });
  add("postponed", [](Model& m) { m.event.state = EventState::postponed; m.event.now.reset(); m.event.next.reset(); m.event.notice = "因天气原因改期，具体时间另行通知"; m.event.rating = RatingState::none; });
  add("cancelled", [](Model& m) { m.event.state = EventState::cancelled; m.event.now.reset(); m.event.next.reset(); });
  add("over", [](Model& m) { m.event.state = EventState::after; m.event.now.reset(); m.event.next.reset(); m.event.day_progress = 1; m.event.rating = RatingState::closed; });
  add("untimed", [](Model& m) { m.event.now->start = m.event.now->end = ""; m.event.now->progress = -1; m.event.now->minutes_left = -1; m.event.next->start = ""; m.event.day_progress = -1; });
  add("camera-missing", [](Model& m) { m.camera.state = CameraState::missing; m.camera.message = "/dev/video0: unplugged"; });
  add("called", [](Model& m) { m.calls.open = 2, m.voice = true; });
  add("called-offline", [](Model& m) { m.calls.open = 12, m.strip.online = false, m.strip.clock_in_doubt = true; });
  add("camera-above", [](Model& m) { m.camera.place = CameraPlace::above; });
  add("camera-left", [](Model& m) { m.camera.place = CameraPlace::left; });
  add("camera-right", [](Model& m) { m.camera.place = CameraPlace::right; });
  add("preview", [](Model& m) { m.camera.preview = true; m.camera.image = camera_frame(); m.camera.image_serial = 1; });
}

void add_results(std::vector<Scene>& out) {
  constexpr const char* kNames[] = {"admitted", "admitted-not-on-roster", "already-admitted", "party-complete", "early", "late", "wrong-event", "wrong-session", "event-not-running", "registration-cancelled",
                                    "revoked", "not-registered", "bad-signature", "unknown-issuer", "expired", "unreadable", "needs-screening", "category-full", "needs-staff", "not-saved"};
  for (int i = 0; i <= static_cast<int>(Verdict::not_saved); ++i) out.push_back({std::string("result-") + kNames[i], result_of(static_cast<Verdict>(i))});
  Model m = result_of(Verdict::admitted);
  m.result.name = kLongName, m.result.category = "政务公开义务监督员代表", m.result.seats = 3, m.result.persons = 2;
  m.event.next->title = kLongTitle, m.event.next->place = kLongTitle;
  m.event.rating = RatingState::open;
  out.push_back({"result-long", m});
  m = result_of(Verdict::admitted);
  m.result.category = m.result.group = m.result.seat = m.result.name = "";
  m.event.next.reset();
  out.push_back({"result-bare", m});
  m = result_of(Verdict::bad_signature);
  m.can_find_by_name = true;
  out.push_back({"result-by-name", m});
}

void add_itineraries(std::vector<Scene>& out) {
  out.push_back({"itinerary", itinerary_at_0935()});
  Model m = itinerary_at_0935();
  for (Item& item : m.event.items) item.title = kLongTitle, item.place = kLongTitle, item.change = {ChangeKind::moved, 0, "南山森林公园游客中心"};
  m.event.now->title = m.event.next->title = kLongTitle;
  m.event.now->from = m.event.now->to = kLongTitle;
  out.push_back({"itinerary-long", m});
  m = itinerary_at_0935();
  m.event.items.clear(), m.event.now.reset(), m.event.next.reset();
  m.event.state = EventState::before, m.event.next_session = "11月17日 08:30";
  out.push_back({"itinerary-empty", m});
  m = base("10:50", 7, 10, 0.5);
  m.page = Page::itinerary;
  m.event.day_progress = 0.75;
  out.push_back({"itinerary-talk", m});
  m = home_at_0832();
  m.page = Page::itinerary;
  out.push_back({"itinerary-first", m});
  m = itinerary_at_0935();
  m.page = Page::standing;
  out.push_back({"standing", m});
  m = base("10:50", 7, 10, 0.5);
  m.page = Page::standing;
  out.push_back({"standing-talk", m});
  m = home_at_0832();
  m.page = Page::standing;
  m.event.now.reset(), m.event.next.reset();
  m.event.state = EventState::after;
  out.push_back({"standing-over", m});
}

void add_ratings(std::vector<Scene>& out) {
  out.push_back({"rating", rating_with_tags()});
  Model m = rating_with_tags();
  m.rating.grade = 0, m.rating.tags.clear();
  out.push_back({"rating-unchosen", m});
  m = rating_with_tags();
  m.rating.index = 2, m.rating.subject = "本次开放日活动", m.rating.question = "您对本次开放日活动满意吗？", m.rating.can_comment = true, m.rating.grade = 5;
  m.rating.tags.resize(4);
  m.rating.tags[1].chosen = false;
  m.rating.tags[0].text = "讲解清楚";
  out.push_back({"rating-second", m});
  m = rating_with_tags();
  m.rating.question = kLongTitle, m.rating.subject = kLongName;
  m.rating.saving = true;
  out.push_back({"rating-long", m});
  m = rating_with_tags();
  m.page = Page::thanks;
  m.strip.clock = "11:33";
  m.event.day_progress = 1;
  m.thanks.ratings = 2, m.thanks.seconds_left = 18;
  out.push_back({"thanks", m});
  Receipt receipt{"YX-1117-028", ReplyChoice::registered, "12月8日", false, 15, 25, {}};
  for (int i = 0; i < 625; ++i) receipt.qr.push_back(static_cast<std::uint8_t>((i * 7 + i / 25 * 3) % 5 < 2));
  m.thanks.opinions = 1, m.thanks.receipt = receipt, m.thanks.can_print = true;
  out.push_back({"thanks-receipt", m});
}

void add_others(std::vector<Scene>& out) {
  Model m = home_at_0832();
  m.page = Page::check_in;
  m.camera.image = camera_frame(), m.camera.image_serial = 1;
  out.push_back({"check-in", m});
  m.camera.state = CameraState::missing;
  out.push_back({"check-in-missing", m});
  m.camera.state = CameraState::off;
  out.push_back({"check-in-off", m});
  m.camera.state = CameraState::starting, m.camera.image.reset(), m.can_find_by_name = true;
  out.push_back({"check-in-starting", m});
  m = home_at_0832();
  m.page = Page::privacy;
  out.push_back({"privacy", m});
  m = rating_with_tags();
  m.idle_seconds_left = 14;
  out.push_back({"idle", m});
  m = home_at_0832();
  m.help_called = true, m.bureau_phone = "0951-000 0000";
  out.push_back({"help", m});
  m = home_at_0832();
  m.page = Page::staff_gate, m.staff_mode = true, m.role = StaffRole::supervisor, m.strip.pending = 3;
  m.gate.mode = PinMode::set_first;
  out.push_back({"gate-first", m});
  m.gate.mode = PinMode::enter, m.gate.problem = PinProblem::wrong, m.gate.tries_left = 2;
  out.push_back({"gate-wrong", m});
  m.gate.locked_seconds = 272;
  out.push_back({"gate-locked", m});
  out.push_back({"staff", attendance_of(10)});
  m = attendance_of(10);
  m.calls = {2, {{3, "08:41", Page::confirm_fact}, {4, "08:52", Page::home}}};
  out.push_back({"staff-called", m});
  m.calls = {1, {{3, "08:41", Page::out_of_service}}};
  m.attendance.conflict.clear();
  out.push_back({"staff-called-once", m});
  m = attendance_of(48);
  m.can_register_walk_in = m.can_find_by_name = true;
  change_row(m, 2, [](StaffRow& row) { row.name = kLongName; });
  out.push_back({"staff-many", m});
  m = attendance_of(0);
  m.attendance.conflict.clear(), m.strip.online = false;
  m.attendance.filter = StaffFilter::late;
  out.push_back({"staff-empty", m});
  m = home_at_0832();
  m.page = Page::out_of_service, m.strip.online = false;
  m.trouble = {Trouble::disk_full, "/var/lib/openday/journal: no space left; free 200 MB", 17};
  out.push_back({"out-of-service", m});
  m.trouble = {Trouble::database_newer, "journal.db: version 9, this program knows 4; install the newer package", -1};
  m.event.items.clear();
  out.push_back({"out-of-service-newer", m});
}

// The door between a scan and its result, and what staff do there.
void add_door(std::vector<Scene>& out) {
  Model m = home_at_0832();
  m.page = Page::party;
  m.party = {"欧阳＊＊", "服务对象", 3, 3, false};
  out.push_back({"party", m});
  m.party.left = 12, m.party.seats = 12;
  out.push_back({"party-many", m});
  m.party = {"", "", 40, 45, false};
  out.push_back({"party-bus", m});
  m.staff_mode = true, m.role = StaffRole::supervisor;
  m.party = {kLongName, "政务公开义务监督员代表", 1, 1, true};
  out.push_back({"party-staff-one", m});
  m = home_at_0832();
  m.page = Page::screening;
  m.screening.count = 2, m.screening.name = "欧阳＊＊";
  m.screening.steps = {{"没有下列症状", {"发热", "咳嗽", "咽痛", "胸闷", "呼吸困难", "恶心呕吐", "腹泻", "头疼"}, 0, ""}, {"没有到过中高风险地区", {}, 14, ""}, {"没有接触过确诊或疑似病例", {}, 0, ""}};
  out.push_back({"screening", m});
  m.screening.index = 2, m.screening.by_staff = true;
  m.screening.steps = {{"出示健康码", {}, 0, ""}, {"出示行程码", {}, 0, ""}, {"体温测量", {}, 0, "37.3"}, {"佩戴一次性医用口罩", {}, 0, ""}};
  out.push_back({"screening-staff-looks", m});
  m.staff_mode = true, m.role = StaffRole::supervisor;
  out.push_back({"screening-staff", m});
  m = home_at_0832();
  m.page = Page::confirm_fact;
  out.push_back({"fact", m});
  m.fact.wrong = true, m.fact.wait_seconds = 42;
  out.push_back({"fact-wait", m});
  m = home_at_0832();
  m.page = Page::staff_walk_in, m.staff_mode = true, m.role = StaffRole::supervisor, m.can_register_walk_in = true;
  m.walk_in.categories = {"群众代表"};
  m.walk_in.left = 3, m.walk_in.seats_released = true;
  m.walk_in.declarations = {{DeclarationKind::age, {"18"}, true}, {DeclarationKind::residency, {"live", "work", "study"}, false}, {DeclarationKind::full_capacity, {}, true},
                            {DeclarationKind::exclude, {"党代表", "人大代表", "政协委员"}, false}, {DeclarationKind::text, {"关心、支持自然资源工作"}, false}};
  out.push_back({"walk-in", m});
  m.walk_in.categories = {"专家", "学者", "记者", "离退休老干部", "绿化企业代表"};
  m.walk_in.left.reset(), m.walk_in.declarations.clear();
  out.push_back({"walk-in-choice", m});
  m = result_of(Verdict::category_full);
  m.page = Page::staff_override, m.staff_mode = true, m.role = StaffRole::supervisor;
  out.push_back({"override", m});
  m = result_of(Verdict::category_full);
  m.result.can_override = true;
  out.push_back({"result-override", m});
  m = result_of(Verdict::needs_screening);
  m.result.referred = true;
  out.push_back({"result-referred", m});
  m = attendance_of(14);
  m.can_register_walk_in = true;
  m.attendance.waiting = 2, m.attendance.filter = StaffFilter::all;
  for (std::size_t i = 7; i < 10; ++i) change_row(m, i, [i](StaffRow& row) { row.can_admit = true, row.time.clear(), row.status = i < 9 ? StaffStatus::waiting : row.status; });
  change_row(m, 7, [](StaffRow& row) { row.name = kLongName; });
  out.push_back({"staff-let-in", m});
  m = home_at_0832();
  m.page = Page::staff_gate, m.staff_mode = true, m.role = StaffRole::supervisor;
  m.gate.mode = PinMode::set_first, m.gate.can_leave = false;
  out.push_back({"gate-first-start", m});
}

}  // namespace

std::vector<Scene> all_scenes() {
  std::vector<Scene> out;
  add_home(out);
  add_results(out);
  add_itineraries(out);
  add_programmes(out);
  add_opinions(out);
  add_keyboards(out);
  add_finding(out);
  add_conflicts(out);
  add_ratings(out);
  add_sheets(out);
  add_results_pages(out);
  add_staff_pages(out);
  add_self_tests(out);
  add_papers(out);
  add_roll_calls(out);
  add_hand_over(out);
  add_line_pages(out);
  add_others(out);
  add_door(out);
  return out;
}

}  // namespace openday::tests
