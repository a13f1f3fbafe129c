// The contract of Store about runs that come before the one they follow: kept, bounded, put in their place, never acknowledged early.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/database.h"
#include "sync/bureau/run_text.h"
#include "tests/bureau/bureau_fixture.h"
#include "tests/support/files.h"
#include "tests/support/power_cut_vfs.h"

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

class AsideTest : public BureauTest {
 protected:
  Stored put(const bureau::Run& run, base::Instant now = kNow) {
    const auto done = store_->put(run, now);
    if (!done) throw std::runtime_error(done.error().what);
    return *done;
  }
  [[nodiscard]] std::int64_t records() const { return count("SELECT count(*) FROM records"); }
};

TEST_F(AsideTest, keeps_a_run_until_its_predecessor_comes_and_then_acknowledges_both) {
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

TEST_F(AsideTest, acknowledges_nothing_that_waits) {
  Sent box(4);
  for (const int i : {3, 1, 2}) EXPECT_EQ(put(box.runs[static_cast<std::size_t>(i)]).ack, 0u);
  EXPECT_EQ(store_->held(box.device.id, {box.device.inc, 12, box.device.hashes[12]})->ack, 0u);
  EXPECT_EQ(store_->held(box.device.id, {box.device.inc, 12, box.device.hashes[12]})->top, 12u);
  EXPECT_EQ(put(box.runs[0]).ack, 12u);
  EXPECT_EQ(count("SELECT count(*) FROM aside"), 0);
}

TEST_F(AsideTest, keeps_it_over_a_restart) {
  Sent box(2);
  EXPECT_TRUE(put(box.runs[1]).aside);
  EXPECT_TRUE(put(box.runs[1]).aside);   // the same again: the same answer, once in the table
  EXPECT_EQ(count("SELECT count(*) FROM aside"), 1);
  reopen();
  EXPECT_EQ(put(box.runs[0]).ack, 6u);
}

TEST_F(AsideTest, keeps_the_lowest_runs_and_says_gap_to_the_others) {
  const auto most = protocol::kMaxAsideRuns;
  Sent box(static_cast<int>(most) + 3);
  for (std::size_t i = 2; i < most + 2; ++i) EXPECT_TRUE(put(box.runs[i]).aside) << i;
  EXPECT_TRUE(put(box.runs[most + 2]).gap);
  EXPECT_TRUE(put(box.runs[1]).aside);   // in place of the highest
  EXPECT_EQ(count("SELECT count(*) FROM aside"), static_cast<std::int64_t>(most));
  EXPECT_EQ(put(box.runs[0]).ack, (most + 1) * 3);
}

TEST_F(AsideTest, keeps_no_more_bytes_than_there_is_room_for) {
  Sent box(1);
  const std::string large(protocol::kMaxAsideBytes / 3, 'x');
  std::vector<bureau::Run> runs;
  for (int i = 0; i < 4; ++i) runs.push_back(box.device.run({box.device.next(R"({"text":")" + large + "\"}")}));
  EXPECT_TRUE(put(runs[1]).aside);
  EXPECT_TRUE(put(runs[2]).aside);
  EXPECT_TRUE(put(runs[3]).gap);
}

TEST_F(AsideTest, joins_runs_whose_bounds_moved_when_they_were_sent_again) {
  TestDevice device;
  const auto records = device.next_few(9);
  EXPECT_TRUE(put(device.run({records.begin() + 4, records.end()})).aside);
  const auto again = put(device.run({records.begin(), records.begin() + 6}));   // reaches into what waits
  EXPECT_EQ(again.ack, 9u);
  EXPECT_EQ(this->records(), 9);
}

