// Score sheets in the visit: back and forth, changed until handed in, handed in once, closed meanwhile, changed meanwhile.
#include <gtest/gtest.h>

#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::IntentKind;
using ui::Page;

BoxFacts open_sheet(std::shared_ptr<const SheetForm> form = three_items()) {
  BoxFacts facts;
  facts.sheets = {std::move(form)};
  return facts;
}

class SheetVisit : public VisitFixture {
 public:
  explicit SheetVisit(BoxFacts facts = open_sheet()) : VisitFixture(std::move(facts)) {}
  void begin(std::vector<std::string> given_before = {}) {
    scan("code 1");
    Outcome outcome = admitted(1);
    outcome.category = "client";
    answer(CheckInAnswer{state().id, outcome});
    tap(IntentKind::open_rating);
    answer(RatedAnswer{state().id, std::move(given_before)});
  }
  void go_to_review() {
    while (page() == Page::sheet && !state().sheet.review) tap(IntentKind::next_item);
  }
  [[nodiscard]] CastSheet handed_in() const { return asked<CastSheet>().back(); }
};

TEST(SheetVisit, is_filled_in_item_by_item_and_handed_in_once) {
  SheetVisit box;
  box.begin();
  ASSERT_EQ(box.page(), Page::sheet);
  EXPECT_FALSE(box.state().sheet.drafts[0].given());
  box.tap(IntentKind::choose_grade, 4);
  box.tap(IntentKind::next_item);
  box.tap(IntentKind::choose_mark, 0);
  box.tap(IntentKind::next_item);
  box.tap(IntentKind::toggle_option, 1);
  box.go_to_review();
  box.tap(IntentKind::hand_in_sheet);
  box.tap(IntentKind::hand_in_sheet);
  ASSERT_EQ(box.asked<CastSheet>().size(), 1u);
  const CastSheet cast = box.handed_in();
  EXPECT_EQ(cast.scorer, guest_id(1));
  EXPECT_EQ(cast.category, "client");
  ASSERT_EQ(cast.subjects.size(), 1u);   // nothing was said of the second
  EXPECT_EQ(cast.subjects[0].subject, "work");
  const std::vector<event::ItemAnswer> said{{"style", 4}, {"order", 0}, {"wish", std::nullopt, {"规划"}}};
  EXPECT_EQ(cast.subjects[0].items, said);
  box.answer(SheetAnswer{box.state().id, SheetSaved::saved});
  EXPECT_EQ(box.page(), Page::thanks);
  EXPECT_EQ(box.state().thanked_for, 1);
  EXPECT_FALSE(box.state().sheet.form);
}

TEST(SheetVisit, answers_change_until_they_are_handed_in) {
  SheetVisit box;
  box.begin();
  box.tap(IntentKind::choose_grade, 5);
  box.go_to_review();
  box.tap(IntentKind::open_item, 0);
  ASSERT_FALSE(box.state().sheet.review);
  box.tap(IntentKind::choose_grade, 2);
  box.tap(IntentKind::next_item);
  ASSERT_TRUE(box.state().sheet.review) << "an item opened from the last look leads back to it";
  box.tap(IntentKind::hand_in_sheet);
  EXPECT_EQ(box.handed_in().subjects[0].items[0].value, 2);
}

TEST(SheetVisit, an_answer_can_be_taken_back) {
  SheetVisit box;
  box.begin();
  box.tap(IntentKind::choose_grade, 5);
  box.tap(IntentKind::clear_item);
  EXPECT_EQ(box.state().sheet.given(), 0);
}

TEST(SheetVisit, a_required_item_is_wanted_only_of_a_subject_that_was_begun) {
  SheetVisit box;
  box.begin();
  box.tap(IntentKind::next_item);
  box.tap(IntentKind::choose_mark, 7);
  box.go_to_review();
  EXPECT_EQ(box.state().sheet.still_wanted(), 1);
  box.tap(IntentKind::hand_in_sheet);
  EXPECT_TRUE(box.asked<CastSheet>().empty());
}

