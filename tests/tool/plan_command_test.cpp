#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tool/office.h"

namespace openday::tool {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(PlanCommand, writes_a_starter_that_is_a_good_plan_without_a_warning) {
  const Office office;
  EXPECT_EQ(office.run({"plan", "new", "--out", "mine.toml"}).exit_code, 0);
  const auto check = office.run({"plan", "check", "mine.toml"});
  EXPECT_EQ(check.exit_code, 0);
  EXPECT_EQ(check.out, "mine.toml: good, 0 warnings\n");
  EXPECT_EQ(office.read("mine.toml"), support::read_text(OPENDAY_SOURCE_DIR "/config/plans/starter.toml"));
}

TEST(PlanCommand, does_not_overwrite_a_plan_with_a_starter) {
  const Office office;
  office.write("mine.toml", "mine");
  const auto again = office.run({"plan", "new", "--out", "mine.toml"});
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_THAT(again.err, HasSubstr("mine.toml is there already"));
  EXPECT_EQ(office.read("mine.toml"), "mine");
}

TEST(PlanCommand, names_file_line_and_column_of_every_problem) {
  const Office office;
  std::string text = programme_3();
  text.replace(text.find("weekday = \"星期二\""), std::string("weekday = \"星期二\"").size(), "weekday = \"星期三\"");
  text.replace(text.find("quota = 10"), 10, "quota = 11");
  office.write("p.toml", text);
  const auto check = office.run({"plan", "check", "p.toml"});
  EXPECT_EQ(check.exit_code, 1);
  EXPECT_THAT(check.out, HasSubstr(":11: error: weekday is 星期三, but 2020-11-17 is a 星期二 (Tuesday)"));
  EXPECT_THAT(check.out, HasSubstr("error: the departments invite 10 of \"服务对象\", its quota is 11"));
  for (const std::string& line : support::lines_of(check.out)) EXPECT_THAT(line, ::testing::ContainsRegex("^p\\.toml:[0-9]+:[0-9]+: (error|warning): "));
}

TEST(PlanCommand, checks_several_files_and_gives_the_worst_code) {
  const Office office;
  office.write("good.toml", programme_3());
  office.write("bad.toml", "schema = ");
  const auto check = office.run({"plan", "check", "--json", "good.toml", "bad.toml"});
  EXPECT_EQ(check.exit_code, 1);
  const auto lines = json_lines(check.out);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0]["severity"], "warning");
  EXPECT_EQ(lines[1]["file"], "bad.toml");
  EXPECT_EQ(lines[1]["line"], 1);
  EXPECT_EQ(office.run({"plan", "check", "missing.toml"}).exit_code, 2);
}

TEST(PlanCommand, writes_a_plan_tidily_and_the_same_again) {
  const Office office;
  office.write("p.toml", programme_3());
  const auto tidy = office.run({"plan", "show", "p.toml", "--toml"});
  EXPECT_EQ(tidy.exit_code, 0);
  office.write("tidy.toml", tidy.out);
  EXPECT_EQ(office.run({"plan", "show", "tidy.toml", "--toml"}).out, tidy.out);
  EXPECT_EQ(office.run({"plan", "show", "tidy.toml"}).out, office.run({"plan", "show", "p.toml"}).out);
}

TEST(PlanCommand, shows_on_which_day_the_feedback_is_due) {
  const Office office;
  office.write("p.toml", support::read_text(OPENDAY_SOURCE_DIR "/config/plans/01-county-symposium.toml"));
  const std::string calendar = OPENDAY_SOURCE_DIR "/config/calendar/holidays.json";
  EXPECT_THAT(office.run({"plan", "show", "p.toml", "--calendar", calendar}).out, HasSubstr("15个工作日内，到 2023-10-25 止"));
  EXPECT_THAT(office.run({"plan", "show", OPENDAY_SOURCE_DIR "/config/plans/01-county-symposium.toml"}).out, HasSubstr("到 2023-10-25 止"));
  EXPECT_EQ(office.run({"plan", "show", "p.toml", "--calendar", "missing.json"}).exit_code, 2);
}

