#include "kiosk/journal/ballot_box.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/database.h"
#include "tests/journal/journal_fixture.h"
#include "tests/journal/raw_pages.h"

namespace openday::journal {
namespace {

class BallotTest : public JournalTest {
 protected:
  [[nodiscard]] std::uintmax_t log_size() const { return std::filesystem::file_size(layout().journal_db().string() + "-wal"); }
  [[nodiscard]] static JournalOptions impatient() {
    JournalOptions options;
    options.checkpoint_wait = std::chrono::milliseconds(10);
    return options;
  }
  static void cast(Journal& journal, int guest, std::vector<std::string> subjects, std::string text = {}) {
    const auto receipt = journal.ballots().cast(cast_of(guest, std::move(subjects), 1 + guest % 5, std::move(text)));
    ASSERT_TRUE(receipt) << receipt.error().what;
    ASSERT_TRUE(receipt->settled);
  }
};

TEST_F(BallotTest, stores_what_one_guest_gives_for_several_subjects) {
  Journal journal = open();
  const auto receipt = journal.ballots().cast(cast_of(1, {"bureau", "event"}));
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->stored, (std::vector<std::string>{"bureau", "event"}));
  EXPECT_TRUE(receipt->already_rated.empty());
  EXPECT_EQ(journal.ballots().waiting()->size(), 2u);
  EXPECT_EQ(journal.head().seq, 1u) << "a ballot makes no record";
}

TEST_F(BallotTest, refuses_a_second_rating_of_the_same_subject) {
  {
    Journal journal = open();
    cast(journal, 1, {"bureau"});
  }
  Journal journal = open();
  EXPECT_TRUE(*journal.ballots().has_rated("lq2020", registration(1), "bureau"));
  EXPECT_FALSE(*journal.ballots().has_rated("lq2020", registration(2), "bureau"));
  const auto receipt = journal.ballots().cast(cast_of(1, {"bureau", "event"}));
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->already_rated, std::vector<std::string>{"bureau"});
  EXPECT_EQ(receipt->stored, std::vector<std::string>{"event"});
}

TEST_F(BallotTest, takes_visitors_without_a_registration_unmarked) {
  Journal journal = open();
  Cast visitor = cast_of(1, {"bureau"});
  visitor.registration.reset();
  ASSERT_TRUE(journal.ballots().cast(visitor));
  ASSERT_TRUE(journal.ballots().cast(visitor));
  EXPECT_EQ(journal.ballots().waiting()->at(0).ballots, 2);
}

TEST_F(BallotTest, leaves_nothing_in_the_log_after_the_thanks) {
  Journal journal = open();
  ASSERT_TRUE(journal.append(draft(), moment()));
  EXPECT_GT(log_size(), 0u);
  cast(journal, 1, {"bureau"}, "more benches please");
  EXPECT_EQ(log_size(), 0u);
  EXPECT_TRUE(journal.settled());
}

