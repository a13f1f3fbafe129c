#include "kiosk/base/crypto.h"

#include <cstring>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

#include "kiosk/base/file.h"

namespace openday::base {
namespace {

template <auto Free>
struct Freer {
  template <class T>
  void operator()(T* object) const { Free(object); }
};
using Pkey = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using MdContext = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using Sealed = std::unique_ptr<X509_SIG, Freer<X509_SIG_free>>;
using Pkcs8 = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Freer<PKCS8_PRIV_KEY_INFO_free>>;
using Algorithm = std::unique_ptr<X509_ALGOR, Freer<X509_ALGOR_free>>;

constexpr std::size_t kKeyFileLimit = 64u << 10;

// scrypt(): RFC 7914. OpenSSL wants room for the 32 MiB table and a little more.
constexpr std::uint64_t kScryptN = 1u << 15, kScryptR = 8, kScryptP = 1, kScryptMemory = 64u << 20;
// In key files: OpenSSL decrypts PKCS#8 with at most 32 MiB, so the cost is bought with p; N=2^14, r=8, p=5 costs a guess as
// much as N=2^17, p=1 (OWASP password storage cheat sheet), and `openssl pkey` reads it.
constexpr std::uint64_t kPemN = 1u << 14, kPemR = 8, kPemP = 5;

[[noreturn]] void broken(const char* what) {
  const unsigned long code = ERR_get_error();
  std::array<char, 256> reason{};
  if (code != 0) ERR_error_string_n(code, reason.data(), reason.size());
  throw CryptoBroken(fmt::format("libcrypto: {} failed{}{}", what, code != 0 ? ": " : "", reason.data()));
}

void require(bool ok, const char* what) {
  if (!ok) broken(what);
}

// A failure that is a value must not stay in OpenSSL's queue and colour the next exception.
template <class Kind>
auto refuse(Kind kind, std::string what) {
  ERR_clear_error();
  return fail(kind, std::move(what));
}

// What PEM_read_bio hands out, wiped at the end.
struct PemBlock {
  char* name = nullptr;
  char* header = nullptr;
  unsigned char* data = nullptr;
  long size = 0;
  PemBlock() = default;
  PemBlock(const PemBlock&) = delete;
  PemBlock& operator=(const PemBlock&) = delete;
  ~PemBlock() {
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_clear_free(data, static_cast<std::size_t>(size));
  }
  [[nodiscard]] bool is(const char* wanted) const { return std::strcmp(name, wanted) == 0; }
  [[nodiscard]] bool is_some_key() const { return std::strstr(name, "KEY") != nullptr; }
};

// A file's text that may hold a secret.
struct SecretText {
  std::string text;
  explicit SecretText(std::string t) : text(std::move(t)) {}
  SecretText(const SecretText&) = delete;
  SecretText& operator=(const SecretText&) = delete;
  ~SecretText() { OPENSSL_cleanse(text.data(), text.size()); }
};

// Nothing, or why the file holds no PEM block.
std::optional<Failure<KeyError>> read_pem(const std::filesystem::path& path, PemBlock& block) {
  auto read = read_file(path, kKeyFileLimit);
  if (!read) return Failure<KeyError>{read.error().kind == FileError::missing ? KeyError::missing : KeyError::unreadable, read.error().what};
  const SecretText secret(std::move(*read));
  const Bio bio(BIO_new_mem_buf(secret.text.data(), static_cast<int>(secret.text.size())));
  require(bio != nullptr, "BIO_new_mem_buf");
  if (PEM_read_bio(bio.get(), &block.name, &block.header, &block.data, &block.size) == 1) return std::nullopt;
  ERR_clear_error();
  return Failure<KeyError>{KeyError::unreadable, fmt::format("{}: no PEM key in this file; give the .pem that `openday key new` wrote", path.string())};
}

Pkcs8 decrypt(const PemBlock& block, std::string_view passphrase) {
  const unsigned char* at = block.data;
  const Sealed sealed(d2i_X509_SIG(nullptr, &at, block.size));
  if (!sealed) return nullptr;
  return Pkcs8(PKCS8_decrypt(sealed.get(), passphrase.data(), static_cast<int>(passphrase.size())));
}

bool is_sealed(const PemBlock& block) {
  const unsigned char* at = block.data;
  return Sealed(d2i_X509_SIG(nullptr, &at, block.size)) != nullptr;
}

Pkcs8 plain(const PemBlock& block) {
  const unsigned char* at = block.data;
  return Pkcs8(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, block.size));
}

PublicKey public_half(const EVP_PKEY* key) {
  PublicKey out;
  std::size_t size = out.size();
  require(EVP_PKEY_get_raw_public_key(key, out.data(), &size) == 1 && size == out.size(), "EVP_PKEY_get_raw_public_key");
  return out;
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

Bio memory_bio() {
  Bio bio(BIO_new(BIO_s_mem()));  // cleansed when freed
  require(bio != nullptr, "BIO_new");
  return bio;
}

Sealed seal(PKCS8_PRIV_KEY_INFO* info, std::string_view passphrase) {
  Algorithm pbe(PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), nullptr, 0, nullptr, kPemN, kPemR, kPemP));
  require(pbe != nullptr, "PKCS5_pbe2_set_scrypt");
  Sealed sealed(PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()), info, pbe.get()));
  require(sealed != nullptr, "PKCS8_set0_pbe");
  (void)pbe.release();  // owned by `sealed` now
  return sealed;
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
  PemBlock block;
  if (auto problem = read_pem(pem, block)) return tl::unexpected(std::move(*problem));
  Pkcs8 info;
  if (block.is(PEM_STRING_PKCS8)) {
    if (!is_sealed(block)) return refuse(KeyError::unreadable, fmt::format("{}: damaged key file", pem.string()));
    info = decrypt(block, passphrase);
    if (!info) {
      const char* hint = passphrase.empty() ? "the key is encrypted; give its passphrase" : "wrong passphrase, or the file is damaged";
      return refuse(KeyError::wrong_passphrase, fmt::format("{}: {}", pem.string(), hint));
    }
  } else if (block.is(PEM_STRING_PKCS8INF)) {
    info = plain(block);
  } else {
    return refuse(block.is_some_key() ? KeyError::wrong_type : KeyError::unreadable,
                  fmt::format("{}: holds a {}, a PKCS#8 PRIVATE KEY is needed", pem.string(), block.name));
  }
  if (!info) return refuse(KeyError::unreadable, fmt::format("{}: damaged key file", pem.string()));
  Pkey key(EVP_PKCS82PKEY(info.get()));
  if (!key) return refuse(KeyError::unreadable, fmt::format("{}: damaged key file, or a kind of key unknown here", pem.string()));
  if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_ED25519) {
    return refuse(KeyError::wrong_type, fmt::format("{}: not an Ed25519 key; make one with `openday key new`", pem.string()));
  }
  return SigningKey(std::make_unique<State>(State{std::move(key)}));
}

