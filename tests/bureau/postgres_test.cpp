// What only a store that several servers share is asked: transactions side by side, the order of the feed, lost connections, erasing.
#include <atomic>
#include <functional>
#include <thread>

#include <fmt/format.h>

#include "kiosk/event/record_bodies.h"
#include "sync/bureau/postgres_connection.h"
#include "tests/bureau/store_kinds.h"
#include "tests/support/files.h"

namespace openday::bureau {
namespace {

constexpr PostgresConnection::Limits kPatience{std::chrono::seconds(60), std::chrono::seconds(60)};

class PostgresTest : public ::testing::Test {
 protected:
  PostgresTest() : where_(fresh_schema()), store_(open_postgres(where_)), watch_(where_, kPatience) {}
  [[nodiscard]] std::int64_t count(const char* sql) { return watch_.run(sql).integer(0, 0); }
  // How many transactions wait for a lock, of any kind.
  void until_waiting(int sessions) {
    while (count("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") < sessions) std::this_thread::yield();
  }
  // The transaction that puts this record stops after it took its position and wrote the row, until it is let go.
  void stop_at(const event::Record& record) {
    watch_.execute("CREATE FUNCTION stop_here() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock(42); RETURN NULL; END'");
    watch_.execute("CREATE TRIGGER stops AFTER INSERT ON records FOR EACH ROW WHEN (NEW.id = '" + base::to_string(record.id) + "') EXECUTE FUNCTION stop_here()");
    watch_.execute("SELECT pg_advisory_lock(42)");
  }
  void let_go() { watch_.execute("SELECT pg_advisory_unlock(42)"); }
  // What comes of `ask` when no standby hears of it and whoever waits for one is cancelled.
  template <class T>
  StoreResult<T> cancelled(const std::function<StoreResult<T>()>& ask) {
    watch_.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
    watch_.execute("SELECT pg_reload_conf()");
    StoreResult<T> done = T{};
    // The server reads its configuration in its own time: the first commits may still wait for nobody.
    for (int tries = 0; done && tries < 500; ++tries) {
      std::atomic<bool> over{false};
      const std::jthread waits([&] {
        done = ask();
        over = true;
      });
      while (!over) (void)count("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
    }
    watch_.execute("ALTER SYSTEM RESET synchronous_standby_names");
    watch_.execute("SELECT pg_reload_conf()");
    return done;
  }

  const std::string where_;
  std::unique_ptr<PostgresStore> store_;
  PostgresConnection watch_;
};

TEST_F(PostgresTest, is_opened_by_several_servers_at_once) {
  const auto where = fresh_schema();
  std::vector<std::string> epochs(4);
  std::vector<std::jthread> servers;
  for (auto& epoch : epochs) servers.emplace_back([&] { epoch = open_postgres(where)->epoch(); });
  servers.clear();
  EXPECT_FALSE(epochs[0].empty());
  for (const auto& epoch : epochs) EXPECT_EQ(epoch, epochs[0]);
}

TEST_F(PostgresTest, takes_the_same_batches_from_two_servers_at_once_and_has_each_record_once) {
  const auto second = open_postgres(where_);
  std::vector<TestDevice> boxes;
  std::vector<bureau::Run> runs;
  for (std::uint8_t i = 1; i <= 4; ++i) {
    TestDevice& box = boxes.emplace_back(i);
    for (int n = 0; n < 5; ++n) runs.push_back(box.run(box.next_few(20)));
  }
  std::atomic<std::size_t> fresh{0}, refused{0};
  const auto push = [&](BureauStore& store, bool forwards) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const auto done = store.put(runs[forwards ? i : (i + 7) % runs.size()], kNow);
      if (done) fresh += done->fresh;
      if (!done) ++refused;
    }
  };
  {
    const std::jthread one([&] { push(*store_, true); }), two([&] { push(*second, true); }), three([&] { push(*second, false); }), four([&] { push(*store_, false); });
  }
  EXPECT_EQ(refused, 0u);
  EXPECT_EQ(fresh, 400u);
  EXPECT_EQ(count("SELECT count(*) FROM records"), 400);
  EXPECT_EQ(count("SELECT count(DISTINCT position) FROM records"), 400);
  for (const auto& box : boxes) {
    EXPECT_EQ(store_->held(box.id, {box.inc, 100, box.hashes[100]})->ack, 100u);
    EXPECT_EQ(second->held(box.id, {box.inc, 100, box.hashes[100]})->ack, 100u);
  }
}

TEST_F(PostgresTest, gives_an_id_that_two_boxes_bring_at_the_same_time_to_one_of_them) {
  const auto second = open_postgres(where_);
  TestDevice box(1), other(2);
  const auto secret = base::sha256(base::random16());
  ASSERT_TRUE(store_->add_enrolment({secret, "box", "another hall", kNow}, kNow));   // another feed: what it waits for is the id
  ASSERT_EQ(store_->enrol(secret, other.key.public_key(), other.id, kNow)->state, Enrolling::enrolled);
  const auto record = box.next();
  auto stolen = other.run(other.next_few(3));
  stolen.records[1].record.id = record.id;
  stop_at(record);
  Stored first, then;
  {
    const std::jthread one([&] { first = store_->put(box.run({record}), kNow).value(); });
    until_waiting(1);
    const std::jthread two([&] { then = second->put(stolen, kNow).value(); });
    until_waiting(2);
    let_go();
  }
  EXPECT_TRUE(first.quarantined.empty());
  ASSERT_EQ(then.quarantined.size(), 1u);
  EXPECT_EQ(then.quarantined[0].seq, 2u);
  EXPECT_EQ(then.fresh, 3u);
  EXPECT_EQ(count("SELECT count(*) FROM records"), 3);
  EXPECT_EQ(count("SELECT count(*) FROM quarantine WHERE code = 'id-taken'"), 1);
}

TEST_F(PostgresTest, counts_ballots_that_come_to_one_server_while_their_record_comes_to_another) {
  const auto second = open_postgres(where_);
  for (int i = 0; i < 20; ++i) {
    TestDevice box(static_cast<std::uint8_t>(i + 1));
    const auto ballots = box.ballots(5, base::make_uuid_v4(base::random16()));
    const auto run = box.run({box.rating_batch(ballots)});
    {
      const std::jthread one([&] { EXPECT_TRUE(store_->put(run, kNow)); }), two([&] { EXPECT_TRUE(second->put_ballots(ballots, kNow)); });
    }
    EXPECT_EQ(*store_->put_ballots(ballots, kNow), BatchState::counted);
  }
}

TEST_F(PostgresTest, keeps_no_body_whose_erasure_was_under_way_at_the_same_time) {
  const auto second = open_postgres(where_);
  TestDevice box(1), other(2);
  const auto secret_of_the_enrolment = base::sha256(base::random16());
  ASSERT_TRUE(store_->add_enrolment({secret_of_the_enrolment, "box", "another hall", kNow}, kNow));   // another feed: it waits for nobody there
  ASSERT_EQ(store_->enrol(secret_of_the_enrolment, other.key.public_key(), other.id, kNow)->state, Enrolling::enrolled);
  ASSERT_TRUE(store_->put(other.run({other.next()}), kNow));
  const auto secret = box.next(R"({"text":"a secret"})");
  const auto erase = other.next(event::to_json(event::EraseBody{{secret.id}, "asked", {}}), event::Kind::erase);
  stop_at(secret);
  {
    const std::jthread one([&] { EXPECT_TRUE(store_->put(box.run({secret}), kNow)); });
    until_waiting(1);
    std::atomic<bool> erased{false};
    const std::jthread two([&] {
      EXPECT_TRUE(second->put(other.run({erase}), kNow));
      erased = true;
    });
    while (!erased && count("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") < 2) std::this_thread::yield();
    let_go();
  }
  EXPECT_EQ(count("SELECT count(*) FROM records WHERE position('secret'::bytea IN body) > 0"), 0);
}

TEST_F(PostgresTest, leaves_no_old_row_in_its_files_after_scrubbing) {
  const std::string secret = "a-secret-in-an-old-row";
  TestDevice box;
  const auto record = box.next(R"({"text":")" + secret + "\"}");
  ASSERT_TRUE(store_->put(box.run({record}), kNow));
  PostgresConnection reader(where_, kPatience);
  reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM records");   // who might still ask for the old row: nothing prunes it
  ASSERT_TRUE(store_->put(box.run({box.next(event::to_json(event::EraseBody{{record.id}, "asked", {}}), event::Kind::erase)}), kNow));
  reader.execute("COMMIT");
  ASSERT_TRUE(cluster_holds(secret));
  ASSERT_TRUE(store_->scrub());
  EXPECT_FALSE(cluster_holds(secret));
}

