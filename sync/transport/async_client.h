// Several HTTP exchanges at once with one server. start() and take() never block; wait() is where sockets are served and where a
// program waits, for whatever else it waits for too. Belongs to one thread, but for wake(). Each user asks for its own tokens, so
// several may share a client.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

#include "sync/transport/http_client.h"

namespace openday::transport {

class AsyncClient {
 public:
  using Token = std::uint64_t;
  using Result = base::Result<HttpAnswer, protocol::Wire>;

  virtual ~AsyncClient() = default;
  [[nodiscard]] virtual Token start(HttpRequest request) = 0;
  // The answer, or why there is none, once; nothing while the request is out.
  [[nodiscard]] virtual std::optional<Result> take(Token token) = 0;
  // Its answer is not wanted any more: the connection closes if it is still out.
  virtual void cancel(Token token) = 0;
  // Until an answer can be taken, one of `also` is readable, somebody called wake(), or the time is over.
  virtual void wait(std::chrono::milliseconds limit, std::span<const int> also) = 0;
  virtual void wake() = 0;   // any thread: the wait() of now, or the next one, returns
};

}  // namespace openday::transport
