// The small readings: phones, companions, numbers of a spreadsheet, dates as people write them.
#include <gtest/gtest.h>

#include "kiosk/roster_io/guest_cells.h"
#include "kiosk/roster_io/number_format.h"
#include "kiosk/roster_io/office_time.h"
#include "kiosk/roster_io/roster_reading.h"
#include "kiosk/roster_io/table.h"

namespace openday::roster_io {
namespace {

TEST(Cells, phones_are_understood_however_they_are_typed) {
  for (const char* cell : {"13800001037", "138 0000 1037", "138-0000-1037", "+8613800001037", "+86 138-0000-1037", "008613800001037", "8613800001037", "'13800001037", "(+86)13800001037"})
    EXPECT_EQ(mobile_of(cell), "13800001037") << cell;
  for (const char* cell : {"", "12800001037", "1380000103", "138000010377", "0953-1234567", "13800001037/13900001037", "1.38E+10", "八"}) EXPECT_FALSE(mobile_of(cell)) << cell;
}

TEST(Cells, companions_are_counted_or_named) {
  for (const auto& [cell, count] : {std::pair("", 0), std::pair("无", 0), std::pair("/", 0), std::pair("2", 2), std::pair("2人", 2), std::pair("3 名", 3), std::pair("张三", 1),
                                    std::pair("张三、李四", 2), std::pair("张三,李四，王五;赵六", 4), std::pair("张三 李四", 2), std::pair("Anna Smith", 1), std::pair("阿依古丽·买买提", 1),
                                    std::pair("张三\n李四\n", 2), std::pair("张三（13800001037）", 1)})
    EXPECT_EQ(count_companions(cell, 9), count) << cell;
  for (const char* cell : {"-1", "1.5", "10", "一、二、三、四、五、六、七、八、九、十"}) EXPECT_FALSE(count_companions(cell, 9)) << cell;
}

TEST(Cells, id_numbers_are_known_by_their_check_character) {
  EXPECT_TRUE(is_id_number("11010519491231002X"));
  EXPECT_FALSE(is_id_number("110105194912310021"));
}

TEST(Cells, numbers_lose_what_spreadsheets_add) {
  EXPECT_EQ(plain_number("1.3800001037E10"), "13800001037");
  EXPECT_EQ(plain_number("13800001037.0"), "13800001037");
  EXPECT_EQ(plain_number("-0"), "0");
  EXPECT_EQ(plain_number("0.1"), "0.1");
  EXPECT_EQ(plain_number("1e300"), "1e+300");
  EXPECT_EQ(plain_number("nan"), "nan");
  EXPECT_EQ(plain_number("YX-7"), "YX-7");
}

TEST(Cells, date_formats_are_told_from_numbers) {
  for (const char* code : {"yyyy-mm-dd", "m\"月\"d\"日\"", "[$-804]yyyy\"年\"m\"月\"", "h:mm", "[h]:mm", "[DBNum1]yyyy", "\\d d"}) EXPECT_TRUE(is_date_format(code)) << code;
  for (const char* code : {"", "General", "0.00", "@", "#,##0\"元/m\"", "[Red]0", "\\d0", "_d0", "0\"", "[", "0.00E+00"}) EXPECT_FALSE(is_date_format(code)) << code;
  for (const int id : {14, 22, 27, 31, 57}) EXPECT_TRUE(is_date_format(id)) << id;
  for (const int id : {0, 1, 10, 49, 164}) EXPECT_FALSE(is_date_format(id)) << id;
}

TEST(Cells, serial_numbers_are_days_since_1900_or_1904) {
  EXPECT_EQ(date_of_serial("1", false), "1900-01-01");
  EXPECT_EQ(date_of_serial("61", false), "1900-03-01");
  EXPECT_EQ(date_of_serial("43831", false), "2020-01-01");
  EXPECT_EQ(date_of_serial("42369", true), "2020-01-01");
  EXPECT_EQ(date_of_serial("0.75", false), "18:00");
  EXPECT_EQ(date_of_serial("44129.750058", false), "2020-10-25 18:00:05");
  for (const char* text : {"-1", "2958466", "x", ""}) EXPECT_FALSE(date_of_serial(text, false)) << text;
}

std::string said(std::string_view text) {
  const auto time = parse_local_time(text);
  return time ? base::to_rfc3339(to_instant(*time, base::kChinaOffset)) : "none";
}

TEST(Cells, times_are_understood_as_people_write_them) {
  for (const char* text : {"2020-10-25 18:00", "2020/10/25 18:00:00", "2020.10.25 18:00", "2020年10月25日 18时", "2020年10月25日下午6点", "20201025 18:00", "2020-10-25T18:00", "44129.75"})
    EXPECT_EQ(said(text), "2020-10-25T18:00:00+08:00") << text;
  EXPECT_EQ(said("2020-10-25"), "2020-10-25T00:00:00+08:00");
  for (const char* text : {"", "10-25 18:00", "2020-02-30", "2021-02-29 10:00", "2020-10-25 25:00", "2020-10-25 18:60", "明天", "18:00", "13800001037", "2020-10-25 1 2 3 4"})
    EXPECT_EQ(said(text), "none") << text;
}

TEST(Cells, ages_are_full_years_on_the_day) {
  const base::Date day = *base::parse_date("2020-11-17");
  EXPECT_EQ(age_on(*parse_birth_date("2002-11-17"), day), 18);
  EXPECT_EQ(age_on(*parse_birth_date("2002年11月18日"), day), 17);
  EXPECT_EQ(age_on(*parse_birth_date("2002.11"), day), 18);
  EXPECT_EQ(age_on(*parse_birth_date("200212"), day), 17);
  EXPECT_FALSE(parse_birth_date("2002-13"));
}

TEST(Cells, places_are_named_as_a_spreadsheet_does) {
  EXPECT_EQ(cell_name(1, 1), "A1");
  EXPECT_EQ(cell_name(28, 5), "AB5");
  EXPECT_EQ(column_letters(703), "AAA");
  Lines lines;
  for (const std::size_t line : {3, 4, 5, 9, 11, 12}) lines.add(line);
  EXPECT_EQ(to_string(lines), "第 3–5、9、11、12 行");
}

}  // namespace
}  // namespace openday::roster_io
