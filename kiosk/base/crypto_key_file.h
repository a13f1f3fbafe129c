// Key files: PEM with a PKCS#8 private key (RFC 5958, RFC 8410), optionally sealed by a passphrase (AES-256-CBC, scrypt), or with
// a SubjectPublicKeyInfo. Of Ed25519 (signatures) and X25519 (sealing): 32 bytes each, and one is never taken for the other.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"

namespace openday::base {

enum class KeyKind { ed25519, x25519 };

// Wiped at the end of its life.
struct RawPrivateKey {
  std::array<std::uint8_t, 32> bytes{};
  RawPrivateKey() = default;
  explicit RawPrivateKey(const std::array<std::uint8_t, 32>& key) : bytes(key) {}
  RawPrivateKey(const RawPrivateKey&) = default;
  RawPrivateKey& operator=(const RawPrivateKey&) = default;
  ~RawPrivateKey();
};

[[nodiscard]] Result<RawPrivateKey, KeyError> load_private_key(const std::filesystem::path& pem, std::string_view passphrase, KeyKind kind);
[[nodiscard]] std::string private_key_to_pem(const RawPrivateKey& key, KeyKind kind, std::string_view passphrase);
[[nodiscard]] Result<PublicKey, KeyError> load_public_key(const std::filesystem::path& pem, KeyKind kind);
[[nodiscard]] std::string public_key_to_pem(const PublicKey& key, KeyKind kind);

}  // namespace openday::base
