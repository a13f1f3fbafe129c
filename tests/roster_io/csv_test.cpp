#include "kiosk/roster_io/csv.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/roster_io/columns.h"

namespace openday::roster_io {
namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> cells(std::string_view text, char separator = ',') {
  std::vector<Cells> out;
  const auto read = read_csv(text, separator, [&](Row&& row) { return out.push_back(std::move(row.cells)), true; });
  return read ? out : std::vector<Cells>{{read.error().what}};
}

TEST(Csv, ends_lines_at_crlf_lf_and_cr_with_or_without_the_last) {
  const std::vector<Cells> expected{{"a", "b"}, {"c", ""}};
  for (const char* text : {"a,b\r\nc,\r\n", "a,b\nc,", "a,b\rc,\r"}) EXPECT_EQ(cells(text), expected) << text;
  EXPECT_TRUE(cells("").empty());
  EXPECT_EQ(cells("\n"), (std::vector<Cells>{{""}}));
}

TEST(Csv, quotes_hold_separators_line_ends_and_doubled_quotes) {
  EXPECT_EQ(cells("\"a,b\",\"c\r\nd\",\"e\"\"f\",\"\"\n"), (std::vector<Cells>{{"a,b", "c\r\nd", "e\"f", ""}}));
  EXPECT_EQ(cells("a\"b,c\n"), (std::vector<Cells>{{"a\"b", "c"}}));   // inside an unquoted cell it is just a character
}

TEST(Csv, rows_know_the_line_they_begin_in) {
  std::vector<std::size_t> lines;
  ASSERT_TRUE(read_csv("a\n\"b\nb\"\nc\n", ',', [&](Row&& row) { return lines.push_back(row.line), true; }));
  EXPECT_EQ(lines, (std::vector<std::size_t>{1, 2, 4}));
}

TEST(Csv, open_quote_is_named_where_it_opens) {
  EXPECT_EQ(cells("a\nb,\"c\nd\n")[0][0], "第 2 行：这里有一个双引号，到文件末尾都没有配对；请补上或删去");
  EXPECT_NE(cells("\"a\"b\n")[0][0].find("第 1 行：双引号后面还有文字"), std::string::npos);
}

TEST(Csv, reading_stops_when_no_more_is_wanted) {
  int rows = 0;
  EXPECT_TRUE(read_csv("a\nb\n\"c", ',', [&](Row&&) { return ++rows < 2; }));
  EXPECT_EQ(rows, 2);
}

TEST(Csv, too_many_columns_are_refused) { EXPECT_NE(cells(std::string(1000, ','))[0][0].find("超过 256 列"), std::string::npos); }

TEST(Csv, separator_is_the_commonest_outside_quotes) {
  EXPECT_EQ(guess_separator("姓名,手机\n"), ',');
  EXPECT_EQ(guess_separator("姓名;手机;\"a,b,c,d\"\n"), ';');
  EXPECT_EQ(guess_separator("姓名\t手机\n"), '\t');
  EXPECT_EQ(guess_separator("姓名\n"), ',');
}

TEST(Csv, reads_back_whatever_is_written_in_quotes) {
  EXPECT_TRUE(rc::check([](const std::vector<std::string>& row) {
    RC_PRE(!row.empty());
    std::string text;
    for (const std::string& cell : row) {
      text += text.empty() ? "\"" : ",\"";
      for (const char c : cell) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    RC_ASSERT(cells(text + "\n") == std::vector<Cells>{row});
  }));
}

TEST(Columns, headers_are_understood_in_many_spellings) {
  for (const char* header : {"姓名", " 姓 名 ", "名字", "Name", "NAME*", "姓名（必填）", "姓名:", "Full Name"}) EXPECT_EQ(column_of(header), Column::name) << header;
  for (const char* header : {"手机", "电话", "手机号", "联系电话", "phone", "Mobile"}) EXPECT_EQ(column_of(header), Column::phone) << header;
  for (const char* header : {"类别", "身份", "category"}) EXPECT_EQ(column_of(header), Column::category) << header;
  for (const char* header : {"编号", "报名编号", "No."}) EXPECT_EQ(column_of(header), Column::number) << header;
  for (const char* header : {"身份证", "身份证号", "身份证号码", "证件号码", "ID number"}) EXPECT_EQ(column_of(header), Column::id_document) << header;
  EXPECT_EQ(column_of("组"), Column::group);
  EXPECT_EQ(column_of("座位"), Column::seat);
  EXPECT_EQ(column_of("随行"), Column::companions);
  for (const char* header : {"", "（必填）", "备注", "职务"}) EXPECT_FALSE(column_of(header)) << header;
}

TEST(Columns, cells_are_tidied) {
  EXPECT_EQ(tidy("　１３８００００１０３７ "), "13800001037");
  EXPECT_EQ(tidy("  "), "");
}

}  // namespace
}  // namespace openday::roster_io
