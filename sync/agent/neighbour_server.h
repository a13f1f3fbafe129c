// The port on which the hall's other boxes reach this one: TLS with the device's own key, which they pin. Sockets and their threads are
// the server's; each request waits until serve() answers it on the thread that owns the inbox. start() and the destructor belong to
// that thread.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/base/crypto.h"
#include "kiosk/base/mutex.h"
#include "sync/agent/neighbour_desk.h"
#include "sync/http/http_server.h"

namespace openday::agent {

class NeighbourServer {
 public:
  // `listen`: ADDRESS:PORT. `wake`, from any thread: something waits for serve().
  [[nodiscard]] static base::Result<std::unique_ptr<NeighbourServer>, http::ServerError> start(const std::string& listen, const base::SigningKey& key,
                                                                                               std::function<void()> wake);
  ~NeighbourServer();
  NeighbourServer(const NeighbourServer&) = delete;
  NeighbourServer& operator=(const NeighbourServer&) = delete;

  void serve(NeighbourDesk& desk, base::Instant now);   // answers all that waits
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }

 private:
  struct Waiting {
    const http::Request& request;
    std::optional<http::Response> response;
  };
  explicit NeighbourServer(std::function<void()> wake) : wake_(std::move(wake)) {}
  [[nodiscard]] http::Response wait_for_answer(const http::Request& request);

  std::function<void()> wake_;
  base::Mutex mutex_;
  base::Condition answered_;
  std::deque<Waiting*> waiting_ OPENDAY_GUARDED_BY(mutex_);
  bool closed_ OPENDAY_GUARDED_BY(mutex_) = false;
  std::optional<http::HttpServer> server_;   // last: its threads use the rest
};

}  // namespace openday::agent
