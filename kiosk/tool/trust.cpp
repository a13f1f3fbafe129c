#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/bytes.h"
#include "kiosk/base/seal.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {
namespace {

// The list so far: that of the file when the same root signed it, an empty one when there is no file.
Input<event::Trust> list_so_far(const std::string& file, const base::PublicKey& root) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    event::Trust fresh;
    fresh.root = root;
    return fresh;
  }
  auto held = read_trust_file(file);
  if (!held) return held;
  if (held->root == root) return held;
  return base::fail(InputError::unusable, fmt::format("{} was signed by another root key; use that one, or begin a new file", file));
}

}  // namespace

int trust_add(const TrustAddOptions& options) {
  const auto root = read_key(options.root, options.passphrase_file);
  if (!root) return complain(root.error());
  const auto use = *event::parse_key_use(options.use);
  const auto key = use == event::KeyUse::seal ? base::load_seal_public_key(options.key) : base::load_public_key(options.key);
  if (!key) return complain(key.error());
  auto trust = list_so_far(options.out, root->public_key());
  if (!trust) return complain(trust.error());
  event::TrustedKey entry{base::key_id(*key), *key, use, std::nullopt};
  if (options.until) {
    const auto day = parse_day(*options.until, "--until");
    if (!day) return complain(day.error());
    entry.until = *day;
  }
  std::erase_if(trust->keys, [&](const event::TrustedKey& held) { return held.kid == entry.kid && held.use == entry.use; });
  trust->keys.push_back(entry);
  ++trust->version;
  if (const auto written = write_output(options.out, event::write_trust(*trust, *root), 0644); !written) return complain(written.error());
  const std::string kid = base::to_hex(entry.kid);
  if (options.json) {
    print(nlohmann::ordered_json{{"file", options.out}, {"version", trust->version}, {"kid", kid}, {"use", options.use}, {"keys", trust->keys.size()}}.dump());
  } else {
    print(fmt::format("{}: version {}, {} for {}, {} key{} in all", options.out, trust->version, kid, options.use, trust->keys.size(), trust->keys.size() == 1 ? "" : "s"));
  }
  return kYes;
}

int sign(const SignOptions& options) {
  const auto key = read_key(options.key, options.passphrase_file);
  if (!key) return complain(key.error());
  for (const std::string& file : options.documents) {
    const auto text = read_input(file, 1u << 30);
    if (!text) return complain(text.error());
    if (const auto written = write_output(file + ".cose", event::sign_document(*text, *key), 0644); !written) return complain(written.error());
    print(fmt::format("{}.cose", file));
  }
  return kYes;
}

}  // namespace openday::tool
