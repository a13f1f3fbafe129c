// What a guest does on the pages of an opinion, and what every public page owes them.
#include <set>

#include <gtest/gtest.h>

#include "tests/ui/fixtures.h"
#include "tests/ui/stage.h"

namespace openday::tests {
namespace {

using namespace ui;

Model scene(const std::string& name) {
  for (const Scene& one : all_scenes())
    if (one.name == name) return one.model;
  ADD_FAILURE() << "no scene " << name;
  return {};
}

class OpinionPages : public testing::Test {
 protected:
  Intent tapped(const Model& model, const std::string& label) {
    (void)stage_.show(model);
    EXPECT_TRUE(stage_.tap(label)) << label;
    return stage_.show(model);
  }
  Stage stage_{kPortrait, std::string(OPENDAY_SOURCE_DIR) + "/assets"};
};

TEST_F(OpinionPages, rating_and_writing_are_two_ways_of_one_size) {
  const Intent did = tapped(scene("choice-opinion"), "写意见建议");
  EXPECT_EQ(did.kind, IntentKind::choose_entry);
  EXPECT_EQ(did.value, static_cast<int>(EntryKind::opinion));
  const auto *rate = stage_.shown().find_target("现场评议"), *write = stage_.shown().find_target("写意见建议");
  EXPECT_EQ(rate->box.w, write->box.w);
  EXPECT_EQ(rate->box.h, write->box.h);
}

TEST_F(OpinionPages, with_a_name_or_without_are_two_ways_of_one_size) {
  Intent did = tapped(scene("rating-way"), "不记名");
  EXPECT_EQ(did.kind, IntentKind::choose_way);
  EXPECT_EQ(did.value, 1);
  did = tapped(scene("rating-way"), "记名");
  EXPECT_EQ(did.value, 0);
  const auto *without = stage_.shown().find_target("不记名"), *with = stage_.shown().find_target("记名");
  EXPECT_NEAR(without->box.w, with->box.w, 1);
  EXPECT_NEAR(without->box.h, with->box.h, 1);
}

TEST_F(OpinionPages, a_subject_a_phrase_and_the_keys_of_the_field_say_what_was_done) {
  Intent did = tapped(scene("opinion-subject"), "耕地保护");
  EXPECT_EQ(did.kind, IntentKind::choose_subject);
  EXPECT_EQ(did.value, 3);
  did = tapped(scene("compose"), "建议周末也能办理登记");
  EXPECT_EQ(did.kind, IntentKind::add_phrase);
  EXPECT_EQ(did.value, 1);
  EXPECT_EQ(tapped(scene("compose"), "删除").kind, IntentKind::erase_last);
  EXPECT_EQ(tapped(scene("compose"), "全部清除").kind, IntentKind::clear_text);
  EXPECT_EQ(tapped(scene("compose"), "写好了").kind, IntentKind::text_written);
  EXPECT_EQ(tapped(scene("compose"), "返回").kind, IntentKind::opinion_back);
}

TEST_F(OpinionPages, an_empty_opinion_cannot_be_handed_on) {
  (void)stage_.show(scene("compose-empty"));
  EXPECT_EQ(stage_.shown().find_target("写好了"), nullptr);
  EXPECT_TRUE(stage_.shown().has_field());
}

TEST_F(OpinionPages, the_end_of_a_long_text_stays_in_sight) {
  Model model = scene("compose-full");
  model.composing.text += "这是最后一句。";
  (void)stage_.show(model);
  EXPECT_TRUE(stage_.shown().shows("这是最后一句。"));
  EXPECT_TRUE(stage_.shown().shows("写满了"));
}

TEST_F(OpinionPages, nothing_is_chosen_or_ticked_beforehand) {
  (void)stage_.show(scene("opinion-reply"));
  EXPECT_TRUE(stage_.shown().shows("请选一项"));
  EXPECT_FALSE(stage_.shown().shows("我同意"));
  const Model address = scene("opinion-reply-address");
  EXPECT_EQ(tapped(address, "我同意").kind, IntentKind::toggle_consent);
  EXPECT_TRUE(stage_.shown().shows("请先勾选同意"));
  EXPECT_TRUE(stage_.shown().shows("2020-11"));
  EXPECT_EQ(tapped(address, "填写联系方式").kind, IntentKind::write_address);
}

TEST_F(OpinionPages, the_last_look_shows_what_is_kept_and_hands_it_in) {
  const Model model = scene("opinion-review");
  EXPECT_EQ(tapped(model, "提交").kind, IntentKind::hand_in_opinion);
  EXPECT_TRUE(stage_.shown().shows("138****5678"));
  EXPECT_TRUE(stage_.shown().shows("已隐去 1 处"));
}

TEST_F(OpinionPages, a_scanned_receipt_shows_its_number_and_no_text) {
  (void)stage_.show(scene("receipt"));
  EXPECT_TRUE(stage_.shown().shows("K7Q2-M9XT"));
  EXPECT_TRUE(stage_.shown().shows("请交工作人员查询"));
}

TEST_F(OpinionPages, the_notice_says_who_why_what_how_long_and_its_version) {
  Model model = scene("privacy-notice");
  std::string all;
  (void)stage_.show(model);
  for (int turns = 0; turns < 6; ++turns) {
    for (const DrawnText& text : stage_.shown().texts()) all += text.text + "\n";
    if (!stage_.tap("还有")) break;
    (void)stage_.show(model);
  }
  for (const char* said : {"云溪市自然资源局办公室", "0950-1234567", "听取和答复意见", "姓名", "电话 30 天", "意见回执号", "2020-11"}) EXPECT_NE(all.find(said), std::string::npos) << said;
}

class PrivacyTouch : public testing::TestWithParam<Panel> {};

TEST_P(PrivacyTouch, the_notice_is_one_touch_from_every_public_page) {
  Stage stage(GetParam(), std::string(OPENDAY_SOURCE_DIR) + "/assets");
  for (const Scene& one : all_scenes()) {
    const Model& m = one.model;
    const bool staff = m.staff_mode || m.page == Page::staff_gate || m.page == Page::staff_attendance || m.page == Page::staff_programme || m.page == Page::staff_walk_in || m.page == Page::staff_override;
    if (staff || m.page == Page::standing || m.page == Page::privacy || m.idle_seconds_left || m.help_called) continue;
    (void)stage.show(m);
    EXPECT_TRUE(stage.shown().find_target("隐私")) << one.name;
  }
}

INSTANTIATE_TEST_SUITE_P(panels, PrivacyTouch, testing::Values(kPortrait, kLandscape, Panel{1080, 1920, 10.1}, Panel{1920, 1080, 10.1}));

}  // namespace
}  // namespace openday::tests
