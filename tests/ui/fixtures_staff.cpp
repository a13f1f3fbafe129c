// Staff's people and PINs, what a steward sees where a supervisor works, and the page of one guest.
#include "tests/ui/fixtures.h"

namespace openday::tests {

using namespace ui;

namespace {

Model staff_page(Page page, StaffRole role = StaffRole::supervisor) {
  Model m = home_at_0832();
  m.page = page, m.staff_mode = true, m.role = role;
  m.strip.clock = "09:12", m.strip.pending = 2;
  m.more.worker = role == StaffRole::supervisor ? "负责人" : "引导员一";
  m.more.tiles = {{Page::staff_conflicts, 1}, {Page::staff_roll_call}};
  if (role == StaffRole::supervisor) m.more.tiles.push_back({Page::staff_people});
  return m;
}

void add_people(std::vector<Scene>& out) {
  Model m = staff_page(Page::staff_people);
  m.people.people = {{"00000001", "负责人", StaffRole::supervisor, true, false}};
  out.push_back({"people-first", m});
  m.people.people.push_back({"7c21a90e", "值班领导", StaffRole::supervisor, false, true});
  for (const char* label : {"引导员一", "引导员二", "引导员三", "签到台", "大厅", "随车"}) m.people.people.push_back({label, label, StaffRole::steward, false, true});
  m.people.problem = PeopleProblem::full;
  out.push_back({"people-many", m});
  m.people.people.resize(3);
  m.people.problem = PeopleProblem::none;
  m.people.step = PeopleStep::pin, m.people.label = "引导员二";
  out.push_back({"people-pin", m});
  m.people.problem = PeopleProblem::taken;
  out.push_back({"people-pin-taken", m});
  m.people.problem = PeopleProblem::none, m.people.step = PeopleStep::repeat;
  out.push_back({"people-pin-repeat", m});
}

void add_stewards(std::vector<Scene>& out) {
  out.push_back({"steward-programme", staff_page(Page::staff_programme, StaffRole::steward)});
  out.push_back({"steward-more", staff_page(Page::staff_more, StaffRole::steward)});
  Model m = result_of(Verdict::category_full);
  m.staff_mode = true;
  m.result.needs_supervisor = true;
  out.push_back({"steward-override", m});
  m = attendance_of(9);
  m.role = StaffRole::steward;
  out.push_back({"steward-attendance", m});
}

StaffGuest guest_here() {
  StaffGuest g;
  g.name = "欧阳明溪", g.category = "服务对象", g.group = "二组", g.seat = "3排5座", g.department = "登记中心", g.phone_tail = "5678", g.vehicle = "2";
  g.persons = 1, g.seats = 1, g.since = "08:39";
  g.story = {{StoryKind::screening_passed, "08:38", "", "一号机", "", "code", "", 1, true, "", false, false, "a"},
             {StoryKind::checked_in, "08:38", "", "一号机", "", "code", "", 1, false, "", false, false, "b"},
             {StoryKind::undone, "08:39", "", "一号机", "引导员一", "code", "wrong-person", 1, true, "", false, true, "c"},
             {StoryKind::overridden, "08:39", "", "二号机", "supervisor", "code", "leader-approved", 1, true, "", false, false, "d"},
             {StoryKind::checked_in, "08:39", "", "二号机", "", "staff", "", 1, true, "", false, true, "e"}};
  return g;
}

void add_guests(std::vector<Scene>& out) {
  Model m = staff_page(Page::staff_guest, StaffRole::steward);
  m.guest.saving = true;
  out.push_back({"guest-on-its-way", m});
  m.guest.saving = false;
  out.push_back({"guest-gone", m});
  m.guest = guest_here();
  out.push_back({"guest", m});
  m.guest.story.clear(), m.guest.persons = 0, m.guest.since.clear(), m.guest.can_check_in = true;
  out.push_back({"guest-absent", m});
  m = staff_page(Page::staff_guest);
  m.guest = guest_here();
  m.guest.name = kLongName, m.guest.category = "政务公开义务监督员代表", m.guest.department = "国土空间用途管制科", m.guest.session = "下午场 现场观摩";
  m.guest.seats = 5, m.guest.persons = 3, m.guest.can_check_in = true, m.guest.late = true;
  m.guest.sessions = {{"afternoon", "下午场 现场观摩"}};
  for (int i = 0; i < 9; ++i) m.guest.story.push_back({StoryKind::checked_in, i % 2 ? "08:4" + std::to_string(i) : "11-16 16:40", "上午场", "二号机（东门）", "", "foreign-code", "", 2, i % 3 != 0, "", false, i % 3 != 0, "x"});
  m.guest.saved = GuestSaved::full;
  out.push_back({"guest-party-long", m});
  m.guest.saving = true, m.guest.saved = GuestSaved::saved;
  out.push_back({"guest-saving-long", m});
}

void add_figures(std::vector<Scene>& out) {
  Model m = attendance_of(14);
  StaffAttendance& a = m.attendance;
  a.groupings = {StaffGrouping::category, StaffGrouping::session, StaffGrouping::department};
  a.walk_in = 3, a.came = 20, a.refused = 2;
  a.categories[2].walk_in = 3;
  a.categories.push_back({"", 0, 0, 0, 1, true});
  a.categories[2].refused = 1;
  out.push_back({"figures-category", m});
  a.grouping = StaffGrouping::session;
  a.categories = {{"上午场 现场观摩", 20, 22, 3, 2}, {"下午场 座谈交流", 0, 18}};
  out.push_back({"figures-session", m});
  a.grouping = StaffGrouping::department;
  a.categories.clear();
  for (const char* name : {"登记中心", "办公室", "矿产资源管理科", "国土空间用途管制科", "林业建设科", "市西郊林场", "确权登记科", "执法监察支队", "规划编制研究中心", "测绘院", "机关党委"}) a.categories.push_back({name, 2, 3});
  out.push_back({"figures-department-many", m});
}

FoundRows rows_found(std::vector<std::uint32_t> at) { return std::make_shared<const std::vector<std::uint32_t>>(std::move(at)); }

void add_searches(std::vector<Scene>& out) {
  Model m = attendance_of(48);
  m.attendance.types = true;
  m.keyboard.modes = {KeyboardMode::pinyin, KeyboardMode::handwriting, KeyboardMode::phone_tail};
  m.keyboard.direct = true;
  out.push_back({"staff-search", m});
  m.attendance.query = "oym", m.attendance.found = rows_found({2, 12, 22});
  out.push_back({"staff-search-found", m});
  m.attendance.query = "王二", m.attendance.found = rows_found({});
  out.push_back({"staff-search-none", m});
  m.attendance.types = false, m.attendance.query = "oym", m.attendance.found = rows_found({2, 12, 22});
  out.push_back({"staff-found", m});
}

void add_labels(std::vector<Scene>& out) {
  Model m = staff_page(Page::staff_people);
  m.people.people = {{"00000001", "负责人", StaffRole::supervisor, true, false}};
  m.people.step = PeopleStep::label;
  m.keyboard.modes = {KeyboardMode::pinyin, KeyboardMode::handwriting, KeyboardMode::nine_key, KeyboardMode::stroke, KeyboardMode::latin, KeyboardMode::digits};
  out.push_back({"people-label", m});
  m.people.label = "负责人", m.people.problem = PeopleProblem::same_label;
  out.push_back({"people-label-same", m});
}

void add_badges(std::vector<Scene>& out) {
  Model m = attendance_of(14);
  m.attendance.conflict.clear();
  m.badges = {true, BadgeTrouble::not_printed, 3};
  out.push_back({"staff-badges", m});
  m = staff_page(Page::staff_guest);
  m.guest = guest_here();
  m.guest.story.push_back({StoryKind::present, "09:05", "", "", "", "", "", 1, true, "党群服务中心", true, false, "f"});
  m.guest.story.push_back({StoryKind::missing, "10:20", "", "", "", "", "", 0, true, "污水处理厂", false, false, "g"});
  m.badges.printed = true;
  out.push_back({"guest-badge", m});
  m.guest.badge_sent = true;
  out.push_back({"guest-badge-sent", m});
  m.badges.trouble = BadgeTrouble::out_of_paper;
  m.guest.can_check_in = true, m.guest.persons = 1, m.guest.seats = 3;
  m.guest.sessions = {{"afternoon", "下午场 现场观摩"}};
  out.push_back({"guest-badge-no-paper", m});
  m = staff_page(Page::staff_more);
  m.more.tiles = {{Page::staff_conflicts, 1}, {Page::staff_roll_call}, {Page::staff_places}, {Page::staff_self_test}, {Page::staff_papers}, {Page::staff_hand_over}, {Page::staff_people}};
  m.more.self_test = LastSelfTest{"08:12", 1, 2, 0};
  out.push_back({"more-self-test", m});
}

}  // namespace

void add_staff_pages(std::vector<Scene>& out) {
  add_people(out);
  add_stewards(out);
  add_guests(out);
  add_figures(out);
  add_searches(out);
  add_labels(out);
  add_badges(out);
}

}  // namespace openday::tests
