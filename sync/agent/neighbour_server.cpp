#include "sync/agent/neighbour_server.h"

#include <charconv>
#include <utility>

#include <fmt/core.h>

#include "sync/protocol/limits.h"

namespace openday::agent {
namespace {

constexpr std::size_t kConnections = 64;   // a hall has a dozen boxes,
constexpr std::size_t kOfOneBox = 4;        // each of which needs one
constexpr std::chrono::milliseconds kBoxIsNear{3'000};   // for a handshake, a header; a client that says nothing is not waited for

std::optional<std::pair<std::string, std::uint16_t>> split(const std::string& listen) {
  const auto colon = listen.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(listen.data() + colon + 1, listen.data() + listen.size(), port);
  if (error != std::errc() || end != listen.data() + listen.size()) return std::nullopt;
  return std::pair(listen.substr(0, colon), port);
}

http::Response closing() { return {503, "text/plain", "this box is stopping\n", {}}; }

}  // namespace

base::Result<std::unique_ptr<NeighbourServer>, http::ServerError> NeighbourServer::start(const std::string& listen, const base::SigningKey& key,
                                                                                         std::function<void()> wake) {
  const auto place = split(listen);
  if (!place) return base::fail(http::ServerError::bad_address, fmt::format("[neighbours] listen = '{}': give ADDRESS:PORT such as 0.0.0.0:8490", listen));
  auto context = http::make_pinned_context(key.to_pem(), base::to_hex(base::key_id(key.public_key())));
  if (!context) return base::fail(http::ServerError::other, context.error().what);
  http::ServerOptions options;
  options.address = place->first;
  options.port = place->second;
  options.tls = std::move(*context);
  options.workers = 1;
  options.queue = kConnections;
  options.connections = kConnections;
  options.connections_of_one = kOfOneBox;
  options.handshake_limit = options.header_limit = kBoxIsNear;
  options.body_bytes = protocol::kMaxBodyBytes;
  options.headers = {{std::string(protocol::kMark), "1"}};
  std::unique_ptr<NeighbourServer> out(new NeighbourServer(std::move(wake)));
  auto* self = out.get();
  auto server = http::HttpServer::start(std::move(options), [self](const http::Request& request) { return self->wait_for_answer(request); });
  if (!server) return tl::unexpected(server.error());
  out->server_.emplace(std::move(*server));
  return out;
}

NeighbourServer::~NeighbourServer() {
  {
    const base::Lock held(mutex_);
    closed_ = true;
  }
  answered_.notify_all();
  if (server_) server_->stop();
}

http::Response NeighbourServer::wait_for_answer(const http::Request& request) {
  Waiting mine{request, std::nullopt};
  {
    const base::Lock held(mutex_);
    if (closed_) return closing();
    waiting_.push_back(&mine);
  }
  wake_();
  const base::Lock held(mutex_);
  while (!mine.response && !closed_) answered_.wait(mutex_);
  std::erase(waiting_, &mine);
  return mine.response ? std::move(*mine.response) : closing();
}

// The desk works without the lock: a request that comes meanwhile only waits.
void NeighbourServer::serve(NeighbourDesk& desk, base::Instant now) {
  while (true) {
    Waiting* next = nullptr;
    {
      const base::Lock held(mutex_);
      if (waiting_.empty()) return;
      next = waiting_.front();
      waiting_.pop_front();
    }
    auto response = desk.handle(next->request, now);   // whoever waits stays until it is answered: only this thread closes
    const base::Lock held(mutex_);
    next->response = std::move(response);
    answered_.notify_all();
  }
}

}  // namespace openday::agent
