#include "kiosk/report/invitation_book.h"

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/utf8.h"
#include "tests/report/printed.h"

namespace openday::report {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
namespace fs = std::filesystem;

// A picture of grey bytes: whether a part of it is bright.
bool has_light(const std::string& pgm) {
  const auto body = pgm.find("255\n");
  return std::any_of(pgm.begin() + static_cast<std::ptrdiff_t>(body) + 4, pgm.end(), [](char c) { return static_cast<unsigned char>(c) > 180; });
}

class Book : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!has_tools()) GTEST_SKIP() << "poppler-utils or zbar-tools is missing (config/packages.list)";
  }
  Desk desk_;
};

TEST_F(Book, holds_eight_cards_a_page) {
  for (const auto& [guests, pages] : {std::pair(1, 1), std::pair(7, 1), std::pair(8, 1), std::pair(9, 2), std::pair(50, 7)}) {
    const BookSummary summary = desk_.print(cards(guests));
    EXPECT_EQ(summary.cards, guests);
    EXPECT_EQ(summary.pages, pages);
    EXPECT_EQ(summary.cut, 0);
    EXPECT_THAT(desk_.tool({"pdfinfo", desk_.file().string()}), HasSubstr("Pages:           " + std::to_string(pages) + "\n"));
  }
  EXPECT_THAT(desk_.tool({"pdfinfo", desk_.file().string()}), HasSubstr("(A4)"));
}

TEST_F(Book, has_every_name_as_text_also_the_rare_ones) {
  const std::vector<std::string> names{"陈㛃", "刘𬀩𠅤", "王𠀀", "李𪛗", "赵𫍯頔", "阿依古丽·买买提", "买买提热夏提·阿卜杜热合曼·艾尔肯江·吐尔逊尼亚孜", "AnnaSmith", "张堃祎赟"};
  std::vector<InvitationCard> all;
  for (const std::string& name : names) all.push_back(card_of(name, static_cast<int>(all.size())));
  const BookSummary summary = desk_.print(all);
  EXPECT_THAT(summary.missing, IsEmpty());
  EXPECT_EQ(summary.cut, 0);
  const std::string text = desk_.text();
  for (const std::string& name : names) EXPECT_THAT(text, HasSubstr(name));
}

TEST_F(Book, draws_a_character_that_no_font_has_as_its_number_and_says_so) {
  const BookSummary summary = desk_.print({card_of("赵\U000F0000頔")});
  EXPECT_THAT(summary.missing, ElementsAre(U'\U000F0000'));
  EXPECT_THAT(desk_.text(), HasSubstr("U+F0000"));
}

TEST_F(Book, prints_the_glyphs_that_cairos_own_subsetting_loses) {
  // The bureau's name is set in Noto Sans CJK Regular, whose 如 printed blank; it stands light on the dark head.
  const auto head = [&] {
    return desk_.tool({"pdftoppm", "-r", "100", "-gray", "-x", "50", "-y", "38", "-W", "18", "-H", "22", desk_.file().string()});
  };
  InvitationCard card = card_of("张玮");
  card.bureau = "";
  desk_.print({card});
  ASSERT_FALSE(has_light(head()));
  card.bureau = "如";
  desk_.print({card});
  EXPECT_TRUE(has_light(head()));
}

TEST_F(Book, has_codes_that_scanners_read_at_print_and_at_phone_resolution) {
  desk_.print(cards(9));
  std::vector<std::string> first;
  for (int i = 1; i <= kCardsOnAPage; ++i) first.push_back(code_text(i));
  EXPECT_EQ(desk_.codes(1, 200), first);
  EXPECT_EQ(desk_.codes(1, 110), first);
  EXPECT_THAT(desk_.codes(2, 200), ElementsAre(code_text(9)));
}

