// Until when a certificate counts, for the page that says whether the box is ready, and which one it is. No chain is verified here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"

namespace openday::base {

enum class CertificateError { unreadable };

struct CertificateTerm {
  Instant from, until;   // notBefore, notAfter (RFC 5280 section 4.1.2.5); of a bundle the one that ends first
};
[[nodiscard]] Result<CertificateTerm, CertificateError> certificate_term(std::string_view pem);

// SHA-256 of the first certificate in DER, as `openssl x509 -fingerprint -sha256` shows it.
[[nodiscard]] Result<Digest, CertificateError> certificate_fingerprint(std::string_view pem);
// Of those in the text the one with this fingerprint, in PEM, and nothing of what stands beside it; nothing when none has it.
[[nodiscard]] std::optional<std::string> certificate_of(std::string_view pem, const Digest& fingerprint);

}  // namespace openday::base
