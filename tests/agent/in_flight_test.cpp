// Several pushes under way: answers in any order, bureaux that keep nothing aside, runs refused in the middle, trouble that comes four
// times at once; and what else decides when a request may start.
#include <map>

#include <gmock/gmock.h>

#include "sync/agent/sent_chain.h"
#include "tests/agent/passing_store.h"
#include "tests/agent/sync_world.h"

namespace openday::support {
namespace {

using Did = agent::Step::Did;
using ::testing::HasSubstr;
using Result = transport::AsyncClient::Result;

void write_backlog(SyncWorld& world, int records) {
  for (int i = 0; i < records; ++i) world.append(R"({"text":"a"})");
}

TEST(InFlight, has_up_to_four_pushes_under_way_in_any_order) {
  SyncWorld world;
  world.any_order = true;
  write_backlog(world, 5000);
  world.run_until_quiet();
  EXPECT_EQ(world.difference(), "");
  EXPECT_EQ(world.most_out, 4u);
  EXPECT_LE(world.exchanges, 20);   // nothing was sent twice
}

TEST(InFlight, says_how_a_backlog_goes) {
  SyncWorld world;
  write_backlog(world, 1999);
  for (int i = 0; i < 3; ++i) std::ignore = world.step();
  const auto& head = world.journal().head();
  const auto acknowledged = world.inbox().ack(head.device, head.inc).value()->seq;   // 1,000; fewer where a page of rows took long
  EXPECT_GT(acknowledged, 0u);
  EXPECT_EQ(world.engine().backlog().waiting, head.seq - acknowledged);
  EXPECT_GE(world.engine().backlog().in_flight, 1u);
  world.run_until_quiet();
  world.advance(agent::kRateOver.count());
  std::ignore = world.step();
  EXPECT_EQ(world.engine().backlog().waiting, 0u);
  EXPECT_EQ(world.engine().backlog().in_flight, 0u);
  EXPECT_GT(world.engine().backlog().records_per_second, 0);
}

TEST(InFlight, says_hello_alone) {
  SyncWorld world;
  write_backlog(world, 3000);
  bool pushed_beside_hello = false;
  int out = 0;
  world.instead = [&](const transport::HttpRequest& request) -> std::optional<Result> {
    if (request.path == "/v1/hello") pushed_beside_hello |= world.engine().backlog().in_flight > 1;
    ++out;
    return std::nullopt;
  };
  for (int i = 0; i < 6; ++i) {
    std::ignore = world.step();
    world.advance(agent::kHelloEvery.count() / 2);
  }
  EXPECT_GT(out, 5);
  EXPECT_FALSE(pushed_beside_hello);
}

// A bureau of before: a run without its predecessor is a gap.
class KeepsNothingAside final : public PassingStore {
 public:
  using PassingStore::PassingStore;
  bureau::StoreResult<bureau::Stored> put(const bureau::Run& run, base::Instant now) override {
    const auto before = inner_.held(run.device, {run.inc, run.first - 1, run.previous});
    if (run.first == 1 || before->ack == run.first - 1) return inner_.put(run, now);
    bureau::Stored out;
    out.gap = true;
    out.ack = before->ack;
    out.head = before->head;
    return out;
  }
};

TEST(InFlight, sends_one_at_a_time_to_a_bureau_that_keeps_nothing_aside) {
  SyncWorld world(3, [](bureau::Store& inner) { return std::make_unique<KeepsNothingAside>(inner); });
  world.any_order = true;
  write_backlog(world, 6000);
  int hellos = 0;
  world.instead = [&](const transport::HttpRequest& request) -> std::optional<Result> {
    hellos += request.path == "/v1/hello";
    return std::nullopt;
  };
  world.run_until_quiet();
  EXPECT_EQ(world.difference(), "");
  EXPECT_EQ(hellos, 1);   // a gap ahead is no reason to ask where it stands
  EXPECT_LE(world.exchanges, 25);
}

// Says that it keeps a run aside, and does not.
class ForgetsWhatWaits final : public PassingStore {
 public:
  using PassingStore::PassingStore;
  bureau::StoreResult<bureau::Stored> put(const bureau::Run& run, base::Instant now) override {
    const auto before = inner_.held(run.device, {run.inc, run.first - 1, run.previous});
    if (run.first == 1 || before->ack == run.first - 1) return inner_.put(run, now);
    bureau::Stored out;
    out.aside = true;
    out.ack = before->ack;
    out.head = before->head;
    return out;
  }
};

TEST(InFlight, sends_again_what_a_bureau_kept_aside_and_lost) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SyncWorld world(seed, [](bureau::Store& inner) { return std::make_unique<ForgetsWhatWaits>(inner); });
    world.any_order = true;
    write_backlog(world, 3000);
    world.run_until_quiet();
    EXPECT_EQ(world.difference(), "");
    EXPECT_EQ(world.broken_promise(), "");
  }
}

