#include "kiosk/base/seal.h"

#include <sodium.h>

namespace openday::base {
namespace {

static_assert(kSealOverhead == crypto_box_SEALBYTES);
static_assert(sizeof(SealPublicKey) == crypto_box_PUBLICKEYBYTES && sizeof(RawPrivateKey::bytes) == crypto_box_SECRETKEYBYTES);

void need_sodium() {
  if (sodium_init() < 0) throw CryptoBroken("libsodium: sodium_init failed");
}

auto not_opened() { return fail(SealError::not_opened, "sealed to another key, or changed since: use the seal key whose public half the trust list named then"); }

}  // namespace

Result<Bytes, SealError> seal(const SealPublicKey& to, ByteView plain) {
  need_sodium();
  Bytes out(plain.size() + kSealOverhead);
  if (crypto_box_seal(out.data(), plain.data(), plain.size(), to.data()) != 0)
    return fail(SealError::weak_key, "the seal key is of low order and protects nothing; make one with `openday key new --use seal`");
  return out;
}

UnsealKey::UnsealKey(const RawPrivateKey& key) : key_(key) {
  need_sodium();
  if (crypto_scalarmult_base(public_key_.data(), key_.bytes.data()) != 0) throw CryptoBroken("libsodium: crypto_scalarmult_base failed");
}

UnsealKey UnsealKey::generate() {
  RawPrivateKey key;
  random_bytes(key.bytes);
  return UnsealKey(key);
}

UnsealKey UnsealKey::from_bytes(const std::array<std::uint8_t, 32>& key) { return UnsealKey(RawPrivateKey(key)); }

Result<UnsealKey, KeyError> UnsealKey::load(const std::filesystem::path& pem, std::string_view passphrase) {
  const auto key = load_private_key(pem, passphrase, KeyKind::x25519);
  if (!key) return tl::unexpected(key.error());
  return UnsealKey(*key);
}

std::string UnsealKey::to_pem(std::string_view passphrase) const { return private_key_to_pem(key_, KeyKind::x25519, passphrase); }

Result<Bytes, SealError> UnsealKey::unseal(ByteView sealed) const {
  if (sealed.size() < kSealOverhead) return fail(SealError::truncated, "too short for a sealed text: a part of it is missing");
  Bytes out(sealed.size() - kSealOverhead);
  if (crypto_box_seal_open(out.data(), sealed.data(), sealed.size(), public_key_.data(), key_.bytes.data()) != 0) return not_opened();
  return out;
}

Result<std::string, SealError> seal_text(const SealPublicKey& to, std::string_view plain) {
  const auto sealed = seal(to, as_bytes(plain));
  if (!sealed) return tl::unexpected(sealed.error());
  return to_base64(*sealed);
}

Result<std::string, SealError> unseal_text(const UnsealKey& key, std::string_view base64) {
  const auto sealed = from_base64(base64);
  if (!sealed) return fail(SealError::truncated, "not base64: a part of the sealed text is missing or something was added");
  const auto plain = key.unseal(*sealed);
  if (!plain) return tl::unexpected(plain.error());
  return std::string(as_text(*plain));
}

Result<SealPublicKey, KeyError> load_seal_public_key(const std::filesystem::path& pem) { return load_public_key(pem, KeyKind::x25519); }
std::string seal_public_key_to_pem(const SealPublicKey& key) { return public_key_to_pem(key, KeyKind::x25519); }

}  // namespace openday::base
