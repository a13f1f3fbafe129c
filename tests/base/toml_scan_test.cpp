#include "kiosk/base/toml_scan.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/options.h"

namespace openday::base {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string refusal(std::string_view text) {
  const auto slip = scan_toml(text, 1 << 20);
  return slip ? fmt::format("{}:{}: {}", slip->line, slip->column, slip->what) : "";
}

TEST(TomlScan, lets_every_form_of_text_pass) {
  for (const char* text : {
           "a = \"中 \\\" 文\"\n'é' = '、\\'\nb.\"é\".c = 1\n[d.\"、\"]\n[[e.'、']]\n[1.\"é\"]\n1.'é' = 2\n",
           "a = \"\"\"一行\n\"两\"\" \\\"\"\" 行\"\"\"\"\"\nb = '''三\n''四\\'''''\nc = \"\" # 注释 \" '\nd = ''\n",
           "a = [1, -2.5, \"é\", ['、', \"。\"], # 注\n {b = +1, c = \"、\"}, 2020-11-17 10:00:00, '中']\r\nd = 2020-11-17T10:00:00+08:00#é\n",
           "a = \"\"\"一 \\  \n   \r\n  中、文 \\\n ascii\"\"\"\n",
           "\xEF\xBB\xBF[a]\nb = \"中\"\n",
       }) {
    EXPECT_EQ(refusal(text), "") << text;
    EXPECT_TRUE(Options::parse(text, "t.toml")) << text;
  }
}

TEST(TomlScan, refuses_a_text_that_begins_inside_a_number) {
  for (const char* text : {"code = 1\"、\"", "code = +'é'", "code = [1, -2.\"é\"]", "code = {a = 1[\"é\"]}", "code = 0={\"é\"", "code = 2020-11-17 1\"é\""}) {
    EXPECT_THAT(refusal(text), testing::AnyOf(HasSubstr("a quote inside a number"), HasSubstr("an hour of one digit"))) << text;
    EXPECT_FALSE(Options::parse(text, "t.toml")) << text;
  }
}

TEST(TomlScan, finds_what_stands_outside_after_a_damaged_quote) {
  EXPECT_THAT(refusal("code = 中\"\n"), StartsWith("1:8: 中 stands outside of quotes"));
  EXPECT_THAT(refusal("code = \"\"、\"\n"), StartsWith("1:10: 、 stands outside of quotes"));
  EXPECT_THAT(refusal("code = \"a\\\\\"é\"\n"), StartsWith("1:13: é stands outside"));
  EXPECT_THAT(refusal("code = 'a\\'é'\n"), StartsWith("1:12: é stands outside"));
  EXPECT_THAT(refusal("code = \"a\né\"\n"), StartsWith("2:1: é stands outside"));
  EXPECT_THAT(refusal("code = '''a''''''é'''\n"), "") << "a sixth quote opens another text, at which the library stops";
}

TEST(TomlScan, refuses_a_backslash_before_what_the_library_cannot_judge) {
  EXPECT_THAT(refusal("a = \"\"\"\\é\"\"\""), StartsWith("1:9: é after a \\"));
  EXPECT_THAT(refusal("a = \"\"\"\\  、\"\"\""), StartsWith("1:11: 、 after a \\"));
  EXPECT_THAT(refusal("a = \"\"\"x\\\n  《b》\"\"\""), StartsWith("2:3: 《 begins a line that a \\ joins"));
}

TEST(TomlScan, refuses_brackets_that_close_nothing_and_headers_without_a_name) {
  EXPECT_THAT(refusal("a = [}"), StartsWith("1:6: a } that closes nothing"));
  EXPECT_THAT(refusal("a = {b = 1]"), StartsWith("1:11: a ] that closes nothing"));
  EXPECT_THAT(refusal("\xEF\xBB\xBF[="), StartsWith("1:1: a [ without a table's name"));
}

}  // namespace
}  // namespace openday::base