TEST(SheetVisit, an_empty_sheet_is_not_handed_in) {
  SheetVisit box;
  box.begin();
  box.go_to_review();
  box.tap(IntentKind::hand_in_sheet);
  EXPECT_TRUE(box.asked<CastSheet>().empty());
}

TEST(SheetVisit, only_the_rest_is_offered_to_who_gave_a_part) {
  SheetVisit box;
  box.begin({"work"});
  EXPECT_EQ(box.state().sheet.drafts.size(), 3u);
  EXPECT_EQ(box.state().sheet.subject(0).id, "day");
}

TEST(SheetVisit, who_gave_all_is_thanked_and_asked_nothing) {
  SheetVisit box;
  box.begin({"work", "day"});
  EXPECT_EQ(box.page(), Page::thanks);
  EXPECT_TRUE(box.state().rated_before);
}

TEST(SheetVisit, values_that_are_not_the_items_are_not_taken) {
  SheetVisit box;
  box.begin();
  for (const int value : {-1, 0, 6, 1000}) box.tap(IntentKind::choose_grade, value);
  box.tap(IntentKind::choose_mark, 3);   // the item asks for a grade
  EXPECT_EQ(box.state().sheet.given(), 0);
  box.tap(IntentKind::next_item);
  for (const int value : {-1, 11}) box.tap(IntentKind::choose_mark, value);
  box.tap(IntentKind::choose_grade, 3);
  box.tap(IntentKind::next_item);
  for (const int value : {-1, 2}) box.tap(IntentKind::toggle_option, value);
  EXPECT_EQ(box.state().sheet.given(), 0);
}

TEST(SheetVisit, a_round_closed_meanwhile_is_said_and_nothing_is_handed_in) {
  SheetVisit box;
  box.begin();
  box.tap(IntentKind::choose_grade, 4);
  BoxFacts facts;
  facts.closed_rounds = {"sheet"};
  (void)box.machine.set_facts(facts, box.moment());
  EXPECT_TRUE(box.state().sheet.closed);
  EXPECT_EQ(box.state().sheet.given(), 0);
  box.tap(IntentKind::hand_in_sheet);
  EXPECT_TRUE(box.asked<CastSheet>().empty());
  box.pass(VisitRules{}.thanks + 1);
  EXPECT_EQ(box.page(), Page::home);
}

TEST(SheetVisit, the_desk_may_say_that_the_round_has_closed) {
  SheetVisit box;
  box.begin();
  box.tap(IntentKind::choose_grade, 4);
  box.go_to_review();
  box.tap(IntentKind::hand_in_sheet);
  box.answer(SheetAnswer{box.state().id, SheetSaved::closed});
  EXPECT_TRUE(box.state().sheet.closed);
}

TEST(SheetVisit, a_sheet_changed_meanwhile_keeps_what_still_fits) {
  SheetVisit box;
  box.begin();
  box.tap(IntentKind::choose_grade, 4);
  box.tap(IntentKind::next_item);
  box.tap(IntentKind::choose_mark, 9);
  box.tap(IntentKind::next_item);
  box.tap(IntentKind::toggle_option, 0);
  box.tap(IntentKind::toggle_option, 1);
  box.go_to_review();
  box.tap(IntentKind::hand_in_sheet);
  auto now = three_items();
  now->items[1].kind = event::AnswerKind::marks_100;
  now->items[2].options = {"规划", "耕地保护"};
  box.answer(SheetAnswer{box.state().id, SheetSaved::changed, now});
  const SheetProgress& sheet = box.state().sheet;
  ASSERT_TRUE(sheet.review && sheet.renewed);
  EXPECT_EQ(sheet.drafts[0].value, 4);
  EXPECT_FALSE(sheet.drafts[1].given()) << "nine of ten is not nine of a hundred";
  EXPECT_EQ(sheet.drafts[2].choices, std::set<std::size_t>{0});
}

TEST(SheetVisit, a_sheet_that_the_plan_no_longer_has_ends_kindly) {
  SheetVisit box;
  box.begin();
  box.tap(IntentKind::choose_grade, 4);
  box.go_to_review();
  box.tap(IntentKind::hand_in_sheet);
  box.answer(SheetAnswer{box.state().id, SheetSaved::changed, nullptr});
  EXPECT_TRUE(box.state().sheet.closed);
}

