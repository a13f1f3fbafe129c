// Writing to the bureau, step by step: what is asked, what is kept, and that nothing typed is lost without a warning.
#include <gtest/gtest.h>

#include "kiosk/event/case_number.h"
#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::IntentKind;
using ui::Page;
using ui::ReplyChoice;

std::shared_ptr<const OpinionForm> form(bool walk_up = true, std::vector<event::ReplyOffer> replies = {event::ReplyOffer::registered, event::ReplyOffer::address}) {
  OpinionForm out;
  out.subjects = {{"registration", "不动产登记", "", {"窗口太少", "建议增加"}}, {"other", "其他", "", {}}};
  out.replies = std::move(replies);
  out.walk_up = walk_up;
  out.text_max = 40;
  out.consent_version = "2020-11";
  return std::make_shared<const OpinionForm>(std::move(out));
}

class Writer : public VisitFixture {
 public:
  explicit Writer(std::shared_ptr<const OpinionForm> opinions = form(), std::shared_ptr<const RatingForm> rating = nullptr)
      : VisitFixture(BoxFacts{.running = true, .rating = rating, .opinions = std::move(opinions)}) {}

  void type(std::string text) { (void)machine.on_typed({Typed::Kind::text, std::move(text)}, moment()); }
  void write(std::string text) {
    tap(IntentKind::open_opinion);
    tap(IntentKind::choose_subject, 0);
    type(std::move(text));
    tap(IntentKind::text_written);
  }
  void choose(ReplyChoice choice) { tap(IntentKind::choose_reply, static_cast<int>(choice)); }
  void saved(bool well = true) { answer(OpinionAnswer{state().id, well, {"K7Q2-M9XT", nullptr}}); }
  [[nodiscard]] const std::string& text() const { return state().opinion.text.text(); }
};

TEST(VisitOpinion, where_both_are_open_the_guest_says_which) {
  Writer box(form(), two_subjects(true));
  box.tap(IntentKind::open_rating);
  EXPECT_EQ(box.page(), Page::choice);
  box.tap(IntentKind::choose_entry, static_cast<int>(ui::EntryKind::rating), "review");
  EXPECT_EQ(box.page(), Page::rating);
}

TEST(VisitOpinion, where_nothing_is_rated_the_way_leads_straight_to_writing) {
  Writer box;
  box.tap(IntentKind::open_rating);
  EXPECT_EQ(box.page(), Page::opinion_subject);
}

TEST(VisitOpinion, without_a_reply_nobody_s_registration_goes_with_it) {
  Writer box;
  box.check_in(3);
  box.write("窗口太少");
  EXPECT_EQ(box.page(), Page::opinion_reply);
  box.tap(IntentKind::opinion_next);
  EXPECT_EQ(box.page(), Page::opinion_reply);   // nothing chosen
  box.choose(ReplyChoice::none);
  box.tap(IntentKind::opinion_next);
  box.tap(IntentKind::hand_in_opinion);
  const auto asked = box.asked<SubmitOpinion>();
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].subject, "registration");
  EXPECT_EQ(asked[0].text, "窗口太少");
  EXPECT_FALSE(asked[0].guest);
  EXPECT_TRUE(asked[0].consent_version.empty());
  EXPECT_EQ(box.page(), Page::opinion_review);   // not before the commit
  box.saved();
  EXPECT_EQ(box.page(), Page::thanks);
  EXPECT_EQ(box.state().receipt->number, "K7Q2-M9XT");
  EXPECT_TRUE(box.text().empty());
}

TEST(VisitOpinion, a_reply_to_the_registration_needs_somebody_checked_in_and_a_tick) {
  Writer stranger;
  stranger.write("窗口太少");
  stranger.choose(ReplyChoice::registered);
  EXPECT_FALSE(stranger.state().opinion.reply);
  Writer box;
  box.check_in(3);
  box.write("窗口太少");
  box.choose(ReplyChoice::registered);
  EXPECT_FALSE(box.state().opinion.consent);
  box.tap(IntentKind::opinion_next);
  EXPECT_EQ(box.page(), Page::opinion_reply);
  box.tap(IntentKind::toggle_consent);
  box.tap(IntentKind::opinion_next);
  box.tap(IntentKind::hand_in_opinion);
  const auto asked = box.asked<SubmitOpinion>();
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].reply, event::ReplyWay::registered);
  EXPECT_EQ(asked[0].guest, guest_id(3));
  EXPECT_EQ(asked[0].consent_version, "2020-11");
}

