// zinnia (BSD) with the model tegaki-zinnia-simplified-chinese (LGPL-2.1+): the 6,763 characters of GB 2312. The only file that knows zinnia.
// It goes by number and order of strokes: joined strokes and another order are mostly misread.
#pragma once

#include <filesystem>
#include <memory>

#include "kiosk/base/result.h"
#include "kiosk/text/handwriting.h"

namespace openday::text {

// Where this machine's Debian package puts the model.
[[nodiscard]] std::filesystem::path installed_handwriting_model();

enum class HandwritingError { missing, unusable };

// The model (27 MB) is mapped; opening it takes some 10 ms.
[[nodiscard]] base::Result<std::unique_ptr<HandwritingRecogniser>, HandwritingError> open_zinnia(const std::filesystem::path& model);

}  // namespace openday::text
