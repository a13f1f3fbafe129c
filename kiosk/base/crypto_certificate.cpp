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

}  // namespace

Result<CertificateTerm, CertificateError> certificate_term(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  require(bio != nullptr, "BIO_new_mem_buf");
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
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  require(bio != nullptr, "BIO_new_mem_buf");
  const Certificate first{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)};
  ERR_clear_error();
  Digest out{};
  unsigned int size = 0;
  if (!first || X509_digest(first.get(), EVP_sha256(), out.data(), &size) != 1 || size != out.size()) {
    return fail(CertificateError::unreadable, "no certificate in PEM is in it");
  }
  return out;
}

}  // namespace openday::base
