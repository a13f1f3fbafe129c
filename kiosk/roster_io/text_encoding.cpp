#include "kiosk/roster_io/text_encoding.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <iconv.h>

#include "kiosk/base/utf8.h"
#include "kiosk/event/person_name.h"

namespace openday::roster_io {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

struct CloseIconv {
  void operator()(void* descriptor) const { ::iconv_close(descriptor); }
};

// "Unicode text" of a spreadsheet has a mark; without one, the zero bytes that every comma and line end has give it away.
bool is_utf16(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }
bool holds_zeros(std::string_view bytes) { return bytes.substr(0, 4096).find('\0') != std::string_view::npos; }

std::size_t line_of(std::string_view bytes, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

std::string replace_private_use(const std::string& text) {
  if (text.find('\xEE') == std::string::npos) return text;   // U+E000..U+EFFF begin with it
  std::u32string points = base::to_code_points(text);
  std::ranges::transform(points, points.begin(), event::from_gb18030_private_use);
  return base::to_utf8(points);
}

// By glibc's iconv; the offset of the first byte that is none of this encoding.
tl::expected<std::string, std::size_t> convert(std::string_view bytes, const char* encoding) {
  const iconv_t opened = ::iconv_open("UTF-8", encoding);
  if (opened == reinterpret_cast<iconv_t>(-1)) throw std::runtime_error(fmt::format("iconv has no {}; install libc-bin's gconv modules again", encoding));
  const std::unique_ptr<void, CloseIconv> descriptor(opened);
  std::string out(bytes.size() * 2 + 4, '\0');   // 2 bytes give 3 at most, 4 give 4, 1 gives 1
  char* in = const_cast<char*>(bytes.data());    // iconv(3) does not write through it
  std::size_t in_left = bytes.size(), out_left = out.size();
  char* to = out.data();
  if (::iconv(opened, &in, &in_left, &to, &out_left) == static_cast<std::size_t>(-1)) return tl::unexpected(bytes.size() - in_left);
  out.resize(out.size() - out_left);
  return out;
}

}  // namespace

base::Result<DecodedText, EncodingError> decode_text(std::string_view bytes) {
  if (is_utf16(bytes)) {
    auto text = convert(bytes, "UTF-16");
    if (!text) return base::fail(EncodingError::unknown, "文件标明是 UTF-16，内容却不是；请另存为“CSV UTF-8”");
    return DecodedText{replace_private_use(*text), "UTF-16"};
  }
  if (holds_zeros(bytes)) return base::fail(EncodingError::utf16, "文件像是没有标记的 UTF-16，或不是文本；请另存为“CSV UTF-8”");
  const std::string_view unmarked = bytes.starts_with(kUtf8Mark) ? bytes.substr(kUtf8Mark.size()) : bytes;
  if (base::is_utf8(unmarked)) return DecodedText{replace_private_use(std::string(unmarked)), "UTF-8"};
  if (unmarked.size() != bytes.size()) return base::fail(EncodingError::unknown, "文件标明是 UTF-8，内容却不是；请另存为“CSV UTF-8”");
  auto text = convert(bytes, "GB18030");
  if (!text) return base::fail(EncodingError::unknown, fmt::format("第 {} 行：既不是 UTF-8 也不是 GB 18030；请另存为“CSV UTF-8”", line_of(bytes, text.error())));
  return DecodedText{replace_private_use(*text), "GB 18030"};
}

}  // namespace openday::roster_io