std::string SigningKey::to_pem(std::string_view passphrase) const {
  const Pkcs8 info(EVP_PKEY2PKCS8(state_->key.get()));
  require(info != nullptr, "EVP_PKEY2PKCS8");
  const Bio bio = memory_bio();
  if (passphrase.empty()) {
    require(PEM_write_bio_PKCS8_PRIV_KEY_INFO(bio.get(), info.get()) == 1, "PEM_write_bio_PKCS8_PRIV_KEY_INFO");
  } else {
    require(PEM_write_bio_PKCS8(bio.get(), seal(info.get(), passphrase).get()) == 1, "PEM_write_bio_PKCS8");
  }
  return text_of(bio.get());
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

std::string public_key_to_pem(const PublicKey& key) {
  const Pkey pkey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
  require(pkey != nullptr, "EVP_PKEY_new_raw_public_key");
  const Bio bio = memory_bio();
  require(PEM_write_bio_PUBKEY(bio.get(), pkey.get()) == 1, "PEM_write_bio_PUBKEY");
  return text_of(bio.get());
}

Result<PublicKey, KeyError> load_public_key(const std::filesystem::path& pem) {
  PemBlock block;
  if (auto problem = read_pem(pem, block)) return tl::unexpected(std::move(*problem));
  if (!block.is(PEM_STRING_PUBLIC)) {
    return refuse(block.is_some_key() ? KeyError::wrong_type : KeyError::unreadable,
                  fmt::format("{}: holds a {}, a PUBLIC KEY is needed", pem.string(), block.name));
  }
  const unsigned char* at = block.data;
  const Pkey key(d2i_PUBKEY(nullptr, &at, block.size));
  if (!key) return refuse(KeyError::unreadable, fmt::format("{}: damaged key file", pem.string()));
  if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_ED25519) {
    return refuse(KeyError::wrong_type, fmt::format("{}: not an Ed25519 key", pem.string()));
  }
  return public_half(key.get());
}

}  // namespace openday::base
