// HTTP framing at the server's front: any bytes over a loopback connection, in two pieces. It answers or closes, and serves the next.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "kiosk/base/log.h"
#include "sync/http/http_server.h"

namespace {

using namespace openday;

constexpr std::size_t kLimit = 16u << 10;

http::HttpServer& server() {
  static auto running = [] {
    base::set_log_level(static_cast<base::LogLevel>(0));
    http::ServerOptions options;
    options.workers = 1;
    options.body_bytes = kLimit;
    options.header_limit = options.body_limit = options.idle_limit = std::chrono::milliseconds(300);
    auto started = http::HttpServer::start(std::move(options), [](const http::Request& request) {
      if (request.body.size() > kLimit || request.method.empty() || request.path.empty() || request.path.find('?') != std::string::npos) std::abort();
      return http::Response{200, "text/plain", request.body, {}};
    });
    if (!started) std::abort();
    return std::move(*started);
  }();
  return running;
}

int connected() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(server().port());
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (fd < 0 || ::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) std::abort();
  const timeval limit{15, 0};
  (void)::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  return fd;
}

// What comes back until the server closes.
std::string exchange(std::string_view bytes) {
  const int fd = connected();
  const auto half = bytes.size() / 2;
  (void)::send(fd, bytes.data(), half, MSG_NOSIGNAL);
  (void)::send(fd, bytes.data() + half, bytes.size() - half, MSG_NOSIGNAL);
  ::shutdown(fd, SHUT_WR);
  std::string out;
  char buffer[4096];
  for (ssize_t got = 0; (got = ::recv(fd, buffer, sizeof buffer, 0)) > 0;) out.append(buffer, static_cast<std::size_t>(got));
  ::close(fd);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto answer = exchange({reinterpret_cast<const char*>(data), size});
  if (!answer.empty() && answer.rfind("HTTP/1.", 0) != 0) __builtin_trap();
  static unsigned rounds = 0;
  if (++rounds % 64 == 0 && exchange("GET /v1/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").rfind("HTTP/1.1 200", 0) != 0) __builtin_trap();
  return 0;
}
