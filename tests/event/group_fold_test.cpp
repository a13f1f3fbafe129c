// Roll calls and moves of the waiting list, told by boxes in any order.
#include "kiosk/event/group_fold.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/event/record_builder.h"

namespace openday::event {
namespace {

using testing_records::Box;
using testing_records::kEventId;
using testing_records::registration;

constexpr std::string_view kSession = "s1", kStop = "bus-1";

Record tap(Box& box, int second, int guest, int persons, std::string_view stop = kStop) {
  return box.at(second).write(Kind::roll_call, to_json(RollCallBody{registration(guest), std::string(kSession), std::string(stop), persons, "steward"}));
}
Record move(Box& box, int second, int guest, WaitlistMove what) { return box.at(second).write(Kind::waitlist, to_json(WaitlistBody{what, registration(guest), std::string(kSession), "supervisor"})); }

GroupFold fold(const std::vector<Record>& records) {
  GroupFold out;
  for (const Record& record : records) out.add(record);
  return out;
}

int there(GroupFold& fold, int guest, std::string_view stop = kStop) {
  const RollMarks marks = fold.called(kEventId, kSession, stop);
  const auto found = marks.find(registration(guest));
  return found == marks.end() ? -1 : found->second.persons;
}

TEST(RecordBodiesGroup, read_back_what_was_written_and_nothing_else) {
  const RollCallBody call{registration(7), "s1", "bus-1", 3, "steward", "00000002"};
  EXPECT_EQ(to_json(call), R"({"registration":"00000000000000000000000000000007","session":"s1","stop":"bus-1","persons":3,"by":"steward","entry":"00000002"})");
  EXPECT_EQ(to_json(*read_roll_call(to_json(call))), to_json(call));
  const WaitlistBody up{WaitlistMove::up, registration(7), "s1", "supervisor", {}};
  EXPECT_EQ(to_json(up), R"({"move":"up","registration":"00000000000000000000000000000007","session":"s1","by":"supervisor"})");
  EXPECT_EQ(to_json(*read_waitlist(to_json(up))), to_json(up));
  for (const char* bad : {"", "{}", R"({"registration":"00000000000000000000000000000007","session":"s1","persons":3})", R"({"registration":"07","session":"s1","stop":"a","persons":3})",
                          R"({"registration":"00000000000000000000000000000007","session":"s1","stop":"a","persons":-1})", R"({"registration":"00000000000000000000000000000007","session":"s1","stop":"a","persons":1.5})"})
    EXPECT_FALSE(read_roll_call(bad)) << bad;
  for (const char* bad : {"{}", R"({"move":"sideways","registration":"00000000000000000000000000000007","session":"s1"})", R"({"move":"up","session":"s1"})"}) EXPECT_FALSE(read_waitlist(bad)) << bad;
}

TEST(GroupFold, last_tap_in_record_order_stands_whichever_box_it_came_from) {
  Box a(1), b(2);
  const Record first = tap(a, 100, 1, 3), later = tap(b, 200, 1, 2);
  auto one = fold({first, later}), other = fold({later, first});
  EXPECT_EQ(there(one, 1), 2);
  EXPECT_EQ(there(other, 1), 2);
  EXPECT_EQ(one.called(kEventId, kSession, kStop).at(registration(1)).record, later.id);
}

TEST(GroupFold, none_there_is_a_mark_and_each_stop_has_its_own) {
  Box box(1);
  auto folded = fold({tap(box, 1, 1, 1), tap(box, 2, 1, 0), tap(box, 3, 1, 1, "hall")});
  EXPECT_EQ(there(folded, 1), 0);
  EXPECT_EQ(there(folded, 1, "hall"), 1);
  EXPECT_EQ(there(folded, 2), -1);
  EXPECT_EQ(folded.stops(kEventId, kSession), (std::set<std::string>{"bus-1", "hall"}));
  EXPECT_TRUE(folded.stops(kEventId, "s2").empty());
}

TEST(GroupFold, an_undone_tap_gives_way_to_the_one_before_and_comes_back_when_the_undoing_is_undone) {
  Box box(1);
  const Record two = tap(box, 1, 1, 2), three = tap(box, 2, 1, 3);
  const Record undo = box.at(3).void_of(three), redo = box.at(4).void_of(undo);
  auto undone = fold({undo, three, two});
  EXPECT_EQ(there(undone, 1), 2);
  auto redone = fold({redo, undo, three, two});
  EXPECT_EQ(there(redone, 1), 3);
  auto never = fold({three, box.at(5).void_of(three)});
  EXPECT_EQ(there(never, 1), -1);
  EXPECT_TRUE(never.stops(kEventId, kSession).empty());
}

TEST(GroupFold, erased_taps_and_moves_never_were) {
  Box box(1);
  const Record called = tap(box, 1, 1, 1), moved = move(box, 2, 1, WaitlistMove::up);
  EraseBody erase;
  erase.records = {called.id, moved.id};
  auto folded = fold({called, moved, box.at(9).erase(erase)});
  EXPECT_EQ(there(folded, 1), -1);
  EXPECT_TRUE(folded.moves(kEventId).empty());
}

TEST(GroupFold, last_move_of_a_guest_stands_and_can_be_taken_back) {
  Box a(1), b(2);
  const Record up = move(a, 1, 1, WaitlistMove::up), declined = move(b, 2, 1, WaitlistMove::declined);
  auto both = fold({declined, up});
  EXPECT_EQ(both.moves(kEventId).at(registration(1)).move, WaitlistMove::declined);
  auto back = fold({declined, up, a.at(3).void_of(declined)});
  EXPECT_EQ(back.moves(kEventId).at(registration(1)).move, WaitlistMove::up);
  EXPECT_TRUE(back.moves("OTHER").empty());
}

// What two boxes may write in an afternoon: taps, moves, undoings, a clock put right, an erasing.
std::vector<Record> some_records() {
  std::vector<Box> boxes{Box(1), Box(2)};
  std::vector<Record> out;
  const int count = *rc::gen::inRange(0, 25);
  int second = 0;
  for (int i = 0; i < count; ++i) {
    Box& box = boxes[static_cast<std::size_t>(*rc::gen::inRange(0, 2))];
    second += *rc::gen::inRange(0, 3);
    if (*rc::gen::inRange(0, 6) == 0) box.guessed();
    const int guest = *rc::gen::inRange(1, 4);
    switch (*rc::gen::inRange(0, 8)) {
      case 0: out.push_back(move(box, second, guest, static_cast<WaitlistMove>(*rc::gen::inRange(0, 3)))); break;
      case 1:
        if (!out.empty()) out.push_back(box.at(second).void_of(out[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(out.size())))]));
        break;
      case 2: out.push_back(box.at(second).offset_of_boot(*rc::gen::inRange(-5, 6) * 1000, 10)); break;
      case 3:
        if (!out.empty() && *rc::gen::inRange(0, 3) == 0) {
          EraseBody body;
          body.records = {out[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(out.size())))].id};
          out.push_back(box.at(second).erase(body));
        }
        break;
      default: out.push_back(tap(box, second, guest, *rc::gen::inRange(0, 4), *rc::gen::element<std::string>("bus-1", "hall"))); break;
    }
  }
  return out;
}

