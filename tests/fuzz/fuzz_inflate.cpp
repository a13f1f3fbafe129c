// The capped inflater: never more than the limit, whatever the bytes claim.
#include <cstdint>

#include "sync/protocol/inflate.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace openday::protocol;
  constexpr std::size_t kLimit = 1u << 20;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto encoding : {Encoding::gzip, Encoding::zstd}) {
    const auto out = inflate(bytes, encoding, kLimit);
    if (out && out->size() > kLimit) __builtin_trap();
    if (out && size < 4096 && *inflate(deflate(*out, encoding), encoding, kLimit) != *out) __builtin_trap();
  }
  return 0;
}
