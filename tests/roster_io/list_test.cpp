// Lists as offices keep them: what is understood, what is passed over and why, who has a place. Workbooks here are fed row by row.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/roster_io/list_reader.h"
#include "kiosk/roster_io/roster_reading.h"
#include "tests/roster_io/workbook_builder.h"

namespace openday::roster_io {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

event::Plan plan(event::RegistrationOrder order = event::RegistrationOrder::invite) {
  event::Plan out;
  out.id = "TEST";
  out.categories.resize(2);
  out.categories[0].id = "npc";
  out.categories[0].label = "人大代表";
  out.categories[0].inviting = {{"办公室", 2}, {"登记中心", 1}};
  out.categories[1].id = "public";
  out.categories[1].label = "群众代表";
  out.sessions.resize(1);
  out.sessions[0].id = "s1";
  out.sessions[0].title = "上午场";
  out.sessions[0].when.year = 2020;
  out.sessions[0].when.month = 11;
  out.sessions[0].when.day = 17;
  out.registration.order = order;
  return out;
}

base::Random16 next_id() {
  static std::uint32_t serial = 0;
  base::Random16 out{};
  ++serial;
  for (std::size_t i = 0; i < 4; ++i) out[i] = static_cast<std::uint8_t>(serial >> (8 * i));
  return out;
}

RosterReading csv(const std::string& text, const event::Plan& for_plan = plan(), ReadingOptions options = {}) { return read_roster_csv(text, for_plan, options, next_id); }

RosterReading workbook(const WorkbookBuilder& builder, const event::Plan& for_plan = plan(), ReadingOptions options = {}) {
  const RandomSource random = next_id;
  ListReader list(for_plan, options, random);
  const auto read = read_workbook(builder.bytes(), list);
  return read ? list.finish() : list.fail(read.error().what);
}

std::string told(const RosterReading& reading) {
  std::string out;
  for (const RosterProblem& problem : reading.problems) out += to_string(problem, "list") + "\n";
  for (const std::string& note : reading.notes) out += "note: " + note + "\n";
  for (const PlacedRows& rows : reading.ignored) out += "ignored: " + rows.what + " " + to_string(rows.lines) + "\n";
  for (const PlacedRows& rows : reading.placed) out += "placed: " + rows.what + " " + to_string(rows.lines) + "\n";
  return out;
}

std::vector<std::string> names(const RosterReading& reading, std::optional<event::GuestState> state = std::nullopt) {
  std::vector<std::string> out;
  for (const event::Guest& guest : reading.roster->guests())
    if (!state || guest.state == *state) out.push_back(guest.name);
  return out;
}

TEST(List, notes_sums_empty_numbers_and_headers_once_more_are_no_guests) {
  const auto reading = csv("来宾名单,,\n序号,姓名,类别\n1,王玮,人大代表\n2,,\n序号,姓名,类别\n3,李珺,群众代表\n合计,2人,\n注：以上由办公室汇总,,\n,填表人：赵瀛,\n");
  ASSERT_TRUE(reading.ok()) << told(reading);
  EXPECT_EQ(names(reading), (std::vector<std::string>{"王玮", "李珺"}));
  const std::string all = told(reading);
  for (const char* part : {"ignored: 表头以上的标题 第 1 行", "ignored: 只有序号的空行 第 4 行", "ignored: 重复的表头 第 5 行", "ignored: 备注、合计等 第 7–9 行"}) EXPECT_THAT(all, HasSubstr(part));
}

TEST(List, a_guest_whose_name_was_forgotten_is_an_error_and_not_a_note) {
  EXPECT_THAT(told(csv("姓名,手机,类别\n王玮,,人大代表\n,13800001037,\n")), HasSubstr("list:3: error: 姓名为空"));
  EXPECT_THAT(told(csv("姓名,手机,类别\n王玮,,人大代表\n,,群众代表\n")), HasSubstr("list:3: error: 姓名为空"));
  EXPECT_THAT(told(csv("姓名,手机,类别\n王玮,,人大代表\n李珺,,\n")), HasSubstr("list:3: error: 类别为空"));
}

TEST(List, placeholders_leave_a_cell_empty) {
  const auto reading = csv("姓名,手机,类别,组,座位,车辆,随行人员\n王玮,无,人大代表,/,—,1号车,无\n");
  ASSERT_TRUE(reading.ok()) << told(reading);
  const event::Guest& guest = reading.roster->guests()[0];
  EXPECT_EQ(guest.phone_tail + guest.group + guest.seat, "");
  EXPECT_EQ(guest.vehicle, "1号车");
  EXPECT_EQ(guest.persons, 1);
}

TEST(List, parties_are_counted_from_any_of_their_columns_and_must_agree) {
  const auto reading = csv("姓名,类别,人数,随行人数,随行人员\n甲,人大代表,3,,\n乙,人大代表,,2,\n丙,人大代表,,,张三、李四、王五\n丁,人大代表,3,2,张三 李四\n");
  ASSERT_TRUE(reading.ok()) << told(reading);
  std::vector<int> persons;
  for (const event::Guest& guest : reading.roster->guests()) persons.push_back(guest.persons);
  EXPECT_EQ(persons, (std::vector<int>{3, 3, 4, 3}));
  EXPECT_EQ(event::write_roster(*reading.roster).find("张三"), std::string::npos);
  EXPECT_THAT(told(csv("姓名,类别,人数,随行\n甲,人大代表,2,2\n")), HasSubstr("人数写的是 2，本人加随行是 3"));
  EXPECT_THAT(told(csv("姓名,类别,随行,随行人员\n甲,人大代表,1,张三、李四\n")), HasSubstr("随行人员有 2 人，随行人数写的是 1"));
}

TEST(List, departments_that_invited_are_compared_with_the_plan) {
  const auto reading = csv("姓名,类别,邀请科室\n甲,人大代表,办公室\n乙,人大代表,办公室\n丙,人大代表,财务科\n丁,群众代表,任何\n");
  ASSERT_TRUE(reading.ok());
  EXPECT_THAT(told(reading), HasSubstr("list:4: warning: 邀请部门不在方案中；方案里邀请人大代表的是：办公室、登记中心"));
  EXPECT_THAT(told(reading), HasSubstr("list: warning: 人大代表：登记中心应邀请 1 人，名单里有 0 人"));
  EXPECT_THAT(told(reading), Not(HasSubstr("办公室应邀请")));
}

TEST(List, excluded_groups_and_the_young_are_named_and_no_age_is_kept) {
  event::Plan county = plan();
  county.categories[0].label = "专家学者";
  county.eligibility.exclude = {"两代表一委员"};
  county.eligibility.min_age = 18;
  const auto reading = csv("姓名,类别,年龄,出生日期\n甲,人大代表,30,\n乙,专家学者,17,\n丙,专家学者,,2002-11-18\n丁,专家学者,,2002-11-17\n戊,区政协委员,40,\n", county);
  for (const char* part : {"list:2: error: 类别是本次活动不邀请的身份（人大代表）", "list:3: error: 年龄：活动当日未满 18 周岁", "list:4: error: 出生日期：活动当日未满 18 周岁",
                           "list:6: error: 类别是本次活动不邀请的身份（政协委员）"})
    EXPECT_THAT(told(reading), HasSubstr(part));
  EXPECT_EQ(reading.bad_rows.count, 4u);
}

TEST(List, first_come_is_decided_by_time_and_the_waiting_list_keeps_its_order) {
  event::Plan open = plan(event::RegistrationOrder::first_come);
  open.cap = 2;
  open.waitlist = true;
  open.registration.deadline = base::parse_rfc3339("2020-10-25T18:00:00+08:00")->at;
  const auto reading = csv("姓名,类别,报名时间\n甲,群众代表,2020-10-22 09:00\n乙,群众代表,2020-10-20 09:00\n丙,群众代表,2020/10/21 9:00\n丁,群众代表,2020年10月25日 18时\n戊,群众代表,2020-10-25 18:01\n", open);
  ASSERT_TRUE(reading.ok()) << told(reading);
  EXPECT_EQ(names(reading, event::GuestState::expected), (std::vector<std::string>{"乙", "丙"}));
  EXPECT_EQ(names(reading, event::GuestState::waiting), (std::vector<std::string>{"甲", "丁"}));
  EXPECT_EQ(names(reading, event::GuestState::cancelled), std::vector<std::string>{"戊"});
  EXPECT_EQ(reading.roster->guests().back().name, "丁");
  EXPECT_THAT(told(reading), HasSubstr("placed: 总名额已满，候补 第 2、5 行"));
  EXPECT_THAT(told(reading), HasSubstr("list:6: warning: 报名时间在截止之后"));
  EXPECT_THAT(told(csv("姓名,类别,报名时间\n甲,群众代表,\n", open)), HasSubstr("list:2: error: 报名时间为空"));
  EXPECT_THAT(told(csv("姓名,类别\n甲,群众代表\n", open)), HasSubstr("按行的先后处理"));
}

TEST(List, reviews_decide_and_a_list_without_them_is_taken_for_those_who_passed) {
  const event::Plan county = plan(event::RegistrationOrder::review);
  const auto reading = csv("姓名,类别,审核\n甲,群众代表,通过\n乙,群众代表,未通过\n丙,群众代表,\n", county);
  ASSERT_TRUE(reading.ok()) << told(reading);
  EXPECT_EQ(names(reading, event::GuestState::expected), std::vector<std::string>{"甲"});
  EXPECT_THAT(told(reading), HasSubstr("placed: 还没有审核，候补 第 4 行"));
  EXPECT_THAT(told(reading), HasSubstr("placed: 审核未通过，不录取 第 3 行"));
  EXPECT_THAT(told(csv("姓名,类别,审核\n甲,群众代表,也许\n", county)), HasSubstr("list:2: error: 审核应是：通过、未通过、待审"));
  EXPECT_THAT(told(csv("姓名,类别\n甲,群众代表\n", county)), HasSubstr("按都已通过处理"));
}

TEST(List, bad_rows_are_left_out_only_when_their_number_is_said) {
  const std::string list = "姓名,类别\n甲,人大代表\n乙,外星人\n丙,群众代表\n";
  EXPECT_FALSE(csv(list).ok());
  EXPECT_FALSE(csv(list, plan(), {nullptr, {}, 2}).ok());
  const auto reading = csv(list, plan(), {nullptr, {}, 1});
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading.left_out, 1u);
  EXPECT_EQ(names(reading), (std::vector<std::string>{"甲", "丙"}));
}