std::string told(GroupFold& fold) {
  std::string out;
  for (const std::string& stop : fold.stops(kEventId, kSession))
    for (int guest = 1; guest < 4; ++guest) out += stop + std::to_string(there(fold, guest, stop)) + " ";
  const GuestMoves moves = fold.moves(kEventId);
  for (int guest = 1; guest < 4; ++guest)
    if (const auto found = moves.find(registration(guest)); found != moves.end()) out += std::to_string(guest) + std::string(to_string(found->second.move)) + " ";
  return out;
}

TEST(GroupFoldProperty, any_order_and_any_repetition_tell_the_same) {
  EXPECT_TRUE(rc::check([] {
    std::vector<Record> records = some_records();
    auto straight = fold(records);
    const std::string expected = told(straight);
    for (std::size_t i = records.size(); i > 1; --i) std::swap(records[i - 1], records[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(i)))]);
    GroupFold mixed;
    for (const Record& record : records) {
      mixed.add(record);
      if (*rc::gen::inRange(0, 4) == 0) mixed.add(record);
      if (*rc::gen::inRange(0, 4) == 0) (void)told(mixed);   // a question in between changes nothing
    }
    RC_ASSERT(told(mixed) == expected);
  }));
}

TEST(GroupFoldProperty, moves_never_change_behind_the_callers_back) {
  EXPECT_TRUE(rc::check([] {
    GroupFold groups;
    std::string before = told(groups);
    for (const Record& record : some_records()) {
      const auto serial = groups.moves_changed();
      const GuestMoves had = groups.moves(kEventId);
      groups.add(record);
      if (groups.moves_changed() == serial) RC_ASSERT(groups.moves(kEventId) == had);
    }
  }));
}

}  // namespace
}  // namespace openday::event
