// What the bureau's stores take a second, each beside its floor in the same minute: a batch of 500 put through the store, then the same
// rows by bare means (COPY in binary form, one transaction a batch; prepared inserts, one transaction a batch) into a table of the same
// columns and keys on the same server or disk. Read the share, and on a machine where others work or whose disk is slow `cpu_share`: what
// this process and PostgreSQL's for the session spent. OPENDAY_BENCH_DIR chooses the disk; OPENDAY_NIGHTLY=1 goes to 10^7 records,
// OPENDAY_BENCH_RECORDS to any number.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>
#include <libpq-fe.h>
#include <unistd.h>

#include "kiosk/journal/database.h"
#include "sync/bureau/lag.h"
#include "sync/bureau/postgres_store.h"
#include "tests/support/postgres_cluster.h"

namespace openday::bureau {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int kBatch = 500, kBoxes = 100, kPairs = 60;
const base::Instant kNow = base::parse_rfc3339("2020-11-17T08:30:00+08:00")->at;
const std::string kReceived = base::to_rfc3339(kNow, base::Minutes{0});
const std::string kBody = R"({"registration":"00112233445566778899aabbccddeeff","session":"morning","persons":2,"category":"resident","way":"code"})";

std::filesystem::path disk() {
  const char* wanted = std::getenv("OPENDAY_BENCH_DIR");
  return wanted ? std::filesystem::path(wanted) : std::filesystem::temp_directory_path();
}

// Boxes that make records in turn, as runs that the service would hand on.
class Boxes {
 public:
  explicit Boxes(int count = kBoxes) : boxes_(static_cast<std::size_t>(count)) {}
  Run next(int records = kBatch) {
    auto& box = boxes_[turn_++ % boxes_.size()];
    if (box.inc.empty()) {
      box.id = base::make_uuid_v4(base::random16());
      box.inc = "00000000000000aa";
      box.head = event::chain_start(box.id, box.inc);
    }
    Run run{box.id, box.inc, box.seq + 1, box.head, {}};
    for (int i = 0; i < records; ++i) run.records.push_back(record(box));
    return run;
  }

 private:
  struct Box {
    base::Uuid id;
    std::string inc;
    std::uint64_t seq = 0;
    base::Digest head{};
  };
  static Incoming record(Box& box) {
    event::Record out;
    out.device = box.id;
    out.inc = box.inc;
    out.seq = ++box.seq;
    out.id = base::make_uuid_v7(kNow + std::chrono::milliseconds(box.seq), base::random16());
    out.kind = "check-in";
    out.event = "lq2020";
    out.at = "2020-11-17T08:30:00+08:00";
    out.boot = "5f0c6a52-8a2e-4f0e-9d7d-4b8f4f4f0001";
    out.mono = static_cast<std::int64_t>(box.seq);
    out.clock = base::ClockState::synced;
    out.body = kBody;
    out.salt = base::random16();
    out.body_hash = event::hash_body(*out.salt, *out.body);
    box.head = event::chain_next(box.head, event::envelope_json(out), out.body_hash);
    return {out, box.head, {}, {}};
  }
  std::vector<Box> boxes_;
  std::size_t turn_ = 0;
};

template <class Work>
double seconds(Work&& work) {
  const auto start = SteadyClock::now();
  work();
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

double median(std::vector<double> all) {
  std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2), all.end());
  return all[all.size() / 2];
}

