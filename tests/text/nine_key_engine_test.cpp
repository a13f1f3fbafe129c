#include "kiosk/text/nine_key_engine.h"

#include <fstream>
#include <iostream>
#include <limits>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/base/file.h"
#include "kiosk/base/utf8.h"
#include "tests/support/files.h"
#include "tests/text/text_fixture.h"

namespace openday::text {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

// Answers what the test put in, whatever is asked.
class ScriptedSource final : public SpelledSource {
 public:
  explicit ScriptedSource(std::vector<SpelledGuess> guesses) : guesses_(std::move(guesses)) {}
  std::vector<SpelledGuess> guess(std::string_view, std::size_t) override { return guesses_; }
  void reset() override {}

 private:
  std::vector<SpelledGuess> guesses_;
};

std::shared_ptr<const NineKeySyllables> syllables() {
  static const auto once = std::make_shared<const NineKeySyllables>(built_readings());
  return once;
}

NineKeyEngine engine_with(std::string_view phrases, std::vector<SpelledGuess> guesses) {
  return {syllables(), *PhraseList::parse(phrases, "p.tsv", syllables()->readings()), std::make_unique<ScriptedSource>(std::move(guesses))};
}

std::vector<std::string> first(Engine& engine, std::string_view keys, std::size_t count) {
  engine.feed(keys);
  return texts(engine.candidates(0, count));
}

std::vector<std::string> spelled(const std::vector<Syllable>& some) {
  std::vector<std::string> out;
  for (const Syllable syllable : some) out.emplace_back(syllables()->readings().spelling(syllable));
  return out;
}

// ---- which syllables keys can be ----

TEST(NineKeys, carry_the_letters_of_a_telephone) {
  EXPECT_EQ(keys_of("abcdefghijklmnopqrstuvwxyz"), "22233344455566677778889999");
  EXPECT_EQ(keys_of("ni'hao7"), "64'4267");
}

TEST(NineKeys, are_whole_syllables_of_any_of_their_letters) {
  EXPECT_THAT(spelled(syllables()->whole("64")), ElementsAre("mi", "ng", "ni"));
  EXPECT_THAT(spelled(syllables()->whole("58")), ElementsAre("ju", "ku", "lu", "lv"));
  EXPECT_THAT(spelled(syllables()->whole("n4")), ElementsAre("ng", "ni"));
  EXPECT_THAT(spelled(syllables()->whole("8888")), IsEmpty());
  EXPECT_THAT(spelled(syllables()->whole("9")), IsEmpty()) << "a letter of a Latin name is no syllable of Hanzi";
}

TEST(NineKeys, are_the_beginning_of_longer_ones) {
  const auto begun = spelled(syllables()->begun("946"));
  EXPECT_THAT(begun, Contains("zhong"));
  EXPECT_THAT(begun, Contains("xiong"));
  EXPECT_THAT(spelled(syllables()->begun("zhon")), ElementsAre("zhong"));
}

TEST(NineKeys, find_every_syllable_that_has_a_hanzi) {
  const Readings& readings = syllables()->readings();
  std::size_t count = 0;
  for (std::size_t i = 0; i < readings.tables().syllables.size(); ++i) {
    const auto syllable = static_cast<Syllable>(i);
    if (readings.characters(syllable).empty()) continue;
    const std::string keys = keys_of(readings.spelling(syllable));
    EXPECT_THAT(syllables()->whole(keys), Contains(syllable));
    EXPECT_THAT(syllables()->whole(readings.spelling(syllable)), ElementsAre(syllable)) << "settled";
    for (std::size_t length = 1; length < keys.size(); ++length) EXPECT_THAT(syllables()->begun(keys.substr(0, length)), Contains(syllable));
    ++count;
  }
  EXPECT_GT(count, 400U);
}

// ---- the order of candidates ----

TEST(NineKeyEngine, offers_phrases_before_sentences_before_characters) {
  NineKeyEngine engine = engine_with("=地\tdi\n宅基地\n", {{"寨基地", 8, "zhai'ji'di"}, {"寨", 4, "zhai"}});
  EXPECT_THAT(first(engine, keys_of("zhaijidi"), 3), ElementsAre("宅基地", "寨基地", "寨"));
  EXPECT_EQ(engine.candidates(0, 1).spelled, "zhai'ji'di");
}

TEST(NineKeyEngine, offers_initials_of_a_phrase_behind_the_best_sentence_while_they_are_few) {
  NineKeyEngine engine = engine_with("=地\tdi\n林权\n不动产登记\n", {{"哭", 2, "ku"}});
  EXPECT_THAT(first(engine, keys_of("lq"), 2), ElementsAre("哭", "林权"));
  EXPECT_EQ(engine.candidates(0, 1).spelled, "ku");
  EXPECT_THAT(first(engine, keys_of("bdcdj"), 1), ElementsAre("不动产登记"));
}

TEST(NineKeyEngine, offers_each_text_once_and_the_customary_characters_of_each_syllable_first) {
  NineKeyEngine engine = engine_with("", {});
  const auto all = offered(engine, "64");
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size());
  EXPECT_LT(rank_of(engine, "64", "你"), 4U);
  EXPECT_LT(rank_of(engine, "64", "米"), 6U);
}

