// Writes that wait together share a transaction: whatever becomes of one, the others have theirs, and nobody hears of a commit before it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <thread>

#include <sqlite3.h>

#include "sync/bureau/sqlite_group.h"
#include "tests/journal/journal_fixture.h"

namespace openday::bureau {
namespace {

enum class Way { keeps, declines, fails, breaks_the_transaction, throws };

struct Outcome {
  bool succeeded = false, threw = false, was_there = false;   // was_there: for others, as soon as its writer heard of success
};

// A table of numbers; every write puts two rows of its number.
class Crowd {
 public:
  explicit Crowd(GroupCommit::Limits limits = {}) : group_(database_, connection_, limits) {
    database_.configure_writer();
    database_.execute("CREATE TABLE t(number INTEGER, part INTEGER, UNIQUE(number, part))");
  }

  // All of them wait while a first write, number -1, is being done.
  std::vector<Outcome> together(const std::vector<Way>& ways) {
    std::vector<Outcome> out(ways.size());
    std::atomic<bool> begun = false;
    std::vector<std::jthread> threads;
    threads.emplace_back([&] {
      (void)group_.run([&] {
        const bool again = begun.exchange(true);   // when the transaction was lost
        begun.notify_all();
        while (!again && group_.waiting() < ways.size()) std::this_thread::yield();
        put(-1);
        return true;
      }, 1);
    });
    begun.wait(false);
    for (std::size_t i = 0; i < ways.size(); ++i) threads.emplace_back([&, i] { out[i] = one(static_cast<int>(i), ways[i]); });
    threads.clear();
    return out;
  }
  Outcome one(int number, Way way) {
    Outcome out;
    int tries = 0;
    try {
      out.succeeded = !group_.run([&] { return write(number, way, ++tries); }, 1);
    } catch (const std::runtime_error&) {
      out.threw = true;
    }
    out.was_there = out.succeeded && rows(number) == 2;
    return out;
  }
  // As another connection sees them.
  [[nodiscard]] std::int64_t rows(int number) const {
    journal::Database reader(folder_.path() / "t.db", journal::Database::Mode::read);
    return reader.integer(("SELECT count(*) FROM t WHERE number = " + std::to_string(number)).c_str());
  }
  [[nodiscard]] std::uint64_t transactions() const { return group_.transactions(); }
  // So many commits fail at the very end, as on a disk that breaks.
  void lose_commits(int times) {
    commits_to_lose_ = times;
    sqlite3_commit_hook(database_.handle(), [](void* left) { return static_cast<int>((*static_cast<int*>(left))-- > 0); }, &commits_to_lose_);
  }

 private:
  void put(int number) {
    for (int part = 0; part < 2; ++part) database_.execute("INSERT INTO t VALUES(" + std::to_string(number) + ", " + std::to_string(part) + ")");
  }
  bool write(int number, Way way, int tries) {
    put(number);
    switch (way) {
      case Way::keeps: return true;
      case Way::declines: return false;
      case Way::fails: put(number); return true;
      case Way::throws: throw std::runtime_error("of its own");
      case Way::breaks_the_transaction: break;
    }
    if (tries > 1) return true;
    database_.execute("ROLLBACK");   // what SQLite does by itself when the disk is full
    throw journal::DatabaseError(journal::StoreError::full, "full");
  }