TEST(InFlight, goes_back_to_the_acknowledged_point_when_a_batch_in_the_middle_fails) {
  SyncWorld world;
  write_backlog(world, 1000);
  int pushes = 0;
  world.instead = [&](const transport::HttpRequest& request) -> std::optional<Result> {
    if (request.path != "/v1/push" || ++pushes != 2) return std::nullopt;
    return base::fail(protocol::Wire::broken_off, "the line");
  };
  EXPECT_EQ(world.settle().did, Did::waiting);
  const auto head = world.journal().head();
  EXPECT_EQ((*world.inbox().ack(head.device, head.inc))->seq, 250u);   // of four, the first
  EXPECT_EQ(world.broken_promise(), "");
  world.run_until_quiet();
  EXPECT_EQ(world.difference(), "");
  EXPECT_EQ((*world.inbox().ack(head.device, head.inc))->seq, head.seq);
}

TEST(InFlight, learns_the_verdicts_of_a_run_whose_answer_was_lost) {
  SyncWorld world;
  world.append("not json at all");   // in the first of four runs
  write_backlog(world, 999);
  int pushes = 0;
  world.fault = [&] { return pushes++ == 1 ? Fault::answer_lost : Fault::none; };   // after the hello
  world.run_until_quiet();
  EXPECT_EQ(world.difference(), "");
  ASSERT_EQ(world.inbox().quarantined()->size(), 1u);
  EXPECT_EQ(world.inbox().quarantined()->front().seq, 2u);   // after the one that begins the journal
}

TEST(InFlight, learns_the_verdicts_of_a_run_whose_answer_was_lost_with_the_agent) {
  for (const bool with_the_inbox : {false, true}) {
    SyncWorld world;
    world.append("not json at all");
    world.fault = [pushes = 0]() mutable { return pushes++ == 1 ? Fault::answer_lost : Fault::none; };
    std::ignore = world.settle();
    EXPECT_EQ(world.difference(), "");         // the bureau has all,
    EXPECT_TRUE(world.inbox().quarantined()->empty());
    world.restart_agent(with_the_inbox);       // and who was told dies
    world.run_until_quiet();
    EXPECT_EQ(world.difference(), "");
    ASSERT_EQ(world.inbox().quarantined()->size(), 1u);
    EXPECT_EQ(world.inbox().quarantined()->front().seq, 2u);
  }
}

TEST(InFlight, counts_trouble_that_comes_four_times_at_once_as_one) {
  SyncWorld world;
  write_backlog(world, 1000);
  world.fault = [] { return Fault::none; };
  std::ignore = world.step();   // hello goes
  world.instead = [](const transport::HttpRequest& request) -> std::optional<Result> {
    if (request.path != "/v1/push") return std::nullopt;
    return base::fail(protocol::Wire::refused, "the line");
  };
  EXPECT_EQ(world.settle().did, Did::waiting);
  const auto before = world.exchanges;
  EXPECT_EQ(before, 5);   // hello and four
  const auto until = world.settle().wake_ms;
  EXPECT_LE(until, world.now().mono_ms + 1000);   // the first step of the back-off, not the fourth
}

