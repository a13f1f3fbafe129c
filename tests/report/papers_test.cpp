// What readers' tools find on the printed reports (poppler, zbar), and in the tables' files (openpyxl).
#include "kiosk/report/papers.h"

#include <sys/stat.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/event/case_number.h"
#include "kiosk/report/table_files.h"
#include "tests/report/printed.h"
#include "tests/report/report_samples.h"
#include "tests/support/process.h"

namespace openday::report {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class Papers : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!has_tools()) GTEST_SKIP() << "no poppler-utils or zbar-tools here; config/packages.list names them";
  }
  template <class Print>
  Printed print(const std::string& title, Print&& work) {
    const PrintResult<Printed> done = work(paper_file(desk_.file(), title));
    if (!done) throw std::runtime_error(done.error().what);
    return *done;
  }
  Desk desk_;
};

TEST_F(Papers, show_the_five_numbers_rates_and_participation_of_each_subject) {
  const Printed done = print("好差评统计", [](const PaperFile& to) { return print_tallies(to, sample_figures()); });
  EXPECT_TRUE(done.missing.empty());
  const std::string text = desk_.text();
  for (const char* words : {"好差评统计", "局工作", "90.9%", "差评率9.1%", "有效33份", "参与率80.5%", "非常不满意", "另有12份在其他终端，未计入", kRareText, "第1页/共2页"}) EXPECT_THAT(text, HasSubstr(words));
  EXPECT_THAT(text, HasSubstr("不足5份"));
}

TEST_F(Papers, carry_the_journals_digest_as_text_and_code) {
  print("评议结果", [](const PaperFile& to) { return print_results(to, sample_sheets()); });
  EXPECT_THAT(desk_.text(), HasSubstr("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));
  EXPECT_THAT(desk_.codes(1, 200), Contains(HasSubstr("OD-HEAD:00000000-0000-7000-8000-000000000001")));
}

TEST_F(Papers, say_weights_and_what_was_made_of_them) {
  print("评议结果", [](const PaperFile& to) { return print_results(to, sample_sheets()); });
  const std::string text = desk_.text();
  for (const char* words : {"7.90", "权重按已评分的组折算", "50/100", "延长办理时间7", "不足5份，不公布", "计票人", "收到17份，应评签到22人，参与率77.3%"}) EXPECT_THAT(text, HasSubstr(words));
}

TEST_F(Papers, give_nothing_of_a_sealed_round_but_participation) {
  print("评议结果", [](const PaperFile& to) { return print_results(to, sample_sheets(true)); });
  EXPECT_THAT(desk_.text(), HasSubstr("结果封存"));
  EXPECT_THAT(desk_.text(), HasSubstr("参与率77.3%"));
  EXPECT_THAT(desk_.text(), Not(HasSubstr("现场秩序")));
}

TEST_F(Papers, list_every_case_once_over_the_pages_with_heads_that_stay) {
  const event::FollowUpList list = sample_cases(60);
  const Printed done = print("交办清单", [&](const PaperFile& to) { return print_follow_up(to, list, sample_day()); });
  EXPECT_GT(done.pages, 3);
  EXPECT_TRUE(done.missing.empty());
  const std::string text = desk_.text();
  const auto times = [&](const std::string& words) {
    int n = 0;
    for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++n;
    return n;
  };
  for (const event::FollowUpCase& one : list.cases) EXPECT_EQ(times(one.number), 1) << one.number;
  EXPECT_EQ(times("承办科室"), done.pages - 1) << "the last page holds the appendix alone or the head again";
  EXPECT_THAT(text, HasSubstr("（暂定）"));
  EXPECT_THAT(text, HasSubstr("逾期"));
  EXPECT_THAT(text, HasSubstr("K299（目录中已无此项）"));
  EXPECT_THAT(text, HasSubstr(kRareText));
}

TEST_F(Papers, give_each_case_a_slip_with_its_receipts_code) {
  const event::FollowUpList list = sample_cases(3);
  EXPECT_EQ(print("交办单", [&](const PaperFile& to) { return print_slips(to, list, "YX201117", sample_day()); }).pages, 3);
  EXPECT_THAT(desk_.codes(3, 200), Contains(event::receipt_text("YX201117", list.cases[2].number)));
}

TEST_F(Papers, say_so_when_there_is_nothing) {
  print("交办清单", [](const PaperFile& to) { return print_follow_up(to, {}, sample_day()); });
  EXPECT_THAT(desk_.text(), HasSubstr("没有意见建议，也没有差评"));
}

TEST_F(Papers, leave_no_part_behind_and_name_a_folder_that_cannot_be_written) {
  const auto done = print_tallies(paper_file(desk_.path("nowhere/x.pdf"), "t"), sample_figures());
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().what, HasSubstr("nowhere/x.pdf"));
}

constexpr const char* kPython = "/usr/bin/python3";   // Debian's own, for which the package is
// Prints SHEET ROW COLUMN TYPE VALUE of every cell, as another library reads it.
constexpr const char* kReadBack = R"(import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for sheet in book:
    print('SHEET', sheet.title, sheet.freeze_panes)
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None: print(cell.coordinate, cell.data_type, cell.number_format, repr(cell.value))
)";

