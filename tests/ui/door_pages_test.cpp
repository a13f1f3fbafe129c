// What a tap on the door's pages says: party, screening, fact, walk-in, override, the list that lets guests in.
#include <gtest/gtest.h>

#include "tests/ui/fixtures.h"
#include "tests/ui/stage.h"

namespace openday::tests {
namespace {

using namespace ui;

Model scene(const std::string& name) {
  for (Scene& one : all_scenes())
    if (one.name == name) return one.model;
  ADD_FAILURE() << "no scene " << name;
  return {};
}

class DoorPages : public testing::Test {
 protected:
  Intent tapped(const Model& model, const std::string& label) {
    (void)stage_.show(model);
    EXPECT_TRUE(stage_.tap(label)) << label;
    return stage_.show(model);
  }
  bool offers(const Model& model, const std::string& label) {
    (void)stage_.show(model);
    return stage_.shown().find_target(label) != nullptr;
  }
  Stage stage_{kPortrait, std::string(OPENDAY_SOURCE_DIR) + "/assets"};
};

TEST_F(DoorPages, party_says_how_many_in_one_tap) {
  const Model model = scene("party");
  Intent did = tapped(model, "全部到齐");
  EXPECT_EQ(did.kind, IntentKind::choose_persons);
  EXPECT_EQ(did.value, 3);
  EXPECT_EQ(tapped(model, "2 位").value, 2);
  EXPECT_FALSE(offers(model, "3 位"));
}

TEST_F(DoorPages, large_party_counts_with_plus_and_minus) {
  const Model model = scene("party-bus");
  (void)tapped(model, "−");
  EXPECT_EQ(tapped(model, "38 位入场").value, 38);
  EXPECT_EQ(tapped(model, "全部到齐").value, 40);
}

TEST_F(DoorPages, guest_answers_the_declarations_and_only_staff_what_staff_look_at) {
  Model model = scene("screening");
  EXPECT_EQ(tapped(model, "都符合").value, 1);
  Intent did = tapped(model, "有不符合的");
  EXPECT_EQ(did.kind, IntentKind::answer_screening);
  EXPECT_EQ(did.value, 0);
  model = scene("screening-staff-looks");
  EXPECT_EQ(tapped(model, "工作人员查看").kind, IntentKind::staff_look);
  EXPECT_FALSE(offers(model, "都合格"));
  EXPECT_EQ(tapped(scene("screening-staff"), "都合格").value, 1);
}

TEST_F(DoorPages, a_list_too_long_for_the_panel_is_read_to_its_end_before_it_is_answered) {
  Model model = scene("screening");
  for (int i = 0; i < 14; ++i) model.screening.steps.push_back({"没有接触过确诊或疑似病例", {}, 14, ""});
  EXPECT_FALSE(offers(model, "都符合"));
  for (int i = 0; i < 5 && !offers(model, "都符合"); ++i) (void)tapped(model, "继续看");
  EXPECT_TRUE(offers(model, "都符合"));
}

TEST_F(DoorPages, fact_is_sent_whole_once_and_forgotten_and_never_while_the_box_waits) {
  Model model = scene("fact");
  for (const char* digit : {"0", "0", "4"}) (void)tapped(model, digit);
  EXPECT_FALSE(offers(model, "确定"));
  (void)tapped(model, "2");
  const Intent did = tapped(model, "确定");
  EXPECT_EQ(did.kind, IntentKind::fact_entered);
  EXPECT_EQ(did.text, "0042");
  EXPECT_FALSE(offers(model, "删除"));
  EXPECT_FALSE(offers(scene("fact-wait"), "1"));
}

TEST_F(DoorPages, walk_in_is_confirmed_only_with_every_declaration_given) {
  Model model = scene("walk-in");
  EXPECT_FALSE(offers(model, "登记入场"));
  Intent did = tapped(model, "在本地生活、工作、学习");
  EXPECT_EQ(did.kind, IntentKind::toggle_declaration);
  EXPECT_EQ(did.value, 1);
  EXPECT_EQ(tapped(model, "+").value, 2);
  for (Declaration& one : model.walk_in.declarations) one.given = true;
  EXPECT_EQ(tapped(model, "登记入场").kind, IntentKind::confirm_walk_in);
  EXPECT_EQ(tapped(model, "返回").kind, IntentKind::go_home);
}

TEST_F(DoorPages, supervisor_lifts_a_refusal_with_a_reason_and_a_guest_cannot) {
  EXPECT_EQ(tapped(scene("result-override"), "特许入场").kind, IntentKind::override_refusal);
  EXPECT_FALSE(offers(scene("result-category-full"), "特许入场"));
  const Intent did = tapped(scene("override"), "名单有误");
  EXPECT_EQ(did.kind, IntentKind::choose_reason);
  EXPECT_EQ(did.value, 2);
}

TEST_F(DoorPages, list_leads_to_the_page_of_a_guest) {
  const Model model = scene("staff-let-in");
  EXPECT_TRUE(offers(model, "周砚秋"));
  const Intent did = tapped(model, "罗堃禾");
  EXPECT_EQ(did.kind, IntentKind::act_on_guest);
  EXPECT_EQ(did.act, static_cast<int>(GuestAct::open));
  EXPECT_EQ(did.value, 8);
}

TEST_F(DoorPages, first_start_has_no_way_around_it) {
  EXPECT_FALSE(offers(scene("gate-first-start"), "返回"));
  EXPECT_TRUE(offers(scene("gate-first"), "返回"));
}

}  // namespace
}  // namespace openday::tests
