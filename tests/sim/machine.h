// The kiosk's side of a simulated machine: its journal on a memory disk and the clock of its boot. Knows what it confirmed to guests, and
// checks after each death of the kiosk that it is still there (I1).
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

#include "kiosk/journal/inbox_reader.h"
#include "kiosk/journal/journal.h"
#include "kiosk/journal/journal_reader.h"
#include "tests/sim/dice.h"
#include "tests/sim/memory_disk.h"

namespace openday::sim {

// An invariant does not hold: caught by whoever runs the seed.
struct Violation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Guests who rate one subject, one after another.
struct Voting {
  std::string event, session;
  int guests = 0;
  bool makes_batch = false;              // and a supervisor releases what waits
};

struct BoxClock {
  std::int64_t booted_at = 0;            // world time, ms
  std::int64_t skew_ms = 0;              // of the wall clock
  base::ClockState state = base::ClockState::synced;
  std::string boot;
};

class Machine {
 public:
  Machine(int number, std::string folder, std::string machine, std::uint64_t seed);
  ~Machine();
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  void restart_kiosk(std::int64_t world_ms);
  // What happens at the door. False: the kiosk died over it (and was started again).
  bool append(const journal::Draft& draft, std::int64_t world_ms, std::uint64_t dies_after = 0);
  bool vote(const Voting& voting, std::int64_t world_ms, std::uint64_t dies_after = 0);
  bool obey_inbox(std::int64_t world_ms);   // begins a new incarnation when syncd asked for one; true: it did

  [[nodiscard]] base::Moment moment(std::int64_t world_ms) const;
  [[nodiscard]] std::int64_t true_offset_ms() const;   // of this boot: wall - mono, where the wall is right
  [[nodiscard]] std::string inbox_prefix() const { return folder_ + "inbox/"; }
  [[nodiscard]] const std::string& folder() const { return folder_; }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] const std::string& machine() const { return machine_; }
  [[nodiscard]] journal::Journal& journal() { return *journal_; }
  [[nodiscard]] journal::JournalReader& reader();   // for whoever looks on
  [[nodiscard]] journal::InboxReader& inbox_reader();   // the kiosk's, kept open as there
  [[nodiscard]] BoxClock& clock() { return clock_; }
  [[nodiscard]] Dice& dice() { return dice_; }

 protected:
  void make_folders() const;
  void begin_boot(std::int64_t world_ms);
  void open_kiosk(std::int64_t world_ms);
  void stop_kiosk() { journal_.reset(); }
  void close_inbox() { inbox_reader_.reset(); }   // before its files are replaced
  void forget_disk();                    // another one takes its place: nothing of this one was confirmed
  void confirm() { confirmed_ = journal_->head(); }
  [[nodiscard]] std::string kiosk_prefix() const { return folder_ + "journal/"; }

  int number_;
  std::string folder_, machine_;
  Dice dice_;
  BoxClock clock_;
  std::optional<journal::Journal> journal_;

 private:
  std::optional<journal::JournalReader> reader_;
  std::optional<journal::InboxReader> inbox_reader_;
  std::optional<journal::Head> confirmed_;
};

// The world's first moment.
[[nodiscard]] base::Instant morning();

}  // namespace openday::sim
