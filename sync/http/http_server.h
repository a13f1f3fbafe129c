// An HTTP/1.1 server on Boost.Beast, plain or TLS. Sockets live on its own I/O thread; the handler runs on `workers` threads,
// at most `queue` requests waiting or running: one more is answered 503 with Retry-After, before its body is read if that can be
// known by then. Bodies are charged as they come, so that who only announces one keeps nobody out. Every wait has a limit, so a slow or silent
// client costs one closed connection. start() and stop() belong to the owner's thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "kiosk/base/result.h"
#include "sync/http/http_message.h"
#include "sync/http/tls.h"

namespace openday::http {

using Handler = std::function<Response(const Request&)>;   // thread-safe; an exception becomes 500

struct ServerOptions {
  std::string address = "127.0.0.1";         // IPv4 or IPv6, no name
  std::uint16_t port = 0;                    // 0: any free one
  TlsContext tls;                            // none: plain HTTP, and then only on a loopback address
  unsigned workers = 2;
  std::size_t queue = 64;
  std::size_t connections = 10'000;          // one more is closed at once
  std::size_t connections_of_one = 0;        // address at the other end; 0: all of them. One that holds sockets open keeps nobody out
  std::size_t body_bytes = 2u << 20;         // above it 413 before the body is read
  std::size_t bodies_bytes = 256u << 20;     // of all bodies in memory, being read or waiting: a request that would need more is answered 503
  std::uint32_t header_bytes = 8u << 10;
  std::chrono::milliseconds handshake_limit{10'000};
  std::chrono::milliseconds header_limit{10'000};   // from a request's first byte to its last header
  // For a body, and a second more for each `body_rate` bytes that have come: our own clients give up after that minute, and a line of 64 kbit/s
  // needs most of it. Whoever comes slower holds no more memory than what has come.
  std::chrono::milliseconds body_limit{60'000};
  std::size_t body_rate = 16u << 10;
  std::chrono::milliseconds idle_limit{75'000};     // between two requests of a connection
  std::chrono::milliseconds write_limit{30'000};
  std::chrono::seconds retry_after{2};
  std::string at_once;   // GET of this path is answered on the I/O thread, whatever waits: the handler must not block there. Empty: none
  std::vector<std::pair<std::string, std::string>> headers;   // added to every answer, also to the server's own refusals
};

enum class ServerError { bad_address, port_in_use, denied, plain_beyond_loopback, other };

struct ServerFigures {
  std::uint64_t connections = 0;   // open now
  std::uint64_t requests = 0;      // since the start
  std::uint64_t shed = 0;          // answered 503
  std::uint64_t timed_out = 0;     // connections closed because a limit passed
  std::uint64_t waiting = 0;       // requests accepted and not answered yet
  std::uint64_t body_bytes = 0;    // of bodies in memory now
};

class HttpServer {
 public:
  // Listens when it returns.
  [[nodiscard]] static base::Result<HttpServer, ServerError> start(ServerOptions options, Handler handler);
  ~HttpServer();   // stop()
  HttpServer(HttpServer&&) noexcept;
  HttpServer& operator=(HttpServer&&) noexcept;

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] ServerFigures figures() const;   // any thread
  // Accepts nothing more, lets running handlers finish and their answers go out for at most `grace`, closes everything.
  void stop(std::chrono::milliseconds grace = std::chrono::milliseconds(500));

 private:
  class Core;
  explicit HttpServer(std::unique_ptr<Core> core);
  std::unique_ptr<Core> core_;
};

}  // namespace openday::http
