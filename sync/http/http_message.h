// A request and an answer as values, without sockets: what a handler takes and gives. Header names are lower case.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace openday::http {

struct Request {
  std::string method;             // "GET", "POST"
  std::string path;               // without query
  std::string query;              // after '?', undecoded
  std::string content_type;
  std::string content_encoding;   // "", "gzip", "zstd": inflating is the handler's, under its own cap
  std::string body;
  std::string content_digest{};   // RFC 9530, over the body as it came
};

struct Response {
  int status = 200;
  std::string content_type;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

}  // namespace openday::http
