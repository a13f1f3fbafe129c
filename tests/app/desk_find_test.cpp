// A guest who found himself, at the desk: which fact is asked for, what a wrong one costs, what is on the disk afterwards.
#include <gtest/gtest.h>

#include "kiosk/app/tuning.h"
#include "kiosk/text/shared_readings.h"
#include "tests/app/desk_fixture.h"

namespace openday::app {
namespace {

using event::Verdict;

class FindDesk : public DeskTest {
 protected:
  FindDesk() {
    guests[0].phone_tail = "5678";
    guests[1].name = "单雄信", guests[1].phone_tail = "1111", guests[1].number = "BM-0007";
    guests[2].name = "单雄信", guests[2].phone_tail = "2222";
    guests[3].phone_tail = "1111", guests[3].persons = 3;
    guests[4].phone_tail = "4444", guests[4].state = event::GuestState::cancelled;
    guests[5].phone_tail = "1111", guests[5].number = "BM-0008";
    support::write_text(folder / "roster.json", event::write_roster(event::Roster("YX201117", 1, guests)));
    options.readings = std::make_shared<text::SharedReadings>(OPENDAY_TEXT_DATA_DIR);
  }
  void plan_with(const std::string& in_confirmation) {
    std::string text = support::read_text(std::filesystem::path(OPENDAY_SOURCE_DIR) / "config/plans/03-city-timed.toml");
    const std::string head = "[confirmation]\n";
    const auto found = text.find(head);
    text.insert(found == std::string::npos ? text.find("[registration]\n") : found + head.size(), found == std::string::npos ? head + in_confirmation + "\n" : in_confirmation);
    options.documents.plan = folder / "plan.toml";
    support::write_text(options.documents.plan, text);
  }
  // The same visit asks again with more.
  Outcome choose(const std::vector<int>& who, FoundBy by = FoundBy::name) {
    wanted = CheckIn{};
    wanted.visit = ++visit;
    for (const int one : who) wanted.found.guests.push_back(guests[static_cast<std::size_t>(one)].registration);
    wanted.found.by = by;
    return again();
  }
  Outcome fact(const std::string& typed, std::int64_t mono = 1'000'000) {
    wanted.fact = typed;
    return again(mono);
  }
  Outcome again(std::int64_t mono = 1'000'000) { return ask<CheckInAnswer>(wanted, at("08:32:00", mono)).outcome; }
  [[nodiscard]] event::RegistrationId id(int guest) const { return guests[static_cast<std::size_t>(guest)].registration; }
  [[nodiscard]] std::string last_body(std::string_view kind) const {
    journal::JournalReader reader(options.state);
    std::string out;
    const auto scanned = reader.scan(0);
    for (const event::Record& record : scanned->records)
      if (record.kind == kind) out = *record.body;
    return out;
  }
  CheckIn wanted;
};

TEST_F(FindDesk, asks_for_the_phone_and_shows_nothing_before) {
  open();
  const Outcome asked = choose({0});
  EXPECT_EQ(asked.asks, Asks::fact);
  EXPECT_EQ(asked.fact, Fact::phone_tail);
  EXPECT_TRUE(asked.name.empty());
  EXPECT_FALSE(asked.registration);
  EXPECT_EQ(records("check-in"), 0);
  const Outcome in = fact("5678");
  EXPECT_EQ(in.verdict, Verdict::admitted);
  EXPECT_EQ(in.registration, id(0));
  EXPECT_EQ(in.name, "王玮");
  ASSERT_EQ(records("check-in"), 1);
  EXPECT_NE(last_body("check-in").find(R"("way":"found")"), std::string::npos);
}

TEST_F(FindDesk, tells_two_of_one_name_apart_by_the_phone) {
  open();
  (void)choose({1, 2});
  EXPECT_EQ(fact("2222").registration, id(2));
  (void)choose({1, 2});
  EXPECT_EQ(fact("1111").registration, id(1));
}

TEST_F(FindDesk, leaves_two_with_the_same_digits_to_staff) {
  open();
  (void)choose({3, 5});
  const Outcome both = fact("1111");
  EXPECT_EQ(both.asks, Asks::nothing);
  EXPECT_EQ(both.verdict, Verdict::needs_staff);
  EXPECT_TRUE(both.name.empty());
  EXPECT_EQ(records("check-in"), 0);
}

TEST_F(FindDesk, asks_who_was_found_by_the_phone_for_the_whole_name) {
  open();
  EXPECT_EQ(choose({1}, FoundBy::phone_tail).fact, Fact::name);
  EXPECT_TRUE(fact("1111").fact_wrong) << "the digits that found the guest prove nothing more";
  EXPECT_TRUE(fact("sxx").fact_wrong) << "initials can be read off the card";
  EXPECT_EQ(fact("shanxiongxin").verdict, Verdict::admitted);
}

TEST_F(FindDesk, asks_for_the_number_where_the_plan_says_so) {
  plan_with("found_confirm = \"number\"\n");
  open();
  EXPECT_EQ(choose({1}).fact, Fact::number);
  EXPECT_TRUE(fact("1111").fact_wrong);
  EXPECT_EQ(fact("bm 0007").registration, id(1));
  EXPECT_EQ(choose({1}, FoundBy::number).fact, Fact::name);
  EXPECT_EQ(choose({2}).verdict, Verdict::needs_staff) << "this guest has no number";
}

TEST_F(FindDesk, sends_a_guest_without_a_phone_to_staff) {
  open();
  const Outcome none = choose({6});
  EXPECT_EQ(none.asks, Asks::nothing);
  EXPECT_EQ(none.verdict, Verdict::needs_staff);
  EXPECT_TRUE(none.name.empty());
}

TEST_F(FindDesk, knows_nobody_who_left_the_list_meanwhile) {
  open();
  wanted = CheckIn{};
  wanted.visit = ++visit;
  wanted.found.guests = {event::RegistrationId{}};
  EXPECT_EQ(again().verdict, Verdict::not_registered);
}

TEST_F(FindDesk, says_after_the_fact_only_that_a_registration_was_cancelled) {
  open();
  EXPECT_EQ(choose({4}).asks, Asks::fact);
  EXPECT_EQ(fact("4444").verdict, Verdict::registration_cancelled);
}

TEST_F(FindDesk, asks_a_party_how_many_and_not_for_the_fact_again) {
  open();
  (void)choose({3});
  const Outcome party = fact("1111");
  EXPECT_EQ(party.asks, Asks::persons);
  EXPECT_EQ(party.left, 3);
  wanted.fact.clear();
  wanted.persons = 2;
  const Outcome in = again();
  EXPECT_EQ(in.verdict, Verdict::admitted);
  EXPECT_EQ(in.persons, 2);
}

TEST_F(FindDesk, five_wrong_facts_slow_the_box_down_and_the_report_says_until_when) {
  open();
  (void)choose({0});
  for (std::size_t i = 1; i < kFactTries; ++i) EXPECT_EQ(fact("0000").wait_ms, 0);
  EXPECT_FALSE(report.facts_wait_until);
  EXPECT_EQ(fact("0000").wait_ms, kFactWindowMs);
  ASSERT_TRUE(report.facts_wait_until);
  EXPECT_EQ(*report.facts_wait_until, 1'000'000 + kFactWindowMs);
  EXPECT_EQ(choose({0}).asks, Asks::fact);
  EXPECT_EQ(fact("5678", 1'010'000).asks, Asks::fact) << "another visit, and the right one, have to wait too";
  EXPECT_EQ(fact("5678", 1'000'000 + kFactWindowMs).verdict, Verdict::admitted);
  EXPECT_FALSE(report.facts_wait_until);
  EXPECT_EQ(records("check-in"), 1);
}

TEST_F(FindDesk, a_fact_counts_for_the_guest_who_gave_it_and_for_nobody_else) {
  open();
  (void)choose({3});
  EXPECT_EQ(fact("1111").asks, Asks::persons);
  wanted.fact.clear();
  wanted.persons = 1;
  wanted.found.guests = {id(0)};
  EXPECT_EQ(again().asks, Asks::fact);
}

}  // namespace
}  // namespace openday::app