TEST(List, a_second_import_says_who_is_new_changed_and_gone) {
  const auto first = csv("编号,姓名,类别,组\n1,甲,人大代表,一组\n2,乙,人大代表,一组\n3,丙,人大代表,一组\n");
  const auto second = csv("编号,姓名,类别,组\n1,甲,人大代表,一组\n3,丙,人大代表,二组\n4,丁,人大代表,一组\n", plan(), {&*first.roster, {}, 0});
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second.added.first, std::vector<std::size_t>{4});
  EXPECT_EQ(second.changed.first, std::vector<std::size_t>{3});
  EXPECT_EQ(second.removed, std::vector<std::string>{event::to_string(first.roster->guests()[1].registration)});
  EXPECT_EQ(second.roster->version(), 2);
}

TEST(List, two_of_one_name_without_phones_are_pointed_at) {
  EXPECT_THAT(told(csv("姓名,类别\n甲,人大代表\n甲,人大代表\n甲,群众代表\n")), HasSubstr("list:3: warning: 姓名和类别与第 2 行相同"));
}

TEST(List, csv_and_workbook_of_the_same_list_give_the_same_guests_and_continue_each_other) {
  const auto from_csv = csv("编号,姓名,手机,类别\n1,王玮,13800001037,人大代表\n2,李珺,13800001074,群众代表\n");
  const auto from_sheet = workbook(WorkbookBuilder().table("名单", {{"编号", "姓名", "手机", "类别"}, {"1", "王玮", "138 0000 1037", "人大代表"}, {"2", "李珺", "13800001074", "群众代表"}}), plan(),
                                   {&*from_csv.roster, {}, 0});
  ASSERT_TRUE(from_sheet.ok()) << told(from_sheet);
  EXPECT_EQ(from_sheet.roster->guests(), from_csv.roster->guests());
  EXPECT_EQ(from_sheet.roster->version(), 1);
  EXPECT_EQ(from_sheet.kept, 2u);
}

