// What retention takes from a store and what it leaves, on every store there is.
#include "kiosk/event/record_bodies.h"
#include "tests/bureau/store_kinds.h"

namespace openday::bureau {
namespace {

using event::EraseBody;

constexpr const char* kCounts = R"({"persons":{"s":{"npc":3}}})";

class RetentionContract : public StoreContract {
 protected:
  void SetUp() override {
    ASSERT_TRUE(store_->add_device(device_.key.public_key(), "东门一号", kNow));
    ASSERT_TRUE(store_->bind(device_.key.public_key(), device_.id, kNow));
  }
  // A record whose body holds `secret`.
  event::Record record(const std::string& secret) {
    auto out = device_.next(R"({"text":")" + secret + "\"}");
    put(device_.run({out}));
    return out;
  }
  Expired expire(const Expiry& expiry) {
    const auto done = store_->expire(expiry, kNow);
    if (!done) throw std::runtime_error(done.error().what);
    return *done;
  }
  std::vector<event::Record> read(const std::string& event = "lq2020") {
    std::vector<event::Record> out;
    AdminStore::FigureSink sink{[&](const event::Record& record) { out.push_back(record); }, [&](const base::Uuid&, std::string_view) { ++ballots_; },
                                [&](const base::Uuid&, std::string_view) { ++texts_; }};
    if (const auto done = store_->read_figures(event, sink); !done) throw std::runtime_error(done.error().what);
    return out;
  }
  protocol::Ballots counted_ballots(const std::string& text) {
    base::Uuid batch;
    batch.bytes.fill(7);
    auto out = device_.ballots(2, batch);
    out.texts.push_back({base::make_uuid_v4(base::random16()), base::random16(), text});
    EXPECT_EQ(*store_->put_ballots(out, kNow), BatchState::waiting);
    put(device_.run({device_.rating_batch(out)}));
    return out;
  }
  void send_paper(std::uint8_t number, const std::string& event, const std::string& bytes) {
    ASSERT_TRUE(store_->put_paper({device_.id, base::Uuid{{number}}, event, "sign-in", "a.pdf", 0, bytes.size(), base::sha256(base::as_bytes(bytes)), bytes, {}}, kNow));
  }
  void publish(const std::string& event, const std::string& kind, const std::string& bytes) {
    ASSERT_EQ(*store_->publish({event, kind, "", 1, bytes, "signature"}, kNow), Publishing::published);
  }

