// Rows of inbox.db as values, shared by its writer and its reader. Internal.
#pragma once

#include "kiosk/journal/database.h"
#include "kiosk/journal/inbox_types.h"

namespace openday::journal {

inline constexpr const char* kSelectAck = "SELECT device, inc, seq, durable, epoch FROM ack WHERE device = ?1 AND inc = ?2";
inline constexpr const char* kSelectBatchAck = "SELECT verdict, detail FROM batch_ack WHERE batch = ?1";

// Of a box whose disk was copied or put back two records may stand at one (device, inc, seq). Both are kept: the one that comes second under
// its incarnation, this mark and its id. Readers take that off again, so that whoever folds sees what the bureau sees.
inline constexpr char kBranchMark = '/';
[[nodiscard]] std::string branch_name(std::string_view inc, const base::Uuid& id);
[[nodiscard]] std::string without_branch(std::string inc);

[[nodiscard]] Ack read_ack(const Rows& rows);                   // device, inc, seq, durable, epoch
[[nodiscard]] Quarantined read_quarantined(const Rows& rows);   // device, inc, seq, code, detail, raw
[[nodiscard]] LinkStatus read_link(const Rows& rows);
void read_link_flow(const Rows& rows, LinkStatus& to);          // reason, told, in_flight, records_per_minute, bytes_per_second: from version 2 on
[[nodiscard]] std::optional<Ack> select_ack(Statement& select, const base::Uuid& device, std::string_view inc);
[[nodiscard]] std::optional<BatchAck> select_batch_ack(Statement& select, const base::Uuid& batch);

}  // namespace openday::journal
