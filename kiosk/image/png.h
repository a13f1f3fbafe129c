// Pictures written as PNG files, durably (old or new file, never half). Grey stays 8-bit grey, RGBA stays RGBA.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/image/grey_image.h"

namespace openday::image {

[[nodiscard]] base::Result<void, ImageError> write_png(const std::filesystem::path& path, const GreyImage& picture);
[[nodiscard]] base::Result<void, ImageError> write_png(const std::filesystem::path& path, const RgbaImage& picture);

// The same as bytes in memory. `corrupt` when width, height and pixels do not agree.
[[nodiscard]] base::Result<std::string, ImageError> encode_png(const GreyImage& picture);
[[nodiscard]] base::Result<std::string, ImageError> encode_png(const RgbaImage& picture);

// PNG bytes to grey: any colour type and depth, transparency over white. `name` is for the error's sentence.
[[nodiscard]] base::Result<GreyImage, ImageError> decode_png(std::string_view bytes, std::string_view name);

}  // namespace openday::image