  TestDevice device_;
  int ballots_ = 0, texts_ = 0;
};

TEST_P(RetentionContract, takes_bodies_and_leaves_envelopes_and_the_chain) {
  const auto gone = record("a-secret-" + GetParam()), stays = record("stays");
  EXPECT_EQ(expire({"lq2020", {gone.id}, {}, false, false, {}}).records, 1u);
  EXPECT_FALSE(tells("a-secret-" + GetParam()));
  EXPECT_TRUE(tells("stays"));
  EXPECT_EQ(records(), 2);
  EXPECT_EQ(store_->held(device_.id, device_.hello().positions[0])->ack, 2u);
  EXPECT_EQ(put(device_.run({device_.next()})).ack, 3u) << "the chain goes on";
  ASSERT_TRUE(store_->scrub());
  EXPECT_FALSE(kind_->files_hold("a-secret-" + GetParam()));
}

TEST_P(RetentionContract, does_not_let_a_body_come_back) {
  const auto record = device_.next(R"({"text":"a-secret"})");
  const auto run = device_.run({record});
  put(run);
  expire({"lq2020", {record.id}, {}, false, false, {}});
  EXPECT_EQ(put(run).fresh, 0u);   // its answer had been lost
  EXPECT_FALSE(tells("a-secret"));
  TestDevice copy(1);   // another branch of the chain, with the same record
  auto other = copy.run({copy.next()});
  other.records[0].record = record;
  EXPECT_EQ(put(other).fork, 1u);
  EXPECT_FALSE(tells("a-secret"));
}

TEST_P(RetentionContract, takes_what_was_kept_aside_too) {
  const auto first = device_.next(), second = device_.next(R"({"text":"a-secret"})");
  ASSERT_TRUE(put(device_.run({second})).aside);
  expire({"lq2020", {second.id}, {}, false, false, {}});
  EXPECT_EQ(count("SELECT count(*) FROM aside"), 0);
  EXPECT_EQ(put(device_.run({first})).ack, 1u) << "nothing of the second is here any more";
  put(device_.run({second}));
  EXPECT_FALSE(tells("a-secret"));
}

TEST_P(RetentionContract, gives_the_figures_what_each_record_left_after_every_record) {
  const auto gone = record("one"), empty = record("two");
  expire({"lq2020", {gone.id, empty.id}, {EraseBody{{gone.id}, "retention", kCounts}}, false, false, {}});
  const auto all = read();
  ASSERT_EQ(all.size(), 3u);
  const auto& left = all.back();
  EXPECT_EQ(left.kind, "erase");
  EXPECT_EQ(left.event, "lq2020");
  EXPECT_NE(left.id, gone.id);
  EXPECT_EQ(left.clock, base::ClockState::guessed);
  const auto body = event::read_erase(*left.body);
  ASSERT_TRUE(body);
  EXPECT_EQ(body->records, std::vector{gone.id});
  EXPECT_EQ(body->counts, kCounts);
  EXPECT_EQ(rows("journal").size(), 2u) << "no record of a box";
  reopen();
  EXPECT_EQ(read().size(), 3u);
}

TEST_P(RetentionContract, changes_nothing_the_second_time) {
  const auto gone = record("one");
  const Expiry expiry{"lq2020", {gone.id}, {EraseBody{{gone.id}, "retention", kCounts}}, true, true, {}};
  EXPECT_TRUE(expire(expiry).any());
  auto again = expiry;
  again.left[0].counts = R"({"persons":{"s":{"npc":0}}})";   // as a second look would reckon
  EXPECT_FALSE(expire(again).any());
  EXPECT_EQ(event::read_erase(*read().back().body)->counts, kCounts);
  const auto runs = rows("retention_runs");
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_EQ(runs[0][1], "lq2020");
  EXPECT_EQ(runs[0][2], "2020-11-17T00:30:00+00:00");
  EXPECT_EQ(runs[0][3], "1");
}

TEST_P(RetentionContract, takes_texts_beside_ballots_and_keeps_the_ballots_counted) {
  const auto ballots = counted_ballots("a-text-" + GetParam());
  EXPECT_EQ(store_->besides_records("lq2020")->texts, 1u);
  EXPECT_EQ(store_->besides_records("other")->texts, 0u);
  EXPECT_EQ(expire({"other", {}, {}, true, false, {}}).texts, 0u);
  EXPECT_EQ(expire({"lq2020", {}, {}, true, false, {}}).texts, 1u);
  (void)read();
  EXPECT_EQ(ballots_, 2);
  EXPECT_EQ(texts_, 0);
  EXPECT_EQ(*store_->put_ballots(ballots, kNow), BatchState::counted) << "its answer had been lost";
  EXPECT_EQ(store_->besides_records("lq2020")->texts, 0u);
  ASSERT_TRUE(store_->scrub());
  EXPECT_FALSE(kind_->files_hold("a-text-" + GetParam()));
}

TEST_P(RetentionContract, takes_lists_of_guests_and_the_papers_that_are_named) {
  publish("lq2020", "roster", "a-guest-" + GetParam());
  publish("lq2020", "plan", "the plan");
  publish("other", "roster", "another list");
  send_paper(1, "lq2020", "a-paper-" + GetParam());
  send_paper(2, "lq2020", "stays");
  send_paper(3, "other", "of another");
  const std::string first = base::to_string(base::Uuid{{1}}), other = base::to_string(base::Uuid{{3}});
  EXPECT_EQ(store_->besides_records("lq2020")->rosters, 1u);
  const auto done = expire({"lq2020", {}, {}, false, true, {first, other}});
  EXPECT_EQ(done.rosters, 1u);
  EXPECT_EQ(done.papers, 1u) << "never another event's";
  EXPECT_EQ(store_->documents_after(0, "")->documents.size(), 2u);
  EXPECT_FALSE(store_->paper(first)->has_value());
  EXPECT_TRUE(store_->paper(other)->has_value());
  ASSERT_TRUE(store_->scrub());
  EXPECT_FALSE(kind_->files_hold("a-guest-" + GetParam()));
  EXPECT_FALSE(kind_->files_hold("a-paper-" + GetParam()));
}

TEST_P(RetentionContract, takes_many_at_once) {
  std::vector<base::Uuid> ids;
  std::vector<EraseBody> left;
  for (int i = 0; i < 25; ++i) {
    const auto records = device_.next_few(1000);
    put(device_.run(records));
    for (const auto& one : records) {
      ids.push_back(one.id);
      left.push_back({{one.id}, "retention", kCounts});
    }
  }
  EXPECT_EQ(expire({"lq2020", ids, left, false, false, {}}).records, 25'000u);
  EXPECT_EQ(count("SELECT count(*) FROM records WHERE body IS NOT NULL"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM left_behind"), 25'000);
}

OPENDAY_ON_EVERY_STORE(RetentionContract);

}  // namespace
}  // namespace openday::bureau
