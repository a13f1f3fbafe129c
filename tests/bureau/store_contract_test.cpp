// The contract of Store and AdminStore, on every store there is.
#include <atomic>
#include <thread>

#include <fmt/format.h>

#include "kiosk/event/record_bodies.h"
#include "tests/bureau/store_kinds.h"

namespace openday::bureau {
namespace {

TEST_P(StoreContract, answers_the_same_batch_the_same_and_stores_it_once) {
  TestDevice device;
  const auto run = device.run(device.next_few(5));
  const auto once = store_->put(run, kNow), twice = store_->put(run, kNow);
  ASSERT_TRUE(once && twice);
  EXPECT_EQ(once->ack, 5u);
  EXPECT_EQ(twice->ack, 5u);
  EXPECT_EQ(once->fresh, 5u);
  EXPECT_EQ(twice->fresh, 0u);
  EXPECT_EQ(count("SELECT count(*) FROM records"), 5);
}

TEST_P(StoreContract, takes_overlapping_runs) {
  TestDevice device;
  const auto records = device.next_few(6);
  ASSERT_TRUE(store_->put(device.run({records.begin(), records.begin() + 4}), kNow));
  const auto more = store_->put(device.run({records.begin() + 2, records.end()}), kNow);
  EXPECT_EQ(more->fresh, 2u);
  EXPECT_EQ(more->ack, 6u);
}

TEST_P(StoreContract, keeps_both_branches_of_a_cloned_box) {
  TestDevice device;
  const auto shared = device.next_few(3);
  ASSERT_TRUE(store_->put(device.run(shared), kNow));
  TestDevice clone = TestDevice();
  clone.hashes = device.hashes;
  ASSERT_TRUE(store_->put(device.run({device.next()}), kNow));
  const auto other = store_->put(clone.run({clone.next()}), kNow);
  ASSERT_TRUE(other && !other->gap);
  EXPECT_EQ(other->fork, 4u);
  EXPECT_EQ(count("SELECT count(*) FROM records WHERE seq = 4"), 2);
  const auto further = store_->put(clone.run({clone.next()}), kNow);   // the second branch goes on by itself
  EXPECT_FALSE(further->gap);
  const auto held = store_->held(clone.id, {clone.inc, 5, clone.hashes[5]});
  EXPECT_EQ(held->ack, 5u);
}

TEST_P(StoreContract, says_how_far_it_is_on_the_branch_of_the_one_who_asks) {
  TestDevice device;
  const auto records = device.next_few(4);
  ASSERT_TRUE(store_->put(device.run(records), kNow));
  EXPECT_EQ(store_->held(device.id, {device.inc, 4, device.hashes[4]})->ack, 4u);
  const auto restored_box = store_->held(device.id, {device.inc, 2, device.hashes[2]});
  EXPECT_EQ(restored_box->ack, 2u);
  EXPECT_EQ(restored_box->top, 4u);
  EXPECT_EQ(store_->held(device.id, {device.inc, 9, base::Digest{}})->ack, 4u);
  EXPECT_EQ(store_->held(device.id, {"00000000000000bb", 9, base::Digest{}})->ack, 0u);
}

TEST_P(StoreContract, puts_a_record_whose_id_is_taken_into_quarantine) {
  TestDevice device, other(2);
  const auto record = device.next();
  ASSERT_TRUE(store_->put(device.run({record}), kNow));
  auto stolen = other.run({other.next()});
  stolen.records[0].record.id = record.id;
  const auto done = store_->put(stolen, kNow);
  ASSERT_EQ(done->quarantined.size(), 1u);
  EXPECT_EQ(done->quarantined[0].code, "id-taken");
  EXPECT_EQ(done->ack, 1u);
  EXPECT_EQ(store_->put(stolen, kNow)->quarantined.size(), 1u);
}

TEST_P(StoreContract, keeps_the_others_of_a_run_that_brings_ids_which_are_taken) {
  TestDevice device, other(2);
  const auto record = device.next();
  put(device.run({record}));
  auto run = other.run(other.next_few(6));
  run.records[1].record.id = record.id;
  run.records[4].record.id = run.records[3].record.id;   // in the same run
  for (const bool again : {false, true}) {
    const auto done = put(run);
    EXPECT_EQ(done.ack, 6u);
    EXPECT_EQ(done.fresh, again ? 0u : 6u);
    ASSERT_EQ(done.quarantined.size(), 2u);
    EXPECT_EQ(done.quarantined[0].seq, 2u);
    EXPECT_EQ(done.quarantined[1].seq, 5u);
  }
  EXPECT_EQ(records(), 5);
  EXPECT_EQ(count("SELECT count(*) FROM quarantine WHERE code = 'id-taken'"), 2);
  EXPECT_EQ(put(other.run({other.next()})).ack, 7u);
}

TEST_P(StoreContract, counts_ballots_whichever_side_comes_first) {
  TestDevice device;
  for (const bool ballots_first : {true, false}) {
    const auto ballots = device.ballots(5, base::make_uuid_v4(base::random16()));
    const auto run = device.run({device.rating_batch(ballots)});
    if (!ballots_first) { ASSERT_TRUE(store_->put(run, kNow)); }
    EXPECT_EQ(*store_->put_ballots(ballots, kNow), ballots_first ? BatchState::waiting : BatchState::counted);
    if (ballots_first) { ASSERT_TRUE(store_->put(run, kNow)); }
    EXPECT_EQ(*store_->put_ballots(ballots, kNow), BatchState::counted);
  }
  EXPECT_EQ(rows("ratings").size(), 10u);
  EXPECT_EQ(*store_->count_ballot_batches(device.id), 2u);
}

TEST_P(StoreContract, names_the_batches_of_a_box_whose_record_came_without_ballots) {
  TestDevice device, other(2);
  std::vector<base::Uuid> waiting;
  for (int number = 0; number < 4; ++number) {
    const auto ballots = device.ballots(5, base::make_uuid_v4(base::random16()));
    ASSERT_TRUE(store_->put(device.run({device.rating_batch(ballots)}), kNow));
    if (number == 0) { ASSERT_TRUE(store_->put_ballots(ballots, kNow)); }
    if (number > 0) waiting.push_back(ballots.batch);
  }
  ASSERT_TRUE(store_->put(other.run({other.rating_batch(other.ballots(5, base::make_uuid_v4(base::random16())))}), kNow));
  ASSERT_TRUE(store_->put_ballots(device.ballots(5, base::make_uuid_v4(base::random16())), kNow));   // its record is still to come
  std::sort(waiting.begin(), waiting.end());
  EXPECT_EQ(*store_->batches_without_ballots(device.id, 1000), waiting);
  waiting.pop_back();
  EXPECT_EQ(*store_->batches_without_ballots(device.id, 2), waiting);
  EXPECT_EQ(store_->batches_without_ballots(other.id, 1000)->size(), 1u);
}

TEST_P(StoreContract, does_not_count_ballots_that_disagree_with_their_record) {
  TestDevice device;
  auto ballots = device.ballots(5, base::make_uuid_v4(base::random16()));
  ASSERT_TRUE(store_->put(device.run({device.rating_batch(ballots)}), kNow));
  const auto honest = ballots;
  ballots.ballots[0].bytes = R"({"grade":1,"tags":[]})";
  EXPECT_EQ(*store_->put_ballots(ballots, kNow), BatchState::quarantined);
  EXPECT_EQ(rows("ratings").size(), 0u);
  EXPECT_EQ(*store_->put_ballots(honest, kNow), BatchState::counted);
  EXPECT_EQ(*store_->put_ballots(ballots, kNow), BatchState::quarantined);   // and does not replace what counts
  EXPECT_EQ(rows("ratings").size(), 5u);
}

TEST_P(StoreContract, follows_an_erase_record_before_and_after_the_body_came) {
  TestDevice device, other(2);
  const auto early = device.next(R"({"text":"a secret"})"), late = other.next(R"({"text":"another secret"})");
  ASSERT_TRUE(store_->put(device.run({early}), kNow));
  const auto erase = device.next(event::to_json(event::EraseBody{{early.id, late.id}, "asked", {}}), event::Kind::erase);
  ASSERT_TRUE(store_->put(device.run({erase}), kNow));
  ASSERT_TRUE(store_->put(other.run({late}), kNow));
  EXPECT_FALSE(tells("secret"));
  EXPECT_EQ(count("SELECT count(*) FROM records"), 3);
}

TEST_P(StoreContract, takes_only_the_erased_body_out_of_a_run_wherever_its_id_lies_among_the_others) {
  constexpr std::uint8_t kRecords = 5;
  for (std::uint8_t erased = 0; erased < kRecords; ++erased) {
    TestDevice device(erased + 1), other(erased + 101);
    auto run = device.run(device.next_few(kRecords));
    for (auto& incoming : run.records) {
      const auto place = static_cast<std::uint8_t>(incoming.record.seq * 2 % kRecords);   // ids need not follow each other as seqs do
      incoming.record.id.bytes[0] = erased;                                               // apart from those of the other rounds
      incoming.record.id.bytes[1] = place;
      incoming.record.body = fmt::format(R"({{"text":"body {} of {}"}})", place, erased);
      if (place == erased) put(other.run({other.next(event::to_json(event::EraseBody{{incoming.record.id}, "asked", {}}), event::Kind::erase)}));
    }
    put(run);
    for (const auto& incoming : run.records) EXPECT_EQ(tells(*incoming.record.body), incoming.record.id.bytes[1] != erased) << *incoming.record.body;
  }
}

TEST_P(StoreContract, binds_a_key_to_the_first_device_that_shows_it) {
  TestDevice device, other(2);
  const auto key = device.key.public_key();
  EXPECT_EQ(*store_->bind(key, device.id, kNow), Binding::unknown_key);
  ASSERT_TRUE(*store_->add_device(key, "hall", kNow));
  EXPECT_FALSE(*store_->add_device(key, "hall", kNow));
  EXPECT_EQ(*store_->bind(key, device.id, kNow), Binding::bound);
  EXPECT_EQ(*store_->bind(key, other.id, kNow), Binding::other_device);
  ASSERT_TRUE(*store_->add_device(other.key.public_key(), "thief", kNow));
  EXPECT_EQ(*store_->bind(other.key.public_key(), device.id, kNow), Binding::device_taken);
  ASSERT_TRUE(*store_->revoke_device(key, kNow));
  EXPECT_EQ(*store_->bind(key, device.id, kNow), Binding::revoked);
  EXPECT_EQ(*store_->bind(other.key.public_key(), device.id, kNow), Binding::bound);   // a new key for the same box
}

TEST_P(StoreContract, leaves_nothing_of_an_erased_body_in_its_files_after_scrubbing) {
  const std::string secret = "a-secret-of-" + GetParam();
  TestDevice device;
  const auto short_one = device.next(R"({"text":")" + secret + "\"}"), long_one = device.next(R"({"text":")" + secret + std::string(20'000, 'x') + "\"}");
  put(device.run({short_one, long_one}));
  put(device.run(device.next_few(200)));
  ASSERT_TRUE(kind_->files_hold(secret));
  put(device.run({device.next(event::to_json(event::EraseBody{{short_one.id, long_one.id}, "asked", {}}), event::Kind::erase)}));
  EXPECT_FALSE(tells(secret));
  const auto done = store_->scrub();
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_FALSE(kind_->files_hold(secret));
  EXPECT_EQ(records(), 203);
}

