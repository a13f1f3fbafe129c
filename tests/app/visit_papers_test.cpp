// The page for printing and files: who may, what is asked for, what dies with the visit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::IntentKind;
using ui::Page;
using ui::PaperFormat;
using ui::PaperKind;
using ui::PapersAct;
using ui::PaperStage;
using ui::PaperTarget;

class VisitPapers : public ::testing::Test, public VisitFixture {
 protected:
  void log_in() {
    tap(IntentKind::open_staff_gate);
    answer(GateAnswer{state().id, true, 0});
    tap(IntentKind::pin_entered, 0, "246810");
    answer(PinAnswer{state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::supervisor});
  }
  void open() {
    log_in();
    tap(IntentKind::open_staff_more);
    tap(IntentKind::open_staff_page, static_cast<int>(Page::staff_papers));
    effects.clear();
  }
  void act(PapersAct what, int value = 0) {
    ui::Intent intent{IntentKind::act_on_papers, state().id, value, {}, {}};
    intent.act = static_cast<int>(what);
    note(machine.on(intent, moment()));
  }
  void type(const std::string& words) {
    for (const char c : words) tap(IntentKind::press_key, 0, std::string(1, c));
  }
};

TEST_F(VisitPapers, is_closed_to_whoever_is_not_staff) {
  tap(IntentKind::open_staff_page, static_cast<int>(Page::staff_papers));
  act(PapersAct::start);
  EXPECT_EQ(page(), Page::home);
  EXPECT_TRUE(asked<MakePaper>().empty());
}

TEST_F(VisitPapers, is_closed_to_a_steward) {
  tap(IntentKind::open_staff_gate);
  answer(GateAnswer{state().id, true, 0});
  tap(IntentKind::pin_entered, 0, "135790");
  answer(PinAnswer{state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::steward});
  tap(IntentKind::open_staff_page, static_cast<int>(Page::staff_papers));
  act(PapersAct::choose_target, static_cast<int>(PaperTarget::printer));
  act(PapersAct::start);
  EXPECT_EQ(page(), Page::staff_attendance);
  EXPECT_TRUE(asked<MakePaper>().empty());
}

TEST_F(VisitPapers, asks_how_far_the_box_is_when_the_page_comes) {
  log_in();
  tap(IntentKind::open_staff_page, static_cast<int>(Page::staff_papers));
  EXPECT_EQ(asked<AskPapers>().size(), 1u);
}

TEST_F(VisitPapers, prints_at_once) {
  open();
  act(PapersAct::choose_kind, static_cast<int>(PaperKind::slips));
  act(PapersAct::choose_target, static_cast<int>(PaperTarget::printer));
  act(PapersAct::start);
  const auto made = asked<MakePaper>();
  ASSERT_EQ(made.size(), 1u);
  EXPECT_EQ(made[0].kind, PaperKind::slips);
  EXPECT_EQ(made[0].target, PaperTarget::printer);
  EXPECT_FALSE(made[0].again);
  act(PapersAct::start);
  EXPECT_EQ(asked<MakePaper>().size(), 1u) << "one at a time";
}

TEST_F(VisitPapers, takes_paper_alone_to_a_printer_and_for_a_summary) {
  open();
  act(PapersAct::choose_format, static_cast<int>(PaperFormat::csv));
  EXPECT_EQ(state().papers.format, PaperFormat::csv);
  act(PapersAct::choose_kind, static_cast<int>(PaperKind::summary));
  EXPECT_EQ(state().papers.format, PaperFormat::pdf);
  act(PapersAct::choose_kind, 77);
  EXPECT_EQ(state().papers.kind, PaperKind::summary);
}

TEST_F(VisitPapers, wants_a_passphrase_for_a_stick_and_forgets_it_at_once) {
  open();
  act(PapersAct::start);
  EXPECT_TRUE(state().papers.asks_passphrase);
  type("short");
  act(PapersAct::seal);
  EXPECT_TRUE(state().papers.too_short);
  EXPECT_TRUE(asked<MakePaper>().empty());
  type("-no-more");
  tap(IntentKind::enter_key);
  ASSERT_EQ(asked<MakePaper>().size(), 1u);
  EXPECT_EQ(asked<MakePaper>()[0].passphrase, "short-no-more");
  EXPECT_TRUE(state().papers.passphrase.empty());
  EXPECT_TRUE(state().papers.last.passphrase.empty());
  EXPECT_FALSE(state().papers.asks_passphrase);
}

TEST_F(VisitPapers, leaves_the_passphrase_behind_on_the_way_back) {
  open();
  act(PapersAct::start);
  type("secret-words");
  act(PapersAct::back);
  EXPECT_TRUE(state().papers.passphrase.empty());
  act(PapersAct::start);
  type("secret-words");
  tap(IntentKind::leave_staff);
  EXPECT_TRUE(state().papers.passphrase.empty());
  EXPECT_EQ(page(), Page::home);
}

TEST_F(VisitPapers, says_of_a_second_print_that_it_is_one_but_not_of_a_repeat_after_a_failure) {
  open();
  act(PapersAct::choose_target, static_cast<int>(PaperTarget::printer));
  act(PapersAct::start);
  PaperStatus status;
  status.target = PaperTarget::printer;
  status.stage = PaperStage::failed;
  answer(PapersAnswer{state().id, status});
  act(PapersAct::again);
  status.stage = PaperStage::done;
  answer(PapersAnswer{state().id, status});
  act(PapersAct::again);
  const auto made = asked<MakePaper>();
  ASSERT_EQ(made.size(), 3u);
  EXPECT_FALSE(made[1].again);
  EXPECT_TRUE(made[2].again);
}

TEST_F(VisitPapers, hears_nothing_of_the_box_in_the_next_visit) {
  open();
  const ui::VisitId before = state().id;
  tap(IntentKind::leave_staff);
  PaperStatus status;
  status.stage = PaperStage::done;
  status.name = "openday-sign-in.zip";
  answer(PapersAnswer{before, status});
  EXPECT_EQ(state().papers.status.stage, PaperStage::idle);
}

}  // namespace
}  // namespace openday::app
