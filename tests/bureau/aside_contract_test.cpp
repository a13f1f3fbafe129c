// The contract of Store about runs that come before the one they follow: kept, bounded, put in their place, never acknowledged early.
#include "kiosk/event/record_bodies.h"
#include "tests/bureau/store_kinds.h"

namespace openday::bureau {
namespace {

// A box's records in runs of three: runs[0] is 1..3, runs[1] is 4..6 ...
struct Sent {
  explicit Sent(int runs_wanted, std::uint8_t number = 1) : device(number) {
    for (int i = 0; i < runs_wanted; ++i) runs.push_back(device.run(device.next_few(3)));
  }
  TestDevice device;
  std::vector<Run> runs;
};

using AsideContract = StoreContract;

TEST_P(AsideContract, keeps_a_run_until_its_predecessor_comes_and_then_acknowledges_both) {
  Sent box(3);
  put(box.runs[0]);
  const auto early = put(box.runs[2]);
  EXPECT_TRUE(early.aside);
  EXPECT_FALSE(early.gap);
  EXPECT_EQ(early.ack, 3u);
  EXPECT_EQ(early.head, box.device.hashes[3]);
  EXPECT_EQ(records(), 3);
  const auto then = put(box.runs[1]);
  EXPECT_FALSE(then.aside);
  EXPECT_EQ(then.ack, 9u);
  EXPECT_EQ(then.durable, 9u);
  EXPECT_EQ(then.head, box.device.hashes[9]);
  EXPECT_EQ(then.fresh, 6u);
  EXPECT_EQ(records(), 9);
  EXPECT_EQ(put(box.runs[2]).fresh, 0u);
}

TEST_P(AsideContract, acknowledges_nothing_that_waits) {
  Sent box(4);
  for (const int i : {3, 1, 2}) EXPECT_EQ(put(box.runs[static_cast<std::size_t>(i)]).ack, 0u);
  EXPECT_EQ(store_->held(box.device.id, {box.device.inc, 12, box.device.hashes[12]})->ack, 0u);
  EXPECT_EQ(store_->held(box.device.id, {box.device.inc, 12, box.device.hashes[12]})->top, 12u);
  EXPECT_EQ(put(box.runs[0]).ack, 12u);
  EXPECT_EQ(count("SELECT count(*) FROM aside"), 0);
}

TEST_P(AsideContract, keeps_it_over_a_restart) {
  Sent box(2);
  EXPECT_TRUE(put(box.runs[1]).aside);
  EXPECT_TRUE(put(box.runs[1]).aside);   // the same again: the same answer, once in the table
  EXPECT_EQ(count("SELECT count(*) FROM aside"), 1);
  reopen();
  EXPECT_EQ(put(box.runs[0]).ack, 6u);
}

TEST_P(AsideContract, keeps_the_lowest_runs_and_says_gap_to_the_others) {
  const auto most = protocol::kMaxAsideRuns;
  Sent box(static_cast<int>(most) + 3);
  for (std::size_t i = 2; i < most + 2; ++i) EXPECT_TRUE(put(box.runs[i]).aside) << i;
  EXPECT_TRUE(put(box.runs[most + 2]).gap);
  EXPECT_TRUE(put(box.runs[1]).aside);   // in place of the highest
  EXPECT_EQ(count("SELECT count(*) FROM aside"), static_cast<std::int64_t>(most));
  EXPECT_EQ(put(box.runs[0]).ack, (most + 1) * 3);
}

TEST_P(AsideContract, keeps_no_more_bytes_than_there_is_room_for) {
  Sent box(1);
  const std::string large(protocol::kMaxAsideBytes / 3, 'x');
  std::vector<bureau::Run> runs;
  for (int i = 0; i < 4; ++i) runs.push_back(box.device.run({box.device.next(R"({"text":")" + large + "\"}")}));
  EXPECT_TRUE(put(runs[1]).aside);
  EXPECT_TRUE(put(runs[2]).aside);
  EXPECT_TRUE(put(runs[3]).gap);
}

TEST_P(AsideContract, joins_runs_whose_bounds_moved_when_they_were_sent_again) {
  TestDevice device;
  const auto records = device.next_few(9);
  EXPECT_TRUE(put(device.run({records.begin() + 4, records.end()})).aside);
  const auto again = put(device.run({records.begin(), records.begin() + 6}));   // reaches into what waits
  EXPECT_EQ(again.ack, 9u);
  EXPECT_EQ(this->records(), 9);
}

TEST_P(AsideContract, places_no_run_behind_another_branch) {
  Sent box(1);
  TestDevice clone;
  clone.hashes = box.device.hashes;
  put(box.runs[0]);
  const auto between = box.device.run(box.device.next_few(3));
  clone.next_few(3);
  const auto of_the_clone = clone.run(clone.next_few(3));
  EXPECT_TRUE(put(of_the_clone).aside);
  const auto done = put(between);
  EXPECT_EQ(done.ack, 6u);
  EXPECT_EQ(records(), 6);
  EXPECT_EQ(count("SELECT count(*) FROM aside"), 1);
}

TEST_P(AsideContract, says_whose_chain_it_acknowledges_when_a_clone_was_ahead) {
  Sent box(1);
  TestDevice clone;
  clone.hashes = box.device.hashes;
  const auto of_the_clone = clone.run(clone.next_few(2)), of_the_box = box.device.run(box.device.next_few(2));
  EXPECT_TRUE(put(of_the_clone).aside);
  const auto done = put(box.runs[0]);   // which both share
  EXPECT_EQ(done.head, clone.hashes[done.ack]);
  EXPECT_NE(done.head, box.device.hashes[done.ack]);   // so the box sees that this is not its own
  EXPECT_EQ(put(of_the_box).fork, 4u);
  EXPECT_EQ(records(), 7);
}

TEST_P(AsideContract, tells_the_verdicts_of_what_it_places) {
  Sent box(1);
  auto bad = box.device.run({box.device.next("{\"half\":", event::Kind::check_in)});
  EXPECT_TRUE(put(bad).quarantined.empty());
  const auto done = put(box.runs[0]);
  ASSERT_EQ(done.quarantined.size(), 1u);
  EXPECT_EQ(done.quarantined[0], (protocol::Verdict{4, "schema"}));
  EXPECT_EQ(done.ack, 4u);
}

TEST_P(AsideContract, keeps_no_body_that_was_erased) {
  Sent box(1);
  TestDevice other(2);
  const auto secret = box.device.next(R"({"text":"a secret"})");
  EXPECT_TRUE(put(box.device.run({secret})).aside);
  put(other.run({other.next(event::to_json(event::EraseBody{{secret.id}, "asked", {}}), event::Kind::erase)}));
  EXPECT_EQ(count("SELECT count(*) FROM aside"), 0);
  put(box.runs[0]);
  EXPECT_EQ(put(box.device.run({secret})).ack, 4u);
  EXPECT_FALSE(tells("secret"));
}

TEST_P(AsideContract, keeps_no_run_aside_that_names_what_was_erased_before) {
  Sent box(1);
  TestDevice other(2);
  const auto secret = box.device.next(R"({"text":"a secret"})");
  put(other.run({other.next(event::to_json(event::EraseBody{{secret.id}, "asked", {}}), event::Kind::erase)}));
  EXPECT_TRUE(put(box.device.run({secret})).gap);
  EXPECT_EQ(count("SELECT count(*) FROM aside"), 0);
  EXPECT_FALSE(tells("secret"));
}

TEST_P(AsideContract, drops_at_any_hello_what_a_lost_box_left_a_day_ago) {
  Sent box(2);
  EXPECT_TRUE(put(box.runs[1]).aside);
  const TestDevice other(2);
  ASSERT_TRUE(store_->note_told(other.id, other.hello().positions, kNow + std::chrono::hours(23)));
  EXPECT_EQ(count("SELECT count(*) FROM aside"), 1);
  ASSERT_TRUE(store_->note_told(other.id, other.hello().positions, kNow + std::chrono::hours(25)));
  EXPECT_EQ(count("SELECT count(*) FROM aside"), 0);
}

TEST_P(AsideContract, drops_after_a_day_what_nobody_asks_for) {
  Sent box(4), other(3, 2);
  EXPECT_TRUE(put(box.runs[2]).aside);
  EXPECT_TRUE(put(other.runs[2], kNow + std::chrono::hours(25)).aside);
  EXPECT_EQ(count("SELECT count(*) FROM aside"), 1);
  put(box.runs[0]);
  EXPECT_EQ(put(box.runs[1]).ack, 6u);
  EXPECT_EQ(put(box.runs[2]).ack, 9u);   // comes again
}

TEST_P(AsideContract, refuses_a_record_of_which_only_bytes_are_known) {
  Sent box(3);
  Incoming opaque;
  opaque.record.device = box.device.id;
  opaque.record.inc = box.device.inc;
  opaque.record.seq = 5;
  opaque.hash = box.device.hashes[5];
  opaque.code = "too-large";
  opaque.raw = "any";
  EXPECT_TRUE(put({box.device.id, box.device.inc, 5, box.device.hashes[4], {opaque}}).gap);
}

TEST_P(AsideContract, refuses_a_first_run_that_does_not_begin_the_chain) {
  Sent box(1);
  auto run = box.runs[0];
  run.previous = base::Digest{};
  EXPECT_TRUE(put(run).gap);
}

OPENDAY_ON_EVERY_STORE(AsideContract);

}  // namespace
}  // namespace openday::bureau
