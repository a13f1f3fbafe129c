// What a guest may write or paste: cleaned, bounded, masked, and stable under both.
#include <cstdlib>

#include "kiosk/base/utf8.h"
#include "kiosk/event/masking.h"
#include "kiosk/event/opinion.h"

namespace {

using namespace openday;

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t limit = 1 + data[0] % 64u;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto clean = event::clean_text(text, limit);
  require(base::is_utf8(clean.text) && base::count_code_points(clean.text) <= limit);
  require(event::clean_text(clean.text, limit).text == clean.text);
  const auto masked = event::mask_numbers(text);
  require(event::mask_numbers(masked.text).text == masked.text);
  require(masked.phones + masked.id_numbers > 0 || masked.text == text);
  require(event::without_last_character(clean.text).size() <= clean.text.size());
  return 0;
}