TEST_F(BallotTest, waits_for_a_reader_before_the_next_ballot) {
  Journal journal = open(impatient());
  cast(journal, 1, {"bureau"});
  Database reader(layout().journal_db(), Database::Mode::read);
  reader.execute("BEGIN");
  (void)reader.integer("SELECT count(*) FROM ballot");
  const auto receipt = journal.ballots().cast(cast_of(2, {"bureau"}));
  ASSERT_TRUE(receipt);
  EXPECT_FALSE(receipt->settled);
  EXPECT_FALSE(journal.settled());
  const auto refused = journal.ballots().cast(cast_of(3, {"bureau"}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, StoreError::busy);
  EXPECT_TRUE(journal.append(draft(), moment())) << "records go on meanwhile";
  reader.execute("COMMIT");
  EXPECT_TRUE(journal.settle());
  EXPECT_TRUE(journal.ballots().cast(cast_of(3, {"bureau"})));
  EXPECT_EQ(journal.ballots().waiting()->at(0).ballots, 3);
}

TEST_F(BallotTest, empties_the_log_at_start) {
  // A ballot whose checkpoint never came: the process was killed after the commit.
  EXPECT_EQ(in_child([&] {
    Journal journal = open(impatient());
    Database reader(layout().journal_db(), Database::Mode::read);
    reader.execute("BEGIN");
    (void)reader.integer("SELECT count(*) FROM ballot");
    return journal.ballots().cast(cast_of(1, {"bureau"}))->settled ? 1 : 0;
  }), 0);
  EXPECT_GT(log_size(), 0u);
  Journal journal = open();
  EXPECT_EQ(log_size(), 0u);
  EXPECT_TRUE(journal.settled());
  EXPECT_EQ(journal.ballots().waiting()->at(0).ballots, 1);
}

// The same rows given to an empty file in key order, which knows nothing of who came when.
std::vector<std::vector<unsigned>> layout_in_key_order(const std::filesystem::path& journal, const std::filesystem::path& folder,
                                                       const std::string& table, const std::string& key) {
  const auto copy = folder / "copy.db", fresh = folder / "fresh.db";
  std::filesystem::copy_file(journal, copy, std::filesystem::copy_options::overwrite_existing);
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(fresh.string() + suffix);
  {
    Database source(copy, Database::Mode::immutable);
    Statement schema(source, "SELECT sql FROM sqlite_schema WHERE name = ?1");
    auto rows = schema.query(table);
    if (!rows.next()) throw std::runtime_error("no table");
    Database target(fresh, Database::Mode::write);
    target.execute(rows.text(0) + "; ATTACH '" + copy.string() + "' AS source; INSERT INTO main." + table + " SELECT * FROM source." + table + " ORDER BY " + key);
  }
  return RawTable(fresh, table).layout();
}

TEST_F(BallotTest, lays_rows_out_as_if_they_had_come_in_key_order) {
  Journal journal = open();
  for (int guest = 0; guest < 60; ++guest) {
    cast(journal, guest, {"bureau", "event"}, "text of a guest");
    if (guest % 7 == 0) (void)journal.ballots().make_batches("lq2020", {}, BatchRule::five_or_more, moment(guest));
    if (guest % 6 != 5) continue;
    for (const auto& [table, key] : {std::pair{"mark", "event, mark"}, {"ballot", "batch, id"}, {"ballot_text", "batch, id"}}) {
      ASSERT_EQ(RawTable(layout().journal_db(), table).layout(), layout_in_key_order(layout().journal_db(), state(), table, key))
          << table << " after guest " << guest;
    }
  }
  EXPECT_EQ(RawTable(layout().journal_db(), "mark").cells(), 120u);
}

TEST_F(BallotTest, gives_marks_and_ballots_orders_that_have_nothing_in_common) {
  Journal journal = open();
  std::vector<std::size_t> order;
  for (int guest = 0; guest < 30; ++guest) cast(journal, guest, {"bureau"});
  Database database(layout().journal_db(), Database::Mode::read);
  // The grade of guest g is 1 + g % 5; were rows in casting order, the grades would run 1 2 3 4 5 1 2 3 ...
  Statement select(database, "SELECT bytes FROM ballot ORDER BY batch, id");
  auto rows = select.query();
  int in_step = 0;
  for (int row = 0; rows.next(); ++row) in_step += event::read_ballot(rows.text(0))->grade == 1 + row % 5 ? 1 : 0;
  EXPECT_LT(in_step, 20) << "chance leaves about 6 of 30 in step";
}

TEST_F(BallotTest, stores_no_registration_sequence_or_time_with_a_ballot) {
  Journal journal = open();
  cast(journal, 7, {"bureau"}, "a text");
  const std::string bytes = file_bytes(layout().journal_db());
  const auto id = registration(7);
  EXPECT_EQ(bytes.find(std::string(base::as_text(id.bytes))), std::string::npos);
  EXPECT_EQ(bytes.find(event::to_string(id)), std::string::npos);
  const auto ballot_at = bytes.find("\"grade\":");
  ASSERT_NE(ballot_at, std::string::npos);
  EXPECT_EQ(bytes.substr(ballot_at, 60).find("2020-11-17"), std::string::npos);
}

TEST_F(BallotTest, makes_a_batch_of_five_and_not_of_four) {
  Journal journal = open();
  for (int guest = 0; guest < 4; ++guest) cast(journal, guest, {"bureau"}, guest == 2 ? "only one wrote" : "");
  EXPECT_TRUE(journal.ballots().make_batches("lq2020", {}, BatchRule::five_or_more, moment())->empty());
  cast(journal, 4, {"bureau", "event"});
  const auto records = journal.ballots().make_batches("lq2020", {}, BatchRule::five_or_more, moment());
  ASSERT_TRUE(records);
  ASSERT_EQ(records->size(), 1u);
  const auto body = event::read_rating_batch(*records->front().body);
  ASSERT_TRUE(body);
  EXPECT_EQ(body->count, 5);
  EXPECT_EQ(body->text_count, 1);
  EXPECT_EQ(body->subject, "bureau");
  const auto waiting = *journal.ballots().waiting();
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].subject, "event");
  EXPECT_TRUE(verified().holds());
  EXPECT_EQ(verified().batched_ballots, 5u);
}

TEST_F(BallotTest, hands_a_batch_with_its_leaves_to_the_reader) {
  Journal journal = open();
  for (int guest = 0; guest < 5; ++guest) cast(journal, guest, {"bureau"}, "text");
  const auto record = journal.ballots().make_batches("lq2020", "morning", BatchRule::five_or_more, moment())->front();
  JournalReader reader(state());
  const auto names = *reader.batches();
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].seq, record.seq);
  const auto batch = *reader.batch(names[0].id);
  ASSERT_TRUE(batch);
  std::vector<event::Leaf> leaves;
  for (const auto& one : batch->ballots) leaves.push_back({one.salt, one.bytes});
  EXPECT_EQ(event::batch_digest(leaves), event::read_rating_batch(*record.body)->digest);
  EXPECT_EQ(batch->texts.size(), 5u);
  EXPECT_EQ(batch->subject, "bureau");
  std::set<base::Uuid> ids;
  for (const auto& one : batch->ballots) ids.insert(one.id);
  for (const auto& one : batch->texts) EXPECT_FALSE(ids.contains(one.id)) << "a text has an id of its own";
}