TEST(List, the_sheet_with_a_header_is_taken_and_said_and_two_are_an_error) {
  const std::vector<std::vector<std::string>> list{{"姓名", "类别"}, {"甲", "人大代表"}};
  const auto one = workbook(WorkbookBuilder().table("说明", {{"填表说明"}}).table("名单", list).table("空", {}));
  ASSERT_TRUE(one.ok()) << told(one);
  EXPECT_EQ(one.sheet, "名单");
  EXPECT_THAT(told(one), HasSubstr("没有用到的工作表：“说明”、“空”"));
  const WorkbookBuilder two = WorkbookBuilder().table("人大", list).table("政协", list);
  EXPECT_THAT(told(workbook(two)), HasSubstr("有几张工作表都像名单：“人大”、“政协”；请用 --sheet 指定"));
  EXPECT_TRUE(workbook(two, plan(), {nullptr, "政协", 0}).ok());
  EXPECT_THAT(told(workbook(two, plan(), {nullptr, "媒体", 0})), HasSubstr("没有叫“媒体”的工作表"));
  EXPECT_THAT(told(workbook(WorkbookBuilder().table("说明", {{"x"}}))), HasSubstr("没有找到表头"));
}

TEST(List, hidden_sheets_are_not_read_and_hidden_rows_are_and_both_are_said) {
  const std::string rows = R"(<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>类别</t></is></c></row>)"
                           R"(<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="B2" t="inlineStr"><is><t>npc</t></is></c></row>)";
  const auto reading = workbook(WorkbookBuilder().sheet("去年", rows, "", "hidden").sheet("今年", rows));
  ASSERT_TRUE(reading.ok()) << told(reading);
  EXPECT_EQ(reading.sheet, "今年");
  EXPECT_THAT(told(reading), HasSubstr("隐藏的行也读入了：第 2 行"));
  EXPECT_THAT(told(reading), HasSubstr("没有读隐藏的工作表：“去年”"));
}

