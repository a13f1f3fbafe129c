// The one place that touches OpenSSL's libcrypto. Suite `intl`: Ed25519, SHA-256, HMAC-SHA-256, scrypt. Key files are PEM
// (PKCS#8, RFC 5958; public: SubjectPublicKeyInfo), a private key optionally encrypted with a passphrase.
// Values only; every object may move between threads but is used by one at a time. Broken machinery throws CryptoBroken.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/base/uuid.h"

namespace openday::base {

struct CryptoBroken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

using Digest = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;
using PublicKey = std::array<std::uint8_t, 32>;   // Ed25519, RFC 8032
using KeyId = std::array<std::uint8_t, 4>;        // first 4 bytes of SHA-256 of the public key

void random_bytes(std::span<std::uint8_t> out);
[[nodiscard]] Random16 random16();

[[nodiscard]] Digest sha256(ByteView bytes);
[[nodiscard]] Digest hmac_sha256(ByteView key, ByteView bytes);
[[nodiscard]] bool equal_in_constant_time(ByteView a, ByteView b);

// RFC 7914, N = 2^15, r = 8, p = 1, 32 bytes out: 32 MiB and about 60 ms a guess here.
[[nodiscard]] Digest scrypt(std::string_view secret, ByteView salt);

// Incremental SHA-256.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  Sha256& add(ByteView bytes);
  Sha256& add(std::string_view text) { return add(as_bytes(text)); }
  [[nodiscard]] Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

enum class KeyError { missing, unreadable, wrong_passphrase, wrong_type };

// An Ed25519 private key. Movable; wiped at the end of its life.
class SigningKey {
 public:
  [[nodiscard]] static SigningKey generate();
  [[nodiscard]] static SigningKey from_seed(const std::array<std::uint8_t, 32>& seed);  // RFC 8032 test vectors
  [[nodiscard]] static Result<SigningKey, KeyError> load(const std::filesystem::path& pem, std::string_view passphrase = {});
  // PKCS#8 PEM; with a passphrase encrypted by AES-256-CBC with scrypt.
  [[nodiscard]] std::string to_pem(std::string_view passphrase = {}) const;
  ~SigningKey();
  SigningKey(SigningKey&&) noexcept;
  SigningKey& operator=(SigningKey&&) noexcept;

  [[nodiscard]] Signature sign(ByteView message) const;
  [[nodiscard]] const PublicKey& public_key() const { return public_key_; }

 private:
  struct State;
  explicit SigningKey(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
  PublicKey public_key_{};
};

[[nodiscard]] bool verify(const PublicKey& key, ByteView message, const Signature& signature);
[[nodiscard]] KeyId key_id(const PublicKey& key);
[[nodiscard]] std::string public_key_to_pem(const PublicKey& key);
[[nodiscard]] Result<PublicKey, KeyError> load_public_key(const std::filesystem::path& pem);

}  // namespace openday::base
