#include "kiosk/journal/journal_reader.h"

#include <fmt/format.h>

#include "kiosk/journal/ballot_mark.h"
#include "kiosk/journal/layout.h"
#include "kiosk/journal/read_only_file.h"
#include "kiosk/journal/record_row.h"

namespace openday::journal {
namespace {

struct Incarnation {
  std::int64_t k = 0, base = 0, end = 0;   // records n = base + 1 .. end
  std::string inc;
};

std::optional<base::Uuid> device_of(ReadOnlyFile& file) {
  auto rows = file.statement("SELECT device FROM identity").query();
  if (!rows.next()) return std::nullopt;
  return base::Uuid{rows.array<16>(0)};
}

// In the order they began. The end of each is the base of the next; of the last one the last record.
std::vector<Incarnation> incarnations(ReadOnlyFile& file) {
  std::vector<Incarnation> all;
  auto rows = file.statement("SELECT k, base, inc FROM incarnation ORDER BY k").query();
  while (rows.next()) {
    if (!all.empty()) all.back().end = rows.integer(1);
    all.push_back({rows.integer(0), rows.integer(1), 0, rows.text(2)});
  }
  if (all.empty()) return all;
  auto last = file.statement("SELECT max(n) FROM record").query();
  all.back().end = last.next() ? std::max(last.integer(0), all.back().base) : all.back().base;
  return all;
}

std::optional<Incarnation> find(ReadOnlyFile& file, std::string_view inc) {
  for (auto& one : incarnations(file)) {
    if (one.inc == inc) return std::move(one);
  }
  return std::nullopt;
}

base::Digest hash_after(ReadOnlyFile& file, const base::Uuid& device, const Incarnation& incarnation, std::int64_t n) {
  if (n <= incarnation.base) return event::chain_start(device, incarnation.inc);
  auto rows = file.statement("SELECT hash FROM record WHERE n = ?1").query(n);
  if (!rows.next()) throw DatabaseError(StoreError::corrupt, fmt::format("journal.db: record {} of {} is missing; run openday verify",
                                                                         n - incarnation.base, incarnation.inc));
  return rows.array<32>(0);
}

event::Record record_at(const Rows& rows, int first, const base::Uuid& device, std::string inc, std::int64_t seq) {
  event::Record record = read_record(rows, first);
  record.device = device;
  record.inc = std::move(inc);
  record.seq = static_cast<std::uint64_t>(seq);
  return record;
}

std::vector<SealedBallot> sealed(Statement& select, const base::Uuid& batch) {
  std::vector<SealedBallot> ballots;
  auto rows = select.query(batch.bytes);
  while (rows.next()) ballots.push_back({base::Uuid{rows.array<16>(0)}, rows.array<16>(1), rows.text(2)});
  return ballots;
}

// What a page may hold before it ends.
class PageRoom {
 public:
  explicit PageRoom(std::size_t limit) : limit_(limit) {}
  [[nodiscard]] bool full(std::size_t records) const { return records >= limit_ || bytes_ >= kPageBytes || budget_.spent(records); }
  void add(const event::Record& record) { bytes_ += record.body ? record.body->size() : 0; }

