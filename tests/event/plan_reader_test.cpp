#include "kiosk/event/plan_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <fmt/format.h>

#include "kiosk/event/plan_reader_node.h"
#include "kiosk/event/plan_text.h"
#include "tests/support/files.h"

namespace openday::event {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::string programme_3() { return support::read_text(OPENDAY_SOURCE_DIR "/config/plans/03-city-timed.toml"); }

std::vector<std::string> problems(const std::string& toml) {
  std::vector<std::string> out;
  for (const Diagnostic& diagnostic : read_plan(toml, "p.toml").diagnostics) out.push_back(to_string(diagnostic));
  return out;
}

// A short valid plan; `more` is put at the end, each `swap` replaced in it once.
std::string small(const std::string& more = {}, const std::vector<std::pair<std::string, std::string>>& swaps = {}) {
  std::string text = R"(schema = 1
version = 2
[event]
id = "T1"
name = "开放日"
bureau = "云溪市自然资源局"
status = "confirmed"
cap = 10
[[site]]
id = "hall"
name = "大厅"
[[category]]
id = "guest"
code = 1
label = "群众代表"
quota = 10
[[session]]
id = "s"
precision = "instant"
date = 2026-11-17
start = "09:00"
end = "11:00"
[[session.item]]
kind = "talk"
title = "座谈"
site = "hall"
)";
  for (const auto& [from, to] : swaps) text.replace(text.find(from), from.size(), to);
  return text + more;
}

TEST(PlanReader, loads_programme_3_with_its_one_known_warning) {
  const PlanReading reading = read_plan(programme_3(), "03.toml");
  ASSERT_TRUE(reading.ok());
  ASSERT_EQ(reading.diagnostics.size(), 1u);
  EXPECT_EQ(reading.diagnostics[0].severity, Severity::warning);
  EXPECT_THAT(reading.diagnostics[0].message, HasSubstr("before the session's 08:40"));
}

TEST(PlanReader, finds_everything_that_programme_3_says) {
  const Plan plan = *read_plan(programme_3(), "03.toml").plan;
  ASSERT_EQ(plan.sessions.size(), 1u);
  const auto& items = plan.sessions[0].items;
  ASSERT_EQ(items.size(), 10u);
  Minutes sum{0}, travel{0};
  for (const Item& item : items) {
    sum += *item.end - *item.start;
    if (item.kind == ItemKind::travel) travel += *item.end - *item.start;
  }
  EXPECT_EQ(sum, Minutes(180));
  EXPECT_EQ(travel, Minutes(50));
  int external = 0;
  for (const Category& category : plan.categories) external += category.role == CategoryRole::external ? category.quota.value_or(0) : 0;
  EXPECT_EQ(external, 22);
  EXPECT_EQ(plan.category("cadre")->call_time, Minutes(10 * 60 + 30));
  EXPECT_EQ(plan.questionnaires.at(0).subjects.size(), 2u);
  EXPECT_EQ(plan.duties.size(), 4u);
  EXPECT_EQ(plan.cap, std::nullopt);
  EXPECT_TRUE(plan.screening.empty());
}

TEST(PlanReader, reads_a_small_plan_without_a_word) { EXPECT_THAT(problems(small()), IsEmpty()); }

TEST(PlanReader, reads_every_key_that_the_eight_programmes_need) {
  const std::string file = OPENDAY_SOURCE_DIR "/tests/event/samples/plan-all-keys.toml";
  const PlanReading reading = read_plan(support::read_text(file), "all.toml");
  for (const Diagnostic& diagnostic : reading.diagnostics) EXPECT_EQ(diagnostic.severity, Severity::warning) << to_string(diagnostic);
  ASSERT_TRUE(reading.ok());
  const Plan& plan = *reading.plan;
  EXPECT_EQ(plan.sessions.size(), 4u);
  EXPECT_EQ(plan.joint_quotas.at(0).quota, 5);
  EXPECT_EQ(plan.registration.order, RegistrationOrder::review);
  EXPECT_EQ(plan.confirmation.foreign_codes.size(), 1u);
  EXPECT_EQ(plan.screening.size(), 5u);
  EXPECT_EQ(plan.feedback.size(), 6u);
  EXPECT_EQ(plan.privacy.retention_days.at("phone"), 30);
  EXPECT_EQ(plan.texts.at("home.welcome"), "欢迎");
  EXPECT_EQ(plan.texts_version, "2");
  EXPECT_THAT(problems(support::read_text(file)), Contains(HasSubstr("an untimed tail")));
}

