#include "kiosk/roster_io/workbook.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/roster_io/workbook_builder.h"

namespace openday::roster_io {
namespace {

Collected collect(const std::string& bytes) {
  Collected out;
  const auto read = read_workbook(bytes, out);
  if (!read) throw std::runtime_error(read.error().what);
  return out;
}

base::Failure<WorkbookError> failure(const std::string& bytes) {
  Collected out;
  const auto read = read_workbook(bytes, out);
  if (read) throw std::runtime_error("it was read");
  return read.error();
}

std::vector<std::string> first_row(const WorkbookBuilder& workbook) { return collect(workbook.bytes()).sheets.at(0).rows.at(0).cells; }

using Cells = std::vector<std::string>;

TEST(Workbook, shared_inline_and_plain_texts_arrive_alike) {
  const auto workbook = WorkbookBuilder()
                            .strings(R"(<si><t>王玮</t></si><si><r><t>周</t></r><r><t xml:space="preserve">𬀩</t></r><rPh sb="0" eb="1"><t>zhou</t></rPh></si><si/>)")
                            .sheet("名单", R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>a&lt;&#x5C71;</t></is></c>)"
                                           R"(<c r="D1" t="str"><f>A1</f><v>b_x000D_c</v></c><c r="E1" t="s"><v>2</v></c></row>)");
  EXPECT_EQ(first_row(workbook), (Cells{"王玮", "周𬀩", "a<山", "b c"}));
}

TEST(Workbook, numbers_arrive_as_their_plain_digits) {
  const auto workbook = WorkbookBuilder().sheet("名单", R"(<row r="1"><c r="A1"><v>13800001037</v></c><c r="B1"><v>1.3800001037E10</v></c><c r="C1"><v>7.0</v></c>)"
                                                        R"(<c r="D1"><v>36.5</v></c><c r="E1"><v>20201117001</v></c><c r="F1" t="b"><v>1</v></c></row>)");
  EXPECT_EQ(first_row(workbook), (Cells{"13800001037", "13800001037", "7", "36.5", "20201117001", "是"}));
}

TEST(Workbook, numbers_in_a_date_format_arrive_as_dates_and_are_marked) {
  const std::string styles = R"(<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0.0&quot;d&quot;"/></numFmts>)"
                             R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="31"/></cellXfs>)";
  const std::string row = R"(<row r="1"><c r="A1"><v>44151</v></c><c r="B1" s="1"><v>44151.75</v></c><c r="C1" s="2"><v>44151</v></c><c r="D1" s="3"><v>1</v></c><c r="E1" s="4"><v>1</v></c></row>)";
  const auto read = collect(WorkbookBuilder().styles(styles).sheet("名单", row).bytes()).sheets[0].rows[0];
  EXPECT_EQ(read.cells, (Cells{"44151", "2020-11-16 18:00", "2020-11-16", "1", "1900-01-01"}));
  EXPECT_EQ(read.marks, (std::vector<CellMark>{{1, CellKind::date}, {2, CellKind::date}, {4, CellKind::date}}));
  EXPECT_EQ(collect(WorkbookBuilder().styles(styles).since_1904().sheet("名单", row).bytes()).sheets[0].rows[0].cells[2], "2024-11-17");
}

TEST(Workbook, formulas_give_their_stored_result_or_say_that_there_is_none) {
  const auto read = collect(WorkbookBuilder().sheet("名单", R"(<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>NOW()</f></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>)"
                                                           R"(<c r="D1" t="str"><f>""</f><v></v></c></row>)").bytes()).sheets[0].rows[0];
  EXPECT_EQ(read.cells, (Cells{"2", "", ""}));
  EXPECT_EQ(read.kind(0), CellKind::formula);
  EXPECT_EQ(read.kind(1), CellKind::no_result);
  EXPECT_EQ(read.kind(2), CellKind::error);
}

