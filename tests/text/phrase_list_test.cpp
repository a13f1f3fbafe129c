#include "kiosk/text/phrase_list.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/file.h"
#include "tests/text/text_fixture.h"

namespace openday::text {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> texts(const std::vector<const Phrase*>& phrases) {
  std::vector<std::string> out;
  for (const Phrase* phrase : phrases) out.push_back(phrase->text);
  return out;
}

class Phrases : public testing::Test {
 protected:
  PhraseList parse(std::string_view text) const {
    auto list = PhraseList::parse(text, "p.tsv", *readings_);
    if (!list) ADD_FAILURE() << list.error().what;
    return list ? std::move(*list) : PhraseList();
  }
  [[nodiscard]] std::string refusal(std::string_view text) const {
    const auto list = PhraseList::parse(text, "p.tsv", *readings_);
    return list ? "" : list.error().what;
  }
  std::shared_ptr<const Readings> readings_ = built_readings();
};

TEST_F(Phrases, are_found_by_full_pinyin_and_by_initials_in_the_order_of_the_list) {
  const PhraseList list = parse("# 注释\n公示\n不动产登记\r\n公式 # 注\n");
  EXPECT_THAT(texts(list.spelled("budongchandengji")), ElementsAre("不动产登记"));
  EXPECT_THAT(texts(list.spelled("gongshi")), ElementsAre("公示", "公式"));
  EXPECT_THAT(texts(list.initialled("bdcdj")), ElementsAre("不动产登记"));
  EXPECT_THAT(texts(list.spelled("gongsh")), IsEmpty());
}

TEST_F(Phrases, are_offered_when_more_than_their_first_syllable_was_typed) {
  const PhraseList list = parse("不动产登记\n不动产\n");
  EXPECT_THAT(texts(list.beginning("budong", 9)), ElementsAre("不动产登记", "不动产"));
  EXPECT_THAT(texts(list.beginning("budongchan", 9)), ElementsAre("不动产登记"));
  EXPECT_THAT(texts(list.beginning("bud", 1)), ElementsAre("不动产登记"));
  EXPECT_THAT(texts(list.beginning("bu", 9)), IsEmpty());
}

TEST_F(Phrases, keep_an_apostrophe_between_syllables) {
  const PhraseList list = parse("西安\n县城\n");
  EXPECT_THAT(texts(list.spelled("xi'an")), ElementsAre("西安"));
  EXPECT_THAT(texts(list.spelled("x'ian")), IsEmpty());
  EXPECT_THAT(texts(list.beginning("xian'c", 9)), ElementsAre("县城"));
  EXPECT_THAT(texts(list.beginning("xi'an", 9)), IsEmpty());
}

TEST_F(Phrases, take_readings_from_the_file_where_it_gives_them) {
  const PhraseList list = parse("=地\tdi\n土地\n调解\ttiao jie\n");
  EXPECT_THAT(texts(list.spelled("tudi")), ElementsAre("土地"));
  EXPECT_THAT(texts(list.spelled("tiaojie")), ElementsAre("调解"));
  EXPECT_THAT(texts(list.spelled("diaojie")), IsEmpty());
}

TEST_F(Phrases, name_file_and_line_of_what_cannot_be_read) {
  EXPECT_THAT(refusal("土地\n调解\ttiao\n"), HasSubstr("p.tsv:2: error: 1 syllables for 2 characters"));
  EXPECT_THAT(refusal("调解\ttiao jieh\n"), HasSubstr("p.tsv:1: error: jieh"));
  EXPECT_THAT(refusal("土地A\n"), HasSubstr("p.tsv:1:"));
  EXPECT_THAT(refusal("=土地\ttu\n"), HasSubstr("p.tsv:1:"));
  EXPECT_THAT(refusal("=地\n"), HasSubstr("p.tsv:1:"));
}

TEST_F(Phrases, of_names_read_surnames_as_such_and_leave_out_what_has_no_reading) {
  const std::vector<std::string> names{"单雨桐", "尉迟明", "Anna Smith", "阿依古丽·买买提"};
  const PhraseList list = PhraseList::of_names(names, *readings_);
  EXPECT_THAT(texts(list.spelled("shanyutong")), ElementsAre("单雨桐"));
  EXPECT_THAT(texts(list.spelled("yuchiming")), ElementsAre("尉迟明"));
  EXPECT_THAT(texts(list.initialled("aygl")), IsEmpty());
  EXPECT_THAT(texts(list.initialled("ayglmmt")), ElementsAre("阿依古丽·买买提"));
  EXPECT_EQ(list.phrases().size(), 3U);
}

TEST_F(Phrases, of_the_office_are_several_hundred_and_no_two_lines_are_alike) {
  const std::string file = OPENDAY_SOURCE_DIR "/assets/phrases/office.tsv";
  const PhraseList list = parse(*base::read_file(file));
  EXPECT_GT(list.phrases().size(), 500U);
  std::set<std::pair<std::string, std::vector<std::string>>> seen;
  for (const Phrase& phrase : list.phrases()) EXPECT_TRUE(seen.emplace(phrase.text, phrase.syllables).second) << phrase.text;
  EXPECT_THAT(texts(list.spelled("zhaijidi")), ElementsAre("宅基地"));
  EXPECT_THAT(texts(list.spelled("tuigenghuanlin")), ElementsAre("退耕还林"));
}

}  // namespace
}  // namespace openday::text
