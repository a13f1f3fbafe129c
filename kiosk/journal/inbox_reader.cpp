#include "kiosk/journal/inbox_reader.h"

#include <fmt/format.h>

#include "kiosk/journal/inbox_row.h"
#include "kiosk/journal/layout.h"
#include "kiosk/journal/read_only_file.h"
#include "kiosk/journal/record_row.h"

namespace openday::journal {
namespace {

constexpr int kLinkFlowSince = 2;   // version of inbox.db

const std::string kForeignAfter = fmt::format("SELECT n, device, inc, seq, {} FROM foreign_record WHERE n > ?1 ORDER BY n LIMIT ?2", kRecordColumns);

event::Record read_foreign(const Rows& rows) {
  event::Record record = read_record(rows, 4);
  record.device.bytes = rows.array<16>(1);
  record.inc = without_branch(rows.text(2));
  record.seq = static_cast<std::uint64_t>(rows.integer(3));
  return record;
}

}  // namespace

struct InboxReader::State {
  explicit State(const std::filesystem::path& state) : file(Layout{state}.inbox_db(), inbox_schema()) {}
  ReadOnlyFile file;
};

InboxReader::InboxReader(std::filesystem::path state) : state_(std::make_unique<State>(state)) {}
InboxReader::~InboxReader() = default;
InboxReader::InboxReader(InboxReader&&) noexcept = default;
InboxReader& InboxReader::operator=(InboxReader&&) noexcept = default;

StoreResult<bool> InboxReader::changed() { return state_->file.changed(); }
bool InboxReader::present() const { return state_->file.present(); }

StoreResult<std::vector<Ack>> InboxReader::acks() {
  return state_->file.read(std::vector<Ack>(), [](ReadOnlyFile& file) {
    std::vector<Ack> acks;
    auto rows = file.statement("SELECT device, inc, seq, durable, epoch FROM ack ORDER BY device, inc").query();
    while (rows.next()) acks.push_back(read_ack(rows));
    return acks;
  });
}

StoreResult<std::optional<Ack>> InboxReader::ack(const base::Uuid& device, std::string_view inc) {
  return state_->file.read(std::optional<Ack>(), [&](ReadOnlyFile& file) { return select_ack(file.statement(kSelectAck), device, inc); });
}

StoreResult<std::vector<Quarantined>> InboxReader::quarantined() {
  return state_->file.read(std::vector<Quarantined>(), [](ReadOnlyFile& file) {
    std::vector<Quarantined> all;
    auto rows = file.statement("SELECT device, inc, seq, code, detail, '' FROM quarantined ORDER BY device, inc, seq").query();
    while (rows.next()) all.push_back(read_quarantined(rows));
    return all;
  });
}

StoreResult<std::optional<BatchAck>> InboxReader::batch_ack(const base::Uuid& batch) {
  return state_->file.read(std::optional<BatchAck>(), [&](ReadOnlyFile& file) { return select_batch_ack(file.statement(kSelectBatchAck), batch); });
}

StoreResult<std::optional<IncarnationWanted>> InboxReader::incarnation_wanted(std::string_view current_inc) {
  return state_->file.read(std::optional<IncarnationWanted>(), [&](ReadOnlyFile& file) -> std::optional<IncarnationWanted> {
    auto rows = file.statement("SELECT inc, reason FROM wanted WHERE inc = ?1").query(current_inc);
    if (!rows.next()) return std::nullopt;
    return IncarnationWanted{rows.text(0), rows.text(1)};
  });
}

StoreResult<std::vector<DocumentName>> InboxReader::documents() {
  return state_->file.read(std::vector<DocumentName>(), [](ReadOnlyFile& file) {
    std::vector<DocumentName> names;
    auto rows = file.statement("SELECT event, kind, version, digest FROM document ORDER BY event, kind").query();
    while (rows.next()) names.push_back({rows.text(0), rows.text(1), static_cast<int>(rows.integer(2)), rows.text(3)});
    return names;
  });
}

StoreResult<std::optional<Document>> InboxReader::document(std::string_view event, std::string_view kind) {
  return state_->file.read(std::optional<Document>(), [&](ReadOnlyFile& file) -> std::optional<Document> {
    auto rows = file.statement("SELECT version, bytes, signature FROM document WHERE event = ?1 AND kind = ?2").query(event, kind);
    if (!rows.next()) return std::nullopt;
    return Document{std::string(event), std::string(kind), static_cast<int>(rows.integer(0)), rows.text(1), rows.text(2)};
  });
}

StoreResult<ForeignScan> InboxReader::foreign_records(std::uint64_t after, std::size_t limit) {
  ForeignScan nothing;
  nothing.next = after;
  return state_->file.read(nothing, [&](ReadOnlyFile& file) {
    ForeignScan scan = nothing;
    const ReadBudget budget;
    auto rows = file.statement(kForeignAfter).query(static_cast<std::int64_t>(after), limit + 1);
    while (rows.next()) {
      if (scan.records.size() == limit || budget.spent(scan.records.size())) {
        scan.more = true;
        break;
      }
      scan.records.push_back(read_foreign(rows));
      scan.next = static_cast<std::uint64_t>(rows.integer(0));
    }
    return scan;
  });
}

StoreResult<std::vector<BootClock>> InboxReader::boot_clocks() {
  return state_->file.read(std::vector<BootClock>(), [](ReadOnlyFile& file) {
    std::vector<BootClock> clocks;
    auto rows = file.statement("SELECT boot, offset_ms, uncertainty_ms FROM boot_clock ORDER BY boot").query();
    while (rows.next()) clocks.push_back({rows.text(0), rows.integer(1), rows.integer(2)});
    return clocks;
  });
}

StoreResult<LinkStatus> InboxReader::link() {
  LinkStatus never;
  never.state = "never";
  return state_->file.read(never, [&](ReadOnlyFile& file) {
    auto rows = file.statement("SELECT state, detail, bureau, epoch, last_contact, last_push, next_try FROM link").query();
    if (!rows.next()) return never;
    LinkStatus status = read_link(rows);
    auto version = file.statement("PRAGMA user_version").query();
    if (!version.next() || version.integer(0) < kLinkFlowSince) return status;   // syncd has not been started anew yet
    auto flow = file.statement("SELECT reason, told, in_flight, records_per_minute, bytes_per_second FROM link").query();
    if (flow.next()) read_link_flow(flow, status);
    return status;
  });
}

StoreResult<std::optional<std::string>> InboxReader::note(std::string_view key) {
  return state_->file.read(std::optional<std::string>(), [&](ReadOnlyFile& file) -> std::optional<std::string> {
    auto rows = file.statement("SELECT value FROM note WHERE key = ?1").query(key);
    return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
  });
}

StoreResult<std::optional<base::Uuid>> InboxReader::remembered_device() {
  return state_->file.read(std::optional<base::Uuid>(), [](ReadOnlyFile& file) -> std::optional<base::Uuid> {
    auto rows = file.statement("SELECT device FROM remembered").query();
    if (!rows.next()) return std::nullopt;
    return base::Uuid{rows.array<16>(0)};
  });
}

}  // namespace openday::journal
