// Scenes of staff's pages for the roll call and for places. All persons are invented.
#include "kiosk/ui/model_places.h"
#include "kiosk/ui/model_roll_call.h"
#include "tests/ui/fixtures.h"

namespace openday::tests {

using namespace ui;

namespace {

Model page_of(Page page) {
  Model m = home_at_0832();
  m.page = page, m.staff_mode = true, m.role = StaffRole::supervisor;
  m.strip.clock = "09:02", m.strip.pending = 0;
  m.more.tiles = {{Page::staff_conflicts}, {Page::staff_roll_call}, {Page::staff_places}};
  return m;
}

constexpr const char* kNames[]{"王玮", "李雪芹", "赵一鸣", "陈可欣", "孙𬀩", "周明轩", "吴语嫣", "欧阳明溪", "郑思远", "阿依古丽·买买提"};

void count(RollCall& roll) {
  for (RollGroup& group : roll.groups) group.present = group.expected = 0;
  roll.present = roll.expected = 0;
  for (const RollRow& row : roll.rows) {
    roll.present += row.present, roll.expected += row.expected;
    for (RollGroup& group : roll.groups)
      if (group.label == row.group) group.present += row.present, group.expected += row.expected;
  }
  roll.missing = roll.expected - roll.present;
}

RollCall roll_of(int guests, int vehicles) {
  RollCall roll;
  roll.stops = {{"局五楼会议室"}, {"局机关各科室"}, {"前往登记中心", true}, {"确权登记中心"}, {"前往三个窑沟", true}, {"三个窑沟项目点"}, {"返回局", true}, {"局六楼会议室"}};
  roll.stop = roll.stop_now = 2;
  roll.groupings = {RollGrouping::everybody, RollGrouping::vehicle, RollGrouping::group};
  roll.grouping = RollGrouping::vehicle;
  for (int i = 0; i < vehicles; ++i) roll.groups.push_back({std::to_string(i + 1) + "号车"});
  for (int i = 0; i < guests; ++i) {
    RollRow row{kNames[i % 10], i % 3 == 0 ? "人大代表" : "服务对象", std::to_string(3300 + i * 7), roll.groups.empty() ? "" : roll.groups[static_cast<std::size_t>(i % vehicles)].label};
    row.present = i % 9 == 4 ? 0 : 1;
    roll.rows.push_back(row);
  }
  count(roll);
  return roll;
}

Model with(RollCall roll) {
  Model m = page_of(Page::staff_roll_call);
  m.roll_call = std::make_shared<const RollCall>(std::move(roll));
  return m;
}

void add_rolls(std::vector<Scene>& out) {
  RollCall forty = roll_of(40, 4);
  forty.can_undo = true, forty.last = "欧阳明溪";
  out.push_back({"roll-forty", with(forty)});
  RollCall empty = roll_of(0, 0);
  empty.not_checked_in = 22;
  empty.grouping = RollGrouping::everybody, empty.groups.clear();
  out.push_back({"roll-empty", with(empty)});
  RollCall all = roll_of(12, 2);
  for (RollRow& row : all.rows) row.present = row.expected;
  count(all);
  out.push_back({"roll-all-there", with(all)});
  RollCall named = roll_of(8, 2);
  for (std::size_t i = 0; i < named.rows.size(); ++i) {
    named.rows[i].name = i % 2 == 0 ? kLongName : named.rows[i].name;
    named.rows[i].most = named.rows[i].expected = i % 3 == 0 ? 3 : 1;
    named.rows[i].present = i == 0 ? 2 : static_cast<int>(i % 2);
    named.rows[i].checked_in = i != 6;
  }
  named.stops[2].title = kLongTitle;
  named.with_absent = true;
  count(named);
  out.push_back({"roll-long-names", with(named)});
  RollCall plain = roll_of(15, 0);
  plain.groupings = {RollGrouping::everybody}, plain.grouping = RollGrouping::everybody;
  plain.stops = {{"", false}}, plain.stop = plain.stop_now = 0;
  plain.only_missing = true;
  out.push_back({"roll-no-group", with(plain)});
  RollCall printing = roll_of(24, 12);
  printing.group = 1, printing.stage = PaperStage::printing, printing.printer = "大厅打印机";
  out.push_back({"roll-printing", with(printing)});
  printing.stage = PaperStage::failed, printing.problem = PaperProblem::no_printer;
  out.push_back({"roll-not-printed", with(printing)});
  Model steward = with(roll_of(6, 1));
  steward.role = StaffRole::steward;
  RollCall failed = *steward.roll_call;
  failed.failed = true;
  steward.roll_call = std::make_shared<const RollCall>(failed);
  out.push_back({"roll-not-saved", steward});
}

Places places_of(PlacesView view) {
  Places places;
  places.counts = {{"人大代表", 5, 2, 3, 0, 0, 0}, {"政协委员", 5, 3, 1, 1, 0, 0}, {"服务对象", 10, 4, 5, 1, 0, 5}, {"媒体记者", 2, 2, 1, 0, 1, 0}, {"", 22, 11, 10, 1, 0, 5}};
  places.view = view, places.in_line = 4, places.absent = 9, places.moved = 3;
  places.may_change = true;
  return places;
}

Model with(Places places) {
  Model m = page_of(Page::staff_places);
  m.role = places.may_change ? StaffRole::supervisor : StaffRole::steward;
  m.places = std::make_shared<const Places>(std::move(places));
  return m;
}

void add_places_pages(std::vector<Scene>& out) {
  Places line = places_of(PlacesView::line);
  line.rows = {{"陈可欣", "服务对象", "6620", "", 3, PlaceState::waiting}, {"吴语嫣", "服务对象", "1187", "", 1, PlaceState::may_move}, {kLongName, "服务对象", "9042", "", 1, PlaceState::waiting}, {"郑思远", "人大代表", "", "", 1, PlaceState::waiting}};
  out.push_back({"places-line", with(line)});
  Places taken = line;
  taken.saved = PlacesSaved::full;
  out.push_back({"places-full", with(taken)});
  Places steward = line;
  steward.may_change = false;
  out.push_back({"places-steward", with(steward)});
  Places absent = places_of(PlacesView::absent);
  for (int i = 0; i < 9; ++i) absent.rows.push_back({kNames[i], i % 2 == 0 ? "政协委员" : "服务对象", std::to_string(2000 + i * 131), "", i == 3 ? 2 : 1, PlaceState::absent});
  absent.armed = 1, absent.waived = true;
  out.push_back({"places-absent", with(absent)});
  Places moved = places_of(PlacesView::moved);
  moved.rows = {{"吴语嫣", "服务对象", "1187", "08:55", 1, PlaceState::moved_up, true}, {"赵一鸣", "服务对象", "0415", "08:51", 1, PlaceState::released}, {"李雪芹", "服务对象", "7733", "08:40", 2, PlaceState::declined}};
  moved.sessions = {"上午场", "下午场"};
  out.push_back({"places-moved", with(moved)});
  Places none;
  none.may_change = true;
  out.push_back({"places-none", with(none)});
}

}  // namespace

void add_roll_calls(std::vector<Scene>& out) {
  add_rolls(out);
  add_places_pages(out);
}

}  // namespace openday::tests