struct Case {
  const char* what;
  std::string toml, expected;
};

class PlanProblem : public ::testing::TestWithParam<Case> {};

TEST_P(PlanProblem, is_named_with_its_place) {
  EXPECT_THAT(problems(GetParam().toml), Contains(HasSubstr(GetParam().expected)));
}

INSTANTIATE_TEST_SUITE_P(
    PlanReader, PlanProblem,
    ::testing::Values(
        Case{"weekday", small({}, {{"start = \"09:00\"", "weekday = \"星期三\"\nstart = \"09:00\""}}), "p.toml:21:11: error: weekday is 星期三, but 2026-11-17 is a 星期二 (Tuesday)"},
        Case{"misspelt", small({}, {{"precision", "precison"}}), "error: unknown key \"precison\" in session; did you mean precision?"},
        Case{"missing", small({}, {{"bureau = \"云溪市自然资源局\"\n", ""}}), "p.toml:3:1: error: event needs the key bureau"},
        Case{"missing_table", "schema = 1\nversion = 1\n", "p.toml:1:1: error: the plan needs the key event"},
        Case{"wrong_type", small({}, {{"cap = 10", "cap = \"10\""}}), "p.toml:8:7: error: cap is a text; expected a whole number"},
        Case{"out_of_range", small({}, {{"cap = 10", "cap = 99999999999"}}), "error: cap is 99999999999; expected 1 to 1000000"},
        Case{"word", small({}, {{"\"talk\"", "\"tlak\""}}), "; did you mean talk?"},
        Case{"site", small({}, {{"site = \"hall\"", "site = \"hal\""}}), "error: no site is called \"hal\"; did you mean hall?"},
        Case{"quota_over_cap", small({}, {{"quota = 10", "quota = 11"}}), "p.toml:8:7: error: the quotas add up to 11, more than the cap of 10"},
        Case{"inviting", small({}, {{"quota = 10", "quota = 10\n[[category.inviting]]\ndepartment = \"办公室\"\ncount = 4"}}), "error: the departments invite 4 of \"群众代表\", its quota is 10"},
        Case{"doubled_id", small("[[site]]\nid = \"hall\"\nname = \"又一个\"\n"), "error: site \"hall\" is there twice"},
        Case{"doubled_code", small("[[category]]\nid = \"b\"\ncode = 1\nlabel = \"乙\"\n"), "error: category code \"1\" is there twice"},
        Case{"time", small({}, {{"09:00", "9点"}}), "error: start is \"9点\"; expected a time of day"},
        Case{"past_midnight", small({}, {{"11:00", "25:00"}}), "error: end is \"25:00\"; expected a time of day from \"00:00\" to \"23:59\""},
        Case{"end_before_start", small({}, {{"11:00", "08:00"}}), "what runs past midnight is a second session"},
        Case{"no_such_day", small({}, {{"2026-11-17", "\"2026-02-29\""}}), "error: date is \"2026-02-29\"; expected a day that exists"},
        Case{"summer_time", small({}, {{"cap = 10", "cap = 10\nzone = \"Europe/Berlin\""}}), "error: zone is \"Europe/Berlin\"; expected Asia/Shanghai or a fixed offset"},
        Case{"overlap", small("start = \"09:00\"\nend = \"10:00\"\n[[session.item]]\nkind = \"qa\"\ntitle = \"交流\"\nstart = \"09:30\"\nend = \"10:30\"\n"), "error: row 2 starts at 09:30, but row 1 runs until 10:00"},
        Case{"out_of_order", small("start = \"10:00\"\nend = \"11:00\"\n[[session.item]]\nkind = \"qa\"\ntitle = \"交流\"\nstart = \"09:00\"\nend = \"10:00\"\n"), "error: row 2 starts at 09:00, before row 1"},
        Case{"gap", small("start = \"09:00\"\nend = \"09:30\"\n[[session.item]]\nkind = \"qa\"\ntitle = \"交流\"\nstart = \"10:00\"\nend = \"11:00\"\n"), "warning: nothing is planned from 09:30 to 10:00"},
        Case{"length", small("start = \"09:00\"\nend = \"09:30\"\nminutes = 20\n"), "error: minutes is 20, but 09:00 to 09:30 is 30"},
        Case{"sum", small("minutes = 121\n"), "error: the rows add up to 121 minutes, the session has 120"},
        Case{"outside", small("start = \"08:30\"\nend = \"09:30\"\n"), "warning: row 1 starts at 08:30, before the session's 09:00"},
        Case{"no_subjects", small("[[questionnaire]]\nid = \"q\"\ntitle = \"评议\"\nopens = \"all_day\"\n"), "error: a questionnaire without subjects"},
        Case{"rater", small("[[questionnaire]]\nid = \"q\"\ntitle = \"评议\"\nopens = \"all_day\"\nraters = [\"gest\"]\nsubject = [{ id = \"a\", label = \"甲\" }]\n"), "error: no category is called \"gest\"; did you mean guest?"},
        Case{"row", small("[[questionnaire]]\nid = \"q\"\ntitle = \"评议\"\nopens = \"from_row\"\nrow = \"s.2\"\nsubject = [{ id = \"a\", label = \"甲\" }]\n"), "error: no row is called \"s.2\"; did you mean s.1?"},
        Case{"sheet_without_items", small("[[questionnaire]]\nid = \"q\"\ntitle = \"评议\"\nopens = \"all_day\"\nsubject = [{ id = \"a\", label = \"甲\" }]\nkind = \"sheet\"\n"), "error: a sheet without items; expected one or more [[questionnaire.item]]"},
        Case{"item_of_a_rating", small("[[questionnaire]]\nid = \"q\"\ntitle = \"评议\"\nopens = \"all_day\"\nsubject = [{ id = \"a\", label = \"甲\" }]\nitem = [{ id = \"i\", label = \"乙\" }]\n"), "error: items go with kind = \"sheet\""},
        Case{"options_missing", small("[[questionnaire]]\nid = \"q\"\ntitle = \"评议\"\nopens = \"all_day\"\nsubject = [{ id = \"a\", label = \"甲\" }]\nkind = \"sheet\"\nitem = [{ id = \"i\", label = \"乙\", kind = \"one_of\" }]\n"), "error: one_of and any_of need options: two or more"},
        Case{"options_of_marks", small("[[questionnaire]]\nid = \"q\"\ntitle = \"评议\"\nopens = \"all_day\"\nsubject = [{ id = \"a\", label = \"甲\" }]\nkind = \"sheet\"\nitem = [{ id = \"i\", label = \"乙\", kind = \"marks_10\", options = [\"a\", \"b\"] }]\n"), "error: options go with kind = \"one_of\" or \"any_of\""},
        Case{"weights_without_names", small("[[questionnaire]]\nid = \"q\"\ntitle = \"评议\"\nopens = \"all_day\"\nsubject = [{ id = \"a\", label = \"甲\" }]\nkind = \"sheet\"\nitem = [{ id = \"i\", label = \"乙\" }]\nscorer = [{ label = \"丙\", categories = [\"guest\"], weight = 1 }]\n"), "error: weights need names: an anonymous sheet knows no category"},
        Case{"walk_up_by_name", small("[[questionnaire]]\nid = \"q\"\ntitle = \"评议\"\nopens = \"all_day\"\nsubject = [{ id = \"a\", label = \"甲\" }]\nanonymous = false\nnamed = true\nwalk_up = true\n"), "error: visitors without a check-in have no name to give"},
        Case{"published_by_name", small("[[questionnaire]]\nid = \"q\"\ntitle = \"评议\"\nopens = \"all_day\"\nsubject = [{ id = \"a\", label = \"甲\" }]\nnamed = true\npublished = true\n"), "error: a public chart that grows by one tells what the guest before gave"},
        Case{"subject_site", small("[[questionnaire]]\nid = \"q\"\ntitle = \"评议\"\nopens = \"all_day\"\nsubject = [{ id = \"a\", label = \"甲\", site = \"hal\" }]\n"), "error: no site is called \"hal\"; did you mean hall?"},
        Case{"scorer_twice", small("[[questionnaire]]\nid = \"q\"\ntitle = \"评议\"\nopens = \"all_day\"\nsubject = [{ id = \"a\", label = \"甲\" }]\nkind = \"sheet\"\nanonymous = false\nnamed = true\nitem = [{ id = \"i\", label = \"乙\" }]\nscorer = [{ label = \"丙\", categories = [\"guest\"], weight = 1 }, { label = \"丁\", categories = [\"guest\"], weight = 2 }]\n"), "error: category \"guest\" is there twice"},
        Case{"opinion_row", small("[opinions]\nopens = \"from_row\"\nrow = \"s.2\"\n"), "error: no row is called \"s.2\"; did you mean s.1?"},
        Case{"opinion_reply", small("[opinions]\nopens = \"all_day\"\nreplies = [\"registred\"]\n"), "error: replies holds \"registred\"; expected any of registered, address; did you mean registered?"},
        Case{"opinion_subject_twice", small("[opinions]\nopens = \"all_day\"\nsubject = [{ id = \"a\", label = \"甲\" }, { id = \"a\", label = \"乙\" }]\n"), "error: subject of opinions \"a\" is there twice"},
        Case{"deadline_same_day", small("[registration]\ndeadline = 2026-11-17T08:00:00+08:00\n"), "warning: the deadline is on the day of the event"},
        Case{"deadline_after", small("[registration]\ndeadline = 2026-11-18T08:00:00+08:00\n"), "error: the deadline 2026-11-18 is after the event"},
        Case{"deadline_local", small("[registration]\ndeadline = 2026-11-10T08:00:00\n"), "error: deadline is a date and time without an offset; expected a date and time with its offset"},
        Case{"walk_in", small("[registration]\nwalk_in = true\n"), "error: walk_in needs walk_in_category"},
        Case{"start_without_end", small({}, {{"\"instant\"", "\"start_only\""}, {"end = \"11:00\"\n", ""}}), "warning: a start without an end"},
        Case{"no_date", small({}, {{"\"instant\"", "\"month\""}, {"date = 2026-11-17", "month = 11"}, {"start = \"09:00\"\nend = \"11:00\"\n", ""}}), "warning: no date (month)"},
        Case{"precision", small({}, {{"\"instant\"", "\"month\""}}), "error: date does not go with precision month"},
        Case{"notice", small({}, {{"confirmed", "postponed"}}), "error: status postponed needs a notice"},
        Case{"pattern", small("[[confirmation.foreign_code]]\nname = \"旧系统\"\npattern = \"(\"\nfield = \"number\"\nconfirm = \"phone_tail\"\n"), "error: pattern is not a regular expression"},
        Case{"feedback", small("[[feedback]]\nwhat = \"resolve\"\nn = 15\n"), "error: n needs unit"},
        Case{"schema", small({}, {{"schema = 1", "schema = 2"}}), "error: schema is 2; this program reads plans of schema 1"},
        Case{"time_in_other_words", small({}, {{"09:00", "9：00"}}), "; did you mean \"09:00\"?"},
        Case{"half_past_midnight", small({}, {{"11:00", "24:30"}}), "; what runs past midnight is a second session, on the next day"},
        Case{"leap_day_apart", small({}, {{"date = 2026-11-17", "year = 2026\nmonth = 2\nday = 29"}}), "error: 2026-02-29 is not a day that exists"},
        Case{"leap_day_of_the_event", small({}, {{"date = 2026-11-17", "month = 2\nday = 29"}, {"cap = 10", "cap = 10\nyear = 2023"}}), "error: 2023-02-29 is not a day that exists"},
        Case{"day_of_no_year", small({}, {{"date = 2026-11-17", "month = 2\nday = 30"}}), "error: 02-30 is a day of no year"},
        Case{"year_apart", small({}, {{"cap = 10", "cap = 10\nyear = 2025"}}), "error: year 2026 is not event.year, 2025"},
        Case{"session_cap", small({}, {{"start = \"09:00\"", "cap = 11\nstart = \"09:00\""}}), "error: cap is 11, more than the event's cap of 10"},
        Case{"inviting_over_cap", small({}, {{"quota = 10", "[[category.inviting]]\ndepartment = \"办公室\"\ncount = 11"}}), "error: the quotas add up to 11, more than the cap of 10"},
        Case{"joint_inviting", small("[[joint_quota]]\ncategories = [\"guest\"]\nquota = 10\ninviting = [{ department = \"办公室\", count = 9 }]\n"), "error: the departments invite 9 of the group, its joint quota is 10"},
        Case{"joint_too_many", small("[[joint_quota]]\ncategories = [\"guest\"]\nquota = 9\n"), "error: \"群众代表\" alone has a quota of 10, the joint quota is 9"},
        Case{"joint_too_few", small("[[joint_quota]]\ncategories = [\"guest\"]\nquota = 11\n"), "error: the categories have 10 places together, the joint quota is 11"},
        Case{"excluded", small("[eligibility]\nexclude = [\"两代表一委员\"]\n", {{"群众代表", "区人大代表"}}), "error: \"两代表一委员\" is excluded, but the plan has the category \"区人大代表\""},
        Case{"lengths_overlap", small("minutes = 90\n[[session.item]]\nkind = \"qa\"\ntitle = \"交流\"\nstart = \"10:00\"\nend = \"11:00\"\n"), "error: row 2 starts at 10:00, but row 1 runs until 10:30"},
        Case{"lengths_past_midnight", small("start = \"09:00\"\nend = \"10:00\"\n[[session.item]]\nkind = \"qa\"\ntitle = \"交流\"\nminutes = 900\n"), "error: row 2 would run until after midnight"},
        Case{"travel_site", small({}, {{"\"talk\"", "\"travel\""}}), "error: site belongs to rows that stay in one place"},
        Case{"more_sites", small("more_sites = [\"hal\"]\n"), "error: no site is called \"hal\"; did you mean hall?"},
        Case{"walk_in_staff", small("[registration]\nwalk_in = true\nwalk_in_category = \"guest\"\n", {{"quota = 10", "role = \"staff\""}}), "error: category \"guest\" is not external"},
        Case{"nothing_to_rate", small({}, {{"\"talk\"", "\"evaluate\""}}), "warning: a row of kind evaluate, but no [[questionnaire]]"},
        Case{"screening_never", small("[[screening]]\nkind = \"mask\"\nlabel = \"口罩\"\non_fail = \"note\"\nvalid_to = 2023-01-07\n"), "warning: this step is never asked: it is valid until 2023-01-07, the event is on 2026-11-17"},
        Case{"opens_late", small("[registration]\nopens = 2026-11-18T08:00:00+08:00\n"), "error: registration opens after the event"},
        Case{"list_word", small("[registration]\nchannels = [\n  \"phone\",\n  \"emial\",\n]\n"), "p.toml:30:3: error: channels holds \"emial\"; expected any of phone, email, web, wechat, paper, invitation; did you mean email?"},
        Case{"unlike_any_key", small("[report]\nsomething_else = 1\n"), "error: unknown key \"something_else\" in report; expected one of formats, to"},
        Case{"event_id", small({}, {{"\"T1\"", "\"ABCDEFGHI\""}}), "error: id is \"ABCDEFGHI\"; expected 1 to 8 of the characters"}),
    [](const auto& param) { return std::string(param.param.what); });

