// Staff's programme page as the visit sees it: behind the PIN only, one correction at a time, said when it is on the disk.
#include <gtest/gtest.h>

#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::IntentKind;
using ui::Page;

class StaffVisit : public testing::Test, protected VisitFixture {
 protected:
  void log_in() {
    tap(IntentKind::call_staff);
    tap(IntentKind::open_staff_gate);
    answer(GateAnswer{state().id, true, 0});
    tap(IntentKind::pin_entered, 0, "271828");
    answer(PinAnswer{state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::supervisor});
  }
  void correct(event::CorrectionKind what = event::CorrectionKind::skip) {
    ui::Intent intent{IntentKind::correct_programme, state().id, 0, {}, {}};
    intent.correction.what = what;
    intent.correction.item = "a";
    for (Effect& effect : machine.on(intent, moment())) effects.push_back(std::move(effect));
  }
};

TEST_F(StaffVisit, goes_between_its_pages_by_tabs) {
  log_in();
  ASSERT_EQ(page(), Page::staff_attendance);
  tap(IntentKind::open_staff_programme);
  EXPECT_EQ(page(), Page::staff_programme);
  tap(IntentKind::open_staff_attendance);
  EXPECT_EQ(page(), Page::staff_attendance);
  EXPECT_EQ(asked<LoadAttendance>().size(), 2u);
}

TEST_F(StaffVisit, nobody_corrects_without_the_pin) {
  tap(IntentKind::open_staff_programme);
  EXPECT_EQ(page(), Page::home);
  correct();
  tap(IntentKind::undo_correction, 0, "01900000-0000-7000-8000-000000000001");
  EXPECT_TRUE(asked<AddCorrection>().empty());
  EXPECT_TRUE(asked<UndoCorrection>().empty());
}

TEST_F(StaffVisit, asks_for_one_correction_at_a_time) {
  log_in();
  tap(IntentKind::open_staff_programme);
  correct();
  correct();
  ASSERT_EQ(asked<AddCorrection>().size(), 1u);
  EXPECT_EQ(asked<AddCorrection>()[0].body.item, "a");
  answer(CorrectionAnswer{state().id, true});
  correct(event::CorrectionKind::next);
  EXPECT_EQ(asked<AddCorrection>().size(), 2u);
}

TEST_F(StaffVisit, says_when_a_correction_was_not_saved_and_forgets_it_with_the_next) {
  log_in();
  tap(IntentKind::open_staff_programme);
  correct();
  answer(CorrectionAnswer{state().id, false});
  EXPECT_TRUE(state().correction_failed);
  correct();
  EXPECT_FALSE(state().correction_failed);
  pass(VisitRules{}.stuck);   // the disk never answers
  EXPECT_TRUE(state().correction_failed);
  EXPECT_FALSE(state().asked);
}

TEST_F(StaffVisit, takes_back_what_is_named_and_nothing_else) {
  log_in();
  tap(IntentKind::open_staff_programme);
  tap(IntentKind::undo_correction, 0, "not an id");
  EXPECT_TRUE(asked<UndoCorrection>().empty());
  tap(IntentKind::undo_correction, 0, "01900000-0000-7000-8000-000000000001");
  ASSERT_EQ(asked<UndoCorrection>().size(), 1u);
  EXPECT_EQ(base::to_string(asked<UndoCorrection>()[0].record), "01900000-0000-7000-8000-000000000001");
}

TEST_F(StaffVisit, a_guest_s_code_on_the_programme_page_is_looked_at) {
  log_in();
  tap(IntentKind::open_staff_programme);
  scan("a code");
  EXPECT_EQ(asked<CheckIn>().size(), 1u);
}

TEST_F(StaffVisit, leaves_the_programme_page_for_good) {
  log_in();
  tap(IntentKind::open_staff_programme);
  tap(IntentKind::leave_staff);
  EXPECT_EQ(page(), Page::home);
  EXPECT_FALSE(state().staff);
}

}  // namespace
}  // namespace openday::app
