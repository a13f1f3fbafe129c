// The page for what comes and goes by stick: who may, what is asked for, what dies with the visit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/app/visit_hand_over.h"
#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::HandOverAct;
using ui::HandOverStage;
using ui::HandOverTask;
using ui::IntentKind;
using ui::Page;

class VisitHandOver : public ::testing::Test, public VisitFixture {
 protected:
  void open(ui::StaffRole role = ui::StaffRole::supervisor) {
    tap(IntentKind::open_staff_gate);
    answer(GateAnswer{state().id, true, 0});
    tap(IntentKind::pin_entered, 0, "246810");
    answer(PinAnswer{state().id, PinVerdict::accepted, 5, 0, role});
    tap(IntentKind::open_staff_more);
    tap(IntentKind::open_staff_page, static_cast<int>(Page::staff_hand_over));
  }
  void act(HandOverAct what, int value = 0) {
    ui::Intent intent{IntentKind::act_on_hand_over, state().id, value, {}, {}};
    intent.act = static_cast<int>(what);
    note(machine.on(intent, moment()));
  }
  [[nodiscard]] std::vector<HandOverWork> jobs() {
    std::vector<HandOverWork> out;
    for (const WorkOnHandOver& one : asked<WorkOnHandOver>()) out.push_back(one.job->work);
    return out;
  }
  void told(HandOverStage stage) {
    auto news = std::make_shared<HandOverNews>();
    news->status.stage = stage;
    news->status.gone = {"王玮"};
    answer(HandOverAnswer{state().id, news});
  }
};

TEST_F(VisitHandOver, is_closed_to_a_steward) {
  open(ui::StaffRole::steward);
  act(HandOverAct::start);
  EXPECT_TRUE(jobs().empty());
  EXPECT_NE(page(), Page::staff_hand_over);
}

TEST_F(VisitHandOver, looks_first_and_puts_into_force_only_what_was_shown) {
  open();
  act(HandOverAct::confirm);
  EXPECT_THAT(jobs(), ::testing::ElementsAre(HandOverWork::ask));
  act(HandOverAct::start);
  act(HandOverAct::start);   // twice is once
  told(HandOverStage::preview);
  act(HandOverAct::start);
  act(HandOverAct::confirm);
  act(HandOverAct::confirm);
  EXPECT_THAT(jobs(), ::testing::ElementsAre(HandOverWork::ask, HandOverWork::look, HandOverWork::confirm));
}

TEST_F(VisitHandOver, the_passphrase_is_typed_sent_once_and_forgotten) {
  open();
  act(HandOverAct::choose, static_cast<int>(HandOverTask::codes));
  act(HandOverAct::start);
  for (const char c : std::string("yunxi")) tap(IntentKind::press_key, 0, std::string(1, c));
  EXPECT_EQ(state().papers.passphrase.text(), "yunxi");
  act(HandOverAct::seal);
  ASSERT_EQ(asked<WorkOnHandOver>().size(), 2u);
  EXPECT_EQ(asked<WorkOnHandOver>().back().job->passphrase, "yunxi");
  EXPECT_TRUE(state().papers.passphrase.empty());
  EXPECT_FALSE(state().papers.asks_passphrase);
}

TEST_F(VisitHandOver, leaving_the_page_forgets_what_was_typed) {
  open();
  act(HandOverAct::choose, static_cast<int>(HandOverTask::codes));
  act(HandOverAct::start);
  tap(IntentKind::press_key, 0, "y");
  act(HandOverAct::back);
  EXPECT_TRUE(state().papers.passphrase.empty());
}

TEST_F(VisitHandOver, names_die_with_the_visit) {
  open();
  act(HandOverAct::start);
  told(HandOverStage::preview);
  ASSERT_FALSE(state().hand_over->status.gone.empty());
  tap(IntentKind::leave_staff);
  EXPECT_EQ(state().hand_over, nullptr);
}

}  // namespace
}  // namespace openday::app
