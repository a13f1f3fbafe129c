// Engine and bureau meet in one process: whatever the line, the box or the bureau does, each record and each ballot ends at the
// bureau exactly once (I2). The mutants at the end show that the checker would notice.
#include <functional>

#include <gtest/gtest.h>

#include "kiosk/journal/database.h"
#include "kiosk/journal/inbox_reader.h"
#include "tests/agent/passing_store.h"
#include "tests/agent/sync_world.h"

namespace openday::support {
namespace {

using Did = agent::Step::Did;

// A long day of chance: people come, the line is bad, programs die; then all is well again.
void live_through(SyncWorld& world, std::uint64_t seed, int steps, bool restores, int most_steps_to_rest = 4000) {
  std::mt19937_64 random(seed);
  const auto chance = [&](int percent) { return static_cast<int>(random() % 100) < percent; };
  const int faults = 5 + static_cast<int>(seed % 3) * 20;
  world.fault = [&] { return chance(faults) ? static_cast<Fault>(random() % 11) : Fault::none; };
  world.any_order = seed % 4 != 0;
  for (int i = 0; i < steps; ++i) {
    for (int guests = static_cast<int>(random() % 4); guests > 0; --guests) world.check_in(i * 10 + guests);
    for (int backlog = chance(2) ? 700 : 0; backlog > 0; --backlog) world.append(R"({"text":"a"})");
    if (chance(4)) world.rate(5 + static_cast<int>(random() % 3));
    if (chance(3)) world.append("not json at all");
    if (chance(2)) world.restart_agent(chance(50));
    if (chance(3)) world.restart_bureau();
    if (restores && chance(3)) world.back_up_bureau();
    if (restores && i > steps / 2 && i % 17 == 0) world.restore_bureau();
    const auto done = world.step();
    if (!restores) {
      const auto broken = world.broken_promise();
      if (!broken.empty()) throw std::runtime_error(broken);
    }
    world.advance(done.did == Did::request ? 5 : static_cast<std::int64_t>(random() % 20'000));
  }
  world.fault = [] { return Fault::none; };
  world.advance(600'000);   // a hello is due
  world.run_until_quiet(most_steps_to_rest);
}

class Loopback : public ::testing::TestWithParam<int> {};

TEST_P(Loopback, ends_with_everything_at_the_bureau_exactly_once) {
  SyncWorld world(static_cast<std::uint64_t>(GetParam()));
  live_through(world, static_cast<std::uint64_t>(GetParam()), 250, false);
  EXPECT_EQ(world.difference(), "");
}

TEST_P(Loopback, refills_a_bureau_that_was_restored_from_yesterday) {
  SyncWorld world(static_cast<std::uint64_t>(GetParam()) + 1000);
  world.back_up_bureau();
  live_through(world, static_cast<std::uint64_t>(GetParam()) + 1000, 150, true);
  EXPECT_EQ(world.difference(), "");
}
INSTANTIATE_TEST_SUITE_P(Seeds, Loopback, ::testing::Range(1, 7));

// A journal that was set aside and begun anew counts its batches from one again: what the agent was past is to be looked at once more.
TEST(Loopback, sends_the_ballots_that_a_hello_misses_though_they_were_never_acknowledged) {
  SyncWorld world;
  world.rate(5);
  world.run_until_quiet();
  journal::JournalReader reader(world.state());
  const auto batches = reader.batches().value();
  ASSERT_FALSE(batches.empty());
  for (const auto& batch : batches) ASSERT_EQ(*world.inbox().forget_batch_acks({batch.id}), 1u);
  journal::Database(world.bureau_db(), journal::Database::Mode::write).execute("DELETE FROM ballot_batches; DELETE FROM ballots; DELETE FROM ballot_texts");
  EXPECT_NE(world.difference(), "");
  world.advance(6 * 60'000);
  world.run_until_quiet();
  EXPECT_EQ(world.difference(), "");
}

TEST(Loopback, pushes_a_backlog_in_growing_batches) {
  SyncWorld world;
  for (int i = 0; i < 3000; ++i) world.append(R"({"text":"a"})");
  world.run_until_quiet();
  EXPECT_EQ(world.difference(), "");
  EXPECT_LE(world.exchanges, 12);
}

TEST(Loopback, waits_while_the_kiosk_has_never_run) {
  SyncWorld world;
  journal::FastFolder empty;
  journal::JournalReader reader(empty.path());
  agent::Engine engine(reader, world.inbox(), world, base::SigningKey::generate(), {"http://bureau", protocol::Encoding::identity, 1});
  const auto done = engine.step(world.now());
  EXPECT_EQ(done.did, Did::no_journal);
  EXPECT_GT(done.wake_ms, world.now().mono_ms);
  EXPECT_EQ(world.exchanges, 0);
}

TEST(Loopback, acknowledges_and_marks_durable_what_the_bureau_has) {
  SyncWorld world;
  world.check_in(1);
  world.run_until_quiet();
  const auto head = world.journal().head();
  const auto ack = world.inbox().ack(head.device, head.inc);
  ASSERT_TRUE(ack && *ack);
  EXPECT_EQ((*ack)->seq, head.seq);
  EXPECT_EQ((*ack)->durable, head.seq);
  EXPECT_EQ((*ack)->epoch, world.store().epoch());
}

TEST(Loopback, tells_staff_of_a_record_in_quarantine_and_goes_on) {
  SyncWorld world;
  world.append("{\"half\":");
  world.check_in(1);
  world.run_until_quiet();
  const auto aside = world.inbox().quarantined();
  ASSERT_TRUE(aside && aside->size() == 1);
  EXPECT_EQ(aside->front().code, "schema");
  EXPECT_EQ(world.difference(), "");
}

TEST(Loopback, sends_bytes_that_are_not_utf8_without_changing_them) {
  SyncWorld world;
  world.append("\xff\xfe");
  world.run_until_quiet();
  EXPECT_EQ(world.difference(), "");
  EXPECT_EQ(world.store().quarantine()->size(), 1u);
}

TEST(Loopback, honours_retry_after_before_it_asks_again) {
  SyncWorld world;
  world.fault = [] { return Fault::busy; };
  const auto done = world.settle();
  EXPECT_EQ(done.did, Did::waiting);
  EXPECT_GE(done.wake_ms, world.now().mono_ms + 6900);
}

TEST(Loopback, says_not_enrolled_until_the_office_adds_the_key) {
  SyncWorld world(1, {}, false);
  EXPECT_EQ(world.settle().did, Did::waiting);
  EXPECT_EQ(world.engine().link().state, "not-enrolled");
  EXPECT_NE(world.engine().link().detail.find("devices add"), std::string::npos);
  world.enrol();
  world.run_until_quiet();
  EXPECT_EQ(world.engine().link().state, "connected");
  EXPECT_EQ(world.difference(), "");
}

TEST(Loopback, refuses_a_revoked_box) {
  SyncWorld world;
  (void)world.store().revoke_device(world.store().devices()->front().key, world.now().wall);
  EXPECT_EQ(world.settle().did, Did::waiting);
  EXPECT_EQ(world.engine().link().state, "not-enrolled");
}

// What staff's page needs: the class of what is wrong, when the next try is, and how a backlog goes.
TEST(Loopback, tells_staff_why_nothing_goes_and_when_it_is_tried_again) {
  SyncWorld world;
  journal::InboxReader reader(world.state());
  const auto link_after = [&](std::function<std::optional<transport::AsyncClient::Result>(const transport::HttpRequest&)> line) {
    world.instead = std::move(line);
    world.advance(600'000);
    world.engine().try_now();
    (void)world.settle();
    return *reader.link();
  };
  const auto wire = [&](protocol::Wire kind) { return link_after([kind](const auto&) { return base::fail(kind, "said by the test"); }).reason; };
  EXPECT_EQ(wire(protocol::Wire::no_route), "no-network");
  EXPECT_EQ(wire(protocol::Wire::name_unknown), "no-network");
  EXPECT_EQ(wire(protocol::Wire::timed_out), "no-answer");
  EXPECT_EQ(wire(protocol::Wire::tls_untrusted), "certificate");
  EXPECT_EQ(wire(protocol::Wire::unusable), "settings");
  const auto status = [&](int code, const char* body) {
    return link_after([=](const auto&) { return transport::HttpAnswer{code, body[0] == '{', body[0] == '{' ? "application/json" : "text/html", {}, body, {}, {}}; }).reason;
  };
  EXPECT_EQ(status(200, "<html>log in</html>"), "portal");
  EXPECT_EQ(status(503, "busy"), "busy");
  EXPECT_EQ(status(507, R"({"v":1,"error":"full","message":""})"), "full");
  EXPECT_EQ(status(403, R"({"v":1,"error":"revoked","message":""})"), "refused");
  EXPECT_EQ(status(426, R"({"v":1,"error":"version","message":""})"), "version");
  EXPECT_EQ(status(404, R"({"v":1,"error":"path","message":""})"), "settings");
  const auto failed = *reader.link();
  ASSERT_TRUE(failed.next_try);
  EXPECT_GT(*failed.next_try, world.now().wall);
  EXPECT_EQ(failed.told, world.now().wall);
  world.instead = {};
  world.engine().try_now();
  world.run_until_quiet();
  EXPECT_EQ(reader.link()->state, "connected");
  EXPECT_EQ(reader.link()->reason, "");
  EXPECT_FALSE(reader.link()->next_try);
}

TEST(Loopback, a_try_that_staff_ask_for_waits_for_nothing) {
  SyncWorld world;
  world.fault = [] { return Fault::busy; };
  for (int i = 0; i < 6; ++i) {
    const auto done = world.settle();
    world.advance(done.wake_ms - world.now().mono_ms);
  }
  world.fault = [] { return Fault::none; };
  (void)world.step();
  world.check_in(1);
  const int before = world.exchanges;
  world.engine().try_now();
  (void)world.settle();
  EXPECT_GT(world.exchanges, before);
  EXPECT_EQ(world.engine().link().state, "connected");
}

TEST(Loopback, learns_the_clock_of_this_boot) {
  SyncWorld world;
  world.now().wall -= std::chrono::hours(24 * 365 * 10);
  world.now().state = base::ClockState::guessed;
  world.run_until_quiet();
  EXPECT_EQ(world.difference(), "");
  EXPECT_EQ(world.engine().link().state, "connected");
}

TEST(Loopback, asks_for_a_new_incarnation_when_the_disk_was_cloned) {
  SyncWorld world;
  for (int i = 0; i < 5; ++i) world.check_in(i);
  world.run_until_quiet();
  const auto head = world.journal().head();
  // The clone has the same chain and then a record of its own.
  bureau::Run run{head.device, head.inc, head.seq + 1, head.hash, {}};
  event::Record other;
  other.device = head.device;
  other.inc = head.inc;
  other.seq = head.seq + 1;
  other.id = base::make_uuid_v7(world.now().wall, base::random16());
  other.kind = "check-out";
  other.at = "2020-11-17T08:30:00+08:00";
  other.body = "{}";
  other.salt = event::Salt{};
  run.records.push_back({other, base::sha256(base::as_bytes("elsewhere")), {}, {}});
  ASSERT_TRUE(world.store().put(run, world.now().wall));
  world.check_in(99);
  world.run_until_quiet();
  journal::StoreResult<std::vector<journal::Quarantined>> aside = world.inbox().quarantined();
  EXPECT_TRUE(aside && aside->empty());
  EXPECT_NE(world.difference().find(": 2 times"), std::string::npos);   // both branches are kept
}

// A bureau that answers every push with a gap.
class NeverStores final : public PassingStore {
 public:
  using PassingStore::PassingStore;
  bureau::StoreResult<bureau::Stored> put(const bureau::Run& run, base::Instant) override {
    bureau::Stored out;
    out.gap = true;
    out.head = event::chain_start(run.device, run.inc);
    return out;
  }
};

TEST(Loopback, says_stuck_when_nothing_moves_though_the_bureau_answers) {
  SyncWorld world(1, [](bureau::Store& inner) { return std::make_unique<NeverStores>(inner); });
  world.check_in(1);
  for (int i = 0; i < 5000; ++i) {
    const auto done = world.step();
    if (done.stuck) {
      EXPECT_LT(world.exchanges, 60);   // a hello that is answered is no progress: it is not asked twice a second for ten minutes
      return;
    }
    world.advance(done.did == Did::request ? 5 : std::max<std::int64_t>(1, done.wake_ms - world.now().mono_ms));
  }
  FAIL() << "never stuck";
}

// Mutants: bureaux with one rule broken.
class Mutant final : public PassingStore {
 public:
  enum class Kind { no_dedupe, believes_the_device, forgets_the_second_half, acknowledges_what_waits };
  Mutant(bureau::Store& inner, Kind kind) : PassingStore(inner), kind_(kind) {}
  bureau::StoreResult<protocol::Held> held(const base::Uuid& device, const protocol::Position& position) override {
    auto out = inner_.held(device, position);
    if (kind_ == Kind::believes_the_device || kind_ == Kind::forgets_the_second_half) out->ack = out->durable = position.last, out->head = position.head;   // ack = max
    return out;
  }
  bureau::StoreResult<bureau::Stored> put(const bureau::Run& run, base::Instant now) override {
    auto half = run;
    if (kind_ == Kind::forgets_the_second_half && run.records.size() > 1) half.records.resize(run.records.size() / 2);
    auto out = inner_.put(half, now);
    if (kind_ == Kind::no_dedupe && out && !out->gap && !out->aside && out->fresh == 0) store_again(run, now);
    if (kind_ == Kind::acknowledges_what_waits) {
      out->aside = false;
    } else if (out->aside) {
      return out;
    }
    out->ack = run.first + run.records.size() - 1;
    out->head = run.records.back().hash;
    return out;
  }

 private:
  void store_again(bureau::Run run, base::Instant now) {
    for (auto& incoming : run.records) {
      incoming.record.id = base::make_uuid_v7(now, base::random16());
      incoming.hash = base::sha256(incoming.hash);
    }
    (void)inner_.put(run, now);
  }
  Kind kind_;
};

// With a good bureau 38 are enough; a mutant that never comes to rest would take minutes under ThreadSanitizer.
constexpr int kMostStepsToRest = 300;

bool is_caught(Mutant::Kind kind, std::uint64_t seeds = 5) {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    SyncWorld world(seed, [kind](bureau::Store& inner) { return std::make_unique<Mutant>(inner, kind); });
    world.back_up_bureau();
    try {
      live_through(world, seed, 120, kind == Mutant::Kind::believes_the_device, kMostStepsToRest);
    } catch (const std::runtime_error&) {
      return true;   // never comes to rest
    }
    if (!world.difference().empty()) return true;
  }
  return false;
}

TEST(LoopbackMutant, without_dedupe_is_caught) { EXPECT_TRUE(is_caught(Mutant::Kind::no_dedupe)); }
TEST(LoopbackMutant, that_acknowledges_the_greatest_seq_is_caught) { EXPECT_TRUE(is_caught(Mutant::Kind::believes_the_device)); }
// The engine takes no answer for more than the runs before it were answered.
TEST(LoopbackMutant, that_acknowledges_what_it_keeps_aside_does_no_harm) { EXPECT_FALSE(is_caught(Mutant::Kind::acknowledges_what_waits, 3)); }
TEST(LoopbackMutant, that_stores_half_a_batch_is_caught) { EXPECT_TRUE(is_caught(Mutant::Kind::forgets_the_second_half)); }

}  // namespace
}  // namespace openday::support
