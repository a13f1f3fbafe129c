// Text to QR modules by libqrencode, case-sensitive so that Base45 stays in alphanumeric mode (the 8-bit call would
// need version 13 where 8 does).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace openday::base {

struct QrCode {
  int version = 0;                    // 1..40
  int size = 0;                       // modules a side, 17 + 4 * version
  std::vector<std::uint8_t> modules;  // size * size, row by row, 1 = dark
  [[nodiscard]] bool dark(int x, int y) const { return modules[static_cast<std::size_t>(y * size + x)] != 0; }
};

inline constexpr int kQrQuietZone = 4;  // modules of white around it, ISO/IEC 18004

enum class QrLevel { low, medium };   // 7 % and 15 % of the code may be lost; low only for clean screens

// Nothing when the text does not fit version 40 or is empty.
[[nodiscard]] std::optional<QrCode> make_qr_code(std::string_view text, QrLevel level = QrLevel::medium);

// Scalable picture with its quiet zone, one path, unit = module.
[[nodiscard]] std::string to_svg(const QrCode& code);

}  // namespace openday::base