TEST(NineKeyEngine, shows_as_many_letters_as_keys_were_typed) {
  NineKeyEngine engine = engine_with("", {{"中国", 7, "zhong'guo"}});
  engine.feed("9466448");
  EXPECT_EQ(engine.candidates(0, 1).spelled, "zhong'gu");
}

TEST(NineKeyEngine, takes_a_part_and_keeps_the_keys_left) {
  NineKeyEngine engine = engine_with("", {{"你好", 5, "ni'hao"}, {"你", 2, "ni"}});
  engine.feed("64'426");
  ASSERT_EQ(engine.choose(1), (Choice{"你", "426"})) << "the mark goes with the syllable before it";
  EXPECT_FALSE(engine.choose(99'999));
}

TEST(NineKeyEngine, names_the_readings_of_the_first_syllable_and_keeps_to_one_that_was_settled) {
  NineKeyEngine engine = engine_with("", {});
  engine.feed("64426");
  EXPECT_THAT(engine.candidates(0, 1).readings, Contains("mi"));
  EXPECT_THAT(engine.candidates(0, 1).readings, Contains("ni"));
  EXPECT_EQ(rank_of(engine, "mi'426", "你"), kNever);
  EXPECT_NE(rank_of(engine, "mi'426", "米"), kNever);
  engine.feed("mi'426");
  EXPECT_THAT(engine.candidates(0, 1).readings, Contains("hao"));
  engine.feed("mi'hao'");
  EXPECT_THAT(engine.candidates(0, 1).readings, IsEmpty());
}

TEST(NineKeyEngine, passes_over_what_is_no_key_and_bounds_the_rest) {
  NineKeyEngine engine = engine_with("", {});
  engine.feed("'6 14中N'");
  EXPECT_EQ(engine.candidates(0, 0).keys, "64'");
  engine.feed(std::string(500, '9'));
  EXPECT_EQ(engine.candidates(0, 0).keys.size(), kMaxKeys);
  EXPECT_THAT(offered(engine, ""), IsEmpty());
}

// The engine as the kiosk opens it, once for all cases: it takes a while.
class RealNineKeys : public testing::Test {
 protected:
  static void SetUpTestSuite() { opened_ = std::make_unique<OpenedEngine>(open_nine_key_engine(built_engine_files())); }
  static void TearDownTestSuite() { opened_.reset(); }
  [[nodiscard]] static Engine& engine() { return *opened_->engine; }
  static std::unique_ptr<OpenedEngine> opened_;
};
std::unique_ptr<OpenedEngine> RealNineKeys::opened_;

TEST_F(RealNineKeys, opens_without_a_problem) { EXPECT_THAT(opened_->problems, IsEmpty()); }

TEST_F(RealNineKeys, knows_the_field_and_daily_words) {
  for (const auto& [letters, text] : {std::pair("nihao", "你好"), std::pair("xiexienin", "谢谢您"), std::pair("zhongguo", "中国"), std::pair("budongchandengji", "不动产登记"), std::pair("ziranziyuanju", "自然资源局"), std::pair("zhengfukaifangri", "政府开放日"),
                                      std::pair("chuangkoupaiduishijiantaichang", "窗口排队时间太长")})
    EXPECT_THAT(first(engine(), keys_of(letters), 1), ElementsAre(text)) << letters;
}

TEST_F(RealNineKeys, reads_a_syllable_that_was_only_begun) {
  EXPECT_THAT(first(engine(), keys_of("zhonggu"), 1), ElementsAre("中国"));
  EXPECT_LT(rank_of(engine(), keys_of("zho"), "中"), 8U);
  EXPECT_LT(rank_of(engine(), keys_of("women"), "我们"), 2U);
  EXPECT_LT(rank_of(engine(), keys_of("wome"), "我们"), 8U);
}

TEST_F(RealNineKeys, find_the_office_s_phrases_by_their_digits) {
  const auto list = PhraseList::parse(*base::read_file(built_engine_files().phrases), "office.tsv", syllables()->readings());
  ASSERT_TRUE(list);
  std::map<std::string, std::size_t> by_keys;
  for (const Phrase& phrase : list->phrases()) {
    std::string keys;
    for (const std::string& syllable : phrase.syllables) keys += keys_of(syllable);
    if (keys.size() > kMaxKeys) continue;
    ASSERT_LE(rank_of(engine(), keys, phrase.text), by_keys[keys]++) << phrase.text << " " << keys;
  }
}

TEST_F(RealNineKeys, type_every_standard_character_by_the_keys_of_its_syllable) {
  const auto readings = built_readings();
  std::map<std::string, std::set<std::string>> by_keys;
  std::size_t standard = 0, all = 0;
  for (const char32_t character : readings->tables().characters) {
    const std::string keys = keys_of(spellings_of(*readings, character).front());
    auto& known = by_keys[keys];
    if (known.empty()) {
      const auto list = offered(engine(), keys);
      known.insert(list.begin(), list.end());
    }
    ASSERT_TRUE(known.contains(base::to_utf8(character))) << keys << " " << base::to_utf8(character);
    ++all;
    if (readings->is_standard(character)) ++standard;
  }
  EXPECT_EQ(standard, 8105U);
  std::cout << "typed by nine keys: " << all << " characters, all " << standard << " standard ones among them\n";
}

TEST_F(RealNineKeys, answer_alike_however_the_keys_came) {
  const std::string keys = keys_of("gengdibaohuzenmeban");
  engine().reset();
  const auto at_once = offered(engine(), keys);
  engine().reset();
  for (std::size_t i = 1; i <= keys.size(); ++i) engine().feed(keys.substr(0, i));
  engine().feed(keys + "99'2");
  engine().feed("geng'" + keys.substr(4));
  EXPECT_EQ(offered(engine(), keys), at_once);
}

TEST_F(RealNineKeys, settle_a_syllable_in_the_middle_of_a_sentence) {
  EXPECT_THAT(first(engine(), "mi'" + keys_of("hao"), 1), testing::Not(ElementsAre("你好")));
  EXPECT_THAT(first(engine(), "ni'" + keys_of("hao"), 1), ElementsAre("你好"));
  engine().feed("ni'" + keys_of("hao"));
  EXPECT_EQ(engine().candidates(0, 1).spelled, "ni'hao");
  EXPECT_EQ(engine().candidates(0, 1).readings.front(), "hao");
}

TEST_F(RealNineKeys, offer_whole_texts_for_whatever_was_typed) {
  EXPECT_TRUE(rc::check([] {
    const auto keys = *rc::gen::container<std::string>(rc::gen::oneOf(rc::gen::inRange('1', ':'), rc::gen::element('\'', 'n', 'h', 'X')));
    engine().feed(keys);
    const Page page = engine().candidates(0, kNever);
    RC_ASSERT(page.total == page.candidates.size() && page.keys.size() <= std::min(keys.size(), kMaxKeys));
    for (const Candidate& one : page.candidates) RC_ASSERT(base::is_utf8(one.text) && !one.text.empty() && one.keys > 0 && one.keys <= page.keys.size());
    RC_ASSERT(std::ranges::count_if(page.spelled, [](char c) { return c != '\''; }) == std::ranges::count_if(page.keys, [](char c) { return c != '\''; }));
    for (const std::string& reading : page.readings) RC_ASSERT(!reading.empty());
  }));
}

TEST_F(RealNineKeys, come_to_an_end_when_the_first_candidate_is_chosen_again_and_again) {
  EXPECT_TRUE(rc::check([] {
    const auto keys = *rc::gen::container<std::string>(rc::gen::inRange('2', ':'));
    engine().feed(keys);
    for (std::size_t left = engine().candidates(0, 0).keys.size(); left > 0;) {
      const auto choice = engine().choose(0);
      if (!choice) break;   // no syllable begins so
      RC_ASSERT(choice->keys_left.size() < left);
      left = choice->keys_left.size();
    }
  }));
}

TEST_F(RealNineKeys, learn_nothing_from_what_is_chosen) {
  const auto before = offered(engine(), keys_of("shishi"));
  for (int i = 0; i < 20; ++i) {
    engine().feed(keys_of("shishi"));
    ASSERT_TRUE(engine().choose(7));
    engine().reset();
  }
  EXPECT_EQ(offered(engine(), keys_of("shishi")), before);
}

TEST(NineKeyFiles, that_are_missing_are_named_and_the_rest_goes_on) {
  const support::TempDir empty;
  EngineFiles files = built_engine_files();
  files.sentences.model = empty.path() / "zh_CN.lm";
  const OpenedEngine opened = open_nine_key_engine(files);
  ASSERT_NE(opened.engine, nullptr);
  EXPECT_THAT(opened.problems, ElementsAre(HasSubstr("zh_CN.lm")));
  EXPECT_THAT(first(*opened.engine, keys_of("budongchandengji"), 1), ElementsAre("不动产登记"));
  EXPECT_NE(rank_of(*opened.engine, keys_of("wei"), "𬀩"), kNever);
  opened.engine->feed("64426");
  EXPECT_EQ(opened.engine->candidates(0, 1).spelled.size(), 6U) << "two syllables and the mark between them";
  files.tables = empty.path();
  EXPECT_EQ(open_nine_key_engine(files).engine, nullptr);
}

}  // namespace
}  // namespace openday::text
