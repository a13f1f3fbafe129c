// Pushing over a line and taking pushes in: a backlog over 50 ms and 10 Mbit/s beside what the bytes alone take, the latency of one
// push, what a record costs the bureau with one box and with a hundred, and idle TLS connections to the real program.
// Every figure is of client, relay and bureau on the same cores.
#include <algorithm>
#include <fstream>
#include <thread>

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "sync/agent/runner.h"
#include "sync/bureau/bureau_service.h"
#include "sync/bureau/sqlite_store.h"
#include "sync/http/http_server.h"
#include "sync/protocol/codec.h"
#include "sync/transport/curl_http_client.h"
#include "tests/bench/line_relay.h"
#include "tests/support/files.h"
#include "tests/support/net.h"
#include "tests/support/process.h"

namespace openday::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

base::Instant wall_now() { return std::chrono::time_point_cast<base::Millis>(std::chrono::system_clock::now()); }
double seconds_since(SteadyClock::time_point begin) { return std::chrono::duration<double>(SteadyClock::now() - begin).count(); }
double load() {
  double one = 0;
  std::ifstream("/proc/loadavg") >> one;
  return one;
}
double thread_cpu_us() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}
double at(std::vector<double>& all, double share) {
  std::ranges::sort(all);
  return all.at(static_cast<std::size_t>(share * static_cast<double>(all.size() - 1)));
}

template <class T, class Kind>
T must(base::Result<T, Kind> result) {
  if (!result) throw std::runtime_error(result.error().what);
  return std::move(*result);
}

// A CA and a certificate for 127.0.0.1.
class Certificate {
 public:
  Certificate() {
    run({"openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", at("ca.key"), "-out", at("ca.pem"), "-days", "30", "-subj", "/CN=Bench CA"});
    run({"openssl", "req", "-newkey", "ed25519", "-nodes", "-keyout", at("server.key"), "-out", at("server.csr"), "-subj", "/CN=bureau"});
    support::write_text(at("ext"), "subjectAltName=IP:127.0.0.1\n");
    run({"openssl", "x509", "-req", "-in", at("server.csr"), "-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-CAcreateserial", "-out", at("server.pem"),
         "-days", "30", "-extfile", at("ext")});
  }
  [[nodiscard]] std::string at(std::string_view name) const { return (folder_ / name).string(); }

 private:
  static void run(const support::Argv& argv) {
    if (const auto done = support::run_program(argv); done.exit_code != 0) throw std::runtime_error(done.err);
  }
  support::TempDir folder_;
};

// A bureau over TLS on a file of its own.
class Bureau {
 public:
  Bureau() : store_(must(bureau::SqliteStore::open(folder_ / "bureau.db", {bureau::Role::server, {}, base::random16()}))), service_(*store_, wall_now) {
    http::ServerOptions options;
    options.tls = must(http::make_server_context(files_.at("server.pem"), files_.at("server.key")));
    options.headers = {{"Openday-Sync", "1"}};
    server_.emplace(must(http::HttpServer::start(std::move(options), [this](const http::Request& request) { return service_.handle(request); })));
  }
  [[nodiscard]] transport::CurlOptions options(std::uint16_t port) const { return {"https://127.0.0.1:" + std::to_string(port), files_.at("ca.pem")}; }
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  [[nodiscard]] bureau::SqliteStore& store() { return *store_; }

 private:
  Certificate files_;
  support::TempDir folder_;
  std::unique_ptr<bureau::SqliteStore> store_;
  bureau::BureauService service_;
  std::optional<http::HttpServer> server_;
};

journal::Draft check_in(int guest) {
  return {event::Kind::check_in, "lq2020", R"({"registration":")" + base::to_hex(base::random16()) + R"(","session":"morning","persons":)" +
                                               std::to_string(1 + guest % 3) + R"(,"category":"resident","way":"code","on_roster":true})"};
}

