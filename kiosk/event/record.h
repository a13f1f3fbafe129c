// One fact of the journal, its canonical envelope and its place in the hash chain (DESIGN.md section 4). These forms are
// persistent: they never change for version 1. Source of the chain: "openday/1" scheme, SHA-256 (FIPS 180-4).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/uuid.h"

namespace openday::event {

inline constexpr int kRecordVersion = 1;

// The kinds a box writes. A kind that this program does not know keeps its name (Record::kind is the text).
enum class Kind {
  check_in, check_out, void_record, walk_in, screening, consent, rating, scorecard, rating_batch, opinion, correction,
  waitlist, staff, refusal, erase, document, device, follow_up, roll_call
};
[[nodiscard]] std::string_view to_string(Kind kind);   // "check-in", "void", "rating-batch", ...
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view text);

using Salt = std::array<std::uint8_t, 16>;

struct Record {
  int v = kRecordVersion;
  base::Uuid id;                 // version 7
  base::Uuid device;
  std::string inc;               // 16 hex digits, random, new with every created, restored or cloned database
  std::uint64_t seq = 0;         // 1, 2, 3 ... per (device, inc)
  std::string kind;
  std::string event;             // plan id, or empty for the box itself
  std::string at;                // RFC 3339 with offset, exactly as stored
  std::string boot;
  std::int64_t mono = 0;         // CLOCK_BOOTTIME in ms
  base::ClockState clock = base::ClockState::guessed;
  std::optional<std::string> body;  // the exact bytes (JSON text); absent once erased
  std::optional<Salt> salt;         // absent once erased
  base::Digest body_hash{};

  [[nodiscard]] bool erased() const { return !body.has_value(); }
  [[nodiscard]] base::Instant wall() const;  // `at` parsed; the epoch when it is not RFC 3339
};

// {"v":1,"id":"...","device":"...","inc":"...","seq":1,"kind":"...","event":"...","at":"...","boot":"...","mono":1,"clock":"synced"}
[[nodiscard]] std::string envelope_json(const Record& record);
[[nodiscard]] base::Digest hash_body(const Salt& salt, std::string_view body);
// Previous hash of seq 1: SHA-256 of the device's 36 characters of text, then the incarnation's 16 hex digits.
[[nodiscard]] base::Digest chain_start(const base::Uuid& device, std::string_view inc);
// SHA-256("openday/1" || previous || len32 big-endian(envelope) || envelope || body_hash)
[[nodiscard]] base::Digest chain_next(const base::Digest& previous, std::string_view envelope, const base::Digest& body_hash);

}  // namespace openday::event