TEST_F(Book, embeds_every_font_and_no_picture) {
  desk_.print(cards(3));
  const std::string fonts = desk_.tool({"pdffonts", desk_.file().string()});
  EXPECT_THAT(fonts, Not(HasSubstr(" no  no ")));
  const std::string images = desk_.tool({"pdfimages", "-list", desk_.file().string()});
  EXPECT_EQ(std::count(images.begin(), images.end(), '\n'), 2) << images;   // the table's head only
}

TEST_F(Book, is_the_same_to_the_byte_for_the_same_cards_and_date) {
  desk_.print(cards(9));
  const std::string before = support::read_text(desk_.file());
  desk_.print(cards(9));
  EXPECT_EQ(support::read_text(desk_.file()), before);
  EXPECT_THAT(desk_.tool({"pdfinfo", "-isodates", desk_.file().string()}), HasSubstr("2020-11-1"));
}

TEST_F(Book, says_when_a_text_is_too_long_and_keeps_the_name_whole) {
  std::string name;
  for (int i = 0; i < 100; ++i) name += "龘";
  InvitationCard card = card_of(name);
  card.event = std::string();
  for (int i = 0; i < 60; ++i) card.event += "开";
  EXPECT_EQ(desk_.print({card}).cut, 0);
  EXPECT_THAT(desk_.text(), HasSubstr(card.event.substr(0, 30)));
  const std::string text = desk_.text();
  std::size_t count = 0;
  for (std::size_t at = text.find("龘"); at != std::string::npos; at = text.find("龘", at + 1)) ++count;
  EXPECT_EQ(count, 100u);
  card.tips.assign(40, "请在局机关大楼一层服务台登记后由工作人员带领前往会议室");
  EXPECT_EQ(desk_.print({card}).cut, 1);
}

TEST_F(Book, is_read_by_its_owner_only) {
  desk_.print(cards(1));
  EXPECT_EQ(fs::status(desk_.file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Book, that_cannot_be_written_names_the_file_and_the_next_step) {
  const auto nowhere = desk_.try_to_print(cards(1), desk_.path("missing") / "cards.pdf");
  ASSERT_FALSE(nowhere.has_value());
  EXPECT_THAT(nowhere.error().what, HasSubstr("missing/cards.pdf: No such file or directory; choose a folder"));
  // A full disk: the part is a link to the device that is always full.
  fs::create_symlink("/dev/full", desk_.path("full.pdf.part"));
  const auto full = desk_.try_to_print(cards(9), desk_.path("full.pdf"));
  ASSERT_FALSE(full.has_value());
  EXPECT_THAT(full.error().what, HasSubstr("full.pdf: No space left on device; make room on the disk"));
  EXPECT_FALSE(fs::exists(desk_.path("full.pdf")));
  EXPECT_FALSE(fs::is_symlink(desk_.path("full.pdf.part")));
}

TEST_F(Book, that_was_begun_and_left_leaves_nothing) {
  {
    auto book = InvitationBook::open(desk_.file(), OPENDAY_FONTS_TOML, {"t", "a", {}});
    ASSERT_TRUE(book.has_value());
    ASSERT_TRUE(book->add(card_of("张玮")).has_value());
  }
  EXPECT_FALSE(fs::exists(desk_.file()));
  EXPECT_FALSE(fs::exists(desk_.path("cards.pdf.part")));
}

TEST(BookFonts, that_are_missing_are_an_error_with_the_package) {
  const support::TempDir folder;
  support::write_text(folder / "fonts.toml", "[faces]\nregular = [\"/nowhere.ttf\"]\nbold = []\nserif = []\n");
  const auto book = InvitationBook::open(folder / "cards.pdf", folder / "fonts.toml", {"t", "a", {}});
  ASSERT_FALSE(book.has_value());
  EXPECT_EQ(book.error().kind, BookError::fonts);
  EXPECT_THAT(book.error().what, HasSubstr("install fonts-noto-cjk"));
}

}  // namespace
}  // namespace openday::report
