// A PNG or JPEG file as grey, told apart by its first bytes, not by its name.
#pragma once

#include <filesystem>
#include <string_view>

#include "kiosk/image/grey_image.h"

namespace openday::image {

// Errors name the file and what to do. Limits: kMaxFileBytes, kMaxPixels.
[[nodiscard]] base::Result<GreyImage, ImageError> read_image(const std::filesystem::path& path);

// The same for bytes already in memory.
[[nodiscard]] base::Result<GreyImage, ImageError> decode_image(std::string_view bytes, std::string_view name);

}  // namespace openday::image
