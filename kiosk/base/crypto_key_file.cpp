#include "kiosk/base/crypto_key_file.h"

#include <cstring>
#include <optional>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include "kiosk/base/crypto_openssl.h"
#include "kiosk/base/file.h"

namespace openday::base {
namespace {

using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using Sealed = std::unique_ptr<X509_SIG, Freer<X509_SIG_free>>;
using Pkcs8 = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Freer<PKCS8_PRIV_KEY_INFO_free>>;
using Algorithm = std::unique_ptr<X509_ALGOR, Freer<X509_ALGOR_free>>;

constexpr std::size_t kKeyFileLimit = 64u << 10;

// In key files: OpenSSL decrypts PKCS#8 with at most 32 MiB, so the cost is bought with p; N=2^14, r=8, p=5 costs a guess as
// much as N=2^17, p=1 (OWASP password storage cheat sheet), and `openssl pkey` reads it.
constexpr std::uint64_t kPemN = 1u << 14, kPemR = 8, kPemP = 5;

int type_of(KeyKind kind) { return kind == KeyKind::ed25519 ? EVP_PKEY_ED25519 : EVP_PKEY_X25519; }
std::string_view name_of(KeyKind kind) { return kind == KeyKind::ed25519 ? "an Ed25519 key (codes, documents, root)" : "an X25519 key (seal)"; }

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

Result<Pkcs8, KeyError> open_private(const PemBlock& block, const std::filesystem::path& pem, std::string_view passphrase) {
  if (block.is(PEM_STRING_PKCS8INF)) return plain(block);
  if (!block.is(PEM_STRING_PKCS8)) {
    return refuse(block.is_some_key() ? KeyError::wrong_type : KeyError::unreadable,
                  fmt::format("{}: holds a {}, a PKCS#8 PRIVATE KEY is needed", pem.string(), block.name));
  }
  if (!is_sealed(block)) return refuse(KeyError::unreadable, fmt::format("{}: damaged key file", pem.string()));
  Pkcs8 info = decrypt(block, passphrase);
  if (info) return info;
  const char* hint = passphrase.empty() ? "the key is encrypted; give its passphrase" : "wrong passphrase, or the file is damaged";
  return refuse(KeyError::wrong_passphrase, fmt::format("{}: {}", pem.string(), hint));
}

}  // namespace

void crypto_broken(const char* what) {
  const unsigned long code = ERR_get_error();
  std::array<char, 256> reason{};
  if (code != 0) ERR_error_string_n(code, reason.data(), reason.size());
  throw CryptoBroken(fmt::format("libcrypto: {} failed{}{}", what, code != 0 ? ": " : "", reason.data()));
}

RawPrivateKey::~RawPrivateKey() { OPENSSL_cleanse(bytes.data(), bytes.size()); }

Result<RawPrivateKey, KeyError> load_private_key(const std::filesystem::path& pem, std::string_view passphrase, KeyKind kind) {
  PemBlock block;
  if (auto problem = read_pem(pem, block)) return tl::unexpected(std::move(*problem));
  const auto info = open_private(block, pem, passphrase);
  if (!info) return tl::unexpected(info.error());
  if (!*info) return refuse(KeyError::unreadable, fmt::format("{}: damaged key file", pem.string()));
  const Pkey key(EVP_PKCS82PKEY(info->get()));
  if (!key) return refuse(KeyError::unreadable, fmt::format("{}: damaged key file, or a kind of key unknown here", pem.string()));
  if (EVP_PKEY_get_base_id(key.get()) != type_of(kind)) {
    return refuse(KeyError::wrong_type, fmt::format("{}: not {}; make one with `openday key new`", pem.string(), name_of(kind)));
  }
  RawPrivateKey out;
  std::size_t size = out.bytes.size();
  require(EVP_PKEY_get_raw_private_key(key.get(), out.bytes.data(), &size) == 1 && size == out.bytes.size(), "EVP_PKEY_get_raw_private_key");
  return out;
}

std::string private_key_to_pem(const RawPrivateKey& raw, KeyKind kind, std::string_view passphrase) {
  const Pkey key(EVP_PKEY_new_raw_private_key(type_of(kind), nullptr, raw.bytes.data(), raw.bytes.size()));
  require(key != nullptr, "EVP_PKEY_new_raw_private_key");
  const Pkcs8 info(EVP_PKEY2PKCS8(key.get()));
  require(info != nullptr, "EVP_PKEY2PKCS8");
  const Bio bio = memory_bio();
  if (passphrase.empty()) {
    require(PEM_write_bio_PKCS8_PRIV_KEY_INFO(bio.get(), info.get()) == 1, "PEM_write_bio_PKCS8_PRIV_KEY_INFO");
  } else {
    require(PEM_write_bio_PKCS8(bio.get(), seal(info.get(), passphrase).get()) == 1, "PEM_write_bio_PKCS8");
  }
  return text_of(bio.get());
}

Result<PublicKey, KeyError> load_public_key(const std::filesystem::path& pem, KeyKind kind) {
  PemBlock block;
  if (auto problem = read_pem(pem, block)) return tl::unexpected(std::move(*problem));
  if (!block.is(PEM_STRING_PUBLIC)) {
    return refuse(block.is_some_key() ? KeyError::wrong_type : KeyError::unreadable,
                  fmt::format("{}: holds a {}, a PUBLIC KEY is needed", pem.string(), block.name));
  }
  const unsigned char* at = block.data;
  const Pkey key(d2i_PUBKEY(nullptr, &at, block.size));
  if (!key) return refuse(KeyError::unreadable, fmt::format("{}: damaged key file", pem.string()));
  if (EVP_PKEY_get_base_id(key.get()) != type_of(kind)) return refuse(KeyError::wrong_type, fmt::format("{}: not {}", pem.string(), name_of(kind)));
  PublicKey out;
  std::size_t size = out.size();
  require(EVP_PKEY_get_raw_public_key(key.get(), out.data(), &size) == 1 && size == out.size(), "EVP_PKEY_get_raw_public_key");
  return out;
}

std::string public_key_to_pem(const PublicKey& raw, KeyKind kind) {
  const Pkey key(EVP_PKEY_new_raw_public_key(type_of(kind), nullptr, raw.data(), raw.size()));
  require(key != nullptr, "EVP_PKEY_new_raw_public_key");
  const Bio bio = memory_bio();
  require(PEM_write_bio_PUBKEY(bio.get(), key.get()) == 1, "PEM_write_bio_PUBKEY");
  return text_of(bio.get());
}

}  // namespace openday::base
