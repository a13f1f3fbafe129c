// The contract of Store, on the SQLite one; written against the interface, so that the next store runs it too.
#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/database.h"
#include "tests/bureau/bureau_fixture.h"
#include "tests/support/power_cut_vfs.h"

namespace openday::bureau {
namespace {

using StoreTest = BureauTest;

TEST_F(StoreTest, answers_the_same_batch_the_same_and_stores_it_once) {
  TestDevice device;
  const auto run = device.run(device.next_few(5));
  const auto once = store_->put(run, kNow), twice = store_->put(run, kNow);
  ASSERT_TRUE(once && twice);
  EXPECT_EQ(once->ack, 5u);
  EXPECT_EQ(twice->ack, 5u);
  EXPECT_EQ(once->fresh, 5u);
  EXPECT_EQ(twice->fresh, 0u);
  EXPECT_EQ(count("SELECT count(*) FROM records"), 5);
}

TEST_F(StoreTest, takes_overlapping_runs) {
  TestDevice device;
  const auto records = device.next_few(6);
  ASSERT_TRUE(store_->put(device.run({records.begin(), records.begin() + 4}), kNow));
  const auto more = store_->put(device.run({records.begin() + 2, records.end()}), kNow);
  EXPECT_EQ(more->fresh, 2u);
  EXPECT_EQ(more->ack, 6u);
}

TEST_F(StoreTest, keeps_both_branches_of_a_cloned_box) {
  TestDevice device;
  const auto shared = device.next_few(3);
  ASSERT_TRUE(store_->put(device.run(shared), kNow));
  TestDevice clone = TestDevice();
  clone.hashes = device.hashes;
  ASSERT_TRUE(store_->put(device.run({device.next()}), kNow));
  const auto other = store_->put(clone.run({clone.next()}), kNow);
  ASSERT_TRUE(other && !other->gap);
  EXPECT_EQ(other->fork, 4u);
  EXPECT_EQ(count("SELECT count(*) FROM records WHERE seq = 4"), 2);
  const auto further = store_->put(clone.run({clone.next()}), kNow);   // the second branch goes on by itself
  EXPECT_FALSE(further->gap);
  const auto held = store_->held(clone.id, {clone.inc, 5, clone.hashes[5]});
  EXPECT_EQ(held->ack, 5u);
}

TEST_F(StoreTest, says_how_far_it_is_on_the_branch_of_the_one_who_asks) {
  TestDevice device;
  const auto records = device.next_few(4);
  ASSERT_TRUE(store_->put(device.run(records), kNow));
  EXPECT_EQ(store_->held(device.id, {device.inc, 4, device.hashes[4]})->ack, 4u);
  const auto restored_box = store_->held(device.id, {device.inc, 2, device.hashes[2]});
  EXPECT_EQ(restored_box->ack, 2u);
  EXPECT_EQ(restored_box->top, 4u);
  EXPECT_EQ(store_->held(device.id, {device.inc, 9, base::Digest{}})->ack, 4u);
  EXPECT_EQ(store_->held(device.id, {"00000000000000bb", 9, base::Digest{}})->ack, 0u);
}

TEST_F(StoreTest, puts_a_record_whose_id_is_taken_into_quarantine) {
  TestDevice device, other(2);
  const auto record = device.next();
  ASSERT_TRUE(store_->put(device.run({record}), kNow));
  auto stolen = other.run({other.next()});
  stolen.records[0].record.id = record.id;
  const auto done = store_->put(stolen, kNow);
  ASSERT_EQ(done->quarantined.size(), 1u);
  EXPECT_EQ(done->quarantined[0].code, "id-taken");
  EXPECT_EQ(done->ack, 1u);
  EXPECT_EQ(store_->put(stolen, kNow)->quarantined.size(), 1u);
}

TEST_F(StoreTest, counts_ballots_whichever_side_comes_first) {
  TestDevice device;
  for (const bool ballots_first : {true, false}) {
    const auto ballots = device.ballots(5, base::make_uuid_v4(base::random16()));
    const auto run = device.run({device.rating_batch(ballots)});
    if (!ballots_first) { ASSERT_TRUE(store_->put(run, kNow)); }
    EXPECT_EQ(*store_->put_ballots(ballots, kNow), ballots_first ? BatchState::waiting : BatchState::counted);
    if (ballots_first) { ASSERT_TRUE(store_->put(run, kNow)); }
    EXPECT_EQ(*store_->put_ballots(ballots, kNow), BatchState::counted);
  }
  EXPECT_EQ(count("SELECT count(*) FROM ratings"), 10);
  EXPECT_EQ(*store_->count_ballot_batches(device.id), 2u);
}

TEST_F(StoreTest, does_not_count_ballots_that_disagree_with_their_record) {
  TestDevice device;
  auto ballots = device.ballots(5, base::make_uuid_v4(base::random16()));
  ASSERT_TRUE(store_->put(device.run({device.rating_batch(ballots)}), kNow));
  const auto honest = ballots;
  ballots.ballots[0].bytes = R"({"grade":1,"tags":[]})";
  EXPECT_EQ(*store_->put_ballots(ballots, kNow), BatchState::quarantined);
  EXPECT_EQ(count("SELECT count(*) FROM ratings"), 0);
  EXPECT_EQ(*store_->put_ballots(honest, kNow), BatchState::counted);
  EXPECT_EQ(*store_->put_ballots(ballots, kNow), BatchState::quarantined);   // and does not replace what counts
  EXPECT_EQ(count("SELECT count(*) FROM ratings"), 5);
}

TEST_F(StoreTest, follows_an_erase_record_before_and_after_the_body_came) {
  TestDevice device, other(2);
  const auto early = device.next(R"({"text":"a secret"})"), late = other.next(R"({"text":"another secret"})");
  ASSERT_TRUE(store_->put(device.run({early}), kNow));
  const auto erase = device.next(event::to_json(event::EraseBody{{early.id, late.id}, "asked", {}}), event::Kind::erase);
  ASSERT_TRUE(store_->put(device.run({erase}), kNow));
  ASSERT_TRUE(store_->put(other.run({late}), kNow));
  EXPECT_EQ(count("SELECT count(*) FROM records WHERE body LIKE '%secret%'"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM records"), 3);
}

TEST_F(StoreTest, binds_a_key_to_the_first_device_that_shows_it) {
  TestDevice device, other(2);
  const auto key = device.key.public_key();
  EXPECT_EQ(*store_->bind(key, device.id, kNow), Binding::unknown_key);
  ASSERT_TRUE(*store_->add_device(key, "hall", kNow));
  EXPECT_FALSE(*store_->add_device(key, "hall", kNow));
  EXPECT_EQ(*store_->bind(key, device.id, kNow), Binding::bound);
  EXPECT_EQ(*store_->bind(key, other.id, kNow), Binding::other_device);
  ASSERT_TRUE(*store_->add_device(other.key.public_key(), "thief", kNow));
  EXPECT_EQ(*store_->bind(other.key.public_key(), device.id, kNow), Binding::device_taken);
  ASSERT_TRUE(*store_->revoke_device(key, kNow));
  EXPECT_EQ(*store_->bind(key, device.id, kNow), Binding::revoked);
  EXPECT_EQ(*store_->bind(other.key.public_key(), device.id, kNow), Binding::bound);   // a new key for the same box
}

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

TEST_F(StoreTest, loses_nothing_it_acknowledged_when_the_power_fails) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    journal::FastFolder folder;
    support::PowerCutDisk disk("bureau-cut", seed);
    std::uint64_t acknowledged = 0;
    TestDevice device;
    const auto open = [&] { return SqliteStore::open(folder.path() / "bureau.db", {Role::server, "bureau-cut", {}}); };
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
