#include "kiosk/image/read_image.h"

#include <fmt/format.h>

#include "kiosk/base/bytes.h"
#include "kiosk/base/file.h"
#include "kiosk/image/jpeg.h"
#include "kiosk/image/png.h"

namespace openday::image {
namespace {

constexpr std::string_view kPngMagic{"\x89PNG\r\n\x1a\n", 8};
constexpr std::string_view kJpegMagic{"\xff\xd8\xff", 3};

ImageError kind_of(base::FileError error) {
  switch (error) {
    case base::FileError::missing: return ImageError::missing;
    case base::FileError::denied: return ImageError::denied;
    case base::FileError::too_large: return ImageError::too_large;
    default: return ImageError::other;
  }
}

}  // namespace

base::Result<GreyImage, ImageError> decode_image(std::string_view bytes, std::string_view name) {
  if (bytes.starts_with(kPngMagic)) return decode_png(bytes, name);
  if (bytes.starts_with(kJpegMagic)) {
    GreyImage grey;
    if (auto done = JpegDecoder().decode(base::as_bytes(bytes), name, grey); !done) return tl::unexpected(done.error());
    return grey;
  }
  return base::fail(ImageError::unsupported, fmt::format("{}: neither PNG nor JPEG; save the picture as one of these", name));
}

base::Result<GreyImage, ImageError> read_image(const std::filesystem::path& path) {
  auto bytes = base::read_file(path, kMaxFileBytes);
  if (!bytes) return base::fail(kind_of(bytes.error().kind), bytes.error().what);
  return decode_image(*bytes, path.string());
}

}  // namespace openday::image