double cpu_seconds(pid_t process) {
  clockid_t clock{};
  timespec now{};
  if (::clock_getcpuclockid(process, &clock) != 0 || ::clock_gettime(clock, &now) != 0) throw std::runtime_error("no CPU time of process " + std::to_string(process));
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// Seconds by the clock, and of CPU here and in the process that works for us elsewhere, where there is one.
struct Cost {
  std::vector<double> wall, cpu;

  template <class Work>
  void measure(const std::vector<pid_t>& processes, Work&& work) {
    const auto spent = [&] {
      double out = 0;
      for (const pid_t process : processes) out += cpu_seconds(process);
      return out;
    };
    const double before = spent();
    wall.push_back(seconds(work));
    cpu.push_back(spent() - before);
  }
};

void put(BureauStore& store, const Run& run) {
  const auto done = store.put(run, kNow);
  if (!done || done->fresh != run.records.size()) throw std::runtime_error("put failed: " + (done ? std::string("not fresh") : done.error().what));
}

class Postgres {
 public:
  Postgres() : cluster_(disk(), {"max_wal_size=2GB"}), where_(cluster_.where()), floor_(PQconnectdb(where_.c_str()), PQfinish) {
    auto opened = PostgresStore::open(where_, {Role::server, base::random16(), std::chrono::seconds(60)});
    if (!opened) throw std::runtime_error(opened.error().what);
    store = std::move(*opened);
    ask("CREATE TABLE copied(LIKE records INCLUDING ALL)", PGRES_COMMAND_OK);
    std::unique_ptr<PGresult, decltype(&PQclear)> session(PQexec(floor_.get(), "SELECT pid FROM pg_stat_activity WHERE application_name = 'openday-bureau'"), PQclear);
    if (PQntuples(session.get()) != 1) throw std::runtime_error("the store has another number of sessions than one");
    processes = {::getpid(), std::atoi(PQgetvalue(session.get(), 0, 0))};
    floor_processes = {::getpid(), PQbackendPID(floor_.get())};
  }
  // The rows of the run, in PostgreSQL's binary form of COPY (manual, "COPY", file formats).
  void copy(const std::string& rows) {
    ask("COPY copied(chain, seq, branch, hall, position, id, v, kind, event, at, boot, mono, clock, body, salt, body_hash, hash, received) FROM STDIN (FORMAT binary)", PGRES_COPY_IN);
    if (PQputCopyData(floor_.get(), rows.data(), static_cast<int>(rows.size())) != 1 || PQputCopyEnd(floor_.get(), nullptr) != 1) throw std::runtime_error("COPY failed");
    while (PGresult* result = PQgetResult(floor_.get())) {
      const bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
      PQclear(result);
      if (!good) throw std::runtime_error(PQerrorMessage(floor_.get()));
    }
  }
  std::string rows_of(const Run& run, int chain) {
    std::string out("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
    for (const auto& one : run.records) {
      const auto& record = one.record;
      append(out, 18, 2);
      for (const std::int64_t number : {std::int64_t{chain}, static_cast<std::int64_t>(record.seq), std::int64_t{0}}) add_number(out, number);
      add(out, "");
      add_number(out, ++position_);
      add(out, base::as_text(record.id.bytes));
      add_number(out, record.v);
      for (const std::string& text : {record.kind, record.event, record.at, record.boot}) add(out, text);
      add_number(out, record.mono);
      add(out, base::to_string(record.clock));
      add(out, *record.body);
      for (const auto bytes : {base::ByteView(*record.salt), base::ByteView(record.body_hash), base::ByteView(one.hash)}) add(out, base::as_text(bytes));
      add(out, kReceived);
    }
    append(out, 0xffff, 2);
    return out;
  }

  std::unique_ptr<PostgresStore> store;
  std::vector<pid_t> processes, floor_processes;   // that work when one thread pushes

 private:
  static void append(std::string& out, std::uint64_t value, int bytes) {
    for (int shift = bytes * 8 - 8; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift));
  }
  static void add(std::string& out, std::string_view bytes) {
    append(out, bytes.size(), 4);
    out.append(bytes);
  }
  static void add_number(std::string& out, std::int64_t value) {
    append(out, 8, 4);
    append(out, static_cast<std::uint64_t>(value), 8);
  }
  void ask(const char* sql, ExecStatusType wanted) {
    PGresult* result = PQexec(floor_.get(), sql);
    const bool good = PQresultStatus(result) == wanted;
    PQclear(result);
    if (!good) throw std::runtime_error(PQerrorMessage(floor_.get()));
  }

  support::PostgresCluster cluster_;
  std::string where_;
  std::unique_ptr<PGconn, decltype(&PQfinish)> floor_;
  std::int64_t position_ = 0;
};

// The store's file, and a bare one beside it with a table of the same columns and keys.
class Sqlite {
 public:
  explicit Sqlite(std::size_t most_in_group = kMostInGroup) {
    std::string name = (disk() / "openday-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder " + name);
    folder_ = name;
    auto opened = SqliteStore::open(folder_ / "bureau.db", {Role::server, {}, base::random16(), most_in_group});
    if (!opened) throw std::runtime_error(opened.error().what);
    store = std::move(*opened);
    bare_ = std::make_unique<journal::Database>(folder_ / "bare.db", journal::Database::Mode::write);
    bare_->configure_writer();
    bare_->execute(
        "CREATE TABLE records(position INTEGER PRIMARY KEY AUTOINCREMENT, chain INTEGER NOT NULL, seq INTEGER NOT NULL, branch INTEGER NOT NULL, id TEXT NOT NULL UNIQUE,"
        " v INTEGER NOT NULL, kind TEXT NOT NULL, event TEXT NOT NULL, at TEXT NOT NULL, boot TEXT NOT NULL, mono INTEGER NOT NULL, clock TEXT NOT NULL, body TEXT, salt BLOB,"
        " body_hash BLOB NOT NULL, hash BLOB NOT NULL, received TEXT NOT NULL, UNIQUE(chain, seq, branch)); CREATE INDEX by_kind ON records(event, kind)");
    insert_ = journal::Statement(*bare_,
                                 "INSERT INTO records(chain, seq, branch, id, v, kind, event, at, boot, mono, clock, body, salt, body_hash, hash, received)"
                                 " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)");
  }
  ~Sqlite() {
    insert_ = {};
    bare_.reset();
    store.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  void insert(const Run& run, int chain) {
    journal::Transaction transaction(*bare_);
    for (const auto& one : run.records) {
      const auto& record = one.record;
      const auto id = base::to_string(record.id);
      insert_.run(chain, record.seq, 0, id, record.v, record.kind, record.event, record.at, record.boot, record.mono, base::to_string(record.clock), *record.body, *record.salt,
                  record.body_hash, one.hash, kReceived);
    }
    transaction.commit();
  }

  std::unique_ptr<SqliteStore> store;

 private:
  std::filesystem::path folder_;
  std::unique_ptr<journal::Database> bare_;
  journal::Statement insert_;
};

double share(const std::vector<double>& ours, const std::vector<double>& floor) {
  std::vector<double> shares;
  for (std::size_t i = 0; i < ours.size(); ++i) shares.push_back(floor[i] / ours[i]);
  return median(shares);
}

void report(benchmark::State& state, const Cost& ours, const Cost& floor) {
  state.counters["rows_s"] = kBatch / median(ours.wall);
  state.counters["floor_rows_s"] = kBatch / median(floor.wall);
  state.counters["share"] = share(ours.wall, floor.wall);
  state.counters["cpu_ms"] = median(ours.cpu) * 1e3;
  state.counters["floor_cpu_ms"] = median(floor.cpu) * 1e3;
  state.counters["cpu_share"] = share(ours.cpu, floor.cpu);
}

void postgres_beside_copy(benchmark::State& state) {
  Postgres postgres;
  Boxes boxes;
  Cost ours, floor;
  int turn = 0;
  for (int warm = 0; warm < kBoxes; ++warm, ++turn) put(*postgres.store, boxes.next(10));   // every chain is there
  for (auto _ : state) {
    const auto run = boxes.next();
    const auto rows = postgres.rows_of(run, turn++ % kBoxes);
    floor.measure(postgres.floor_processes, [&] { postgres.copy(rows); });
    ours.measure(postgres.processes, [&] { put(*postgres.store, run); });
  }
  report(state, ours, floor);
}
BENCHMARK(postgres_beside_copy)->Iterations(kPairs)->Unit(benchmark::kMillisecond);

void sqlite_beside_bare_batches(benchmark::State& state) {
  Sqlite sqlite;
  Boxes boxes;
  Cost ours, floor;
  int turn = 0;
  for (int warm = 0; warm < kBoxes; ++warm, ++turn) put(*sqlite.store, boxes.next(10));
  for (auto _ : state) {
    const auto run = boxes.next();
    floor.measure({::getpid()}, [&] { sqlite.insert(run, turn++ % kBoxes); });
    ours.measure({::getpid()}, [&] { put(*sqlite.store, run); });
  }
  report(state, ours, floor);
}
BENCHMARK(sqlite_beside_bare_batches)->Iterations(kPairs)->Unit(benchmark::kMillisecond);

std::int64_t most_records() {
  const char* told = std::getenv("OPENDAY_BENCH_RECORDS");
  if (told) return std::atoll(told);
  const char* nightly = std::getenv("OPENDAY_NIGHTLY");
  return nightly && std::string_view(nightly) == "1" ? 10'000'000 : 1'000'000;
}

// Microseconds a record, when so many are stored already: it must stay flat. A hundred boxes from the first record on, and each stage is a
// whole round of them: how far the ids of boxes lie between each other is the same at every stage, only what is stored grows.
template <class Kind>
void cost_with_records(benchmark::State& state) {
  Kind kind;
  Boxes boxes;
  std::int64_t stored = 0;
  const auto turn = [&](int records) {
    const auto run = boxes.next(records);
    stored += records;
    return seconds([&] { put(*kind.store, run); }) / records * 1e6;
  };
  for (auto _ : state) {
    for (std::int64_t stage = 10'000; stage <= most_records(); stage *= 10) {
      while (stored < stage) (void)turn(stage == 10'000 ? 100 : kBatch);
      std::vector<double> costs;
      for (int i = 0; i < kBoxes; ++i) costs.push_back(turn(kBatch));
      state.counters["us_at_" + std::to_string(stage)] = median(costs);
    }
  }
}
BENCHMARK(cost_with_records<Postgres>)->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK(cost_with_records<Sqlite>)->Iterations(1)->Unit(benchmark::kSecond);

// Pushes a second of so many clients that each wait for their answer: each push its own commit, then those that wait sharing one, in turns.
void sqlite_pushes(benchmark::State& state) {
  const auto clients = static_cast<std::size_t>(state.range(0));
  const auto records = static_cast<int>(state.range(1));
  constexpr int kEach = 24;
  Sqlite apart(1), together;
  std::vector<Boxes> apart_boxes(clients), together_boxes(clients);
  const auto pushes_a_second = [&](SqliteStore& store, std::vector<Boxes>& boxes) {
    std::vector<std::vector<Run>> runs(clients);
    for (std::size_t i = 0; i < clients; ++i) {
      for (int n = 0; n < kEach; ++n) runs[i].push_back(boxes[i].next(records));
    }
    const double took = seconds([&] {
      std::vector<std::jthread> threads;
      for (const auto& mine : runs) {
        threads.emplace_back([&] {
          for (const auto& run : mine) put(store, run);
        });
      }
    });
    return static_cast<double>(clients) * kEach / took;
  };
  std::vector<double> one_each, shared, gains;
  for (auto _ : state) {
    one_each.push_back(pushes_a_second(*apart.store, apart_boxes));
    shared.push_back(pushes_a_second(*together.store, together_boxes));
    gains.push_back(shared.back() / one_each.back());
  }
  state.counters["apart_s"] = median(one_each);
  state.counters["shared_s"] = median(shared);
  state.counters["gain"] = median(gains);
}
BENCHMARK(sqlite_pushes)->ArgsProduct({{1, 8, 32}, {1, 20, 500}})->Iterations(5)->Unit(benchmark::kMillisecond);

// Pushes a second that two workers take, and as many as a server has for PostgreSQL: each waits for its commits, others work meanwhile.
void postgres_workers(benchmark::State& state) {
  const auto records = static_cast<int>(state.range(0));
  constexpr int kPushes = 192;
  Postgres postgres;
  Boxes boxes;
  const auto pushes_a_second = [&](int workers) {
    std::vector<Run> runs;
    for (int i = 0; i < kPushes; ++i) runs.push_back(boxes.next(records));
    std::atomic<std::size_t> taken = 0;
    const double took = seconds([&] {
      std::vector<std::jthread> threads;
      for (int i = 0; i < workers; ++i) {
        threads.emplace_back([&] {
          for (std::size_t mine = taken++; mine < runs.size(); mine = taken++) put(*postgres.store, runs[mine]);
        });
      }
    });
    return kPushes / took;
  };
  std::vector<double> two, eight, gains;
  for (int warm = 0; warm < 2; ++warm) (void)pushes_a_second(8);
  for (auto _ : state) {
    two.push_back(pushes_a_second(2));
    eight.push_back(pushes_a_second(8));
    gains.push_back(eight.back() / two.back());
  }
  state.counters["two_s"] = median(two);
  state.counters["eight_s"] = median(eight);
  state.counters["gain"] = median(gains);
}
BENCHMARK(postgres_workers)->Arg(1)->Arg(20)->Arg(500)->Iterations(5)->Unit(benchmark::kMillisecond);

// Milliseconds a scrape of the gauges takes: as many boxes as have gauges of their own, and a million records.
template <class Kind>
void scrape_gauges(benchmark::State& state) {
  constexpr int kOf = static_cast<int>(kMostDeviceGauges), kRunsEach = 10;
  Kind kind;
  Boxes boxes(kOf);
  for (int turn = 0; turn < kOf * kRunsEach; ++turn) {
    const auto run = boxes.next();
    put(*kind.store, run);
    if (turn >= kOf) continue;
    const auto key = base::SigningKey::generate().public_key();
    if (!kind.store->add_device(key, "box", kNow) || !kind.store->bind(key, run.device, kNow)) throw std::runtime_error("no device");
    if (!kind.store->note_told(run.device, {{run.inc, kBatch * kRunsEach, {}}}, kNow)) throw std::runtime_error("not noted");
  }
  GaugeText gauges(*kind.store);
  auto now = kNow;
  std::vector<double> took;
  for (auto _ : state) {
    took.push_back(seconds([&] { benchmark::DoNotOptimize(gauges.text(now += kGaugesFor)); }) * 1e3);
  }
  state.counters["p50_ms"] = median(took);
  state.counters["worst_ms"] = *std::ranges::max_element(took);
}
BENCHMARK(scrape_gauges<Postgres>)->Iterations(50)->Unit(benchmark::kMillisecond);
BENCHMARK(scrape_gauges<Sqlite>)->Iterations(50)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace openday::bureau

BENCHMARK_MAIN();