TEST(InFlight, finds_the_one_record_that_is_refused_and_sends_the_others) {
  SyncWorld world;
  world.any_order = true;
  write_backlog(world, 700);
  world.append(R"({"text":"poison"})");
  write_backlog(world, 700);
  world.instead = [](const transport::HttpRequest& request) -> std::optional<Result> {
    const auto body = protocol::inflate(request.body, request.encoding, 1u << 23);
    if (request.path != "/v1/push" || body->find("poison") == std::string::npos) return std::nullopt;
    return transport::HttpAnswer{422, true, "application/json", {}, R"({"error":"chain","message":"no"})", {}, {}};
  };
  world.run_until_quiet();
  EXPECT_EQ(world.difference(), "");
  EXPECT_EQ(world.store().quarantine()->size(), 1u);
  const auto aside = world.inbox().quarantined();
  ASSERT_EQ(aside->size(), 1u);
  EXPECT_EQ(aside->front().code, "chain");
}

// An older bureau checks no digest: what it cannot read may be what the line made of a good record.
TEST(InFlight, does_not_give_up_a_record_that_the_line_broke_once) {
  SyncWorld world;
  world.check_in(1);
  int refused = 0;
  world.instead = [&](const transport::HttpRequest& request) -> std::optional<Result> {
    if (request.path != "/v1/push" || refused == 4) return std::nullopt;
    ++refused;   // the run of two, then each record of it alone
    return transport::HttpAnswer{400, true, "application/json", {}, R"({"error":"not-json","message":"no"})", {}, {}};
  };
  refused = 2;
  world.run_until_quiet();
  EXPECT_EQ(refused, 4);
  EXPECT_EQ(world.difference(), "");
  EXPECT_TRUE(world.inbox().quarantined()->empty());
}

TEST(InFlight, gives_up_at_once_a_record_that_came_undamaged_and_is_refused) {
  SyncWorld world;
  world.check_in(1);
  std::map<std::string, int> asked;
  world.instead = [&](const transport::HttpRequest& request) -> std::optional<Result> {
    const auto body = protocol::inflate(request.body, request.encoding, 1u << 23);
    ++asked[request.path];
    if (request.path != "/v1/push" || body->find("check-in") == std::string::npos) return std::nullopt;
    return transport::HttpAnswer{400, true, "application/json", {}, R"({"error":"schema","message":"no","intact":true})", {}, {}};
  };
  world.run_until_quiet();
  EXPECT_EQ(world.inbox().quarantined()->size(), 1u);
  EXPECT_EQ(asked["/v1/quarantine"], 1);
  EXPECT_LE(asked["/v1/push"], 3);
}

// Whatever stands between the box and the bureau: nothing of what it says changes anything here.
TEST(InFlight, takes_a_log_in_page_for_what_it_is) {
  const std::map<std::string, Result> pages{
      {"200 with HTML", transport::HttpAnswer{200, false, "text/html", {}, "<html>please log in</html>", {}, {}}},
      {"200 with our mark and HTML", transport::HttpAnswer{200, true, "text/html", {}, "<html>please log in</html>", {}, {}}},
      {"200 with JSON of another", transport::HttpAnswer{200, false, "application/json", {}, R"({"ack":9})", {}, {}}},
      {"302 to a page", transport::HttpAnswer{302, false, "text/html", {}, "", {}, {}}},
      {"511", transport::HttpAnswer{511, false, "text/html", {}, "<html>please log in</html>", {}, {}}},
      {"its own certificate", base::fail(protocol::Wire::tls_untrusted, "certificate not trusted")},
  };
  for (const auto& [name, page] : pages) {
    SyncWorld world;
    world.check_in(1);
    world.instead = [&, answer = page](const transport::HttpRequest&) -> std::optional<Result> { return answer; };
    const auto done = world.settle();
    EXPECT_EQ(done.did, Did::waiting) << name;
    EXPECT_EQ(world.engine().link().state, "captive-portal") << name;
    EXPECT_THAT(world.engine().link().detail, HasSubstr(name == "its own certificate" ? "intercepts TLS" : "log-in page")) << name;
    const auto head = world.journal().head();
    EXPECT_FALSE(*world.inbox().ack(head.device, head.inc)) << name;
    world.instead = {};
    world.run_until_quiet();
    EXPECT_EQ(world.difference(), "") << name;
  }
}

