#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/bytes.h"
#include "kiosk/base/crypto.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {

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
  const auto key = base::SigningKey::generate();
  if (const auto written = write_output(secret.string(), key.to_pem(*passphrase), 0600); !written) return complain(written.error());
  if (const auto written = write_output(open.string(), base::public_key_to_pem(key.public_key()), 0644); !written) return complain(written.error());
  const std::string kid = base::to_hex(base::key_id(key.public_key()));
  if (options.json) {
    print(nlohmann::ordered_json{{"use", options.use}, {"kid", kid}, {"key", secret.string()}, {"public", open.string()}}.dump());
  } else {
    print(fmt::format("{} {}: {} (keep it secret{}), {}", options.use, kid, secret.string(), passphrase->empty() ? "; it has no passphrase" : "", open.string()));
  }
  return kYes;
}

}  // namespace openday::tool
