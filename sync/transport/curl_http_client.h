// HttpClient by libcurl (the only code that names it): one kept-alive connection, HTTP/1.1, the bureau's CA pinned instead of the
// system's, proxies of the environment ignored, redirects refused, answers capped.
#pragma once

#include <filesystem>
#include <memory>

#include "sync/transport/http_client.h"

namespace openday::transport {

struct CurlOptions {
  std::string url;                              // "https://host:port", no path
  std::filesystem::path ca;                     // PEM; needed for https
  std::chrono::milliseconds connect_limit{10'000};
  std::chrono::milliseconds total_limit{60'000};
  std::chrono::seconds stall_limit{20};         // under stall_bytes_per_second for so long: given up
  long stall_bytes_per_second = 30;
  std::size_t answer_bytes = 1u << 20;
};

enum class UrlError { malformed, plain_beyond_loopback, no_ca, unreadable_ca };

// https anywhere, http only to 127.0.0.0/8, [::1] and localhost; no user, path, query or fragment.
[[nodiscard]] base::Result<void, UrlError> check_url(const std::string& url, const std::filesystem::path& ca);

// Throws std::runtime_error when libcurl cannot start at all.
[[nodiscard]] std::unique_ptr<HttpClient> make_curl_client(CurlOptions options);

}  // namespace openday::transport
