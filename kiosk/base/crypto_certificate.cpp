#include "kiosk/base/crypto_certificate.h"

#include <ctime>
#include <optional>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "kiosk/base/crypto_openssl.h"

namespace openday::base {

namespace {

using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;

std::optional<Instant> instant_of(const ASN1_TIME* time) {
  std::tm broken{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &broken) != 1) return std::nullopt;
  using namespace std::chrono;
  const Date date{year(broken.tm_year + 1900), month(static_cast<unsigned>(broken.tm_mon + 1)), day(static_cast<unsigned>(broken.tm_mday))};
  return Instant(sys_days(date)) + hours(broken.tm_hour) + minutes(broken.tm_min) + seconds(broken.tm_sec);
}

Bio reader_of(std::string_view pem) {
  Bio out(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  require(out != nullptr, "BIO_new_mem_buf");
  return out;
}

// SHA-256 of the certificate in DER.
std::optional<Digest> digest_of(const X509& certificate) {
  Digest out{};
  unsigned int size = 0;
  if (X509_digest(&certificate, EVP_sha256(), out.data(), &size) != 1 || size != out.size()) return std::nullopt;
  return out;
}

}  // namespace

Result<CertificateTerm, CertificateError> certificate_term(std::string_view pem) {
  const Bio bio = reader_of(pem);
  std::optional<CertificateTerm> out;
  while (const Certificate one{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
    const auto from = instant_of(X509_get0_notBefore(one.get())), until = instant_of(X509_get0_notAfter(one.get()));
    if (from && until && (!out || *until < out->until)) out = CertificateTerm{*from, *until};
  }
  ERR_clear_error();   // the end of the text is an error to it
  if (!out) return fail(CertificateError::unreadable, "no certificate in PEM is in it; copy the bureau's CA anew");
  return *out;
}

Result<Digest, CertificateError> certificate_fingerprint(std::string_view pem) {
  const Bio bio = reader_of(pem);
  const Certificate first{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)};
  ERR_clear_error();
  const auto out = first ? digest_of(*first) : std::nullopt;
  if (!out) return fail(CertificateError::unreadable, "no certificate in PEM is in it");
  return *out;
}

std::optional<std::string> certificate_of(std::string_view pem, const Digest& fingerprint) {
  const Bio bio = reader_of(pem);
  std::optional<std::string> out;
  while (const Certificate one{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
    if (digest_of(*one) != fingerprint) continue;
    const Bio text(BIO_new(BIO_s_mem()));
    require(text != nullptr && PEM_write_bio_X509(text.get(), one.get()) == 1, "PEM_write_bio_X509");
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(text.get(), &bytes);
    out.emplace(bytes, static_cast<std::size_t>(size));
    break;
  }
  ERR_clear_error();   // the end of the text is an error to it
  return out;
}

}  // namespace openday::base
