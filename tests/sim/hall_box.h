// A box of a simulated hall: the kiosk with its journal and the papers it works with, and syncd. Kiosk and syncd die and come back by
// themselves; keys/ and spool/ are real files, written whole.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/app/documents.h"
#include "kiosk/journal/inbox_reader.h"
#include "tests/sim/hall_agent.h"
#include "tests/sim/machine.h"

namespace openday::sim {

// All that lies on a box's disk: databases, and the files of keys/ and spool/; both by their names below the box's folder.
struct WholeDisk {
  DiskImage databases;
  std::map<std::string, std::string> files;
};

class HallBox : public Machine {
 public:
  HallBox(int number, std::string folder, std::string machine, std::string hall, const HallMutant* mutant, const base::SigningKey& documents_key, std::uint64_t seed);
  ~HallBox();
  [[nodiscard]] static std::string address_of(int number);

  // A new box, or one with the copy of another's disk: to the bureau and to the hall both are one device from then on.
  void install(HallWiring wiring, std::int64_t world_ms, const HallBox* original = nullptr);
  void reboot(std::int64_t world_ms);
  void restart_syncd(std::int64_t world_ms);
  void lose_inbox(std::int64_t world_ms);
  [[nodiscard]] DiskImage inbox_image() const { return MemoryDisk::instance().copy(inbox_prefix()); }
  void put_back_inbox(const DiskImage& image, std::int64_t world_ms);   // an older one
  // A guest. False: the kiosk died over it.
  bool check_in(std::int64_t guest, std::int64_t world_ms, std::uint64_t dies_after = 0);
  bool vote(int guests, bool makes_batch, std::int64_t world_ms, std::uint64_t dies_after = 0);

  [[nodiscard]] WholeDisk whole_disk() const;
  void replace_disk(const WholeDisk& disk, std::int64_t world_ms);      // by an older one of its own; what was not sent since is lost with it
  bool obey_inbox(std::int64_t world_ms);   // as Box
  // Somebody asked to be forgotten: one of the check-ins that this box recorded.
  void erase_one(std::int64_t world_ms);

  // A supervisor holds up a code.
  void scan(const std::string& code, std::int64_t world_ms);
  [[nodiscard]] bool has_code() const;
  // What the kiosk does between two visits: takes the papers that syncd brought. False: nothing changed in the inbox since the last time.
  bool glance();
  // Null before there were any.
  [[nodiscard]] const app::Documents* documents() const { return documents_.get(); }

  // Where it stands; it comes to another hall with the code that it scans there.
  [[nodiscard]] const std::string& hall() const { return hall_; }
  void carry_to(const std::string& hall) { hall_ = hall, halls_been_->insert(hall); }
  // Of the device: the bureau takes its copies for one box that stands where the newest code said.
  [[nodiscard]] const std::set<std::string>& halls_been() const { return *halls_been_; }
  // Whose address it has.
  [[nodiscard]] bool can_call(const HallBox& other) const;
  [[nodiscard]] bool is_twin_of(const HallBox& other) const { return this != &other && halls_been_ == other.halls_been_; }
  [[nodiscard]] HallAgent& syncd() { return *syncd_; }

  // What the world knows of it.
  std::int64_t next_step_ms = 0;
  int generation_known = -1;
  int inboxes_lost = 0;                  // or put back
  int disks_replaced = 0;
  bool is_struck_off = false;            // the office revoked it, and gave it no new code
  bool is_put_away = false;              // switched off for good, when all that it had was with the bureau

 private:
  void stop_syncd();
  void lay_down(const WholeDisk& disk);
  void restart_papers();
  [[nodiscard]] app::DocumentTexts last_good() const;
  [[nodiscard]] std::vector<app::Published> published();

  std::string hall_;
  std::shared_ptr<std::set<std::string>> halls_been_;
  const HallMutant* mutant_;
  const base::SigningKey& documents_key_;
  HallWiring wiring_;
  std::unique_ptr<HallAgent> syncd_;
  bool enrolled_ = false, enrolled_seen_ = false;
  std::optional<std::vector<journal::DocumentName>> papers_seen_;
  std::shared_ptr<const app::Documents> documents_;
};

}  // namespace openday::sim
