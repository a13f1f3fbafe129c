#include "sync/transport/curl_http_client.h"

#include <atomic>
#include <stdexcept>

#include <curl/curl.h>
#include <fmt/core.h>

#include "sync/http/tls.h"
#include "sync/protocol/limits.h"

namespace openday::transport {
namespace {

using protocol::Wire;

constexpr int kPollMs = 1000;
constexpr std::size_t kHeaderText = 256;   // of one header's value that is kept

struct FreeEasy { void operator()(CURL* easy) const { curl_easy_cleanup(easy); } };
struct FreeMulti { void operator()(CURLM* multi) const { curl_multi_cleanup(multi); } };
struct FreeUrl { void operator()(CURLU* url) const { curl_url_cleanup(url); } };
struct FreeList { void operator()(curl_slist* list) const { curl_slist_free_all(list); } };
struct FreeText { void operator()(char* text) const { curl_free(text); } };

// curl_global_init is needed once a process and is thread-safe since 7.84; its matching clean-up is the process's end.
void start_curl() {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::runtime_error("libcurl does not start");
}

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  const std::unique_ptr<char, FreeText> owner(text);
  return text;
}

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "[::1]" || (host.rfind("127.", 0) == 0 && host.find_first_not_of("0123456789.") == std::string::npos);
}

Wire wire_of(CURLcode code, long os_errno) {
  switch (code) {
    case CURLE_OK: return Wire::answered;
    case CURLE_COULDNT_RESOLVE_HOST: return Wire::name_unknown;
    case CURLE_COULDNT_CONNECT: return os_errno == ECONNREFUSED ? Wire::refused : Wire::no_route;
    case CURLE_OPERATION_TIMEDOUT: return Wire::timed_out;
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_HTTP2:
    case CURLE_WEIRD_SERVER_REPLY: return Wire::broken_off;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR: return Wire::tls_untrusted;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_SHUTDOWN_FAILED: return Wire::tls_failed;
    case CURLE_WRITE_ERROR:
    case CURLE_FILESIZE_EXCEEDED: return Wire::too_large;
    case CURLE_ABORTED_BY_CALLBACK: return Wire::interrupted;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_SSL_CACERT_BADFILE: return Wire::unusable;
    default: return Wire::broken_off;
  }
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && curl_strnequal(a.data(), b.data(), a.size()) != 0;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

class CurlHttpClient final : public HttpClient {
 public:
  explicit CurlHttpClient(CurlOptions options) : options_(std::move(options)) {
    start_curl();
    multi_.reset(curl_multi_init());
    easy_.reset(curl_easy_init());
    if (!multi_ || !easy_) throw std::runtime_error("libcurl gives no handle");
    set_up();
  }

  ~CurlHttpClient() override { curl_multi_remove_handle(multi_.get(), easy_.get()); }

  base::Result<HttpAnswer, Wire> send(const HttpRequest& request) override {
    answer_ = {};
    too_large_ = false;
    now_ = request.now;
    const auto headers = headers_of(request);
    prepare(request, headers.get());
    const CURLcode code = perform();
    if (code != CURLE_OK) return failure(code);
    return finish();
  }

  void interrupt() override {
    interrupted_ = true;
    curl_multi_wakeup(multi_.get());
  }

 private:
  template <class T>
  void set(CURLoption option, T value) {
    if (curl_easy_setopt(easy_.get(), option, value) != CURLE_OK) throw std::runtime_error("libcurl refuses an option: it was built without it");
  }

  void set_up() {
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L);              // do not wait for a name server that does not answer
    set(CURLOPT_PROXY, "");                   // the environment's proxies are not the office's decision for this box
    set(CURLOPT_FOLLOWLOCATION, 0L);          // a redirect is a captive portal
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_limit.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(options_.total_limit.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, options_.stall_bytes_per_second);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.stall_limit.count()));
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    set(CURLOPT_WRITEFUNCTION, &CurlHttpClient::on_body);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_HEADERFUNCTION, &CurlHttpClient::on_header);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_CAPATH, static_cast<char*>(nullptr));
    if (!options_.ca.empty()) set(CURLOPT_CAINFO, options_.ca.c_str());
    set(CURLOPT_CA_CACHE_TIMEOUT, 0L);        // the verify time changes from request to request
    set(CURLOPT_SSL_CTX_FUNCTION, &CurlHttpClient::on_tls_context);
    set(CURLOPT_SSL_CTX_DATA, this);
  }

  static std::unique_ptr<curl_slist, FreeList> headers_of(const HttpRequest& request) {
    curl_slist* list = curl_slist_append(nullptr, fmt::format("Content-Type: {}", protocol::kContentType).c_str());
    if (request.encoding != protocol::Encoding::identity) {
      list = curl_slist_append(list, fmt::format("Content-Encoding: {}", protocol::to_string(request.encoding)).c_str());
    }
    list = curl_slist_append(list, "Expect:");   // no second round trip for a body that the bureau nearly always takes
    return std::unique_ptr<curl_slist, FreeList>(list);
  }

  void prepare(const HttpRequest& request, curl_slist* headers) {
    const std::string url = options_.url + request.path;
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_HTTPHEADER, headers);
    if (request.method == "GET") {
      set(CURLOPT_HTTPGET, 1L);
      return;
    }
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(CURLOPT_POSTFIELDS, request.body.c_str());
  }

  CURLcode perform() {
    if (curl_multi_add_handle(multi_.get(), easy_.get()) != CURLM_OK) throw std::runtime_error("libcurl takes no transfer");
    const CURLcode code = run();
    curl_multi_remove_handle(multi_.get(), easy_.get());
    return code;
  }

  CURLcode run() {
    int running = 1;
    while (true) {
      if (interrupted_.exchange(false)) return CURLE_ABORTED_BY_CALLBACK;
      if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) throw std::runtime_error("libcurl's transfer loop broke");
      if (running == 0) break;
      curl_multi_poll(multi_.get(), nullptr, 0, kPollMs, nullptr);
    }
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg == CURLMSG_DONE) return message->data.result;
    }
    return CURLE_RECV_ERROR;
  }

  base::Result<HttpAnswer, Wire> failure(CURLcode code) {
    long os_errno = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_OS_ERRNO, &os_errno);
    const Wire wire = too_large_ ? Wire::too_large : wire_of(code, os_errno);
    return base::fail(wire, fmt::format("{}: {} ({})", options_.url, protocol::to_string(wire), curl_easy_strerror(code)));
  }

  base::Result<HttpAnswer, Wire> finish() {
    long status = 0;
    curl_off_t sent = 0, first = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy_.get(), CURLINFO_PRETRANSFER_TIME_T, &sent);
    curl_easy_getinfo(easy_.get(), CURLINFO_STARTTRANSFER_TIME_T, &first);
    answer_.status = static_cast<int>(status);
    answer_.sent_after = std::chrono::milliseconds(sent / 1000);
    answer_.first_byte_after = std::chrono::milliseconds((first + 999) / 1000);
    return std::move(answer_);
  }

  void take_header(std::string_view line) {
    if (line.rfind("HTTP/", 0) == 0) answer_ = {};   // a 100 before the answer proper
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const auto name = line.substr(0, colon);
    const std::string value(trimmed(line.substr(colon + 1)).substr(0, kHeaderText));
    if (same_name(name, protocol::kMark)) answer_.marked = true;
    if (same_name(name, "content-type")) answer_.content_type = value;
    if (same_name(name, "retry-after")) answer_.retry_after = value;
  }

  static std::size_t on_header(char* data, std::size_t, std::size_t size, void* self) {
    static_cast<CurlHttpClient*>(self)->take_header({data, size});
    return size;
  }

  static std::size_t on_body(char* data, std::size_t, std::size_t size, void* context) {
    auto* self = static_cast<CurlHttpClient*>(context);
    if (self->answer_.body.size() + size > self->options_.answer_bytes) {
      self->too_large_ = true;
      return 0;
    }
    self->answer_.body.append(data, size);
    return size;
  }

  static CURLcode on_tls_context(CURL*, void* context, void* self) {
    http::judge_certificates_at(static_cast<ssl_ctx_st*>(context), static_cast<CurlHttpClient*>(self)->now_);
    return CURLE_OK;
  }

  CurlOptions options_;
  std::unique_ptr<CURLM, FreeMulti> multi_;
  std::unique_ptr<CURL, FreeEasy> easy_;   // after multi_: goes first
  std::atomic<bool> interrupted_{false};
  HttpAnswer answer_;
  base::Instant now_{};
  bool too_large_ = false;
};

}  // namespace

