#include "tests/support/postgres_cluster.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <vector>

#include <pwd.h>
#include <unistd.h>

namespace openday::support {
namespace {

constexpr const char* kOwner = "postgres";

// The newest server installed: /usr/lib/postgresql/VERSION/bin.
std::filesystem::path find_programs() {
  std::filesystem::path newest;
  int version = 0;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql", none)) {
    const int number = std::atoi(entry.path().filename().c_str());
    if (number <= version || !std::filesystem::exists(entry.path() / "bin/initdb")) continue;
    version = number;
    newest = entry.path() / "bin";
  }
  if (newest.empty()) throw std::runtime_error("PostgreSQL's server programs are missing (/usr/lib/postgresql/*/bin/initdb): config/setup test installs the Debian package postgresql-15 or postgresql-17");
  return newest;
}

}  // namespace

PostgresCluster::PostgresCluster(const std::filesystem::path& root, const std::vector<std::string>& settings) : programs_(find_programs()), settings_(settings) {
  std::string name = (root / "openday-pg-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder in " + root.string());
  folder_ = name;
  data_ = folder_ / "data";
  if (::geteuid() == 0) {
    const passwd* owner = ::getpwnam(kOwner);
    if (owner == nullptr || ::chown(folder_.c_str(), owner->pw_uid, owner->pw_gid) != 0) throw std::runtime_error("no user postgres: config/setup test installs the Debian package that makes it");
  }
  const auto made = run_program(as_owner({(programs_ / "initdb").string(), "--pgdata=" + data_.string(), "--username=openday", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
                                          "--no-instructions", "--no-sync"}), {}, std::chrono::seconds(120));
  if (made.exit_code != 0) throw std::runtime_error("initdb failed: " + made.err);
  start();
}

PostgresCluster::~PostgresCluster() {
  stop();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Argv PostgresCluster::as_owner(Argv argv) const {
  if (::geteuid() != 0) return argv;
  Argv out{"setpriv", std::string("--reuid=") + kOwner, std::string("--regid=") + kOwner, "--init-groups"};
  out.insert(out.end(), argv.begin(), argv.end());
  return out;
}

std::string PostgresCluster::where(const std::string& schema) const {
  return "host=" + folder_.string() + " user=openday dbname=postgres options='-c search_path=" + schema + "'";
}

void PostgresCluster::start() {
  Argv argv{(programs_ / "postgres").string(), "-D", data_.string(), "-k", folder_.string(), "-c", "listen_addresses=", "-c", "shared_buffers=64MB", "-c", "max_connections=60"};
  for (const auto& setting : settings_) argv.insert(argv.end(), {"-c", setting});
  server_ = std::make_unique<Child>(as_owner(std::move(argv)), Env{{"LC_ALL", "C.UTF-8"}}, folder_);
  if (!server_->wait_for_line("database system is ready to accept connections", std::chrono::seconds(60))) throw std::runtime_error("PostgreSQL did not start: " + server_->err());
}

void PostgresCluster::stop() {
  if (!server_) return;
  server_->signal(SIGINT);   // "fast": TERM would wait for the clients
  if (!server_->wait_exit(std::chrono::seconds(20))) server_->kill();
  server_.reset();
}

// Each backend is a session of its own, which no signal to the group reaches, and answers on until it notices that its parent is gone.
void PostgresCluster::kill() {
  const std::filesystem::path proc("/proc");
  const auto parent = std::to_string(server_->pid());
  std::ifstream children(proc / parent / "task" / parent / "children");
  const std::vector<pid_t> backends{std::istream_iterator<pid_t>(children), std::istream_iterator<pid_t>()};
  server_->kill();
  server_.reset();
  for (const pid_t backend : backends) ::kill(backend, SIGKILL);
  const auto gone_by = std::chrono::steady_clock::now() + std::chrono::seconds(1);   // one that nobody waits for stays as a name, and answers nothing
  for (const pid_t backend : backends) {
    while (std::filesystem::exists(proc / std::to_string(backend)) && std::chrono::steady_clock::now() < gone_by) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

}  // namespace openday::support
