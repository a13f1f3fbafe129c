#include "kiosk/journal/journal.h"

#include <system_error>

#include <fmt/format.h>

#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/ballot_box.h"
#include "kiosk/journal/ballot_core.h"
#include "kiosk/journal/inbox_reader.h"
#include "kiosk/journal/journal_file.h"
#include "kiosk/journal/surroundings.h"
#include "kiosk/journal/record_row.h"

namespace openday::journal {
namespace {

namespace fs = std::filesystem;

Draft incarnation_draft(std::string reason) {
  event::DeviceBody body;
  body.what = "incarnation";
  body.detail = std::move(reason);
  return {event::Kind::device, {}, event::to_json(body)};
}

// What a damaged file still tells: who it was, the settings (PIN hashes, keys of marks) and who has rated, so that the box
// stays itself and nobody rates twice.
struct Salvage {
  std::optional<base::Uuid> device;
  std::vector<std::pair<std::string, std::string>> settings, marks;
};

void salvage_from(const fs::path& damaged, Salvage& salvage) {
  Database database(damaged, fs::exists(damaged.string() + "-wal") ? Database::Mode::read : Database::Mode::immutable);
  Statement identity(database, "SELECT device FROM identity");
  if (auto rows = identity.query(); rows.next()) salvage.device = base::Uuid{rows.array<16>(0)};
  Statement settings(database, "SELECT key, value FROM setting");
  auto rows = settings.query();
  while (rows.next()) salvage.settings.emplace_back(rows.text(0), rows.text(1));
  Statement marks(database, "SELECT event, mark FROM mark");
  auto mark = marks.query();
  while (mark.next()) salvage.marks.emplace_back(mark.text(0), mark.text(1));
}

Salvage salvage(const fs::path& damaged, const fs::path& state) {
  Salvage found;
  // Whatever it cannot read is lost; what came before the damage is kept.
  if (!attempt([&] { salvage_from(damaged, found); }) && !found.device) {
    const auto remembered = InboxReader(state).remembered_device();
    if (remembered) found.device = *remembered;
  }
  return found;
}

}  // namespace

struct Journal::State {
  base::UniqueFd lock;
  std::unique_ptr<JournalFile> file;
  std::unique_ptr<BallotBox> ballots;
  std::optional<fs::path> moved_aside;
};

namespace {

void begin(JournalFile& file, const Salvage& from, std::string reason, const base::Moment& now) {
  (void)file.in_transaction([&] {
    file.make_identity(from.device ? *from.device : base::make_uuid_v4(file.random16()));
    for (const auto& [key, value] : from.settings) file.set_setting(key, base::as_bytes(value));
    Statement mark(file.database, "INSERT OR IGNORE INTO mark VALUES (?1, ?2)");
    for (const auto& [event, bytes] : from.marks) mark.run(event, base::as_bytes(bytes));
    file.begin_incarnation();
    return file.append({incarnation_draft(std::move(reason))}, now);
  });
}

void notice_a_clone(JournalFile& file, const base::Moment& now) {
  const std::string& machine = file.options.machine;
  if (machine.empty()) return;
  const std::string before = file.machine();
  if (before == machine) return;
  (void)file.in_transaction([&] {
    file.set_machine(machine);
    if (before.empty()) return std::vector<event::Record>{};
    file.begin_incarnation();
    return file.append({incarnation_draft("cloned: the database came from another machine")}, now);
  });
}

}  // namespace

StoreResult<Journal> Journal::open(const fs::path& state, const base::Moment& now, JournalOptions options) {
  return attempt([&] {
    const Layout layout{state};
    auto opened = std::make_unique<State>();
    make_folder(layout.journal_folder());
    opened->lock = lock_for_life(layout.journal_lock());
    Salvage salvaged;
    std::string reason = "created";
    const auto set_aside = [&](std::string why) {
      opened->moved_aside = move_aside(layout.journal_db(), now.wall);
      salvaged = salvage(*opened->moved_aside, state);
      reason = fmt::format("damaged: {}; kept as {}", why, opened->moved_aside->filename().string());
    };
    if (orphaned_log(layout.journal_db())) set_aside("a log without its database");
    try {
      opened->file = std::make_unique<JournalFile>(layout, options);
    } catch (const DatabaseError& error) {
      if (error.kind() != StoreError::corrupt) throw;
      set_aside("the file could not be read");
      opened->file = std::make_unique<JournalFile>(layout, options);
    }
    if (opened->file->fresh()) {
      begin(*opened->file, salvaged, reason, now);
    } else {
      notice_a_clone(*opened->file, now);
    }
    (void)opened->file->settle_or_keep();
    opened->ballots = std::make_unique<BallotBox>(std::make_unique<BallotBox::Core>(*opened->file));
    return Journal(std::move(opened));
  });
}

Journal::Journal(std::unique_ptr<State> state) : state_(std::move(state)) {}
Journal::~Journal() = default;
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;

StoreResult<std::vector<event::Record>> Journal::append(const std::vector<Draft>& drafts, const base::Moment& now) {
  return attempt([&] { return state_->file->in_transaction([&] { return state_->file->append(drafts, now); }); });
}

StoreResult<event::Record> Journal::append(const Draft& draft, const base::Moment& now) {
  auto records = append(std::vector<Draft>{draft}, now);
  if (!records) return tl::unexpected(std::move(records.error()));
  return std::move(records->front());
}

const Head& Journal::head() const { return state_->file->head(); }
const base::Uuid& Journal::device() const { return head().device; }
const std::string& Journal::incarnation() const { return head().inc; }
std::optional<base::Instant> Journal::clock_floor() const { return state_->file->clock_floor(); }

StoreResult<event::Record> Journal::start_incarnation(std::string reason, const base::Moment& now) {
  return attempt([&] {
    JournalFile& file = *state_->file;
    return file.in_transaction([&] {
      file.begin_incarnation();
      return file.append({incarnation_draft(std::move(reason))}, now).front();
    });
  });
}

StoreResult<event::Record> Journal::erase(const Erasure& erasure, const base::Moment& now) {
  auto records = erase(std::vector<Erasure>{erasure}, now);
  if (!records) return tl::unexpected(std::move(records.error()));
  return std::move(records->front());
}

StoreResult<std::vector<event::Record>> Journal::erase(const std::vector<Erasure>& erasures, const base::Moment& now) {
  return attempt([&] {
    JournalFile& file = *state_->file;
    file.unsettle();
    auto records = file.in_transaction([&] {
      Statement blank(file.database, fmt::format("UPDATE record SET {} WHERE id = ?1 AND erased = 0", kEraseAssignments));
      std::vector<Draft> drafts;
      for (const Erasure& erasure : erasures) {
        for (const base::Uuid& id : erasure.records) blank.run(id.bytes);
        state_->ballots->core_->remove_marks(erasure.event, erasure.marks);
        drafts.push_back({event::Kind::erase, erasure.event, event::to_json(event::EraseBody{erasure.records, erasure.reason, erasure.counts})});
      }
      return file.append(drafts, now);
    });
    (void)file.settle_or_keep();
    return records;
  });
}

StoreResult<std::optional<std::string>> Journal::setting(std::string_view key) const {
  return attempt([&] { return state_->file->setting(key); });
}

StoreResult<void> Journal::set_setting(std::string_view key, std::string_view value) {
  return attempt([&] { state_->file->set_setting(key, base::as_bytes(value)); });
}

StoreResult<void> Journal::remove_setting(std::string_view key) {
  return attempt([&] { state_->file->remove_setting(key); });
}

BallotBox& Journal::ballots() { return *state_->ballots; }
bool Journal::settled() const { return state_->file->settled(); }

StoreResult<void> Journal::settle() {
  return attempt([&] { state_->file->settle(); });
}

const std::optional<fs::path>& Journal::moved_aside() const { return state_->moved_aside; }

}  // namespace openday::journal
