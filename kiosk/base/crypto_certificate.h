// Until when a certificate counts: for the page that says whether the box is ready. Nothing is verified with it.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"

namespace openday::base {

enum class CertificateError { unreadable };

struct CertificateTerm {
  Instant from, until;   // notBefore, notAfter (RFC 5280 section 4.1.2.5); of a bundle the one that ends first
};
[[nodiscard]] Result<CertificateTerm, CertificateError> certificate_term(std::string_view pem);

}  // namespace openday::base
