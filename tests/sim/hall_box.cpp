#include "tests/sim/hall_box.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "kiosk/base/file.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/layout.h"
#include "kiosk/journal/spool.h"
#include "tests/sim/hall_papers.h"

namespace openday::sim {
namespace {

constexpr const char* kEnrolled = "enrolled";            // as the kiosk's settings name it

}  // namespace

HallBox::HallBox(int number, std::string folder, std::string machine, std::string hall, const HallMutant* mutant, const base::SigningKey& documents_key, std::uint64_t seed)
    : Machine(number, std::move(folder), std::move(machine), seed), hall_(std::move(hall)), halls_been_(std::make_shared<std::set<std::string>>(std::set{hall_})), mutant_(mutant), documents_key_(documents_key) {}

HallBox::~HallBox() { syncd_.reset(); }

void HallBox::install(HallWiring wiring, std::int64_t world_ms, const HallBox* original) {
  wiring_ = std::move(wiring);
  MemoryDisk::instance().remove(folder_);
  std::filesystem::remove_all(folder_);
  make_folders();
  if (original != nullptr) {
    lay_down(original->whole_disk());
    halls_been_ = original->halls_been_;
    halls_been_->insert(hall_);
    is_struck_off = original->is_struck_off;
  }
  begin_boot(world_ms);
  open_kiosk(world_ms);
  restart_syncd(world_ms);
}

std::string HallBox::address_of(int number) { return fmt::format("https://box-{}", number); }

bool HallBox::can_call(const HallBox& other) const { return std::ranges::find(wiring_.neighbours, address_of(other.number())) != wiring_.neighbours.end(); }

void HallBox::stop_syncd() {
  syncd_.reset();
  close_inbox();
  MemoryDisk::instance().revive(inbox_prefix());
}

void HallBox::restart_syncd(std::int64_t world_ms) {
  stop_syncd();
  syncd_ = std::make_unique<HallAgent>(folder_, wiring_, mutant_, dice_.next(), moment(world_ms));
  next_step_ms = world_ms + dice_.below(500);
}

void HallBox::lose_inbox(std::int64_t world_ms) { put_back_inbox({}, world_ms); }

void HallBox::put_back_inbox(const DiskImage& image, std::int64_t world_ms) {
  stop_syncd();
  MemoryDisk::instance().put_back(inbox_prefix(), image);
  ++inboxes_lost;
  generation_known = -1;
  restart_syncd(world_ms);
}

void HallBox::reboot(std::int64_t world_ms) {
  syncd_.reset();
  stop_kiosk();
  begin_boot(world_ms);
  restart_kiosk(world_ms);
  restart_papers();
  restart_syncd(world_ms);
}

WholeDisk HallBox::whole_disk() const {
  WholeDisk out{MemoryDisk::instance().copy(folder_), {}};
  for (const auto& folder : {journal::Layout{folder_}.keys_folder(), journal::Layout{folder_}.spool_folder()}) {
    if (!std::filesystem::exists(folder)) continue;
    for (const auto& file : std::filesystem::directory_iterator(folder)) out.files[file.path().string().substr(folder_.size())] = base::read_file(file.path()).value();
  }
  return out;
}

void HallBox::lay_down(const WholeDisk& disk) {
  MemoryDisk::instance().put_back(folder_, disk.databases);
  for (const auto& folder : {journal::Layout{folder_}.keys_folder(), journal::Layout{folder_}.spool_folder()}) std::filesystem::remove_all(folder);
  for (const auto& [name, bytes] : disk.files) {
    const auto path = std::filesystem::path(folder_) / name;
    std::filesystem::create_directories(path.parent_path());
    if (!base::write_file_durably(path, bytes, 0600)) throw std::runtime_error("a file was not put back: " + name);
  }
}

void HallBox::replace_disk(const WholeDisk& disk, std::int64_t world_ms) {
  stop_syncd();
  forget_disk();
  restart_papers();
  lay_down(disk);
  ++inboxes_lost, ++disks_replaced;
  generation_known = -1;
  begin_boot(world_ms);
  open_kiosk(world_ms);
  restart_syncd(world_ms);
}

void HallBox::erase_one(std::int64_t world_ms) {
  const auto scan = reader().scan(0);
  if (!scan || scan->records.empty()) return;
  const auto& chosen = scan->records[static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(scan->records.size())))];
  if (chosen.kind != event::to_string(event::Kind::check_in) || chosen.erased()) return;
  if (!journal_->erase({kHallEvent, {chosen.id}, "asked", {}, {}}, moment(world_ms))) throw Violation("an erasure was refused");
  confirm();
}

