// Runs kept aside in the SQLite store under any order and power cuts, their text, an older file. The contract of every store:
// aside_contract_test.cpp.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

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
    const auto open = [&] { return SqliteStore::open(folder.path() / "bureau.db", {Role::server, "aside-cut", {}, kMostInGroup, 20}); };
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
