#include "kiosk/event/erase_counts.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/event/case_number.h"
#include "tests/event/plan_builder.h"
#include "tests/event/record_builder.h"

namespace openday::event {
namespace {

using namespace testing_records;

// What figures say of a set of records.
struct Numbers {
  std::map<std::string, int> persons;
  Counts counts;
  std::vector<std::string> cases;
  bool operator==(const Numbers&) const = default;
};

Numbers numbers(const std::vector<Record>& records) {
  Attendance attendance;
  TallyFold tally;
  CaseFold cases;
  for (const Record& record : records) {
    attendance.add(record);
    tally.add(record);
    cases.add(record);
  }
  Numbers out;
  for (const char* session : {"s1", "s2"})
    for (const char* category : {"npc", "client"})
      out.persons[std::string(session) + " " + category] = attendance.persons(kEventId, session, category);
  out.counts = tally.counts(kEventId);
  Plan plan = testing::PlanBuilder().plan();
  plan.id = std::string(kEventId);
  for (const FollowUpCase& one : cases.list(plan, {}).cases) out.cases.push_back(one.number + base::to_string(one.received));
  std::ranges::sort(out.cases);
  return out;
}

std::string to_string_of(int seed) { return case_number(base::make_uuid_v4([&] { base::Random16 bytes{}; bytes[3] = static_cast<std::uint8_t>(seed); return bytes; }())); }

// Anything that one or two boxes write about few guests, so that they meet.
Record any_record(Box& box) {
  const int guest = *rc::gen::inRange(1, 7);
  const std::string session = *rc::gen::element<std::string>("s1", "s2"), category = guest % 2 == 0 ? "npc" : "client";
  switch (*rc::gen::inRange(0, 5)) {
    case 0: {
      CheckInBody body;
      body.registration = registration(guest);
      body.session = session;
      body.seats = 3;
      body.persons = *rc::gen::inRange(1, 4);
      body.category = category;
      return box.check_in(body);
    }
    case 1: {
      WalkInBody body;
      body.registration = registration(100 + guest);
      body.session = session;
      body.persons = *rc::gen::inRange(1, 3);
      body.category = category;
      body.name = "陈㛃";
      return box.write(Kind::walk_in, to_json(body));
    }
    case 2: return box.write(Kind::rating, to_json(RatingBody{registration(guest), session, *rc::gen::element<std::string>("bureau", "event"), *rc::gen::inRange(1, 6), {}, category, {}}));
    case 3: return box.write(Kind::scorecard, to_json(ScorecardBody{registration(guest), session, "sheet", category, {{"plan", {{"order", *rc::gen::inRange(0, 11)}, {"want", {}, {"更多座位"}}}}}}));
    default: {
      OpinionBody body;
      body.number = to_string_of(*rc::gen::inRange(0, 200));
      body.session = session;
      body.subject = "registration";
      body.text = "办理时间太长";
      return box.write(Kind::opinion, to_json(body));
    }
  }
}

TEST(EraseCounts, leave_every_figure_as_it_was) {
  EXPECT_TRUE(rc::check("all of a guest's records at once", [] {
    Box one(1), two(2);
    std::vector<Record> records;
    for (int i = *rc::gen::inRange(0, 30); i > 0; --i) {
      Box& box = *rc::gen::arbitrary<bool>() ? one : two;
      records.push_back(any_record(box.at(i)));
    }
    const Numbers before = numbers(records);
    // Opinions with one number are one case; they go together as a guest's records do.
    const auto gone_guests = *rc::gen::container<std::set<int>>(rc::gen::inRange(0, 7));
    std::vector<base::Uuid> erased;
    for (const Record& record : records) {
      for (const int guest : gone_guests) {
        const bool his = record.body->find(to_string(registration(guest))) != std::string::npos || record.body->find(to_string(registration(100 + guest))) != std::string::npos;
        if (his || (guest == 0 && record.kind == to_string(Kind::opinion))) erased.push_back(record.id);
      }
    }
    EraseCounts counts{std::string(kEventId), erased};
    for (const Record& record : records) counts.add(record);
    std::vector<Record> after;
    for (Record record : records) {
      if (std::ranges::find(erased, record.id) != erased.end()) record.body.reset(), record.salt.reset();
      after.push_back(record);
    }
    for (const EraseBody& body : counts.bodies("retention", base::kChinaOffset)) {
      const std::string json = to_json(body);
      RC_ASSERT(json.size() <= kMaxBodyBytes);
      after.push_back(one.at(90).write(Kind::erase, json));
    }
    RC_ASSERT(numbers(after).persons == before.persons);
    RC_ASSERT(numbers(after).counts == before.counts);
    RC_ASSERT(numbers(after).cases == before.cases);
  }));
}

// What the bureau keeps when its retention is over, and then a box purges what is its own, in any portions.
TEST(EraseCounts, of_single_records_leave_every_figure_as_it_was_whoever_erases_them_again) {
  EXPECT_TRUE(rc::check("a body a record, then other erases of any of them", [] {
    Box box(1), bureau(9);
    std::vector<Record> records, after;
    for (int i = *rc::gen::inRange(0, 30); i > 0; --i) records.push_back(any_record(box.at(i)));
    const Numbers before = numbers(records);
    std::vector<base::Uuid> erased;
    std::vector<std::vector<base::Uuid>> portions(3);
    std::map<std::string, int> portion_of;   // a guest's records go together
    for (const Record& record : records) {
      erased.push_back(record.id);
      const auto at = record.body->find("registration\":\"");
      const std::string guest = at == std::string::npos ? std::string("opinions") : record.body->substr(at, 60);
      const auto [found, fresh] = portion_of.try_emplace(guest, 0);
      if (fresh) found->second = *rc::gen::inRange(0, 3);
      portions[found->second].push_back(record.id);
    }
    EraseCounts counts{std::string(kEventId), erased};
    for (const Record& record : records) counts.add(record);
    for (Record record : records) {
      record.body.reset(), record.salt.reset();
      after.push_back(record);
    }
    for (const EraseBody& body : counts.bodies_each("retention", base::kChinaOffset)) {
      RC_ASSERT(body.records.size() == 1u);
      after.push_back(bureau.guessed().write(Kind::erase, to_json(body)));
    }
    RC_ASSERT(numbers(after) == before);
    for (std::size_t i = 0; i + 1 < portions.size(); ++i) {
      EraseCounts own{std::string(kEventId), portions[i]};
      for (const Record& record : records) own.add(record);
      for (const EraseBody& body : own.bodies("retention", base::kChinaOffset)) after.push_back(box.at(90).write(Kind::erase, to_json(body)));
      RC_ASSERT(numbers(after) == before);
    }
  }));
}

TEST(EraseCounts, of_many_records_come_in_bodies_that_fit) {
  Box box(1);
  std::vector<Record> records;
  std::vector<base::Uuid> ids;
  for (int guest = 0; guest < 9000; ++guest) {
    CheckInBody body;
    body.registration = registration(guest);
    body.session = "s1";
    body.category = "npc";
    records.push_back(guest % 3 == 0 ? box.write(Kind::rating, to_json(RatingBody{body.registration, "s1", "bureau", 1, {}, "npc", {}})) : box.check_in(body));
    ids.push_back(records.back().id);
  }
  EraseCounts counts{std::string(kEventId), ids};
  for (const Record& record : records) counts.add(record);
  const auto bodies = counts.bodies("retention", base::kChinaOffset);
  std::size_t named = 0;
  Attendance attendance;
  for (const EraseBody& body : bodies) {
    named += body.records.size();
    ASSERT_LE(to_json(body).size(), kMaxBodyBytes);
    ASSERT_TRUE(read_erase(to_json(body)));
    attendance.add(box.erase(body));
  }
  EXPECT_EQ(named, ids.size());
  EXPECT_GT(bodies.size(), 2u);
  EXPECT_EQ(attendance.persons(kEventId, "s1"), 6000);
}

TEST(EraseCounts, do_not_count_twice_who_also_stands_in_a_record_that_stays) {
  Box one(1), two(2);
  CheckInBody body;
  body.registration = registration(1);
  body.session = "s1";
  body.category = "npc";
  const Record here = one.at(1).check_in(body), there = two.at(2).check_in(body);
  EraseCounts counts{std::string(kEventId), {here.id}};
  counts.add(here);
  counts.add(there);
  const auto bodies = counts.bodies("asked", base::kChinaOffset);
  ASSERT_EQ(bodies.size(), 1u);
  EXPECT_EQ(bodies[0].counts.find("persons"), std::string::npos);
}

}  // namespace
}  // namespace openday::event
