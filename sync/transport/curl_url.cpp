#include <memory>

#include <curl/curl.h>
#include <fmt/core.h>

#include "sync/transport/curl_http_client.h"

namespace openday::transport {
namespace {

struct FreeUrl { void operator()(CURLU* url) const { curl_url_cleanup(url); } };
struct FreeText { void operator()(char* text) const { curl_free(text); } };

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  const std::unique_ptr<char, FreeText> owner(text);
  return text;
}

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "[::1]" || (host.rfind("127.", 0) == 0 && host.find_first_not_of("0123456789.") == std::string::npos);
}

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

bool is_peer_url(const std::string& url) {
  const auto checked = check_url(url, {});
  return !checked && checked.error().kind == UrlError::no_ca;   // https, and nothing else wrong
}

}  // namespace openday::transport
