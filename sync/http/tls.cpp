#include "sync/http/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <fmt/core.h>

namespace openday::http {
namespace {

std::string last_reason() {
  const auto code = ERR_get_error();
  ERR_clear_error();
  const char* reason = ERR_reason_error_string(code);
  return reason ? reason : "unknown reason";
}

}  // namespace

void FreeTlsContext::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }

base::Result<TlsContext, TlsError> make_server_context(const std::filesystem::path& certificate, const std::filesystem::path& key) {
  TlsContext context(SSL_CTX_new(TLS_server_method()));
  if (!context) return base::fail(TlsError::broken, "OpenSSL gives no TLS context: " + last_reason());
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);  // idle connections keep no record buffers
  if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1) {
    return base::fail(TlsError::unreadable_certificate,
                      fmt::format("cannot use the certificate {}: {}; give a PEM file with the server's certificate first",
                                  certificate.string(), last_reason()));
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1) {
    return base::fail(TlsError::unreadable_key,
                      fmt::format("cannot use the key {}: {}; give a PEM file without a passphrase", key.string(), last_reason()));
  }
  if (SSL_CTX_check_private_key(context.get()) != 1) {
    return base::fail(TlsError::key_does_not_fit, fmt::format("the key {} does not belong to the certificate {}", key.string(),
                                                              certificate.string()));
  }
  return context;
}

void judge_certificates_at(ssl_ctx_st* context, base::Instant at) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(context), std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count());
}

}  // namespace openday::http