TEST(PlanReader, refuses_texts_that_no_page_shows_where_it_knows_the_pages) {
  const std::array<std::string_view, 2> known{"home.show_code", "home.items"};
  const auto found = [&](const std::string& texts) {
    std::string out;
    for (const Diagnostic& diagnostic : read_plan(small("[texts]\n" + texts), "p.toml", known).diagnostics) out += to_string(diagnostic);
    return out;
  };
  EXPECT_EQ(found("version = \"1\"\n\"home.show_code\" = \"请出示\"\nen.home.items = \"Rows\"\n"), "");
  EXPECT_THAT(found("home.show_cod = \"请出示\"\n"), HasSubstr("p.toml:28:17: error: no sentence is called \"home.show_cod\"; did you mean home.show_code?"));
}

TEST(PlanReader, names_the_keys_below_a_missing_header_though_the_syntax_breaks_far_below) {
  const std::string without = small("[[session]]\nid = \"t\"\nprecision = \"to_be_announced\"\n", {{"[[session]]\n", "[[category.inviting]]\ndepartment = \"办公室\"\ncount = 10\n"}});
  const auto found = problems(without);
  EXPECT_THAT(found, Contains(HasSubstr("p.toml:20:1: error: unknown key \"id\" in inviting"))) << found.front();
  EXPECT_THAT(found, Contains(HasSubstr("not TOML here")));
}

