#include "kiosk/journal/inbox.h"

#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/database.h"
#include "kiosk/journal/inbox_reader.h"
#include "kiosk/journal/spool.h"
#include "tests/journal/journal_fixture.h"

namespace openday::journal {
namespace {

class InboxTest : public JournalTest {
 protected:
  [[nodiscard]] Inbox inbox() const { return std::move(*Inbox::open(state(), moment())); }
  InboxReader reader{state()};
  const base::Uuid device = *base::parse_uuid("6f9619ff-8b86-4011-b42d-00c04fc964ff");
};

event::Record foreign(int seq, event::Kind kind = event::Kind::check_in, std::string body = "{\"a\":1}") {
  event::Record record;
  base::Random16 random{};
  random[0] = static_cast<std::uint8_t>(seq);
  record.id = base::make_uuid_v7(moment(seq).wall, random);
  record.device = *base::parse_uuid("11111111-8b86-4011-b42d-00c04fc964ff");
  record.inc = "00000000000000aa";
  record.seq = static_cast<std::uint64_t>(seq);
  record.kind = event::to_string(kind);
  record.at = "2020-11-17T08:30:00+08:00";
  record.body = std::move(body);
  record.salt = event::Salt{};
  record.body_hash = event::hash_body(*record.salt, *record.body);
  return record;
}

TEST_F(InboxTest, is_empty_before_syncd_has_run) {
  EXPECT_TRUE(reader.acks()->empty());
  EXPECT_EQ(reader.link()->state, "never");
  EXPECT_TRUE(reader.documents()->empty());
  EXPECT_FALSE(std::filesystem::exists(layout().inbox_folder()));
}

TEST_F(InboxTest, keeps_the_watermark_even_when_it_goes_back) {
  auto box = inbox();
  ASSERT_TRUE(box.acknowledge({device, "aa", 70, 60, "e1"}, {{device, "aa", 66, "schema", "body.persons", "raw \x01 bytes"}}));
  EXPECT_EQ((*reader.ack(device, "aa"))->seq, 70u);
  ASSERT_TRUE(box.acknowledge({device, "aa", 40, 40, "e2"}));
  EXPECT_EQ((*reader.ack(device, "aa"))->seq, 40u);
  EXPECT_EQ((*reader.ack(device, "aa"))->epoch, "e2");
  EXPECT_FALSE(reader.ack(device, "bb")->has_value());
  EXPECT_EQ(reader.quarantined()->at(0).code, "schema");
  EXPECT_TRUE(reader.quarantined()->at(0).raw.empty());
  EXPECT_EQ(box.quarantined()->at(0).raw, "raw \x01 bytes");
}

TEST_F(InboxTest, takes_only_higher_versions_of_a_document) {
  auto box = inbox();
  EXPECT_TRUE(*box.put_document({"lq2020", "plan", 3, "three", "sig"}));
  EXPECT_FALSE(*box.put_document({"lq2020", "plan", 3, "other", "sig"}));
  EXPECT_FALSE(*box.put_document({"lq2020", "plan", 2, "two", "sig"}));
  EXPECT_FALSE(*box.put_document({"lq2020", "plan", 2, "two", "sig"}, Inbox::SameVersion::replaces));
  EXPECT_FALSE(*box.put_document({"lq2020", "plan", 3, "three", "sig"}, Inbox::SameVersion::replaces));   // the very same
  EXPECT_EQ((*reader.document("lq2020", "plan"))->bytes, "three");
  EXPECT_TRUE(*box.put_document({"lq2020", "plan", 4, "four", "sig"}));
  EXPECT_EQ((*reader.document("lq2020", "plan"))->bytes, "four");
  EXPECT_EQ(reader.documents()->at(0).version, 4);
}

// A copied disk: from number 2 on two machines wrote.
TEST_F(InboxTest, keeps_both_records_of_one_place_and_erases_each_by_its_id) {
  auto box = inbox();
  const auto other = [](int seq) {
    auto out = foreign(seq, event::Kind::check_in, "{\"a\":2}");
    out.id = foreign(seq + 100).id;
    return out;
  };
  EXPECT_EQ(*box.put_records({foreign(1), foreign(2), foreign(3), other(2)}), 4u);
  EXPECT_EQ(*box.put_records({other(2), other(3), foreign(3)}), 1u);
  EXPECT_EQ(*box.held_of(foreign(1).device, foreign(1).inc), 3u);
  auto records = reader.foreign_records(0)->records;
  ASSERT_EQ(records.size(), 5u);
  EXPECT_EQ(records[3].id, other(2).id);
  EXPECT_EQ(records[3].inc, foreign(2).inc);   // as the bureau has it
  EXPECT_EQ(records[3].seq, 2u);
  ASSERT_TRUE(box.erase({{other(3).id}, {}, {}}));
  EXPECT_EQ(*box.put_records({other(3)}), 0u);
  records = reader.foreign_records(0)->records;
  EXPECT_TRUE(records[4].erased());
  EXPECT_FALSE(records[2].erased());
}

TEST_F(InboxTest, tells_the_hash_that_a_boxs_records_lead_to_also_when_their_bodies_are_gone) {
  auto box = inbox();
  const auto from = foreign(1).device;
  const auto inc = foreign(1).inc;
  auto hash = event::chain_start(from, inc);
  EXPECT_EQ(*box.hash_of(from, inc, 0), hash);
  auto beside = foreign(3);
  beside.id = foreign(103).id;
  EXPECT_EQ(*box.put_records({foreign(1), foreign(2), foreign(3), beside, foreign(5)}), 5u);   // of two of one number the first counts
  for (int seq = 1; seq <= 3; ++seq) {
    hash = event::chain_next(hash, event::envelope_json(foreign(seq)), foreign(seq).body_hash);
    EXPECT_EQ(*box.hash_of(from, inc, static_cast<std::uint64_t>(seq)), hash) << seq;
  }
  EXPECT_EQ(*box.hash_of(from, inc, 4), std::nullopt);
  EXPECT_EQ(*box.hash_of(from, inc, 5), std::nullopt);
  ASSERT_TRUE(box.erase({{foreign(2).id}, {}, {}}));
  EXPECT_EQ(*box.hash_of(from, inc, 3), hash);
}

TEST_F(InboxTest, keeps_each_foreign_record_once_in_order_of_arrival) {
  auto box = inbox();
  EXPECT_EQ(*box.put_records({foreign(1), foreign(2), foreign(1)}), 2u);
  EXPECT_EQ(*box.put_records({foreign(2), foreign(3)}), 1u);
  const auto first = *reader.foreign_records(0, 2);
  EXPECT_TRUE(first.more);
  const auto rest = *reader.foreign_records(first.next);
  ASSERT_EQ(rest.records.size(), 1u);
  EXPECT_EQ(rest.records[0].seq, 3u);
  EXPECT_EQ(rest.records[0].body, "{\"a\":1}");
}

TEST_F(InboxTest, follows_an_erase_record_in_either_order) {
  auto box = inbox();
  const auto early = foreign(1), late = foreign(2);
  const auto order = foreign(3, event::Kind::erase, event::to_json(event::EraseBody{{early.id, late.id}, "asked", "{}"}));
  EXPECT_EQ(*box.put_records({early, order, late}), 3u);
  const auto scan = *reader.foreign_records(0);
  EXPECT_TRUE(scan.records.at(0).erased());
  EXPECT_FALSE(scan.records.at(1).erased());
  EXPECT_TRUE(scan.records.at(2).erased());
}

TEST_F(InboxTest, keeps_the_least_uncertain_clock_of_a_boot) {
  auto box = inbox();
  ASSERT_TRUE(box.put_boot_clock({"b1", 1000, 50}));
  ASSERT_TRUE(box.put_boot_clock({"b1", 1010, 80}));
  EXPECT_EQ(reader.boot_clocks()->at(0).offset_ms, 1000);
  ASSERT_TRUE(box.put_boot_clock({"b1", 1005, 10}));
  EXPECT_EQ(reader.boot_clocks()->at(0).offset_ms, 1005);
}

TEST_F(InboxTest, takes_a_clock_that_contradicts_the_one_before_however_sure_that_was) {
  auto box = inbox();
  ASSERT_TRUE(box.put_boot_clock({"b1", 900'000, 10}));
  ASSERT_TRUE(box.put_boot_clock({"b1", 900'090, 80}));   // both may be right
  EXPECT_EQ(reader.boot_clocks()->at(0).offset_ms, 900'000);
  ASSERT_TRUE(box.put_boot_clock({"b1", 1000, 80}));
  EXPECT_EQ(reader.boot_clocks()->at(0).offset_ms, 1000);
  EXPECT_EQ(reader.boot_clocks()->at(0).uncertainty_ms, 80);
}

TEST_F(InboxTest, tells_the_kiosk_about_the_line_and_a_fork) {
  auto box = inbox();
  LinkStatus status;
  status.state = "unreachable";
  status.bureau = "https://bureau.example";
  status.next_try = moment(30).wall;
  ASSERT_TRUE(box.set_link(status));
  EXPECT_EQ(reader.link()->state, "unreachable");
  EXPECT_EQ(reader.link()->next_try, moment(30).wall);
  EXPECT_EQ(reader.link()->last_contact, std::nullopt);
  ASSERT_TRUE(box.want_incarnation({"aa", "fork"}));
  EXPECT_EQ((*reader.incarnation_wanted("aa"))->reason, "fork");
  EXPECT_FALSE(reader.incarnation_wanted("bb")->has_value());
}

TEST_F(InboxTest, tells_the_kiosk_why_nothing_goes_and_how_fast_it_went) {
  auto box = inbox();
  LinkStatus status;
  status.state = "connected";
  status.told = moment(20).wall;
  status.in_flight = 4, status.records_per_minute = 600, status.bytes_per_second = 21'000;
  ASSERT_TRUE(box.set_link(status));
  const auto link = *reader.link();
  EXPECT_EQ(link.told, moment(20).wall);
  EXPECT_EQ(link.in_flight, 4u);
  EXPECT_EQ(link.records_per_minute, 600u);
  EXPECT_EQ(link.bytes_per_second, 21'000u);
  status.state = "unreachable", status.reason = "no-network";
  ASSERT_TRUE(box.set_link(status));
  EXPECT_EQ(reader.link()->reason, "no-network");
}

// The kiosk was updated and started anew, syncd not yet.
TEST_F(InboxTest, a_line_of_version_1_is_read_without_what_it_does_not_have) {
  std::filesystem::create_directories(layout().inbox_folder());
  {
    Database old(layout().inbox_db(), Database::Mode::write);
    old.execute(support::read_text(std::filesystem::path(OPENDAY_SOURCE_DIR) / "tests/journal/samples/inbox-v1.sql"));
    old.execute("INSERT OR REPLACE INTO link VALUES (1, 'connected', '', 'https://bureau.example', 'e', 5000, 4000, NULL)");
  }
  const auto before = reader.link();
  ASSERT_TRUE(before) << before.error().what;
  EXPECT_EQ(before->state, "connected");
  EXPECT_EQ(before->told, std::nullopt);
  auto box = inbox();   // syncd starts and migrates it under the reader's eyes
  LinkStatus status;
  status.state = "unreachable", status.reason = "busy", status.told = moment(20).wall;
  ASSERT_TRUE(box.set_link(status));
  const auto after = reader.link();
  ASSERT_TRUE(after) << after.error().what;
  EXPECT_EQ(after->reason, "busy");
  EXPECT_EQ(after->told, moment(20).wall);
}

TEST_F(InboxTest, remembers_notes_batches_and_the_device_over_a_restart) {
  const base::Uuid batch = base::make_uuid_v4({});
  {
    auto box = inbox();
    ASSERT_TRUE(box.set_note("cursor/roster", "42"));
    ASSERT_TRUE(box.acknowledge_batches({{batch, "counted", ""}}));
    ASSERT_TRUE(box.remember_device(device));
  }
  auto box = inbox();
  EXPECT_EQ(*box.note("cursor/roster"), "42");
  EXPECT_EQ((*reader.batch_ack(batch))->verdict, "counted");
  EXPECT_EQ(*reader.remembered_device(), device);
  const base::Uuid other = base::make_uuid_v4({1});
  ASSERT_TRUE(box.acknowledge_batches({{other, "waiting", ""}}));
  EXPECT_EQ(*box.forget_batch_acks({other, device}), 1u);
  EXPECT_FALSE(reader.batch_ack(other)->has_value());
  EXPECT_TRUE(reader.batch_ack(batch)->has_value());
  ASSERT_TRUE(box.forget_batch_acks());
  EXPECT_FALSE(reader.batch_ack(batch)->has_value());
}

TEST_F(InboxTest, gives_its_device_to_a_kiosk_that_lost_its_journal) {
  { ASSERT_TRUE(inbox().remember_device(device)); }
  support::write_text(layout().journal_db(), std::string(9000, 'g'));
  EXPECT_EQ(open().device(), device);
}

TEST_F(InboxTest, moves_a_damaged_file_aside_and_refuses_a_newer_one) {
  support::write_text(layout().inbox_db(), std::string(9000, 'g'));
  EXPECT_TRUE(inbox().moved_aside());
  { Database(layout().inbox_db(), Database::Mode::write).execute("PRAGMA user_version = 7"); }
  EXPECT_EQ(Inbox::open(state(), moment()).error().kind, StoreError::newer);
}

TEST_F(InboxTest, that_breaks_while_it_is_open_is_moved_aside_by_the_next_start) {
  {
    auto box = inbox();
    EXPECT_FALSE(box.is_damaged());
    damage_inbox(box, state());
    EXPECT_EQ(box.set_note("a", "b").error().kind, StoreError::corrupt);
    EXPECT_TRUE(box.is_damaged());
  }
  EXPECT_TRUE(std::filesystem::exists(layout().inbox_damage()));
  {
    auto box = inbox();
    EXPECT_TRUE(box.moved_aside());
    ASSERT_TRUE(box.set_note("a", "b"));
    EXPECT_FALSE(box.is_damaged());
  }
  EXPECT_FALSE(inbox().moved_aside());
}

// A file that the check at the start does not see through.
TEST_F(InboxTest, obeys_the_note_that_it_is_damaged_and_only_once) {
  { ASSERT_TRUE(inbox().set_note("a", "b")); }
  support::write_text(layout().inbox_damage(), "damaged");
  {
    auto box = inbox();
    EXPECT_TRUE(box.moved_aside());
    EXPECT_FALSE(*box.note("a"));
    ASSERT_TRUE(box.set_note("a", "c"));
  }
  EXPECT_EQ(*inbox().note("a"), "c");
}

TEST_F(InboxTest, opens_a_file_of_version_1) {
  std::filesystem::create_directories(layout().inbox_folder());
  {
    Database old(layout().inbox_db(), Database::Mode::write);
    old.execute(support::read_text(std::filesystem::path(OPENDAY_SOURCE_DIR) / "tests/journal/samples/inbox-v1.sql"));
  }
  auto box = inbox();
  EXPECT_FALSE(box.moved_aside());
  EXPECT_EQ((*box.ack(device, "00112233445566aa"))->seq, 2u);
  EXPECT_EQ(reader.foreign_records(0)->records.size(), 1u);
}

TEST_F(InboxTest, passes_a_request_through_the_spool_once) {
  Spool spool(state());
  EXPECT_TRUE(spool.list()->empty());
  base::Random16 random{};
  const auto second = *spool.put(SpoolKind::purge, "2020-12-01", moment(2).wall, random);
  const auto first = *spool.put(SpoolKind::enrol, "code", moment(1).wall, random);
  support::write_text(layout().spool_folder() / ".half.tmp", "x");
  support::write_text(layout().spool_folder() / "README", "x");
  const auto entries = *spool.list();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].name, first);
  EXPECT_EQ(entries[0].kind, SpoolKind::enrol);
  EXPECT_EQ(*spool.take(entries[0]), "code");
  EXPECT_TRUE(spool.pending(first)) << "taken is not done";
  EXPECT_TRUE(spool.done(entries[0]));
  EXPECT_TRUE(spool.done(entries[0]));
  EXPECT_FALSE(spool.pending(first));
  const auto third = *spool.put(SpoolKind::send_paper, "paper", moment(3).wall, random);
  EXPECT_TRUE(third.ends_with(".send-paper"));
  ASSERT_EQ(spool.list()->size(), 2u);
  EXPECT_EQ(spool.list()->back().kind, SpoolKind::send_paper);
  EXPECT_EQ(std::filesystem::status(layout().spool_folder() / second).permissions(), std::filesystem::perms(0660));
}

}  // namespace
}  // namespace openday::journal
