// What becomes of quarantined bytes that the office gives up, on every store there is.
#include "tests/bureau/store_kinds.h"

namespace openday::bureau {
namespace {

class QuarantineContract : public StoreContract {
 protected:
  // One quarantined record with these bytes; its number.
  std::uint64_t quarantine(const std::string& raw) {
    run_ = device_.run({device_.next()});
    run_.records[0].code = "opaque";
    run_.records[0].record.id = {};
    run_.records[0].raw = raw;
    put(run_);
    return store_->quarantine()->back().number;
  }
  QuarantineRow row(std::uint64_t number) {
    const auto found = store_->quarantined(number);
    if (!found) throw std::runtime_error(found.error().what);
    return found->value();
  }
  TestDevice device_;
  bureau::Run run_;
};

TEST_P(QuarantineContract, takes_the_bytes_away_and_keeps_that_a_record_was_there) {
  const auto number = quarantine("a-secret-" + GetParam());
  EXPECT_EQ(*store_->drop(number, "nothing to be saved", kNow), Dropping::dropped);
  const auto left = row(number);
  EXPECT_EQ(left.raw, "");
  EXPECT_EQ(left.dropped, "2020-11-17T00:30:00+00:00");
  EXPECT_EQ(left.reason, "nothing to be saved");
  EXPECT_EQ(left.seq, 1u);
  EXPECT_EQ(left.code, "opaque");
  ASSERT_TRUE(store_->scrub());
  EXPECT_FALSE(kind_->files_hold("a-secret-" + GetParam()));
}

TEST_P(QuarantineContract, lists_the_size_of_the_bytes_and_gives_them_for_one_number_only) {
  const std::string raw("门\x00\xff", 5);
  const auto first = quarantine("another"), number = quarantine(raw);
  const auto listed = *store_->quarantine();
  ASSERT_EQ(listed.size(), 2u);
  EXPECT_EQ(listed[0].number, first);
  EXPECT_EQ(listed[1].bytes, raw.size());
  EXPECT_EQ(listed[1].raw, "");
  const auto one = row(number);
  EXPECT_EQ(one.raw, raw);
  EXPECT_EQ(one.bytes, raw.size());
  EXPECT_EQ(std::tie(one.number, one.device, one.inc, one.seq, one.code, one.received, one.replayed, one.dropped, one.reason),
            std::tie(listed[1].number, listed[1].device, listed[1].inc, listed[1].seq, listed[1].code, listed[1].received, listed[1].replayed, listed[1].dropped, listed[1].reason));
  EXPECT_FALSE(store_->quarantined(number + 7)->has_value());
}

TEST_P(QuarantineContract, acknowledges_what_was_dropped_and_what_follows_it) {
  const auto number = quarantine("raw");
  ASSERT_EQ(*store_->drop(number, "why", kNow), Dropping::dropped);
  const auto again = put(run_);   // its answer had been lost
  EXPECT_EQ(again.ack, 1u);
  EXPECT_EQ(again.fresh, 0u);
  EXPECT_EQ(row(number).raw, "");
  EXPECT_EQ(put(device_.run({device_.next()})).ack, 2u);
  EXPECT_EQ(store_->held(device_.id, device_.hello().positions[0])->ack, 2u);
}

TEST_P(QuarantineContract, drops_once_and_never_what_was_replayed) {
  const auto number = quarantine("raw");
  EXPECT_EQ(*store_->drop(number + 7, "why", kNow), Dropping::unknown);
  ASSERT_EQ(*store_->drop(number, "the first reason", kNow), Dropping::dropped);
  EXPECT_EQ(*store_->drop(number, "another", kNow), Dropping::was_dropped);
  EXPECT_EQ(row(number).reason, "the first reason");
  auto record = device_.next();
  record.seq = 1;
  EXPECT_FALSE(*store_->replay(number, record, kNow));
  device_.hashes.pop_back();
  const auto other = quarantine("raw");
  record.seq = 2;
  ASSERT_TRUE(*store_->replay(other, record, kNow));
  EXPECT_EQ(*store_->drop(other, "why", kNow), Dropping::replayed);
}

TEST_P(QuarantineContract, exports_why_bytes_are_gone) {
  const auto number = quarantine("raw");
  ASSERT_EQ(*store_->drop(number, "why", kNow), Dropping::dropped);
  const auto found = rows("quarantine_list");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0][7], "0");
  EXPECT_EQ(found[0][9], "why");
}

OPENDAY_ON_EVERY_STORE(QuarantineContract);

}  // namespace
}  // namespace openday::bureau
