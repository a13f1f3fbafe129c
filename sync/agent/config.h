// sync.toml: where the bureau is and how it is known.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/options.h"
#include "kiosk/base/result.h"

namespace openday::agent {

struct Config {
  std::string url;                 // https://host:port, or http:// on loopback; empty: the box waits to be enrolled
  std::filesystem::path ca;        // PEM, needed for https; relative to the file it stands in
  std::string box;                 // what the office calls this box; --init suggests it
  std::string compression = "zstd";
  std::string listen;              // [neighbours] ADDRESS:PORT for the hall's other boxes; empty: none are answered
  std::vector<std::string> boxes;  // [neighbours] https://HOST:PORT of each of them
  std::uint64_t most_bytes_per_second = 0;   // upwards, from [line] most_kbit; 0: as much as the line carries
};

// Every problem, one a line with its place, in `what`.
[[nodiscard]] base::Result<Config, base::OptionsError> read_config(const std::filesystem::path& file);

}  // namespace openday::agent