 private:
  std::size_t limit_, bytes_ = 0;
  ReadBudget budget_;
};

const std::string kRecordsBetween = fmt::format("SELECT seq, {}, hash FROM record WHERE n > ?1 AND n <= ?2 ORDER BY n", kRecordColumns);
const std::string kRecordsAfter = fmt::format("SELECT r.n, r.seq, c.inc, {} FROM record r JOIN incarnation c ON c.k = r.k WHERE r.n > ?1 ORDER BY r.n",
                                              kRecordColumns);
const std::string kRecordById = fmt::format("SELECT r.seq, c.inc, {} FROM record r JOIN incarnation c ON c.k = r.k WHERE r.id = ?1", kRecordColumns);

}  // namespace

struct JournalReader::State {
  explicit State(const std::filesystem::path& state) : file(Layout{state}.journal_db(), journal_schema()) {}
  ReadOnlyFile file;
};

JournalReader::JournalReader(std::filesystem::path state) : state_(std::make_unique<State>(state)) {}
JournalReader::~JournalReader() = default;
JournalReader::JournalReader(JournalReader&&) noexcept = default;
JournalReader& JournalReader::operator=(JournalReader&&) noexcept = default;

StoreResult<bool> JournalReader::changed() { return state_->file.changed(); }
bool JournalReader::present() const { return state_->file.present(); }

StoreResult<std::optional<base::Uuid>> JournalReader::device() {
  return state_->file.read(std::optional<base::Uuid>(), device_of);
}

StoreResult<std::vector<Head>> JournalReader::heads() {
  return state_->file.read(std::vector<Head>(), [](ReadOnlyFile& file) {
    std::vector<Head> heads;
    const auto device = device_of(file);
    if (!device) return heads;
    for (const auto& one : incarnations(file)) {
      heads.push_back({*device, one.inc, static_cast<std::uint64_t>(one.end - one.base), hash_after(file, *device, one, one.end)});
    }
    return heads;
  });
}

StoreResult<Page> JournalReader::records(std::string_view inc, std::uint64_t after, std::size_t limit) {
  return state_->file.read(Page(), [&](ReadOnlyFile& file) {
    Page page;
    const auto device = device_of(file);
    const auto incarnation = find(file, inc);
    if (!device || !incarnation) return page;
    const auto count = static_cast<std::uint64_t>(incarnation->end - incarnation->base);
    const std::int64_t start = incarnation->base + static_cast<std::int64_t>(std::min(after, count));
    PageRoom room(limit);
    auto rows = file.statement(kRecordsBetween).query(start, incarnation->end);
    while (rows.next()) {
      if (room.full(page.records.size())) {
        page.more = true;
        break;
      }
      page.records.push_back(record_at(rows, 1, *device, incarnation->inc, rows.integer(0)));
      page.hashes.push_back(rows.array<32>(1 + kRecordColumnCount));
      room.add(page.records.back());
    }
    page.head = page.hashes.empty() ? hash_after(file, *device, *incarnation, start) : page.hashes.back();
    return page;
  });
}

StoreResult<Scan> JournalReader::scan(std::uint64_t after, std::size_t limit) {
  Scan nothing;
  nothing.next = after;
  return state_->file.read(nothing, [&](ReadOnlyFile& file) {
    Scan scan;
    scan.next = after;
    const auto device = device_of(file);
    if (!device) return scan;
    PageRoom room(limit);
    auto rows = file.statement(kRecordsAfter).query(static_cast<std::int64_t>(after));
    while (rows.next()) {
      if (room.full(scan.records.size())) {
        scan.more = true;
        break;
      }
      scan.records.push_back(record_at(rows, 3, *device, rows.text(2), rows.integer(1)));
      scan.next = static_cast<std::uint64_t>(rows.integer(0));
      room.add(scan.records.back());
    }
    return scan;
  });
}

StoreResult<std::optional<event::Record>> JournalReader::record(const base::Uuid& id) {
  return state_->file.read(std::optional<event::Record>(), [&](ReadOnlyFile& file) -> std::optional<event::Record> {
    const auto device = device_of(file);
    auto rows = file.statement(kRecordById).query(id.bytes);
    if (!device || !rows.next()) return std::nullopt;
    return record_at(rows, 2, *device, rows.text(1), rows.integer(0));
  });
}

StoreResult<std::optional<base::Digest>> JournalReader::hash_at(std::string_view inc, std::uint64_t seq) {
  return state_->file.read(std::optional<base::Digest>(), [&](ReadOnlyFile& file) -> std::optional<base::Digest> {
    const auto device = device_of(file);
    const auto incarnation = find(file, inc);
    if (!device || !incarnation || seq > static_cast<std::uint64_t>(incarnation->end - incarnation->base)) return std::nullopt;
    return hash_after(file, *device, *incarnation, incarnation->base + static_cast<std::int64_t>(seq));
  });
}

StoreResult<std::vector<BatchName>> JournalReader::batches(std::uint64_t after, std::size_t limit) {
  return state_->file.read(std::vector<BatchName>(), [&](ReadOnlyFile& file) {
    std::vector<BatchName> names;
    auto rows = file.statement("SELECT b.id, c.inc, r.seq, b.n FROM batch b JOIN record r ON r.n = b.n JOIN incarnation c ON c.k = r.k"
                               " WHERE b.n > ?1 ORDER BY b.n LIMIT ?2").query(static_cast<std::int64_t>(after), limit);
    while (rows.next()) {
      names.push_back({base::Uuid{rows.array<16>(0)}, rows.text(1), static_cast<std::uint64_t>(rows.integer(2)),
                       static_cast<std::uint64_t>(rows.integer(3))});
    }
    return names;
  });
}

StoreResult<std::optional<Batch>> JournalReader::batch(const base::Uuid& id) {
  return state_->file.read(std::optional<Batch>(), [&](ReadOnlyFile& file) -> std::optional<Batch> {
    auto rows = file.statement("SELECT c.inc, r.seq FROM batch b JOIN record r ON r.n = b.n JOIN incarnation c ON c.k = r.k"
                               " WHERE b.id = ?1").query(id.bytes);
    if (!rows.next()) return std::nullopt;
    Batch batch;
    batch.id = id;
    batch.inc = rows.text(0);
    batch.seq = static_cast<std::uint64_t>(rows.integer(1));
    auto names = file.statement("SELECT event, session, subject FROM ballot WHERE batch = ?1 LIMIT 1").query(id.bytes);
    if (names.next()) {
      batch.event = names.text(0);
      batch.session = names.text(1);
      batch.subject = names.text(2);
    }
    batch.ballots = sealed(file.statement("SELECT id, salt, bytes FROM ballot WHERE batch = ?1 ORDER BY id"), id);
    batch.texts = sealed(file.statement("SELECT id, salt, bytes FROM ballot_text WHERE batch = ?1 ORDER BY id"), id);
    return batch;
  });
}

StoreResult<std::uint64_t> JournalReader::waiting_ballots() {
  return state_->file.read(std::uint64_t{0}, [](ReadOnlyFile& file) {
    auto rows = file.statement("SELECT count(*) FROM ballot WHERE batch = x''").query();
    return rows.next() ? static_cast<std::uint64_t>(rows.integer(0)) : 0;
  });
}

StoreResult<std::vector<std::string>> JournalReader::rated(std::string_view event, const event::RegistrationId& registration,
                                                           const std::vector<std::string>& subjects) {
  const auto key = setting(mark_key_name(event));
  if (!key) return tl::unexpected(key.error());
  if (!*key) return std::vector<std::string>();
  return state_->file.read(std::vector<std::string>(), [&](ReadOnlyFile& file) {
    std::vector<std::string> out;
    for (const std::string& subject : subjects) {
      const base::Digest mark = make_mark(**key, registration, subject);   // bound without a copy: it has to outlive the rows
      auto rows = file.statement("SELECT 1 FROM mark WHERE event = ?1 AND mark = ?2").query(event, mark);
      if (rows.next()) out.push_back(subject);
    }
    return out;
  });
}

StoreResult<std::optional<std::string>> JournalReader::setting(std::string_view key) {
  return state_->file.read(std::optional<std::string>(), [&](ReadOnlyFile& file) -> std::optional<std::string> {
    auto rows = file.statement("SELECT value FROM setting WHERE key = ?1").query(key);
    return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
  });
}

}  // namespace openday::journal
