// The sign-in sheet and the day's summary as readers' tools see them: poppler, zbar, openpyxl, Python's own gb18030.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "kiosk/report/papers.h"
#include "kiosk/report/table_files.h"
#include "tests/report/printed.h"
#include "tests/report/report_samples.h"
#include "tests/report/sign_in_samples.h"
#include "tests/support/process.h"

namespace openday::report {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class SignInPaper : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!has_tools()) GTEST_SKIP() << "no poppler-utils or zbar-tools here; config/packages.list names them";
  }
  Printed print(const std::vector<event::SignInSheet>& sheets) {
    const auto done = print_sign_in(paper_file(desk_.file(), "签到表"), sheets);
    if (!done) throw std::runtime_error(done.error().what);
    return *done;
  }
  std::string page(int number) {
    std::string out = desk_.tool({"pdftotext", "-raw", "-f", std::to_string(number), "-l", std::to_string(number), desk_.file().string(), "-"});
    std::erase_if(out, [](char c) { return c == ' ' || c == '\n' || c == '\f'; });
    return out;
  }
  Desk desk_;
};

TEST_F(SignInPaper, names_everybody_with_rare_characters_and_marks_the_absent) {
  const Printed done = print({sample_sign_in(60)});
  EXPECT_TRUE(done.missing.empty());
  const std::string text = desk_.text();
  for (const char* words : {"签到表", "㛃", "𬀩", "𫍯", "𠅤", "𬭎", "䶮", "吾尔开西·", "序号姓名单位/类别组别人数签到时间方式签名备注", "未到", "现场补登", "迟到、待核对", "上午场·2020-11-17"}) EXPECT_THAT(text, HasSubstr(words));
}

TEST_F(SignInPaper, adds_up_persons_on_every_page_and_at_the_end) {
  const event::SignInSheet sheet = sample_sign_in(75);
  const Printed done = print({sheet});
  ASSERT_GE(done.pages, 3);
  int sum = 0, rows = 0;
  for (int number = 1; number <= done.pages; ++number) {
    const std::string text = page(number);
    EXPECT_THAT(text, HasSubstr(fmt::format("第{}页/共{}页", number, done.pages)));
    const auto at = text.find("本页");
    if (at == std::string::npos) continue;   // the last page may hold the closing alone
    int here_rows = 0, here = 0;
    ASSERT_EQ(std::sscanf(text.c_str() + at, "本页%d行，实到%d人", &here_rows, &here), 2) << text.substr(at, 80);
    EXPECT_EQ(text.find("本页", at + 6), std::string::npos) << "one total a page";
    sum += here;
    rows += here_rows;
    EXPECT_THAT(text, HasSubstr(fmt::format("累计实到{}人", sum)));
  }
  EXPECT_EQ(rows, 75);
  EXPECT_EQ(sum, sheet.came);
  EXPECT_THAT(page(done.pages), HasSubstr(fmt::format("合计应到{}人，实到{}人，未到{}人，名单以外{}人", sheet.expected, sheet.came, sheet.absent, sheet.unexpected)));
}

TEST_F(SignInPaper, carries_the_journals_digest_at_every_foot_and_as_a_code_on_the_last_page) {
  const Printed done = print({sample_sign_in(75)});
  for (int number = 1; number <= done.pages; ++number) EXPECT_THAT(page(number), HasSubstr("日志摘要#12849f86d081"));
  EXPECT_THAT(desk_.codes(done.pages, 200), Contains(HasSubstr("OD-HEAD:00000000-0000-7000-8000-000000000001:3f7a2109c41d0e55:1284:")));
}

TEST_F(SignInPaper, begins_a_page_for_each_session_and_says_when_nobody_is_there) {
  event::SignInSheet empty;
  empty.title = "下午场";
  EXPECT_EQ(print({sample_sign_in(3), empty}).pages, 2);
  EXPECT_THAT(page(2), HasSubstr("名单是空的，也没有人签到"));
  EXPECT_THAT(page(1), Not(HasSubstr("下午场")));
}

TEST_F(SignInPaper, summary_says_numbers_ratings_with_n_and_opinions_by_subject) {
  const auto done = print_summary(paper_file(desk_.file(), "活动简报（草稿）"), sample_summary());
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_TRUE(done->missing.empty());
  const std::string text = desk_.text();
  for (const char* words : {"活动简报（草稿）", "云溪市自然资源局举办“政府开放日”", "n=33，满意率90.9%", "不足5份，不单列", "没有评价", "10/12人", "不动产登记（承办：登记中心）", "8条，办结3条", "其余6条见交办清单", kRareText, "综合得分7.90"})
    EXPECT_THAT(text, HasSubstr(words));
}

constexpr const char* kReadBack = R"(import sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1]).active
for row in sheet.iter_rows(min_row=2, max_row=8, values_only=True): print(row)
)";

TEST(SignInFiles, are_read_back_by_openpyxl_cell_for_cell) {
  if (support::run_program({"/usr/bin/python3", "-c", "import openpyxl"}).exit_code != 0) GTEST_SKIP() << "no python3-openpyxl here; config/packages.list names it";
  const Desk desk;
  const auto done = write_xlsx(desk.path("s.xlsx"), {event::sign_in_table({sample_sign_in(20)})}, paper_file({}, "签到表").info);
  ASSERT_TRUE(done) << done.error().what;
  const std::string cells = desk.tool({"/usr/bin/python3", "-c", kReadBack, desk.path("s.xlsx").string()});
  EXPECT_THAT(cells, HasSubstr("('序号', '姓名', '单位/类别', '组别', '人数', '签到时间', '方式', '签名', '备注')"));
  EXPECT_THAT(cells, HasSubstr("(1, '赵玮', '人大代表', '第 1 组', 3, '08:00', '扫码', None, '迟到')"));
  EXPECT_THAT(cells, HasSubstr("(5, '𬀩若谷', '云溪市融媒体中心（经济专题部）', '第 1 组', 0, None, None, None, '未到')"));
}

TEST(SignInFiles, are_the_same_words_in_gb_18030_as_in_utf_8) {
  if (support::run_program({"/usr/bin/python3", "-c", "pass"}).exit_code != 0) GTEST_SKIP() << "no python3 here; config/packages.list names it";
  const Desk desk;
  const event::DataTable table = event::sign_in_table({sample_sign_in(40)});
  support::write_text(desk.path("u.csv"), to_csv(table));
  support::write_text(desk.path("g.csv"), to_csv(table, CsvEncoding::gb18030));
  EXPECT_EQ(desk.tool({"/usr/bin/python3", "-c", "import sys; print(open(sys.argv[1],encoding='utf-8-sig').read() == open(sys.argv[2],encoding='gb18030').read())", desk.path("u.csv").string(), desk.path("g.csv").string()}), "True\n");
}

TEST(SignInFiles, replace_a_byte_that_is_no_character) {
  const event::DataTable table{"t", {{"a", "甲", 5}}, {{std::string("a\xFFz")}}, {}};
  EXPECT_EQ(to_csv(table, CsvEncoding::gb18030), "\xBC\xD7\r\na?z\r\n");
}

}  // namespace
}  // namespace openday::report
