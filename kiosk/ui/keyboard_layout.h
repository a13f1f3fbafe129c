// Layouts of the on-screen keyboard as data: assets/keyboards/*.toml, whose form is in keyboard-layouts.md. Read once at start, immutable
// after it. A file with a problem is not used at all; the others are.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/ui/model_keyboard.h"

namespace openday::ui {

enum class KeyKind { text, apart, any, space, erase, enter, shift, clear, words, numbers, symbols };

struct KeyCap {
  KeyKind kind = KeyKind::text;
  std::string text;        // of text: what it types, one character
  std::string below;       // a word under it; may be empty
  float width = 1;         // columns
  std::string shifted{};   // what it types after the shift key; empty: the capital of a Latin letter
  bool operator==(const KeyCap&) const = default;
};

struct KeyRows {
  int columns = 1;         // of keys of width 1
  std::vector<std::vector<KeyCap>> rows;
};

struct KeyboardLayout {
  std::vector<KeyRows> arrangements;   // in the order in which they are tried: wide, low, narrow
};

inline constexpr float kLeastKeyWidth = 0.5f, kMostColumns = 14;
inline constexpr std::size_t kMostKeyRows = 6;

// A layout, or every problem as "FILE:LINE:COLUMN: error: what", one a line.
enum class LayoutError { unreadable, invalid };
[[nodiscard]] base::Result<KeyboardLayout, LayoutError> parse_keyboard(std::string_view toml, const std::string& name);

class KeyboardLayouts {
 public:
  KeyboardLayouts() = default;
  // All layouts of the folder.
  [[nodiscard]] static KeyboardLayouts load(const std::filesystem::path& folder);

  // Null: its file has a problem, or the mode has no keys (phrases, handwriting).
  [[nodiscard]] const KeyboardLayout* find(KeyboardMode mode, bool direct) const;
  // The mode can be offered.
  [[nodiscard]] bool serves(KeyboardMode mode, bool direct) const;
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

 private:
  static constexpr std::size_t kFiles = 9;
  std::array<std::optional<KeyboardLayout>, kFiles> layouts_;
  std::vector<std::string> problems_;
};

}  // namespace openday::ui