TEST(SheetVisit, what_was_not_written_can_be_handed_in_again) {
  SheetVisit box;
  box.begin();
  box.tap(IntentKind::choose_grade, 4);
  box.go_to_review();
  box.tap(IntentKind::hand_in_sheet);
  box.pass(VisitRules{}.stuck + 1);
  ASSERT_TRUE(box.state().sheet.failed);
  box.tap(IntentKind::hand_in_sheet);
  EXPECT_EQ(box.asked<CastSheet>().size(), 2u);
}

TEST(SheetVisit, is_for_the_plans_raters_only) {
  SheetVisit box;
  box.scan("code 1");
  Outcome outcome = admitted(1);
  outcome.category = "cadre";
  box.answer(CheckInAnswer{box.state().id, outcome});
  box.tap(IntentKind::open_rating);
  EXPECT_TRUE(box.asked<LookRated>().empty());
  EXPECT_EQ(box.page(), Page::result);
  EXPECT_FALSE(box.machine.votes()) << "so that no page offers it";
}

// ---- a written answer ----

std::shared_ptr<SheetForm> with_a_text() {
  auto form = three_items();
  form->items = {{"advice", "建议", "您还想说什么？", event::AnswerKind::text, {}, true}, {"order", "现场秩序", "", event::AnswerKind::marks_10, {}, false}};
  form->phrases = {"讲解很清楚"};
  return form;
}

class WrittenAnswer : public SheetVisit {
 public:
  WrittenAnswer() : SheetVisit(open_sheet(with_a_text())) { begin(); }
  void write(const std::string& text) {
    tap(IntentKind::write_comment);
    type(text);
  }
  void type(const std::string& text) { (void)machine.on_typed({Typed::Kind::text, text}, moment()); }
  [[nodiscard]] const std::string& kept() const { return state().sheet.drafts[0].text; }
};

TEST(SheetText, is_written_on_the_page_of_writing_and_handed_in) {
  WrittenAnswer box;
  box.write("多讲案例 ");
  ASSERT_EQ(box.page(), Page::compose);
  box.tap(IntentKind::add_phrase, 0);
  box.tap(IntentKind::text_written);
  ASSERT_EQ(box.page(), Page::sheet);
  EXPECT_EQ(box.state().sheet.index, 0u);
  const std::string text = box.kept();
  EXPECT_NE(text.find("多讲案例"), std::string::npos);
  EXPECT_NE(text.find("讲解很清楚"), std::string::npos);
  box.go_to_review();
  box.tap(IntentKind::hand_in_sheet);
  EXPECT_EQ(box.handed_in().subjects[0].items[0].text, text);
}

TEST(SheetText, is_kept_whichever_way_its_guest_leaves_the_page) {
  for (const IntentKind way : {IntentKind::text_written, IntentKind::opinion_back, IntentKind::go_home}) {
    WrittenAnswer box;
    box.write("多讲案例");
    box.tap(way);
    EXPECT_EQ(box.page(), Page::sheet);
    EXPECT_EQ(box.kept(), "多讲案例");
  }
}

TEST(SheetText, can_be_written_on_and_emptied) {
  WrittenAnswer box;
  box.write("多讲");
  box.tap(IntentKind::text_written);
  box.write("案例");
  box.tap(IntentKind::text_written);
  EXPECT_EQ(box.kept(), "多讲案例");
  box.tap(IntentKind::write_comment);
  box.tap(IntentKind::clear_text);
  box.tap(IntentKind::clear_text);
  box.tap(IntentKind::text_written);
  EXPECT_FALSE(box.state().sheet.drafts[0].given());
}

TEST(SheetText, of_blanks_is_no_answer) {
  WrittenAnswer box;
  box.write("  \n ");
  box.tap(IntentKind::text_written);
  EXPECT_FALSE(box.state().sheet.drafts[0].given());
}

