// Counting: the fold against a naive count, in any order and with repetitions, and what does not count.
#include "kiosk/event/tally.h"

#include <algorithm>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/event/voices.h"

namespace openday::event {
namespace {

using namespace testing_records;
using ::testing::ElementsAre;

const TallyKey kNamedBureau{"main", "bureau", "npc", false}, kBallots{"main", "bureau", "", true};

TEST(TallyFold, counts_a_named_rating_once_for_guest_and_subject_and_the_earliest_stands) {
  Box first(1), second(2);
  const Record late = second.at(90).write(Kind::rating, to_json(rating(1, 1)));
  const Record early = first.at(60).write(Kind::rating, to_json(rating(1, 5)));
  TallyFold fold;
  for (const Record& record : {late, early, late}) fold.add(record);
  ASSERT_EQ(fold.counts(kEventId).ratings.size(), 1u);
  EXPECT_THAT(fold.counts(kEventId).ratings.at(kNamedBureau).n, ElementsAre(1, 0, 0, 0, 0));
}

TEST(TallyFold, counts_no_ballot_before_its_batch_stands) {
  Box box(1);
  TallyFold fold;
  const Batch batch = batch_of(7, {5, 4, 2, 2, 1});
  batch.put(fold);
  EXPECT_TRUE(fold.counts(kEventId).ratings.empty());
  const Record record = box.write(Kind::rating_batch, to_json(batch.body));
  fold.add(record);
  EXPECT_THAT(fold.counts(kEventId).ratings.at(kBallots).n, ElementsAre(1, 1, 0, 2, 1));
  EXPECT_TRUE(fold.counts(kEventId).elsewhere.empty());
  fold.add(box.void_of(record));
  EXPECT_TRUE(fold.counts(kEventId).ratings.empty());
}

TEST(TallyFold, does_not_count_ballots_of_another_subject_than_their_batch) {
  Box box(1);
  TallyFold fold;
  Batch batch = batch_of(7, {5, 5, 5, 5, 5});
  batch.put(fold);
  batch.body.subject = "day";
  fold.add(box.write(Kind::rating_batch, to_json(batch.body)));
  EXPECT_TRUE(fold.counts(kEventId).ratings.empty());
  EXPECT_EQ(fold.counts(kEventId).elsewhere.at("day"), 5);
}

TEST(TallyFold, says_how_many_ballots_lie_on_another_box) {
  Box other(2);
  TallyFold fold;
  fold.add(other.write(Kind::rating_batch, to_json(batch_of(9, {5, 5, 5, 1, 1}).body)));
  EXPECT_TRUE(fold.counts(kEventId).ratings.empty());
  EXPECT_EQ(fold.counts(kEventId).elsewhere.at("bureau"), 5);
}

TEST(TallyFold, counts_a_ballot_once_that_waited_while_its_disk_was_copied) {
  Box box(1), copy(2);
  const Batch first = batch_of(7, {5, 4, 2, 2, 1});
  Batch second = batch_of(9, {5, 4, 2, 3, 3});
  for (std::size_t i = 0; i < 3; ++i) second.ballots[i] = first.ballots[i];
  const Record of_first = box.write(Kind::rating_batch, to_json(first.body)), of_second = copy.write(Kind::rating_batch, to_json(second.body));
  for (const bool other_way : {false, true}) {
    TallyFold fold;
    fold.add(of_first);
    fold.add(of_second);
    for (int again = 0; again < 2; ++again) (other_way ? second : first).put(fold), (other_way ? first : second).put(fold);
    EXPECT_THAT(fold.counts(kEventId).ratings.at(kBallots).n, ElementsAre(1, 1, 2, 2, 1)) << other_way;
    EXPECT_TRUE(fold.counts(kEventId).elsewhere.empty()) << "a copy lies nowhere else";
  }
}

TEST(TallyFold, leaves_out_void_ratings_and_counts_erased_ones_by_their_erase) {
  Box box(1);
  std::vector<Record> records;
  for (int guest = 1; guest <= 4; ++guest) records.push_back(box.at(guest).write(Kind::rating, to_json(rating(guest, guest))));
  TallyFold fold;
  for (const Record& record : records) fold.add(record);
  fold.add(box.void_of(records[0]));
  EXPECT_THAT(fold.counts(kEventId).ratings.at(kNamedBureau).n, ElementsAre(0, 1, 1, 1, 0));
  const std::vector<base::Uuid> ids{records[0].id, records[1].id};
  const std::string counts = fold.erase_counts(ids);
  EXPECT_EQ(counts, R"({"ratings":{"main":{"bureau":{"npc":[0,0,0,1,0]}}}})") << "the void one is not counted again";
  const Record erase = box.erase({ids, "申请", counts});
  fold.add(erase);
  EXPECT_THAT(fold.counts(kEventId).ratings.at(kNamedBureau).n, ElementsAre(0, 1, 1, 1, 0)) << "though the body is still here";
  fold.add(box.erase({ids, "再次", counts}));
  EXPECT_THAT(fold.counts(kEventId).ratings.at(kNamedBureau).n, ElementsAre(0, 1, 1, 1, 0)) << "an erase of what is erased adds nothing";
}

TEST(TallyFold, counts_a_guest_once_when_one_of_two_ratings_is_erased) {
  Box first(1), second(2);
  const Record early = first.at(1).write(Kind::rating, to_json(rating(1, 5))), late = second.at(9).write(Kind::rating, to_json(rating(1, 2)));
  TallyFold fold;
  fold.add(early);
  fold.add(late);
  fold.add(first.erase({{early.id}, "申请", fold.erase_counts({early.id})}));
  EXPECT_EQ(fold.counts(kEventId).ratings.at(kNamedBureau).total(), 1);
}

TEST(TallyFold, counts_a_guest_once_when_two_erases_share_the_two_ratings) {
  Box first(1), second(2);
  const Record early = first.at(1).write(Kind::rating, to_json(rating(1, 5))), late = second.at(9).write(Kind::rating, to_json(rating(1, 2)));
  TallyFold fold;
  fold.add(early);
  fold.add(late);
  const std::vector<base::Uuid> both{early.id, late.id};
  const std::string one = fold.erase_counts({early.id}, both), two = fold.erase_counts({late.id}, both);
  fold.add(first.erase({{early.id}, "期满", one}));
  fold.add(first.erase({{late.id}, "期满", two}));
  EXPECT_THAT(fold.counts(kEventId).ratings.at(kNamedBureau).n, ElementsAre(1, 0, 0, 0, 0));
}

TEST(TallyFold, reads_hostile_erase_counts_as_nothing) {
  for (const char* counts : {"", "[]", "{\"ratings\":5}", "{\"ratings\":{\"main\":{\"bureau\":{\"npc\":[1,2]}}}}", "{\"ratings\":{\"main\":{\"bureau\":{\"npc\":[-1,0,0,0,0]}}}}",
                             "{\"ratings\":{\"main\":{\"bureau\":{\"npc\":[1,1,0,0,0]}}}}", "{\"ratings\":{\"main\":{\"bureau\":{\"npc\":[9999999999,0,0,0,0]}}}}", "{\"sheets\":{\"main\":{\"hall\":{\"npc\":{\"items\":{\"x\":{\"values\":{\"101\":1}}}}}}}}"}) {
    Box box(1);
    TallyFold fold;
    fold.add(box.erase({{base::Uuid{}}, "x", counts}));
    EXPECT_TRUE(fold.counts(kEventId).ratings.empty()) << counts;
    for (const auto& [key, sheet] : fold.counts(kEventId).sheets)
      for (const auto& [id, item] : sheet.items) EXPECT_TRUE(item.values.empty());
  }
}

TEST(TallyFold, keeps_a_sheet_as_numbers_when_it_is_erased) {
  Box box(1);
  const Record one = box.at(1).write(Kind::scorecard, to_json(scorecard(1, "npc", 8, "走廊")));
  const Record two = box.at(2).write(Kind::scorecard, to_json(scorecard(2, "npc", 9, "大厅")));
  TallyFold fold;
  fold.add(one);
  fold.add(two);
  const Counts before = fold.counts(kEventId);
  EXPECT_EQ(before.sheets.at({"main", "hall", "npc", false}).sheets, 2);
  fold.add(box.erase({{one.id}, "申请", fold.erase_counts({one.id})}));
  EXPECT_EQ(fold.counts(kEventId), before);
}

TEST(TallyFold, keeps_events_apart) {
  Box box(1);
  Record other = box.write(Kind::rating, to_json(rating(1, 5)));
  other.event = "OTHER";
  TallyFold fold;
  fold.add(other);
  EXPECT_TRUE(fold.counts(kEventId).ratings.empty());
  EXPECT_EQ(fold.counts("OTHER").ratings.size(), 1u);
}

// What a clerk with paper would do: sort the slips by time, keep each guest's first, and make strokes.
Counts naive(const Voices& voices) {
  Counts out;
  std::vector<const Voices::Named*> sorted;
  for (const auto& named : voices.named) sorted.push_back(&named);
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return std::pair(a->second, a->box) < std::pair(b->second, b->box); });
  std::set<std::pair<int, std::string>> seen;
  for (const auto* named : sorted)
    if (!named->voided && seen.emplace(named->guest, named->body.subject).second) out.ratings[{named->body.session, named->body.subject, named->body.category, false}].add(named->body.grade);
  for (const Batch& batch : voices.batches) {
    if (!batch.recorded) {
      continue;
    }
    if (batch.ballots.empty()) {
      out.elsewhere[batch.body.subject] += batch.body.count;
      continue;
    }
    for (const Ballot& ballot : batch.ballots) out.ratings[{ballot.session, ballot.subject, "", true}].add(ballot.grade);
  }
  return out;
}

TEST(TallyProperty, equals_a_naive_count_in_any_order_and_with_repetitions) {
  EXPECT_TRUE(rc::check([](std::uint32_t seed) {
    std::mt19937 random(seed);
    const Voices voices = Voices::make(random);
    TallyFold fold;
    voices.put_shuffled(fold, random);
    RC_ASSERT(fold.counts(kEventId) == naive(voices));
  }));
}

TEST(TallyProperty, does_not_change_when_asked_in_between) {
  EXPECT_TRUE(rc::check([](std::uint32_t seed) {
    std::mt19937 random(seed);
    const Voices voices = Voices::make(random);
    TallyFold asked, silent;
    voices.put_shuffled(silent, random);
    voices.put_shuffled(asked, random, [&] { (void)asked.counts(kEventId); });
    RC_ASSERT(asked.counts(kEventId) == silent.counts(kEventId));
  }));
}

}  // namespace
}  // namespace openday::event
