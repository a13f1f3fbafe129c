// What a finger does on the on-screen keyboard.
#include <gtest/gtest.h>

#include "tests/ui/fixtures.h"
#include "tests/ui/stage.h"

namespace openday::tests {
namespace {

using namespace ui;
using Millis = std::chrono::milliseconds;

Model scene(const std::string& name) {
  for (const Scene& one : all_scenes())
    if (one.name == name) return one.model;
  ADD_FAILURE() << "no scene " << name;
  return {};
}

class Keys : public testing::Test {
 protected:
  Intent tapped(const Model& model, const std::string& label) {
    (void)stage_.show(model);
    EXPECT_TRUE(stage_.tap(label)) << label;
    return stage_.show(model);
  }
  void expect_key(const Model& model, const std::string& label, const std::string& text) {
    const Intent did = tapped(model, label);
    EXPECT_EQ(did.kind, IntentKind::press_key) << label;
    EXPECT_EQ(did.text, text) << label;
    EXPECT_EQ(did.visit, model.visit);
  }
  // The finger goes down or up at a place of a target, 0..1 of its box.
  void finger(bool down, const std::string& label, double x = 0.5, double y = 0.5) {
    const DrawnTarget* target = stage_.shown().find_target(label);
    ASSERT_NE(target, nullptr) << label;
    device::push_finger(stage_.window(), down ? device::Finger::down : device::Finger::up, target->box.x + x * target->box.w, target->box.y + y * target->box.h);
  }
  Intent frame(const Model& model, Millis now) {
    (void)stage_.window().wait(Millis(0));
    return stage_.frame(model, now);
  }
  Stage stage_{kPortrait, std::string(OPENDAY_SOURCE_DIR) + "/assets"};
};

TEST_F(Keys, type_what_is_written_on_them) {
  const Model pinyin = scene("keys-pinyin"), stroke = scene("keys-stroke"), upper = scene("keys-latin-upper");
  expect_key(pinyin, "w", "w");
  expect_key(pinyin, "，", "，");
  expect_key(pinyin, "空格", " ");
  expect_key(pinyin, "分词", "'");
  expect_key(stroke, "乛", "乛");
  expect_key(stroke, "不清楚", "*");
  expect_key(upper, "W", "W");
  expect_key(scene("keys-digits"), "7", "7");
  expect_key(scene("keys-code"), "Z", "Z");
}

TEST_F(Keys, that_type_nothing_say_what_they_do) {
  const Model pinyin = scene("keys-pinyin");
  EXPECT_EQ(tapped(pinyin, "选定").kind, IntentKind::enter_key);
  EXPECT_EQ(tapped(scene("keys-latin"), "大写").kind, IntentKind::shift_key);
  EXPECT_EQ(tapped(scene("keys-name"), "清空").kind, IntentKind::clear_text);
  EXPECT_EQ(tapped(scene("keys-handwriting"), "清空").kind, IntentKind::clear_ink);
  Intent did = tapped(pinyin, "手写");
  EXPECT_EQ(did.kind, IntentKind::switch_keyboard);
  EXPECT_EQ(did.value, static_cast<int>(KeyboardMode::handwriting));
  did = tapped(pinyin, "123");
  EXPECT_EQ(did.value, static_cast<int>(KeyboardMode::digits));
}

TEST_F(Keys, behind_more_are_the_other_keyboards) {
  const Model model = scene("keys-pinyin-empty");
  EXPECT_EQ(tapped(model, "更多").kind, IntentKind::touched);
  EXPECT_EQ(stage_.shown().find_target("w"), nullptr);
  for (const char* name : {"九键", "笔画", "ABC", "符号", "123"}) EXPECT_NE(stage_.shown().find_target(name), nullptr) << name;
  const Intent did = tapped(model, "笔画");
  EXPECT_EQ(did.kind, IntentKind::switch_keyboard);
  EXPECT_EQ(did.value, static_cast<int>(KeyboardMode::stroke));
}

TEST_F(Keys, candidates_are_chosen_by_their_number_and_turn_over) {
  Intent did = tapped(scene("keys-pinyin"), "不动产");
  EXPECT_EQ(did.kind, IntentKind::choose_candidate);
  EXPECT_EQ(did.value, 1);
  EXPECT_EQ(tapped(scene("keys-pinyin"), "展开").kind, IntentKind::spread_candidates);
  const Model last = scene("keys-long-last-page");
  did = tapped(last, "𫌀");
  EXPECT_EQ(did.value, 27);
  EXPECT_EQ(stage_.shown().find_target("下一页"), nullptr);
  did = tapped(last, "上一页");
  EXPECT_EQ(did.kind, IntentKind::turn_candidates);
  EXPECT_LT(did.value, 25);
  did = tapped(scene("keys-pinyin-spread"), "下一页");
  EXPECT_GT(did.value, 8);
  EXPECT_EQ(tapped(scene("keys-pinyin-spread"), "收起").kind, IntentKind::spread_candidates);
}

TEST_F(Keys, erase_repeats_while_it_is_held_and_not_once_more_at_its_end) {
  const Model model = scene("keys-pinyin");
  EXPECT_EQ(tapped(model, "删除").kind, IntentKind::erase_key);
  finger(true, "删除");
  for (int i = 0; i < 4; ++i) EXPECT_NE(frame(model, Millis(1000 + i)).kind, IntentKind::erase_key);
  EXPECT_TRUE(stage_.ui().needs_frame());
  EXPECT_NE(frame(model, Millis(1490)).kind, IntentKind::erase_key);
  EXPECT_EQ(frame(model, Millis(1510)).kind, IntentKind::erase_key);
  EXPECT_NE(frame(model, Millis(1560)).kind, IntentKind::erase_key);
  EXPECT_EQ(frame(model, Millis(1620)).kind, IntentKind::erase_key);
  finger(false, "删除");
  for (int i = 0; i < 4; ++i) EXPECT_NE(frame(model, Millis(1630 + i)).kind, IntentKind::erase_key);
  EXPECT_FALSE(stage_.ui().needs_frame());
}

TEST_F(Keys, candidates_that_arrive_under_a_finger_take_no_key_from_it) {
  const Model before = scene("keys-pinyin-empty"), after = scene("keys-pinyin");
  (void)stage_.show(before);
  finger(true, "w");
  for (int i = 0; i < 3; ++i) (void)frame(before, Millis(100 + i));
  for (int i = 0; i < 3; ++i) (void)frame(after, Millis(110 + i));
  finger(false, "w");
  const Intent did = stage_.show(after);
  EXPECT_EQ(did.kind, IntentKind::press_key);
  EXPECT_EQ(did.text, "w");
}

TEST_F(Keys, a_stroke_is_handed_over_when_the_finger_is_lifted) {
  const Model model = scene("keys-handwriting-empty");
  (void)stage_.show(model);
  finger(true, "手写板", 0.25, 0.5);
  for (int i = 0; i < 3; ++i) EXPECT_NE(frame(model, Millis(100 + i)).kind, IntentKind::draw_ink);
  finger(false, "手写板", 0.75, 0.25);
  const Intent did = stage_.show(model);
  ASSERT_EQ(did.kind, IntentKind::draw_ink);
  ASSERT_GE(did.ink.size(), 2U);
  EXPECT_NEAR(did.ink.front().x, 0.25, 0.01);
  EXPECT_NEAR(did.ink.front().y, 0.5, 0.01);
  EXPECT_NEAR(did.ink.back().x, 0.75, 0.01);
  EXPECT_NEAR(did.ink.back().y, 0.25, 0.01);
  EXPECT_EQ(stage_.show(model).kind, IntentKind::none);
}

TEST_F(Keys, the_second_box_says_that_it_is_another_character) {
  const Model model = scene("keys-handwriting");
  (void)stage_.show(model);
  finger(true, "手写板 2", 0.25, 0.5);
  for (int i = 0; i < 3; ++i) (void)frame(model, Millis(100 + i));
  finger(false, "手写板 2", 0.75, 0.25);
  const Intent did = stage_.show(model);
  EXPECT_EQ(did.kind, IntentKind::draw_ink);
  EXPECT_EQ(did.value, 1);
}

TEST_F(Keys, a_stroke_under_the_finger_dies_with_the_visit) {
  Model model = scene("keys-handwriting-empty");
  (void)stage_.show(model);
  finger(true, "手写板", 0.25, 0.5);
  for (int i = 0; i < 3; ++i) (void)frame(model, Millis(100 + i));
  finger(false, "手写板", 0.75, 0.25);
  ++model.visit;
  EXPECT_NE(stage_.show(model).kind, IntentKind::draw_ink);
}

TEST_F(Keys, letters_not_chosen_yet_stand_behind_the_text_and_their_end_stays_in_sight) {
  (void)stage_.show(scene("keys-pinyin"));
  EXPECT_TRUE(stage_.shown().shows("budongchandengji"));
  (void)stage_.show(scene("keys-full"));
  EXPECT_TRUE(stage_.shown().shows("budongchandengji"));
  EXPECT_TRUE(stage_.shown().has_field());
}

TEST_F(Keys, nothing_can_be_taken_before_there_are_candidates) {
  (void)stage_.show(scene("keys-pinyin-empty"));
  EXPECT_EQ(stage_.shown().find_target("选定"), nullptr);
  EXPECT_EQ(tapped(scene("keys-pinyin-empty"), "换行").kind, IntentKind::enter_key);
}

TEST(KeysOfCodes, type_every_character_on_every_panel) {
  Model model = scene("keys-code");
  for (const double inches : {10.1, 15.6, 21.5, 32.0})
    for (const bool portrait : {true, false}) {
      Stage stage(Panel{portrait ? 1080 : 1920, portrait ? 1920 : 1080, inches}, std::string(OPENDAY_SOURCE_DIR) + "/assets");
      std::string missing;
      for (const char c : std::string("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-")) {
        bool found = false;
        for (const bool upper : {false, true}) {
          model.keyboard.upper = upper;
          stage.lay_out(model);
          found = found || stage.shown().find_target(std::string(1, c));
        }
        if (!found) missing += c;
      }
      EXPECT_EQ(missing, "") << inches << (portrait ? " upright" : " across");
    }
}

}  // namespace
}  // namespace openday::tests
