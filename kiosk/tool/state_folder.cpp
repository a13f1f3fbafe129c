#include "kiosk/tool/state_folder.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "kiosk/event/erase_counts.h"
#include "kiosk/journal/journal_reader.h"
#include "kiosk/journal/layout.h"

namespace openday::tool {
namespace {

template <class T>
auto unusable(const journal::StoreResult<T>& result) {
  return base::fail(InputError::unusable, result.error().what);
}

template <class Error>
std::string refusal(const Error& error, std::string_view program, std::string_view unit, const std::string& state) {
  if (error.kind != journal::StoreError::locked) return error.what;
  return fmt::format("{}: {} runs on this folder; stop it (systemctl stop {}), then give the command again", state, program, unit);
}

}  // namespace

Input<void> need_journal(const std::string& state) {
  std::error_code ignored;
  if (std::filesystem::exists(journal::Layout{state}.journal_db(), ignored)) return {};
  return base::fail(InputError::unusable, fmt::format("{}: no journal there; give the state folder of a kiosk", state));
}

Input<void> walk_records(const std::string& state, const TakeRecord& take) {
  journal::JournalReader own(state);
  std::uint64_t after = 0;
  for (bool more = true; more;) {
    const auto scan = own.scan(after);
    if (!scan) return unusable(scan);
    for (const event::Record& record : scan->records) take(record, false);
    after = scan->next;
    more = scan->more;
  }
  journal::InboxReader inbox(state);
  after = 0;
  for (bool more = true; more;) {
    const auto scan = inbox.foreign_records(after);
    if (!scan) return unusable(scan);
    for (const event::Record& record : scan->records) take(record, true);
    after = scan->next;
    more = scan->more;
  }
  return {};
}

Input<Acknowledged> Acknowledged::read(const std::string& state) {
  auto acks = journal::InboxReader(state).acks();
  if (!acks) return unusable(acks);
  Acknowledged out;
  out.acks_ = std::move(*acks);
  return out;
}

bool Acknowledged::holds(const base::Uuid& device, const std::string& inc, std::uint64_t seq) const {
  return std::ranges::any_of(acks_, [&](const journal::Ack& ack) { return ack.device == device && ack.inc == inc && seq <= std::min(ack.seq, ack.durable); });
}

Input<Writers> take_writers(const std::string& state, const base::Moment& now) {
  Writers out;
  auto journal = journal::Journal::open(state, now);
  if (!journal) return base::fail(InputError::unusable, refusal(journal.error(), "the kiosk", "openday-kiosk", state));
  if (journal->moved_aside())
    return base::fail(InputError::unusable, fmt::format("the journal was damaged and is kept as {}; nothing was erased", journal->moved_aside()->string()));
  out.journal.emplace(std::move(*journal));
  std::error_code ignored;
  if (!std::filesystem::is_directory(journal::Layout{state}.inbox_folder(), ignored)) return out;
  auto inbox = journal::Inbox::open(state, now);
  if (!inbox) return base::fail(InputError::unusable, refusal(inbox.error(), "openday-syncd", "openday-syncd", state));
  out.inbox.emplace(std::move(*inbox));
  return out;
}

Input<std::vector<journal::Erasure>> erasures_of(const std::string& state, const event::Plan& plan, const std::vector<base::Uuid>& records, std::string_view reason) {
  std::vector<journal::Erasure> out;
  if (records.empty()) return out;
  event::EraseCounts counts(plan.id, records);
  if (const auto walked = walk_records(state, [&](const event::Record& record, bool) { counts.add(record); }); !walked) return tl::unexpected(walked.error());
  for (event::EraseBody& body : counts.bodies(reason, plan.zone)) out.push_back({plan.id, std::move(body.records), body.reason, std::move(body.counts), {}});
  return out;
}

base::Moment confirmed_moment(base::Instant now) {
  base::Moment out = base::make_system_clock(base::build_date())->now();
  out.wall = now;
  out.state = base::ClockState::free_running;
  return out;
}

}  // namespace openday::tool