// A box with so many records and nothing pushed.
struct Box {
  Box(int records, Bureau& bureau) : clock(base::make_system_clock(base::build_date())), key(base::SigningKey::generate()) {
    auto journal = must(journal::Journal::open(folder.path(), clock->now()));
    for (int done = 0; done < records;) {
      std::vector<journal::Draft> some;
      for (; done < records && some.size() < 500; ++done) some.push_back(check_in(done));
      (void)must(journal.append(some, clock->now()));
    }
    head = journal.head();
    inbox.emplace(must(journal::Inbox::open(folder.path(), clock->now())));
    (void)must(bureau.store().add_device(key.public_key(), "box", wall_now()));
  }
  support::TempDir folder;
  std::unique_ptr<base::Clock> clock;
  base::SigningKey key;
  journal::Head head;
  std::optional<journal::Inbox> inbox;
};

// Arguments: pushes under way, Mbit/s of the line (0: unlimited).
void drain_a_backlog(benchmark::State& state) {
  constexpr int kRecords = 100'000;
  const auto under_way = static_cast<std::size_t>(state.range(0));
  const Line line{50, static_cast<double>(state.range(1)) * 1e6, 256u << 10};
  for (auto _ : state) {
    Bureau bureau;
    Box box(kRecords, bureau);
    LineRelay relay(line, bureau.port());
    const auto client = transport::make_curl_async_client(bureau.options(relay.port()));
    agent::EngineOptions options{"bench", protocol::Encoding::zstd, 1};
    options.most_in_flight = under_way;
    agent::Runner runner(box.folder.path(), *box.inbox, *client, box.key, options, *box.clock);
    const auto begin = SteadyClock::now();
    if (runner.once().code != 0) return state.SkipWithError("not everything arrived");
    const double took = seconds_since(begin);
    const auto held = must(bureau.store().held(box.head.device, {box.head.inc, box.head.seq, box.head.hash}));
    if (held.ack != box.head.seq) return state.SkipWithError("not everything is held");
    state.SetIterationTime(took);
    const auto bytes = static_cast<double>(relay.bytes_up());
    state.counters["records_s"] = kRecords / took;
    state.counters["wire_B_record"] = bytes / kRecords;
    if (line.bits_per_second > 0) state.counters["share_of_line_%"] = 100 * bytes * 8 / line.bits_per_second / took;
    state.counters["load"] = load();
  }
}
BENCHMARK(drain_a_backlog)->Args({1, 10})->Args({2, 10})->Args({4, 10})->Args({1, 0})->Args({4, 0})->Iterations(1)->UseManualTime()->Unit(benchmark::kMillisecond);

