// What the files that speak to OpenSSL's libcrypto share: owners, and the one way to give up. Internal to base/crypto*.
#pragma once

#include <memory>

#include <openssl/evp.h>

namespace openday::base {

template <auto Free>
struct Freer {
  template <class T>
  void operator()(T* object) const { Free(object); }
};
using Pkey = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;   // EVP_PKEY_free wipes the private half

[[noreturn]] void crypto_broken(const char* what);   // throws CryptoBroken with OpenSSL's reason
inline void require(bool ok, const char* what) {
  if (!ok) crypto_broken(what);
}

}  // namespace openday::base
