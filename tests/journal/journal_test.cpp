#include "kiosk/journal/journal.h"

#include <fstream>

#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/database.h"
#include "tests/journal/journal_fixture.h"

namespace openday::journal {
namespace {

TEST_F(JournalTest, begins_with_a_record_of_its_incarnation) {
  const Journal journal = open();
  EXPECT_EQ(journal.head().seq, 1u);
  EXPECT_EQ(journal.incarnation().size(), 16u);
  const auto first = *JournalReader(state()).records(journal.incarnation(), 0);
  ASSERT_EQ(first.records.size(), 1u);
  EXPECT_EQ(first.records[0].kind, "device");
  const auto body = event::read_device(*first.records[0].body);
  ASSERT_TRUE(body);
  EXPECT_EQ(body->what, "incarnation");
  EXPECT_EQ(body->detail, "created");
}

TEST_F(JournalTest, returns_the_record_as_stored) {
  Journal journal = open();
  const auto made = journal.append(draft("您好"), moment(5));
  ASSERT_TRUE(made) << made.error().what;
  const auto read = *JournalReader(state()).record(made->id);
  ASSERT_TRUE(read);
  EXPECT_EQ(event::envelope_json(*read), event::envelope_json(*made));
  EXPECT_EQ(read->body, made->body);
  EXPECT_EQ(read->salt, made->salt);
  EXPECT_EQ(read->body_hash, made->body_hash);
  EXPECT_EQ(read->at, "2020-11-17T08:30:05+08:00");
}

TEST_F(JournalTest, appends_several_drafts_as_one) {
  Journal journal = open();
  const auto made = journal.append({draft("a"), draft("b"), draft("c")}, moment());
  ASSERT_TRUE(made);
  EXPECT_EQ((*made)[0].seq, 2u);
  EXPECT_EQ((*made)[2].seq, 4u);
  EXPECT_EQ(journal.head().seq, 4u);
}

TEST_F(JournalTest, counts_on_without_a_gap_after_reopening) {
  std::string inc;
  for (int round = 0; round < 5; ++round) {
    Journal journal = open();
    if (round == 0) inc = journal.incarnation();
    EXPECT_EQ(journal.incarnation(), inc);
    ASSERT_TRUE(journal.append(draft(), moment(round)));
    EXPECT_EQ(journal.head().seq, 2u + static_cast<unsigned>(round));
  }
  const auto verification = verified();
  EXPECT_TRUE(verification.holds());
  EXPECT_EQ(verification.chains.at(0).records, 6u);
}

TEST_F(JournalTest, starts_another_incarnation_at_one) {
  Journal journal = open();
  (void)journal.append(draft(), moment());
  const std::string before = journal.incarnation();
  const auto device = journal.device();
  const auto first = journal.start_incarnation("fork", moment(1));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->seq, 1u);
  EXPECT_NE(journal.incarnation(), before);
  EXPECT_EQ(journal.device(), device);
  (void)journal.append(draft(), moment(2));
  const auto heads = *JournalReader(state()).heads();
  ASSERT_EQ(heads.size(), 2u);
  EXPECT_EQ(heads[0].seq, 2u);
  EXPECT_EQ(heads[1].seq, 2u);
  EXPECT_EQ(heads[1].hash, journal.head().hash);
  EXPECT_TRUE(verified().holds());
}

TEST_F(JournalTest, takes_a_database_of_another_machine_for_a_clone) {
  JournalOptions here;
  here.machine = "machine-a";
  const std::string before = open(here).incarnation();
  EXPECT_EQ(open(here).incarnation(), before);
  JournalOptions there;
  there.machine = "machine-b";
  EXPECT_NE(open(there).incarnation(), before);
  EXPECT_TRUE(verified().holds());
}

TEST_F(JournalTest, keeps_settings_on_the_device) {
  {
    Journal journal = open();
    ASSERT_TRUE(journal.set_setting("panel", "21.5"));
    ASSERT_TRUE(journal.set_setting("panel", "27"));
    ASSERT_TRUE(journal.set_setting("gone", "x"));
    ASSERT_TRUE(journal.remove_setting("gone"));
  }
  Journal journal = open();
  EXPECT_EQ(*journal.setting("panel"), "27");
  EXPECT_EQ(*journal.setting("gone"), std::nullopt);
  EXPECT_EQ(journal.head().seq, 1u);
}

TEST_F(JournalTest, takes_the_last_trusted_time_as_the_clock_floor) {
  {
    auto opened = Journal::open(state(), moment(0, base::ClockState::guessed));
    Journal& journal = *opened;
    EXPECT_EQ(journal.clock_floor(), std::nullopt);
    (void)journal.append(draft(), moment(60, base::ClockState::free_running));
    (void)journal.append(draft(), moment(9999, base::ClockState::guessed));
    EXPECT_EQ(journal.clock_floor(), moment(60).wall);
  }
  EXPECT_EQ(open().clock_floor(), moment(60).wall);
}

TEST_F(JournalTest, is_locked_for_a_second_writer) {
  const Journal journal = open();
  EXPECT_EQ(in_child([&] { return refusal() == StoreError::locked ? 0 : 1; }), 0);
}

TEST_F(JournalTest, leaves_a_file_of_a_newer_version_as_it_is) {
  (void)open();
  { Database(layout().journal_db(), Database::Mode::write).execute("PRAGMA user_version = 99"); }
  const std::string before = file_bytes(layout().journal_db()) + file_bytes(layout().journal_db().string() + "-wal");
  EXPECT_EQ(refusal(), StoreError::newer);
  EXPECT_EQ(file_bytes(layout().journal_db()) + file_bytes(layout().journal_db().string() + "-wal"), before);
}

TEST_F(JournalTest, moves_a_damaged_file_aside_and_begins_anew) {
  std::string inc;
  base::Uuid device;
  {
    Journal journal = open();
    inc = journal.incarnation();
    device = journal.device();
    ASSERT_TRUE(journal.set_setting("pin", "secret-hash"));
    for (int i = 0; i < 200; ++i) ASSERT_TRUE(journal.append(draft(std::string(100, 'x')), moment(i)));
    ASSERT_TRUE(journal.settle());
  }
  {
    std::fstream file(layout().journal_db(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-3 * 4096, std::ios::end);
    file << std::string(4096, '\x5a');
  }
  Journal journal = open();
  ASSERT_TRUE(journal.moved_aside());
  EXPECT_TRUE(std::filesystem::exists(*journal.moved_aside()));
  EXPECT_NE(journal.incarnation(), inc);
  EXPECT_EQ(journal.device(), device);
  EXPECT_EQ(*journal.setting("pin"), "secret-hash");
  const auto first = *JournalReader(state()).records(journal.incarnation(), 0);
  EXPECT_NE(first.records.at(0).body->find("damaged"), std::string::npos);
  EXPECT_EQ(verified().moved_aside.size(), 1u);
}

TEST_F(JournalTest, moves_a_file_that_is_no_database_aside) {
  support::write_text(layout().journal_db(), std::string(9000, 'g'));
  const Journal journal = open();
  ASSERT_TRUE(journal.moved_aside());
  EXPECT_EQ(file_bytes(*journal.moved_aside()), std::string(9000, 'g'));
}

TEST_F(JournalTest, never_gives_a_left_over_log_to_a_new_database) {
  support::write_text(layout().journal_db().string() + "-wal", std::string(5000, 'w'));
  const Journal journal = open();
  ASSERT_TRUE(journal.moved_aside());
  EXPECT_EQ(file_bytes(journal.moved_aside()->string() + "-wal").size(), 5000u);
}

TEST_F(JournalTest, opens_a_file_of_version_1) {
  std::filesystem::create_directories(layout().journal_folder());
  {
    Database old(layout().journal_db(), Database::Mode::write);
    old.execute(support::read_text(std::filesystem::path(OPENDAY_SOURCE_DIR) / "tests/journal/samples/journal-v1.sql"));
  }
  Journal journal = open();
  EXPECT_FALSE(journal.moved_aside());
  EXPECT_EQ(journal.incarnation(), "00112233445566aa");
  EXPECT_EQ(*journal.setting("panel"), "21.5");
  ASSERT_TRUE(journal.append(draft(), moment()));
  const auto verification = verified();
  EXPECT_TRUE(verification.holds()) << verification.first_break->what;
  EXPECT_EQ(verification.chains.at(0).records, 3u);
  EXPECT_EQ(verification.waiting_ballots, 1u);
}

}  // namespace
}  // namespace openday::journal
