#include "kiosk/event/roster.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/event/people_fixture.h"

namespace openday::event {
namespace {

std::string document(std::string_view guests, std::string_view head = R"("schema":1,"event":"YX201117","version":2)") {
  return fmt::format(R"({{{},"guests":[{}]}})", head, guests);
}
std::string guest(std::string_view more = {}, std::string_view id = "000102030405060708090a0b0c0d0e0f") {
  return fmt::format(R"({{"registration":"{}","name":"王珺","category":"npc"{}}})", id, more);
}
std::string problem(const std::string& json) {
  const auto roster = read_roster(json);
  return roster ? "read" : roster.error().what;
}

TEST(Roster, reads_guests_and_finds_them_by_registration_and_number) {
  const auto roster = read_roster(document(guest(R"(,"number":"A-7","group":"一组","seat":"3排5","department":"某公司","session":"s1",)"
                                                 R"("phone_tail":"0042","persons":3,"state":"waiting","later":{"x":[1,{"y":2}]})")));
  ASSERT_TRUE(roster) << roster.error().what;
  EXPECT_EQ(roster->event(), "YX201117");
  EXPECT_EQ(roster->version(), 2);
  const Guest* found = roster->find(kRegistration);
  ASSERT_TRUE(found);
  EXPECT_EQ(found, roster->find_number("A-7"));
  EXPECT_EQ(found->name, "王珺");
  EXPECT_EQ(found->persons, 3);
  EXPECT_EQ(found->state, GuestState::waiting);
  EXPECT_EQ(found->phone_tail, "0042");
  EXPECT_FALSE(roster->find(RegistrationId{}));
  EXPECT_FALSE(roster->find_number(""));
}

TEST(Roster, names_are_normalised_when_read) {
  EXPECT_EQ(read_roster(document(R"({"registration":"000102030405060708090a0b0c0d0e0f","name":" 阿依古丽•买买提 ","category":"npc"})"))->guests()[0].name,
            "阿依古丽·买买提");
}

TEST(Roster, refuses_a_registration_or_number_that_stands_twice_and_names_the_index) {
  EXPECT_EQ(problem(document(guest() + "," + guest())), "roster: guests[1].registration stands for an earlier guest already");
  EXPECT_EQ(problem(document(guest(R"(,"number":"7")") + "," + guest(R"(,"number":"7")", std::string(32, 'a')))),
            "roster: guests[1].number stands for an earlier guest already");
}

TEST(Roster, refuses_what_it_needs_and_does_not_find) {
  EXPECT_EQ(problem(document("")), "read");
  EXPECT_NE(problem("").find("not JSON"), std::string::npos);
  EXPECT_NE(problem(document(guest()).substr(0, 100)).find("not JSON"), std::string::npos);
  EXPECT_NE(problem("[]").find("an object is expected"), std::string::npos);
  EXPECT_NE(problem("7").find("an object is expected"), std::string::npos);
  EXPECT_NE(problem("{}").find("schema"), std::string::npos);
  EXPECT_NE(problem(R"({"schema":1,"event":"A","version":1})").find("guests is missing"), std::string::npos);
  EXPECT_NE(problem(R"({"schema":1,"event":"A","version":1,"guests":{}})").find("a list is expected"), std::string::npos);
  EXPECT_NE(problem(R"({"schema":1,"event":"A","version":1,"guests":[],"guests":[]})").find("twice"), std::string::npos);
  EXPECT_NE(problem(document(guest(), R"("schema":2,"event":"A","version":1)")).find("schema 1"), std::string::npos);
  EXPECT_NE(problem(document(guest(), R"("schema":1,"event":7,"version":1)")).find("event"), std::string::npos);
  EXPECT_NE(problem(document(guest(), R"("schema":1,"event":"A","version":-1)")).find("version"), std::string::npos);
  EXPECT_NE(problem(document("7")).find("guests[0] is not an object"), std::string::npos);
  EXPECT_NE(problem(document("[]")).find("guests[0] is not an object"), std::string::npos);
  EXPECT_NE(problem(document("{}")).find("guests[0].registration"), std::string::npos);
  EXPECT_NE(problem(document(R"({"registration":"000102030405060708090a0b0c0d0e0f","category":"npc"})")).find("guests[0].name"), std::string::npos);
  EXPECT_NE(problem(document(R"({"registration":"000102030405060708090a0b0c0d0e0f","name":"王"})")).find("guests[0].category"), std::string::npos);
}

TEST(Roster, refuses_members_of_another_kind) {
  for (const char* bad : {R"(,"persons":0)", R"(,"persons":10000)", R"(,"persons":"2")", R"(,"persons":1.5)", R"(,"persons":-1)", R"(,"state":"maybe")",
                          R"(,"phone_tail":"123")", R"(,"phone_tail":"13800000000")", R"(,"group":7)", R"(,"group":["x"])", R"(,"seat":{"row":1})",
                          R"(,"number":null)", R"(,"department":true)", R"(,"registration":"xyz")"}) {
    const std::string told = problem(document(guest(bad)));
    EXPECT_TRUE(told.starts_with("roster: guests[0].")) << bad << " " << told;
  }
  EXPECT_NE(problem(document(guest(fmt::format(R"(,"group":"{}")", std::string(401, 'x'))))).find("longer"), std::string::npos);
}

TEST(Roster, refuses_deep_nesting_and_problems_never_hold_a_name) {
  EXPECT_NE(problem(R"({"x":)" + std::string(100'000, '[')).find("nested"), std::string::npos);
  EXPECT_EQ(problem(document(guest(R"(,"persons":0)"))).find("王珺"), std::string::npos);
}

TEST(Roster, reads_back_what_it_writes) {
  EXPECT_TRUE(rc::check([] {
    std::vector<Guest> guests;
    for (int i = *rc::gen::inRange(0, 20); i > 0; --i) {
      Guest one;
      one.registration.bytes[3] = static_cast<std::uint8_t>(i);
      one.name = *rc::gen::element<std::string>("王玮", "李珺", "赵瀛", "张堃", "陈㛃", "周𬀩", "阿依古丽·买买提", "Anna \"A\" Smith");
      one.category = *rc::gen::element<std::string>("npc", "媒体");
      one.number = *rc::gen::element<std::string>("", "N" + std::to_string(i));
      one.seat = *rc::gen::element<std::string>("", "3\\5");
      one.phone_tail = *rc::gen::element<std::string>("", "0042");
      one.persons = *rc::gen::inRange(1, 5);
      one.state = *rc::gen::element(GuestState::expected, GuestState::cancelled, GuestState::waiting);
      guests.push_back(std::move(one));
    }
    const Roster roster("YX201117", *rc::gen::inRange(1, 1000), guests);
    const auto read = read_roster(write_roster(roster));
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->guests() == guests);
    RC_ASSERT(read->version() == roster.version());
  }));
}

}  // namespace
}  // namespace openday::event
