#include "sync/transport/curl_transfer.h"

#include <cerrno>
#include <stdexcept>

#include <fmt/core.h>

#include "kiosk/base/bytes.h"
#include "kiosk/base/crypto.h"
#include "sync/http/tls.h"
#include "sync/protocol/content_digest.h"
#include "sync/protocol/limits.h"

namespace openday::transport {
namespace {

using protocol::Wire;

constexpr std::size_t kHeaderText = 256;   // of one header's value that is kept

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
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
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

std::unique_ptr<curl_slist, FreeList> headers_of(const HttpRequest& request) {
  curl_slist* list = curl_slist_append(nullptr, fmt::format("Content-Type: {}", protocol::kContentType).c_str());
  if (request.encoding != protocol::Encoding::identity) {
    list = curl_slist_append(list, fmt::format("Content-Encoding: {}", protocol::to_string(request.encoding)).c_str());
  }
  if (!request.body.empty()) list = curl_slist_append(list, fmt::format("{}: {}", protocol::kDigestHeader, protocol::content_digest(request.body)).c_str());
  list = curl_slist_append(list, "Expect:");   // no second round trip for a body that the bureau nearly always takes
  return std::unique_ptr<curl_slist, FreeList>(list);
}

}  // namespace

std::string pin_of(const std::array<std::uint8_t, 32>& key) {
  constexpr std::array<std::uint8_t, 12> kEd25519{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};   // RFC 8410 section 4
  return "sha256//" + base::to_base64(base::Sha256().add(kEd25519).add(key).finish());
}

CurlTransfer::CurlTransfer(const CurlOptions& options) : options_(options), easy_(curl_easy_init()) {
  if (!easy_) throw std::runtime_error("libcurl gives no handle");
  set_up();
}

template <class T>
void CurlTransfer::set(CURLoption option, T value) {
  if (curl_easy_setopt(easy_.get(), option, value) != CURLE_OK) throw std::runtime_error("libcurl refuses an option: it was built without it");
}

void CurlTransfer::set_up() {
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
  set(CURLOPT_WRITEFUNCTION, &CurlTransfer::on_body);
  set(CURLOPT_WRITEDATA, this);
  set(CURLOPT_HEADERFUNCTION, &CurlTransfer::on_header);
  set(CURLOPT_HEADERDATA, this);
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_3));
  set(CURLOPT_CAPATH, static_cast<char*>(nullptr));
  if (!options_.ca.empty()) set(CURLOPT_CAINFO, options_.ca.c_str());
  set(CURLOPT_CA_CACHE_TIMEOUT, 0L);        // the verify time changes from request to request
  set(CURLOPT_SSL_CTX_FUNCTION, &CurlTransfer::on_tls_context);
  set(CURLOPT_SSL_CTX_DATA, this);
}

void CurlTransfer::prepare(HttpRequest request) {
  request_ = std::move(request);
  answer_ = {};
  judge_ = {request_.now, !request_.sure_of_time, http::CertificateJudge::Trouble::none, {}, {}, {}};
  too_large_ = false;
  headers_ = headers_of(request_);
  // A handle is used again: what one request relaxed the next must not inherit.
  const bool by_ca = !options_.of_anybody && !request_.peer;
  const std::string url = (request_.peer ? request_.peer->url : options_.url) + request_.path;
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_SSL_VERIFYPEER, by_ca ? 1L : 0L);
  set(CURLOPT_SSL_VERIFYHOST, by_ca ? 2L : 0L);
  set(CURLOPT_PINNEDPUBLICKEY, request_.peer ? request_.peer->pins.c_str() : nullptr);
  set(CURLOPT_MAX_SEND_SPEED_LARGE, static_cast<curl_off_t>(request_.peer ? 0 : options_.most_bytes_per_second));   // the hall's network is not the line
  set(CURLOPT_HTTPHEADER, headers_.get());
  if (request_.method == "GET") {
    set(CURLOPT_HTTPGET, 1L);
    return;
  }
  set(CURLOPT_POST, 1L);
  set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
  set(CURLOPT_POSTFIELDS, request_.body.c_str());
}

base::Result<HttpAnswer, Wire> CurlTransfer::result(CURLcode code) {
  if (code != CURLE_OK) return failure(code);
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

base::Result<HttpAnswer, Wire> CurlTransfer::failure(CURLcode code) {
  if (judge_.trouble != http::CertificateJudge::Trouble::none) return certificate_failure();
  long os_errno = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_OS_ERRNO, &os_errno);
  const Wire wire = too_large_ ? Wire::too_large : wire_of(code, os_errno);
  return base::fail(wire, fmt::format("{}: {} ({})", request_.peer ? request_.peer->url : options_.url, protocol::to_string(wire), curl_easy_strerror(code)));
}

base::Result<HttpAnswer, Wire> CurlTransfer::certificate_failure() const {
  const auto text = [](base::Instant at) { return base::to_rfc3339(at, base::kChinaOffset); };
  const auto judged = fmt::format("{} {}", request_.sure_of_time ? "it is" : "this box's clock, which nothing confirmed, says", text(judge_.at));
  if (judge_.trouble == http::CertificateJudge::Trouble::begins_later) {
    return base::fail(Wire::certificate_early, fmt::format("{}: the certificate of '{}' begins {}, {}", options_.url, judge_.subject, text(judge_.from), judged));
  }
  return base::fail(request_.sure_of_time ? Wire::certificate_ended : Wire::certificate_or_clock,
                    fmt::format("{}: the certificate of '{}' ended {}, {}", options_.url, judge_.subject, text(judge_.until), judged));
}

// Asked while the answer comes: afterwards the handle has no connection any more.
std::optional<base::Instant> CurlTransfer::connection_end() const {
  const curl_tlssessioninfo* session = nullptr;
  const bool is_tls = curl_easy_getinfo(easy_.get(), CURLINFO_TLS_SSL_PTR, &session) == CURLE_OK && session && session->backend == CURLSSLBACKEND_OPENSSL;
  return is_tls && session->internals ? http::certificates_end(static_cast<const ssl_st*>(session->internals)) : std::nullopt;
}

void CurlTransfer::take_header(std::string_view line) {
  if (line.rfind("HTTP/", 0) == 0) {
    answer_ = {};   // a 100 before the answer proper
    answer_.certificates_end = connection_end();
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const auto name = line.substr(0, colon);
  const std::string value(trimmed(line.substr(colon + 1)).substr(0, kHeaderText));
  if (same_name(name, protocol::kMark)) answer_.marked = true;
  if (same_name(name, "content-type")) answer_.content_type = value;
  if (same_name(name, "retry-after")) answer_.retry_after = value;
}

std::size_t CurlTransfer::on_header(char* data, std::size_t, std::size_t size, void* self) {
  static_cast<CurlTransfer*>(self)->take_header({data, size});
  return size;
}

std::size_t CurlTransfer::on_body(char* data, std::size_t, std::size_t size, void* context) {
  auto* self = static_cast<CurlTransfer*>(context);
  if (self->answer_.body.size() + size > self->options_.answer_bytes) {
    self->too_large_ = true;
    return 0;
  }
  self->answer_.body.append(data, size);
  return size;
}

CURLcode CurlTransfer::on_tls_context(CURL*, void* context, void* self) {
  http::judge_certificates(static_cast<ssl_ctx_st*>(context), static_cast<CurlTransfer*>(self)->judge_);
  return CURLE_OK;
}

}  // namespace openday::transport