bool HallBox::obey_inbox(std::int64_t world_ms) {
  if (mutant_ != nullptr && mutant_->keeps_its_incarnation) return false;
  return Machine::obey_inbox(world_ms);
}

bool HallBox::check_in(std::int64_t guest, std::int64_t world_ms, std::uint64_t dies_after) {
  event::CheckInBody body;
  body.registration.bytes.fill(static_cast<std::uint8_t>(guest + 1));
  body.session = "main";
  body.category = "public";
  const bool done = append({event::Kind::check_in, kHallEvent, event::to_json(body)}, world_ms, dies_after);
  if (dies_after > 0) restart_papers();
  return done;
}

bool HallBox::vote(int guests, bool makes_batch, std::int64_t world_ms, std::uint64_t dies_after) {
  const bool done = Machine::vote({kHallEvent, "main", guests, makes_batch}, world_ms, dies_after);
  if (dies_after > 0) restart_papers();
  return done;
}

void HallBox::scan(const std::string& code, std::int64_t world_ms) {
  base::Random16 random{};
  dice_.fill(random);
  if (!journal::Spool(folder_).put(journal::SpoolKind::enrol, code, moment(world_ms).wall, random)) throw Violation("a code was not left in spool/");
}

bool HallBox::has_code() const {
  const auto entries = journal::Spool(folder_).list();
  return entries && !entries->empty();
}

void HallBox::restart_papers() {
  enrolled_ = enrolled_seen_ = false;
  papers_seen_.reset();
  documents_.reset();
}

app::DocumentTexts HallBox::last_good() const {
  app::DocumentTexts out;
  for (const std::string kind : {"plan", "roster", "trust", "revocations", "calendar"}) {
    for (const auto& key : {kind, kind + ".cose"}) {
      auto text = journal_->setting("last_good." + key);
      if (text && *text && !(*text)->empty()) out.emplace(key, std::move(**text));
    }
  }
  return out;
}

std::vector<app::Published> HallBox::published() {
  std::vector<app::Published> out;
  for (const auto& name : *papers_seen_) {
    auto one = inbox_reader().document(name.event, name.kind);
    if (one && *one) out.push_back({(*one)->event, (*one)->kind, (*one)->version, std::move((*one)->bytes), std::move((*one)->signature)});
  }
  if (mutant_ != nullptr && mutant_->papers) mutant_->papers(out, documents_key_);
  return out;
}

// As JournalDesk: once enrolled, for good; papers that do not load leave those in force; the last good ones are kept.
bool HallBox::glance() {
  const auto changed = inbox_reader().changed();
  if (changed && !*changed && papers_seen_) return false;
  if (!enrolled_) {
    const auto kept = journal_->setting(kEnrolled);
    const auto note = inbox_reader().note(kEnrolled);
    enrolled_ = kept && *kept;
    if (!enrolled_ && note && *note && !(*note)->empty()) enrolled_ = journal_->set_setting(kEnrolled, **note).has_value();
  }
  const auto names = inbox_reader().documents();
  if (!names || (papers_seen_ && *names == *papers_seen_ && enrolled_ == enrolled_seen_)) return true;
  papers_seen_ = *names;
  enrolled_seen_ = enrolled_;
  auto loading = app::load_documents({}, last_good(), published(), enrolled_);
  if (!loading.documents) return true;
  documents_ = std::move(loading.documents);
  for (const auto& [kind, text] : loading.good) (void)journal_->set_setting("last_good." + kind, text);
  return true;
}

}  // namespace openday::sim