TEST(VisitOpinion, another_address_has_its_own_field_and_another_way_takes_the_tick_back) {
  Writer box;
  box.write("窗口太少");
  box.choose(ReplyChoice::address);
  box.tap(IntentKind::toggle_consent);
  box.tap(IntentKind::opinion_next);
  EXPECT_EQ(box.page(), Page::opinion_reply);   // no address yet
  box.tap(IntentKind::write_address);
  box.type("wang@example.com");
  EXPECT_EQ(box.text(), "窗口太少");
  box.tap(IntentKind::text_written);
  box.tap(IntentKind::opinion_next);
  EXPECT_EQ(box.page(), Page::opinion_review);
  box.tap(IntentKind::opinion_back);
  box.choose(ReplyChoice::none);
  EXPECT_FALSE(box.state().opinion.consent);
  box.tap(IntentKind::opinion_next);
  box.tap(IntentKind::hand_in_opinion);
  EXPECT_TRUE(box.asked<SubmitOpinion>().at(0).address.empty());
}

TEST(VisitOpinion, an_address_is_not_offered_where_it_cannot_be_sealed) {
  Writer box(form(true, {event::ReplyOffer::registered}));
  box.write("窗口太少");
  box.choose(ReplyChoice::address);
  EXPECT_FALSE(box.state().opinion.reply);
}

