// Clients by libcurl (the only code that names it): kept-alive connections, HTTP/1.1, the bureau's CA pinned instead of the
// system's, proxies of the environment ignored, redirects refused, answers capped.
#pragma once

#include <memory>

#include "kiosk/base/result.h"
#include "sync/transport/async_client.h"
#include "sync/transport/curl_options.h"

namespace openday::transport {

enum class UrlError { malformed, plain_beyond_loopback, no_ca, unreadable_ca };

// https anywhere, http only to 127.0.0.0/8, [::1] and localhost; no user, path, query or fragment.
[[nodiscard]] base::Result<void, UrlError> check_url(const std::string& url, const std::filesystem::path& ca);

[[nodiscard]] bool is_peer_url(const std::string& url);   // https://HOST:PORT of a box that is known by its key

// Throw std::runtime_error when libcurl cannot start at all.
[[nodiscard]] std::unique_ptr<AsyncClient> make_curl_async_client(CurlOptions options);
[[nodiscard]] std::unique_ptr<HttpClient> make_curl_client(CurlOptions options);   // one exchange at a time

}  // namespace openday::transport
