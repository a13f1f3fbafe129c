// What a client of libcurl is told: where the server is, whom to believe, how long to wait.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace openday::transport {

struct CurlOptions {
  std::string url;                              // "https://host:port", no path
  std::filesystem::path ca;                     // PEM; needed for https
  bool of_anybody = false;                      // no certificate is checked: only for what is known by its digest afterwards
  std::chrono::milliseconds connect_limit{10'000};
  std::chrono::milliseconds total_limit{60'000};
  std::chrono::seconds stall_limit{20};         // under stall_bytes_per_second for so long: given up
  long stall_bytes_per_second = 30;
  std::size_t answer_bytes = 1u << 20;
  long connections = 4;                         // at most, kept alive; a further request waits for one
  std::uint64_t most_bytes_per_second = 0;      // upwards, of one request to the client's own server; 0: as fast as the line
};

}  // namespace openday::transport
