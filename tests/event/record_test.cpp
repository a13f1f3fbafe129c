#include "kiosk/event/record.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "chain_vectors.h"
#include "tests/support/process.h"

namespace openday::event {
namespace {

Record first_record() {
  Record record;
  record.id = *base::parse_uuid("01936c0a-1c00-7000-8000-000000000001");
  record.device = *base::parse_uuid("0f8fad5b-d9cb-469f-a165-70867728950e");
  record.inc = "00112233445566ff";
  record.seq = 1;
  record.kind = std::string(to_string(Kind::check_in));
  record.event = "YX201117";
  record.at = "2020-11-17T08:31:02.250+08:00";
  record.boot = "c7a5b1d2-0000-4000-8000-00000000beef";
  record.mono = 61250;
  record.clock = base::ClockState::synced;
  return record;
}

Record awkward_record() {
  Record record = first_record();
  record.id = *base::parse_uuid("01936c0a-1c00-7000-8000-000000000002");
  record.seq = UINT64_MAX;
  record.kind = "future\"\\/";
  record.event = "\b\f\n\r\t\x01\x1f\U0002B029é";
  record.at.clear();
  record.boot.clear();
  record.mono = -5;
  record.clock = base::ClockState::free_running;
  return record;
}

Salt counting_salt() {
  Salt salt;
  for (std::size_t i = 0; i < salt.size(); ++i) salt[i] = static_cast<std::uint8_t>(i);
  return salt;
}

Salt full_salt() {
  Salt salt;
  salt.fill(255);
  return salt;
}

TEST(Record, envelope_has_its_members_in_the_order_of_the_design) {
  EXPECT_EQ(envelope_json(first_record()), kEnvelope1);
}

TEST(Record, envelope_escapes_what_json_demands_and_nothing_else) {
  EXPECT_EQ(envelope_json(awkward_record()), kEnvelope2);
}

TEST(Record, envelope_is_well_formed_whatever_bytes_a_foreign_record_holds) {
  Record record = first_record();
  record.event = "a\xff\xc0z";
  EXPECT_NE(envelope_json(record).find("\"event\":\"a\uFFFD\uFFFDz\""), std::string::npos);
}

TEST(Record, chain_agrees_with_vectors_computed_in_python) {
  const Record first = first_record();
  const auto start = chain_start(first.device, first.inc);
  EXPECT_EQ(base::to_hex(start), kHashStart);
  const auto body = hash_body(counting_salt(), kBody1);
  EXPECT_EQ(base::to_hex(body), kHashBody1);
  const auto head = chain_next(start, envelope_json(first), body);
  EXPECT_EQ(base::to_hex(head), kHashHead1);
  const auto second = hash_body(full_salt(), "{}");
  EXPECT_EQ(base::to_hex(second), kHashBody2);
  EXPECT_EQ(base::to_hex(chain_next(head, envelope_json(awkward_record()), second)), kHashHead2);
}

TEST(Record, vectors_are_what_the_script_computes) {
  const std::string folder = OPENDAY_SOURCE_DIR "/tests/event/";
  const auto ran = support::run_program({"python3", folder + "chain_vectors.py", "--check", folder + "chain_vectors.h"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
}

TEST(Record, chain_changes_with_any_part) {
  const Record record = first_record();
  const auto start = chain_start(record.device, record.inc);
  const auto body = hash_body(counting_salt(), kBody1);
  const auto head = chain_next(start, envelope_json(record), body);
  Record changed = record;
  changed.seq = 2;
  EXPECT_NE(chain_next(start, envelope_json(changed), body), head);
  EXPECT_NE(chain_next(start, envelope_json(record), hash_body(full_salt(), kBody1)), head);
  EXPECT_NE(chain_next(chain_start(record.device, "00112233445566fe"), envelope_json(record), body), head);
}

TEST(Record, every_kind_has_a_name_of_its_own_that_reads_back) {
  for (int i = 0; i <= static_cast<int>(Kind::device); ++i) {
    const Kind kind = static_cast<Kind>(i);
    ASSERT_FALSE(to_string(kind).empty()) << i;
    EXPECT_EQ(parse_kind(to_string(kind)), kind);
  }
  EXPECT_EQ(parse_kind("check_in"), std::nullopt);
  EXPECT_EQ(parse_kind(""), std::nullopt);
}

TEST(Record, wall_is_the_instant_of_at_and_the_epoch_without_one) {
  Record record = first_record();
  EXPECT_EQ(base::to_rfc3339(record.wall()), "2020-11-17T08:31:02.250+08:00");
  record.at = "yesterday";
  EXPECT_EQ(record.wall(), base::Instant{});
}

}  // namespace
}  // namespace openday::event
