#include <cctype>

#include <gmock/gmock.h>

#include "tests/tool/erasing_fixture.h"

namespace openday::tool {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Person : public Erasing {
 protected:
  [[nodiscard]] support::ProgramResult ask(const std::string& verb, std::vector<std::string> more) const {
    std::vector<std::string> arguments{"person", verb, "--state", "state", "--plan", "plan.toml"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return office_.run(arguments);
  }
  [[nodiscard]] static std::vector<std::string> kinds(const support::ProgramResult& result) {
    std::vector<std::string> out;
    for (const auto& line : json_lines(result.out)) out.push_back(line.at("kind"));
    return out;
  }
};

// As somebody types it: small letters, no stroke.
std::string typed(std::string number) {
  std::erase(number, '-');
  for (char& c : number) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return number;
}

TEST_F(Person, hands_out_every_record_that_names_the_registration) {
  spend_the_day();
  const auto result = ask("export", {"--registration", to_string(guest(1)), "--json"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(kinds(result), (std::vector<std::string>{"check-in", "screening", "rating", "opinion", "consent", "ballots"}));
  EXPECT_EQ(json_lines(result.out).back()["rated"], nlohmann::json::array({"event"}));
  const auto text = ask("export", {"--registration", to_string(guest(1))}).out;
  EXPECT_THAT(text, HasSubstr("2020-11-17T08:30:01+08:00  签到\n  registration: " + to_string(guest(1))));
  EXPECT_THAT(text, HasSubstr("text: 办理时间太长 " + number_of(3)));
  EXPECT_THAT(text, HasSubstr("an anonymous ballot cannot be found again"));
  EXPECT_THAT(text, Not(HasSubstr("讲解很清楚"))) << "nobody knows that it is this guest's";
}

TEST_F(Person, is_exported_while_the_kiosk_runs_and_with_the_roster) {
  (void)office_.set_up();
  office_.write("plan.toml", programme_3());
  spend_the_day();
  const auto kiosk = open();
  const auto roster = nlohmann::json::parse(office_.read("roster.json"));
  const std::string id = roster.at("guests").at(0).at("registration");
  const auto listed = ask("export", {"--registration", id, "--roster", "roster.json", "--json"});
  EXPECT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_EQ(json_lines(listed.out).at(0)["body"]["name"], "张玮");
  EXPECT_EQ(ask("export", {"--registration", to_string(guest(1))}).exit_code, 0);
}

TEST_F(Person, erased_leaves_figures_chain_and_everybody_else) {
  spend_the_day();
  const int before = persons();
  const auto result = ask("erase", {"--registration", to_string(guest(1)), "--now", "2020-11-20T09:00:00+08:00", "--json"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(json_lines(result.out).at(0)["records"], 5);
  EXPECT_EQ(json_lines(result.out).at(0)["marks"], 1);
  EXPECT_FALSE(lies_on_disk(to_string(guest(1))));
  EXPECT_TRUE(lies_on_disk(to_string(guest(2))));
  EXPECT_EQ(persons(), before);
  EXPECT_TRUE(holds());
  EXPECT_EQ(records("erase").at(0)["body"]["reason"], "asked");
  EXPECT_EQ(ask("export", {"--registration", to_string(guest(1))}).exit_code, 1) << "nothing is left";
  EXPECT_EQ(ask("erase", {"--registration", to_string(guest(1))}).exit_code, 1);
  EXPECT_EQ(records("erase").size(), 1u);
}

TEST_F(Person, is_found_by_the_number_of_a_case) {
  spend_the_day();
  EXPECT_EQ(kinds(ask("export", {"--case", typed(number_of(1)), "--json"})), std::vector<std::string>{"opinion"});
  EXPECT_EQ(kinds(ask("export", {"--case", number_of(3), "--json"})), (std::vector<std::string>{"opinion", "consent"}));
  EXPECT_EQ(ask("erase", {"--case", number_of(2), "--now", "2020-11-20T09:00:00+08:00"}).exit_code, 0);
  EXPECT_FALSE(lies_on_disk("c2VhbGVkIGFkZHJlc3M="));
  EXPECT_TRUE(holds());
}

TEST_F(Person, is_asked_for_by_one_good_number_and_refused_while_the_kiosk_writes) {
  spend_the_day();
  EXPECT_THAT(ask("export", {}).err, HasSubstr("give --registration ID or --case NUMBER"));
  EXPECT_THAT(ask("export", {"--registration", "12"}).err, HasSubstr("expected 32 hex digits"));
  EXPECT_THAT(ask("export", {"--case", "K7Q2-M9X"}).err, HasSubstr("no number of a case"));
  const auto kiosk = open();
  EXPECT_THAT(ask("erase", {"--registration", to_string(guest(1))}).err, HasSubstr("the kiosk runs on this folder"));
}

}  // namespace
}  // namespace openday::tool
