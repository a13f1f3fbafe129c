#include "kiosk/event/attendance.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/event/attendance_voids.h"
#include "tests/event/people_fixture.h"
#include "tests/event/record_builder.h"

namespace openday::event {
namespace {

using testing_records::Box;

constexpr std::string_view kEvent = "YX201117", kSession = "s1";

CheckInBody check_in(int guest, int persons = 1, int seats = 1) {
  CheckInBody body;
  body.registration = testing_records::registration(guest);
  body.session = std::string(kSession);
  body.category = guest % 2 ? "npc" : "client";
  body.persons = persons;
  body.seats = seats;
  return body;
}

Attendance fold(const std::vector<Record>& records) {
  Attendance out;
  for (const Record& record : records) out.add(record);
  return out;
}

std::vector<base::Uuid> ids(const std::vector<const Record*>& records) {
  std::vector<base::Uuid> out;
  for (const Record* record : records) out.push_back(record->id);
  return out;
}

// Everything an attendance can be asked, as one text to compare.
std::string told(const Attendance& attendance) {
  std::string out;
  for (const Presence& one : attendance.present(kEvent, kSession))
    out += to_string(one.registration) + " " + std::to_string(one.persons) + " " + one.category + " " + base::to_string(one.first_record) + one.first_at + "\n";
  for (const Conflict& one : attendance.conflicts(kEvent)) {
    out += "conflict " + std::to_string(static_cast<int>(one.kind)) + to_string(one.registration);
    for (const base::Uuid& id : one.records) out += " " + base::to_string(id);
    out += "\n";
  }
  for (const CorrectionBody& one : attendance.corrections(kEvent)) out += one.text + "\n";
  return out + std::to_string(attendance.persons(kEvent, kSession)) + "/" + std::to_string(attendance.persons(kEvent, kSession, "npc"));
}

TEST(RecordOrder, follows_wall_clocks_of_boots_that_knew_the_time) {
  Box a(1), b(2);
  const std::vector<Record> records{a.at(300).note(), b.at(100).note(), a.at(400).note(), b.at(350).note()};
  EXPECT_EQ(ids(in_order(records)), (std::vector{records[1].id, records[0].id, records[3].id, records[2].id}));
}

TEST(RecordOrder, guessed_records_take_their_boots_offset_from_a_later_record_that_knew_the_time) {
  Box a(1), b(2);
  const Record early = a.at(100).guessed().note();   // says 1970, but mono is right
  const Record known = a.at(200).note();
  const Record between = b.at(150).note();
  EXPECT_EQ(ids(in_order({known, between, early})), (std::vector{early.id, between.id, known.id}));
}

TEST(RecordOrder, device_record_of_least_uncertainty_beats_the_boots_own_clock) {
  Box a(1), b(2);
  const Record wrong = a.at(500).note();              // its wall clock was 400 s ahead
  const Record rough = a.at(510).offset_of_boot(-100'000, 900);
  const Record good = a.at(520).offset_of_boot(-400'000, 10);
  const Record other = b.at(150).note();
  EXPECT_EQ(ids(in_order({wrong, rough, good, other})), (std::vector{wrong.id, rough.id, good.id, other.id}));
  EXPECT_EQ(ids(in_order({other, rough, wrong})), (std::vector{other.id, wrong.id, rough.id}));
}

TEST(RecordOrder, never_reorders_one_box_whatever_its_clock_did) {
  Box a(1);
  const Record first = a.at(500).note();
  a.reboot();
  const Record second = a.at(100).note();   // the clock went back
  const Record third = a.at(110).note();
  EXPECT_EQ(ids(in_order({third, second, first})), (std::vector{first.id, second.id, third.id}));
}

TEST(RecordOrder, boot_that_never_knew_the_time_stands_where_its_box_was_last) {
  Box a(1), b(2);
  const Record known = a.at(100).note();
  a.reboot();
  const Record lost = a.at(7).guessed().note();
  const Record other = b.at(200).note();
  EXPECT_EQ(ids(in_order({other, lost, known})), (std::vector{known.id, lost.id, other.id}));
  Box c(3);
  const Record nowhere = c.at(1).guessed().note();
  EXPECT_EQ(ids(in_order({nowhere, other, known})).back(), nowhere.id);
}

TEST(RecordOrder, forged_monotonic_clock_does_not_wrap_around) {
  Box a(1), b(2);
  Record forged = a.at(100).note();
  forged.mono = INT64_MIN;
  Record other = a.at(200).note();
  other.mono = INT64_MAX;
  EXPECT_EQ(in_order({forged, other, b.at(50).note()}).size(), 3u);
}

TEST(RecordOrder, each_id_stands_once) {
  Box a(1);
  const Record one = a.at(1).note();
  EXPECT_EQ(in_order({one, one, one}).size(), 1u);
}

TEST(Attendance, counts_a_guest_once_and_says_when_and_where) {
  Box a(1);
  const Record first = a.at(100).check_in(check_in(1));
  const Attendance attendance = fold({first, first});
  const Presence* presence = attendance.find(kEvent, kSession, testing_records::registration(1));
  ASSERT_TRUE(presence);
  EXPECT_EQ(presence->persons, 1);
  EXPECT_EQ(presence->first_record, first.id);
  EXPECT_EQ(presence->first_device, first.device);
  EXPECT_EQ(presence->first_at, first.at);
  EXPECT_EQ(attendance.persons(kEvent, kSession), 1);
  EXPECT_EQ(attendance.persons(kEvent, kSession, "npc"), 1);
  EXPECT_EQ(attendance.persons(kEvent, kSession, "client"), 0);
  EXPECT_EQ(attendance.persons(kEvent, "s2"), 0);
  EXPECT_TRUE(attendance.conflicts(kEvent).empty());
}

TEST(Attendance, admission_at_two_boxes_counts_once_and_is_a_card_for_staff) {
  Box a(1), b(2);
  const Record later = a.at(200).check_in(check_in(1)), earlier = b.at(100).check_in(check_in(1));
  const Attendance attendance = fold({later, earlier});
  EXPECT_EQ(attendance.persons(kEvent, kSession), 1);
  EXPECT_EQ(attendance.find(kEvent, kSession, testing_records::registration(1))->first_record, earlier.id);
  const auto cards = attendance.conflicts(kEvent);
  ASSERT_EQ(cards.size(), 1u);
  EXPECT_EQ(cards[0].kind, ConflictKind::admitted_elsewhere);
  EXPECT_EQ(cards[0].records, (std::vector{earlier.id, later.id}));
}

TEST(Attendance, party_comes_in_parts_at_several_boxes_without_a_card) {
  Box a(1), b(2);
  const Attendance attendance = fold({a.at(1).check_in(check_in(1, 2, 5)), b.at(2).check_in(check_in(1, 3, 5))});
  EXPECT_EQ(attendance.persons(kEvent, kSession), 5);
  EXPECT_TRUE(attendance.conflicts(kEvent).empty());
}

TEST(Attendance, more_persons_than_seats_are_capped_and_carded) {
  Box a(1), b(2);
  const Attendance attendance = fold({a.at(1).check_in(check_in(1, 3, 4)), b.at(2).check_in(check_in(1, 3, 4))});
  EXPECT_EQ(attendance.persons(kEvent, kSession), 4);
  ASSERT_EQ(attendance.conflicts(kEvent).size(), 1u);
  EXPECT_EQ(attendance.conflicts(kEvent)[0].kind, ConflictKind::too_many_persons);
}

TEST(Attendance, rosters_seats_stand_above_the_codes) {
  Box a(1);
  Attendance attendance = fold({a.at(1).check_in(check_in(1, 2, 2))});
  EXPECT_TRUE(attendance.conflicts(kEvent).empty());
  attendance.set_seats(testing_records::registration(1), 1);
  EXPECT_EQ(attendance.conflicts(kEvent).size(), 1u);
  attendance.set_seats(testing_records::registration(1), 3);
  EXPECT_TRUE(attendance.conflicts(kEvent).empty());
  EXPECT_EQ(attendance.persons(kEvent, kSession), 2);
}

TEST(Attendance, voided_check_in_counts_no_longer_and_a_void_of_the_void_brings_it_back) {
  Box a(1);
  const Record in = a.at(1).check_in(check_in(1)), undo = a.at(2).void_of(in), redo = a.at(3).void_of(undo);
  EXPECT_EQ(fold({in, undo}).persons(kEvent, kSession), 0);
  EXPECT_EQ(fold({undo, in}).persons(kEvent, kSession), 0);   // the void came over the net first
  EXPECT_EQ(fold({in, undo, redo}).persons(kEvent, kSession), 1);
  EXPECT_EQ(fold({redo, undo, in}).persons(kEvent, kSession), 1);
}

TEST(Attendance, voids_in_a_circle_have_no_effect) {
  Box a(1);
  const Record in = a.at(1).check_in(check_in(1));
  Record first = a.at(2).void_of(in), second = a.at(3).void_of(first);
  first.body = to_json(VoidBody{second.id, {}, {}});
  EXPECT_EQ(fold({in, first, second}).persons(kEvent, kSession), 1);
  EXPECT_TRUE(voided_records({}).empty());
}

TEST(Attendance, long_chain_of_voids_is_judged_without_recursion) {
  Box a(1);
  const Record in = a.at(1).check_in(check_in(1));
  std::unordered_map<base::Uuid, base::Uuid, UuidHash> voids;
  Record previous = in;
  for (int i = 0; i < 100'001; ++i) {
    const Record next = a.at(2).note();
    voids.emplace(next.id, previous.id);
    previous = next;
  }
  EXPECT_TRUE(voided_records(voids).contains(in.id));
}

TEST(Attendance, erased_check_ins_count_by_their_erase_alone) {
  Box a(1), b(2);
  const Record one = a.at(1).check_in(check_in(1)), two = b.at(2).check_in(check_in(3));
  EraseBody body;
  body.records = {one.id};
  body.counts = R"({"persons":{"s1":{"npc":1}}})";
  const Record erase = a.at(3).erase(body);
  Record blank = one;
  blank.body.reset();
  blank.salt.reset();
  for (const auto& records : {std::vector{one, two, erase}, std::vector{blank, two, erase}, std::vector{erase, two, one, blank}}) {
    const Attendance attendance = fold(records);
    EXPECT_EQ(attendance.persons(kEvent, kSession), 2);
    EXPECT_EQ(attendance.persons(kEvent, kSession, "npc"), 2);
    EXPECT_EQ(attendance.present(kEvent, kSession).size(), 1u);
    EXPECT_FALSE(attendance.find(kEvent, kSession, testing_records::registration(1)));
  }
  EXPECT_EQ(fold({one, two, erase, a.at(4).erase(body)}).persons(kEvent, kSession), 2);   // said twice, counted once
}

TEST(Attendance, erased_void_has_no_effect_whether_or_not_its_body_is_still_here) {
  Box a(1);
  const Record in = a.at(1).check_in(check_in(1)), undo = a.at(2).void_of(in);
  EraseBody body;
  body.records = {undo.id};
  const Record erase = a.at(3).erase(body);
  Record blank = undo;
  blank.body.reset();
  for (const auto& records : {std::vector{in, undo, erase}, std::vector{erase, undo, in}, std::vector{in, blank, erase}})
    EXPECT_EQ(fold(records).persons(kEvent, kSession), 1);
}

TEST(Attendance, body_that_an_erased_copy_lacked_is_taken_over) {
  Box a(1);
  const Record in = a.at(1).check_in(check_in(1));
  Record blank = in;
  blank.body.reset();
  EXPECT_EQ(fold({blank, in}).persons(kEvent, kSession), 1);
  EXPECT_EQ(fold({in, blank}).persons(kEvent, kSession), 1);
}

TEST(Attendance, corrections_come_in_record_order_without_voided_ones) {
  Box a(1), b(2);
  const Record late = a.at(30).notice("c"), gone = a.at(31).notice("x"), early = b.at(10).notice("a"), middle = b.at(20).notice("b");
  const Attendance attendance = fold({late, gone, early, middle, a.at(32).void_of(gone)});
  const auto found = attendance.corrections(kEvent);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].text + found[1].text + found[2].text, "abc");
  EXPECT_TRUE(attendance.corrections("OTHER").empty());
}

TEST(Attendance, late_offset_moves_what_was_folded_before) {
  Box a(1), b(2);
  const Record here = a.at(500).check_in(check_in(1));   // its wall clock was 400 s ahead
  const Record there = b.at(300).check_in(check_in(1));
  Attendance attendance = fold({here, there});
  EXPECT_EQ(attendance.find(kEvent, kSession, testing_records::registration(1))->first_record, there.id);
  attendance.add(a.at(510).offset_of_boot(-400'000, 5));
  EXPECT_EQ(attendance.find(kEvent, kSession, testing_records::registration(1))->first_record, here.id);
}

// A hall: some boxes with clocks of every quality write check-ins, voids, corrections and offsets.
std::vector<Record> random_hall() {
  std::vector<Box> boxes{Box(1), Box(2), Box(3)};
  std::vector<Record> records;
  const int count = *rc::gen::inRange(1, 40);
  for (int i = 0; i < count; ++i) {
    Box& box = boxes[*rc::gen::inRange<std::size_t>(0, boxes.size())];
    box.at(*rc::gen::inRange(1, 500));
    if (*rc::gen::inRange(0, 5) == 0) box.guessed();
    if (*rc::gen::inRange(0, 8) == 0) box.reboot();
    const int guest = *rc::gen::inRange(1, 6);
    switch (*rc::gen::inRange(0, 8)) {
      case 0: records.push_back(records.empty() ? box.note() : box.void_of(records[*rc::gen::inRange<std::size_t>(0, records.size())])); break;
      case 1: records.push_back(box.notice(std::to_string(i))); break;
      case 2: records.push_back(box.offset_of_boot(*rc::gen::inRange(-400'000, 400'000), *rc::gen::inRange(0, 3))); break;
      case 3: {
        EraseBody body;
        if (!records.empty()) body.records = {records[*rc::gen::inRange<std::size_t>(0, records.size())].id};
        body.counts = R"({"persons":{"s1":{"npc":1}}})";
        records.push_back(box.erase(body));
        break;
      }
      default: records.push_back(box.check_in(check_in(guest, *rc::gen::inRange(1, 4), guest))); break;
    }
  }
  return records;
}

template <class List>
void shuffle(List& list) {
  for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[*rc::gen::inRange<std::size_t>(0, i)]);
}

TEST(Attendance, is_the_same_for_any_order_repetition_and_moment_of_asking) {   // DESIGN.md I3
  EXPECT_TRUE(rc::check([] {
    const std::vector<Record> records = random_hall();
    const std::string expected = told(fold(records));
    std::vector<Record> mixed = records;
    for (int i = *rc::gen::inRange(0, 10); i > 0; --i) mixed.push_back(records[*rc::gen::inRange<std::size_t>(0, records.size())]);
    shuffle(mixed);
    Attendance attendance;
    for (const Record& record : mixed) {
      attendance.add(record);
      if (*rc::gen::inRange(0, 4) == 0) (void)told(attendance);   // asking in between changes nothing
    }
    RC_ASSERT(told(attendance) == expected);
    RC_ASSERT(ids(in_order(mixed)) == ids(in_order(records)));
  }));
}

TEST(Attendance, persons_never_exceed_the_seats_and_no_admission_is_dropped_silently) {
  EXPECT_TRUE(rc::check([] {
    std::vector<Box> boxes{Box(1), Box(2)};
    std::vector<Record> records;
    std::map<RegistrationId, int> brought;
    for (int i = *rc::gen::inRange(1, 20); i > 0; --i) {
      const int guest = *rc::gen::inRange(1, 5), persons = *rc::gen::inRange(1, 4);
      Box& box = boxes[*rc::gen::inRange<std::size_t>(0, 2)];
      records.push_back(box.at(*rc::gen::inRange(1, 100)).check_in(check_in(guest, persons, guest)));
      brought[testing_records::registration(guest)] += persons;
    }
    const Attendance attendance = fold(records);
    const auto cards = attendance.conflicts(kEvent);
    int sum = 0;
    for (const auto& [registration, persons] : brought) {
      const int seats = registration.bytes[15];
      const Presence* presence = attendance.find(kEvent, kSession, registration);
      RC_ASSERT((presence && presence->persons == std::min(persons, seats)));
      const bool carded = std::ranges::any_of(cards, [&](const Conflict& card) { return card.registration == registration; });
      RC_ASSERT(carded == (persons > seats));
      sum += presence->persons;
    }
    RC_ASSERT(attendance.persons(kEvent, kSession) == sum);
  }));
}

TEST(RecordOrder, keeps_every_boxs_own_order) {   // DESIGN.md I6
  EXPECT_TRUE(rc::check([] {
    std::vector<Record> records = random_hall();
    shuffle(records);
    std::map<std::pair<base::Uuid, std::string>, std::uint64_t> last;
    for (const Record* record : in_order(records)) {
      std::uint64_t& seq = last[{record->device, record->inc}];
      RC_ASSERT(record->seq > seq);
      seq = record->seq;
    }
  }));
}

TEST(Attendance, counts_refusals_by_the_category_and_the_inviting_department_that_the_decision_knew) {
  Box box(1);
  const auto refusal = [&](const char* verdict, const char* category) {
    return box.write(Kind::refusal, to_json(RefusalBody{verdict, "s1", category, *category ? "办公室" : ""}));
  };
  const auto taken_back = refusal("early", "client");
  Attendance attendance = fold({refusal("category-full", "client"), refusal("needs-staff", "client"), refusal("revoked", ""), refusal("unreadable", ""), refusal("late", "npc"), taken_back, box.void_of(taken_back)});
  EXPECT_EQ(attendance.refusals(kEvent, "s1"), 5);
  EXPECT_EQ(attendance.refusals(kEvent, "s1", "client"), 2);
  EXPECT_EQ(attendance.refusals(kEvent, "s1", "npc"), 1);
  EXPECT_EQ(attendance.refusals(kEvent, "s1", ""), 2) << "of whom nothing is known";
  EXPECT_EQ(attendance.refusals(kEvent, "s2", "client"), 0);
  EXPECT_EQ(attendance.refusals_by_department(kEvent, "s1", "办公室"), 3) << "the one taken back is not";
  EXPECT_EQ(attendance.refusals_by_department(kEvent, "s1", "登记中心"), 0);
}

}  // namespace
}  // namespace openday::event
