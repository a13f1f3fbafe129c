#include "tests/sim/box.h"

namespace openday::sim {

Box::Box(int number, std::string folder, std::string machine, const base::SigningKey& key, const Mutant* mutant, std::uint64_t seed)
    : Machine(number, std::move(folder), std::move(machine), seed), key_(key), mutant_(mutant) {}

Box::~Box() { syncd_.reset(); }

void Box::install(transport::AsyncClient& line, std::int64_t world_ms, const DiskImage* copy) {
  line_ = &line;
  make_folders();
  auto& disk = MemoryDisk::instance();
  copy != nullptr ? disk.put_back(folder_, *copy) : disk.remove(folder_);
  begin_boot(world_ms);
  open_kiosk(world_ms);
  restart_syncd(world_ms);
}

void Box::restart_syncd(std::int64_t world_ms, bool without_inbox) {
  syncd_.reset();
  close_inbox();
  auto& disk = MemoryDisk::instance();
  disk.revive(inbox_prefix());
  if (without_inbox) disk.remove(inbox_prefix());
  syncd_ = std::make_unique<AgentHost>(folder_, *line_, key_, mutant_, dice_.next(), moment(world_ms));
  next_step_ms = world_ms + dice_.below(500);
  quiet = wedged = false;
}

void Box::reboot(std::int64_t world_ms) {
  syncd_.reset();
  stop_kiosk();
  begin_boot(world_ms);
  restart_kiosk(world_ms);
  restart_syncd(world_ms);
}

void Box::replace_disk(const DiskImage& image, std::int64_t world_ms) {
  syncd_.reset();
  forget_disk();
  MemoryDisk::instance().put_back(folder_, image);
  begin_boot(world_ms);
  open_kiosk(world_ms);
  restart_syncd(world_ms);
}

bool Box::vote(int guests, bool makes_batch, std::int64_t world_ms, std::uint64_t dies_after) {
  return Machine::vote({"lq2020", "morning", guests, makes_batch}, world_ms, dies_after);
}

void Box::erase_one(std::int64_t world_ms) {
  const auto scan = reader().scan(0);
  if (!scan || scan->records.empty()) return;
  const auto& chosen = scan->records[static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(scan->records.size())))];
  if (chosen.kind != "check-out") return;
  if (!journal_->erase({"lq2020", {chosen.id}, "asked", {}, {}}, moment(world_ms))) throw Violation("an erasure was refused");
  confirm();
}

bool Box::obey_inbox(std::int64_t world_ms) {
  if (mutant_ != nullptr && mutant_->keeps_its_incarnation) return false;
  return Machine::obey_inbox(world_ms);
}

}  // namespace openday::sim
