#include "kiosk/roster_io/workbook_child.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/roster_io/workbook_frames.h"
#include "tests/roster_io/workbook_builder.h"
#include "tests/support/files.h"

namespace openday::roster_io {
namespace {

const std::string kProgram = OPENDAY_BIN_DIR "/openday";

class WorkbookChild : public ::testing::Test {
 protected:
  base::Result<void, WorkbookError> read(const std::string& bytes, const std::string& program = kProgram, std::chrono::milliseconds deadline = kChildDeadline) {
    support::write_text(folder_ / "list.xlsx", bytes);
    return read_workbook_in_child(folder_ / "list.xlsx", program, out_, deadline);
  }
  support::TempDir folder_;
  Collected out_;
};

std::string big_list(int rows) {
  std::string xml;
  for (int i = 1; i <= rows; ++i) xml += "<row r=\"" + std::to_string(i) + "\"><c r=\"A" + std::to_string(i) + "\"><v>" + std::to_string(i) + "</v></c></row>";
  return WorkbookBuilder().sheet("名单", xml).bytes();
}

TEST_F(WorkbookChild, says_what_the_reader_in_the_same_process_says) {
  const std::string bytes = WorkbookBuilder().table("甲", {{"a", "", "𬀩"}, {"b"}}, "<mergeCells><mergeCell ref=\"A1:B3\"/></mergeCells>")
                                .sheet("乙", R"(<row r="5" hidden="1"><c r="C5"><f>x</f></c></row>)", "", "hidden").bytes();
  Collected here;
  ASSERT_TRUE(read_workbook(bytes, here));
  ASSERT_TRUE(read(bytes));
  ASSERT_EQ(out_.sheets.size(), here.sheets.size());
  for (std::size_t i = 0; i < here.sheets.size(); ++i) {
    EXPECT_EQ(out_.sheets[i].name, here.sheets[i].name);
    EXPECT_EQ(out_.sheets[i].hidden, here.sheets[i].hidden);
    EXPECT_EQ(out_.sheets[i].merges, here.sheets[i].merges);
    ASSERT_EQ(out_.sheets[i].rows.size(), here.sheets[i].rows.size());
    for (std::size_t j = 0; j < here.sheets[i].rows.size(); ++j) {
      EXPECT_EQ(out_.sheets[i].rows[j].line, here.sheets[i].rows[j].line);
      EXPECT_EQ(out_.sheets[i].rows[j].marks, here.sheets[i].rows[j].marks);
      EXPECT_EQ(out_.sheets[i].rows[j].hidden, here.sheets[i].rows[j].hidden);
    }
  }
  EXPECT_EQ(out_.sheets[0].rows[0].cells, here.sheets[0].rows[0].cells);
}

TEST_F(WorkbookChild, hands_on_the_failures_of_the_file) {
  EXPECT_EQ(read("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").error().kind, WorkbookError::old_format);
  EXPECT_EQ(read("x").error().kind, WorkbookError::not_a_workbook);
  EXPECT_EQ(read("").error().kind, WorkbookError::not_a_workbook);
}

TEST_F(WorkbookChild, is_stopped_at_the_deadline) { EXPECT_EQ(read("PK", "/bin/cat", std::chrono::milliseconds(0)).error().kind, WorkbookError::too_slow); }

TEST_F(WorkbookChild, that_dies_or_talks_nonsense_ends_in_a_failure) {
  EXPECT_EQ(read("PK", "/bin/false").error().kind, WorkbookError::damaged);
  EXPECT_EQ(read("not frames at all", "/bin/echo").error().kind, WorkbookError::damaged);   // prints its hidden word
  EXPECT_EQ(read("PK", "/no/such/program").error().kind, WorkbookError::unreadable);
  EXPECT_EQ(read_workbook_in_child(folder_ / "missing.xlsx", kProgram, out_).error().kind, WorkbookError::unreadable);
}

TEST_F(WorkbookChild, is_stopped_when_no_more_rows_are_wanted) {
  out_.most_rows = 3;
  EXPECT_TRUE(read(big_list(100'000)));
  EXPECT_EQ(out_.sheets[0].rows.size(), 3u);
}

TEST(WorkbookFrames, arrive_whole_however_they_are_cut) {
  std::string bytes;
  FrameWriter writer([&](std::string_view block) { bytes += block; });
  writer.sheet("甲", true);
  writer.merge({1, 2, 3, 4});
  Row row;
  row.line = 7;
  row.cells = {"", "王玮", ""};
  row.marks = {{2, CellKind::no_result}};
  writer.row(std::move(row));
  writer.whole();
  for (const std::size_t step : {1u, 2u, 3u, 7u, 1000u}) {
    Collected out;
    FrameReader reader(out);
    for (std::size_t at = 0; at < bytes.size(); at += step) ASSERT_TRUE(reader.feed(std::string_view(bytes).substr(at, step)));
    EXPECT_TRUE(reader.whole());
    EXPECT_EQ(out.sheets.at(0).name, "甲");
    EXPECT_TRUE(out.sheets[0].hidden);
    EXPECT_EQ(out.sheets[0].rows.at(0).cells, (std::vector<std::string>{"", "王玮", ""}));
    EXPECT_EQ(out.sheets[0].rows[0].kind(2), CellKind::no_result);
  }
}

TEST(WorkbookFrames, of_any_bytes_never_pass_a_cap) {
  EXPECT_TRUE(rc::check([](std::vector<std::uint8_t> bytes, std::uint8_t letter) {
    std::string text(1, "SMREZ"[letter % 5]);
    text += static_cast<char>(bytes.size() & 0xFF);
    text += std::string(3, '\0');
    text.append(bytes.begin(), bytes.end());
    Collected out;
    FrameReader reader(out);
    reader.feed(std::string("S\x02\0\0\0vx", 7));
    reader.feed(text);
    for (const auto& sheet : out.sheets)
      for (const Row& row : sheet.rows) RC_ASSERT(row.cells.size() <= kMaxTableColumns && row.line >= 1 && row.line <= kMaxSheetRows);
  }));
}

}  // namespace
}  // namespace openday::roster_io