class Workbook : public ::testing::Test {
 protected:
  void SetUp() override {
    if (support::run_program({kPython, "-c", "import openpyxl"}).exit_code != 0) GTEST_SKIP() << "no python3-openpyxl here; config/packages.list names it";
  }
  std::string read_back(const std::vector<event::DataTable>& tables) {
    const auto written = write_xlsx(desk_.path("t.xlsx"), tables, paper_file({}, "表").info);
    if (!written) throw std::runtime_error(written.error().what);
    return desk_.tool({kPython, "-c", kReadBack, desk_.path("t.xlsx").string()});
  }
  Desk desk_;
};

TEST_F(Workbook, keeps_text_that_looks_like_a_formula_as_text) {
  const std::string cells = read_back({event::follow_up_table(sample_cases(3), sample_day())});
  EXPECT_THAT(cells, HasSubstr("s @ '=HYPERLINK("));
  EXPECT_THAT(cells, Not(HasSubstr(" f ")));
  for (const char* sign : {"=1+1", "+1", "-1", "@SUM(A1)"}) {
    event::DataTable table{"t", {{"a", "a", 5}}, {{std::string(sign)}}, {}};
    EXPECT_THAT(read_back({table}), HasSubstr("A3 s @ '" + std::string(sign) + "'"));
  }
}

TEST_F(Workbook, keeps_rare_characters_numbers_days_and_shares) {
  const std::string cells = read_back({event::tally_table(sample_figures()), event::follow_up_table(sample_cases(5), sample_day()), event::result_table(sample_sheets()), event::comment_table(sample_cases(1))});
  EXPECT_THAT(cells, HasSubstr(kRareText));
  EXPECT_THAT(cells, HasSubstr("n 0.0% 0.90909"));
  EXPECT_THAT(cells, HasSubstr("datetime.datetime(2020, 11, 17, 0, 0)"));
  EXPECT_THAT(cells, HasSubstr("n 0.00 7.9"));
  EXPECT_THAT(cells, HasSubstr("'＊'"));
  EXPECT_THAT(cells, HasSubstr("SHEET 好差评统计 B3"));
}

TEST_F(Workbook, is_readable_by_its_owner_only_and_leaves_no_part) {
  read_back({event::tally_table(sample_figures())});
  struct stat found {};
  ASSERT_EQ(::stat(desk_.path("t.xlsx").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777u, 0600u);
  EXPECT_FALSE(std::filesystem::exists(desk_.path("t.xlsx.part")));
  const auto failed = write_xlsx(desk_.path("nowhere/t.xlsx"), {}, {});
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().what, HasSubstr("nowhere/t.xlsx"));
}

TEST(Csv, makes_formulas_harmless_and_has_a_byte_order_mark) {
  const event::DataTable table{"t", {{"a", "甲", 5}, {"b", "乙", 5}}, {{std::string("=1+1"), std::string(" @x")}, {std::string("引\"号,"), 5}, {std::string("＝1"), event::Share{0.5}}}, {"注"}};
  EXPECT_EQ(to_csv(table), "\xEF\xBB\xBF" "甲,乙\r\n'=1+1,' @x\r\n\"引\"\"号,\",5\r\n'＝1,50.0%\r\n");
}

}  // namespace
}  // namespace openday::report
