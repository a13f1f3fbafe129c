#include "kiosk/image/jpeg.h"

#include <fmt/format.h>
#include <turbojpeg.h>

namespace openday::image {

struct JpegDecoder::Impl {
  tjhandle handle = tjInitDecompress();
  ~Impl() { drop(); }
  void drop() {
    if (handle != nullptr) tjDestroy(handle);
  }
  // After a header that ends early libturbojpeg 2.1 takes the next picture's header for the rest of it, and loses that one too.
  void renew() {
    drop();
    handle = tjInitDecompress();
  }
};

JpegDecoder::JpegDecoder() : impl_(std::make_unique<Impl>()) {}
JpegDecoder::~JpegDecoder() = default;

base::Result<void, ImageError> JpegDecoder::decode(base::ByteView bytes, std::string_view name, GreyImage& out) {
  const auto corrupt = [&](const char* reason) {
    auto failure = base::fail(ImageError::corrupt, fmt::format("{}: not a whole JPEG ({}); save the picture again", name, reason));
    impl_->renew();  // after `reason`, which lies in the old one, was copied
    return failure;
  };
  if (impl_->handle == nullptr) return base::fail(ImageError::other, fmt::format("{}: no JPEG decoder: {}", name, tjGetErrorStr2(nullptr)));
  int width = 0;
  int height = 0;
  int subsampling = 0;
  int colours = 0;
  if (tjDecompressHeader3(impl_->handle, bytes.data(), bytes.size(), &width, &height, &subsampling, &colours) != 0) {
    return corrupt(tjGetErrorStr2(impl_->handle));
  }
  if (width <= 0 || height <= 0) return corrupt("no size");
  if (static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height) > kMaxPixels) {
    return base::fail(ImageError::too_large, fmt::format("{}: {} x {} pixels, the limit is {} million; make it smaller", name, width, height,
                                                         kMaxPixels / 1'000'000));
  }
  if (colours == TJCS_CMYK || colours == TJCS_YCCK) {
    return base::fail(ImageError::unsupported, fmt::format("{}: a JPEG in print colours (CMYK); save it as RGB", name));
  }
  out.resize(width, height);
  // A progressive file of thousands of scans would take minutes; libjpeg-turbo's guard stops it at 500.
  const int flags = TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS;
  if (tjDecompress2(impl_->handle, bytes.data(), bytes.size(), out.pixels.data(), width, 0, height, TJPF_GRAY, flags) != 0) {
    return corrupt(tjGetErrorStr2(impl_->handle));
  }
  return {};
}

}  // namespace openday::image