TEST_F(AsideTest, places_no_run_behind_another_branch) {
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

TEST_F(AsideTest, says_whose_chain_it_acknowledges_when_a_clone_was_ahead) {
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

TEST_F(AsideTest, tells_the_verdicts_of_what_it_places) {
  Sent box(1);
  auto bad = box.device.run({box.device.next("{\"half\":", event::Kind::check_in)});
  EXPECT_TRUE(put(bad).quarantined.empty());
  const auto done = put(box.runs[0]);
  ASSERT_EQ(done.quarantined.size(), 1u);
  EXPECT_EQ(done.quarantined[0], (protocol::Verdict{4, "schema"}));
  EXPECT_EQ(done.ack, 4u);
}

TEST_F(AsideTest, keeps_no_body_that_was_erased) {
  Sent box(1);
  TestDevice other(2);
  const auto secret = box.device.next(R"({"text":"a secret"})");
  EXPECT_TRUE(put(box.device.run({secret})).aside);
  put(other.run({other.next(event::to_json(event::EraseBody{{secret.id}, "asked", {}}), event::Kind::erase)}));
  EXPECT_EQ(count("SELECT count(*) FROM aside"), 0);
  put(box.runs[0]);
  EXPECT_EQ(put(box.device.run({secret})).ack, 4u);
  EXPECT_EQ(count("SELECT count(*) FROM records WHERE body LIKE '%secret%'"), 0);
}

TEST_F(AsideTest, drops_after_a_day_what_nobody_asks_for) {
  Sent box(4), other(3, 2);
  EXPECT_TRUE(put(box.runs[2]).aside);
  EXPECT_TRUE(put(other.runs[2], kNow + std::chrono::hours(25)).aside);
  EXPECT_EQ(count("SELECT count(*) FROM aside"), 1);
  put(box.runs[0]);
  EXPECT_EQ(put(box.runs[1]).ack, 6u);
  EXPECT_EQ(put(box.runs[2]).ack, 9u);   // comes again
}

TEST_F(AsideTest, refuses_a_record_of_which_only_bytes_are_known) {
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

TEST_F(AsideTest, refuses_a_first_run_that_does_not_begin_the_chain) {
  Sent box(1);
  auto run = box.runs[0];
  run.previous = base::Digest{};
  EXPECT_TRUE(put(run).gap);
}

RC_GTEST_PROP(AsideProperty, any_order_ends_with_the_same_rows, ()) {
  journal::FastFolder folder;
  auto store = std::move(*SqliteStore::open(folder.path() / "bureau.db", {Role::server, {}, base::random16()}));
  TestDevice device;
  const auto all = device.next_few(30);
  // Runs of any length from anywhere, in any order; then, as a box does, from the acknowledged point to the end.
  for (const int begin : *rc::gen::container<std::vector<int>>(20, rc::gen::inRange(0, 30))) {
    const auto end = *rc::gen::inRange(begin + 1, std::min(begin + 9, 31));
    const auto done = store->put(device.run({all.begin() + begin, all.begin() + end}), kNow);
    RC_ASSERT(done);
    RC_ASSERT(done->head == device.hashes[done->ack]);
    RC_ASSERT(done->aside == (done->ack < static_cast<std::uint64_t>(begin) + 1) || done->gap);
    const auto held = store->held(device.id, {device.inc, done->ack, device.hashes[done->ack]});
    RC_ASSERT(held->ack == done->ack);   // what it acknowledges is there
  }
  for (std::size_t at = 0; at < all.size();) {
    const auto done = store->put(device.run({all.begin() + static_cast<std::ptrdiff_t>(at), all.begin() + static_cast<std::ptrdiff_t>(at) + 1}), kNow);
    RC_ASSERT(done && done->ack > at);
    at = done->ack;
  }
  journal::Database database(folder.path() / "bureau.db", journal::Database::Mode::read);
  RC_ASSERT(database.integer("SELECT count(*) FROM records") == 30);
  RC_ASSERT(database.integer("SELECT count(*) FROM records WHERE branch > 0") == 0);
  RC_ASSERT(database.integer("SELECT count(*) FROM aside") == 0);
}

TEST(AsideText, survives_its_way_and_nothing_else_reads) {
  TestDevice device;
  const auto run = device.run({device.next(), device.next("\xff\xfe"), device.next(R"({"text":"中文"})")});
  const auto text = text_of(run);
  ASSERT_TRUE(text);
  const auto back = run_of(*text);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->previous, run.previous);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(back->records[i].hash, run.records[i].hash);
    EXPECT_EQ(back->records[i].record.body, run.records[i].record.body);
  }
  for (std::size_t size = 0; size < text->size(); size += 7) EXPECT_FALSE(run_of(text->substr(0, size)));
}

TEST(AsidePower, keeps_what_it_acknowledged_and_only_whole_runs) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    journal::FastFolder folder;
    support::PowerCutDisk disk("aside-cut", seed);
    TestDevice device;
    const auto open = [&] { return SqliteStore::open(folder.path() / "bureau.db", {Role::server, "aside-cut", {}}); };
    std::uint64_t acknowledged = 0;
    {
      auto store = open();
      ASSERT_TRUE(store);
      disk.cut_at(1 + seed * 11 % 400);
      for (int i = 0; i < 30 && !disk.is_cut(); ++i) {
        const auto first = device.run(device.next_few(2)), second = device.run(device.next_few(2));
        (void)(*store)->put(second, kNow);
        const auto done = (*store)->put(first, kNow);
        if (done) acknowledged = done->ack;
      }
    }
    disk.power_up();
    auto store = open();
    ASSERT_TRUE(store) << "seed " << seed << ": " << store.error().what;
    const auto held = (*store)->held(device.id, {device.inc, device.hashes.size(), {}});
    ASSERT_TRUE(held) << "seed " << seed;
    EXPECT_GE(held->ack, acknowledged) << "seed " << seed;
    EXPECT_EQ(held->head, device.hashes[held->ack]);
  }
}

TEST(OldBureauFile, of_version_2_learns_to_keep_runs_aside) {
  const journal::FastFolder folder;
  const auto file = folder.path() / "bureau.db";
  {
    journal::Database old(file, journal::Database::Mode::write);
    old.execute(support::read_text(OPENDAY_SOURCE_DIR "/tests/bureau/samples/bureau-v2.sql"));
  }
  const auto store = SqliteStore::open(file, {Role::server, {}, base::random16()});
  ASSERT_TRUE(store) << store.error().what;
  Sent box(2, 9);
  EXPECT_TRUE((*store)->put(box.runs[1], kNow)->aside);
  EXPECT_EQ((*store)->put(box.runs[0], kNow)->ack, 6u);
  EXPECT_EQ((*store)->devices()->size(), 1u);
}

}  // namespace
}  // namespace openday::bureau