TEST(Workbook, sheets_come_in_order_with_merges_before_rows_and_hidden_ones_marked) {
  const auto read = collect(WorkbookBuilder().table("甲", {{"a"}, {}, {"b"}}, R"(<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="B2:B4"/></mergeCells>)")
                                .sheet("乙", R"(<row r="7" hidden="1"><c r="AB7" t="inlineStr"><is><t>x</t></is></c></row>)", "", "hidden").bytes());
  ASSERT_EQ(read.sheets.size(), 2u);
  EXPECT_EQ(read.sheets[0].merges, (std::vector<Merge>{{1, 1, 1, 2}, {2, 2, 4, 2}}));
  ASSERT_EQ(read.sheets[0].rows.size(), 2u);
  EXPECT_EQ(read.sheets[0].rows[1].line, 3u);
  EXPECT_TRUE(read.sheets[1].hidden);
  EXPECT_EQ(read.sheets[1].rows[0].line, 7u);
  EXPECT_TRUE(read.sheets[1].rows[0].hidden);
  EXPECT_EQ(read.sheets[1].rows[0].cells.size(), 28u);
}

TEST(Workbook, cells_and_rows_without_places_follow_one_another) {
  const auto read = collect(WorkbookBuilder().sheet("甲", "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>").bytes()).sheets[0].rows;
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].cells, (Cells{"1", "2"}));
  EXPECT_EQ(read[1].line, 3u);
}

TEST(Workbook, prefixed_elements_of_other_writers_are_understood) {
  WorkbookBuilder workbook;
  workbook.table("甲", {{"a"}}).part("xl/worksheets/sheet1.xml", R"(<x:worksheet xmlns:x="urn:y"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>)");
  EXPECT_EQ(collect(workbook.bytes()).sheets[0].rows[0].cells, (Cells{"", "5"}));
}

