// What syncd and the bureau say to each other, as values (protocol.md has the words and the JSON). Bodies, salts and digests are
// bytes here; only the codec knows their text forms. Plain values, no thread rule.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/base/time.h"
#include "kiosk/base/uuid.h"
#include "kiosk/event/record.h"

namespace openday::protocol {

// Where a device stands in one incarnation: the last record it has and the chain's hash there.
struct Position {
  std::string inc;
  std::uint64_t last = 0;
  base::Digest head{};
  bool operator==(const Position&) const = default;
};

struct Hello {
  int least = 0, most = 0;             // versions of the protocol the device speaks
  base::Uuid device;
  base::PublicKey key{};
  std::vector<Position> positions;
  base::Random16 nonce{};
  base::Signature signature{};
};

// What the bureau holds of one incarnation.
struct Held {
  std::string inc;
  std::uint64_t ack = 0;               // every record up to here is stored or in quarantine
  base::Digest head{};                 // the chain's hash at `ack` as the bureau has it
  std::uint64_t top = 0;               // the highest seq it has seen of this incarnation, in any branch
  std::uint64_t durable = 0;           // what survives the loss of the bureau's disk as far as it promises
  bool operator==(const Held&) const = default;
};

struct HelloAnswer {
  int least = 0, most = 0;
  std::string epoch;                   // changes when the bureau's database is made anew or restored
  base::Instant now{};
  std::vector<Held> held;
  std::vector<base::Uuid> missing;     // batches of this device whose record is here and whose ballots are not; at most kMaxMissingBatches
  std::size_t most_records = 0;        // of one push, as the bureau likes it now
};

// A chained run of records of one incarnation, first..first+count-1. `previous` is the chain's hash before the first.
struct Push {
  base::Uuid device;
  std::string inc;
  std::uint64_t first = 0;
  base::Digest previous{};
  base::Digest head{};                 // the hash of the last record
  base::Signature signature{};
  std::vector<event::Record> records;  // each with device, inc and seq filled in; body_hash is set by the decoder
};

struct Verdict {
  std::uint64_t seq = 0;
  std::string code;                    // schema, future, id-taken, too-large, opaque
  bool operator==(const Verdict&) const = default;
};

struct PushAnswer {
  std::uint64_t ack = 0;               // of the sender's own chain
  std::uint64_t durable = 0;
  std::string epoch;
  base::Instant now{};
  std::vector<Verdict> quarantined;
  std::optional<std::uint64_t> fork;   // another record was stored at this seq before: both are kept, the device needs a new incarnation
  std::size_t most_records = 0;
  std::chrono::milliseconds wait{};    // how long the next push should wait
  std::optional<base::Digest> head{};  // the chain's hash at `ack`; older bureaux do not say it
  bool aside = false;                  // the run waits for its predecessor: nothing of it is acknowledged, `ack` lies before it
};

// One record that no batch could carry, as opaque bytes with its place in the chain.
struct Quarantine {
  base::Uuid device;
  std::string inc;
  std::uint64_t seq = 0;
  base::Digest previous{};
  base::Digest head{};
  std::string code;                    // why the device gave up on it
  std::string raw;                     // the record's wire form, any bytes
  base::Signature signature{};
};

struct Leaf {                          // one ballot or one text of a ballot
  base::Uuid id;
  event::Salt salt{};
  std::string bytes;
  bool operator==(const Leaf&) const = default;
};

// The anonymous ballots that a rating-batch record names. No seq, no time.
struct Ballots {
  base::Uuid device;
  base::Uuid batch;
  std::string event, session, subject;
  std::vector<Leaf> ballots, texts;
  base::Signature signature{};
};

struct BallotsAnswer {
  base::Uuid batch;
  std::string epoch;
  base::Instant now{};
  bool counted = false;                // the record is there and its digests agree
  bool quarantined = false;            // the record is there and they do not agree
};

// Why a whole request was refused; nothing was stored.
struct Refusal {
  std::string code;                    // gap, signature, chain, schema, unknown-key, revoked, other-device, version, busy, ...
  std::string message;                 // a sentence with the next step
  std::optional<std::uint64_t> ack;    // with gap
  std::optional<base::Digest> head;    // with gap
  bool intact = false;                 // what was refused came as it was sent: its digest agreed
};

// Byte strings that device keys sign. Fields have a fixed length or a 4-byte big-endian length in front, so that no two
// messages share one.
[[nodiscard]] std::string signed_bytes(const Hello& hello);
[[nodiscard]] std::string signed_bytes(const Push& push);
[[nodiscard]] std::string signed_bytes(const Quarantine& quarantine);
[[nodiscard]] std::string signed_bytes(const Ballots& ballots);

// SHA-256 over the sorted leaves SHA-256(salt || bytes): what a rating-batch record holds of its ballots and texts.
[[nodiscard]] base::Digest digest_of(const std::vector<Leaf>& leaves);

}  // namespace openday::protocol