TEST_F(PostgresTest, binds_a_device_to_one_of_two_keys_shown_at_once) {
  const auto second = open_postgres(where_);
  TestDevice box, thief(2);
  ASSERT_TRUE(*store_->add_device(box.key.public_key(), "hall", kNow));
  ASSERT_TRUE(*store_->add_device(thief.key.public_key(), "thief", kNow));
  std::atomic<int> bound{0}, taken{0};
  const auto greet = [&](BureauStore& store, const TestDevice& who) {
    const auto done = store.bind(who.key.public_key(), box.id, kNow);
    ASSERT_TRUE(done);
    ++(*done == Binding::bound ? bound : taken);
  };
  {
    const std::jthread one([&] { greet(*store_, box); }), two([&] { greet(*second, thief); });
  }
  EXPECT_EQ(bound, 1);
  EXPECT_EQ(taken, 1);
}

// SYNC-NOTES.md 1.3: with positions from a sequence the fast one is seen first, and the cursor passes the slow one for ever.
TEST_F(PostgresTest, never_lets_a_cursor_pass_a_record_that_commits_later) {
  TestDevice slow(1), fast(2);
  const auto early = slow.next(), late = fast.next();
  stop_at(early);
  const auto second = open_postgres(where_);
  std::atomic<bool> fast_is_done{false};
  std::vector<event::Record> seen;
  std::uint64_t cursor = 0;
  const auto read = [&] {
    const auto page = second->records_after(cursor, base::Uuid{}, "", 100, 1u << 20);
    ASSERT_TRUE(page) << page.error().what;
    cursor = page->next;
    seen.insert(seen.end(), page->records.begin(), page->records.end());
  };
  {
    const std::jthread one([&] { EXPECT_TRUE(store_->put(slow.run({early}), kNow)); });
    until_waiting(1);
    const std::jthread two([&] {
      EXPECT_TRUE(second->put(fast.run({late}), kNow));
      fast_is_done = true;
    });
    while (!fast_is_done && count("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") < 2) std::this_thread::yield();
    read();
    let_go();
  }
  read();
  EXPECT_EQ(seen.size(), 2u);
}