// The cap of sync.toml's [line] most_kbit: what went through, beside what was allowed.
void keep_to_a_cap(benchmark::State& state) {
  constexpr std::uint64_t kBytesPerSecond = 125'000;   // 1 Mbit/s
  for (auto _ : state) {
    Bureau bureau;
    Box box(6'000, bureau);
    LineRelay relay({50, 10e6, 256u << 10}, bureau.port());
    auto line = bureau.options(relay.port());
    line.most_bytes_per_second = kBytesPerSecond;
    const auto client = transport::make_curl_async_client(line);
    agent::Runner runner(box.folder.path(), *box.inbox, *client, box.key, {"bench", protocol::Encoding::identity, 1, kBytesPerSecond}, *box.clock);
    const auto begin = SteadyClock::now();
    if (runner.once().code != 0) return state.SkipWithError("not everything arrived");
    state.SetIterationTime(seconds_since(begin));
    state.counters["kbit_s"] = static_cast<double>(relay.bytes_up()) * 8 / 1000 / seconds_since(begin);
    state.counters["allowed_kbit_s"] = kBytesPerSecond * 8 / 1000.0;
  }
}
BENCHMARK(keep_to_a_cap)->Iterations(1)->UseManualTime()->Unit(benchmark::kMillisecond);

// A box that makes records and signs pushes without a journal.
class Sender {
 public:
  Sender() : device_(base::make_uuid_v4(base::random16())), key_(base::SigningKey::generate()), inc_(base::to_hex(base::random16()).substr(0, 16)), head_(event::chain_start(device_, inc_)) {}
  [[nodiscard]] const base::SigningKey& key() const { return key_; }
  [[nodiscard]] std::string hello() const {
    protocol::Hello out{1, 1, device_, key_.public_key(), {}, base::random16(), {}};
    out.signature = key_.sign(base::as_bytes(protocol::signed_bytes(out)));
    return protocol::encode(out);
  }
  [[nodiscard]] std::string push(int records) {
    protocol::Push out{device_, inc_, seq_ + 1, head_, {}, {}, {}};
    for (int i = 0; i < records; ++i) out.records.push_back(next());
    out.head = head_;
    out.signature = key_.sign(base::as_bytes(protocol::signed_bytes(out)));
    return protocol::encode(out);
  }

 private:
  event::Record next() {
    event::Record record;
    record.device = device_;
    record.inc = inc_;
    record.seq = ++seq_;
    record.id = base::make_uuid_v7(wall_now(), base::random16());
    record.kind = event::to_string(event::Kind::check_in);
    record.event = "lq2020";
    record.at = "2020-11-17T08:30:00+08:00";
    record.boot = "5f0c6a52-8a2e-4f0e-9d7d-4b8f4f4f0001";
    record.mono = static_cast<std::int64_t>(seq_) * 700;
    record.clock = base::ClockState::synced;
    record.body = check_in(static_cast<int>(seq_)).body;
    record.salt = base::random16();
    record.body_hash = event::hash_body(*record.salt, *record.body);
    head_ = event::chain_next(head_, event::envelope_json(record), record.body_hash);
    return record;
  }
  base::Uuid device_;
  base::SigningKey key_;
  std::string inc_;
  std::uint64_t seq_ = 0;
  base::Digest head_;
};

// One push after the other over TLS on loopback; argument: records of a push. The floor is a request that stores nothing.
void push_latency(benchmark::State& state) {
  Bureau bureau;
  Sender box;
  (void)must(bureau.store().add_device(box.key().public_key(), "box", wall_now()));
  const auto client = transport::make_curl_client(bureau.options(bureau.port()));
  (void)must(client->send({"POST", "/v1/hello", box.hello(), protocol::Encoding::identity, wall_now()}));
  std::vector<double> push_ms, floor_ms;
  for (auto _ : state) {
    const auto body = protocol::deflate(box.push(static_cast<int>(state.range(0))), protocol::Encoding::zstd);
    auto begin = SteadyClock::now();
    const auto stored = client->send({"POST", "/v1/push", body, protocol::Encoding::zstd, wall_now()});
    push_ms.push_back(seconds_since(begin) * 1e3);
    if (!stored || stored->status != 200) return state.SkipWithError("refused");
    begin = SteadyClock::now();
    (void)client->send({"GET", "/v1/metrics", {}, protocol::Encoding::identity, wall_now()});
    floor_ms.push_back(seconds_since(begin) * 1e3);
  }
  state.counters["p50_ms"] = at(push_ms, 0.5);
  state.counters["p99_ms"] = at(push_ms, 0.99);
  state.counters["floor_p50_ms"] = at(floor_ms, 0.5);
  state.counters["floor_p99_ms"] = at(floor_ms, 0.99);
  state.counters["load"] = load();
}
BENCHMARK(push_latency)->Arg(1)->Arg(50)->Arg(500)->Iterations(300)->Unit(benchmark::kMillisecond);

// What a record costs the bureau, from the request's text to the commit: the same records from one box or from a hundred, in turn.
void cost_per_record(benchmark::State& state) {
  constexpr int kRecords = 50'000, kBatch = 50;
  for (auto _ : state) {
    support::TempDir folder;
    const auto store = must(bureau::SqliteStore::open(folder / "bureau.db", {bureau::Role::server, {}, base::random16()}));
    bureau::BureauService service(*store, wall_now);
    std::vector<Sender> boxes(static_cast<std::size_t>(state.range(0)));
    for (const auto& box : boxes) {
      (void)must(store->add_device(box.key().public_key(), "box", wall_now()));
      (void)service.handle({"POST", "/v1/hello", {}, {}, {}, box.hello()});
    }
    std::vector<std::string> bodies;
    for (int i = 0; i < kRecords / kBatch; ++i) bodies.push_back(boxes[static_cast<std::size_t>(i) % boxes.size()].push(kBatch));
    std::vector<double> wall_us;
    const auto begin = SteadyClock::now();
    const double cpu = thread_cpu_us();
    for (auto& body : bodies) {
      const auto one = SteadyClock::now();
      if (service.handle({"POST", "/v1/push", {}, {}, {}, std::move(body)}).status != 200) return state.SkipWithError("refused");
      wall_us.push_back(seconds_since(one) * 1e6 / kBatch);
    }
    state.SetIterationTime(seconds_since(begin));
    state.counters["cpu_us_record"] = (thread_cpu_us() - cpu) / kRecords;
    state.counters["p50_us_record"] = at(wall_us, 0.5);
    state.counters["p99_us_record"] = at(wall_us, 0.99);
    state.counters["load"] = load();
  }
}
BENCHMARK(cost_per_record)->Arg(1)->Arg(10)->Arg(100)->Iterations(1)->UseManualTime()->Unit(benchmark::kMillisecond);

double resident_kib(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6));
  return 0;
}

