// COSE_Sign1 (RFC 9052 section 4.2), untagged, Ed25519 (alg -8, RFC 9053 section 2.2), in deterministic CBOR. The protected header
// is exactly {1: -8, 4: kid of 4 bytes}, the unprotected one empty; the payload is attached or nil (detached). Debian has no COSE
// library; this is compared with python3-cbor2 and with the vectors of the COSE working group.
#pragma once

#include <optional>

#include "kiosk/base/bytes.h"
#include "kiosk/base/crypto.h"

namespace openday::event {

// Into the bytes it was parsed from.
struct CoseSign1 {
  base::KeyId kid{};
  base::ByteView protected_header;
  std::optional<base::ByteView> payload;   // nothing: detached
  base::Signature signature{};
};

[[nodiscard]] base::Bytes sign_attached(base::ByteView payload, const base::SigningKey& key);
[[nodiscard]] base::Bytes sign_detached(base::ByteView payload, const base::SigningKey& key);

// Well-formed in the one way there is, with nothing after it; says nothing about the signature.
[[nodiscard]] std::optional<CoseSign1> parse_cose_sign1(base::ByteView bytes);
[[nodiscard]] bool verify_cose_sign1(const CoseSign1& message, base::ByteView payload, const base::PublicKey& key);

// Sig_structure of RFC 9052 section 4.4 with context "Signature1" and no external data: what is signed.
[[nodiscard]] base::Bytes sig_structure(base::ByteView protected_header, base::ByteView payload);

}  // namespace openday::event
