#include "kiosk/event/conflict_cards.h"

#include <algorithm>
#include <optional>
#include <set>

#include <gtest/gtest.h>

#include "tests/event/record_builder.h"

namespace openday::event {
namespace {

using testing_records::Box;
using testing_records::kEventId;
using testing_records::registration;

CheckInBody came(int guest, int persons = 1, int seats = 1, Way way = Way::code) {
  CheckInBody body;
  body.registration = registration(guest);
  body.session = "s1", body.category = "npc", body.persons = persons, body.seats = seats, body.way = way;
  return body;
}

Record walk_in(Box& box, int guest, const std::string& name) {
  WalkInBody body;
  body.registration = registration(guest);
  body.session = "s1", body.category = "public", body.name = name;
  return box.write(Kind::walk_in, to_json(body));
}

std::vector<std::string> by_first_letter(std::string_view name) { return name.empty() ? std::vector<std::string>() : std::vector{std::string(name.substr(0, 1))}; }

struct Hall {
  Attendance attendance;
  std::optional<Roster> roster;
  Hall& add(const Record& record) { return attendance.add(record), *this; }
  [[nodiscard]] std::vector<ConflictCard> cards() const { return conflict_cards(attendance, kEventId, roster ? &*roster : nullptr, by_first_letter); }
  // Settles the first card and adds what that wrote.
  void settle_first(Box& box, CardOutcome outcome) {
    const Settlement done = settle(cards().at(0), outcome, "steward");
    for (const base::Uuid& id : done.voids) add(box.write(Kind::void_record, to_json(VoidBody{id, "核对", "steward"})));
    add(box.staff(done.settled));
  }
};

TEST(ConflictCards, one_code_at_two_boxes_is_a_code_used_twice) {
  Box a(1), b(2);
  Hall hall;
  hall.add(a.at(1).check_in(came(1))).add(b.at(2).check_in(came(1)));
  ASSERT_EQ(hall.cards().size(), 1u);
  EXPECT_EQ(hall.cards()[0].kind, CardKind::code_twice);
  ASSERT_EQ(hall.cards()[0].admissions.size(), 2u);
  EXPECT_NE(hall.cards()[0].admissions[0].device, hall.cards()[0].admissions[1].device);
}

TEST(ConflictCards, a_code_here_and_a_name_there_is_one_guest_admitted_twice) {
  Box a(1), b(2);
  Hall hall;
  hall.add(a.at(1).check_in(came(1))).add(b.at(2).check_in(came(1, 1, 1, Way::found)));
  EXPECT_EQ(hall.cards().at(0).kind, CardKind::admitted_elsewhere);
}

TEST(ConflictCards, a_settled_card_is_gone_until_another_record_joins_it) {
  Box a(1), b(2), c(3);
  Hall hall;
  hall.add(a.at(1).check_in(came(1))).add(b.at(2).check_in(came(1)));
  hall.settle_first(a.at(3), CardOutcome::same_person);
  EXPECT_TRUE(hall.cards().empty());
  EXPECT_EQ(hall.attendance.persons(kEventId, "s1"), 1);
  hall.add(c.at(4).check_in(came(1)));
  EXPECT_EQ(hall.cards().size(), 1u);
}

TEST(ConflictCards, undone_takes_the_last_admission_back_and_the_earlier_stands) {
  Box a(1), b(2);
  Hall hall;
  hall.add(a.at(1).check_in(came(1, 3, 4))).add(b.at(2).check_in(came(1, 3, 4)));
  ASSERT_EQ(hall.cards().at(0).kind, CardKind::too_many_persons);
  hall.settle_first(b.at(3), CardOutcome::undone);
  EXPECT_TRUE(hall.cards().empty());
  EXPECT_EQ(hall.attendance.persons(kEventId, "s1"), 3);
  EXPECT_TRUE(hall.attendance.conflicts(kEventId).empty());
}

TEST(ConflictCards, a_walk_in_who_bears_a_name_of_the_list_is_a_card) {
  Box a(1);
  Hall hall;
  Guest listed;
  listed.registration = registration(7), listed.name = "张伟";
  Guest other = listed;
  other.registration = registration(8), other.name = "李";
  hall.roster.emplace(std::string(kEventId), 1, std::vector{listed, other});
  hall.add(walk_in(a.at(1), 20, "张玮")).add(walk_in(a.at(2), 21, ""));
  ASSERT_EQ(hall.cards().size(), 1u);
  EXPECT_EQ(hall.cards()[0].kind, CardKind::near_name);
  ASSERT_EQ(hall.cards()[0].resembles.size(), 1u);
  EXPECT_EQ(hall.cards()[0].resembles[0], registration(7));
  hall.add(a.at(3).check_in(came(7)));
  EXPECT_TRUE(hall.cards().at(0).resembles.empty());
  EXPECT_EQ(hall.cards().at(0).admissions.size(), 2u);
  EXPECT_EQ(hall.cards().at(0).admissions.back().name, "张玮");
  hall.settle_first(a.at(4), CardOutcome::same_person);
  EXPECT_TRUE(hall.cards().empty());
  EXPECT_EQ(hall.attendance.persons(kEventId, "s1"), 2);   // the guest, and the one without a name
}

TEST(ConflictCards, one_person_who_is_not_in_yet_is_let_in_as_the_walk_in_goes) {
  Box a(1);
  Hall hall;
  Guest listed;
  listed.registration = registration(7), listed.name = "张伟";
  hall.roster.emplace(std::string(kEventId), 1, std::vector{listed});
  hall.add(walk_in(a.at(1), 20, "张玮"));
  const Settlement done = settle(hall.cards().at(0), CardOutcome::same_person, "steward");
  EXPECT_EQ(done.voids.size(), 1u);
  EXPECT_EQ(done.admits, registration(7));
  EXPECT_EQ(settle(hall.cards().at(0), CardOutcome::other_person, "steward").admits, std::nullopt);
  hall.add(a.at(2).check_in(came(7)));
  EXPECT_EQ(settle(hall.cards().at(0), CardOutcome::same_person, "steward").admits, std::nullopt);   // in already
}

TEST(ConflictCards, which_of_several_on_the_list_it_is_nobody_can_say_before_one_of_them_is_in) {
  Box a(1);
  Hall hall;
  Guest one, two;
  one.registration = registration(7), one.name = "张伟";
  two.registration = registration(8), two.name = "张纬";
  hall.roster.emplace(std::string(kEventId), 1, std::vector{one, two});
  hall.add(walk_in(a.at(1), 20, "张玮"));
  const auto offers = [&](CardOutcome outcome) { return std::ranges::count(outcomes_of(hall.cards().at(0)), outcome) > 0; };
  ASSERT_EQ(hall.cards().at(0).resembles.size(), 2u);
  EXPECT_FALSE(offers(CardOutcome::same_person));
  EXPECT_TRUE(offers(CardOutcome::other_person));
  hall.add(a.at(2).check_in(came(8)));
  EXPECT_TRUE(offers(CardOutcome::same_person));
}

TEST(ConflictCards, thousands_of_doubtful_times_are_settled_card_by_card_in_bodies_that_are_read_again) {
  Box a(1);
  Hall hall;
  for (int i = 0; i < 4'500; ++i) hall.add(a.guessed().check_in(came(i)));
  int cards = 0;
  for (; !hall.cards().empty() && cards < 10; ++cards) {
    const Settlement done = settle(hall.cards().at(0), CardOutcome::time_right, "steward");
    ASSERT_TRUE(read_staff(to_json(done.settled))) << cards;
    hall.add(a.guessed().write(Kind::staff, to_json(done.settled)));
  }
  EXPECT_EQ(cards, 3);
}

TEST(ConflictCards, of_two_walk_ins_alike_the_later_one_bears_the_card) {
  Box a(1), b(2);
  Hall hall;
  hall.add(walk_in(b.at(2), 21, "abe")).add(walk_in(a.at(1), 20, "ann"));
  ASSERT_EQ(hall.cards().size(), 1u);
  EXPECT_EQ(hall.cards()[0].admissions.back().name, "abe");
  EXPECT_EQ(hall.cards()[0].admissions.front().name, "ann");
  hall.settle_first(a.at(3), CardOutcome::other_person);
  EXPECT_TRUE(hall.cards().empty());
  EXPECT_EQ(hall.attendance.persons(kEventId, "s1"), 2);
}

TEST(ConflictCards, a_clock_in_doubt_is_one_card_a_box_until_its_offset_is_known) {
  Box a(1), b(2);
  Hall hall;
  hall.add(a.at(1).guessed().check_in(came(1))).add(a.at(2).guessed().check_in(came(2))).add(b.at(3).check_in(came(3)));
  ASSERT_EQ(hall.cards().size(), 1u);
  EXPECT_EQ(hall.cards()[0].kind, CardKind::clock_in_doubt);
  EXPECT_EQ(hall.cards()[0].admissions.size(), 2u);
  hall.add(a.at(4).offset_of_boot(0, 50));
  EXPECT_TRUE(hall.cards().empty());
}

TEST(ConflictCards, a_settled_doubt_opens_again_for_the_next_admission_only) {
  Box a(1);
  Hall hall;
  hall.add(a.at(1).guessed().check_in(came(1)));
  const Settlement done = settle(hall.cards().at(0), CardOutcome::time_right, "supervisor");
  EXPECT_EQ(done.settled.detail, "time-right " + base::to_string(hall.cards().at(0).admissions.at(0).record));
  hall.add(a.at(2).guessed().write(Kind::staff, to_json(done.settled)));
  EXPECT_TRUE(hall.cards().empty());
  hall.add(a.at(3).guessed().check_in(came(2)));
  ASSERT_EQ(hall.cards().size(), 1u);
  EXPECT_EQ(hall.cards()[0].admissions.size(), 1u);
}

TEST(ConflictCards, every_kind_has_ways_to_settle_it_and_their_words_differ) {
  std::set<std::string_view> words;
  for (const CardOutcome outcome : {CardOutcome::same_person, CardOutcome::other_person, CardOutcome::as_is, CardOutcome::undone, CardOutcome::time_right, CardOutcome::time_wrong}) words.insert(to_string(outcome));
  EXPECT_EQ(words.size(), 6u);
  for (const CardKind kind : {CardKind::admitted_elsewhere, CardKind::code_twice, CardKind::too_many_persons, CardKind::near_name, CardKind::clock_in_doubt}) EXPECT_GE(outcomes_of(ConflictCard{kind, "s1", {Admission{}, Admission{}}, {}}).size(), 2u);
}

}  // namespace
}  // namespace openday::event
