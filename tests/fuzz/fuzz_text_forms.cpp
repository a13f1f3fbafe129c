// The small text forms of base/: whatever is accepted must be written back as the same value.
#include <cstdlib>

#include "kiosk/base/bytes.h"
#include "kiosk/base/time.h"
#include "kiosk/base/utf8.h"
#include "kiosk/base/uuid.h"

namespace {

using namespace openday::base;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_text(std::string_view text) {
  const std::string mended = to_utf8(to_code_points(text));
  require(is_utf8(mended));
  require(!is_utf8(text) || mended == text);
  require(count_code_points(text) == to_code_points(text).size());
  require(first_bytes(text, text.size() / 2).size() <= text.size() / 2);
}

void check_values(std::string_view text) {
  if (const auto bytes = from_base64(text)) require(to_base64(*bytes) == text);
  if (const auto bytes = from_hex(text)) require(from_hex(to_hex(*bytes)) == bytes);
  if (const auto uuid = parse_uuid(text)) require(parse_uuid(to_string(*uuid)) == uuid);
  if (const auto date = parse_date(text)) require(to_string(*date) == text);
  if (const auto time = parse_rfc3339(text)) {
    const int year = static_cast<int>(date_in(time->at, time->offset).year());
    require(year >= 0 && year <= 9999 && parse_rfc3339(to_rfc3339(time->at, time->offset))->at == time->at);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_text(text);
  check_values(text);
  return 0;
}