TEST(PlanReader, makes_one_problem_of_one_misspelt_kind_and_of_one_wrong_time) {
  const std::string travel = small("from = \"hall\"\nstart = \"24:30\"\nend = \"10:00\"\n", {{"\"talk\"", "\"traval\""}, {"site = \"hall\"\n", ""}});
  EXPECT_EQ(problems(travel).size(), 2u) << ::testing::PrintToString(problems(travel));
}

TEST(PlanSessions, of_one_day_take_turns) {
  Plan plan;
  for (const auto& [id, start, end] : {std::tuple("late", 14, 16), std::tuple("early", 9, 11)}) {
    Session& session = plan.sessions.emplace_back();
    session.id = id;
    session.when = {Precision::instant, 2026, 11u, 17u, {}, Minutes(60 * start), Minutes(60 * end)};
  }
  const Date day = *base::parse_date("2026-11-17");
  EXPECT_EQ(plan.session_for(day)->id, "early");
  EXPECT_EQ(plan.session_for(day, Minutes(10 * 60))->id, "early");
  EXPECT_EQ(plan.session_for(day, Minutes(11 * 60))->id, "late");
  EXPECT_EQ(plan.session_for(day, Minutes(20 * 60))->id, "late");
  EXPECT_EQ(plan.session_for(*base::parse_date("2026-11-16"), Minutes(20 * 60))->id, "late");
}

