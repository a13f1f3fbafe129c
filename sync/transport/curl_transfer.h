// One exchange of libcurl: an easy handle with the request it sends and the answer that comes. Internal to transport/. Stays where
// it is while libcurl has its handle; one thread.
#pragma once

#include <memory>

#include <curl/curl.h>

#include "sync/http/tls.h"
#include "sync/transport/curl_options.h"
#include "sync/transport/http_client.h"

namespace openday::transport {

struct FreeEasy { void operator()(CURL* easy) const { curl_easy_cleanup(easy); } };
struct FreeList { void operator()(curl_slist* list) const { curl_slist_free_all(list); } };

class CurlTransfer {
 public:
  // Throws std::runtime_error when libcurl gives no handle or was built without what is asked of it.
  explicit CurlTransfer(const CurlOptions& options);
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;

  void prepare(HttpRequest request);
  [[nodiscard]] base::Result<HttpAnswer, protocol::Wire> result(CURLcode code);
  [[nodiscard]] CURL* easy() const { return easy_.get(); }

 private:
  template <class T>
  void set(CURLoption option, T value);
  void set_up();
  void take_header(std::string_view line);
  [[nodiscard]] std::optional<base::Instant> connection_end() const;
  [[nodiscard]] base::Result<HttpAnswer, protocol::Wire> failure(CURLcode code);
  [[nodiscard]] base::Result<HttpAnswer, protocol::Wire> certificate_failure() const;
  static std::size_t on_header(char* data, std::size_t, std::size_t size, void* self);
  static std::size_t on_body(char* data, std::size_t, std::size_t size, void* self);
  static CURLcode on_tls_context(CURL*, void* context, void* self);

  const CurlOptions& options_;   // the client's
  std::unique_ptr<CURL, FreeEasy> easy_;
  std::unique_ptr<curl_slist, FreeList> headers_;
  HttpRequest request_;
  http::CertificateJudge judge_;
  HttpAnswer answer_;
  bool too_large_ = false;
};

}  // namespace openday::transport
