#include "kiosk/text/name_index.h"

#include <algorithm>
#include <iostream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/base/utf8.h"
#include "tests/text/crowd.h"
#include "tests/text/text_fixture.h"

namespace openday::text {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

event::Guest guest(std::string name, std::string tail = "", std::string number = "") {
  event::Guest out;
  out.name = std::move(name);
  out.phone_tail = std::move(tail);
  out.number = std::move(number);
  return out;
}

class Finding : public testing::Test {
 protected:
  void expect(std::vector<std::string> names) {
    for (std::string& name : names) guests_.push_back(guest(std::move(name)));
  }
  [[nodiscard]] std::vector<std::string> find(std::string_view query, std::size_t most = 8) const {
    const NameIndex index(guests_, readings());
    std::vector<std::string> out;
    for (const Hit& hit : index.find(query, most).hits) out.push_back(guests_[hit.guest].name);
    return out;
  }
  static std::shared_ptr<const Readings> readings() {
    static const std::shared_ptr<const Readings> once = built_readings();
    return once;
  }
  std::vector<event::Guest> guests_;
};

TEST_F(Finding, by_name_needs_two_characters_of_any_place) {
  expect({"王小明", "王小红", "李明", "明王"});
  EXPECT_THAT(find("王小"), ElementsAre("王小明", "王小红"));
  EXPECT_THAT(find("小明"), ElementsAre("王小明"));
  EXPECT_THAT(find("小红"), ElementsAre("王小红"));
  EXPECT_THAT(find("明"), ElementsAre("明王", "王小明", "李明"));   // alike: in the order of the list
  EXPECT_THAT(find("红明"), IsEmpty());
}

TEST_F(Finding, by_pinyin_initials_and_both_mixed) {
  expect({"欧阳文静", "区婉君", "王小明"});
  EXPECT_THAT(find("ouyangwenjing"), ElementsAre("欧阳文静"));
  EXPECT_THAT(find("oywj"), ElementsAre("欧阳文静"));
  EXPECT_THAT(find("ouy w j"), ElementsAre("欧阳文静"));
  EXPECT_THAT(find("ouwj"), ElementsAre("区婉君"));
  EXPECT_THAT(find("wangxm"), ElementsAre("王小明"));
  EXPECT_THAT(find("wxiaom"), ElementsAre("王小明"));
  EXPECT_THAT(find("WANG XIAO MING"), ElementsAre("王小明"));
  EXPECT_THAT(find("王xm"), ElementsAre("王小明"));
  EXPECT_THAT(find("ou阳w"), ElementsAre("欧阳文静"));
  EXPECT_THAT(find("wangx q"), IsEmpty());
  EXPECT_THAT(find("xiaoming"), ElementsAre("王小明"));
}

TEST_F(Finding, keeps_syllables_apart_where_they_were_divided) {
  expect({"西安娜", "先娜"});
  EXPECT_THAT(find("xianna"), UnorderedElementsAre("西安娜", "先娜"));
  EXPECT_THAT(find("xi an na"), ElementsAre("西安娜"));
  EXPECT_THAT(find("xian na"), UnorderedElementsAre("西安娜", "先娜"));
}

TEST_F(Finding, reads_surnames_as_surnames_first_and_every_other_reading_too) {
  expect({"单雨桐", "解梅", "仇海", "曾平", "区伟", "尉迟明", "覃月", "查兰", "乐平", "盖雪", "长孙静", "万俟云"});
  for (const auto& [query, name] : std::initializer_list<std::pair<const char*, const char*>>{
           {"shanyt", "单雨桐"}, {"danyt", "单雨桐"}, {"xiem", "解梅"}, {"jiem", "解梅"}, {"qiuh", "仇海"}, {"chouh", "仇海"},
           {"zengp", "曾平"}, {"cengp", "曾平"}, {"ouw", "区伟"}, {"quw", "区伟"}, {"yuchim", "尉迟明"}, {"tany", "覃月"},
           {"qiny", "覃月"}, {"zhal", "查兰"}, {"yuep", "乐平"}, {"lep", "乐平"}, {"gex", "盖雪"}, {"zhangsunj", "长孙静"}, {"moqiy", "万俟云"}}) {
    EXPECT_THAT(find(query), Contains(name)) << query;
  }
  expect({"善雨桐"});
  EXPECT_THAT(find("shanyt"), ElementsAre("单雨桐", "善雨桐"));
  EXPECT_THAT(find("danyt"), ElementsAre("单雨桐"));
}

TEST_F(Finding, ranks_the_usual_reading_the_whole_name_and_its_start_first) {
  expect({"王朝阳光", "朝王", "曾乐", "王乐平", "王乐", "月王乐"});
  EXPECT_THAT(find("王乐"), ElementsAre("王乐", "王乐平", "月王乐"));
  EXPECT_THAT(find("wangle"), ElementsAre("王乐", "王乐平", "月王乐"));
}

TEST_F(Finding, shows_the_full_syllable_before_initials_that_read_alike) {
  std::vector<std::string> crowd;
  for (int i = 0; i < 20; ++i) crowd.push_back("王安" + base::to_utf8(static_cast<char32_t>(0x4E00 + i)));
  crowd.push_back("娃娃");
  expect(std::move(crowd));
  EXPECT_THAT(find("wa", 1), ElementsAre("娃娃"));
}

TEST_F(Finding, a_minority_name_by_any_part) {
  expect({"阿依古丽·买买提", "买买提·艾力"});
  EXPECT_THAT(find("maimaiti"), ElementsAre("买买提·艾力", "阿依古丽·买买提"));
  EXPECT_THAT(find("买买提"), ElementsAre("买买提·艾力", "阿依古丽·买买提"));
  EXPECT_THAT(find("aygl"), ElementsAre("阿依古丽·买买提"));
  EXPECT_THAT(find("阿依古丽·买买提"), ElementsAre("阿依古丽·买买提"));
  EXPECT_THAT(find("aili"), ElementsAre("买买提·艾力"));
}

TEST_F(Finding, a_name_in_latin_letters) {
  expect({"Anna Smith", "安娜"});
  EXPECT_THAT(find("anna"), ElementsAre("安娜", "Anna Smith"));
  EXPECT_THAT(find("smith"), ElementsAre("Anna Smith"));
  EXPECT_THAT(find("anna s"), ElementsAre("Anna Smith"));
}

TEST_F(Finding, rare_characters_like_any_other) {
  expect({"王𬀩", "李㛃", "赵𠅤", "钱頔"});
  EXPECT_THAT(find("wangwei"), ElementsAre("王𬀩"));
  EXPECT_THAT(find("lj"), ElementsAre("李㛃"));
  EXPECT_THAT(find("赵𠅤"), ElementsAre("赵𠅤"));
  EXPECT_THAT(find("𬀩"), ElementsAre("王𬀩"));
  EXPECT_THAT(find("qiandi"), ElementsAre("钱頔"));
}

TEST_F(Finding, two_of_one_name_gives_both) {
  expect({"王小明", "王小明"});
  EXPECT_THAT(find("wxm"), ElementsAre("王小明", "王小明"));
}

TEST(FindingByNumber, takes_a_whole_tail_or_a_whole_code_and_nothing_less) {
  const std::vector<event::Guest> guests{guest("王小明", "0042", "YX-17"), guest("李明", "0042"), guest("赵明", "", "0042")};
  const NameIndex index(guests, built_readings());
  EXPECT_THAT(index.find("0042", 8).hits, ElementsAre(Hit{2, MatchedBy::code}, Hit{0, MatchedBy::phone_tail}, Hit{1, MatchedBy::phone_tail}));
  EXPECT_THAT(index.find("yx17", 8).hits, ElementsAre(Hit{0, MatchedBy::code}));
  EXPECT_THAT(index.find("004", 8).hits, IsEmpty());
  EXPECT_THAT(index.find("yx1", 8).hits, IsEmpty());
  EXPECT_TRUE(index.find("0042", 2).more);
  EXPECT_FALSE(index.find("0042", 3).more);
}

TEST(FindingInACrowd, gives_a_page_and_says_that_there_are_more) {
  const auto crowd = invent_crowd(5'000);
  const NameIndex index(crowd, built_readings());
  const Hits page = index.find("w", 8);
  EXPECT_EQ(page.hits.size(), 8U);
  EXPECT_TRUE(page.more);
  EXPECT_EQ(index.find("w", 0), Hits{});
  EXPECT_EQ(index.find("", 8), Hits{});
}

// The slow way: every guest judged by the matcher alone.
std::set<std::size_t> all_that_match(const std::vector<event::Guest>& crowd, std::string_view query, const std::shared_ptr<const Readings>& readings) {
  std::set<std::size_t> out;
  for (std::size_t i = 0; i < crowd.size(); ++i) {
    if (!NameIndex(std::span(crowd).subspan(i, 1), readings).find(query, 1).hits.empty()) out.insert(i);
  }
  return out;
}

TEST(FindingInACrowd, finds_whom_a_search_of_each_one_alone_finds) {
  const auto crowd = invent_crowd(400);
  const auto readings = built_readings();
  const NameIndex index(crowd, readings);
  for (const char* query : {"w", "wa", "zhang", "zh w", "lx", "王", "欧阳", "a", "moqi", "chang s", "dan", "maimai", "英", "liy"}) {
    std::set<std::size_t> found;
    for (const Hit& hit : index.find(query, 1000).hits) found.insert(hit.guest);
    EXPECT_EQ(found, all_that_match(crowd, query, readings)) << query;
  }
}

// What a guest may type of a name: each character as itself or as the beginning of any of its readings, divided or not.
TEST(FindingProperty, every_way_to_type_the_beginning_of_a_name_finds_it) {
  const auto crowd = invent_crowd(2'000);
  const auto readings = built_readings();
  const NameIndex index(crowd, readings);
  EXPECT_TRUE(rc::check([&] {
    const std::size_t who = *rc::gen::inRange<std::size_t>(0, crowd.size());
    const std::u32string name = base::to_code_points(crowd[who].name);
    std::string query;
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (i > 0 && *rc::gen::weightedElement<bool>({{1, true}, {3, false}})) query += ' ';
      const auto known = spellings_of(*readings, name[i]);
      if (known.empty() || *rc::gen::weightedElement<bool>({{1, true}, {3, false}})) {
        query += base::to_utf8(name[i]);
        continue;
      }
      const std::string spelling = *rc::gen::elementOf(known);
      query += spelling.substr(0, *rc::gen::inRange<std::size_t>(1, spelling.size() + 1));
    }
    const auto hits = index.find(query, crowd.size()).hits;
    RC_ASSERT(std::ranges::any_of(hits, [&](const Hit& hit) { return crowd[hit.guest].name == crowd[who].name; }));
    RC_ASSERT(std::ranges::find(hits, who, &Hit::guest) != hits.end());
  }));
}

TEST(FindingMemory, is_flat_a_guest) {
  const auto readings = built_readings();
  const auto per_guest = [&](std::size_t guests) {
    const auto crowd = invent_crowd(guests);
    return static_cast<double>(NameIndex(crowd, readings).bytes()) / static_cast<double>(guests);
  };
  const double few = per_guest(5'000), many = per_guest(50'000);
  EXPECT_LT(many, few * 1.05);
  EXPECT_LT(many, 160);
  std::cout << "index: " << many << " bytes a guest\n";
}

}  // namespace
}  // namespace openday::text