TEST(PlanReader, reports_every_problem_in_one_run_in_the_order_of_the_file) {
  const auto found = problems(small({}, {{"cap = 10", "cap = \"10\""}, {"\"talk\"", "\"tlak\""}, {"09:00", "9"}}));
  ASSERT_EQ(found.size(), 3u);   // the end beside the wrong start is no problem of its own
  EXPECT_THAT(found[0], StartsWith("p.toml:8:"));
  EXPECT_THAT(found[1], AllOf(StartsWith("p.toml:"), HasSubstr("start")));
}

// --- hostile input

TEST(HostilePlan, that_is_too_long_is_refused_unread) {
  EXPECT_THAT(problems(std::string(kMaxPlanBytes + 1, '#')), Contains(HasSubstr("expected at most 1048576")));
}

TEST(HostilePlan, that_is_not_utf8_is_refused_at_its_line_and_column) {
  EXPECT_THAT(problems("schema = 1\nname = \"\xD4\xC6\"\n"), Contains(StartsWith("p.toml:2:9: error: not TOML here: not UTF-8")));
}

TEST(HostilePlan, with_a_nul_byte_is_refused) {
  EXPECT_THAT(problems(std::string("schema = 1\nname = \"a\0b\"\n", 22)), Contains(StartsWith("p.toml:2:")));
  EXPECT_THAT(problems(std::string("schema = \0 1\n", 13)), Contains(HasSubstr("NUL")));
}

