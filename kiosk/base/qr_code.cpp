#include "kiosk/base/qr_code.h"

#include <memory>

#include <fmt/format.h>
#include <qrencode.h>

namespace openday::base {
namespace {

struct FreeQr {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

// Modules of a row that are dark from `x` on.
int run_length(const QrCode& code, int x, int y) {
  int length = 0;
  while (x + length < code.size && code.dark(x + length, y)) ++length;
  return length;
}

}  // namespace

std::optional<QrCode> make_qr_code(std::string_view text, QrLevel level) {
  // libqrencode takes a C string: a NUL would cut it short.
  if (text.empty() || text.find('\0') != std::string_view::npos) return std::nullopt;
  constexpr int kSmallestThatFits = 0;
  constexpr int kCaseSensitive = 1;
  const std::unique_ptr<QRcode, FreeQr> code(
      QRcode_encodeString(std::string(text).c_str(), kSmallestThatFits, level == QrLevel::low ? QR_ECLEVEL_L : QR_ECLEVEL_M, QR_MODE_8, kCaseSensitive));
  if (!code) return std::nullopt;
  const auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  QrCode out{code->version, code->width, std::vector<std::uint8_t>(count)};
  for (std::size_t i = 0; i < count; ++i) out.modules[i] = code->data[i] & 1;
  return out;
}

std::string to_svg(const QrCode& code) {
  const int side = code.size + 2 * kQrQuietZone;
  std::string path;
  for (int y = 0; y < code.size; ++y) {
    for (int x = 0; x < code.size;) {
      const int run = run_length(code, x, y);
      if (run > 0) path += fmt::format("M{} {}h{}v1h-{}z", x + kQrQuietZone, y + kQrQuietZone, run, run);
      x += run > 0 ? run : 1;
    }
  }
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\" shape-rendering=\"crispEdges\">"
      "<path fill=\"#fff\" d=\"M0 0h{0}v{0}h-{0}z\"/><path fill=\"#000\" d=\"{1}\"/></svg>\n",
      side, path);
}

}  // namespace openday::base
