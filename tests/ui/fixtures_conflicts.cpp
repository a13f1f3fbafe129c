// Scenes of staff's conflict cards and of a walk-in's name.
#include "kiosk/event/conflict_kinds.h"
#include "kiosk/event/record_bodies.h"
#include "tests/ui/fixtures.h"

namespace openday::tests {

using namespace ui;

namespace {

Model staff_page(Page page) {
  Model m = home_at_0832();
  m.page = page, m.staff_mode = true;
  m.strip.clock = "11:40", m.strip.pending = 0;
  m.more.tiles = {{Page::staff_conflicts, 2}, {Page::staff_roll_call}, {Page::staff_self_test, 0, "08:05 检查过，2 项要处理"}, {Page::staff_papers}, {Page::staff_people}};
  return m;
}

StaffConflict conflict(event::CardKind kind, std::string who) {
  StaffConflict out;
  out.kind = kind, out.who = std::move(who), out.category = "服务对象", out.tail = "3381";
  using enum event::CardOutcome;
  switch (kind) {
    case event::CardKind::near_name: out.outcomes = {same_person, other_person}; break;
    case event::CardKind::clock_in_doubt: out.outcomes = {time_right, time_wrong}; break;
    case event::CardKind::too_many_persons: out.outcomes = {as_is, undone}; break;
    default: out.outcomes = {same_person, other_person, undone};
  }
  return out;
}

void count(StaffConflict& card) {
  card.count = static_cast<int>(card.admissions.size());
  for (const ConflictAdmission& one : card.admissions) card.persons += one.persons;
}

}  // namespace

void add_conflicts(std::vector<Scene>& out) {
  Model m = staff_page(Page::staff_more);
  out.push_back({"more", m});
  m = staff_page(Page::staff_conflicts);
  m.conflicts.loaded = true;
  out.push_back({"conflicts-none", m});
  StaffConflict twice = conflict(event::CardKind::code_twice, "沈㛃");
  twice.admissions = {{"08:36", "一号机", "沈㛃"}, {"09:12", "二号机", "沈㛃"}};
  StaffConflict near = conflict(event::CardKind::near_name, "张玮");
  near.category = "群众代表", near.tail.clear();
  near.admissions = {{"08:52", "一号机", "张玮", 1, 2, true}};
  near.resembles = {"张伟 · 人大代表 · 尾号 1234", "章伟 · 政协委员 · 尾号 0771"};
  StaffConflict several = near;   // nobody can say which, before one of them is in
  several.outcomes = {event::CardOutcome::other_person};
  StaffConflict clock = conflict(event::CardKind::clock_in_doubt, "二号机");
  clock.category.clear(), clock.tail.clear();
  for (int i = 0; i < 24; ++i) clock.admissions.push_back({"", "二号机", i % 2 ? "何望舒" : "郑祎", 1, i % 3, false});
  for (StaffConflict* card : {&twice, &near, &several, &clock}) count(*card);
  clock.count = 2'000;
  m.conflicts.cards = {twice, near, clock};
  out.push_back({"conflicts", m});
  near.resembles.pop_back();
  m.conflicts.cards = {near};
  m.conflicts.changed = true;
  out.push_back({"conflicts-name", m});
  m.conflicts.changed = false;
  m.conflicts.cards = {several};
  out.push_back({"conflicts-several", m});
  m.conflicts.failed = true;
  m.conflicts.cards = {clock};
  out.push_back({"conflicts-clock", m});
  StaffConflict many = conflict(event::CardKind::too_many_persons, kLongName);
  many.session = kLongTitle, many.seats = 4;
  many.admissions = {{"08:36", "一号机", kLongName, 3}, {"08:40", "不动产登记中心二楼大厅的第二台机器", kLongName, 3, 1}};
  count(many);
  m.conflicts.failed = false, m.conflicts.saving = true;
  m.conflicts.cards = {many};
  out.push_back({"conflicts-long", m});
  m = staff_page(Page::staff_walk_in);
  m.can_register_walk_in = true, m.walk_in.categories = {"群众代表"}, m.walk_in.name = kLongName;
  out.push_back({"walk-in-named", m});
}

}  // namespace openday::tests
