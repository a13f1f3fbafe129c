// The real programs: two servers on one PostgreSQL behind haproxy, a box's daemon that pushes through it while servers are killed. At the
// end both give the same answers, and every record of the box is there once.
#include <csignal>
#include <fstream>
#include <thread>

#include "sync/bureau/postgres_connection.h"
#include "sync/transport/curl_http_client.h"
#include "tests/bureau/bureau_fixture.h"
#include "tests/support/net.h"
#include "tests/support/postgres_cluster.h"

namespace openday::bureau {
namespace {

using support::Argv;
using support::Child;

constexpr PostgresConnection::Limits kPatience{std::chrono::seconds(60), std::chrono::seconds(60)};
constexpr std::chrono::seconds kLong{60};
const std::string kBin = OPENDAY_BIN_DIR;

std::string loopback(std::uint16_t port) { return "127.0.0.1:" + std::to_string(port); }

template <class Condition>
void until(const char* what, Condition condition) {
  const auto end = std::chrono::steady_clock::now() + kLong;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) throw std::runtime_error(std::string(what) + ": not within a minute");
    std::this_thread::yield();
  }
}

void run(const Argv& argv) {
  const auto done = support::run_program(argv);
  if (done.exit_code != 0) throw std::runtime_error(argv.front() + ": " + done.err);
}

// One of the servers; started again it has the same port.
class Server {
 public:
  explicit Server(std::string store, std::string config = {}) : store_(std::move(store)), config_(std::move(config)), port_(support::free_port()) { start(); }
  void start() {
    Argv argv{kBin + "/openday-bureau", "--listen", loopback(port_), "--store", store_};
    if (!config_.empty()) argv.insert(argv.end(), {"--config", config_});
    child_ = std::make_unique<Child>(argv);
    if (!child_->wait_for_line("listening on", kLong)) throw std::runtime_error("a server did not start: " + child_->err());
  }
  void kill() { child_->kill(); }
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  std::string store_, config_;
  std::uint16_t port_;
  std::unique_ptr<Child> child_;
};

class TwoServers : public ::testing::Test {
 protected:
  TwoServers() : one_(store_), two_(store_), watch_(cluster_.where(), kPatience) {
    start_haproxy();
    support::write_text(folder_ / "sync.toml", "url = \"http://" + loopback(front_) + "\"\nbox = \"hall\"\n");
    std::filesystem::create_directory(state());
  }

  [[nodiscard]] std::filesystem::path state() const { return folder_ / "state"; }
  [[nodiscard]] Argv syncd(const std::string& word = {}) const {
    Argv out{kBin + "/openday-syncd", "--state", state().string(), "--config", (folder_ / "sync.toml").string()};
    if (!word.empty()) out.push_back(word);
    return out;
  }
  void start_haproxy() {
    const auto file = folder_ / "haproxy.cfg";
    std::ofstream(file) << "defaults\n  mode http\n  timeout connect 2s\n  timeout client 30s\n  timeout server 30s\n  timeout check 1s\n  retries 2\n  option redispatch\n"
                        << "frontend boxes\n  bind " << loopback(front_) << "\n  default_backend servers\n"
                        << "backend servers\n  balance roundrobin\n  option httpchk GET /v1/health\n  default-server check inter 100ms fall 1 rise 1 on-marked-down shutdown-sessions\n"
                        << "  server one " << loopback(one_.port()) << "\n  server two " << loopback(two_.port()) << "\n";
    try {
      haproxy_ = std::make_unique<Child>(Argv{"haproxy", "-db", "-f", file.string()});
    } catch (const std::exception&) {
      throw std::runtime_error("haproxy is missing: config/setup test installs the Debian package haproxy");
    }
    until("haproxy gives an answer of a server", [&] { return get(front_, "/v1/health").status == 200; });
  }
  static transport::HttpAnswer ask(std::uint16_t port, const std::string& method, const std::string& path, const std::string& body) {
    transport::CurlOptions options;
    options.url = "http://" + loopback(port);
    const auto answer = transport::make_curl_client(options)->send({method, path, body, protocol::Encoding::identity, base::Instant{}});
    return answer ? *answer : transport::HttpAnswer{};
  }
  static transport::HttpAnswer get(std::uint16_t port, const std::string& path) { return ask(port, "GET", path, {}); }
  template <class Message>
  static std::string post(const Server& server, const std::string& path, const Message& message) {
    const auto answer = ask(server.port(), "POST", path, protocol::encode(message));
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.body;
  }
  [[nodiscard]] std::int64_t count(const char* sql) { return watch_.run(sql).integer(0, 0); }
  [[nodiscard]] std::int64_t arrived() { return count("SELECT count(*) FROM records WHERE kind = 'check-out'"); }

