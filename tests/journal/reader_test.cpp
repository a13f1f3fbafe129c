#include "kiosk/journal/journal_reader.h"

#include <sys/stat.h>

#include "kiosk/journal/database.h"
#include "kiosk/journal/inbox_reader.h"
#include "tests/journal/journal_fixture.h"

namespace openday::journal {
namespace {

using ReaderTest = JournalTest;

TEST_F(ReaderTest, takes_a_missing_file_for_an_empty_one_and_looks_again) {
  JournalReader reader(state());
  EXPECT_TRUE(reader.heads()->empty());
  EXPECT_FALSE(reader.present());
  EXPECT_EQ(*reader.device(), std::nullopt);
  EXPECT_TRUE(*reader.changed());
  EXPECT_FALSE(*reader.changed());
  EXPECT_FALSE(std::filesystem::exists(layout().journal_folder())) << "a reader makes nothing";
  const Journal journal = open();
  EXPECT_TRUE(*reader.changed());
  EXPECT_EQ(reader.heads()->size(), 1u);
  EXPECT_EQ(*reader.device(), journal.device());
}

TEST_F(ReaderTest, notices_each_commit) {
  Journal journal = open();
  JournalReader reader(state());
  (void)reader.changed();
  EXPECT_FALSE(*reader.changed());
  (void)journal.append(draft(), moment());
  EXPECT_TRUE(*reader.changed());
  EXPECT_FALSE(*reader.changed());
}

TEST_F(ReaderTest, follows_a_file_that_was_replaced) {
  JournalReader reader(state());
  std::string first;
  {
    const Journal journal = open();
    first = journal.incarnation();
    EXPECT_EQ(reader.heads()->at(0).inc, first);
  }
  std::filesystem::rename(layout().journal_folder(), state() / "old");
  const Journal journal = open();
  EXPECT_TRUE(*reader.changed());
  EXPECT_NE(reader.heads()->at(0).inc, first);
}

TEST_F(ReaderTest, uses_nothing_of_a_newer_version_and_says_so) {
  (void)open();
  { Database(layout().journal_db(), Database::Mode::write).execute("PRAGMA user_version = 99"); }
  JournalReader reader(state());
  const auto heads = reader.heads();
  ASSERT_FALSE(heads);
  EXPECT_EQ(heads.error().kind, StoreError::newer);
  EXPECT_NE(heads.error().what.find("99"), std::string::npos);
  EXPECT_EQ(reader.scan(0).error().kind, StoreError::newer);
}

TEST_F(ReaderTest, says_that_garbage_is_damaged_and_leaves_it) {
  support::write_text(layout().journal_db(), std::string(8192, '!'));
  support::write_text(layout().inbox_db(), std::string(8192, '!'));
  EXPECT_EQ(JournalReader(state()).heads().error().kind, StoreError::corrupt);
  EXPECT_EQ(InboxReader(state()).acks().error().kind, StoreError::corrupt);
  EXPECT_EQ(support::names_in(layout().journal_folder()), std::vector<std::string>{"journal.db"});
}

TEST_F(ReaderTest, pages_through_records_with_the_head_of_each_page) {
  Journal journal = open();
  std::vector<Draft> drafts(1233, draft());
  const auto made = *journal.append(drafts, moment());
  JournalReader reader(state());
  std::uint64_t after = 0;
  base::Digest head = event::chain_start(journal.device(), journal.incarnation());
  for (bool more = true; more;) {
    const auto page = *reader.records(journal.incarnation(), after, 100);
    ASSERT_LE(page.records.size(), 100u);
    for (const auto& record : page.records) {
      EXPECT_EQ(record.seq, ++after);
      head = event::chain_next(head, event::envelope_json(record), record.body_hash);
    }
    EXPECT_EQ(page.head, head);
    EXPECT_EQ(*reader.hash_at(journal.incarnation(), after), head);
    more = page.more;
  }
  EXPECT_EQ(after, 1234u);
  EXPECT_EQ(head, journal.head().hash);
  const auto beyond = *reader.records(journal.incarnation(), 5000);
  EXPECT_TRUE(beyond.records.empty());
  EXPECT_EQ(beyond.head, head);
}

TEST_F(ReaderTest, ends_a_page_at_a_megabyte) {
  Journal journal = open();
  for (int i = 0; i < 3; ++i) (void)journal.append(draft(std::string(700'000, 'x')), moment());
  const auto page = *JournalReader(state()).records(journal.incarnation(), 1);
  EXPECT_EQ(page.records.size(), 2u);
  EXPECT_TRUE(page.more);
}

TEST_F(ReaderTest, scans_all_incarnations_in_order) {
  Journal journal = open();
  (void)journal.start_incarnation("test", moment());
  (void)journal.append(draft(), moment());
  JournalReader reader(state());
  const auto first = *reader.scan(0, 2);
  EXPECT_TRUE(first.more);
  const auto rest = *reader.scan(first.next, 10);
  EXPECT_EQ(first.records.size() + rest.records.size(), 3u);
  EXPECT_EQ(rest.records.back().inc, journal.incarnation());
  EXPECT_EQ(rest.records.back().seq, 2u);
}

TEST_F(ReaderTest, reads_a_copy_without_its_log_and_makes_nothing_there) {
  support::TempDir copy;
  {
    Journal journal = open();
    (void)journal.append(draft(), moment());
    ASSERT_TRUE(journal.settle());
  }
  std::filesystem::create_directories(copy / "journal");
  std::filesystem::copy_file(layout().journal_db(), copy / "journal" / "journal.db");
  EXPECT_EQ(JournalReader(copy.path()).heads()->at(0).seq, 2u);
  EXPECT_TRUE(verify(copy.path())->holds());
  EXPECT_EQ(support::names_in(copy / "journal"), std::vector<std::string>{"journal.db"});
}

TEST_F(ReaderTest, never_checkpoints_when_it_closes) {
  Journal journal = open();
  (void)journal.append(draft(), moment());
  const auto log = layout().journal_db().string() + "-wal";
  const auto before = std::filesystem::file_size(log);
  ASSERT_EQ(in_child([&] { return JournalReader(state()).heads()->size() == 1 ? 0 : 1; }), 0);
  EXPECT_EQ(std::filesystem::file_size(log), before);
  EXPECT_TRUE(journal.append(draft(), moment()));
}

// As root the other user is played by setuid in a child; otherwise there is no second user to play, and the same is done with
// the files' write permission taken away.
TEST_F(ReaderTest, works_for_a_user_who_may_not_write) {
  { (void)open().append(draft(), moment()); }
  for (const auto& entry : std::filesystem::directory_iterator(layout().journal_folder())) ::chmod(entry.path().c_str(), 0444);
  ::chmod(layout().journal_folder().c_str(), 0555);
  ::chmod(state().c_str(), 0755);
  EXPECT_EQ(in_child([&] {
    if (::getuid() == 0 && ::setuid(65534) != 0) return 2;
    const auto heads = JournalReader(state()).heads();
    if (!heads) std::fprintf(stderr, "%s\n", heads.error().what.c_str());
    return heads && heads->at(0).seq == 2 ? 0 : 1;
  }), 0);
  ::chmod(layout().journal_folder().c_str(), 0755);
}

TEST_F(ReaderTest, lives_with_one_writer_and_another_reader_in_three_processes) {
  Journal journal = open();
  const auto stop = state() / "stop";
  const auto reader_process = [&] {
    JournalReader reader(state());
    std::uint64_t seen = 0;
    while (!std::filesystem::exists(stop)) {
      if (!reader.changed()) return 1;
      const auto heads = reader.heads();
      if (!heads || heads->empty() || heads->back().seq < seen) return 2;
      seen = heads->back().seq;
      const auto page = reader.records(heads->back().inc, seen > 50 ? seen - 50 : 0);
      if (!page) return 3;
      ::usleep(500);   // a real reader looks four times a second
    }
    return seen > 1 ? 0 : 4;
  };
  std::vector<pid_t> readers;
  for (int i = 0; i < 2; ++i) {
    const pid_t pid = ::fork();
    if (pid == 0) ::_exit(reader_process());
    readers.push_back(pid);
  }
  for (int i = 0; i < 150; ++i) {
    EXPECT_TRUE(journal.append(draft(), moment(i)));
    const auto receipt = journal.ballots().cast(cast_of(i, {"bureau"}));
    ASSERT_TRUE(receipt) << receipt.error().what;
    ASSERT_TRUE(receipt->settled || journal.settle()) << "ballot " << i;
  }
  support::write_text(stop, "");
  for (const pid_t pid : readers) {
    int status = 0;
    ::waitpid(pid, &status, 0);
    EXPECT_EQ(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
  }
}

}  // namespace
}  // namespace openday::journal
