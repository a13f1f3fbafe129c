// A server on loopback with short limits, the client, and a bare connection.
#pragma once

#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "kiosk/base/unique_fd.h"
#include "sync/http/http_server.h"
#include "sync/transport/curl_http_client.h"

namespace openday::http {

using transport::HttpRequest;

inline Response echo(const Request& request) { return {200, "application/json", request.method + " " + request.path + " " + request.body, {}}; }

inline ServerOptions quick() {
  ServerOptions options;
  options.headers = {{"Openday-Sync", "1"}};
  options.header_limit = std::chrono::milliseconds(150);
  options.body_limit = std::chrono::milliseconds(150);
  options.idle_limit = std::chrono::milliseconds(300);
  return options;
}

inline HttpServer start(ServerOptions options, Handler handler = echo) {
  auto server = HttpServer::start(std::move(options), std::move(handler));
  if (!server) throw std::runtime_error(server.error().what);
  return std::move(*server);
}

inline std::unique_ptr<transport::HttpClient> client_of(const std::string& scheme, std::uint16_t port, const std::filesystem::path& ca = {}) {
  transport::CurlOptions options{scheme + "://127.0.0.1:" + std::to_string(port), ca};
  options.total_limit = std::chrono::seconds(5);
  return transport::make_curl_client(options);
}

inline base::Instant wall_now() { return std::chrono::time_point_cast<base::Millis>(std::chrono::system_clock::now()); }
inline HttpRequest post_of(std::string body) { return {"POST", "/v1/push", std::move(body), protocol::Encoding::identity, wall_now()}; }

// A bare TCP connection, for what no decent client would send.
class Wire4 {
 public:
  explicit Wire4(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval limit{5, 0};
    ::setsockopt(fd_.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (::connect(fd_.get(), reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) throw std::runtime_error("connect");
  }
  void say(std::string_view text) { (void)!::send(fd_.get(), text.data(), text.size(), MSG_NOSIGNAL); }
  std::string hear_to_the_end() {
    std::string out;
    char buffer[4096];
    for (ssize_t size; (size = ::recv(fd_.get(), buffer, sizeof buffer, 0)) > 0;) out.append(buffer, static_cast<std::size_t>(size));
    return out;
  }

 private:
  base::UniqueFd fd_;
};

}  // namespace openday::http
