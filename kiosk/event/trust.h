// Whose signatures count: trust.json {version, root, keys[{kid, key, use, until}]} signed by the root it names, the list of
// revoked registrations, and detached COSE_Sign1 signatures of documents (DOCUMENT.cose beside the file). DESIGN.md section 5.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/event/registration_id.h"

namespace openday::event {

enum class KeyUse { codes, documents, seal };
[[nodiscard]] std::string_view to_string(KeyUse use);
[[nodiscard]] std::optional<KeyUse> parse_key_use(std::string_view text);

struct TrustedKey {
  base::KeyId kid{};
  base::PublicKey key{};
  KeyUse use = KeyUse::codes;
  std::optional<base::Date> until;   // last day it counts
};

struct Trust {
  int version = 0;
  base::PublicKey root{};
  std::vector<TrustedKey> keys;
  [[nodiscard]] const TrustedKey* find(const base::KeyId& kid, KeyUse use) const;
  // What a guest's own address is sealed to: the seal key added last that still counts. Nothing: the address is not asked for.
  // `today` nothing: the clock is guessed and no key is too old.
  [[nodiscard]] const TrustedKey* seal_key(std::optional<base::Date> today) const;
};

enum class TrustError { unreadable, wrong_schema, not_signed, wrong_signature, older };

// trust.json: {"version":1,"root":"base64","keys":[{"kid":"8 hex digits","key":"base64","use":"codes","until":"2020-11-30"}],
// "signature":"base64"}. The signature is over the compact JSON text of the other members in the order they stand. A key of a use
// that this program does not know is passed over.
[[nodiscard]] base::Result<Trust, TrustError> read_trust(std::string_view json);
[[nodiscard]] std::string write_trust(const Trust& trust, const base::SigningKey& root);
// A later one needs the same root and a higher version.
[[nodiscard]] base::Result<Trust, TrustError> replace_trust(const Trust& held, std::string_view json);

struct Revocations {
  std::string event;
  int version = 0;
  std::unordered_set<RegistrationId, RegistrationIdHash> registrations;
};
// revoked.json: {"schema":1,"event":"...","version":1,"registrations":["32 hex digits",...]}
[[nodiscard]] base::Result<Revocations, TrustError> read_revocations(std::string_view json);
[[nodiscard]] std::string write_revocations(const Revocations& revocations);

// Detached COSE_Sign1 (RFC 9052 section 4.2, nil payload) over the document's bytes.
[[nodiscard]] std::string sign_document(std::string_view document, const base::SigningKey& key);
// `today` for a key's `until`; nothing = the clock is guessed and no key is too old.
[[nodiscard]] base::Result<void, TrustError> verify_document(std::string_view document, std::string_view cose, const Trust& trust,
                                                             std::optional<base::Date> today = std::nullopt);

}  // namespace openday::event