// Connections that stay open and silent, to the real program: a client each, so that none is used twice.
void idle_tls_connections(benchmark::State& state) {
  constexpr std::size_t kConnections = 5'000;
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  if (files.rlim_cur < 3 * kConnections + 100) return state.SkipWithError("too few file descriptors");   // a client has two beside its socket
  for (auto _ : state) {
    const Certificate certificate;
    const support::TempDir folder;
    const auto port = support::free_port();
    support::Child server({OPENDAY_BIN_DIR "/openday-bureau", "--listen", "127.0.0.1:" + std::to_string(port), "--store", "sqlite:" + (folder / "bureau.db").string(),
                           "--tls", certificate.at("server.pem") + "," + certificate.at("server.key")});
    if (!server.wait_for_line("listening")) return state.SkipWithError("the bureau does not start");
    const double before = resident_kib(server.pid());
    const transport::CurlOptions options{"https://127.0.0.1:" + std::to_string(port), certificate.at("ca.pem")};
    std::vector<std::unique_ptr<transport::HttpClient>> clients;
    const auto begin = SteadyClock::now();
    while (clients.size() < kConnections && seconds_since(begin) < 90) {
      const auto answer = clients.emplace_back(transport::make_curl_client(options))->send({"GET", "/v1/health", {}, protocol::Encoding::identity, wall_now()});
      if (!answer || answer->status != 200) return state.SkipWithError("a connection was refused");
    }
    state.SetIterationTime(seconds_since(begin));
    state.counters["opened_s"] = static_cast<double>(clients.size()) / seconds_since(begin);
    const auto asked = SteadyClock::now();
    const auto metrics = must(clients.front()->send({"GET", "/v1/metrics", {}, protocol::Encoding::identity, wall_now()}));
    state.counters["one_more_request_ms"] = seconds_since(asked) * 1e3;
    const std::string gauge = "\nopenday_bureau_connections ";
    const double open = std::stod(metrics.body.substr(metrics.body.find(gauge) + gauge.size()));
    state.counters["open"] = open;
    state.counters["KiB_connection"] = (resident_kib(server.pid()) - before) / open;
    state.counters["server_MiB"] = resident_kib(server.pid()) / 1024;
    state.counters["load"] = load();
  }
}
BENCHMARK(idle_tls_connections)->Iterations(1)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace openday::bench

BENCHMARK_MAIN();
