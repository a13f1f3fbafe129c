// A guest's story: what happened in record order, over boxes, with what was undone and restored.
#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/event/admission.h"
#include "kiosk/event/attendance.h"
#include "tests/event/record_builder.h"

namespace openday::event {
namespace {

using testing_records::Box;
using testing_records::kEventId;
using testing_records::registration;

CheckInBody check_in(int guest, int persons = 1) {
  CheckInBody body;
  body.registration = registration(guest);
  body.session = "s1";
  body.category = "client";
  body.persons = persons;
  body.seats = 3;
  return body;
}

Attendance fold(const std::vector<Record>& records) {
  Attendance out;
  for (const Record& record : records) out.add(record);
  return out;
}

std::string told(const Attendance& attendance, int guest) {
  std::string out;
  for (const StoryFact& fact : attendance.story(kEventId, registration(guest)))
    out += std::to_string(static_cast<int>(fact.kind)) + base::to_string(fact.record) + (fact.counts ? "+" : "-") + fact.reason + fact.verdict + fact.role + "\n";
  return out;
}

TEST(GuestStory, tells_admissions_screenings_overrides_and_voids_in_record_order) {
  Box a(1), b(2);
  const Record first = b.at(20).check_in(check_in(1, 2));
  const std::vector<Record> records{a.at(10).write(Kind::screening, to_json(ScreeningBody{registration(1), "s1", true})), first, a.at(30).void_of(first),
                                    a.at(40).staff(override_of(Verdict::category_full, "leader-approved", registration(1), "supervisor")), a.at(41).check_in(check_in(1)),
                                    a.at(50).check_in(check_in(2)), a.at(60).staff(override_of(Verdict::early, "other", registration(2), "supervisor"))};
  const auto story = fold(records).story(kEventId, registration(1));
  ASSERT_EQ(story.size(), 5u);
  EXPECT_EQ(story[0].kind, StoryKind::screening);
  EXPECT_TRUE(story[0].passed);
  EXPECT_EQ(story[1].kind, StoryKind::check_in);
  EXPECT_FALSE(story[1].counts);
  EXPECT_EQ(story[1].admission.persons, 2);
  EXPECT_EQ(story[1].device, first.device);
  EXPECT_EQ(story[2].kind, StoryKind::voiding);
  EXPECT_EQ(story[2].names, first.id);
  EXPECT_EQ(story[2].role, "steward");
  EXPECT_EQ(story[3].kind, StoryKind::overriding);
  EXPECT_EQ(story[3].verdict, "category-full");
  EXPECT_EQ(story[3].reason, "leader-approved");
  EXPECT_TRUE(story[4].counts);
}

TEST(GuestStory, an_undo_of_an_undo_counts_again_in_whatever_order_they_arrive) {
  Box a(1), b(2), c(3);
  const Record first = a.at(10).check_in(check_in(1));
  const Record undo = b.at(20).void_of(first), again = c.at(30).void_of(undo);
  std::vector<Record> records{first, undo, again};
  std::ranges::sort(records, {}, [](const Record& one) { return base::to_string(one.id); });
  do {
    const Attendance attendance = fold(records);
    const auto story = attendance.story(kEventId, registration(1));
    ASSERT_EQ(story.size(), 3u);
    EXPECT_TRUE(story[0].counts);
    EXPECT_FALSE(story[1].counts);
    EXPECT_TRUE(story[2].counts);
    EXPECT_EQ(attendance.persons(kEventId, "s1"), 1);
  } while (std::ranges::next_permutation(records, {}, [](const Record& one) { return base::to_string(one.id); }).found);
}

TEST(GuestStory, says_nothing_of_what_was_erased_and_of_other_events) {
  Box a(1);
  const Record first = a.at(10).check_in(check_in(1));
  Record elsewhere = a.at(15).check_in(check_in(1));
  elsewhere.event = "OTHER";
  const Attendance attendance = fold({first, elsewhere, a.at(20).erase({{first.id}, "asked", "{}"})});
  EXPECT_TRUE(attendance.story(kEventId, registration(1)).empty());
  EXPECT_TRUE(attendance.story(kEventId, registration(9)).empty());
}

TEST(GuestStory, is_the_same_for_any_order_of_arrival) {
  EXPECT_TRUE(rc::check([] {
    Box a(1), b(2);
    std::vector<Record> records;
    const int count = *rc::gen::inRange(1, 14);
    for (int i = 0; i < count; ++i) {
      Box& box = *rc::gen::arbitrary<bool>() ? a : b;
      box.at(*rc::gen::inRange(0, 500));
      const int what = *rc::gen::inRange(0, 4);
      if (what < 2 || records.empty()) records.push_back(box.check_in(check_in(*rc::gen::inRange(1, 3), *rc::gen::inRange(1, 3))));
      else if (what == 2) records.push_back(box.void_of(records[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(records.size())))]));
      else records.push_back(box.staff(override_of(Verdict::early, "other", registration(1), "supervisor")));
    }
    const std::string expected = told(fold(records), 1);
    for (std::size_t i = records.size(); i > 1; --i) std::swap(records[i - 1], records[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(i)))]);
    RC_ASSERT(told(fold(records), 1) == expected);
  }));
}

}  // namespace
}  // namespace openday::event
