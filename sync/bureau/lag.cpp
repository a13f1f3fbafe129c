#include "sync/bureau/lag.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace openday::bureau {
namespace {

using std::chrono::duration_cast;

bool is_older(const std::optional<base::Instant>& at, base::Instant now, std::chrono::minutes bound) { return !at || now - *at > bound; }

std::string minutes_since(const std::optional<base::Instant>& at, base::Instant now) {
  if (!at) return "since it was added";
  const auto minutes = duration_cast<std::chrono::minutes>(now - *at).count();
  if (minutes < 120) return fmt::format("for {} min", minutes);
  return minutes < 48 * 60 ? fmt::format("for {} h", minutes / 60) : fmt::format("for {} days", minutes / (24 * 60));
}

std::string key_of(const Lag& lag) { return base::to_hex(base::key_id(lag.device.key)); }

// What a box still holds, in words.
std::string waiting_text(const Lag& lag) {
  if (lag.missing_batches == 0) return fmt::format("{} records", lag.waiting);
  if (lag.waiting == 0) return fmt::format("the ballots of {} batches", lag.missing_batches);
  return fmt::format("{} records and the ballots of {} batches", lag.waiting, lag.missing_batches);
}

// The numbers of one box.
struct Figures {
  std::uint64_t records = 0, waiting = 0, batches = 0, missing = 0;
  std::string told, last_record;
};

std::map<std::string, Figures> figures_by_device(const LagRows& rows) {
  std::map<std::string, Figures> out;
  std::map<std::pair<std::string, std::string>, std::uint64_t> known;   // the highest seq of an incarnation that is known to exist
  for (const Told& told : rows.told) {
    known[{told.device, told.inc}] = told.last;
    out[told.device].told = std::max(out[told.device].told, told.at);
  }
  for (const ChainEnd& chain : rows.chains) {
    Figures& figures = out[chain.device];
    figures.records += chain.held;
    figures.last_record = std::max(figures.last_record, chain.last_record);
    std::uint64_t& most = known[{chain.device, chain.inc}];
    most = std::max(most, chain.top);
    most -= std::min(most, chain.held);
  }
  for (const auto& [chain, missing] : known) out[chain.first].waiting += missing;
  for (const BatchCount& batches : rows.batches) {
    out[batches.device].batches += batches.here;
    out[batches.device].missing += batches.missing;
  }
  return out;
}

}  // namespace

std::vector<Lag> assemble_lags(const LagRows& rows) {
  const auto figures = figures_by_device(rows);
  std::vector<Lag> out;
  for (const Device& device : rows.devices) {
    Lag& lag = out.emplace_back();
    lag.device = device;
    const auto found = device.device ? figures.find(base::to_string(*device.device)) : figures.end();
    if (found == figures.end()) continue;
    const Figures& of = found->second;
    lag.records = lag.durable = of.records;   // a store answers after its commit: what is acknowledged is durable
    lag.waiting = of.waiting;
    lag.told = of.told;
    lag.last_record = of.last_record;
    lag.ballot_batches = of.batches;
    lag.missing_batches = of.missing;
  }
  return out;
}

std::optional<base::Instant> instant_of(const std::string& text) {
  const auto parsed = base::parse_rfc3339(text);
  return parsed ? std::optional(parsed->at) : std::nullopt;
}

std::optional<base::Instant> last_contact(const Lag& lag) {
  return std::max({instant_of(lag.device.last_contact), instant_of(lag.told), instant_of(lag.last_record)});   // nothing is less than anything
}

Standing standing_of(const Lag& lag, base::Instant now) {
  if (lag.device.is_revoked()) return Standing::revoked;
  if (!lag.device.device) return Standing::expected;
  if (is_older(last_contact(lag), now, kSilentAfter)) return Standing::silent;
  if (lag.waiting == 0 && lag.missing_batches == 0) return Standing::fine;
  const bool under_way = lag.missing_batches == 0 && !is_older(instant_of(lag.told), now, kUnderWay);
  return under_way || !is_older(instant_of(lag.last_record), now, kBehindAfter) ? Standing::catching_up : Standing::behind;
}

std::string_view to_string(Standing standing) {
  switch (standing) {
    case Standing::revoked: return "revoked";
    case Standing::fine: return "fine";
    case Standing::expected: return "expected";
    case Standing::catching_up: return "catching up";
    case Standing::behind: return "behind";
    case Standing::silent: return "silent";
  }
  return {};
}

std::string next_step(const Lag& lag, Standing standing, base::Instant now) {
  switch (standing) {
    case Standing::revoked:
    case Standing::fine: return {};
    case Standing::catching_up: return fmt::format("{} are on their way", waiting_text(lag));
    case Standing::expected: return "no hello yet: is the box on, and is this bureau's address in its sync.toml? 更多 › 联网与上传 on the box says what it sees";
    case Standing::behind:
      return fmt::format("the box holds {} that are not here, and nothing has come {}: 更多 › 联网与上传 on the box says why, this server's log names what it refused; without a line, hand them over by stick",
                         waiting_text(lag), minutes_since(instant_of(lag.last_record), now));
    case Standing::silent: {
      const std::string holds = lag.waiting + lag.missing_batches > 0 ? fmt::format("; it held {} that are not here", waiting_text(lag)) : std::string();
      return fmt::format("nothing heard {}{}: switch it on, or look at its line (更多 › 联网与上传); lost or given away: openday-bureau admin devices revoke {}",
                         minutes_since(last_contact(lag), now), holds, key_of(lag));
    }
  }
  return {};
}

}  // namespace openday::bureau
