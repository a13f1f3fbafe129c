#include "kiosk/app/script.h"

#include <gtest/gtest.h>

namespace openday::app {
namespace {

TEST(ScriptReader, reads_one_command_a_line_and_skips_blank_and_comment_lines) {
  const auto lines = read_script("{\"tap\":\"签到\"}\n\n# later\n{\"wait\":1500}\n{\"clock\":\"2020-11-17T09:35:00+08:00\",\"state\":\"guessed\"}\n", "x");
  ASSERT_TRUE(lines);
  ASSERT_EQ(lines->size(), 3u);
  EXPECT_EQ((*lines)[0].text, "签到");
  EXPECT_EQ((*lines)[1].milliseconds, 1500);
  EXPECT_EQ((*lines)[2].number, 5u);
  EXPECT_EQ((*lines)[2].state, "guessed");
}

TEST(ScriptReader, names_the_line_that_is_no_command) {
  for (const char* bad : {"{\"tap\":1}", "{\"jump\":\"x\"}", "[]", "{", "{\"wait\":-1}", "{\"tap\":\"a\",\"type\":\"b\"}"}) {
    const auto lines = read_script(std::string("{\"wait\":1}\n") + bad, "visit.jsonl");
    ASSERT_FALSE(lines) << bad;
    EXPECT_NE(lines.error().what.find("visit.jsonl:2"), std::string::npos);
  }
}

}  // namespace
}  // namespace openday::app
