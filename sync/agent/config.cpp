#include "sync/agent/config.h"

#include <fmt/core.h>

#include "sync/protocol/inflate.h"
#include "sync/transport/curl_http_client.h"

namespace openday::agent {
namespace {

constexpr std::int64_t kMostKbit = 10'000'000;

}  // namespace

base::Result<Config, base::OptionsError> read_config(const std::filesystem::path& file) {
  auto options = base::Options::load(file);
  if (!options) return tl::unexpected(options.error());
  Config out;
  out.url = options->text("url", "");
  out.ca = options->text("ca", "");
  out.box = options->text("box", "box");
  out.compression = options->text("compression", "zstd");
  out.most_bytes_per_second = static_cast<std::uint64_t>(options->integer("line.most_kbit", 0, 0, kMostKbit)) * 1000 / 8;
  out.listen = options->text("neighbours.listen", "");
  out.boxes = options->texts("neighbours.boxes");
  for (std::size_t i = 0; i < out.boxes.size(); ++i) {
    if (!transport::is_peer_url(out.boxes[i])) options->complain_of_item("neighbours.boxes", i, "give https://HOST:PORT, as the other box's listen says");
  }
  if (!out.ca.empty() && out.ca.is_relative()) out.ca = file.parent_path() / out.ca;
  std::string problems;
  for (const auto& problem : options->problems()) problems += problem + '\n';
  if (const auto url = transport::check_url(out.url, out.ca); !out.url.empty() && !url) problems += fmt::format("{}: error: {}\n", file.string(), url.error().what);
  if (!protocol::parse_encoding(out.compression)) problems += fmt::format("{}: error: compression is zstd, gzip or identity\n", file.string());
  if (problems.empty()) return out;
  problems.pop_back();
  return base::fail(base::OptionsError::invalid, problems);
}

}  // namespace openday::agent
