// The on-screen keyboard of a visit: keys, candidates that come late, ink, what is done meanwhile.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/app/model_keyboard.h"
#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using ui::IntentKind;
using ui::KeyboardMode;
using ui::Page;

BoxFacts opinions_open() {
  BoxFacts facts;
  auto form = std::make_shared<OpinionForm>();
  form->subjects = {{"registration", "不动产登记", {}, {"希望周末也能办理"}}};
  form->text_max = 40;
  form->walk_up = true;
  facts.opinions = form;
  return facts;
}

class ScreenKeyboard : public testing::Test, public VisitFixture {
 protected:
  ScreenKeyboard() : VisitFixture(opinions_open()) {
    tap(IntentKind::open_opinion);
    use(KeyboardMode::pinyin);
  }
  void use(KeyboardMode mode) { tap(IntentKind::switch_keyboard, static_cast<int>(mode)); }
  void press(std::string_view keys) {
    for (const char key : keys) tap(IntentKind::press_key, 0, std::string(1, key));
  }
  // The engine answers the newest question: each candidate stands for so many keys.
  void offer(std::vector<TypingCandidate> candidates) {
    const auto questions = asked<AskCandidates>();
    const auto inks = asked<ReadInk>();
    const TypingProgress& typing = state().typing;
    ASSERT_TRUE(!questions.empty() || !inks.empty());
    const std::size_t total = candidates.size();
    answer(CandidatesAnswer{state().id, typing.serial, typing.keys, std::move(candidates), 0, total});
  }
  void stroke(int box = 0) {
    ui::Intent ink{IntentKind::draw_ink, state().id, box, {}, {}};
    ink.ink = {{0.1f, 0.5f}, {0.9f, 0.5f}};
    note(machine.on(ink, moment()));
  }
  [[nodiscard]] const std::string& text() const { return state().opinion.text.text(); }
  [[nodiscard]] const std::string& keys() const { return state().typing.keys; }
};

TEST_F(ScreenKeyboard, offers_phrases_first_and_stays_as_the_guest_switched_it) {
  EXPECT_EQ(machine.keyboard_modes().front(), KeyboardMode::phrases);
  EXPECT_EQ(machine.keyboard_mode(), KeyboardMode::pinyin);
  use(KeyboardMode::code);   // not offered here
  EXPECT_EQ(machine.keyboard_mode(), KeyboardMode::pinyin);
  tap(IntentKind::go_home);
  EXPECT_THAT(machine.keyboard_modes(), IsEmpty());
}

TEST_F(ScreenKeyboard, keeps_letters_open_until_a_candidate_is_chosen) {
  press("bdc");
  EXPECT_EQ(keys(), "bdc");
  EXPECT_EQ(text(), "");
  offer({{"不动产", 3}, {"不", 1}});
  tap(IntentKind::choose_candidate, 0);
  EXPECT_EQ(text(), "不动产");
  EXPECT_EQ(keys(), "");
}

TEST_F(ScreenKeyboard, leaves_the_keys_that_a_short_candidate_does_not_stand_for) {
  press("bdc");
  offer({{"不动产", 3}, {"不", 1}});
  tap(IntentKind::choose_candidate, 1);
  EXPECT_EQ(text(), "不");
  EXPECT_EQ(keys(), "dc");
  EXPECT_EQ(asked<AskCandidates>().back().keys, "dc");
}

TEST_F(ScreenKeyboard, drops_the_late_answer_of_an_earlier_key) {
  press("n");
  const auto late = state().typing.serial;
  press("i");
  answer(CandidatesAnswer{state().id, late, "n", {{"嗯", 1}}, 0, 1});
  tap(IntentKind::choose_candidate, 0);
  EXPECT_EQ(text(), "");
  offer({{"你", 2}});
  tap(IntentKind::choose_candidate, 0);
  EXPECT_EQ(text(), "你");
}

TEST_F(ScreenKeyboard, chooses_no_candidate_of_keys_that_were_followed_by_another) {
  press("n");
  offer({{"嗯", 1}});
  press("i");   // the strip still shows the old one
  tap(IntentKind::choose_candidate, 0);
  EXPECT_EQ(text(), "");
  EXPECT_EQ(keys(), "ni");
}

TEST_F(ScreenKeyboard, chooses_nothing_that_is_not_shown) {
  press("ni");
  offer({{"你", 2}});
  for (const int number : {-1, 1, 1000}) tap(IntentKind::choose_candidate, number);
  EXPECT_EQ(text(), "");
  EXPECT_EQ(keys(), "ni");
}

TEST_F(ScreenKeyboard, a_space_takes_the_first_candidate_and_a_comma_stands_behind_it) {
  press("ni");
  offer({{"你", 2}});
  tap(IntentKind::press_key, 0, " ");
  EXPECT_EQ(text(), "你");
  press("hao");
  offer({{"好", 3}});
  tap(IntentKind::press_key, 0, "，");
  EXPECT_EQ(text(), "你好，");
}

