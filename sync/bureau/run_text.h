// A run as text and back: what a store keeps of one that waits for its predecessor. The text is a push without a signature; the
// verdicts are found again when it is read, so a program that learned a kind meanwhile takes it. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sync/bureau/store.h"

namespace openday::bureau {

// The records with their hashes and verdicts; nothing when the chain does not lead from `previous` to `head`.
[[nodiscard]] std::optional<Run> verified_run(const protocol::Push& push);

// Nothing for a run whose record is known as opaque bytes only (a quarantine request), or that is too long to be kept.
[[nodiscard]] std::optional<std::string> text_of(const Run& run);
[[nodiscard]] std::optional<Run> run_of(std::string_view text);

}  // namespace openday::bureau
