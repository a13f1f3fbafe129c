// A visit in which a guest rates.
#include <gtest/gtest.h>

#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::IntentKind;
using ui::Page;

TEST(VisitRating, guest_rates_both_subjects_and_changes_a_mind) {
  VisitFixture box({.rating = two_subjects()});
  box.check_in(1);
  box.tap(IntentKind::open_rating);
  ASSERT_EQ(box.asked<LookRated>().size(), 1u);
  box.answer(RatedAnswer{box.state().id, {}});
  ASSERT_EQ(box.page(), Page::rating);
  box.tap(IntentKind::choose_grade, 2);
  box.tap(IntentKind::toggle_tag, 0);
  box.tap(IntentKind::choose_grade, 4);
  box.tap(IntentKind::toggle_tag, 1);
  box.tap(IntentKind::next_subject);
  box.tap(IntentKind::choose_grade, 5);
  box.tap(IntentKind::previous_subject);
  EXPECT_EQ(box.state().rating.answers[0].grade, 4);
  box.tap(IntentKind::next_subject);
  box.tap(IntentKind::next_subject);
  ASSERT_EQ(box.asked<CastRating>().size(), 1u);
  const CastRating cast = box.asked<CastRating>().back();
  EXPECT_EQ(cast.rater, guest_id(1));
  ASSERT_EQ(cast.ratings.size(), 2u);
  EXPECT_EQ(cast.ratings[0].grade, 4);
  EXPECT_EQ(cast.ratings[0].tags, std::vector<std::string>{"K402"});
  EXPECT_EQ(box.page(), Page::rating);
  EXPECT_TRUE(box.state().rating.saving);
  box.answer(RatingAnswer{box.state().id, RatingSaved::saved});
  EXPECT_EQ(box.page(), Page::thanks);
  EXPECT_EQ(box.state().thanked_for, 2);
  EXPECT_TRUE(box.state().rating.answers.empty());
  box.pass(20'100);
  EXPECT_EQ(box.page(), Page::home);
}

TEST(VisitRating, hands_in_once_however_often_the_button_is_tapped) {
  VisitFixture box({.rating = two_subjects(true)});
  box.tap(IntentKind::open_rating);
  box.tap(IntentKind::choose_grade, 5);
  for (int i = 0; i < 5; ++i) box.tap(IntentKind::next_subject);
  EXPECT_EQ(box.asked<CastRating>().size(), 1u);
}

TEST(VisitRating, failure_keeps_the_answers_for_another_try) {
  VisitFixture box({.rating = two_subjects(true)});
  box.tap(IntentKind::open_rating);
  box.tap(IntentKind::choose_grade, 1);
  box.tap(IntentKind::next_subject);
  box.tap(IntentKind::next_subject);
  box.answer(RatingAnswer{box.state().id, RatingSaved::failed});
  EXPECT_EQ(box.page(), Page::rating);
  EXPECT_TRUE(box.state().rating.failed);
  box.tap(IntentKind::next_subject);
  EXPECT_EQ(box.asked<CastRating>().size(), 2u);
}

TEST(VisitRating, only_subjects_not_rated_yet_are_asked_and_none_left_is_said_kindly) {
  VisitFixture box({.rating = two_subjects()});
  box.check_in(1);
  box.tap(IntentKind::open_rating);
  box.answer(RatedAnswer{box.state().id, {"bureau"}});
  ASSERT_EQ(box.state().rating.subjects, std::vector<std::size_t>{1});
  box.pass(120'000);
  box.check_in(1);
  box.tap(IntentKind::open_rating);
  box.answer(RatedAnswer{box.state().id, {"event", "bureau"}});
  EXPECT_EQ(box.page(), Page::thanks);
  EXPECT_TRUE(box.state().rated_before);
}

TEST(VisitRating, without_a_check_in_the_code_is_asked_for_first) {
  VisitFixture box({.rating = two_subjects()});
  box.tap(IntentKind::open_rating);
  EXPECT_EQ(box.page(), Page::check_in);
  EXPECT_TRUE(box.state().code_for_rating);
  box.scan("code");
  Outcome before = admitted(1);
  before.verdict = event::Verdict::already_admitted;
  box.answer(CheckInAnswer{box.state().id, before});
  ASSERT_EQ(box.asked<LookRated>().size(), 1u);
  box.answer(RatedAnswer{box.state().id, {}});
  EXPECT_EQ(box.page(), Page::rating);
}

TEST(VisitRating, guest_whom_the_plan_does_not_ask_is_not_asked) {
  VisitFixture box({.rating = two_subjects()});
  box.scan("code");
  Outcome observer = admitted(1);
  observer.may_rate = false;
  box.answer(CheckInAnswer{box.state().id, observer});
  box.tap(IntentKind::open_rating);
  EXPECT_EQ(box.page(), Page::result);
  EXPECT_TRUE(box.asked<LookRated>().empty());
}

TEST(VisitRating, asked_for_before_it_is_open_leads_to_the_programme) {
  VisitFixture box;
  box.tap(IntentKind::open_rating);
  EXPECT_EQ(box.page(), Page::itinerary);
}

TEST(VisitRating, is_refused_from_staff_mode) {
  VisitFixture box({.rating = two_subjects(true)});
  box.tap(IntentKind::open_staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.tap(IntentKind::pin_entered, 0, "271828");
  box.answer(PinAnswer{box.state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::supervisor});
  ASSERT_TRUE(box.state().staff);
  box.tap(IntentKind::open_rating);
  EXPECT_EQ(box.page(), Page::staff_attendance);
}

}  // namespace
}  // namespace openday::app
