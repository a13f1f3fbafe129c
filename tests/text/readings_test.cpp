#include "kiosk/text/readings.h"

#include <iostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

class BuiltReadings : public testing::Test {
 protected:
  [[nodiscard]] std::vector<std::string> of(char32_t character) const { return spellings_of(*readings_, character); }
  [[nodiscard]] std::vector<std::string> surname(std::u32string_view text) const {
    std::vector<std::string> out;
    for (const Syllable syllable : readings_->of_surname(text)) out.emplace_back(readings_->spelling(syllable));
    return out;
  }
  std::shared_ptr<const Readings> readings_ = built_readings();
};

TEST_F(BuiltReadings, hold_every_character_of_unihan_that_has_a_mandarin_reading) {
  const auto lines = unihan_lines("kMandarin");
  EXPECT_GE(lines.size(), 41'419U);   // Unicode 15.0
  for (const UnihanLine& line : lines) ASSERT_FALSE(readings_->of(line.character).empty()) << std::hex << static_cast<std::uint32_t>(line.character);
  std::cout << "characters with a Mandarin reading: " << lines.size() << "\n";
}

TEST_F(BuiltReadings, know_the_8105_standard_characters) {
  EXPECT_EQ(readings_->tables().standard.size(), 8105U);
  EXPECT_TRUE(readings_->is_standard(U'㛃'));
  EXPECT_TRUE(readings_->is_standard(U'𬀩'));
  EXPECT_FALSE(readings_->is_standard(U'個'));
}

TEST_F(BuiltReadings, put_the_customary_reading_first_and_keep_the_others) {
  EXPECT_THAT(of(U'单'), ElementsAre("dan", "chan", "shan"));
  EXPECT_THAT(of(U'行'), Contains("hang"));
  EXPECT_EQ(of(U'行').front(), "xing");
  EXPECT_EQ(of(U'女').front(), "nv");
  EXPECT_THAT(of(U'A'), IsEmpty());
}

TEST_F(BuiltReadings, read_surnames_as_surnames) {
  EXPECT_THAT(surname(U"单"), ElementsAre("shan"));
  EXPECT_THAT(surname(U"解"), ElementsAre("xie"));
  EXPECT_THAT(surname(U"仇"), ElementsAre("qiu"));
  EXPECT_THAT(surname(U"曾"), ElementsAre("zeng"));
  EXPECT_THAT(surname(U"区"), ElementsAre("ou"));
  EXPECT_THAT(surname(U"尉迟"), ElementsAre("yu", "chi"));
  EXPECT_THAT(surname(U"长孙"), ElementsAre("zhang", "sun"));
  EXPECT_THAT(surname(U"万俟"), ElementsAre("mo", "qi"));
  EXPECT_THAT(surname(U"王"), IsEmpty());
}

TEST_F(BuiltReadings, list_under_each_syllable_every_character_read_so_standard_ones_first) {
  for (Syllable syllable = 0; syllable < readings_->tables().syllables.size(); ++syllable) {
    bool standard = true;
    for (const char32_t character : readings_->characters(syllable)) {
      ASSERT_TRUE(standard || !readings_->is_standard(character)) << readings_->spelling(syllable) << " " << base::to_utf8(character);
      standard = readings_->is_standard(character);
      ASSERT_THAT(of(character), Contains(readings_->spelling(syllable)));
    }
  }
}

TEST_F(BuiltReadings, find_the_syllables_that_begin_with_letters) {
  const SyllableRange range = readings_->beginning("zhua");
  std::vector<std::string> found;
  for (Syllable i = range.begin; i < range.end; ++i) found.emplace_back(readings_->spelling(i));
  EXPECT_THAT(found, ElementsAre("zhua", "zhuai", "zhuan", "zhuang"));
  EXPECT_TRUE(readings_->beginning("zhx").empty());
}

TEST(ReadingsFile, is_refused_when_a_byte_changed_or_its_end_is_missing) {
  const std::string bytes = *base::read_file(std::string(OPENDAY_TEXT_DATA_DIR) + "/readings.dat");
  ASSERT_TRUE(Readings::parse(bytes, "readings.dat"));
  for (const std::size_t at : {std::size_t{0}, std::size_t{20}, bytes.size() / 2, bytes.size() - 1}) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    const auto read = Readings::parse(damaged, "readings.dat");
    ASSERT_FALSE(read) << at;
    EXPECT_THAT(read.error().what, HasSubstr("readings.dat"));
  }
  EXPECT_FALSE(Readings::parse(std::string_view(bytes).substr(0, bytes.size() - 1), "readings.dat"));
  EXPECT_FALSE(Readings::parse("", "readings.dat"));
}

TEST(ReadingsFile, is_refused_when_its_tables_contradict_each_other) {
  ReadingTables tables{{"a", "b"}, {U'一'}, {}, {0, 1}, {0}, {0, 1, 1}, {U'一'}, {}};
  ASSERT_TRUE(Readings::parse(write_readings(tables), "t"));
  tables.readings = {2};
  EXPECT_FALSE(Readings::parse(write_readings(tables), "t"));
  tables.readings = {0};
  tables.first_character = {0, 2, 1};
  EXPECT_FALSE(Readings::parse(write_readings(tables), "t"));
}

TEST(ReadingsFile, says_where_it_comes_from_when_it_is_missing) {
  const support::TempDir folder;
  const auto read = Readings::load(folder.path());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, DataError::missing);
  EXPECT_THAT(read.error().what, HasSubstr("readings.dat"));
}

}  // namespace
}  // namespace openday::text