TEST_P(StoreContract, gives_away_check_ins_and_walk_ins_with_the_words_of_their_bodies) {
  TestDevice device;
  const auto check_in = device.next(R"({"registration":"00112233445566778899aabbccddeeff","session":"morning","persons":2,"category":"resident","way":"code"})", event::Kind::check_in);
  const auto odd = device.next(R"({"session":"morning","persons":1,"note":"a\u0000b"})", event::Kind::walk_in);
  const auto taken_back = device.next(event::to_json(event::VoidBody{check_in.id, "mistake", "supervisor"}), event::Kind::void_record);
  put(device.run({check_in, odd, taken_back}));
  const auto found = rows("check_ins", "lq2020");
  ASSERT_EQ(found.size(), 2u);
  using Cells = AdminStore::Row;
  const auto& first = found[0][1] == "morning" && found[0][2] ? found[0] : found[1];
  EXPECT_EQ(first, (Cells{"lq2020", "morning", "00112233445566778899aabbccddeeff", "2", "resident", "code", "2020-11-17T08:30:00+08:00", "synced", base::to_string(device.id),
                          base::to_string(check_in.id), "1"}));
  const auto& second = &first == found.data() ? found[1] : found[0];
  EXPECT_EQ(second, (Cells{"lq2020", "morning", std::nullopt, "1", std::nullopt, "walk-in", "2020-11-17T08:30:00+08:00", "synced", base::to_string(device.id),
                           base::to_string(odd.id), "0"}));
  EXPECT_TRUE(rows("check_ins", "another").empty());
  EXPECT_EQ(rows("journal").size(), 3u);
  EXPECT_EQ(*store_->events(), std::vector<std::string>{"lq2020"});
}

