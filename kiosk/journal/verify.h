// Checks a state folder (live or copied) without writing: every record's body against its hash, every hash against its
// predecessor, no gap, no erased body without an `erase` record, every ballot batch against its record's digest, nothing
// missing below what the bureau acknowledged. The chain proves that nothing is missing or changed only up to the last head
// that the bureau or a printed digest holds: those anchors are part of the answer.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/journal/journal.h"
#include "kiosk/journal/store_error.h"

namespace openday::journal {

struct ChainBreak {
  std::string inc;             // empty: not about one incarnation
  std::uint64_t seq = 0;       // the first record that does not hold
  std::string what;            // one sentence
};

struct Anchor {
  std::uint64_t seq = 0;       // acknowledged by the bureau
  std::uint64_t durable = 0;
  base::Digest hash{};         // of the chain after `seq`: compare with what the bureau holds
};

struct ChainReport {
  Head head;                   // the digest to print
  std::uint64_t records = 0, erased = 0;
  std::optional<Anchor> anchor;   // nothing: no bureau has acknowledged anything of it
};

struct Verification {
  bool present = false;                       // there is a journal
  std::vector<ChainReport> chains;            // in the order the incarnations began
  std::uint64_t batches = 0, batched_ballots = 0, batched_texts = 0, waiting_ballots = 0;
  std::optional<ChainBreak> first_break;      // nothing: all holds
  std::vector<std::filesystem::path> moved_aside;   // damaged files of before, kept for recovery
  [[nodiscard]] bool holds() const { return !first_break; }
};

// A failure is a journal that cannot be read at all (newer, denied, corrupt at the level of the file).
[[nodiscard]] StoreResult<Verification> verify(const std::filesystem::path& state);

}  // namespace openday::journal
