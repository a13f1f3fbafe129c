// A CA and a server certificate for 127.0.0.1, made by the openssl command in a folder of their own.
#pragma once

#include <string>
#include <string_view>

#include "tests/support/files.h"

namespace openday::support {

class TlsFiles {
 public:
  TlsFiles();   // the server's for 30 days from now, the CA for ten years
  void renew(int days);   // another certificate of the same CA for the server's key, in place of the one before
  // ca.pem, ca.key, server.pem, server.key
  [[nodiscard]] std::string at(std::string_view name) const { return (folder_ / name).string(); }

 private:
  TempDir folder_;
};

}  // namespace openday::support
