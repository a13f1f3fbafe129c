// Any bytes as the cursor that a box gives back: before a newline the scope, after it the cursor, which is tried under that scope with and
// without it in front. Whatever is not ours is the start; what is ours is written as it was read.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sync/bureau/feed_cursor.h"

namespace {

using namespace openday;

void check(const std::string& text, const std::string& scope) {
  const auto cursor = bureau::read_cursor(text, scope);
  if (cursor.position > INT64_MAX) std::abort();
  const auto again = bureau::read_cursor(bureau::write_cursor(cursor, scope), scope);
  if (again != cursor) std::abort();
  if (!text.starts_with(scope + ':') && (cursor.position != 0 || cursor.tag != bureau::cursor_tag({}))) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto line = text.find('\n');
  const auto scope = line == std::string::npos ? std::string("epoch.hall") : text.substr(0, line);
  const auto cursor = line == std::string::npos ? text : text.substr(line + 1);
  check(cursor, scope);
  check(scope + ':' + cursor, scope);
  return 0;
}
