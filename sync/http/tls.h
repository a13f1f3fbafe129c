// The TLS contexts of the product; with kiosk/base/crypto the only code that names OpenSSL. TLS 1.3 only: both ends
// are ours. A context is made once at start and then only read.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"

struct ssl_ctx_st;
struct ssl_st;

namespace openday::http {

enum class TlsError { unreadable_certificate, unreadable_key, key_does_not_fit, broken };

struct FreeTlsContext {
  void operator()(ssl_ctx_st* context) const;
};
using TlsContext = std::unique_ptr<ssl_ctx_st, FreeTlsContext>;

// `certificate`: PEM, the server's first, then the chain; `key`: PEM.
[[nodiscard]] base::Result<TlsContext, TlsError> make_server_context(const std::filesystem::path& certificate,
                                                                     const std::filesystem::path& key);

// A server that others know by its key alone: a self-signed certificate for the Ed25519 key in `key_pem` (PKCS#8), made here, without
// a term. Clients pin the key and look at nothing else of it.
[[nodiscard]] base::Result<TlsContext, TlsError> make_pinned_context(const std::string& key_pem, const std::string& name);

// By what time a client judges certificates, and what it found.
struct CertificateJudge {
  enum class Trouble { none, ended, begins_later };

  base::Instant at{};
  bool may_be_early = false;           // `at` is a guess: a certificate of the CA that begins later says only how wrong it is
  // Of the last handshake, where dates were in the way: whose certificate and what it says.
  Trouble trouble = Trouble::none;
  std::string subject;                 // its common name
  base::Instant from{}, until{};
};

// For a client's SSL_CTX: 1.3 at least, and certificate dates judged at `judge.at` instead of the machine's clock, which may be years off when a
// box starts (DESIGN.md I6). `judge` stays where it is while a handshake may run.
void judge_certificates(ssl_ctx_st* context, CertificateJudge& judge);

// When the first of the certificates ends that the server of this connection showed, its CA among them where the chain was checked; nothing
// when it showed none.
[[nodiscard]] std::optional<base::Instant> certificates_end(const ssl_st* connection);

}  // namespace openday::http
