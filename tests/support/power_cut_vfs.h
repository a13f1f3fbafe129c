// A disk in memory, as an SQLite VFS, whose power fails at a chosen operation: every 512-byte sector written since the last
// sync of its file then survives, is lost or (one disk in four) garbled, each by itself (SYNC-NOTES.md 1.0). Bytes that were
// synced stay (SQLITE_IOCAP_POWERSAFE_OVERWRITE); a file is truncated whole or not at all; file names count as synced. One
// connection a file, one thread.
//
//   PowerCutDisk disk("cut", seed);
//   disk.cut_at(37);            // the 37th write, truncate or sync does not come through
//   ... open databases with VFS "cut", work until an error, close them ...
//   disk.power_up();            // what survived is the disk now
//   disk.write_files();         // and lies at the real paths, for programs that use the system's VFS
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace openday::support {

class PowerCutDisk {
 public:
  // Registers under `name`, which must be free; unregisters at the end of its life.
  PowerCutDisk(std::string name, std::uint64_t seed);
  ~PowerCutDisk();
  PowerCutDisk(const PowerCutDisk&) = delete;
  PowerCutDisk& operator=(const PowerCutDisk&) = delete;

  void cut_at(std::uint64_t operation);          // counted from now; 0: never
  void lie_about_sync(bool lies);                // a disk that says synced and is not
  [[nodiscard]] bool is_cut() const;
  [[nodiscard]] std::uint64_t operations() const;   // since cut_at
  void power_up();                               // all connections closed before
  void write_files() const;

  struct State;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace openday::support
