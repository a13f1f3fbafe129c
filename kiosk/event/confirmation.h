// What a guest brings as a QR code: "OD1:" + Base45 (RFC 9285) of an untagged COSE_Sign1 (RFC 9052) over a CWT claims map
// (RFC 8392) in deterministic CBOR (RFC 8949 section 4.2.1), signed with Ed25519 by the issuer named in `kid`. 127..133 bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/event/registration_id.h"
#include "kiosk/event/trust.h"

namespace openday::event {

inline constexpr std::string_view kConfirmationPrefix = "OD1:";
inline constexpr std::size_t kMaxConfirmationBytes = 512;   // of COSE after Base45; anything longer is refused unread

// CWT claim keys: 3 aud, 4 exp, 5 nbf, 7 cti (RFC 8392); private: -65537 category, -65538 seats, -65539 name.
struct Confirmation {
  std::string event;                          // aud, at most 8 ASCII characters
  RegistrationId registration;                // cti
  std::optional<base::Instant> not_before, expires;  // whole seconds
  int category = 0;                           // Category::code
  int seats = 1;                              // written only above 1
  std::string name;                           // written only if the bureau opts in
};

enum class CodeError {
  foreign,        // not ours: no OD1: prefix
  damaged,        // ours by prefix, but not well-formed (Base45, CBOR, claims, length)
  unknown_issuer, // kid not in the trust list, or its `until` has passed
  bad_signature,
};

[[nodiscard]] std::string encode_confirmation(const Confirmation& confirmation, const base::SigningKey& issuer);

// Well-formedness, issuer and signature; not the event, not the dates (admission.h judges those). `today` for a key's `until`;
// nothing = the clock is guessed and no key is too old.
[[nodiscard]] base::Result<Confirmation, CodeError> decode_confirmation(std::string_view text, const Trust& trust,
                                                                        std::optional<base::Date> today);

// RFC 9285. Decoding is strict: alphabet, group lengths 3 and 2, values up to 65535 and 255.
[[nodiscard]] std::string to_base45(base::ByteView bytes);
[[nodiscard]] std::optional<base::Bytes> from_base45(std::string_view text);

}  // namespace openday::event