TEST_F(ScreenKeyboard, what_fast_fingers_do_before_the_answer_comes_happens_in_order) {
  press("ni");
  tap(IntentKind::press_key, 0, " ");
  press("hao");
  tap(IntentKind::press_key, 0, "。");
  EXPECT_EQ(text(), "");
  offer({{"你", 2}});
  EXPECT_EQ(text(), "你");
  EXPECT_EQ(keys(), "hao");
  offer({{"好", 3}});
  EXPECT_EQ(text(), "你好。");
}

TEST_F(ScreenKeyboard, written_takes_what_is_still_open_into_the_text) {
  press("ni");
  tap(IntentKind::text_written);
  EXPECT_EQ(page(), Page::compose);
  offer({{"你", 2}});
  EXPECT_EQ(page(), Page::opinion_review);
  EXPECT_EQ(text(), "你");
}

TEST_F(ScreenKeyboard, letters_that_no_engine_knows_are_kept_as_they_stand) {
  press("qq");
  tap(IntentKind::enter_key);
  offer({});
  EXPECT_EQ(text(), "qq");
  EXPECT_EQ(keys(), "");
}

TEST_F(ScreenKeyboard, erases_keys_before_characters_and_takes_a_choice_back_that_was_not_made_yet) {
  tap(IntentKind::press_key, 0, "，");
  press("ni");
  tap(IntentKind::press_key, 0, " ");
  tap(IntentKind::erase_key);
  EXPECT_EQ(keys(), "n");
  offer({{"嗯", 1}});
  EXPECT_EQ(text(), "，");   // the space was taken back
  tap(IntentKind::erase_key);
  tap(IntentKind::erase_key);
  EXPECT_EQ(text(), "");
}

TEST_F(ScreenKeyboard, pages_through_candidates_and_space_takes_the_first_of_all) {
  press("jie");
  answer(CandidatesAnswer{state().id, state().typing.serial, "jie", std::vector<TypingCandidate>(40, {"街", 3}), 0, 90});
  tap(IntentKind::spread_candidates);
  EXPECT_TRUE(state().typing.spread);
  tap(IntentKind::turn_candidates, 40);
  EXPECT_EQ(asked<AskCandidates>().back().first, 40u);
  answer(CandidatesAnswer{state().id, state().typing.serial, "jie", {{"㛃", 3}}, 40, 90});
  tap(IntentKind::press_key, 0, " ");
  EXPECT_EQ(text(), "");
  answer(CandidatesAnswer{state().id, state().typing.serial, "jie", {{"接", 3}}, 0, 90});
  EXPECT_EQ(text(), "接");
  press("jie");
  answer(CandidatesAnswer{state().id, state().typing.serial, "jie", {{"㛃", 3}}, 40, 90});
  tap(IntentKind::choose_candidate, 40);
  EXPECT_EQ(text(), "接㛃");
}

TEST_F(ScreenKeyboard, strokes_are_keys_of_their_own) {
  use(KeyboardMode::stroke);
  for (const char* key : {"一", "丨", "丿", "丶", "乛", "＊"}) tap(IntentKind::press_key, 0, key);
  EXPECT_EQ(keys(), "hspnz*");
  EXPECT_EQ(asked<AskCandidates>().back().engine, TypingEngine::stroke);
  EXPECT_EQ(shown_keys(KeyboardMode::stroke, keys()), "一丨丿丶乛＊");
}

TEST_F(ScreenKeyboard, nine_keys_are_digits_until_a_reading_is_settled) {
  use(KeyboardMode::nine_key);
  press("64426");
  EXPECT_EQ(asked<AskCandidates>().back().engine, TypingEngine::nine_key);
  EXPECT_EQ(keys(), "64426");
  CandidatesAnswer answered{state().id, state().typing.serial, "64426", {{"你好", 5}}, 0, 1};
  answered.spelled = "ni'hao";
  answered.readings = {"ni", "mi"};
  answer(answered);
  EXPECT_EQ(keyboard_of(machine).keys, "ni'hao");
  EXPECT_THAT(keyboard_of(machine).readings, ElementsAre("ni", "mi"));
  for (const int number : {-1, 2, 1000}) tap(IntentKind::choose_reading, number);
  EXPECT_EQ(keys(), "64426");
  tap(IntentKind::choose_reading, 1);
  EXPECT_EQ(keys(), "mi'426");
  tap(IntentKind::choose_reading, 0);
  EXPECT_EQ(keys(), "mi'426") << "a reading of older keys";
  press("9");
  EXPECT_EQ(keyboard_of(machine).keys, "mi'4269") << "as typed, until the engine has answered";
  for (int i = 0; i < 4; ++i) tap(IntentKind::erase_key);
  EXPECT_EQ(keys(), "mi'");
  tap(IntentKind::erase_key);
  EXPECT_EQ(keys(), "64") << "not settled any more";
  tap(IntentKind::erase_key);
  EXPECT_EQ(keys(), "6");
}