TEST(List, a_category_joined_down_the_rows_counts_for_each_of_them) {
  const auto reading = workbook(WorkbookBuilder().table("名单", {{"来宾名单"}, {"姓名", "类别"}, {"甲", "人大代表"}, {"乙"}, {"丙"}, {"丁", "群众代表"}},
                                                        R"(<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B3:B5"/></mergeCells>)"));
  ASSERT_TRUE(reading.ok()) << told(reading);
  EXPECT_EQ(reading.roster->guests()[2].category, "npc");
  EXPECT_THAT(told(reading), HasSubstr("共填补 2 格"));
}

TEST(List, joined_cells_that_could_belong_to_several_are_named) {
  const auto down = workbook(WorkbookBuilder().table("名单", {{"姓名", "手机", "类别"}, {"甲", "13800001037", "npc"}, {"乙", "", "npc"}}, R"(<mergeCells><mergeCell ref="B2:B3"/></mergeCells>)"));
  EXPECT_THAT(told(down), HasSubstr("list:名单!B2: error: 合并的单元格 B2:B3 盖住了几行"));
  const auto across = workbook(WorkbookBuilder().table("名单", {{"姓名", "手机", "类别"}, {"甲", "", "npc"}}, R"(<mergeCells><mergeCell ref="A2:B2"/></mergeCells>)"));
  EXPECT_THAT(told(across), HasSubstr("list:名单!A2: error: 合并的单元格 A2:B2 盖住了几列"));
}

TEST(List, a_header_of_two_rows_is_understood) {
  const auto reading = workbook(WorkbookBuilder().table("名单", {{"姓名", "联系", "", "类别"}, {"", "手机", "邮箱", ""}, {"甲", "13800001037", "a@b", "npc"}},
                                                        R"(<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="D1:D2"/></mergeCells>)"));
  ASSERT_TRUE(reading.ok()) << told(reading);
  EXPECT_EQ(reading.roster->guests()[0].phone_tail, "1037");
}

TEST(List, cells_that_a_spreadsheet_changed_are_named_with_what_they_were_read_as) {
  const std::string styles = R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>)";
  const std::string header = R"(<row r="1"><c t="inlineStr"><is><t>姓名</t></is></c><c t="inlineStr"><is><t>类别</t></is></c><c t="inlineStr"><is><t>组</t></is></c>)"
                             R"(<c t="inlineStr"><is><t>手机</t></is></c><c t="inlineStr"><is><t>备注</t></is></c></row>)";
  const std::string name = R"(<c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="B2" t="inlineStr"><is><t>npc</t></is></c>)";
  const auto with = [&](const std::string& cells) { return told(workbook(WorkbookBuilder().styles(styles).sheet("名单", header + "<row r=\"2\">" + name + cells + "</row>"))); };
  EXPECT_THAT(with(R"(<c r="C2" s="1"><v>43891</v></c>)"), HasSubstr("list:名单!C2: error: 组被表格程序存成了日期，读作 2020-03-01"));
  EXPECT_THAT(with(R"(<c r="D2"><f>A1</f></c>)"), HasSubstr("list:名单!D2: error: 手机是公式，文件里没有存它的结果"));
  EXPECT_THAT(with(R"(<c r="C2" t="e"><v>#N/A</v></c>)"), HasSubstr("list:名单!C2: error: 组是表格的错误值"));
  EXPECT_THAT(with(R"(<c r="D2"><f>A1</f><v>13800001037</v></c>)"), HasSubstr("note: 1 格是公式"));
  EXPECT_EQ(with(R"(<c r="E2" s="1"><v>43891</v></c>)"), "");   // a column that is not used may hold anything
}

