#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/bytes.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/seal.h"
#include "kiosk/event/trust.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {
namespace {

struct KeyFiles {
  std::string secret, open, kid;
};

KeyFiles make_key(const std::string& use, const std::string& passphrase) {
  if (use == to_string(event::KeyUse::seal)) {
    const auto key = base::UnsealKey::generate();
    return {key.to_pem(passphrase), base::seal_public_key_to_pem(key.public_key()), base::to_hex(base::key_id(key.public_key()))};
  }
  const auto key = base::SigningKey::generate();
  return {key.to_pem(passphrase), base::public_key_to_pem(key.public_key()), base::to_hex(base::key_id(key.public_key()))};
}

}  // namespace

int key_new(const KeyNewOptions& options) {
  namespace fs = std::filesystem;
  const auto passphrase = read_passphrase(options.passphrase_file);
  if (!passphrase) return complain(passphrase.error());
  std::error_code failed;
  if (fs::create_directories(options.out, failed)) fs::permissions(options.out, fs::perms::owner_all, failed);
  if (failed) return complain(fmt::format("{}: {}; choose a folder that can be written", options.out, failed.message()));
  const fs::path secret = fs::path(options.out) / (options.use + ".key"), open = fs::path(options.out) / (options.use + ".pub");
  for (const fs::path& path : {secret, open}) {
    if (fs::exists(path, failed)) return complain(fmt::format("{} is there already; a key is never overwritten: choose another folder", path.string()));
  }
  const KeyFiles key = make_key(options.use, *passphrase);
  if (const auto written = write_output(secret.string(), key.secret, 0600); !written) return complain(written.error());
  if (const auto written = write_output(open.string(), key.open, 0644); !written) return complain(written.error());
  if (options.json) {
    print(nlohmann::ordered_json{{"use", options.use}, {"kid", key.kid}, {"key", secret.string()}, {"public", open.string()}}.dump());
  } else {
    print(fmt::format("{} {}: {} (keep it secret{}), {}", options.use, key.kid, secret.string(), passphrase->empty() ? "; it has no passphrase" : "", open.string()));
  }
  return kYes;
}

}  // namespace openday::tool
