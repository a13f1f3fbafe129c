// What the numbers of a box mean, in words and as gauges. Pure but for GaugeText, which is thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/mutex.h"
#include "sync/bureau/lag_store.h"

namespace openday::bureau {

// A box says hello every five minutes: three of them did not come.
inline constexpr std::chrono::minutes kSilentAfter{15};
// After so long without a step the box itself begins anew (its watchdog); records that wait longer wait for somebody.
inline constexpr std::chrono::minutes kBehindAfter{10};
// Between a hello and what it announces: the push is under way.
inline constexpr std::chrono::minutes kUnderWay{1};
// Boxes with gauges of their own: seven series each. Those in trouble come first.
inline constexpr std::size_t kMostDeviceGauges = 200;
// /v1/metrics asks for no signature: whoever asks more often gets the same text.
inline constexpr std::chrono::seconds kGaugesFor{5};

// What a store reads, for assemble_lags(). Devices as UUID texts.
struct ChainEnd {
  std::string device, inc, last_record;
  std::uint64_t top = 0, held = 0;     // the highest seq seen, and the highest stored or in quarantine, of any branch
};
struct Told {
  std::string device, inc, at;
  std::uint64_t last = 0;
};
struct BatchCount {
  std::string device;
  std::uint64_t here = 0, missing = 0;
};
struct LagRows {
  std::vector<Device> devices;
  std::vector<ChainEnd> chains;
  std::vector<Told> told;
  std::vector<BatchCount> batches;
};
[[nodiscard]] std::vector<Lag> assemble_lags(const LagRows& rows);

// From the best to the worst.
enum class Standing { revoked, fine, expected, catching_up, behind, silent };   // expected: it has not said hello yet
[[nodiscard]] Standing standing_of(const Lag& lag, base::Instant now);
[[nodiscard]] std::string_view to_string(Standing standing);
// What is wrong and what to do; empty where nothing is.
[[nodiscard]] std::string next_step(const Lag& lag, Standing standing, base::Instant now);

// Of a time as the store keeps it, RFC 3339; nothing when it is empty: not yet.
[[nodiscard]] std::optional<base::Instant> instant_of(const std::string& text);

// The later of its last hello and its last record; nothing before the first.
[[nodiscard]] std::optional<base::Instant> last_contact(const Lag& lag);

// Prometheus' text form (protocol.md, metrics). Boxes are named by their UUIDs, as in the log: the office's names may be people's.
[[nodiscard]] std::string gauges_text(const std::vector<Lag>& lags, base::Instant now);

// gauges_text() of the store, asked at most every kGaugesFor; empty when it does not answer. While one caller reads the store, others
// get the text of before at once, at first nothing: a slow store must not keep every worker.
class GaugeText {
 public:
  explicit GaugeText(LagStore& store) : store_(store) {}
  [[nodiscard]] std::string text(base::Instant now);

 private:
  [[nodiscard]] std::optional<std::string> text_of_before(base::Instant now);   // nothing: the caller is to read the store
  LagStore& store_;
  base::Mutex mutex_;
  bool reading_ OPENDAY_GUARDED_BY(mutex_) = false;
  std::string text_ OPENDAY_GUARDED_BY(mutex_);
  std::optional<base::Instant> made_ OPENDAY_GUARDED_BY(mutex_);
};

}  // namespace openday::bureau
