#include "tests/support/tls_files.h"

#include <stdexcept>

#include "tests/support/process.h"

namespace openday::support {
namespace {

void run(const Argv& argv) {
  const auto done = run_program(argv);
  if (done.exit_code != 0) throw std::runtime_error(done.err);
}

}  // namespace

TlsFiles::TlsFiles() {
  run({"openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", at("ca.key"), "-out", at("ca.pem"), "-days", "3650", "-subj", "/CN=Test CA"});
  run({"openssl", "req", "-newkey", "ed25519", "-nodes", "-keyout", at("server.key"), "-out", at("server.csr"), "-subj", "/CN=bureau"});
  write_text(at("ext"), "subjectAltName=IP:127.0.0.1\n");
  renew(30);
}

void TlsFiles::renew(int days) {
  run({"openssl", "x509", "-req", "-in", at("server.csr"), "-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-CAcreateserial", "-out", at("server.pem"),
       "-days", std::to_string(days), "-extfile", at("ext")});
}

}  // namespace openday::support
