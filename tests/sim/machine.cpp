#include "tests/sim/machine.h"

#include <filesystem>

#include <fmt/format.h>

#include "kiosk/journal/ballot_box.h"
#include "kiosk/journal/layout.h"

namespace openday::sim {

base::Instant morning() { return base::parse_rfc3339("2020-11-17T00:30:00Z")->at; }

Machine::Machine(int number, std::string folder, std::string machine, std::uint64_t seed)
    : number_(number), folder_(std::move(folder)), machine_(std::move(machine)), dice_(seed) {}

Machine::~Machine() {
  journal_.reset();
  reader_.reset();
  inbox_reader_.reset();
  MemoryDisk::instance().revive(kiosk_prefix());
  MemoryDisk::instance().revive(inbox_prefix());
}

base::Moment Machine::moment(std::int64_t world_ms) const {
  return {morning() + std::chrono::milliseconds(world_ms + clock_.skew_ms), clock_.boot, world_ms - clock_.booted_at + 5000, clock_.state};
}

std::int64_t Machine::true_offset_ms() const { return (morning() + std::chrono::milliseconds(clock_.booted_at)).time_since_epoch().count() - 5000; }

void Machine::make_folders() const {
  std::filesystem::create_directories(journal::Layout{folder_}.journal_folder());
  std::filesystem::create_directories(journal::Layout{folder_}.inbox_folder());
}

void Machine::begin_boot(std::int64_t world_ms) {
  clock_.booted_at = world_ms;
  clock_.boot = fmt::format("boot-{}-{:x}", number_, dice_.next());
}

journal::JournalReader& Machine::reader() {
  if (!reader_) reader_.emplace(folder_);
  return *reader_;
}

journal::InboxReader& Machine::inbox_reader() {
  if (!inbox_reader_) inbox_reader_.emplace(folder_);
  return *inbox_reader_;
}

void Machine::open_kiosk(std::int64_t world_ms) {
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
void Machine::restart_kiosk(std::int64_t world_ms) {
  open_kiosk(world_ms);
  if (!confirmed_) return;
  const auto& head = journal_->head();
  if (head.inc == confirmed_->inc && head.seq < confirmed_->seq) {
    throw Violation(fmt::format("I1: box {} confirmed seq {} and has {} after its kiosk died", number_, confirmed_->seq, head.seq));
  }
}

void Machine::forget_disk() {
  journal_.reset();
  reader_.reset();
  inbox_reader_.reset();
  confirmed_.reset();
}

bool Machine::append(const journal::Draft& draft, std::int64_t world_ms, std::uint64_t dies_after) {
  if (dies_after > 0) MemoryDisk::instance().die_after(kiosk_prefix(), dies_after);
  const auto done = journal_->append(draft, moment(world_ms));
  if (done) confirm();
  if (dies_after > 0) restart_kiosk(world_ms);
  if (!done && dies_after == 0) throw Violation("a record was refused: " + done.error().what);
  return done.has_value();
}

bool Machine::vote(const Voting& voting, std::int64_t world_ms, std::uint64_t dies_after) {
  if (dies_after > 0) MemoryDisk::instance().die_after(kiosk_prefix(), dies_after);
  bool done = true;
  for (int i = 0; i < voting.guests && done; ++i) {
    journal::Cast cast{voting.event, voting.session, std::nullopt, {{"bureau", static_cast<int>(dice_.between(1, 5)), {}, dice_.chance(400) ? "很好" : ""}}};
    done = journal_->ballots().cast(cast).has_value();
  }
  if (done && voting.makes_batch) done = journal_->ballots().make_batches(voting.event, "", journal::BatchRule::any, moment(world_ms)).has_value();
  if (done) confirm();
  if (dies_after > 0) restart_kiosk(world_ms);
  return done;
}

bool Machine::obey_inbox(std::int64_t world_ms) {
  const auto wanted = inbox_reader().incarnation_wanted(journal_->head().inc);
  if (!wanted || !*wanted) return false;
  if (!journal_->start_incarnation((*wanted)->reason, moment(world_ms))) throw Violation("no new incarnation");
  confirm();
  return true;
}

}  // namespace openday::sim
