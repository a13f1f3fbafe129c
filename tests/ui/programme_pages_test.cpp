// The programme's pages under a finger: sessions, long days, the code for the phone; staff's page and its sheets.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "kiosk/base/qr_code.h"
#include "kiosk/image/png.h"
#include "tests/support/files.h"
#include "tests/support/process.h"
#include "tests/ui/fixtures.h"
#include "tests/ui/stage.h"

namespace openday::tests {
namespace {

using namespace ui;
using event::CorrectionKind;

const std::string kAssets = std::string(OPENDAY_SOURCE_DIR) + "/assets";

Model scene(const std::string& name) {
  for (Scene& one : all_scenes())
    if (one.name == name) return one.model;
  throw std::out_of_range(name);
}

class Programme : public testing::Test {
 protected:
  Intent tapped(const Model& model, const std::string& label) {
    (void)stage_.show(model);
    EXPECT_TRUE(stage_.tap(label)) << label;
    return stage_.show(model);
  }
  bool shows(const std::string& text) { return stage_.shown().shows(text); }
  Stage stage_{kPortrait, kAssets};
};

TEST_F(Programme, another_session_is_one_tap_away) {
  const Model model = scene("itinerary-two-sessions");
  (void)stage_.show(model);
  EXPECT_TRUE(shows("领导汇报全年工作"));
  (void)tapped(model, "12月 主题观摩");
  EXPECT_TRUE(shows("看国土空间规划设计"));
  EXPECT_FALSE(shows("领导汇报全年工作"));
}

TEST_F(Programme, every_row_of_a_long_day_is_reached_by_buttons) {
  const Model model = scene("itinerary-long-day");
  (void)tapped(model, "展开");
  std::set<std::string> seen;
  for (int page = 0; page < 12; ++page) {
    for (const Item& item : model.event.items)
      if (item.kind != ItemKind::travel && shows(item.title)) seen.insert(item.title);
    std::string more;
    for (const DrawnTarget& target : stage_.shown().targets())
      if (target.label.starts_with("后面还有")) more = target.label;
    if (more.empty()) break;
    (void)tapped(model, more);
  }
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(std::count_if(model.event.items.begin(), model.event.items.end(), [](const Item& item) { return item.kind != ItemKind::travel; })));
}

TEST_F(Programme, the_phone_s_code_is_drawn_so_that_zbarimg_reads_it) {
  const std::string text = "BEGIN:VEVENT\r\nUID:YX201117-main@openday\r\nDTSTAMP:20201116T000000Z\r\nDTSTART:20201117T003000Z\r\nSUMMARY:云溪市自然资源局政府开放日\r\n"
                           "DESCRIPTION:08:30 集中\\n08:40 参观机关科室，局机关\\n09:10 看不动产登\r\n 记窗口\\n09:50 看植绿增绿项目\\n10:40 听重点工作\r\nEND:VEVENT\r\n";
  const auto qr = base::make_qr_code(text, base::QrLevel::low);
  ASSERT_TRUE(qr);
  ASSERT_LE(qr->version, 12);
  Model model = scene("itinerary-untimed");
  model.event.calendar = std::make_shared<const CalendarCode>(CalendarCode{qr->size, qr->modules});
  (void)tapped(model, "存入手机日历");
  EXPECT_TRUE(shows("微信"));
  EXPECT_EQ(stage_.shown().find_target("签到"), nullptr);   // the page below takes no taps
  if (support::run_program({"sh", "-c", "command -v zbarimg"}).exit_code != 0) GTEST_SKIP() << "NOT READ by zbarimg: install zbar-tools";
  const support::TempDir folder;
  ASSERT_TRUE(image::write_png(folder / "page.png", stage_.picture()));
  const auto ran = support::run_program({"zbarimg", "-q", "--raw", "--nodbus", (folder / "page.png").string()});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.out.substr(0, text.size()), text);
  (void)tapped(model, "知道了");
  EXPECT_NE(stage_.shown().find_target("签到"), nullptr);
}

TEST_F(Programme, no_code_is_offered_where_there_is_none) {
  (void)stage_.show(scene("itinerary-two-sessions"));
  EXPECT_EQ(stage_.shown().find_target("存入手机日历"), nullptr);
}

// ---- staff ----

TEST_F(Programme, staff_delay_everything_or_one_row) {
  const Model model = scene("agenda");
  Intent did = tapped(model, "+10 分");
  EXPECT_EQ(did.kind, IntentKind::correct_programme);
  EXPECT_EQ(did.correction.what, CorrectionKind::delay);
  EXPECT_EQ(did.correction.minutes, 10);
  EXPECT_EQ(did.correction.item, "");
  (void)tapped(model, "现场交流，提意见建议");
  did = tapped(model, "−5 分");
  EXPECT_EQ(did.correction.minutes, -5);
  EXPECT_EQ(did.correction.item, "row8");
}

TEST_F(Programme, staff_say_any_number_of_minutes) {
  const Model model = scene("agenda");
  (void)tapped(model, "其他分钟");
  for (const char* step : {"+5", "+1", "+1"}) (void)tapped(model, step);
  const Intent did = tapped(model, "推迟 22 分钟");
  EXPECT_EQ(did.correction.minutes, 22);
  EXPECT_FALSE(shows("推迟 22 分钟"));   // the sheet is gone
}

