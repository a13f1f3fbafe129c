// A simulated box: the kiosk's journal and syncd on one memory disk, each of which dies and comes back by itself; the disk can be
// copied, put back and cloned. Knows what it confirmed to guests, and checks after each death that it is still there (I1).
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "kiosk/journal/ballot_box.h"
#include "kiosk/journal/journal.h"
#include "tests/sim/agent_host.h"
#include "tests/sim/dice.h"
#include "tests/sim/memory_disk.h"

namespace openday::sim {

// An invariant does not hold: caught by whoever runs the seed.
struct Violation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct BoxClock {
  std::int64_t booted_at = 0;            // world time, ms
  std::int64_t skew_ms = 0;              // of the wall clock
  base::ClockState state = base::ClockState::synced;
  std::string boot;
};

class Box {
 public:
  Box(int number, std::string folder, std::string machine, const base::SigningKey& key, const Mutant* mutant, std::uint64_t seed);
  ~Box();

  // A new box, or the copy of another's disk.
  void install(transport::AsyncClient& line, std::int64_t world_ms, const DiskImage* copy = nullptr);
  void reboot(std::int64_t world_ms);    // of the machine: everything begins again, the clock of this boot too
  void restart_kiosk(std::int64_t world_ms);
  void restart_syncd(std::int64_t world_ms, bool without_inbox = false);
  [[nodiscard]] DiskImage image() const { return MemoryDisk::instance().copy(folder_); }
  void replace_disk(const DiskImage& image, std::int64_t world_ms);

  // What happens at the door. False: the kiosk died over it (and was started again).
  bool append(const journal::Draft& draft, std::int64_t world_ms, std::uint64_t dies_after = 0);
  bool vote(int guests, bool makes_batch, std::int64_t world_ms, std::uint64_t dies_after = 0);
  void erase_one(std::int64_t world_ms);
  bool obey_inbox(std::int64_t world_ms);   // begins a new incarnation when syncd asked for one; true: it did

  [[nodiscard]] base::Moment moment(std::int64_t world_ms) const;
  [[nodiscard]] std::int64_t true_offset_ms() const;   // of this boot: wall - mono, where the wall is right
  [[nodiscard]] std::string inbox_prefix() const { return folder_ + "inbox/"; }
  [[nodiscard]] const std::string& folder() const { return folder_; }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] const base::SigningKey& key() const { return key_; }
  [[nodiscard]] const std::string& machine() const { return machine_; }
  [[nodiscard]] journal::Journal& journal() { return *journal_; }
  [[nodiscard]] journal::JournalReader& reader();   // for whoever looks on
  [[nodiscard]] AgentHost& syncd() { return *syncd_; }
  [[nodiscard]] BoxClock& clock() { return clock_; }
  [[nodiscard]] Dice& dice() { return dice_; }

  // What the world knows of its syncd.
  std::int64_t next_step_ms = 0;
  std::uint64_t steps = 0;
  bool quiet = false, wedged = false;
  int generation_known = 0, wedged_engine = -1;

 private:
  void open_kiosk(std::int64_t world_ms);
  void begin_boot(std::int64_t world_ms);
  [[nodiscard]] std::string kiosk_prefix() const { return folder_ + "journal/"; }

  int number_;
  std::string folder_, machine_;
  const base::SigningKey& key_;
  const Mutant* mutant_;
  Dice dice_;
  BoxClock clock_;
  transport::AsyncClient* line_ = nullptr;
  std::optional<journal::Journal> journal_;
  std::unique_ptr<AgentHost> syncd_;
  std::optional<journal::JournalReader> reader_;
  std::optional<journal::Head> confirmed_;
};

}  // namespace openday::sim
