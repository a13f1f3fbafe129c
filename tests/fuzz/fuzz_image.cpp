// Any bytes as a picture file, and what it holds through one pass of the decoder: no crash, no text out of nothing.
#include <cstddef>
#include <cstdint>

#include "kiosk/image/read_image.h"
#include "kiosk/scan/decoder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace openday;
  constexpr std::size_t kSmall = 640 * 480;  // larger pictures cost time and find nothing else
  const auto picture = image::decode_image({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!picture || picture->pixels.size() > kSmall) return 0;
  scan::Decoder decoder(scan::quick_passes());
  const scan::Look look = decoder.read(*picture);
  if (look.code && look.code->text.empty()) __builtin_trap();
  return 0;
}
