#include "sync/http/tls.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <fmt/core.h>

#include "kiosk/base/crypto_certificate.h"

namespace openday::http {
namespace {

std::string last_reason() {
  const auto code = ERR_get_error();
  ERR_clear_error();
  const char* reason = ERR_reason_error_string(code);
  return reason ? reason : "unknown reason";
}

template <auto Free>
struct Freer {
  template <class T>
  void operator()(T* object) const { Free(object); }
};
using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;

base::Result<TlsContext, TlsError> new_server_context() {
  TlsContext context(SSL_CTX_new(TLS_server_method()));
  if (!context) return base::fail(TlsError::broken, "OpenSSL gives no TLS context: " + last_reason());
  SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);  // idle connections keep no record buffers
  return context;
}

// No end of its term (RFC 5280 section 4.1.2.5): a box with a wrong clock is a neighbour like any other.
Certificate self_signed(EVP_PKEY* key, const std::string& name) {
  Certificate out(X509_new());
  if (!out) return nullptr;
  X509_NAME* subject = X509_get_subject_name(out.get());
  const bool made = X509_set_version(out.get(), X509_VERSION_3) == 1 && ASN1_INTEGER_set(X509_get_serialNumber(out.get()), 1) == 1 &&
                    ASN1_TIME_set_string(X509_getm_notBefore(out.get()), "19700101000000Z") == 1 &&
                    ASN1_TIME_set_string(X509_getm_notAfter(out.get()), "99991231235959Z") == 1 &&
                    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0) == 1 &&
                    X509_set_issuer_name(out.get(), subject) == 1 && X509_set_pubkey(out.get(), key) == 1 && X509_sign(out.get(), key, nullptr) > 0;
  return made ? std::move(out) : nullptr;
}

std::string pem_of(X509* certificate) {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (!bio || PEM_write_bio_X509(bio.get(), certificate) != 1) return {};
  char* text = nullptr;
  const auto size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

void note_trouble(X509_STORE_CTX* store, CertificateJudge& judge) {
  const int error = X509_STORE_CTX_get_error(store);
  X509* certificate = X509_STORE_CTX_get_current_cert(store);
  if (!certificate || (error != X509_V_ERR_CERT_HAS_EXPIRED && error != X509_V_ERR_CERT_NOT_YET_VALID)) return;
  judge.trouble = error == X509_V_ERR_CERT_HAS_EXPIRED ? CertificateJudge::Trouble::ended : CertificateJudge::Trouble::begins_later;
  char name[128] = "";
  if (X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name, sizeof name) > 0) judge.subject = name;
  if (const auto term = base::certificate_term(pem_of(certificate))) judge.from = term->from, judge.until = term->until;
}

int take_what_begins_later(int ok, X509_STORE_CTX* store) {
  if (ok == 1 || X509_STORE_CTX_get_error(store) != X509_V_ERR_CERT_NOT_YET_VALID) return ok;
  X509_STORE_CTX_set_error(store, X509_V_OK);   // libcurl asks for it again after the handshake
  return 1;
}

int verify(X509_STORE_CTX* store, void* context) {
  auto& judge = *static_cast<CertificateJudge*>(context);
  if (judge.may_be_early) X509_STORE_CTX_set_verify_cb(store, &take_what_begins_later);
  const int ok = X509_verify_cert(store);
  if (ok != 1) note_trouble(store, judge);
  return ok;
}

}  // namespace

void FreeTlsContext::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }

base::Result<TlsContext, TlsError> make_server_context(const std::filesystem::path& certificate, const std::filesystem::path& key) {
  auto context = new_server_context();
  if (!context) return context;
  if (SSL_CTX_use_certificate_chain_file(context->get(), certificate.c_str()) != 1) {
    return base::fail(TlsError::unreadable_certificate,
                      fmt::format("cannot use the certificate {}: {}; give a PEM file with the server's certificate first",
                                  certificate.string(), last_reason()));
  }
  if (SSL_CTX_use_PrivateKey_file(context->get(), key.c_str(), SSL_FILETYPE_PEM) != 1) {
    return base::fail(TlsError::unreadable_key,
                      fmt::format("cannot use the key {}: {}; give a PEM file without a passphrase", key.string(), last_reason()));
  }
  if (SSL_CTX_check_private_key(context->get()) != 1) {
    return base::fail(TlsError::key_does_not_fit, fmt::format("the key {} does not belong to the certificate {}", key.string(),
                                                              certificate.string()));
  }
  return context;
}

base::Result<TlsContext, TlsError> make_pinned_context(const std::string& key_pem, const std::string& name) {
  auto context = new_server_context();
  if (!context) return context;
  const Bio bio(BIO_new_mem_buf(key_pem.data(), static_cast<int>(key_pem.size())));
  const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  if (!key) return base::fail(TlsError::unreadable_key, "the device's key cannot be used for TLS: " + last_reason());
  const auto certificate = self_signed(key.get(), name);
  if (!certificate || SSL_CTX_use_certificate(context->get(), certificate.get()) != 1 || SSL_CTX_use_PrivateKey(context->get(), key.get()) != 1) {
    return base::fail(TlsError::broken, "no certificate could be made for the device's key: " + last_reason());
  }
  return context;
}

void judge_certificates(ssl_ctx_st* context, CertificateJudge& judge) {
  SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
  X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(context), std::chrono::duration_cast<std::chrono::seconds>(judge.at.time_since_epoch()).count());
  SSL_CTX_set_cert_verify_callback(context, &verify, &judge);
}

// A session that was taken up again has what the server showed at first, and no checked chain.
std::optional<base::Instant> certificates_end(const ssl_st* connection) {
  const STACK_OF(X509)* chain = SSL_get0_verified_chain(connection);
  if (!chain) chain = SSL_get_peer_cert_chain(connection);
  std::string pem;
  for (int i = 0; chain && i < sk_X509_num(chain); ++i) pem += pem_of(sk_X509_value(chain, i));
  const auto term = base::certificate_term(pem);
  return term ? std::optional(term->until) : std::nullopt;
}

}  // namespace openday::http