TEST(List, dates_of_a_spreadsheet_are_said_as_they_were_understood) {
  event::Plan open = plan(event::RegistrationOrder::first_come);
  const std::string header = R"(<row r="1"><c t="inlineStr"><is><t>姓名</t></is></c><c t="inlineStr"><is><t>类别</t></is></c><c t="inlineStr"><is><t>报名时间</t></is></c></row>)";
  const auto row = [](int line, const char* name, const char* style, const char* value) {
    const std::string n = std::to_string(line);
    return "<row r=\"" + n + "\"><c t=\"inlineStr\"><is><t>" + name + "</t></is></c><c t=\"inlineStr\"><is><t>npc</t></is></c><c s=\"" + style + "\"><v>" + value + "</v></c></row>";
  };
  const auto reading = workbook(WorkbookBuilder().styles(R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>)").sheet("名单", header + row(2, "甲", "1", "44129.75") + row(3, "乙", "0", "44128.5")), open);
  ASSERT_TRUE(reading.ok()) << told(reading);
  EXPECT_THAT(told(reading), HasSubstr("note: 报名时间：C2 存的是表格的日期，读作 2020-10-25 18:00（北京时间），其余同此"));
  EXPECT_THAT(told(reading), HasSubstr("note: 报名时间：C3 存的是数字，读作 2020-10-24 12:00"));
}

TEST(List, no_problem_or_note_holds_a_name_or_a_phone) {
  const auto reading = csv("姓名,手机,类别,随行人员,备注\n王玮,1380000,人大代表,张三,秘密\n王玮,13800001037,外星人,,\n王玮,13800001037,人大代表,,\n", plan(), {nullptr, {}, 2});
  for (const char* secret : {"王玮", "1380000", "张三", "秘密", "外星人"}) EXPECT_THAT(told(reading), Not(HasSubstr(secret)));
}

}  // namespace
}  // namespace openday::roster_io
