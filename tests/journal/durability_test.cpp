// I1 and friends: what an append returned is on the disk, whatever ends the process, the power or the space.
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <random>
#include <sys/mount.h>
#include <sys/resource.h>

#include <fmt/format.h>

#include "kiosk/journal/database.h"
#include "tests/journal/journal_fixture.h"
#include "tests/support/power_cut_vfs.h"

namespace openday::journal {
namespace {

using DurabilityTest = JournalTest;

TEST_F(DurabilityTest, has_committed_when_an_append_returns) {
  Journal journal = open();
  for (int i = 0; i < 20; ++i) {
    const auto made = *journal.append(draft(), moment(i));
    // The files as they are at this very moment, on another disk as it were.
    support::TempDir copy;
    std::filesystem::create_directories(copy / "journal");
    for (const char* suffix : {"", "-wal"}) {
      std::filesystem::copy_file(layout().journal_db().string() + suffix, (copy / "journal" / "journal.db").string() + suffix);
    }
    ASSERT_TRUE(*JournalReader(copy.path()).record(made.id)) << "record " << i;
  }
}

TEST_F(DurabilityTest, counts_on_after_a_writer_was_killed) {
  std::uint64_t confirmed = 0;
  for (int round = 0; round < 8; ++round) {
    const auto note = state() / "confirmed";
    EXPECT_EQ(in_child([&] {
      Journal journal = open();
      for (int i = 0;; ++i) {
        if (!journal.append(draft(), moment(i))) return 1;
        std::ofstream(note) << journal.head().seq << '\n' << std::flush;
        if (i == 3 + round * 5) ::raise(SIGKILL);
      }
    }), 128 + SIGKILL);
    std::ifstream(note) >> confirmed;
    const auto verification = verified();
    ASSERT_TRUE(verification.holds()) << verification.first_break->what;
    ASSERT_EQ(verification.chains.size(), 1u);
    ASSERT_GE(verification.chains[0].head.seq, confirmed);
    ASSERT_EQ(verification.chains[0].records, verification.chains[0].head.seq);
  }
  EXPECT_GT(confirmed, 100u);
}

// What a full disk must look like: `full`, nothing half written, and everything goes on once there is space.
void expect_full_and_recovery(const std::filesystem::path& state, Journal& journal, const std::function<void()>& make_space) {
  std::uint64_t stored = 0;
  StoreResult<event::Record> last = journal.append(draft(), moment());
  for (int i = 0; last && i < 10'000; ++i) {
    stored = journal.head().seq;
    last = journal.append(draft(std::string(2000, 'x')), moment(i));
  }
  if (last) throw std::runtime_error("the disk never became full");
  if (last.error().kind != StoreError::full) throw std::runtime_error(last.error().what);
  if (journal.head().seq != stored) throw std::runtime_error("the head moved");
  const auto cast = journal.ballots().cast(cast_of(1, {"bureau"}, 5, std::string(30'000, 'x')));
  if (cast || cast.error().kind != StoreError::full) throw std::runtime_error("a ballot was taken");
  const auto full = verify(state);
  if (full && !full->holds()) throw std::runtime_error(full->first_break->what);
  make_space();
  const auto again = journal.append(draft(), moment());
  if (!again) throw std::runtime_error(again.error().what);
  if (again->seq != stored + 1) throw std::runtime_error("a gap");
  if (!journal.ballots().cast(cast_of(1, {"bureau"}))) throw std::runtime_error("no ballot after all");
  const auto verification = verify(state);
  if (!verification || !verification->holds()) throw std::runtime_error("the chain does not hold");
}

TEST_F(DurabilityTest, survives_a_file_that_may_not_grow) {
  EXPECT_EQ(in_child([&] {
    Journal journal = open();
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const rlimit small{600 * 1024, limit.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    expect_full_and_recovery(state(), journal, [&] { ::setrlimit(RLIMIT_FSIZE, &limit); });
    return 0;
  }), 0);
}

TEST_F(DurabilityTest, survives_a_full_disk) {
  if (::getuid() != 0) GTEST_SKIP() << "mounting a small disk needs root; survives_a_file_that_may_not_grow plays the same";
  const auto disk = state() / "disk";
  std::filesystem::create_directories(disk);
  if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=1536k") != 0) GTEST_SKIP() << "no mount here; the same is played with a file limit";
  EXPECT_EQ(in_child([&] {
    support::write_text(disk / "ballast", std::string(400 * 1024, 'b'));
    auto journal = Journal::open(disk, moment());
    if (!journal) throw std::runtime_error(journal.error().what);
    expect_full_and_recovery(disk, *journal, [&] { std::filesystem::remove(disk / "ballast"); });
    return 0;
  }), 0);
  EXPECT_EQ(::umount(disk.c_str()), 0);
}

int cuts_wanted() {
  const char* wanted = std::getenv("OPENDAY_POWER_CUTS");
  return wanted ? std::atoi(wanted) : 300;
}

struct Work {
  std::vector<base::Uuid> acknowledged;
  int ballots = 0;
};

// Until the power fails: appends, several at once, ballots, batches and erasures.
Work work_until_the_cut(const std::filesystem::path& state, const std::string& vfs, std::mt19937_64& random) {
  Work done;
  JournalOptions options;
  options.vfs = vfs;
  auto journal = Journal::open(state, moment(), options);
  if (!journal) return done;
  for (int i = 0; i < 40; ++i) {
    const auto what = random() % 10;
    if (what < 7) {
      const auto made = journal->append(std::vector<Draft>(1 + random() % 3, draft(std::string(random() % 3000, 'x'))), moment(i));
      if (!made) return done;
      for (const auto& record : *made) done.acknowledged.push_back(record.id);
    } else if (what < 9) {
      const auto receipt = journal->ballots().cast(cast_of(i, {"bureau"}));
      if (!receipt) return done;
      done.ballots += 1;
    } else if (!done.acknowledged.empty()) {
      if (!journal->erase({"lq2020", {done.acknowledged.front()}, "asked", "{}", {}}, moment(i))) return done;
    }
  }
  return done;
}

TEST(PowerCut, loses_no_acknowledged_record_and_breaks_no_chain) {
  std::uint64_t operations = 0;
  {
    const FastFolder folder;
    support::PowerCutDisk disk("cut", 1);
    disk.cut_at(0);
    std::mt19937_64 random(1);
    (void)work_until_the_cut(folder.path(), "cut", random);
    operations = disk.operations();
  }
  ASSERT_GT(operations, 50u);
  for (int cut = 0; cut < cuts_wanted(); ++cut) {
    SCOPED_TRACE(fmt::format("cut {}", cut));
    const FastFolder folder;
    std::mt19937_64 random(static_cast<std::uint64_t>(cut));
    support::PowerCutDisk disk("cut", random());
    disk.cut_at(1 + random() % operations);
    const Work done = work_until_the_cut(folder.path(), "cut", random);
    disk.power_up();
    disk.write_files();
    auto journal = Journal::open(folder.path(), moment(1000));
    ASSERT_TRUE(journal) << journal.error().what;
    ASSERT_FALSE(journal->moved_aside()) << "the file was damaged: " << *JournalReader(folder.path()).records(journal->incarnation(), 0)->records.at(0).body;
    ASSERT_TRUE(journal->append(draft(), moment(1001)));
    const auto verification = verify(folder.path());
    ASSERT_TRUE(verification) << verification.error().what;
    ASSERT_TRUE(verification->holds()) << verification->first_break->what;
    JournalReader reader(folder.path());
    for (const auto& id : done.acknowledged) ASSERT_TRUE(reader.record(id)->has_value());
    ASSERT_GE(verification->waiting_ballots, static_cast<std::uint64_t>(done.ballots));
  }
}

// How often a row that COMMIT confirmed is gone after the power came back.
struct Losses {
  int lost = 0, damaged = 0;
};
Losses losses(const char* synchronous, bool lies, int cuts) {
  Losses found;
  for (int cut = 0; cut < cuts; ++cut) {
    std::mt19937_64 random(static_cast<std::uint64_t>(cut));
    support::PowerCutDisk disk("cut-rows", random());
    disk.lie_about_sync(lies);
    std::int64_t confirmed = 0;
    try {
      Database database("/rows.db", Database::Mode::write, "cut-rows");
      database.configure_writer();
      database.execute(fmt::format("PRAGMA synchronous = {}; CREATE TABLE row(n INTEGER PRIMARY KEY, bytes BLOB)", synchronous));
      disk.cut_at(1 + random() % 200);
      for (;;) {
        Transaction transaction(database);
        database.execute("INSERT INTO row(bytes) VALUES (randomblob(700))");
        transaction.commit();
        ++confirmed;
      }
    } catch (const DatabaseError&) {
    }
    disk.power_up();
    try {
      Database database("/rows.db", Database::Mode::write, "cut-rows");
      Statement check(database, "PRAGMA integrity_check");
      auto rows = check.query();
      if (!rows.next() || rows.text(0) != "ok") ++found.damaged;
      if (database.integer("SELECT count(*) FROM row") < confirmed) ++found.lost;
    } catch (const DatabaseError& error) {
      ++(error.kind() == StoreError::corrupt ? found.damaged : found.lost);   // else: the table itself is gone
    }
  }
  return found;
}

TEST(PowerCut, catches_synchronous_normal_and_a_disk_that_lies) {
  const Losses full = losses("FULL", false, 100);
  EXPECT_EQ(full.lost, 0);
  EXPECT_EQ(full.damaged, 0);
  const Losses normal = losses("NORMAL", false, 100);
  EXPECT_GT(normal.lost, 20);
  EXPECT_EQ(normal.damaged, 0);
  const Losses lying = losses("FULL", true, 100);
  EXPECT_GT(lying.lost + lying.damaged, 20);
}

}  // namespace
}  // namespace openday::journal
