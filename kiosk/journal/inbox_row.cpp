#include "kiosk/journal/inbox_row.h"

namespace openday::journal {
namespace {

std::optional<base::Instant> instant(const Rows& rows, int column) {
  return rows.null(column) ? std::nullopt : std::optional(base::Instant{base::Millis(rows.integer(column))});
}

}  // namespace

std::string branch_name(std::string_view inc, const base::Uuid& id) { return std::string(inc) + kBranchMark + base::to_string(id); }

std::string without_branch(std::string inc) {
  if (const auto mark = inc.find(kBranchMark); mark != std::string::npos) inc.resize(mark);
  return inc;
}

Ack read_ack(const Rows& rows) {
  return {base::Uuid{rows.array<16>(0)}, rows.text(1), static_cast<std::uint64_t>(rows.integer(2)), static_cast<std::uint64_t>(rows.integer(3)),
          rows.text(4)};
}

Quarantined read_quarantined(const Rows& rows) {
  return {base::Uuid{rows.array<16>(0)}, rows.text(1), static_cast<std::uint64_t>(rows.integer(2)), rows.text(3), rows.text(4), rows.text(5)};
}

LinkStatus read_link(const Rows& rows) {
  return {rows.text(0), rows.text(1), rows.text(2), rows.text(3), instant(rows, 4), instant(rows, 5), instant(rows, 6)};
}

void read_link_flow(const Rows& rows, LinkStatus& to) {
  const auto count = [&rows](int column) { return static_cast<std::uint64_t>(rows.integer(column)); };
  to.reason = rows.text(0);
  to.told = instant(rows, 1);
  to.in_flight = count(2);
  to.records_per_minute = count(3);
  to.bytes_per_second = count(4);
}

std::optional<Ack> select_ack(Statement& select, const base::Uuid& device, std::string_view inc) {
  auto rows = select.query(device.bytes, inc);
  return rows.next() ? std::optional(read_ack(rows)) : std::nullopt;
}

std::optional<BatchAck> select_batch_ack(Statement& select, const base::Uuid& batch) {
  auto rows = select.query(batch.bytes);
  return rows.next() ? std::optional(BatchAck{batch, rows.text(0), rows.text(1)}) : std::nullopt;
}

}  // namespace openday::journal
