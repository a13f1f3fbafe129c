// What staff read of papers that the bureau cannot hand out: on the card of the list and on the page about the line.
#include <gtest/gtest.h>

#include "kiosk/ui/model_line.h"
#include "tests/ui/fixtures.h"
#include "tests/ui/stage.h"

namespace openday::tests {
namespace {

using namespace ui;

const std::string kAssets = std::string(OPENDAY_SOURCE_DIR) + "/assets";
const PaperInTrouble kRoster{"roster", 13, PaperTrouble::damaged}, kPlan{"plan", 4, PaperTrouble::refused}, kNotice{"notice", 2, PaperTrouble::wrong_size};

Model line_page(std::vector<PaperInTrouble> papers) {
  Model m = home_at_0832();
  m.page = Page::staff_line, m.staff_mode = true, m.role = StaffRole::supervisor;
  LineStatus line;
  line.state = LineState::caught_up;
  m.line = std::make_shared<const LineStatus>(line);
  m.papers_in_trouble = std::move(papers);
  return m;
}

Model list_page(std::vector<PaperInTrouble> papers) {
  Model m = attendance_of(4);
  m.attendance.conflict.clear();
  m.papers_in_trouble = std::move(papers);
  return m;
}

class LinePages : public testing::Test {
 protected:
  explicit LinePages(const Panel& panel = kPortrait) : stage_(panel, kAssets) {}
  bool shows(const Model& model, const std::string& text) {
    (void)stage_.show(model);
    return stage_.shown().shows(text);
  }
  Stage stage_;
};

class SmallLinePages : public LinePages {
 protected:
  SmallLinePages() : LinePages({1280, 800, 10.1}) {}
};

TEST_F(LinePages, say_of_every_paper_what_is_wrong_with_it_and_what_to_do) {
  const Model page = line_page({kRoster, kPlan, kNotice});
  for (const char* said : {"请局里重新发布", "新的取不下来，现在仍用原来的", "来宾名单", "第 13 版，内容已损坏", "活动方案", "第 4 版，局里没有发来", "通知", "第 2 版，文件大小不对"}) EXPECT_TRUE(shows(page, said)) << said;
  EXPECT_TRUE(shows(page, "已全部传到局里")) << "the line itself is well";
  EXPECT_FALSE(shows(line_page({}), "请局里重新发布"));
}

TEST_F(LinePages, the_list_says_it_in_the_same_words_and_counts_what_its_two_lines_cannot_hold) {
  EXPECT_TRUE(shows(list_page({kRoster, kPlan}), "请局里重新发布：来宾名单（第 13 版）、活动方案（第 4 版）。新的取不下来，现在仍用原来的"));
  EXPECT_TRUE(shows(list_page({kRoster, kPlan, kNotice}), "请局里重新发布：来宾名单（第 13 版）、活动方案（第 4 版）等 3 份。新的取不下来，现在仍用原来的"));
  EXPECT_FALSE(shows(list_page({}), "请局里重新发布"));
}

TEST_F(LinePages, on_the_list_who_is_here_twice_comes_first) {
  Model both = list_page({kRoster});
  both.attendance.conflict = "唐嘉木 在两台机器上签到，08:33 与 08:35";
  EXPECT_TRUE(shows(both, "唐嘉木"));
  EXPECT_FALSE(shows(both, "请局里重新发布"));
}

TEST_F(LinePages, the_way_to_them_says_how_many_there_are) {
  Model more = line_page({kRoster, kPlan});
  more.page = Page::staff_more, more.more.tiles = {{Page::staff_line}};
  EXPECT_TRUE(shows(more, "2 份新文件取不下来"));
  more.papers_in_trouble.clear();
  EXPECT_TRUE(shows(more, "已全部传到局里"));
}

TEST_F(SmallLinePages, without_room_for_a_card_turn_over_to_every_paper) {
  const Model page = line_page({kRoster, kPlan, kNotice});
  EXPECT_TRUE(shows(page, "第 13 版，内容已损坏"));
  EXPECT_TRUE(shows(page, "请局里重新发布"));
  ASSERT_FALSE(shows(page, "第 2 版，文件大小不对"));
  ASSERT_TRUE(stage_.tap("下一页"));
  (void)stage_.show(page);
  EXPECT_TRUE(shows(page, "第 2 版，文件大小不对"));
}

}  // namespace
}  // namespace openday::tests