TEST(VisitOpinion, a_failed_write_keeps_everything_and_is_handed_in_again_under_the_same_press) {
  Writer box(form(true, {}));
  box.write("窗口太少");
  EXPECT_EQ(box.page(), Page::opinion_review);
  box.tap(IntentKind::hand_in_opinion);
  box.tap(IntentKind::hand_in_opinion);
  EXPECT_EQ(box.asked<SubmitOpinion>().size(), 1u);   // one press while it is on its way
  box.saved(false);
  EXPECT_TRUE(box.state().opinion.failed);
  EXPECT_EQ(box.text(), "窗口太少");
  box.tap(IntentKind::hand_in_opinion);
  box.pass(10'100);   // no answer
  EXPECT_TRUE(box.state().opinion.failed);
  EXPECT_EQ(box.text(), "窗口太少");
  box.tap(IntentKind::hand_in_opinion);
  const auto asked = box.asked<SubmitOpinion>();
  ASSERT_EQ(asked.size(), 3u);
  EXPECT_EQ(asked[0].press, asked[2].press);
  box.saved();
  EXPECT_EQ(box.page(), Page::thanks);
  box.write("第二条");
  box.tap(IntentKind::hand_in_opinion);
  EXPECT_EQ(box.asked<SubmitOpinion>().back().press, asked[0].press + 1);
}

TEST(VisitOpinion, time_out_in_the_middle_warns_and_then_leaves_nothing) {
  Writer box;
  box.tap(IntentKind::open_opinion);
  box.tap(IntentKind::choose_subject, 0);
  box.type("写了一半");
  box.pass(89'000);
  EXPECT_FALSE(box.machine.idle_seconds_left(box.moment()));
  box.pass(2'000);
  EXPECT_TRUE(box.machine.idle_seconds_left(box.moment()));
  EXPECT_EQ(box.text(), "写了一半");
  box.tap(IntentKind::continue_visit);
  EXPECT_EQ(box.text(), "写了一半");
  box.pass(111'000);
  EXPECT_EQ(box.page(), Page::home);
  EXPECT_TRUE(box.text().empty());
  EXPECT_FALSE(box.state().opinion.form);
  EXPECT_TRUE(box.asked<SubmitOpinion>().empty());
}

TEST(VisitOpinion, typing_is_a_sign_of_life) {
  Writer box;
  box.tap(IntentKind::open_opinion);
  box.tap(IntentKind::choose_subject, 0);
  for (int i = 0; i < 5; ++i) {
    box.pass(60'000);
    box.type("字");
  }
  EXPECT_EQ(box.text(), "字字字字字");
}

TEST(VisitOpinion, the_way_back_never_loses_a_text_at_the_first_tap) {
  Writer box;
  box.write("窗口太少");
  box.tap(IntentKind::opinion_back);
  EXPECT_EQ(box.page(), Page::compose);
  box.tap(IntentKind::opinion_back);
  EXPECT_EQ(box.page(), Page::opinion_subject);
  box.tap(IntentKind::opinion_back);
  EXPECT_TRUE(box.state().opinion.leave_armed);
  EXPECT_EQ(box.text(), "窗口太少");
  box.tap(IntentKind::choose_subject, 1);
  EXPECT_EQ(box.text(), "窗口太少");
  box.tap(IntentKind::opinion_back);
  box.tap(IntentKind::opinion_back);
  EXPECT_EQ(box.page(), Page::opinion_subject);
  box.tap(IntentKind::opinion_back);
  EXPECT_EQ(box.page(), Page::home);
  EXPECT_TRUE(box.text().empty());
}

TEST(VisitOpinion, somebody_else_s_code_warns_the_writer_and_waits) {
  Writer box;
  box.tap(IntentKind::open_opinion);
  box.tap(IntentKind::choose_subject, 0);
  box.type("写了一半");
  box.scan("code of another");
  EXPECT_TRUE(box.asked<CheckIn>().empty());
  EXPECT_TRUE(box.machine.idle_seconds_left(box.moment()));
  EXPECT_EQ(box.text(), "写了一半");
  box.tap(IntentKind::continue_visit);   // still here: the other one scans again later
  EXPECT_EQ(box.text(), "写了一半");
  box.pass(30'000);
  EXPECT_TRUE(box.asked<CheckIn>().empty());
  box.scan("code of another");
  box.pass(20'100);
  EXPECT_EQ(box.asked<CheckIn>().size(), 1u);
  EXPECT_TRUE(box.text().empty());
}

TEST(VisitOpinion, an_attached_keyboard_writes_only_where_a_field_is) {
  Writer box;
  box.type("home");
  box.tap(IntentKind::open_opinion);
  box.type("subject");
  box.tap(IntentKind::choose_subject, 0);
  EXPECT_TRUE(box.text().empty());
  box.type("字e");
  (void)box.machine.on_typed({Typed::Kind::backspace, {}}, box.moment());
  (void)box.machine.on_typed({Typed::Kind::enter, {}}, box.moment());
  EXPECT_EQ(box.text(), "字\n");
}

TEST(VisitOpinion, visitors_without_a_check_in_show_their_code_where_the_plan_asks_for_it) {
  Writer box(form(false));
  box.tap(IntentKind::open_opinion);
  EXPECT_EQ(box.page(), Page::check_in);
  EXPECT_TRUE(box.state().code_for_opinion);
  box.scan("code 4");
  Outcome again = admitted(4);
  again.verdict = event::Verdict::already_admitted;
  box.answer(CheckInAnswer{box.state().id, again});
  EXPECT_EQ(box.page(), Page::opinion_subject);
  EXPECT_EQ(box.state().guest, guest_id(4));
}

TEST(VisitOpinion, staff_type_for_a_guest_on_the_guest_s_own_page) {
  Writer box;
  box.tap(IntentKind::open_opinion);
  box.tap(IntentKind::choose_subject, 0);
  box.type("我说");
  box.tap(IntentKind::call_staff);
  box.tap(IntentKind::open_staff_gate);
  EXPECT_EQ(box.page(), Page::staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.tap(IntentKind::pin_entered, 0, "271828");
  box.answer(PinAnswer{box.state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::supervisor});
  EXPECT_EQ(box.page(), Page::compose);
  EXPECT_EQ(box.text(), "我说");
  EXPECT_TRUE(box.state().staff);
  box.tap(IntentKind::text_written);
  box.choose(ReplyChoice::none);
  box.tap(IntentKind::opinion_next);
  box.tap(IntentKind::hand_in_opinion);
  EXPECT_TRUE(box.asked<SubmitOpinion>().at(0).typed_by_staff);
  box.saved();
  box.tap(IntentKind::finish);
  EXPECT_FALSE(box.state().staff);   // they only typed for this guest
}

TEST(VisitOpinion, who_gave_up_at_the_gate_finds_the_text_again) {
  Writer box;
  box.tap(IntentKind::open_opinion);
  box.tap(IntentKind::choose_subject, 0);
  box.type("我说");
  box.tap(IntentKind::open_staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.tap(IntentKind::leave_staff);
  EXPECT_EQ(box.page(), Page::compose);
  EXPECT_EQ(box.text(), "我说");
  EXPECT_FALSE(box.state().staff);
}

TEST(VisitOpinion, a_receipt_held_up_shows_its_number_alone) {
  Writer box;
  box.check_in(3);
  box.scan(event::receipt_text("YX201117", event::case_number(base::Uuid{})));
  EXPECT_EQ(box.page(), Page::receipt);
  EXPECT_EQ(box.state().shown_case, event::case_number(base::Uuid{}));
  EXPECT_FALSE(box.state().guest);
  EXPECT_EQ(box.asked<CheckIn>().size(), 1u);
  box.pass(10'100);
  EXPECT_EQ(box.page(), Page::home);
  EXPECT_TRUE(box.state().shown_case.empty());
}

// ---- comments, and a name or none ----

std::shared_ptr<const RatingForm> either() {
  auto out = std::make_shared<RatingForm>(*two_subjects(true));
  out->either = true;
  out->consent_version = "2020-11";
  out->phrases = {"讲解很清楚"};
  return out;
}

TEST(VisitOpinion, a_comment_belongs_to_its_subject_and_goes_with_the_rating) {
  Writer box(nullptr, either());
  box.tap(IntentKind::open_rating);
  EXPECT_EQ(box.page(), Page::rating);   // nobody is checked in: no name to give, nothing to choose
  box.tap(IntentKind::choose_grade, 4);
  box.tap(IntentKind::write_comment);
  EXPECT_EQ(box.page(), Page::compose);
  box.tap(IntentKind::add_phrase, 0);
  box.type("。");
  box.tap(IntentKind::text_written);
  EXPECT_EQ(box.page(), Page::rating);
  box.tap(IntentKind::choose_grade, 2);   // another grade keeps the words
  box.tap(IntentKind::next_subject);
  box.tap(IntentKind::choose_grade, 5);
  box.tap(IntentKind::next_subject);
  const auto cast = box.asked<CastRating>();
  ASSERT_EQ(cast.size(), 1u);
  EXPECT_TRUE(cast[0].anonymous);
  EXPECT_FALSE(cast[0].consent);
  EXPECT_EQ(cast[0].ratings.at(0).text, "讲解很清楚。");
  EXPECT_EQ(cast[0].ratings.at(1).text, "");
}

TEST(VisitOpinion, who_is_checked_in_chooses_before_the_first_subject_and_nothing_is_chosen_for_them) {
  for (const int without : {1, 0}) {
    Writer box(nullptr, either());
    box.check_in(3);
    box.tap(IntentKind::open_rating);
    box.answer(RatedAnswer{box.state().id, {}});
    EXPECT_EQ(box.page(), Page::rating_way);
    box.tap(IntentKind::choose_grade, 5);
    EXPECT_EQ(box.state().rating.answers.at(0).grade, 0);
    box.tap(IntentKind::choose_way, without);
    EXPECT_EQ(box.page(), Page::rating);
    box.tap(IntentKind::choose_grade, 5);
    box.tap(IntentKind::next_subject);
    box.tap(IntentKind::next_subject);
    const auto cast = box.asked<CastRating>();
    ASSERT_EQ(cast.size(), 1u);
    EXPECT_EQ(cast[0].anonymous, without == 1);
    EXPECT_EQ(cast[0].consent.has_value(), without == 0);
  }
}

TEST(VisitOpinion, staff_mode_neither_rates_nor_chooses) {
  Writer box(form(), either());
  box.tap(IntentKind::open_staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.tap(IntentKind::pin_entered, 0, "271828");
  box.answer(PinAnswer{box.state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::supervisor});
  box.tap(IntentKind::open_rating);
  box.tap(IntentKind::choose_way, 1);
  EXPECT_EQ(box.page(), Page::staff_attendance);
  EXPECT_FALSE(box.state().rating.form);
}

}  // namespace
}  // namespace openday::app
