#include "sync/agent/bureau_clock.h"

#include <algorithm>
#include <charconv>

#include <fmt/core.h>

namespace openday::agent {
namespace {

constexpr const char* kNote = "bureau-clock";           // "BOOT OFFSET_MS"
constexpr const char* kTimeNote = "bureau-time";        // RFC 3339
constexpr std::int64_t kWorthWriting = 10'000;           // ms: certificates count days

std::optional<std::int64_t> offset_of(const std::optional<std::string>& note, const std::string& boot) {
  if (!note || !note->starts_with(boot + ' ')) return std::nullopt;
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(note->data() + boot.size() + 1, note->data() + note->size(), out);
  return error == std::errc() && end == note->data() + note->size() ? std::optional(out) : std::nullopt;
}

}  // namespace

journal::StoreResult<std::optional<base::Instant>> bureau_clock(journal::Inbox& inbox, const base::Moment& now) {
  const auto note = inbox.note(kNote);
  if (!note) return tl::unexpected(note.error());
  const auto offset = offset_of(*note, now.boot);
  return offset ? std::optional(base::Instant(base::Millis(*offset + now.mono_ms))) : std::nullopt;
}

journal::StoreResult<base::Instant> bureau_time(journal::Inbox& inbox) {
  const auto note = inbox.note(kTimeNote);
  if (!note) return tl::unexpected(note.error());
  const auto told = *note ? base::parse_rfc3339(**note) : std::nullopt;
  return told ? told->at : base::Instant{};
}

journal::StoreResult<void> keep_bureau_clock(journal::Inbox& inbox, const base::Moment& heard, base::Instant bureau) {
  if (auto done = inbox.set_note(kTimeNote, base::to_rfc3339(bureau, base::Minutes{0})); !done) return done;
  const auto note = inbox.note(kNote);
  if (!note) return tl::unexpected(note.error());
  const auto offset = bureau.time_since_epoch().count() - heard.mono_ms, before = offset_of(*note, heard.boot).value_or(0);
  if (std::max(offset, before) - std::min(offset, before) < kWorthWriting) return {};
  return inbox.set_note(kNote, fmt::format("{} {}", heard.boot, offset));
}

JudgedAt judged_at(const base::Moment& now, std::optional<base::Instant> bureau, base::Instant least) {
  const auto floor = std::max(base::build_date(), least);
  if (bureau) return {std::max(*bureau, floor), true};
  return {std::max(now.wall, floor), now.state == base::ClockState::synced};
}

}  // namespace openday::agent
