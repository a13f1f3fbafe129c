#include "kiosk/image/png.h"

#include <fmt/format.h>
#include <png.h>

#include "kiosk/base/file.h"

namespace openday::image {
namespace {

// libpng's simplified API keeps setjmp inside the library, reports by value, and frees through png_image_free.
class PngImage {
 public:
  PngImage() { image_.version = PNG_IMAGE_VERSION; }
  ~PngImage() { png_image_free(&image_); }
  PngImage(const PngImage&) = delete;
  PngImage& operator=(const PngImage&) = delete;
  png_image* get() { return &image_; }
  png_image* operator->() { return &image_; }

 private:
  png_image image_{};
};

base::Result<std::string, ImageError> encode(int width, int height, int channels, std::uint32_t format, const std::vector<std::uint8_t>& pixels) {
  if (width <= 0 || height <= 0 || pixels.size() != static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(channels)) {
    return base::fail(ImageError::corrupt, fmt::format("picture of {} x {} has {} bytes: not written", width, height, pixels.size()));
  }
  PngImage png;
  png->width = static_cast<png_uint_32>(width);
  png->height = static_cast<png_uint_32>(height);
  png->format = format;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(*png.get());
  std::string bytes(size, '\0');
  if (png_image_write_to_memory(png.get(), bytes.data(), &size, 0, pixels.data(), 0, nullptr) == 0) {
    return base::fail(ImageError::other, fmt::format("picture of {} x {} could not be made a PNG: {}", width, height, png->message));
  }
  bytes.resize(size);
  return bytes;
}

ImageError kind_of(base::FileError error) {
  switch (error) {
    case base::FileError::missing: return ImageError::missing;
    case base::FileError::denied: return ImageError::denied;
    case base::FileError::too_large: return ImageError::too_large;
    case base::FileError::full: return ImageError::full;
    case base::FileError::busy:
    case base::FileError::other: break;
  }
  return ImageError::other;
}

template <class Picture>
base::Result<void, ImageError> write(const std::filesystem::path& path, const Picture& picture) {
  auto bytes = encode_png(picture);
  if (!bytes) return base::fail(bytes.error().kind, fmt::format("{}: {}", path.string(), bytes.error().what));
  if (auto done = base::write_file_durably(path, *bytes); !done) return base::fail(kind_of(done.error().kind), done.error().what);
  return {};
}

}  // namespace

base::Result<std::string, ImageError> encode_png(const GreyImage& picture) {
  return encode(picture.width, picture.height, 1, PNG_FORMAT_GRAY, picture.pixels);
}

base::Result<std::string, ImageError> encode_png(const RgbaImage& picture) {
  return encode(picture.width, picture.height, 4, PNG_FORMAT_RGBA, picture.pixels);
}

base::Result<void, ImageError> write_png(const std::filesystem::path& path, const GreyImage& picture) { return write(path, picture); }
base::Result<void, ImageError> write_png(const std::filesystem::path& path, const RgbaImage& picture) { return write(path, picture); }

base::Result<GreyImage, ImageError> decode_png(std::string_view bytes, std::string_view name) {
  PngImage png;
  if (png_image_begin_read_from_memory(png.get(), bytes.data(), bytes.size()) == 0) {
    return base::fail(ImageError::corrupt, fmt::format("{}: not a readable PNG ({}); save the picture again", name, png->message));
  }
  if (static_cast<std::uint64_t>(png->width) * png->height > kMaxPixels) {
    return base::fail(ImageError::too_large, fmt::format("{}: {} x {} pixels, the limit is {} million; make it smaller", name, png->width,
                                                         png->height, kMaxPixels / 1'000'000));
  }
  png->format = PNG_FORMAT_GRAY;
  GreyImage grey;
  grey.resize(static_cast<int>(png->width), static_cast<int>(png->height));
  const png_color white{255, 255, 255};
  // Warnings (bad checksum of an unimportant chunk) leave the picture whole; errors (truncated, damaged data) do not.
  if (png_image_finish_read(png.get(), &white, grey.pixels.data(), 0, nullptr) == 0) {
    return base::fail(ImageError::corrupt, fmt::format("{}: damaged PNG ({}); save the picture again", name, png->message));
  }
  return grey;
}

}  // namespace openday::image
