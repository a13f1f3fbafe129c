#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "sync/bureau/lag.h"

namespace openday::bureau {
namespace {

struct Judged {
  const Lag* lag = nullptr;
  Standing standing = Standing::fine;
  std::optional<base::Instant> contact;
};

// Live boxes, the worst first: those a cap must not leave out.
std::vector<Judged> live_boxes(const std::vector<Lag>& lags, base::Instant now) {
  std::vector<Judged> out;
  for (const Lag& lag : lags)
    if (lag.device.device && !lag.device.is_revoked()) out.push_back({&lag, standing_of(lag, now), last_contact(lag)});
  std::ranges::sort(out, [](const Judged& a, const Judged& b) {
    if (a.standing != b.standing) return a.standing > b.standing;
    if (a.contact != b.contact) return a.contact < b.contact;
    return a.lag->device.device < b.lag->device.device;
  });
  return out;
}

std::int64_t seconds_since(base::Instant at, base::Instant now) { return std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::seconds>(now - at).count()); }

struct Gauge {
  const char* name;
  const char* help;
  std::optional<std::int64_t> (*value)(const Judged&, base::Instant);   // nothing: no line for that box
};

std::optional<std::int64_t> number(std::uint64_t value) { return static_cast<std::int64_t>(value); }

constexpr std::array<Gauge, 7> kGauges{{
    {"silent_seconds", "Since its last hello or record", [](const Judged& box, base::Instant now) { return box.contact ? std::optional(seconds_since(*box.contact, now)) : std::nullopt; }},
    {"last_record_seconds", "Since its last record came",
     [](const Judged& box, base::Instant now) -> std::optional<std::int64_t> {
       const auto at = instant_of(box.lag->last_record);
       return at ? std::optional(seconds_since(*at, now)) : std::nullopt;
     }},
    {"records", "Acknowledged here", [](const Judged& box, base::Instant) { return number(box.lag->records); }},
    {"records_durable", "Of those, durable", [](const Judged& box, base::Instant) { return number(box.lag->durable); }},
    {"records_waiting", "Known to be on the box and not here", [](const Judged& box, base::Instant) { return number(box.lag->waiting); }},
    {"ballot_batches", "Ballot batches here", [](const Judged& box, base::Instant) { return number(box.lag->ballot_batches); }},
    {"ballot_batches_waiting", "Announced by a record, ballots not here", [](const Judged& box, base::Instant) { return number(box.lag->missing_batches); }},
}};

std::string head(std::string_view name, std::string_view help) { return fmt::format("# HELP openday_bureau_{0} {1}\n# TYPE openday_bureau_{0} gauge\n", name, help); }

}  // namespace

std::string gauges_text(const std::vector<Lag>& lags, base::Instant now) {
  const std::vector<Judged> boxes = live_boxes(lags, now);
  const std::size_t shown = std::min(boxes.size(), kMostDeviceGauges);
  const auto count = [&](Standing standing) { return std::ranges::count(boxes, standing, &Judged::standing); };
  std::string out = head("devices", "Live boxes by how they stand");
  for (const Standing standing : {Standing::fine, Standing::catching_up, Standing::behind, Standing::silent})
    out += fmt::format("openday_bureau_devices{{standing=\"{}\"}} {}\n", to_string(standing), count(standing));
  out += head("devices_left_out", "Live boxes without gauges of their own") + fmt::format("openday_bureau_devices_left_out {}\n", boxes.size() - shown);
  for (const Gauge& gauge : kGauges) {
    out += head(fmt::format("device_{}", gauge.name), gauge.help);
    for (std::size_t i = 0; i < shown; ++i) {
      if (const auto value = gauge.value(boxes[i], now)) out += fmt::format("openday_bureau_device_{}{{device=\"{}\"}} {}\n", gauge.name, base::to_string(*boxes[i].lag->device.device), *value);
    }
  }
  return out;
}

std::optional<std::string> GaugeText::text_of_before(base::Instant now) {
  const base::Lock held(mutex_);
  if (reading_ || (made_ && now >= *made_ && now - *made_ < kGaugesFor)) return text_;
  reading_ = true;
  return std::nullopt;
}

std::string GaugeText::text(base::Instant now) {
  if (auto before = text_of_before(now)) return std::move(*before);
  std::string fresh;
  try {
    if (const auto lags = store_.lags()) fresh = gauges_text(*lags, now);
  } catch (...) {
    const base::Lock held(mutex_);
    reading_ = false;
    throw;
  }
  const base::Lock held(mutex_);
  reading_ = false;
  made_ = now;
  return text_ = std::move(fresh);
}

}  // namespace openday::bureau