  journal::FastFolder folder_;
  int commits_to_lose_ = 0;
  base::Mutex connection_;
  journal::Database database_{folder_.path() / "t.db", journal::Database::Mode::write};
  GroupCommit group_;
};

TEST(GroupCommit, does_what_waits_in_one_transaction) {
  Crowd crowd;
  const auto done = crowd.together(std::vector<Way>(8, Way::keeps));
  for (const auto& one : done) EXPECT_TRUE(one.was_there);
  EXPECT_EQ(crowd.transactions(), 1u);   // they came while the first was at it
}

TEST(GroupCommit, is_bounded) {
  Crowd crowd({3, 1000});
  for (const auto& one : crowd.together(std::vector<Way>(8, Way::keeps))) EXPECT_TRUE(one.was_there);
  EXPECT_EQ(crowd.transactions(), 3u);
  Crowd heavy({64, 2});
  for (const auto& one : heavy.together(std::vector<Way>(7, Way::keeps))) EXPECT_TRUE(one.was_there);
  EXPECT_EQ(heavy.transactions(), 4u);
}

TEST(GroupCommit, leaves_a_write_that_waits_alone_alone) {
  Crowd crowd;
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(crowd.one(i, Way::keeps).was_there);
  EXPECT_EQ(crowd.transactions(), 5u);
}

TEST(GroupCommit, tries_each_alone_when_the_whole_transaction_was_lost) {
  Crowd crowd;
  const auto done = crowd.together({Way::keeps, Way::breaks_the_transaction, Way::keeps});
  for (const auto& one : done) EXPECT_TRUE(one.was_there);
  EXPECT_EQ(crowd.rows(-1), 2);
}

TEST(GroupCommit, tells_nobody_of_a_commit_that_failed) {
  Crowd shared;
  shared.lose_commits(1);   // the group's: each has its own then
  for (const auto& one : shared.together(std::vector<Way>(4, Way::keeps))) EXPECT_TRUE(one.was_there);
  EXPECT_EQ(shared.rows(-1), 2);
  Crowd broken;
  broken.lose_commits(1000);
  for (const auto& one : broken.together(std::vector<Way>(4, Way::keeps))) EXPECT_FALSE(one.succeeded);
  for (int i = -1; i < 4; ++i) EXPECT_EQ(broken.rows(i), 0) << i;
}

TEST(GroupCommit, tells_all_that_wait_when_no_transaction_begins) {
  journal::FastFolder folder;
  journal::Database writer(folder.path() / "t.db", journal::Database::Mode::write), other(folder.path() / "t.db", journal::Database::Mode::write);
  writer.configure_writer();
  writer.set_wait(1);
  base::Mutex connection;
  GroupCommit group(writer, connection, {});
  other.execute("CREATE TABLE t(n)");
  other.execute("BEGIN IMMEDIATE");
  int done = 0;
  const auto refused = group.run([&] { return ++done > 0; }, 1);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->kind, StoreError::busy);
  EXPECT_EQ(done, 0);
  other.execute("COMMIT");
  EXPECT_FALSE(group.run([&] { return ++done > 0; }, 1));
  EXPECT_EQ(done, 1);
}

RC_GTEST_PROP(GroupCommitProperty, each_write_has_its_own_verdict_whatever_the_others_do, ()) {
  const auto ways = *rc::gen::container<std::vector<Way>>(*rc::gen::inRange(1, 12), rc::gen::element(Way::keeps, Way::keeps, Way::declines, Way::fails, Way::breaks_the_transaction, Way::throws));
  Crowd crowd({static_cast<std::size_t>(*rc::gen::inRange(1, 8)), static_cast<std::size_t>(*rc::gen::inRange(1, 8))});
  const auto done = crowd.together(ways);
  RC_ASSERT(crowd.rows(-1) == 2);
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const auto rows = crowd.rows(static_cast<int>(i));
    const auto& outcome = done[i];
    switch (ways[i]) {
      case Way::keeps: RC_ASSERT(outcome.succeeded && outcome.was_there && rows == 2); break;
      case Way::declines: RC_ASSERT(outcome.succeeded && rows == 0); break;
      case Way::fails: RC_ASSERT(!outcome.succeeded && !outcome.threw && rows == 0); break;
      case Way::throws: RC_ASSERT(outcome.threw && rows == 0); break;
      case Way::breaks_the_transaction: RC_ASSERT(!outcome.threw && rows == (outcome.succeeded ? 2 : 0)); break;
    }
  }
}

}  // namespace
}  // namespace openday::bureau
