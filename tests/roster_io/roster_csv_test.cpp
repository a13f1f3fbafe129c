#include "kiosk/roster_io/roster_reading.h"

#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

#include "kiosk/event/plan_reader.h"
#include "tests/support/files.h"

namespace openday::roster_io {
namespace {

const std::string kSource = OPENDAY_SOURCE_DIR;

event::Plan city_plan() {
  const std::string file = kSource + "/config/plans/03-city-timed.toml";
  auto reading = event::read_plan(support::read_text(file), file);
  if (!reading.plan) throw std::runtime_error("the plan of programme 3 does not read");
  return *reading.plan;
}

// Random ids that are the same in every run.
RandomSource counting(int start = 1) {
  return [n = start]() mutable {
    base::Random16 out{};
    out[14] = static_cast<std::uint8_t>(n >> 8);
    out[15] = static_cast<std::uint8_t>(n++);
    return out;
  };
}

RosterReading read(std::string_view bytes, const event::Roster* previous = nullptr, int start = 1) {
  return read_roster_csv(bytes, city_plan(), {previous, {}, 0}, counting(start));
}
RosterReading sample(const std::string& name) { return read(support::read_text(kSource + "/tests/samples/rosters/" + name)); }

std::string told(const RosterReading& reading) {
  std::string out;
  for (const RosterProblem& problem : reading.problems) out += to_string(problem, "list.csv") + "\n";
  return out;
}

TEST(RosterCsv, demo_roster_fits_programme_3_exactly) {
  const RosterReading reading = read(support::read_text(kSource + "/config/demo/roster.csv"));
  ASSERT_TRUE(reading.ok()) << told(reading);
  EXPECT_TRUE(reading.problems.empty()) << told(reading);
  ASSERT_EQ(reading.roster->guests().size(), 22u);
  std::map<std::string, int> count;
  for (const event::Guest& guest : reading.roster->guests()) ++count[guest.category];
  EXPECT_EQ(count, (std::map<std::string, int>{{"npc", 5}, {"cppcc", 5}, {"client", 10}, {"media", 2}}));
}

TEST(RosterCsv, same_list_in_every_encoding_and_with_every_separator_gives_the_same_guests) {
  const RosterReading plain = sample("utf8.csv");
  ASSERT_TRUE(plain.ok()) << told(plain);
  for (const char* name : {"utf8-bom.csv", "gb18030.csv", "utf16.csv"}) {
    const RosterReading other = sample(name);
    ASSERT_TRUE(other.ok()) << name << told(other);
    EXPECT_EQ(other.roster->guests(), plain.roster->guests()) << name;
  }
  EXPECT_EQ(sample("gb18030.csv").encoding, "GB 18030");
  const RosterReading semicolons = sample("gbk-semicolon.csv");
  ASSERT_TRUE(semicolons.ok()) << told(semicolons);
  EXPECT_EQ(semicolons.separator, ';');
  EXPECT_EQ(semicolons.rows, 20u);
}

TEST(RosterCsv, keeps_the_last_four_digits_of_the_phone_only) {
  const RosterReading reading = sample("utf8.csv");
  for (const event::Guest& guest : reading.roster->guests()) EXPECT_EQ(guest.phone_tail.size(), 4u);
  EXPECT_EQ(event::write_roster(*reading.roster).find("1380000"), std::string::npos);
}

TEST(RosterCsv, rare_characters_and_middle_dots_arrive_whole) {
  const RosterReading reading = sample("gb18030.csv");
  std::set<std::string> names;
  for (const event::Guest& guest : reading.roster->guests()) names.insert(guest.name);
  for (const char* name : {"王玮", "李珺", "赵瀛", "张堃", "陈㛃", "周𬀩", "阿依古丽·买买提"}) EXPECT_TRUE(names.contains(name)) << name;
  EXPECT_EQ(sample("private-use.csv").roster->guests()[0].name, "王\u9FB4");
}

TEST(RosterCsv, english_headers_tabs_and_companions_are_understood) {
  const RosterReading reading = sample("tabs-english.csv");
  ASSERT_TRUE(reading.ok()) << told(reading);
  EXPECT_EQ(reading.roster->guests()[0].persons, 2);
  EXPECT_EQ(reading.roster->guests()[1].persons, 1);
  EXPECT_EQ(told(reading), "list.csv: warning: 人大代表有 6 人，方案只有 5 个名额；后到的人将不能入场\n");
}

TEST(RosterCsv, title_above_the_header_is_passed_over_and_every_column_said) {
  const RosterReading reading = sample("title-above.csv");
  ASSERT_TRUE(reading.ok()) << told(reading);
  EXPECT_EQ(reading.header_line, 3u);
  EXPECT_EQ(reading.roster->guests().size(), 3u);
  ASSERT_EQ(reading.columns.size(), 6u);
  EXPECT_EQ(reading.columns[0].column, Column::serial);
  EXPECT_EQ(reading.columns[1].column, Column::name);
  EXPECT_EQ(reading.columns[5].header, "备注");
}

TEST(RosterCsv, quoted_cells_may_hold_separators_and_line_ends) {
  const RosterReading reading = sample("quoted.csv");
  ASSERT_TRUE(reading.ok()) << told(reading);
  EXPECT_EQ(reading.roster->guests()[0].department, "云溪市\"第三\"中学,\n东校区");
  EXPECT_EQ(reading.roster->guests().size(), 2u);
}

TEST(RosterCsv, every_bad_row_is_named_by_line_and_nothing_is_imported) {
  const RosterReading reading = sample("bad-rows.csv");
  EXPECT_FALSE(reading.ok());
  EXPECT_EQ(reading.errors, 6u) << told(reading);
  const std::string all = told(reading);
  for (const char* line : {"list.csv:2: error: 姓名为空", "list.csv:3: error: 手机应是一个 11 位手机号",
                           "list.csv:4: error: 类别不在方案中；应是：人大代表、政协委员、服务对象、媒体记者",
                           "list.csv:6: error: 编号与第 5 行相同", "list.csv:7: error: 姓名和手机与第 5 行相同",
                           "list.csv:8: error: 手机被表格程序缩短了"})
    EXPECT_NE(all.find(line), std::string::npos) << line << "\n" << all;
}

TEST(RosterCsv, problems_never_hold_a_name_or_a_phone) {
  const std::string all = told(sample("bad-rows.csv"));
  for (const char* secret : {"王玮", "李珺", "赵瀛", "张堃", "1380000", "1148"}) EXPECT_EQ(all.find(secret), std::string::npos) << secret;
}

TEST(RosterCsv, id_card_numbers_are_refused_as_a_column_and_in_any_cell) {
  const RosterReading column = sample("id-column.csv");
  EXPECT_FALSE(column.ok());
  EXPECT_NE(told(column).find("本系统不收集身份证号"), std::string::npos);
  const RosterReading cell = read("编号,姓名,类别\n11010519491231002X,王玮,npc\n");   // the example of GB 11643
  EXPECT_NE(told(cell).find("list.csv:2: error: 编号填的是身份证号"), std::string::npos) << told(cell);
  EXPECT_EQ(told(cell).find("110105"), std::string::npos);
}

TEST(RosterCsv, whole_file_problems_say_what_to_do) {
  EXPECT_NE(told(sample("open-quote.csv")).find("第 3 行：这里有一个双引号"), std::string::npos);
  EXPECT_NE(told(read("")).find("文件是空的"), std::string::npos);
  EXPECT_NE(told(read("甲,乙\n1,2\n")).find("没有找到表头"), std::string::npos);
  EXPECT_NE(told(read("姓名,手机\n王玮,13800001037\n")).find("没有“类别”列"), std::string::npos);
  EXPECT_NE(told(read("姓名,手机,类别\n")).find("表头下面没有来宾"), std::string::npos);
  EXPECT_NE(told(read("姓名,名字,类别\n王,玮,npc\n")).find("第 A 列和第 B 列都是姓名"), std::string::npos);
  EXPECT_NE(told(read("姓名,类别\n王玮,npc,x\n")).find("有 3 格，表头只有 2 格"), std::string::npos);
}

TEST(RosterCsv, cells_of_another_kind_are_refused) {
  const auto problem = [](std::string_view header, std::string_view cell) { return told(read(std::string("姓名,类别,") + std::string(header) + "\n王玮,npc," + std::string(cell) + "\n")); };
  for (const auto& [header, cell] : {std::pair("人数", "0"), std::pair("人数", "两人"), std::pair("人数", "1.5"), std::pair("随行", "-1"), std::pair("场次", "晚场"),
                                     std::pair("状态", "也许"), std::pair("登记标识", "7"), std::pair("手机", "12800001037"), std::pair("手机", "0519-8123456")})
    EXPECT_NE(problem(header, cell).find("list.csv:2: error: "), std::string::npos) << header << cell;
  for (const auto& [header, cell] : {std::pair("人数", "３"), std::pair("随行", "0"), std::pair("场次", "main"), std::pair("状态", "候补"), std::pair("手机", "+86 138-0000-1037"),
                                     std::pair("手机", "")})
    EXPECT_EQ(problem(header, cell), "") << header << cell;
}

TEST(RosterCsv, second_import_of_a_file_changes_nothing) {
  const std::string bytes = support::read_text(kSource + "/config/demo/roster.csv");
  const RosterReading first = read(bytes);
  const RosterReading again = read(bytes, &*first.roster, 5000);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again.roster->guests(), first.roster->guests());
  EXPECT_EQ(again.roster->version(), first.roster->version());
  EXPECT_EQ(again.kept, 22u);
  EXPECT_EQ(again.made, 0u);
}

TEST(RosterCsv, registrations_follow_number_then_name_with_phone) {
  const RosterReading first = read("编号,姓名,手机,类别\n1,王玮,13800001037,npc\n2,李珺,13800001074,npc\n,赵瀛,13800001111,npc\n");
  ASSERT_TRUE(first.ok()) << told(first);
  const auto& before = first.roster->guests();
  const RosterReading next = read("编号,姓名,手机,类别\n3,周𬀩,13800001148,npc\n,赵瀛,13800001111,npc\n2,李君,13800001075,npc\n1,王玮,13900001037,npc\n", &*first.roster, 5000);
  ASSERT_TRUE(next.ok()) << told(next);
  const auto& now = next.roster->guests();
  EXPECT_EQ(now[1].registration, before[2].registration);
  EXPECT_EQ(now[2].registration, before[1].registration);
  EXPECT_EQ(now[3].registration, before[0].registration);
  EXPECT_EQ(next.made, 1u);
  EXPECT_EQ(next.roster->version(), first.roster->version() + 1);
  EXPECT_NE(told(next).find("list.csv:4: warning: 这个编号原来是另一个姓名"), std::string::npos) << told(next);
}

TEST(RosterCsv, registration_column_stands_above_everything_and_is_given_to_nobody_else) {
  const RosterReading first = read("编号,姓名,类别\n1,王玮,npc\n");
  const std::string id = event::to_string(first.roster->guests()[0].registration);
  const RosterReading next = read("编号,姓名,类别,登记标识\n1,王玮,npc,\n2,李珺,npc," + id + "\n", &*first.roster, 5000);
  ASSERT_TRUE(next.ok()) << told(next);
  EXPECT_EQ(event::to_string(next.roster->guests()[1].registration), id);
  EXPECT_NE(next.roster->guests()[0].registration, next.roster->guests()[1].registration);
}

TEST(RosterCsv, roster_of_another_event_gives_no_registrations) {
  const event::Roster other("OTHER", 3, {});
  const RosterReading reading = read("姓名,类别\n王玮,npc\n", &other);
  EXPECT_TRUE(reading.ok());
  EXPECT_EQ(reading.roster->version(), 1);
  EXPECT_NE(told(reading).find("属于另一次活动"), std::string::npos);
}

TEST(RosterCsv, many_problems_are_counted_but_not_all_told) {
  std::string text = "姓名,类别\n";
  for (int i = 0; i < 1000; ++i) text += "王玮,nobody\n";
  const RosterReading reading = read(text);
  EXPECT_EQ(reading.errors, 1000u);
  EXPECT_EQ(reading.problems.size(), kMaxProblems);
}

TEST(RosterCsv, any_bytes_are_read_to_a_roster_or_to_problems) {
  const std::string good = support::read_text(kSource + "/tests/samples/rosters/gb18030.csv");
  const event::Plan plan = city_plan();
  std::mt19937 random(1117);
  for (int i = 0; i < 300; ++i) {
    std::string bytes = good.substr(0, random() % good.size());
    for (int n = static_cast<int>(random() % 8); n > 0 && !bytes.empty(); --n) bytes[random() % bytes.size()] = static_cast<char>(random());
    const RosterReading reading = read_roster_csv(bytes, plan, {}, counting());
    EXPECT_EQ(reading.ok(), reading.errors == 0);
    EXPECT_TRUE(!reading.ok() || event::read_roster(event::write_roster(*reading.roster)));
  }
}

}  // namespace
}  // namespace openday::roster_io
