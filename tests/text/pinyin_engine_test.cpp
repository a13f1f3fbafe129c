#include "kiosk/text/pinyin_engine.h"

#include <iostream>
#include <limits>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/base/utf8.h"
#include "tests/support/files.h"
#include "tests/text/text_fixture.h"

namespace openday::text {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

// Answers what the test put in, whatever is asked.
class ScriptedSource final : public SentenceSource {
 public:
  explicit ScriptedSource(std::vector<Guess> guesses) : guesses_(std::move(guesses)) {}
  std::vector<Guess> guess(std::string_view, std::size_t) override { return guesses_; }
  bool add_word(std::string_view, std::string_view) override { return true; }
  void reset() override {}

 private:
  std::vector<Guess> guesses_;
};

PinyinEngine engine_with(std::string_view phrases, std::vector<Guess> guesses, const std::vector<std::string>& names = {}) {
  const auto readings = built_readings();
  PinyinParts parts{readings, *PhraseList::parse(phrases, "p.tsv", *readings), PhraseList::of_names(names, *readings), nullptr};
  parts.sentences = std::make_unique<ScriptedSource>(std::move(guesses));
  return PinyinEngine(std::move(parts));
}

std::vector<std::string> first(Engine& engine, std::string_view keys, std::size_t count) {
  engine.feed(keys);
  return texts(engine.candidates(0, count));
}

TEST(Pinyin, offers_phrases_then_names_then_sentences_then_characters) {
  PinyinEngine engine = engine_with("=地\tdi\n宅基地\n", {{"寨基地", 8}, {"寨", 4}}, {"翟季棣"});
  EXPECT_THAT(first(engine, "zhaijidi", 4), ElementsAre("宅基地", "翟季棣", "寨基地", "寨"));
}

TEST(Pinyin, offers_two_initials_after_the_best_sentence_and_three_before_it) {
  PinyinEngine engine = engine_with("=地\tdi\n林权\n宅基地\n", {{"领取", 2}, {"零", 1}});
  EXPECT_THAT(first(engine, "lq", 3), ElementsAre("领取", "林权", "零"));
  EXPECT_THAT(first(engine, "zjd", 2), ElementsAre("宅基地", "领取"));
}

TEST(Pinyin, offers_each_text_once) {
  PinyinEngine engine = engine_with("土地\n", {{"土地", 4}, {"图", 2}, {"土", 2}});
  const auto all = offered(engine, "tudi");
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size());
}

TEST(Pinyin, keeps_characters_that_are_not_standard_behind_those_that_are) {
  PinyinEngine engine = engine_with("", {{"个", 2}, {"個", 2}});
  EXPECT_LT(rank_of(engine, "ge", "铬"), rank_of(engine, "ge", "個"));
}

