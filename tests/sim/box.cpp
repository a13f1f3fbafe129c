#include "tests/sim/box.h"

#include <filesystem>

#include <fmt/format.h>

#include "kiosk/journal/inbox_reader.h"
#include "kiosk/journal/layout.h"

namespace openday::sim {
namespace {

const base::Instant kMorning = base::parse_rfc3339("2020-11-17T00:30:00Z")->at;

}  // namespace

Box::Box(int number, std::string folder, std::string machine, const base::SigningKey& key, const Mutant* mutant, std::uint64_t seed)
    : number_(number), folder_(std::move(folder)), machine_(std::move(machine)), key_(key), mutant_(mutant), dice_(seed) {}

Box::~Box() {
  syncd_.reset();
  journal_.reset();
  reader_.reset();
  MemoryDisk::instance().revive(kiosk_prefix());
  MemoryDisk::instance().revive(inbox_prefix());
}

base::Moment Box::moment(std::int64_t world_ms) const {
  return {kMorning + std::chrono::milliseconds(world_ms + clock_.skew_ms), clock_.boot, world_ms - clock_.booted_at + 5000, clock_.state};
}

std::int64_t Box::true_offset_ms() const { return (kMorning + std::chrono::milliseconds(clock_.booted_at)).time_since_epoch().count() - 5000; }

void Box::begin_boot(std::int64_t world_ms) {
  clock_.booted_at = world_ms;
  clock_.boot = fmt::format("boot-{}-{:x}", number_, dice_.next());
}

void Box::install(transport::AsyncClient& line, std::int64_t world_ms, const DiskImage* copy) {
  line_ = &line;
  std::filesystem::create_directories(journal::Layout{folder_}.journal_folder());
  std::filesystem::create_directories(journal::Layout{folder_}.inbox_folder());
  auto& disk = MemoryDisk::instance();
  copy != nullptr ? disk.put_back(folder_, *copy) : disk.remove(folder_);
  begin_boot(world_ms);
  open_kiosk(world_ms);
  restart_syncd(world_ms);
}

journal::JournalReader& Box::reader() {
  if (!reader_) reader_.emplace(folder_);
  return *reader_;
}

void Box::open_kiosk(std::int64_t world_ms) {
  journal_.reset();
  MemoryDisk::instance().revive(kiosk_prefix());
  journal::JournalOptions options;
  options.machine = machine_;
  options.random = [this](std::span<std::uint8_t> out) { dice_.fill(out); };
  auto opened = journal::Journal::open(folder_, moment(world_ms), options);
  if (!opened) throw Violation("the journal does not open: " + opened.error().what);
  if (opened->moved_aside()) throw Violation("the journal was taken for damaged");
  journal_.emplace(std::move(*opened));
}

// The kiosk died, its disk did not: what it had confirmed is there.
void Box::restart_kiosk(std::int64_t world_ms) {
  open_kiosk(world_ms);
  if (!confirmed_) return;
  const auto& head = journal_->head();
  if (head.inc == confirmed_->inc && head.seq < confirmed_->seq) {
    throw Violation(fmt::format("I1: box {} confirmed seq {} and has {} after its kiosk died", number_, confirmed_->seq, head.seq));
  }
}

void Box::restart_syncd(std::int64_t world_ms, bool without_inbox) {
  syncd_.reset();
  auto& disk = MemoryDisk::instance();
  disk.revive(inbox_prefix());
  if (without_inbox) disk.remove(inbox_prefix());
  syncd_ = std::make_unique<AgentHost>(folder_, *line_, key_, mutant_, dice_.next(), moment(world_ms));
  next_step_ms = world_ms + dice_.below(500);
  quiet = wedged = false;
}

void Box::reboot(std::int64_t world_ms) {
  syncd_.reset();
  journal_.reset();
  begin_boot(world_ms);
  restart_kiosk(world_ms);
  restart_syncd(world_ms);
}

void Box::replace_disk(const DiskImage& image, std::int64_t world_ms) {
  syncd_.reset();
  journal_.reset();
  reader_.reset();
  MemoryDisk::instance().put_back(folder_, image);
  confirmed_.reset();
  begin_boot(world_ms);
  open_kiosk(world_ms);
  restart_syncd(world_ms);
}

bool Box::append(const journal::Draft& draft, std::int64_t world_ms, std::uint64_t dies_after) {
  if (dies_after > 0) MemoryDisk::instance().die_after(kiosk_prefix(), dies_after);
  const auto done = journal_->append(draft, moment(world_ms));
  if (done) confirmed_ = journal_->head();
  if (dies_after > 0) restart_kiosk(world_ms);
  if (!done && dies_after == 0) throw Violation("a record was refused: " + done.error().what);
  return done.has_value();
}

bool Box::vote(int guests, bool makes_batch, std::int64_t world_ms, std::uint64_t dies_after) {
  if (dies_after > 0) MemoryDisk::instance().die_after(kiosk_prefix(), dies_after);
  bool done = true;
  for (int i = 0; i < guests && done; ++i) {
    journal::Cast cast{"lq2020", "morning", std::nullopt, {{"bureau", static_cast<int>(dice_.between(1, 5)), {}, dice_.chance(400) ? "很好" : ""}}};
    done = journal_->ballots().cast(cast).has_value();
  }
  if (done && makes_batch) done = journal_->ballots().make_batches("lq2020", "", journal::BatchRule::any, moment(world_ms)).has_value();
  if (done) confirmed_ = journal_->head();
  if (dies_after > 0) restart_kiosk(world_ms);
  return done;
}

void Box::erase_one(std::int64_t world_ms) {
  const auto scan = reader().scan(0);
  if (!scan || scan->records.empty()) return;
  const auto& chosen = scan->records[static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(scan->records.size())))];
  if (chosen.kind != "check-out") return;
  if (!journal_->erase({"lq2020", {chosen.id}, "asked", {}, {}}, moment(world_ms))) throw Violation("an erasure was refused");
  confirmed_ = journal_->head();
}

bool Box::obey_inbox(std::int64_t world_ms) {
  if (mutant_ != nullptr && mutant_->keeps_its_incarnation) return false;
  const auto wanted = journal::InboxReader(folder_).incarnation_wanted(journal_->head().inc);
  if (!wanted || !*wanted) return false;
  if (!journal_->start_incarnation((*wanted)->reason, moment(world_ms))) throw Violation("no new incarnation");
  confirmed_ = journal_->head();
  return true;
}

}  // namespace openday::sim
