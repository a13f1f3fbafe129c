// What a box says to the bureau, filled in and signed: the same for a push over the network and for a package on a stick. Pure but for
// the hello's nonce.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/journal/journal_reader.h"
#include "sync/protocol/messages.h"

namespace openday::agent {

[[nodiscard]] protocol::Hello signed_hello(const base::Uuid& device, const std::vector<journal::Head>& heads, const base::SigningKey& key);
// The records of a page that begins after `after`, where the chain's hash is `previous`.
[[nodiscard]] protocol::Push signed_push(const base::Uuid& device, const std::string& inc, std::uint64_t after, const base::Digest& previous, journal::Page&& page,
                                         const base::SigningKey& key);
// The one record of a push that no push can carry, as opaque bytes; without its body when that is too large even so.
[[nodiscard]] protocol::Quarantine signed_quarantine(const protocol::Push& of_one, std::string code, const base::SigningKey& key);
[[nodiscard]] protocol::Ballots signed_ballots(const base::Uuid& device, const journal::Batch& batch, const base::SigningKey& key);

}  // namespace openday::agent
