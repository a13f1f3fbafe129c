#include <algorithm>
#include <atomic>
#include <map>
#include <stdexcept>
#include <vector>

#include "sync/transport/curl_http_client.h"
#include "sync/transport/curl_transfer.h"

namespace openday::transport {
namespace {

using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

struct FreeMulti { void operator()(CURLM* multi) const { curl_multi_cleanup(multi); } };

// curl_global_init is needed once a process and is thread-safe since 7.84; its matching clean-up is the process's end.
void start_curl() {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::runtime_error("libcurl does not start");
}

class CurlAsyncClient final : public AsyncClient {
 public:
  explicit CurlAsyncClient(CurlOptions options) : options_(std::move(options)) {
    start_curl();
    multi_.reset(curl_multi_init());
    if (!multi_) throw std::runtime_error("libcurl gives no handle");
    curl_multi_setopt(multi_.get(), CURLMOPT_MAX_HOST_CONNECTIONS, options_.connections);
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, options_.connections + kPeers);
  }
  ~CurlAsyncClient() override {
    for (auto& [token, transfer] : out_) curl_multi_remove_handle(multi_.get(), transfer->easy());
  }

  Token start(HttpRequest request) override {
    auto transfer = idle_.empty() ? std::make_unique<CurlTransfer>(options_) : std::move(idle_.back());
    if (!idle_.empty()) idle_.pop_back();
    transfer->prepare(std::move(request));
    if (curl_multi_add_handle(multi_.get(), transfer->easy()) != CURLM_OK) throw std::runtime_error("libcurl takes no transfer");
    out_.emplace(++last_, std::move(transfer));
    move();   // on its way at once, also when nobody waits soon
    return last_;
  }

  std::optional<Result> take(Token token) override {
    const auto found = answers_.find(token);
    if (found == answers_.end()) return std::nullopt;
    auto answer = std::move(found->second);
    answers_.erase(found);
    return answer;
  }

  void cancel(Token token) override {
    answers_.erase(token);
    const auto found = out_.find(token);
    if (found == out_.end()) return;
    curl_multi_remove_handle(multi_.get(), found->second->easy());
    out_.erase(found);
  }

  void wait(milliseconds limit, std::span<const int> also) override {
    const auto end = SteadyClock::now() + limit;
    std::vector<curl_waitfd> fds;
    for (const int fd : also) fds.push_back({fd, CURL_WAIT_POLLIN, 0});
    while (true) {
      move();
      if (woken_.exchange(false) || !answers_.empty() || std::ranges::any_of(fds, [](const auto& fd) { return fd.revents != 0; })) return;
      const auto left = std::chrono::ceil<milliseconds>(end - SteadyClock::now());
      if (left.count() <= 0) return;
      curl_multi_poll(multi_.get(), fds.data(), static_cast<unsigned>(fds.size()), static_cast<int>(std::min<milliseconds::rep>(left.count(), kMostMs)), nullptr);
    }
  }

  void wake() override {
    woken_ = true;
    curl_multi_wakeup(multi_.get());
  }

 private:
  static constexpr long kPeers = 8;                      // kept-alive connections to other boxes
  static constexpr milliseconds::rep kMostMs = 60'000;   // of one poll

  void move() {
    int running = 0, left = 0;
    if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) throw std::runtime_error("libcurl's transfer loop broke");
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg == CURLMSG_DONE) finish(message->easy_handle, message->data.result);
    }
  }

  void finish(CURL* easy, CURLcode code) {
    const auto found = std::ranges::find_if(out_, [easy](const auto& one) { return one.second->easy() == easy; });
    if (found == out_.end()) return;
    answers_.emplace(found->first, found->second->result(code));
    curl_multi_remove_handle(multi_.get(), easy);
    idle_.push_back(std::move(found->second));
    out_.erase(found);
  }

  const CurlOptions options_;
  std::unique_ptr<CURLM, FreeMulti> multi_;
  std::map<Token, std::unique_ptr<CurlTransfer>> out_;   // after multi_: go first
  std::vector<std::unique_ptr<CurlTransfer>> idle_;      // their handles are used again
  std::map<Token, Result> answers_;
  Token last_ = 0;
  std::atomic<bool> woken_{false};
};

}  // namespace

std::unique_ptr<AsyncClient> make_curl_async_client(CurlOptions options) { return std::make_unique<CurlAsyncClient>(std::move(options)); }

}  // namespace openday::transport
