// One HTTP exchange at a time with one server. send() blocks until there is an answer or a reason why not, never longer than
// the client's limits; it belongs to one thread. interrupt() may be called from any thread: the running send(), or the next
// one, ends at once with Wire::interrupted.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "sync/protocol/inflate.h"
#include "sync/protocol/outcome.h"

namespace openday::transport {

// Another server than the client's own: a box of the hall, known by its key alone.
struct Peer {
  std::string url;                     // https://HOST:PORT
  std::string pins;                    // of the keys that may answer, as pin_of() makes them, ';' between
};
// "sha256//" and the base64 of SHA-256 over the SubjectPublicKeyInfo (RFC 7469 section 2.4) of an Ed25519 key.
[[nodiscard]] std::string pin_of(const std::array<std::uint8_t, 32>& key);

struct HttpRequest {
  std::string method;                  // "GET", "POST"
  std::string path;                    // "/v1/push"
  std::string body;                    // already encoded
  protocol::Encoding encoding = protocol::Encoding::identity;
  base::Instant now{};                 // certificate dates are judged at this time
  std::optional<Peer> peer{};          // nothing: the client's server
  bool sure_of_time = true;            // false: `now` is a clock that nothing confirmed
};

struct HttpAnswer {
  int status = 0;
  bool marked = false;                 // the header Openday-Sync was there
  std::string content_type;
  std::optional<std::string> retry_after;   // as sent: seconds or an HTTP date
  std::string body;
  std::chrono::milliseconds sent_after{};   // from the call to the request's last byte, handshakes included
  std::chrono::milliseconds first_byte_after{};
  std::optional<base::Instant> certificates_end{};   // of the connection's chain, the first to end; nothing without TLS
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  [[nodiscard]] virtual base::Result<HttpAnswer, protocol::Wire> send(const HttpRequest& request) = 0;
  virtual void interrupt() = 0;
};

}  // namespace openday::transport