TEST(Workbook, long_texts_are_cut_between_characters) {
  const auto cells = first_row(WorkbookBuilder().table("甲", {{std::string(10'000, 'x'), "\u738B"}}));
  EXPECT_EQ(cells[0].size(), kMaxCellBytes);
  EXPECT_EQ(cells[1], "\u738B");
}

TEST(Workbook, reading_stops_when_the_sink_has_enough) {
  Collected out;
  out.most_rows = 1;
  EXPECT_TRUE(read_workbook(WorkbookBuilder().table("甲", {{"a"}, {"b"}}).table("乙", {{"c"}}).bytes(), out));
  EXPECT_EQ(out.sheets.size(), 1u);
  EXPECT_EQ(out.sheets[0].rows.size(), 1u);
}

TEST(Workbook, what_is_no_workbook_is_named_with_the_way_to_save_it) {
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  EXPECT_EQ(failure(ole).kind, WorkbookError::old_format);
  std::string locked = ole;
  for (const char c : std::string("EncryptedPackage")) locked += {c, '\0'};
  EXPECT_EQ(failure(locked).kind, WorkbookError::locked);
  EXPECT_EQ(failure("姓名,类别\n").kind, WorkbookError::not_a_workbook);
  EXPECT_EQ(failure(stored_zip({{"word/document.xml", "<w/>"}})).kind, WorkbookError::not_a_workbook);
  for (const auto& bytes : {ole, locked, std::string("x"), stored_zip({{"a", "b"}})}) EXPECT_NE(failure(bytes).what.find("另存为 .xlsx"), std::string::npos);
}

TEST(Workbook, damage_is_named_with_the_part_that_has_it) {
  const auto damaged = [](const std::string& part, const std::string& text) { return failure(WorkbookBuilder().table("甲", {{"a"}}).part(part, text).bytes()); };
  for (const char* text : {"", "<worksheet><sheetData><row", "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>5</v></c></row></sheetData></worksheet>",
                           "<worksheet><sheetData><row r=\"9999999\"/></sheetData></worksheet>", "<worksheet><sheetData></sheetData>&x;", "<", "<a b", "<a b=", "<a b=\"", "<a>&#R5;</a>", "<a>&#x;</a>", "<a>&#99999999999;</a>", "<a>&#x3C7171;</a>", "<a>&#xD800;</a>", "<a>&#0;</a>", "<a><![CDATA[", "<!--", "<?", "<a/", "<?xml version=\"&lt;x</t><//", "<a b=\"&lt;x</a>", "<a b='>",
                           // The parser looks for the ";" of a reference past the end of a value, a tag, the part.
                           "<?xml version=\"&m0\"?><a><t>;</t></a>", "<a>&lt\x0f;</a>", "<a>&</a>", "<a>&;</a>", "<a b=\"&lt\">;</a>", "<a>& <b c=\";\"><!-- \"> --></b></a>"}) {
    const auto told = damaged("xl/worksheets/sheet1.xml", text);
    EXPECT_EQ(told.kind, WorkbookError::damaged) << text;
    EXPECT_NE(told.what.find("xl/worksheets/sheet1.xml"), std::string::npos) << text << told.what;
  }
  EXPECT_EQ(damaged("xl/workbook.xml", "nothing").kind, WorkbookError::damaged);
}

TEST(Workbook, definitions_of_entities_are_refused) {
  const auto told = failure(WorkbookBuilder().table("甲", {{"a"}}).part("xl/worksheets/sheet1.xml",
                            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>").bytes());
  EXPECT_EQ(told.kind, WorkbookError::damaged);
}

TEST(Workbook, depth_costs_no_stack) {
  std::string deep;
  for (int i = 0; i < 300'000; ++i) deep += "<a>";
  EXPECT_EQ(failure(WorkbookBuilder().table("甲", {{"a"}}).part("xl/worksheets/sheet1.xml", "<worksheet>" + deep).bytes()).kind, WorkbookError::damaged);
}

TEST(Workbook, a_part_that_claims_to_unpack_to_more_than_a_list_is_refused_unread) {
  std::map<std::string, std::string> parts{{"_rels/.rels", R"(<Relationships><Relationship Id="a" Type="x/officeDocument" Target="w.xml"/></Relationships>)"},
                                           {"_rels/w.xml.rels", R"(<Relationships><Relationship Id="s" Type="x/worksheet" Target="s.xml"/></Relationships>)"},
                                           {"w.xml", R"(<workbook><sheets><sheet name="a" r:id="s"/></sheets></workbook>)"},
                                           {"s.xml", "<worksheet/>"}};
  EXPECT_EQ(failure(stored_zip(parts, {{"s.xml", 0xFFFFFFFF}})).kind, WorkbookError::too_large);
  EXPECT_EQ(failure(stored_zip(parts, {{"s.xml", 5'000'000}})).kind, WorkbookError::damaged);
  Collected out;
  EXPECT_TRUE(read_workbook(stored_zip(parts), out));
}

TEST(Workbook, limits_on_columns_merges_and_sheets_are_said) {
  EXPECT_EQ(failure(WorkbookBuilder().sheet("甲", R"(<row r="1"><c r="XFD1"><v>1</v></c></row>)").bytes()).kind, WorkbookError::too_large);
  std::string merges;
  for (std::size_t i = 0; i <= kMaxMerges; ++i) merges += "<mergeCell ref=\"A1:B2\"/>";
  EXPECT_EQ(failure(WorkbookBuilder().table("甲", {{"a"}}, "<mergeCells>" + merges + "</mergeCells>").bytes()).kind, WorkbookError::too_large);
  WorkbookBuilder many;
  for (std::size_t i = 0; i <= kMaxSheets; ++i) many.table("s" + std::to_string(i), {{"a"}});
  EXPECT_EQ(failure(many.bytes()).kind, WorkbookError::too_large);
}

TEST(Workbook, any_damage_of_its_bytes_ends_in_rows_or_in_a_failure) {
  const std::string good = WorkbookBuilder().strings("<si><t>x</t></si>").table("甲", {{"姓名", "类别"}, {"王", "npc"}}, "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>").bytes();
  std::mt19937 random(1117);
  for (int i = 0; i < 3'000; ++i) {
    std::string bytes = random() % 4 ? good : good.substr(0, random() % good.size());
    for (int n = static_cast<int>(random() % 6); n > 0 && !bytes.empty(); --n) bytes[random() % bytes.size()] = static_cast<char>(random());
    Collected out;
    const auto read = read_workbook(bytes, out);
    EXPECT_TRUE(read || !read.error().what.empty());
  }
}

}  // namespace
}  // namespace openday::roster_io
