// JPEG to grey by libturbojpeg: files, and the frames of an MJPEG camera, where a truncated or damaged frame is an error so
// that it can be dropped. One decoder belongs to one thread and reuses its state.
#pragma once

#include <memory>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/image/grey_image.h"

namespace openday::image {

class JpegDecoder {
 public:
  JpegDecoder();
  ~JpegDecoder();
  JpegDecoder(const JpegDecoder&) = delete;
  JpegDecoder& operator=(const JpegDecoder&) = delete;

  // Fills `out`, reusing its memory. `name` is for the error's sentence. Strict: a picture that libjpeg could only patch up
  // (ends early, corrupt data segments) is `corrupt`. Frames without Huffman tables (AVI1 MJPEG) get the standard ones.
  [[nodiscard]] base::Result<void, ImageError> decode(base::ByteView bytes, std::string_view name, GreyImage& out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace openday::image
