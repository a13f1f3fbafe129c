// Finder patterns of QR codes in a black-and-white picture: runs of 1:1:3:1:1 (ISO/IEC 18004 section 12) that hold along the
// row and the column. A hint that something code-like is in view and how large its modules are; no proof of a code.
#pragma once

#include <vector>

#include "kiosk/image/grey_image.h"

namespace openday::scan {

struct FinderSpot {
  float x = 0;       // centre, pixels of the picture searched
  float y = 0;
  float module = 0;  // pixels a module
};

// At most `limit` distinct ones; `out` is emptied first. Black is 0.
void find_finders(const image::GreyImage& black_and_white, std::size_t limit, std::vector<FinderSpot>& out);

// Three of them lie like the corners of one code.
[[nodiscard]] bool looks_like_code(const std::vector<FinderSpot>& spots);

}  // namespace openday::scan