TEST_F(PostgresTest, goes_on_after_the_database_was_stopped_and_says_busy_meanwhile) {
  TestDevice box;
  const auto runs = std::array{box.run(box.next_few(3)), box.run(box.next_few(3))};
  ASSERT_TRUE(store_->put(runs[0], kNow));
  cluster().kill();
  const auto away = store_->put(runs[1], kNow);
  ASSERT_FALSE(away);
  EXPECT_EQ(away.error().kind, StoreError::busy);
  cluster().start();
  const auto back = store_->put(runs[1], kNow);
  ASSERT_TRUE(back) << back.error().what;
  EXPECT_EQ(back->ack, 6u);
}

TEST_F(PostgresTest, takes_a_kept_connection_that_died_for_no_failure) {
  TestDevice box;
  ASSERT_TRUE(store_->put(box.run(box.next_few(3)), kNow));
  (void)count("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name = 'openday-bureau'");
  const auto done = store_->put(box.run(box.next_few(3)), kNow);
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(done->ack, 6u);
}

TEST_F(PostgresTest, closes_the_connection_when_an_answer_does_not_come_in_time) {
  const auto impatient = PostgresStore::open(where_, {Role::server, base::random16(), std::chrono::milliseconds(200)});
  ASSERT_TRUE(impatient) << impatient.error().what;
  TestDevice box;
  const auto run = box.run(box.next_few(3));
  ASSERT_TRUE(store_->put(run, kNow));
  watch_.execute("BEGIN; SELECT * FROM chains FOR UPDATE");
  const auto late = (*impatient)->put(box.run(box.next_few(3)), kNow);
  watch_.execute("ROLLBACK");
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().kind, StoreError::busy);
  EXPECT_NE(late.error().what.find("in time"), std::string::npos) << late.error().what;
}

