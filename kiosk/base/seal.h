// Sealing to a public key: whoever holds the bureau's public seal key can close bytes that only the office's private key opens
// (libsodium crypto_box_seal: X25519 and XSalsa20-Poly1305 under a fresh key each time; the kiosk itself cannot open them again).
// Values only; a key is used by one thread at a time. Broken machinery throws CryptoBroken.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/crypto_key_file.h"
#include "kiosk/base/result.h"

namespace openday::base {

using SealPublicKey = PublicKey;                  // X25519, RFC 7748; its id is key_id()
inline constexpr std::size_t kSealOverhead = 48;  // bytes that sealing adds

enum class SealError {
  weak_key,    // a public key of low order: anybody could open what is sealed to it
  truncated,   // shorter than any sealed text
  not_opened   // sealed to another key, or changed since
};

[[nodiscard]] Result<Bytes, SealError> seal(const SealPublicKey& to, ByteView plain);

// The office's private half.
class UnsealKey {
 public:
  [[nodiscard]] static UnsealKey generate();
  [[nodiscard]] static UnsealKey from_bytes(const std::array<std::uint8_t, 32>& key);
  [[nodiscard]] static Result<UnsealKey, KeyError> load(const std::filesystem::path& pem, std::string_view passphrase = {});
  [[nodiscard]] std::string to_pem(std::string_view passphrase = {}) const;
  [[nodiscard]] const SealPublicKey& public_key() const { return public_key_; }
  [[nodiscard]] Result<Bytes, SealError> unseal(ByteView sealed) const;

 private:
  explicit UnsealKey(const RawPrivateKey& key);
  RawPrivateKey key_;
  SealPublicKey public_key_{};
};

// Sealed text as it stands in a record: base64 of the sealed bytes.
[[nodiscard]] Result<std::string, SealError> seal_text(const SealPublicKey& to, std::string_view plain);
[[nodiscard]] Result<std::string, SealError> unseal_text(const UnsealKey& key, std::string_view base64);

[[nodiscard]] Result<SealPublicKey, KeyError> load_seal_public_key(const std::filesystem::path& pem);
[[nodiscard]] std::string seal_public_key_to_pem(const SealPublicKey& key);

}  // namespace openday::base
