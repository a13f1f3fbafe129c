#include "sync/transport/curl_http_client.h"

#include <atomic>

#include <fmt/core.h>

namespace openday::transport {
namespace {

using protocol::Wire;

constexpr std::chrono::milliseconds kWait{1000};

class CurlHttpClient final : public HttpClient {
 public:
  explicit CurlHttpClient(CurlOptions options) : url_(options.url), client_(make_curl_async_client(std::move(options))) {}

  base::Result<HttpAnswer, Wire> send(const HttpRequest& request) override {
    const auto token = client_->start(request);
    while (true) {
      if (auto answer = client_->take(token)) return std::move(*answer);
      client_->wait(kWait, {});
      if (!interrupted_.exchange(false)) continue;
      client_->cancel(token);
      return base::fail(Wire::interrupted, fmt::format("{}: {}", url_, protocol::to_string(Wire::interrupted)));
    }
  }

  void interrupt() override {
    interrupted_ = true;
    client_->wake();
  }

 private:
  std::string url_;
  std::unique_ptr<AsyncClient> client_;
  std::atomic<bool> interrupted_{false};
};

}  // namespace

std::unique_ptr<HttpClient> make_curl_client(CurlOptions options) { return std::make_unique<CurlHttpClient>(std::move(options)); }

}  // namespace openday::transport
