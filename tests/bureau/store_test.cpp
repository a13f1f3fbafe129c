// What only the SQLite store is asked: one server a file, versions of the file, power cuts. The contract of every store: store_contract_test.cpp.
#include <future>

#include "kiosk/journal/database.h"
#include "tests/bureau/bureau_fixture.h"
#include "tests/support/files.h"
#include "tests/support/power_cut_vfs.h"

namespace openday::bureau {
namespace {

using StoreTest = BureauTest;

TEST_F(StoreTest, keeps_its_epoch_and_refuses_a_second_server) {
  const auto epoch = store_->epoch();
  const auto second = SqliteStore::open(folder_.path() / "bureau.db", {Role::server, {}, base::random16()});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, StoreError::locked);
  EXPECT_TRUE(SqliteStore::open(folder_.path() / "bureau.db", {Role::terminal, {}, base::random16()}));
  reopen();
  EXPECT_EQ(store_->epoch(), epoch);
}

TEST_F(StoreTest, uses_nothing_of_a_file_of_a_newer_version) {
  service_.reset();
  store_.reset();
  {
    journal::Database database(folder_.path() / "bureau.db", journal::Database::Mode::write);
    database.execute("PRAGMA user_version = 99");
  }
  const auto opened = SqliteStore::open(folder_.path() / "bureau.db", {Role::server, {}, base::random16()});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, StoreError::newer);
  EXPECT_NE(opened.error().what.find("bureau.db"), std::string::npos);
}

TEST(OldFiles, of_version_5_are_moved_up_with_what_they_hold) {
  const journal::FastFolder folder;
  {
    journal::Database old(folder.path() / "bureau.db", journal::Database::Mode::write);
    old.execute(support::read_text(OPENDAY_SOURCE_DIR "/tests/bureau/samples/bureau-v5.sql"));
  }
  const auto opened = SqliteStore::open(folder.path() / "bureau.db", {Role::server, {}, base::random16()});
  ASSERT_TRUE(opened) << opened.error().what;
  SqliteStore& store = **opened;
  const TestDevice device;   // whose records the file holds
  ASSERT_EQ(*store.bind((*store.devices())[0].key, device.id, kNow), Binding::bound);
  ASSERT_TRUE(store.note_told(device.id, {{device.inc, 4, {}}}, kNow));
  const auto lags = store.lags();
  ASSERT_TRUE(lags) << lags.error().what;
  EXPECT_EQ((*lags)[0].records, 3u);
  EXPECT_EQ((*lags)[0].waiting, 1u);
}

TEST_F(StoreTest, tells_how_far_the_boxes_are_while_a_push_waits_for_its_turn) {
  TestDevice device;
  ASSERT_TRUE(store_->add_device(device.key.public_key(), "box", kNow));
  journal::Database other(folder_.path() / "bureau.db", journal::Database::Mode::write);
  std::future<bool> pushing;
  std::future<std::size_t> telling;
  {
    const journal::Transaction held(other);
    pushing = std::async(std::launch::async, [&] { return store_->put(device.run(device.next_few(2)), kNow).has_value(); });
    EXPECT_EQ(pushing.wait_for(std::chrono::milliseconds(300)), std::future_status::timeout);
    telling = std::async(std::launch::async, [&] { return store_->lags()->size(); });
    EXPECT_EQ(telling.wait_for(std::chrono::milliseconds(1500)), std::future_status::ready);
    EXPECT_EQ(pushing.wait_for(std::chrono::milliseconds(0)), std::future_status::timeout);
  }
  EXPECT_TRUE(pushing.get());
  EXPECT_EQ(telling.get(), 1u);
}

TEST_F(StoreTest, loses_nothing_it_acknowledged_when_the_power_fails) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    journal::FastFolder folder;
    support::PowerCutDisk disk("bureau-cut", seed);
    std::uint64_t acknowledged = 0;
    TestDevice device;
    const auto open = [&] { return SqliteStore::open(folder.path() / "bureau.db", {Role::server, "bureau-cut", {}, kMostInGroup, 20}); };
    {
      auto store = open();
      ASSERT_TRUE(store);
      disk.cut_at(1 + seed * 7 % 400);
      for (int i = 0; i < 60 && !disk.is_cut(); ++i) {
        const auto done = (*store)->put(device.run(device.next_few(3)), kNow);
        if (done) acknowledged = done->ack;
      }
    }
    disk.power_up();
    auto store = open();
    ASSERT_TRUE(store) << "seed " << seed << ": " << store.error().what;
    const auto held = (*store)->held(device.id, {device.inc, device.hashes.size() - 1, device.hashes.back()});
    ASSERT_TRUE(held) << "seed " << seed;
    EXPECT_GE(held->ack, acknowledged) << "seed " << seed;
    EXPECT_EQ(held->ack % 3, 0u) << "a batch was torn, seed " << seed;
    EXPECT_EQ(held->head, device.hashes[held->ack]);
  }
}

}  // namespace
}  // namespace openday::bureau