TEST(Pinyin, takes_a_part_and_keeps_the_keys_left) {
  PinyinEngine engine = engine_with("", {{"不动产登记", 16}, {"不动产", 10}});
  engine.feed("budongchan'dengji");
  const auto choice = engine.choose(1);
  ASSERT_TRUE(choice);
  EXPECT_EQ(*choice, (Choice{"不动产", "dengji"}));
  EXPECT_EQ(engine.candidates(0, 1).keys, "dengji");
  EXPECT_FALSE(engine.choose(99'999));
}

TEST(Pinyin, passes_over_what_is_no_key_and_bounds_the_rest) {
  PinyinEngine engine = engine_with("", {});
  engine.feed("N1 v中'");
  EXPECT_EQ(engine.candidates(0, 0).keys, "nv'");
  engine.feed(std::string(500, 'a'));
  EXPECT_EQ(engine.candidates(0, 0).keys.size(), kMaxKeys);
  EXPECT_THAT(offered(engine, ""), IsEmpty());
}

TEST(Pinyin, understands_the_ways_to_type_the_u_with_dots) {
  PinyinEngine engine = engine_with("", {});
  EXPECT_NE(rank_of(engine, "nv", "女"), kNever);
  EXPECT_NE(rank_of(engine, "lve", "略"), kNever);
  EXPECT_NE(rank_of(engine, "lue", "略"), kNever);
  EXPECT_NE(rank_of(engine, "nue", "虐"), kNever);
  EXPECT_NE(rank_of(engine, "ju", "居"), kNever);
  EXPECT_NE(rank_of(engine, "jv", "居"), kNever);
}

// The engine as the kiosk opens it, once for all cases: it takes a while.
class RealPinyin : public testing::Test {
 protected:
  static void SetUpTestSuite() { opened_ = std::make_unique<OpenedEngine>(open_pinyin_engine(built_engine_files())); }
  static void TearDownTestSuite() { opened_.reset(); }
  [[nodiscard]] static Engine& engine() { return *opened_->engine; }
  static std::unique_ptr<OpenedEngine> opened_;
};
std::unique_ptr<OpenedEngine> RealPinyin::opened_;

TEST_F(RealPinyin, opens_without_a_problem) { EXPECT_THAT(opened_->problems, IsEmpty()); }

TEST_F(RealPinyin, knows_the_field_and_daily_words) {
  EXPECT_THAT(first(engine(), "budongchandengji", 1), ElementsAre("不动产登记"));
  EXPECT_THAT(first(engine(), "ziranziyuanju", 1), ElementsAre("自然资源局"));
  EXPECT_THAT(first(engine(), "zrzyj", 1), ElementsAre("自然资源局"));
  EXPECT_THAT(first(engine(), "nihao", 1), ElementsAre("你好"));
  EXPECT_THAT(first(engine(), "zhengdibuchangkuanshenmeshihoufafang", 1), ElementsAre("征地补偿款什么时候发放"));
}

TEST_F(RealPinyin, offers_every_character_with_a_mandarin_reading_by_its_toneless_syllable) {
  const auto readings = built_readings();
  std::unordered_map<std::string, std::unordered_set<std::string>> by_syllable;
  std::size_t standard = 0, all = 0;
  for (const char32_t character : readings->tables().characters) {
    const std::string syllable = spellings_of(*readings, character).front();
    auto& known = by_syllable[syllable];
    if (known.empty()) {
      const auto list = offered(engine(), syllable);
      known.insert(list.begin(), list.end());
    }
    ASSERT_TRUE(known.contains(base::to_utf8(character))) << syllable << " " << base::to_utf8(character);
    ++all;
    if (readings->is_standard(character)) ++standard;
  }
  EXPECT_EQ(standard, 8105U);
  std::cout << "typed by pinyin: " << all << " characters, all " << standard << " standard ones among them\n";
}

TEST_F(RealPinyin, learns_nothing_from_what_is_chosen) {
  const auto before = offered(engine(), "shishi");
  for (int i = 0; i < 20; ++i) {
    engine().feed("shishi");
    ASSERT_TRUE(engine().choose(7));
    engine().reset();
  }
  EXPECT_EQ(offered(engine(), "shishi"), before);
}

TEST_F(RealPinyin, answers_alike_however_the_keys_came) {
  engine().reset();
  const std::string keys = "gengdibaohu";
  const auto at_once = offered(engine(), keys);
  engine().reset();
  for (std::size_t i = 1; i <= keys.size(); ++i) engine().feed(keys.substr(0, i));
  engine().feed(keys + "xy");
  EXPECT_EQ(offered(engine(), keys), at_once);
}

TEST_F(RealPinyin, offers_whole_texts_for_keys_that_were_typed) {
  EXPECT_TRUE(rc::check([] {
    const auto keys = *rc::gen::container<std::string>(rc::gen::oneOf(rc::gen::inRange('a', '{'), rc::gen::element('\'', 'v', 'h', 'g', 'n', 'X', '7')));
    engine().feed(keys);
    const Page page = engine().candidates(0, kNever);
    RC_ASSERT(page.total == page.candidates.size() && page.keys.size() <= std::min(keys.size(), kMaxKeys));
    for (const Candidate& one : page.candidates) RC_ASSERT(base::is_utf8(one.text) && !one.text.empty() && one.keys > 0 && one.keys <= page.keys.size());
    const Page second = engine().candidates(5, 5);
    for (std::size_t i = 0; i < second.candidates.size(); ++i) RC_ASSERT(second.candidates[i] == page.candidates[5 + i]);
  }));
}

TEST(PinyinFiles, that_are_missing_are_named_and_the_rest_goes_on) {
  const support::TempDir empty;
  EngineFiles files = built_engine_files();
  files.sentences.model = empty.path() / "zh_CN.lm";
  const OpenedEngine opened = open_pinyin_engine(files);
  ASSERT_NE(opened.engine, nullptr);
  EXPECT_THAT(opened.problems, ElementsAre(HasSubstr("zh_CN.lm")));
  EXPECT_THAT(first(*opened.engine, "budongchandengji", 1), ElementsAre("不动产登记"));
  EXPECT_NE(rank_of(*opened.engine, "wei", "𬀩"), kNever);
}

TEST(PinyinFiles, that_are_damaged_are_named) {
  const support::TempDir folder;
  support::write_text(folder / "sc.dict", "not a dictionary");
  support::write_text(folder / "zh_CN.lm", "not a model");
  EngineFiles files = built_engine_files();
  files.sentences = {folder / "sc.dict", folder / "zh_CN.lm"};
  EXPECT_THAT(open_pinyin_engine(files).problems, ElementsAre(HasSubstr("libime cannot use them")));
  files.tables = folder.path();
  EXPECT_EQ(open_pinyin_engine(files).engine, nullptr);
}

}  // namespace
}  // namespace openday::text