TEST_F(Programme, a_row_is_dropped_by_a_second_tap_only) {
  const Model model = scene("agenda");
  (void)tapped(model, "乘车返回局");
  EXPECT_NE(tapped(model, "取消这项").kind, IntentKind::correct_programme);
  const Intent did = tapped(model, "再点一次：取消这项");
  EXPECT_EQ(did.correction.what, CorrectionKind::skip);
  EXPECT_EQ(did.correction.item, "row6");
}

TEST_F(Programme, a_row_is_inserted_with_title_length_and_place) {
  const Model model = scene("agenda");
  (void)tapped(model, "看植绿增绿项目");
  (void)tapped(model, "后面加一项");
  (void)tapped(model, "茶歇");
  (void)tapped(model, "15 分钟");
  (void)tapped(model, "局六楼会议室");
  const Intent did = tapped(model, "加一项");
  EXPECT_EQ(did.correction.what, CorrectionKind::insert);
  EXPECT_EQ(did.correction.item, "row5");
  EXPECT_EQ(did.correction.text, "茶歇");
  EXPECT_EQ(did.correction.minutes, 15);
  EXPECT_EQ(did.correction.site, "hall6");
}

TEST_F(Programme, the_event_is_called_off_with_a_reason_and_a_second_tap) {
  const Model model = scene("agenda");
  (void)tapped(model, "活动状态");
  EXPECT_EQ(stage_.shown().find_target("确定"), nullptr);   // nothing chosen yet
  (void)tapped(model, "取消活动");
  (void)tapped(model, "因天气原因");
  EXPECT_NE(tapped(model, "确定").kind, IntentKind::correct_programme);
  const Intent did = tapped(model, "再点一次：确定");
  EXPECT_EQ(did.correction.what, CorrectionKind::session_state);
  EXPECT_EQ(did.correction.text, "cancelled");
  EXPECT_EQ(did.correction.reason, "因天气原因");
}

TEST_F(Programme, staff_hold_another_session_today) {
  const Model model = scene("agenda-two-sessions");
  (void)tapped(model, "选场次");
  (void)tapped(model, "主题观摩  12月");
  EXPECT_NE(tapped(model, "今天举行这一场").kind, IntentKind::correct_programme);
  const Intent did = tapped(model, "再点一次：今天举行这一场");
  EXPECT_EQ(did.correction.what, CorrectionKind::held_on);
  EXPECT_EQ(did.correction.session, "s2");
}

TEST_F(Programme, staff_go_on_and_take_back) {
  Intent did = tapped(scene("agenda-untimed"), "下一项");
  EXPECT_EQ(did.correction.what, CorrectionKind::next);
  did = tapped(scene("agenda"), "撤销");
  EXPECT_EQ(did.kind, IntentKind::undo_correction);
  EXPECT_EQ(did.text, "01900000-0000-7000-8000-000000000001");
}

TEST_F(Programme, nothing_can_be_done_while_a_correction_is_being_saved) {
  (void)stage_.show(scene("agenda-empty"));
  EXPECT_EQ(stage_.shown().find_target("加一项"), nullptr);
  EXPECT_TRUE(shows("正在保存"));
}

TEST_F(Programme, tabs_lead_from_one_staff_page_to_the_other) {
  EXPECT_EQ(tapped(scene("staff"), "议程").kind, IntentKind::open_staff_programme);
  EXPECT_EQ(tapped(scene("agenda"), "签到").kind, IntentKind::open_staff_attendance);
}

// Every sheet on every panel: all of it reachable, by 更多 where it must be.
TEST(Sheets, fit_every_panel) {
  for (const Panel panel : {kPortrait, kLandscape, Panel{1080, 1920, 10.1}, Panel{1920, 1080, 10.1}, Panel{1920, 1080, 32}}) {
    for (const bool large : {false, true}) {
      for (const char* sheet : {"其他分钟", "加一项", "改地点", "发通知", "评价开关", "活动状态", "选场次"}) {
        Stage stage(panel, kAssets);
        Model model = scene(std::string(sheet) == "选场次" ? "agenda-two-sessions" : "agenda");
        model.large_type = large;
        (void)stage.show(model);
        for (int turns = 0; turns < 8 && !stage.shown().find_target(sheet) && stage.tap("更多操作"); ++turns) (void)stage.show(model);
        if (!stage.tap(sheet)) {
          ADD_FAILURE() << sheet << " is not on a panel of " << panel.inches;
          continue;
        }
        (void)stage.show(model);
        EXPECT_NE(stage.shown().find_target("返回"), nullptr) << sheet;
        for (const DrawnText& text : stage.shown().texts()) EXPECT_FALSE(text.clipped) << sheet << panel.inches << text.text;
        for (const DrawnTarget& target : stage.shown().targets()) {
          EXPECT_GE(target.box.h / Theme(panel).true_pixels_per_mm(), 14.9) << sheet << panel.inches << target.label;
          EXPECT_LE(target.box.y + target.box.h, panel.height_px + 1) << sheet << panel.inches << target.label;
        }
      }
    }
  }
}

}  // namespace
}  // namespace openday::tests
