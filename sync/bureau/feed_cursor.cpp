#include "sync/bureau/feed_cursor.h"

#include <charconv>

#include <fmt/core.h>

#include "kiosk/base/crypto.h"

namespace openday::bureau {
namespace {

std::string short_digest(const std::string& text) { return base::to_hex(base::sha256(base::as_bytes(text))).substr(0, 16); }

}  // namespace

std::string cursor_scope(const std::string& epoch, const std::string& hall) { return epoch + '.' + short_digest(hall); }

std::string cursor_tag(const std::string& mark) { return short_digest(mark); }

std::string write_cursor(const FeedCursor& cursor, const std::string& scope) { return fmt::format("{}:{}:{}", scope, cursor.position, cursor.tag); }

FeedCursor read_cursor(std::string_view text, const std::string& scope) {
  const FeedCursor start{0, cursor_tag({})};
  if (!text.starts_with(scope + ':')) return start;
  text.remove_prefix(scope.size() + 1);
  FeedCursor out;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.position);
  if (error != std::errc() || end == text.data() + text.size() || *end != ':' || out.position > INT64_MAX) return start;
  out.tag.assign(end + 1, text.data() + text.size());
  return out;
}

}  // namespace openday::bureau