TEST(PlanCommand, names_a_sentence_that_no_page_has) {
  const Office office;
  office.write("p.toml", programme_3() + "\n[texts]\n\"home.show_cod\" = \"请出示\"\n");
  const auto check = office.run({"plan", "check", "p.toml"});
  EXPECT_EQ(check.exit_code, 1);
  EXPECT_THAT(check.out, HasSubstr("no sentence is called \"home.show_cod\"; did you mean home.show_code?"));
}

TEST(PlanCommand, shows_the_current_and_the_next_item) {
  const Office office;
  office.write("p.toml", programme_3());
  const auto show = office.run({"plan", "show", "p.toml", "--at", "2020-11-17T09:35:00+08:00", "--json"});
  EXPECT_EQ(show.exit_code, 0);
  const auto now = json_lines(show.out).at(0);
  EXPECT_EQ(now["event"], "YX201117");
  EXPECT_EQ(now["session"], "main");
  EXPECT_EQ(now["state"], "running");
  EXPECT_EQ(now["current"]["title"], "前往三个窑沟");
  EXPECT_EQ(now["current"]["kind"], "travel");
  EXPECT_EQ(now["current"]["start"], "09:30");
  EXPECT_EQ(now["current"]["minutes_left"], 15);
  EXPECT_EQ(now["next"]["place"], "三个窑沟项目点");
  EXPECT_THAT(office.run({"plan", "show", "p.toml", "--at", "2020-11-17T01:35:00Z"}).out, AllOf(HasSubstr("现在：前往三个窑沟，还有 15 分钟"), HasSubstr("接下来：09:50")));
}

TEST(PlanCommand, shows_nothing_of_a_broken_plan_but_its_problems) {
  const Office office;
  office.write("p.toml", "schema = 1\n");
  const auto show = office.run({"plan", "show", "p.toml"});
  EXPECT_EQ(show.exit_code, 1);
  EXPECT_EQ(show.out, "");
  EXPECT_THAT(show.err, HasSubstr("p.toml:1:1: error: the plan needs the key event"));
}

TEST(PlanCommand, says_what_a_moment_or_a_session_looks_like) {
  const Office office;
  office.write("p.toml", programme_3());
  const auto moment = office.run({"plan", "show", "p.toml", "--at", "tomorrow"});
  EXPECT_EQ(moment.exit_code, 2);
  EXPECT_THAT(moment.err, HasSubstr("--at is \"tomorrow\"; expected a date and time with its offset"));
  const auto session = office.run({"plan", "show", "p.toml", "--session", "second"});
  EXPECT_EQ(session.exit_code, 2);
  EXPECT_THAT(session.err, HasSubstr("its sessions are main"));
}

TEST(CommandLine, documents_its_contract_and_refuses_what_it_does_not_know) {
  const Office office;
  const auto help = office.run({"--help-all"});
  EXPECT_EQ(help.exit_code, 0);
  for (const char* word : {"plan", "check", "--json", "Exit code: 0", "issue", "verify", "workdays"}) EXPECT_THAT(help.out, HasSubstr(word));
  const auto unknown = office.run({"verfy", "--state", "."});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("verfy is not a command; did you mean verify?"));
  EXPECT_EQ(office.run({}).exit_code, 2);
  EXPECT_EQ(office.run({"plan", "check"}).exit_code, 2);
  EXPECT_EQ(office.run({"key", "new", "--use", "everything", "--out", "k"}).exit_code, 2);
}

TEST(WorkdaysCommand, prints_the_due_date_and_whether_it_may_still_move) {
  const Office office;
  const std::string calendar = OPENDAY_SOURCE_DIR "/config/calendar/holidays.json";
  const auto due = [&](const std::string& from) { return office.run({"workdays", "--calendar", calendar, "--from", from, "--days", "15"}).out; };
  EXPECT_EQ(due("2023-09-28"), "2023-10-25\n");
  EXPECT_EQ(due("2025-09-28"), "2025-10-24\n");
  EXPECT_EQ(due("2022-09-09"), "2022-10-08\n");
  EXPECT_THAT(due("2026-12-28"), HasSubstr(" provisional"));
  EXPECT_EQ(office.run({"workdays", "--calendar", calendar, "--from", "2023-02-29", "--days", "15"}).exit_code, 2);
  EXPECT_EQ(office.run({"workdays", "--calendar", "missing.json", "--from", "2023-02-28", "--days", "15"}).exit_code, 2);
}

}  // namespace
}  // namespace openday::tool