TEST_F(BallotTest, lets_a_supervisor_release_fewer_than_five) {
  Journal journal = open();
  cast(journal, 1, {"bureau"});
  const auto records = journal.ballots().make_batches("lq2020", "morning", BatchRule::any, moment());
  ASSERT_EQ(records->size(), 1u);
  EXPECT_TRUE(journal.ballots().waiting()->empty());
}

// A score sheet of a guest: marks, a choice and a text.
Cast sheet_of(int guest, const std::string& subject) {
  Cast cast = cast_of(guest, {});
  cast.ballots.push_back({subject, 0, {}, {}, {{"order", 1 + guest % 10}, {"want", {}, {"更多座位"}}, {"words", {}, {}, fmt::format("第 {} 位写的话", guest)}}});
  return cast;
}

TEST_F(BallotTest, keeps_what_is_written_on_a_score_sheet_apart_from_its_marks) {
  Journal journal = open();
  for (int guest = 0; guest < 5; ++guest) ASSERT_TRUE(journal.ballots().cast(sheet_of(guest, "plan")));
  const auto record = journal.ballots().make_batches("lq2020", {}, BatchRule::five_or_more, moment())->at(0);
  const auto body = event::read_rating_batch(*record.body);
  EXPECT_EQ(body->count, 5);
  EXPECT_EQ(body->text_count, 5);
  const auto batch = **JournalReader(state()).batch(body->batch);
  for (const auto& sealed : batch.ballots) {
    const auto ballot = event::read_ballot(sealed.bytes);
    ASSERT_TRUE(ballot) << sealed.bytes;
    EXPECT_EQ(ballot->grade, 0);
    ASSERT_EQ(ballot->answers.size(), 2u);
    EXPECT_EQ(sealed.bytes.find("写的话"), std::string::npos);
  }
  for (const auto& sealed : batch.texts) EXPECT_EQ(event::read_ballot_text(sealed.bytes)->item, "words");
  EXPECT_TRUE(verified().holds());
}

TEST_F(BallotTest, counts_a_sheet_on_which_its_guest_only_wrote) {
  Journal journal = open();
  Cast cast = cast_of(1, {});
  cast.ballots.push_back({"plan", 0, {}, {}, {{"words", {}, {}, "只写了字"}}});
  ASSERT_TRUE(journal.ballots().cast(cast));
  const auto record = journal.ballots().make_batches("lq2020", {}, BatchRule::any, moment())->at(0);
  EXPECT_EQ(event::read_rating_batch(*record.body)->count, 1);
  const auto batch = **JournalReader(state()).batch(event::read_rating_batch(*record.body)->batch);
  ASSERT_TRUE(event::read_ballot(batch.ballots.at(0).bytes)) << batch.ballots.at(0).bytes;
  EXPECT_TRUE(verified().holds());
}

TEST_F(BallotTest, leaves_sealed_subjects_alone_until_their_round_is_closed) {
  Journal journal = open();
  for (int guest = 0; guest < 6; ++guest) {
    ASSERT_TRUE(journal.ballots().cast(sheet_of(guest, "plan")));
    if (guest < 3) {
      ASSERT_TRUE(journal.ballots().cast(sheet_of(guest, "service")));
    }
    cast(journal, guest, {"bureau"});
  }
  const std::vector<SealedSubject> sealed{{"morning", "plan"}, {"", "service"}};
  const auto make = [&](BatchRule rule, const std::vector<SealedSubject>& closed_to) {
    std::vector<std::string> subjects;
    const auto made = *journal.ballots().make_batches("lq2020", {}, rule, moment(), closed_to);
    for (const auto& record : made) subjects.push_back(event::read_rating_batch(*record.body)->subject);
    return subjects;
  };
  EXPECT_EQ(make(BatchRule::any, sealed), std::vector<std::string>{"bureau"}) << "not even a supervisor sees how a round stands";
  EXPECT_EQ(make(BatchRule::five_or_more, {{"afternoon", "plan"}}), std::vector<std::string>{"plan"}) << "another session's seal";
  EXPECT_TRUE(make(BatchRule::five_or_more, {}).empty()) << "three wait for a supervisor";
  EXPECT_EQ(make(BatchRule::any, {}), std::vector<std::string>{"service"});
}

TEST_F(BallotTest, forgets_marks_and_their_key_at_purge) {
  Journal journal = open();
  cast(journal, 1, {"bureau"});
  const auto before = *journal.ballots().mark("lq2020", registration(1), "bureau");
  ASSERT_TRUE(before);
  ASSERT_TRUE(journal.ballots().forget_marks("lq2020"));
  EXPECT_EQ(*journal.ballots().mark("lq2020", registration(1), "bureau"), std::nullopt);
  EXPECT_EQ(file_bytes(layout().journal_db()).find(std::string(base::as_text(*before))), std::string::npos);
}

}  // namespace
}  // namespace openday::journal
