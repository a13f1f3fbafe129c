// `openday candidates` and `openday find` on the real program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tool/office.h"

namespace openday::tool {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* kRoster = R"({"schema":1,"event":"YX201117","version":1,"guests":[
  {"registration":"00000000000000000000000000000001","name":"欧阳文静","category":"npc","phone_tail":"0042","number":"YX-1"},
  {"registration":"00000000000000000000000000000002","name":"单雨桐","category":"client","phone_tail":"0077"},
  {"registration":"00000000000000000000000000000003","name":"王𬀩","category":"client","phone_tail":"0042"}]})";

class TextCommands : public ::testing::Test {
 protected:
  TextCommands() { office_.write("roster.json", kRoster); }
  [[nodiscard]] support::ProgramResult find(const std::string& query, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{"find", "--roster", "roster.json", query};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return office_.run(arguments);
  }
  Office office_;
};

TEST_F(TextCommands, find_prints_the_best_first_and_says_by_what) {
  EXPECT_THAT(find("ouy w j").out, StartsWith("欧阳文静\tnpc\t0042\tYX-1\t"));
  EXPECT_THAT(find("shanyt").out, StartsWith("单雨桐\t"));
  EXPECT_THAT(find("wangwei").out, StartsWith("王𬀩\t"));
  const auto tails = json_lines(find("0042", {"--json"}).out);
  ASSERT_EQ(tails.size(), 2U);
  EXPECT_EQ(tails[0]["matched"], "phone_tail");
  EXPECT_EQ(tails[1]["registration"], "00000000000000000000000000000003");
  EXPECT_EQ(json_lines(find("yx1", {"--json"}).out).at(0)["matched"], "code");
}

TEST_F(TextCommands, find_says_nobody_by_its_exit_code_and_that_there_are_more_on_stderr) {
  EXPECT_EQ(find("zhang").exit_code, 1);
  EXPECT_THAT(find("0042", {"--most", "1"}).err, HasSubstr("the first 1"));
  EXPECT_EQ(office_.run({"find", "--roster", "none.json", "w"}).exit_code, 2);
}

TEST_F(TextCommands, candidates_prints_one_a_line_the_best_first) {
  EXPECT_THAT(office_.run({"candidates", "budongchandengji"}).out, StartsWith("不动产登记\n"));
  EXPECT_THAT(office_.run({"candidates", "wei"}).out, HasSubstr("\n𬀩\n"));
  EXPECT_EQ(office_.run({"candidates", "--engine", "stroke", "--most", "1", "szhhshnh"}).out, "国\n");
  const auto phrase = json_lines(office_.run({"candidates", "--json", "--most", "1", "zrzyj"}).out).at(0);
  EXPECT_EQ(phrase["text"], "自然资源局");
  EXPECT_EQ(phrase["source"], "phrase");
  EXPECT_EQ(office_.run({"candidates", "7"}).exit_code, 1);
  EXPECT_EQ(office_.run({"candidates", "--engine", "wubi", "a"}).exit_code, 2);
}

TEST_F(TextCommands, candidates_names_a_phrase_list_that_it_cannot_read_and_goes_on) {
  office_.write("p.tsv", "调解\ttiao\n");
  const auto run = office_.run({"candidates", "--phrases", office_.path("p.tsv"), "--most", "1", "nihao"});
  EXPECT_EQ(run.out, "你好\n");
  EXPECT_THAT(run.err, HasSubstr("p.tsv:1: error"));
  EXPECT_EQ(office_.run({"candidates", "--tables", office_.path("none"), "ni"}).exit_code, 2);
}

}  // namespace
}  // namespace openday::tool
