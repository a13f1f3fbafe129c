#include "kiosk/base/crypto.h"

#include <algorithm>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include "kiosk/base/crypto_key_file.h"
#include "kiosk/base/crypto_openssl.h"

namespace openday::base {
namespace {

using MdContext = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;

// scrypt(): RFC 7914. OpenSSL wants room for the 32 MiB table and a little more.
constexpr std::uint64_t kScryptN = 1u << 15, kScryptR = 8, kScryptP = 1, kScryptMemory = 64u << 20;

PublicKey public_half(const EVP_PKEY* key) {
  PublicKey out;
  std::size_t size = out.size();
  require(EVP_PKEY_get_raw_public_key(key, out.data(), &size) == 1 && size == out.size(), "EVP_PKEY_get_raw_public_key");
  return out;
}

}  // namespace

void random_bytes(std::span<std::uint8_t> out) {
  require(RAND_bytes(out.data(), static_cast<int>(out.size())) == 1, "RAND_bytes");
}

Random16 random16() {
  Random16 out;
  random_bytes(out);
  return out;
}

Digest sha256(ByteView bytes) {
  Digest out;
  require(EVP_Digest(bytes.data(), bytes.size(), out.data(), nullptr, EVP_sha256(), nullptr) == 1, "SHA-256");
  return out;
}

Digest hmac_sha256(ByteView key, ByteView bytes) {
  Digest out;
  std::size_t size = 0;
  const std::uint8_t none = 0;  // an empty key must not be a null pointer
  const auto* key_data = key.empty() ? &none : key.data();
  require(EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, key_data, key.size(), bytes.data(), bytes.size(), out.data(), out.size(),
                    &size) != nullptr && size == out.size(), "HMAC-SHA-256");
  return out;
}

bool equal_in_constant_time(ByteView a, ByteView b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Digest scrypt(std::string_view secret, ByteView salt) {
  Digest out;
  require(EVP_PBE_scrypt(secret.data(), secret.size(), salt.data(), salt.size(), kScryptN, kScryptR, kScryptP, kScryptMemory, out.data(),
                         out.size()) == 1, "scrypt");
  return out;
}

struct Sha256::State {
  MdContext context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  require(state_->context != nullptr && EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) == 1, "SHA-256");
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::add(ByteView bytes) {
  require(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1, "SHA-256");
  return *this;
}

Digest Sha256::finish() {
  Digest out;
  require(EVP_DigestFinal_ex(state_->context.get(), out.data(), nullptr) == 1, "SHA-256");
  return out;
}

struct SigningKey::State {
  Pkey key;  // EVP_PKEY_free wipes the private half
};

SigningKey::SigningKey(std::unique_ptr<State> state) : state_(std::move(state)), public_key_(public_half(state_->key.get())) {}
SigningKey::~SigningKey() = default;
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;

SigningKey SigningKey::generate() {
  Pkey key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  require(key != nullptr, "EVP_PKEY_Q_keygen");
  return SigningKey(std::make_unique<State>(State{std::move(key)}));
}

SigningKey SigningKey::from_seed(const std::array<std::uint8_t, 32>& seed) {
  Pkey key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
  require(key != nullptr, "EVP_PKEY_new_raw_private_key");
  return SigningKey(std::make_unique<State>(State{std::move(key)}));
}

Result<SigningKey, KeyError> SigningKey::load(const std::filesystem::path& pem, std::string_view passphrase) {
  auto seed = load_private_key(pem, passphrase, KeyKind::ed25519);
  if (!seed) return tl::unexpected(std::move(seed.error()));
  return from_seed(seed->bytes);
}

std::string SigningKey::to_pem(std::string_view passphrase) const {
  RawPrivateKey seed;
  std::size_t size = seed.bytes.size();
  require(EVP_PKEY_get_raw_private_key(state_->key.get(), seed.bytes.data(), &size) == 1 && size == seed.bytes.size(), "EVP_PKEY_get_raw_private_key");
  return private_key_to_pem(seed, KeyKind::ed25519, passphrase);
}

Signature SigningKey::sign(ByteView message) const {
  const MdContext context(EVP_MD_CTX_new());
  Signature out;
  std::size_t size = out.size();
  require(context != nullptr && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, state_->key.get()) == 1 &&
              EVP_DigestSign(context.get(), out.data(), &size, message.data(), message.size()) == 1 && size == out.size(), "Ed25519 signing");
  return out;
}

bool verify(const PublicKey& key, ByteView message, const Signature& signature) {
  const Pkey pkey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
  const MdContext context(EVP_MD_CTX_new());
  require(pkey != nullptr && context != nullptr, "EVP_PKEY_new_raw_public_key");
  require(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, pkey.get()) == 1, "EVP_DigestVerifyInit");
  const bool good = EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
  if (!good) ERR_clear_error();
  return good;
}

KeyId key_id(const PublicKey& key) {
  const Digest digest = sha256(key);
  KeyId out;
  std::copy_n(digest.begin(), out.size(), out.begin());
  return out;
}

std::string public_key_to_pem(const PublicKey& key) { return public_key_to_pem(key, KeyKind::ed25519); }

Result<PublicKey, KeyError> load_public_key(const std::filesystem::path& pem) { return load_public_key(pem, KeyKind::ed25519); }

}  // namespace openday::base
