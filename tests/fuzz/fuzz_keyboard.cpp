// Keyboard layouts that an office edits: any bytes give a layout that keeps its rules, or problems that name the file.
#include <cstdlib>

#include "kiosk/ui/keyboard_layout.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace openday::ui;
  const auto layout = parse_keyboard({reinterpret_cast<const char*>(data), size}, "keys.toml");
  if (!layout) return layout.error().what.starts_with("keys.toml:") ? 0 : (std::abort(), 0);
  if (layout->arrangements.empty()) std::abort();
  for (const KeyRows& rows : layout->arrangements) {
    if (rows.columns < 1 || rows.rows.empty() || rows.rows.size() > kMostKeyRows) std::abort();
    for (const auto& row : rows.rows) {
      float width = 0;
      for (const KeyCap& key : row) {
        if (!(key.width >= kLeastKeyWidth) || (key.kind == KeyKind::text) == key.text.empty()) std::abort();
        width += key.width;
      }
      if (row.empty() || width > static_cast<float>(rows.columns) + 0.02f) std::abort();
    }
  }
  return 0;
}
