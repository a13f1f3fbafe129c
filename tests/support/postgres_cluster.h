// A private PostgreSQL for tests: made in a fresh folder, reached by a socket there and nowhere else, stopped by its process id. fsync
// stays on, as shipped. Started by root, it runs as the user postgres.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace openday::support {

class PostgresCluster {
 public:
  // `root`: where the folder is made; `settings`: NAME=VALUE. Throws, naming the Debian package when the server is not installed.
  explicit PostgresCluster(const std::filesystem::path& root, const std::vector<std::string>& settings = {});
  ~PostgresCluster();
  PostgresCluster(const PostgresCluster&) = delete;
  PostgresCluster& operator=(const PostgresCluster&) = delete;

  // A connection string; `schema`: tables are made and looked for there.
  [[nodiscard]] std::string where(const std::string& schema = "public") const;
  [[nodiscard]] const std::filesystem::path& data() const { return data_; }
  void start();
  void stop();     // ends connections, keeps what was committed
  void kill();     // as a power cut of the database server's programs

 private:
  [[nodiscard]] Argv as_owner(Argv argv) const;
  std::filesystem::path folder_, data_, programs_;
  std::vector<std::string> settings_;
  std::unique_ptr<Child> server_;
};

}  // namespace openday::support