TEST_F(PostgresTest, takes_a_commit_whose_replication_was_cancelled_for_no_success) {
  TestDevice box;
  ASSERT_TRUE(store_->put(box.run(box.next_few(3)), kNow));
  bureau::Run run;
  const auto done = cancelled<Stored>([&] {
    run = box.run(box.next_few(1));
    return store_->put(run, kNow);
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, StoreError::busy);
  EXPECT_NE(done.error().what.find("not replicated"), std::string::npos) << done.error().what;
  EXPECT_EQ(store_->put(run, kNow)->ack, run.first);   // the box sends it again
}

// The first time's commit may have been cancelled: then this one's wait is what the box is told by.
TEST_F(PostgresTest, waits_for_the_standby_when_it_is_told_the_same_again) {
  TestDevice box;
  const auto secret = base::sha256(base::random16());
  ASSERT_TRUE(store_->add_enrolment({secret, "box", "hall", kNow + std::chrono::minutes(9)}, kNow));
  ASSERT_TRUE(store_->enrol(secret, box.key.public_key(), box.id, kNow));
  EXPECT_FALSE(cancelled<Enrolled>([&] { return store_->enrol(secret, box.key.public_key(), box.id, kNow); }));
  const auto fresh = base::SigningKey::generate().public_key();
  ASSERT_TRUE(*store_->rotate(box.id, box.key.public_key(), fresh, kNow));
  EXPECT_FALSE(cancelled<bool>([&] { return store_->rotate(box.id, box.key.public_key(), fresh, kNow); }));
  const auto ballots = box.ballots(5, base::make_uuid_v4(base::random16()));
  ASSERT_TRUE(store_->put_ballots(ballots, kNow));
  EXPECT_FALSE(cancelled<BatchState>([&] { return store_->put_ballots(ballots, kNow); }));
}

TEST_F(PostgresTest, moves_tables_of_version_1_up_with_what_they_hold) {
  const auto where = fresh_schema();
  PostgresConnection(where, kPatience).execute(support::read_text(OPENDAY_SOURCE_DIR "/tests/bureau/samples/postgres-v1.sql"));
  const auto store = open_postgres(where);
  EXPECT_EQ(store->epoch(), "11111111-2222-4333-8444-555555555555");
  EXPECT_EQ(PostgresConnection(where, kPatience).run("SELECT count(*) FROM meta WHERE name = 'least'").integer(0, 0), 1) << "an older server beside it reads this";
  const TestDevice device;   // whose records they hold
  ASSERT_TRUE(store->note_told(device.id, {{device.inc, 4, {}}}, kNow));
  const auto lags = store->lags();
  ASSERT_TRUE(lags) << lags.error().what;
  EXPECT_EQ((*lags)[0].records, 3u);
  EXPECT_EQ((*lags)[0].waiting, 1u);
}

TEST_F(PostgresTest, goes_on_beside_a_newer_program_that_lets_it) {
  const auto knows = count("SELECT version FROM openday_schema");
  EXPECT_LE(count("SELECT value::bigint FROM meta WHERE name = 'least'"), knows) << "what this program's own tables say to an older one";
  watch_.execute("UPDATE openday_schema SET version = version + 1");   // the server beside it was updated
  watch_.execute(fmt::format("UPDATE meta SET value = '{}' WHERE name = 'least'", knows));
  watch_.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND state = 'idle'");
  const auto second = open_postgres(where_);   // put back, or started again
  TestDevice box;
  ASSERT_TRUE(*store_->add_device(box.key.public_key(), "hall", kNow));
  EXPECT_EQ(*second->bind(box.key.public_key(), box.id, kNow), Binding::bound);
  const auto run = box.run(box.next_few(3));
  EXPECT_EQ(store_->put(run, kNow)->ack, 3u);
  EXPECT_EQ(second->held(box.id, {box.inc, 3, box.hashes[3]})->ack, 3u);
  EXPECT_EQ(second->records_after(0, TestDevice(2).id, "", 100, 1u << 20)->records.size(), 3u);
  EXPECT_EQ(count("SELECT version FROM openday_schema"), knows + 1);
}

TEST_F(PostgresTest, refuses_tables_of_a_newer_program_that_does_not_let_it_go_on) {
  const auto knows = count("SELECT version FROM openday_schema");
  watch_.execute("UPDATE openday_schema SET version = version + 2");
  for (const auto& least : {fmt::format("UPDATE meta SET value = '{}' WHERE name = 'least'", knows + 1), std::string("DELETE FROM meta WHERE name = 'least'")}) {
    watch_.execute(least);
    const auto opened = PostgresStore::open(where_, {Role::server, base::random16(), {}});
    ASSERT_FALSE(opened) << least;
    EXPECT_EQ(opened.error().kind, StoreError::newer);
    EXPECT_NE(opened.error().what.find("start the newer program"), std::string::npos) << opened.error().what;
  }
}

TEST_F(PostgresTest, refuses_a_server_that_does_not_sync) {
  const support::PostgresCluster careless(std::filesystem::temp_directory_path(), {"fsync=off"});
  const auto opened = PostgresStore::open(careless.where(), {Role::server, base::random16(), {}});
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().what.find("fsync"), std::string::npos) << opened.error().what;
}

TEST_F(PostgresTest, a_session_waits_for_the_disk_whatever_the_role_or_the_connection_asks_for) {
  for (const auto& [asked, got] : {std::pair("off", "on"), std::pair("local", "on"), std::pair("on", "on"), std::pair("remote_apply", "remote_apply")}) {
    PostgresConnection session(fmt::format("{} options='-c synchronous_commit={}'", cluster().where(), asked), kPatience);
    EXPECT_EQ(session.run("SELECT current_setting('synchronous_commit')").text(0, 0), got) << asked;
  }
}

TEST_F(PostgresTest, names_neither_password_nor_parameter_when_it_cannot_connect) {
  const auto opened = PostgresStore::open("host=/nowhere-at-all user=openday password=do-not-tell dbname=postgres", {Role::server, base::random16(), {}});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, StoreError::busy);
  EXPECT_EQ(opened.error().what.find("do-not-tell"), std::string::npos) << opened.error().what;
}

}  // namespace
}  // namespace openday::bureau
