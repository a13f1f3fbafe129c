// Any bytes as one MJPEG frame, through a decoder that is kept from frame to frame as the camera's is.
#include <cstddef>
#include <cstdint>

#include "kiosk/image/jpeg.h"

namespace {

struct Frames {
  openday::image::JpegDecoder decoder;
  openday::image::GreyImage grey;
};

Frames frames;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (frames.decoder.decode({data, size}, "frame", frames.grey)) {
    if (frames.grey.pixels.size() != static_cast<std::size_t>(frames.grey.width) * static_cast<std::size_t>(frames.grey.height)) __builtin_trap();
  }
  return 0;
}