TEST(SheetText, goes_when_the_round_is_closed_while_it_is_written) {
  WrittenAnswer box;
  box.write("多讲案例");
  BoxFacts facts = open_sheet(with_a_text());
  facts.closed_rounds = {"sheet"};
  (void)box.machine.set_facts(facts, box.moment());
  EXPECT_TRUE(box.state().sheet.closed);
  EXPECT_EQ(box.page(), Page::sheet);
  EXPECT_FALSE(box.state().sheet.holds_text());
}

TEST(SheetText, is_not_lost_to_a_scan_without_a_warning) {
  WrittenAnswer box;
  box.write("多讲案例");
  box.tap(IntentKind::text_written);
  box.scan("code 2");
  EXPECT_EQ(box.kept(), "多讲案例");
  EXPECT_TRUE(box.machine.idle_seconds_left(box.moment()));
}

TEST(SheetText, is_for_items_of_that_kind_only) {
  WrittenAnswer box;
  box.tap(IntentKind::next_item);
  box.tap(IntentKind::write_comment);
  EXPECT_EQ(box.page(), Page::sheet);
}

TEST(SheetVisit, asks_for_the_code_where_nobody_is_checked_in) {
  SheetVisit box;
  box.tap(IntentKind::open_rating);
  EXPECT_EQ(box.page(), Page::check_in);
  box.scan("code 1");
  Outcome outcome = admitted(1);
  outcome.verdict = event::Verdict::already_admitted;
  outcome.category = "client";
  box.answer(CheckInAnswer{box.state().id, outcome});
  box.answer(RatedAnswer{box.state().id, {}});
  EXPECT_EQ(box.page(), Page::sheet);
}

TEST(SheetVisit, walks_up_where_the_sheet_allows_it) {
  auto form = three_items();
  form->walk_up = true;
  SheetVisit box(open_sheet(form));
  box.tap(IntentKind::open_rating);
  ASSERT_EQ(box.page(), Page::sheet);
  box.tap(IntentKind::choose_grade, 1);
  box.go_to_review();
  box.tap(IntentKind::hand_in_sheet);
  EXPECT_EQ(box.handed_in().scorer, std::nullopt);
}

TEST(SheetVisit, is_refused_in_staff_mode) {
  SheetVisit box;
  box.tap(IntentKind::open_staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.tap(IntentKind::pin_entered, 0, "135790");
  box.answer(PinAnswer{box.state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::supervisor});
  ASSERT_TRUE(box.state().staff);
  box.tap(IntentKind::open_rating);
  EXPECT_NE(box.page(), Page::sheet);
  EXPECT_NE(box.page(), Page::choice);
}

TEST(SheetVisit, a_rating_and_a_sheet_are_both_offered_one_after_the_other) {
  BoxFacts facts = open_sheet();
  facts.rating = two_subjects();
  SheetVisit box(facts);
  box.scan("code 1");
  Outcome outcome = admitted(1);
  outcome.category = "client";
  box.answer(CheckInAnswer{box.state().id, outcome});
  box.tap(IntentKind::open_rating);
  ASSERT_EQ(box.page(), Page::choice);
  box.tap(IntentKind::choose_entry, 0, "sheet");
  box.answer(RatedAnswer{box.state().id, {}});
  ASSERT_EQ(box.page(), Page::sheet);
  box.tap(IntentKind::choose_grade, 5);
  box.go_to_review();
  box.tap(IntentKind::hand_in_sheet);
  box.answer(SheetAnswer{box.state().id, SheetSaved::saved});
  ASSERT_EQ(box.page(), Page::thanks);
  ASSERT_EQ(box.machine.offers().size(), 1u);
  box.tap(IntentKind::open_rating);
  box.answer(RatedAnswer{box.state().id, {}});
  EXPECT_EQ(box.page(), Page::rating);
}

TEST(SheetVisit, a_long_pause_leaves_no_answer_for_the_next_guest) {
  SheetVisit box;
  box.begin();
  box.tap(IntentKind::choose_grade, 5);
  box.pass(VisitRules{}.idle + VisitRules{}.warning + 1);
  EXPECT_EQ(box.page(), Page::home);
  EXPECT_FALSE(box.state().sheet.form);
}

}  // namespace
}  // namespace openday::app
