// The code by which a new box becomes known to its bureau, printed or shown as a QR code by `openday-bureau admin devices enrol-code`:
//   ODE1:{"url":"https://HOST:PORT","ca":"64 hex digits","hall":"...","secret":"32 hex digits","until":"RFC 3339"}
// `ca` is the SHA-256 of the bureau's CA certificate in DER, so that a box can fetch it over an unknown line and know it; absent for
// plain HTTP on loopback. `secret` counts once and until `until`. Pure values. Whoever holds the code can enrol one box: it is
// never logged.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"

namespace openday::event {

inline constexpr std::string_view kEnrolmentPrefix = "ODE1:";
inline constexpr std::size_t kMaxEnrolmentText = 1024;   // bytes, as read from a camera or a scanner

struct EnrolmentCode {
  std::string url;                     // https://HOST:PORT, or http:// on loopback
  std::optional<base::Digest> ca;
  std::string hall;
  base::Random16 secret{};
  base::Instant until{};
};

enum class EnrolmentError { other, unreadable, expired };

// Whether a scanned text claims to be one: such a text is never shown, logged or looked up as a guest's code.
[[nodiscard]] bool is_enrolment_text(std::string_view text);
[[nodiscard]] std::string write_enrolment_code(const EnrolmentCode& code);
// `now` nothing: the clock is guessed and no code is too old; the bureau judges that anyway.
[[nodiscard]] base::Result<EnrolmentCode, EnrolmentError> read_enrolment_code(std::string_view text, std::optional<base::Instant> now);

}  // namespace openday::event