  support::TempDir folder_;
  support::PostgresCluster cluster_{"/tmp"};
  const std::string store_ = "postgres:" + cluster_.where();
  Server one_, two_;
  const std::uint16_t front_ = support::free_port();
  std::unique_ptr<Child> haproxy_;
  PostgresConnection watch_;
};

TEST_F(TwoServers, lose_and_double_nothing_while_they_are_killed) {
  run(syncd("--init"));
  run({kBin + "/openday-bureau", "admin", "devices", "add", (state() / "keys/device.pub").string(), "--name", "hall", "--store", store_});
  auto journal = journal::Journal::open(state(), journal::moment());
  ASSERT_TRUE(journal) << journal.error().what;
  std::vector<std::string> ids;
  const auto write = [&](int records) {
    const auto written = journal->append(std::vector<journal::Draft>(static_cast<std::size_t>(records), journal::draft("a", event::Kind::check_out)), journal::moment());
    ASSERT_TRUE(written) << written.error().what;
    for (const auto& record : *written) ids.push_back(base::to_string(record.id));
  };
  write(300);
  const Child daemon(syncd());
  until("the first records arrive", [&] { return arrived() > 0; });
  for (int round = 0; round < 4; ++round) {
    auto& server = round % 2 == 0 ? one_ : two_;
    write(300);
    server.kill();
    write(200);
    const auto before = arrived();
    until("the other server goes on", [&] { return arrived() > before || arrived() >= static_cast<std::int64_t>(ids.size()); });
    server.start();
  }
  until("everything arrives", [&] { return arrived() >= static_cast<std::int64_t>(ids.size()); });
  const auto rows = watch_.run("SELECT r.id::text FROM records r JOIN chains c ON c.number = r.chain WHERE r.kind = 'check-out' ORDER BY c.inc, r.seq");
  std::vector<std::string> held;
  for (int i = 0; i < rows.size(); ++i) held.push_back(rows.text(i, 0));
  EXPECT_TRUE(held == ids) << held.size() << " records here, " << ids.size() << " on the box";
  EXPECT_EQ(count("SELECT count(*) FROM quarantine"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM aside"), 0);
}

TEST_F(TwoServers, give_the_same_answers) {
  TestDevice box;
  const auto key = folder_ / "box.pub";
  support::write_text(key, base::public_key_to_pem(box.key.public_key()));
  run({kBin + "/openday-bureau", "admin", "devices", "add", key.string(), "--store", store_});
  // What is said of the moment is not compared.
  const auto without_now = [](const std::string& body) {
    const auto at = body.find("\"now\"");
    return at == std::string::npos ? body : body.substr(0, at) + body.substr(body.find(',', at));
  };
  EXPECT_EQ(without_now(post(one_, "/v1/hello", box.hello())), without_now(post(two_, "/v1/hello", box.hello())));
  const auto push = box.push(box.next_few(50));
  std::string first, second;
  {
    const std::jthread left([&] { first = post(one_, "/v1/push", push); }), right([&] { second = post(two_, "/v1/push", push); });
  }
  EXPECT_EQ(without_now(first), without_now(second));
  EXPECT_EQ(without_now(post(one_, "/v1/hello", box.hello())), without_now(post(two_, "/v1/hello", box.hello())));
  EXPECT_EQ(arrived(), 50);
}

// Workers that wait for a lost standby, all boxes back at once: a load balancer that took the server out for that would bury the other.
TEST_F(TwoServers, are_healthy_while_their_workers_wait_and_their_queue_is_full) {
  support::write_text(folder_ / "bureau.toml", "[server]\nworkers = 1\nqueue = 1\n");
  const Server busy(store_, (folder_ / "bureau.toml").string());
  TestDevice box;
  const auto key = folder_ / "box.pub";
  support::write_text(key, base::public_key_to_pem(box.key.public_key()));
  run({kBin + "/openday-bureau", "admin", "devices", "add", key.string(), "--store", store_});
  (void)post(busy, "/v1/hello", box.hello());
  const auto push = protocol::encode(box.push(box.next_few(1)));
  watch_.execute("BEGIN");
  watch_.execute("LOCK TABLE chains IN ACCESS EXCLUSIVE MODE");
  {
    const std::jthread pushes([&](const std::stop_token& stop) {
      while (!stop.stop_requested()) (void)ask(busy.port(), "POST", "/v1/push", push);
    });
    until("the queue is full", [&] { return get(busy.port(), "/v1/metrics").status == 503; });
    for (int i = 0; i < 10; ++i) EXPECT_EQ(get(busy.port(), "/v1/health").status, 200);
  }
  watch_.execute("ROLLBACK");
}

}  // namespace
}  // namespace openday::bureau