TEST_P(StoreContract, moves_a_quarantined_record_to_the_others_once) {
  TestDevice device;
  auto run = device.run({device.next(R"({"text":"a later kind"})")});
  run.records[0].code = "future";
  run.records[0].raw = "raw bytes \xff";
  EXPECT_EQ(put(run).quarantined.size(), 1u);
  const auto listed = *store_->quarantine();
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed[0].bytes, run.records[0].raw.size());
  EXPECT_EQ(listed[0].seq, 1u);
  EXPECT_EQ(listed[0].device, base::to_string(device.id));
  EXPECT_TRUE(*store_->replay(listed[0].number, run.records[0].record, kNow));
  EXPECT_FALSE(*store_->replay(listed[0].number, run.records[0].record, kNow));
  EXPECT_EQ(records(), 1);
  EXPECT_FALSE(tells("raw bytes"));
  EXPECT_EQ(put(run).fresh, 0u);
  EXPECT_EQ(put(device.run({device.next()})).ack, 2u);
}

TEST_P(StoreContract, gives_figures_all_records_of_the_chains_of_an_event_and_its_counted_ballots) {
  TestDevice device, elsewhere(2);
  auto foreign = elsewhere.next();
  foreign.event = "other";
  const auto ballots = device.ballots(5, base::make_uuid_v4(base::random16()));
  put(device.run({device.next(), device.rating_batch(ballots)}));
  put(elsewhere.run({foreign}));
  ASSERT_EQ(*store_->put_ballots(ballots, kNow), BatchState::counted);
  std::size_t seen = 0, counted = 0;
  const auto done = store_->read_figures("lq2020", {[&](const event::Record& record) { seen += record.device == device.id && record.body.has_value(); },
                                                    [&](const base::Uuid& batch, std::string_view bytes) { counted += batch == ballots.batch && bytes == R"({"grade":5,"tags":[]})"; },
                                                    [](const base::Uuid&, std::string_view) {}});
  ASSERT_TRUE(done);
  EXPECT_EQ(seen, 2u);
  EXPECT_EQ(counted, 5u);
}