TEST(HostilePlan, with_full_width_marks_is_told_which_and_where) {
  EXPECT_THAT(problems("schema = 1\nversion ＝ 1\n"), Contains(AllOf(StartsWith("p.toml:2:9: error"), HasSubstr("＝ stands outside of quotes"))));
  EXPECT_THAT(problems("schema = 1\nname = “开放日”\n"), Contains(StartsWith("p.toml:2:8: error")));
  EXPECT_THAT(problems("\xEF\xBB\xBF" + small()), IsEmpty()) << "a byte order mark at the front is Notepad's";
}

TEST(HostilePlan, with_a_header_that_has_no_name_is_refused) {
  for (const char* text : {"[\nevent]\n", "[", "[[ ", "[]\n", "[.a]\n"}) EXPECT_THAT(problems(text), Contains(StartsWith("p.toml:1:1: error"))) << text;
}

TEST(HostilePlan, nested_deeply_is_refused_in_every_form) {
  std::string dotted = "a", header = "[a", brackets = "x = ", inline_tables = "x = ";
  for (int i = 0; i < 100'000; ++i) {
    dotted += ".a";
    header += ".a";
    brackets += "[";
    inline_tables += "{a=";
  }
  for (const std::string& text : {dotted + " = 1\n", header + "]\n", brackets, inline_tables, dotted + "\"" + " = 1"}) {
    const auto found = problems(text);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_THAT(found[0], AllOf(StartsWith("p.toml:1:"), HasSubstr("error")));
  }
}

