// SQLite files in memory, as the default VFS of a test process: thousands of boxes live and die without a system call for each page.
// A machine is a path prefix; its processes can be killed in the middle of a transaction (what was written before stays, as the page
// cache does after kill -9), its disk copied and put back. Several connections a file (locks and shared memory are there for one
// thread: no two transactions overlap). Empty files of the same names lie at the real paths, for whoever looks with stat().
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace openday::sim {

using DiskImage = std::map<std::string, std::vector<char>>;   // file name without the machine's prefix: bytes

class MemoryDisk {
 public:
  // Registers itself on first use and stays for the life of the process.
  [[nodiscard]] static MemoryDisk& instance();

  // After `writes` more operations of files under `prefix` every further one fails, until revive().
  void die_after(std::string_view prefix, std::uint64_t writes);
  [[nodiscard]] bool is_dead(std::string_view prefix) const;
  void revive(std::string_view prefix);

  // All files under the prefix, which no transaction has open. Put back: all connections under it closed before.
  [[nodiscard]] DiskImage copy(std::string_view prefix) const;
  void put_back(std::string_view prefix, const DiskImage& image);
  void remove(std::string_view prefix);

  struct State;

 private:
  MemoryDisk();
  State* state_;
};

}  // namespace openday::sim
