// A simulated box: the kiosk's journal and syncd on one memory disk, each of which dies and comes back by itself; the disk can be
// copied, put back and cloned. Knows what it confirmed to guests, and checks after each death that it is still there (I1).
#pragma once

#include <memory>
#include <string>

#include "tests/sim/agent_host.h"
#include "tests/sim/machine.h"

namespace openday::sim {

class Box : public Machine {
 public:
  Box(int number, std::string folder, std::string machine, const base::SigningKey& key, const Mutant* mutant, std::uint64_t seed);
  ~Box();

  // A new box, or the copy of another's disk.
  void install(transport::AsyncClient& line, std::int64_t world_ms, const DiskImage* copy = nullptr);
  void reboot(std::int64_t world_ms);    // of the machine: everything begins again, the clock of this boot too
  void restart_syncd(std::int64_t world_ms, bool without_inbox = false);
  [[nodiscard]] DiskImage image() const { return MemoryDisk::instance().copy(folder_); }
  void replace_disk(const DiskImage& image, std::int64_t world_ms);

  // What happens at the door besides. False: the kiosk died over it (and was started again).
  bool vote(int guests, bool makes_batch, std::int64_t world_ms, std::uint64_t dies_after = 0);
  void erase_one(std::int64_t world_ms);
  bool obey_inbox(std::int64_t world_ms);   // begins a new incarnation when syncd asked for one; true: it did

  [[nodiscard]] const base::SigningKey& key() const { return key_; }
  [[nodiscard]] AgentHost& syncd() { return *syncd_; }

  // What the world knows of its syncd.
  std::int64_t next_step_ms = 0;
  std::uint64_t steps = 0;
  bool quiet = false, wedged = false;
  int generation_known = 0, wedged_engine = -1;

 private:
  const base::SigningKey& key_;
  const Mutant* mutant_;
  transport::AsyncClient* line_ = nullptr;
  std::unique_ptr<AgentHost> syncd_;
};

}  // namespace openday::sim