// Two records of one seq: no store can keep both on one branch.
Run broken(TestDevice& device) {
  auto run = device.run(device.next_few(1));
  device.hashes.pop_back();
  run.records.push_back(run.records.front());
  run.records.back().record.id = base::make_uuid_v4(base::random16());
  run.records.back().hash = base::sha256(base::as_bytes("another"));
  return run;
}

TEST_P(StoreContract, takes_pushes_of_many_boxes_at_once_each_with_its_own_verdict) {
  constexpr int kBoxes = 8, kRounds = 6;
  std::atomic<int> wrong = 0, sent = 0;
  {
    std::vector<std::jthread> boxes;
    for (std::uint8_t number = 1; number <= kBoxes; ++number) {
      boxes.emplace_back([&, number] {
        TestDevice device(number);
        for (int round = 0; round < kRounds; ++round) {
          if (number % 2 == 0 && round % 2 == 1) wrong += store_->put(broken(device), kNow).has_value();
          const auto run = device.run(device.next_few(1 + (number + round) % 4));
          const auto done = store_->put(run, kNow);
          const auto held = store_->held(device.id, {device.inc, device.hashes.size() - 1, device.hashes.back()});
          const bool right = done && done->ack == device.hashes.size() - 1 && done->head == device.hashes.back() && done->fresh == run.records.size() &&
                             done->quarantined.empty() && held && held->ack == done->ack;
          wrong += !right;
          sent += static_cast<int>(run.records.size());
        }
      });
    }
  }
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(records(), sent);
  EXPECT_EQ(count("SELECT count(*) FROM quarantine"), 0);
}

OPENDAY_ON_EVERY_STORE(StoreContract);

}  // namespace
}  // namespace openday::bureau