TEST(HostilePlan, does_not_mistake_brackets_and_points_inside_texts) {
  const std::string points(200, '.'), brackets(200, '[');
  EXPECT_THAT(problems(small("[texts]\na = \"" + points + brackets + "\"\nb = '''" + brackets + "'''\nc = \"\"\"\n\\\"" + brackets + "\"\"\"\n# " + brackets + "\n")), IsEmpty());
}

TEST(HostilePlan, with_ten_thousand_unknown_keys_gives_a_bounded_list) {
  std::string text = small();
  for (int i = 0; i < 10'000; ++i) text += fmt::format("unknown_{} = 1\n", i);
  const auto found = problems(text);
  EXPECT_LE(found.size(), 1001u);
  EXPECT_THAT(found.back(), HasSubstr("more problems are not listed"));
}

TEST(HostilePlan, never_crashes_the_reader_when_bytes_change) {
  const std::string whole = programme_3();
  EXPECT_TRUE(rc::check([&] {
    std::string text = whole;
    const int changes = *rc::gen::inRange(1, 6);
    for (int i = 0; i < changes; ++i) {
      const auto where = *rc::gen::inRange<std::size_t>(0, text.size());
      text[where] = *rc::gen::element('"', '[', ']', '{', '}', '=', '.', '\n', '\0', '\\', '9', '-', '\xFF', '\'', '#', ',');
    }
    const PlanReading reading = read_plan(text, "p.toml");
    RC_ASSERT(reading.ok() || !reading.diagnostics.empty());
  }));
}

}  // namespace
}  // namespace openday::event