TEST_F(ScreenKeyboard, a_reading_settles_what_stands_behind_those_settled_before) {
  use(KeyboardMode::nine_key);
  press("64426");
  for (const char* reading : {"ni", "hao"}) {
    CandidatesAnswer answered{state().id, state().typing.serial, keys(), {{"你好", keys().size()}}, 0, 1};
    answered.readings = {reading};
    answer(answered);
    tap(IntentKind::choose_reading, 0);
  }
  EXPECT_EQ(keys(), "ni'hao'");
  offer({{"你好", 7}});
  tap(IntentKind::choose_candidate, 0);
  EXPECT_EQ(text(), "你好");
  EXPECT_EQ(keys(), "");
}

TEST_F(ScreenKeyboard, one_capital_letter_follows_shift) {
  use(KeyboardMode::latin);
  tap(IntentKind::shift_key);
  press("ab");
  EXPECT_EQ(text(), "Ab");
}

TEST_F(ScreenKeyboard, another_keyboard_drops_open_keys_but_no_text) {
  tap(IntentKind::press_key, 0, "。");
  press("ni");
  use(KeyboardMode::handwriting);
  EXPECT_EQ(keys(), "");
  EXPECT_EQ(text(), "。");
}

// ---- ink ----

TEST_F(ScreenKeyboard, reads_ink_when_the_pen_has_rested) {
  use(KeyboardMode::handwriting);
  stroke();
  pass(kInkPauseMs - 1);
  EXPECT_THAT(asked<ReadInk>(), IsEmpty());
  stroke();
  pass(kInkPauseMs - 1);
  EXPECT_THAT(asked<ReadInk>(), IsEmpty());
  pass(1);
  ASSERT_EQ(asked<ReadInk>().size(), 1u);
  EXPECT_EQ(asked<ReadInk>()[0].ink.size(), 2u);
  offer({{"二", 0}, {"工", 0}});
  tap(IntentKind::choose_candidate, 1);
  EXPECT_EQ(text(), "工");
  EXPECT_THAT(state().typing.ink, IsEmpty());
}

TEST_F(ScreenKeyboard, an_answer_to_fewer_strokes_is_dropped) {
  use(KeyboardMode::handwriting);
  stroke();
  pass(kInkPauseMs);
  const auto late = state().typing.serial;
  stroke();
  answer(CandidatesAnswer{state().id, late, "", {{"一", 0}}, 0, 1});
  EXPECT_THAT(state().typing.page.candidates, IsEmpty());
}

TEST_F(ScreenKeyboard, a_stroke_in_the_other_box_takes_the_character_before_even_unread) {
  use(KeyboardMode::handwriting);
  stroke(0);
  stroke(1);   // at once: the first one was not read yet
  offer({{"一", 0}});
  EXPECT_EQ(text(), "一");
  EXPECT_EQ(state().typing.ink.size(), 1u);
  EXPECT_EQ(state().typing.ink_box, 1);
  pass(kInkPauseMs);
  offer({{"二", 0}});
  tap(IntentKind::enter_key);
  EXPECT_EQ(text(), "一二");
}

TEST_F(ScreenKeyboard, takes_strokes_back_one_by_one) {
  use(KeyboardMode::handwriting);
  stroke();
  stroke();
  tap(IntentKind::erase_key);
  EXPECT_EQ(state().typing.ink.size(), 1u);
  tap(IntentKind::clear_ink);
  EXPECT_THAT(state().typing.ink, IsEmpty());
  pass(kInkPauseMs);
  EXPECT_THAT(asked<ReadInk>(), IsEmpty());
}

// ---- the end of a visit ----

TEST_F(ScreenKeyboard, open_keys_are_text_that_is_not_lost_without_a_warning_and_the_engine_forgets_at_the_end) {
  press("ni");
  pass(VisitRules{}.idle);
  EXPECT_TRUE(machine.idle_seconds_left(moment()));
  EXPECT_THAT(asked<ForgetTyping>(), IsEmpty());
  const auto before = state().id;
  pass(VisitRules{}.warning);
  EXPECT_NE(state().id, before);
  EXPECT_EQ(asked<ForgetTyping>().size(), 1u);
  EXPECT_EQ(keys(), "");
  answer(CandidatesAnswer{before, 1, "ni", {{"你", 2}}, 0, 1});
  EXPECT_THAT(state().typing.page.candidates, IsEmpty());
}

}  // namespace
}  // namespace openday::app
