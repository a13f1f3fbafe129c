#include "kiosk/journal/verify.h"

#include <functional>

#include "kiosk/journal/database.h"
#include "kiosk/journal/inbox.h"
#include "tests/journal/journal_fixture.h"

namespace openday::journal {
namespace {

class VerifyTest : public JournalTest {
 protected:
  void change(const std::string& sql) const { Database(layout().journal_db(), Database::Mode::write).execute(sql); }
  [[nodiscard]] std::optional<ChainBreak> found_after(const std::string& sql) const {
    change(sql);
    return verified().first_break;
  }
  std::vector<event::Record> fill(int count = 6) const {
    Journal journal = open();
    std::vector<event::Record> made;
    for (int i = 0; i < count; ++i) made.push_back(*journal.append(draft("text"), moment(i)));
    return made;
  }
};

TEST_F(VerifyTest, holds_for_an_empty_folder) {
  const auto verification = verified();
  EXPECT_FALSE(verification.present);
  EXPECT_TRUE(verification.holds());
}

TEST_F(VerifyTest, names_the_first_record_that_was_changed) {
  fill();
  const auto broken = found_after("UPDATE record SET body = CAST('{\"text\":\"tezt\"}' AS BLOB) WHERE seq = 4");
  ASSERT_TRUE(broken);
  EXPECT_EQ(broken->seq, 4u);
}

// Every single byte of what is hashed, one at a time.
TEST_F(VerifyTest, finds_every_changed_byte_of_body_and_envelope) {
  fill(3);
  Database database(layout().journal_db(), Database::Mode::write);
  for (const char* column : {"id", "kind", "event", "at", "boot", "clock", "body", "salt", "body_hash", "hash"}) {
    Statement select(database, std::string("SELECT ") + column + " FROM record WHERE seq = 3");
    std::string original;
    {
      auto rows = select.query();
      ASSERT_TRUE(rows.next());
      original = rows.text(0);
    }
    const bool text = column == std::string("kind") || column == std::string("event") || column == std::string("at") ||
                      column == std::string("boot") || column == std::string("clock");
    const auto put = [&](const std::string& value) {
      Statement update(database, std::string("UPDATE record SET ") + column + " = ?1 WHERE seq = 3");
      text ? update.run(value) : update.run(base::as_bytes(value));
    };
    for (std::size_t i = 0; i < original.size(); ++i) {
      std::string tampered = original;
      tampered[i] = static_cast<char>(tampered[i] ^ (text ? 0x02 : 0x80));
      put(tampered);
      const auto broken = verified().first_break;
      ASSERT_TRUE(broken) << column << " byte " << i;
      EXPECT_EQ(broken->seq, 3u) << column << " byte " << i;
    }
    put(original);
    ASSERT_TRUE(verified().holds()) << column;
  }
  for (const char* number : {"v = v + 1", "mono = mono + 1", "seq = seq + 1", "erased = 1"}) {
    ASSERT_TRUE(found_after(std::string("UPDATE record SET ") + number + " WHERE n = 3")) << number;
    change(std::string("UPDATE record SET ") + (number == std::string("erased = 1") ? "erased = 0" : std::string(number).replace(std::string(number).find('+'), 1, "-")) +
           " WHERE n = 3");
    ASSERT_TRUE(verified().holds()) << number;
  }
  EXPECT_TRUE(found_after("UPDATE incarnation SET inc = 'ffffffffffffffff'"));
}

TEST_F(VerifyTest, finds_a_removed_record) {
  fill();
  const auto broken = found_after("DELETE FROM record WHERE seq = 3");
  ASSERT_TRUE(broken);
  EXPECT_EQ(broken->seq, 3u);
}

TEST_F(VerifyTest, finds_two_records_exchanged) {
  fill();
  EXPECT_EQ(found_after("UPDATE record SET n = 100 WHERE n = 3; UPDATE record SET n = 3 WHERE n = 4; UPDATE record SET n = 4 WHERE n = 100")->seq, 3u);
}

TEST_F(VerifyTest, finds_what_is_missing_below_the_acknowledged) {
  const auto records = fill();
  {
    auto inbox = *Inbox::open(state(), moment());
    ASSERT_TRUE(inbox.acknowledge({records.back().device, records.back().inc, 7, 5, "e1"}));
  }
  auto verification = verified();
  ASSERT_TRUE(verification.holds());
  ASSERT_TRUE(verification.chains.at(0).anchor);
  EXPECT_EQ(verification.chains.at(0).anchor->seq, 7u);
  EXPECT_EQ(verification.chains.at(0).anchor->hash, verification.chains.at(0).head.hash);
  const auto broken = found_after("DELETE FROM record WHERE seq = 7");
  ASSERT_TRUE(broken);
  EXPECT_EQ(broken->seq, 7u);
}

TEST_F(VerifyTest, holds_after_an_erasure) {
  const auto records = fill();
  {
    Journal journal = open();
    const auto order = journal.erase({"lq2020", {records[1].id, records[3].id}, "asked", "{}", {}}, moment(100));
    ASSERT_TRUE(order) << order.error().what;
    EXPECT_TRUE(journal.settled());
  }
  const auto verification = verified();
  EXPECT_TRUE(verification.holds()) << verification.first_break->what;
  EXPECT_EQ(verification.chains.at(0).erased, 2u);
  const auto blank = *JournalReader(state()).record(records[1].id);
  EXPECT_TRUE(blank->erased());
  EXPECT_EQ(blank->body_hash, records[1].body_hash);
}

TEST_F(VerifyTest, finds_a_body_blanked_without_an_erase_record) {
  fill();
  EXPECT_EQ(found_after("UPDATE record SET erased = 1, body = x'', salt = zeroblob(16) WHERE seq = 2")->seq, 2u);
}

TEST_F(VerifyTest, finds_a_changed_ballot) {
  {
    Journal journal = open();
    for (int guest = 0; guest < 5; ++guest) (void)journal.ballots().cast(cast_of(guest, {"bureau"}, 1));
    (void)journal.ballots().make_batches("lq2020", {}, BatchRule::five_or_more, moment());
  }
  ASSERT_TRUE(verified().holds());
  const auto broken = found_after("UPDATE ballot SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"grade\":1', '\"grade\":5') AS BLOB) WHERE "
                                  "id = (SELECT min(id) FROM ballot)");
  ASSERT_TRUE(broken);
  EXPECT_NE(broken->what.find("batch"), std::string::npos);
}

// A person's words are nowhere in the files after an erasure, whatever happened to the pages before.
TEST_F(VerifyTest, leaves_no_byte_of_an_erased_body_in_any_file) {
  Journal journal = open();
  std::vector<base::Uuid> ids;
  for (int i = 0; i < 300; ++i) {
    const std::string secret = "SECRET" + std::string(static_cast<std::size_t>(20 + (i * 37) % 6000), 'S');
    ids.push_back(journal.append(draft(i % 3 == 0 ? "kept" : secret), moment(i))->id);
    if (i % 40 == 39) {
      std::vector<base::Uuid> some(ids.end() - 10, ids.end());
      ASSERT_TRUE(journal.erase({"lq2020", some, "asked", "{}", {}}, moment(i)));
    }
  }
  ASSERT_TRUE(journal.erase({"lq2020", ids, "retention", "{}", {}}, moment(1000)));
  for (const auto& file : std::filesystem::directory_iterator(layout().journal_folder())) {
    EXPECT_EQ(file_bytes(file.path()).find("SECRET"), std::string::npos) << file.path();
  }
  EXPECT_TRUE(verified().holds());
}

}  // namespace
}  // namespace openday::journal