TEST(InFlight, tries_again_soon_when_the_network_changes_but_not_before_the_bureau_asked) {
  for (const bool asked : {false, true}) {
    SyncWorld world;
    world.fault = [&] { return asked ? Fault::busy : Fault::refused; };
    for (int i = 0; i < 12; ++i) {
      const auto done = world.settle();
      world.advance(done.wake_ms - world.now().mono_ms);
    }
    const auto waiting = world.settle().wake_ms;
    world.engine().network_changed(world.now());
    const auto then = world.settle().wake_ms;
    if (asked) {
      EXPECT_EQ(then, waiting);
    } else {
      EXPECT_LE(then, world.now().mono_ms + agent::kBackOffBase.count());
    }
  }
}

TEST(InFlight, keeps_below_the_cap_of_the_line) {
  agent::LineCap line(10'000);   // bytes a second
  std::int64_t now = 50'000;
  EXPECT_TRUE(line.is_free(now));
  line.spend(5'000, now);
  EXPECT_FALSE(line.is_free(now + 499));
  EXPECT_TRUE(line.is_free(now + 500));
  line.spend(1'000, now + 10'000);   // an idle line saves nothing up
  EXPECT_EQ(line.free_at_ms(), now + 10'100);
  agent::LineCap open(0);
  open.spend(1u << 30, now);
  EXPECT_TRUE(open.is_free(now));
}

// A bureau that says hello and then calls every push a gap, with one run waiting and with several under way.
TEST(InFlight, asks_a_bureau_that_calls_everything_a_gap_ever_more_slowly) {
  for (const int records : {1, 5000}) {
    SyncWorld world;
    write_backlog(world, records);
    int hellos = 0;
    world.instead = [&](const transport::HttpRequest& request) -> std::optional<Result> {
      hellos += request.path == "/v1/hello";
      if (request.path != "/v1/push") return std::nullopt;
      return transport::HttpAnswer{409, true, "application/json", {}, R"({"error":"gap","message":"no"})", {}, {}};
    };
    const auto until = world.now().mono_ms + agent::kStuckAfter.count() / 2;
    while (world.now().mono_ms < until) {
      const auto step = world.step();
      world.advance(std::max<std::int64_t>(step.wake_ms - world.now().mono_ms, 1));
    }
    EXPECT_LT(hellos, 30) << records;
    world.instead = {};
    world.restart_agent();   // as the watchdog would
    world.run_until_quiet();
    EXPECT_EQ(world.difference(), "");
  }
}

TEST(SentChain, takes_answers_in_order_whatever_order_they_come_in) {
  agent::SentChain chain(10, {});
  const auto run = [](std::uint64_t first) { return protocol::Push{{}, "aa", first, {}, {}, {}, std::vector<event::Record>(5)}; };
  for (const std::uint64_t first : {11u, 16u, 21u}) chain.note_sent(first + 4, {});
  EXPECT_FALSE(chain.is_next(run(16)));
  chain.hear(run(21), {});
  chain.hear(run(16), {});
  EXPECT_EQ(chain.next_heard(), nullptr);
  chain.acknowledge(15, {});
  ASSERT_NE(chain.next_heard(), nullptr);
  EXPECT_EQ(chain.next_heard()->first.first, 16u);
  chain.acknowledge(20, {});
  EXPECT_EQ(chain.runs_ahead(), 1u);
  chain.acknowledge(25, {});
  EXPECT_EQ(chain.next_heard(), nullptr);
  EXPECT_EQ(chain.runs_ahead(), 0u);
}

TEST(SentChain, forgets_what_was_sent_when_it_goes_back) {
  agent::SentChain chain(10, {});
  chain.note_sent(15, {});
  chain.note_sent(20, {});
  chain.hear(protocol::Push{{}, "aa", 16, {}, {}, {}, std::vector<event::Record>(5)}, {});
  chain.rewind();
  EXPECT_EQ(chain.sent(), 10u);
  EXPECT_EQ(chain.runs_ahead(), 0u);
  chain.acknowledge(15, {});
  EXPECT_EQ(chain.next_heard(), nullptr);
}

}  // namespace
}  // namespace openday::support
