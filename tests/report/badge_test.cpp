// Badges as their readers see them: poppler's text, a code that zbar reads, one page of the size that was asked for.
#include "kiosk/report/badge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/printed.h"

namespace openday::report {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class BadgeOnPaper : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!has_tools()) GTEST_SKIP() << "pdftotext, pdftoppm and zbarimg are not here; config/packages.list names them";
  }
  void print(const Badge& badge, PageSize size = kA7) {
    const auto done = print_badge(desk_.file(), OPENDAY_SOURCE_DIR "/assets/fonts.toml", size, {"badge", "云溪市自然资源局", {}}, badge);
    ASSERT_TRUE(done) << done.error().what;
    EXPECT_EQ(done->pages, 1);
  }
  [[nodiscard]] std::string info() const { return desk_.tool({"pdfinfo", desk_.file().string()}); }

  Badge badge_{"政府开放日", "2020-11-17", "欧阳明溪", "服务对象", "一组", "3 排 5 座", "", "OD-GUEST:0af391bc02030405060708090a0b0c0d"};
  Desk desk_;
};

TEST_F(BadgeOnPaper, bears_all_that_the_guest_needs) {
  print(badge_);
  for (const char* words : {"政府开放日", "欧阳明溪", "服务对象", "一组", "3排5座"}) EXPECT_THAT(desk_.text(), HasSubstr(words));
  EXPECT_THAT(desk_.codes(1, 200), ElementsAre("OD-GUEST:0af391bc02030405060708090a0b0c0d"));
  EXPECT_THAT(info(), HasSubstr("209.764 x 297.638 pts"));
}

TEST_F(BadgeOnPaper, writes_rare_characters_and_long_names_whole) {
  for (const char* name : {"𠮷野䶮", "㐱玊砼", "阿布都热依木·买买提艾力·吐尔逊江·阿依古丽努尔别克江山"}) {
    badge_.name = name;
    print(badge_);
    EXPECT_THAT(desk_.text(), HasSubstr(name));
  }
}

TEST_F(BadgeOnPaper, keeps_the_name_on_every_size_and_drops_what_has_no_room) {
  for (const PageSize size : {kA7, PageSize{105, 74}, PageSize{62, 29}, PageSize{50, 30}, PageSize{25, 25}, PageSize{105, 148}}) {
    print(badge_, size);
    EXPECT_THAT(desk_.text(), HasSubstr("欧阳明溪")) << size.width << " x " << size.height;
  }
  badge_.name = "阿布都热依木·买买提艾力·吐尔逊江·阿依古丽努尔别克江山";
  print(badge_, {62, 29});
  EXPECT_THAT(desk_.text(), HasSubstr("阿布都热依木"));
}

TEST_F(BadgeOnPaper, says_a_party_and_leaves_out_what_is_not_known) {
  badge_ = {"政府开放日", "", "王玮", "", "", "", "共 3 位", ""};
  print(badge_);
  EXPECT_THAT(desk_.text(), HasSubstr("共3位"));
}

}  // namespace
}  // namespace openday::report
