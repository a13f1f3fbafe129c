// How far each box is, on every store there is; and that databases of before get there.
#include "sync/bureau/lag.h"
#include "tests/bureau/store_kinds.h"

namespace openday::bureau {
namespace {

class LagContract : public StoreContract {
 protected:
  void bind(const TestDevice& device) {
    ASSERT_TRUE(store_->add_device(device.key.public_key(), "东门一号", kNow));
    ASSERT_TRUE(store_->bind(device.key.public_key(), device.id, kNow));
  }
  Lag lag_of(const TestDevice& device) {
    const auto lags = store_->lags();
    if (!lags) throw std::runtime_error(lags.error().what);
    for (const Lag& lag : *lags)
      if (lag.device.key == device.key.public_key()) return lag;
    throw std::runtime_error("no such key");
  }
  void tell(const TestDevice& device, base::Instant now = kNow) { ASSERT_TRUE(store_->note_told(device.id, device.hello().positions, now)); }
};

TEST_P(LagContract, counts_what_is_here_and_what_the_last_hello_said_beyond_it) {
  TestDevice device, other(2);
  bind(device);
  bind(other);
  const auto records = device.next_few(7);
  put(device.run({records.begin(), records.begin() + 4}), kNow + std::chrono::minutes(3));
  tell(device);
  const Lag lag = lag_of(device);
  EXPECT_EQ(lag.records, 4u);
  EXPECT_EQ(lag.durable, 4u);
  EXPECT_EQ(lag.waiting, 3u);
  EXPECT_EQ(lag.told, "2020-11-17T00:30:00+00:00");
  EXPECT_EQ(lag.last_record, "2020-11-17T00:33:00+00:00");
  const Lag silent = lag_of(other);
  EXPECT_EQ(silent.records + silent.waiting, 0u);
  EXPECT_EQ(silent.told + silent.last_record, "");
}

TEST_P(LagContract, forgets_what_a_box_said_when_it_says_another_thing) {
  TestDevice device;
  bind(device);
  device.next_few(9);
  tell(device);
  EXPECT_EQ(lag_of(device).waiting, 9u);
  const TestDevice reborn(1, "00000000000000bb");   // a new life of the same box, which names only that
  ASSERT_TRUE(store_->note_told(device.id, reborn.hello().positions, kNow));
  EXPECT_EQ(lag_of(device).waiting, 0u);
}

TEST_P(LagContract, adds_up_the_incarnations_of_a_box_and_counts_quarantine_as_here) {
  TestDevice device, reborn(1, "00000000000000bb");
  bind(device);
  put(device.run(device.next_few(2)));
  auto odd = reborn.run(reborn.next_few(1));
  odd.records[0].code = "future";
  odd.records[0].raw = "raw";
  put(odd);
  ASSERT_TRUE(store_->note_told(device.id, {device.hello().positions[0], reborn.hello().positions[0]}, kNow));
  EXPECT_EQ(lag_of(device).records, 3u);
  EXPECT_EQ(lag_of(device).waiting, 0u);
}

TEST_P(LagContract, knows_of_records_before_a_run_that_waits_aside) {
  TestDevice device;
  bind(device);
  put(device.run(device.next_few(2)));
  device.next_few(3);
  EXPECT_TRUE(put(device.run(device.next_few(1))).aside);
  EXPECT_EQ(lag_of(device).records, 2u);
  EXPECT_EQ(lag_of(device).waiting, 4u);
}

TEST_P(LagContract, counts_batches_whose_ballots_have_not_come) {
  TestDevice device;
  bind(device);
  const auto here = device.ballots(5, base::make_uuid_v4(base::random16())), missing = device.ballots(5, base::make_uuid_v4(base::random16()));
  put(device.run({device.rating_batch(here), device.rating_batch(missing)}));
  ASSERT_TRUE(store_->put_ballots(here, kNow));
  EXPECT_EQ(lag_of(device).ballot_batches, 1u);
  EXPECT_EQ(lag_of(device).missing_batches, 1u);
  ASSERT_TRUE(store_->put_ballots(missing, kNow));
  EXPECT_EQ(lag_of(device).missing_batches, 0u);
}

OPENDAY_ON_EVERY_STORE(LagContract);

}  // namespace
}  // namespace openday::bureau