base::Result<void, UrlError> check_url(const std::string& url, const std::filesystem::path& ca) {
  const std::unique_ptr<CURLU, FreeUrl> parsed(curl_url());
  const bool readable = !url.empty() && curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) == CURLUE_OK;
  const auto scheme = part_of(parsed.get(), CURLUPART_SCHEME);
  const auto path = part_of(parsed.get(), CURLUPART_PATH);
  const bool bare = readable && (path.empty() || path == "/") && url.back() != '/' && part_of(parsed.get(), CURLUPART_QUERY).empty() &&
                    part_of(parsed.get(), CURLUPART_FRAGMENT).empty() && part_of(parsed.get(), CURLUPART_USER).empty();
  if (!readable || !bare || (scheme != "http" && scheme != "https")) {
    return base::fail(UrlError::malformed, fmt::format("url '{}': give https://HOST:PORT, without a path", url));
  }
  if (scheme == "http" && !is_loopback(part_of(parsed.get(), CURLUPART_HOST))) {
    return base::fail(UrlError::plain_beyond_loopback, fmt::format("url '{}': plain HTTP is for loopback only, give https://", url));
  }
  if (scheme == "http") return {};
  if (ca.empty()) return base::fail(UrlError::no_ca, fmt::format("url '{}' needs the bureau's CA: set ca to its PEM file", url));
  std::error_code error;
  if (!std::filesystem::is_regular_file(ca, error)) {
    return base::fail(UrlError::unreadable_ca, fmt::format("ca '{}' is not a readable file: give the PEM file of the bureau's CA", ca.string()));
  }
  return {};
}

std::unique_ptr<HttpClient> make_curl_client(CurlOptions options) { return std::make_unique<CurlHttpClient>(std::move(options)); }

}  // namespace openday::transport
