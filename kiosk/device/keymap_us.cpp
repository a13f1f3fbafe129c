#include "kiosk/device/keymap_us.h"

#include <array>
#include <utility>

#include <linux/input-event-codes.h>

namespace openday::device {
namespace {

struct Key {
  std::uint16_t code;
  char plain;
  char shifted;
};

constexpr std::array kKeys{
    Key{KEY_1, '1', '!'},          Key{KEY_2, '2', '@'},         Key{KEY_3, '3', '#'},      Key{KEY_4, '4', '$'},
    Key{KEY_5, '5', '%'},          Key{KEY_6, '6', '^'},         Key{KEY_7, '7', '&'},      Key{KEY_8, '8', '*'},
    Key{KEY_9, '9', '('},          Key{KEY_0, '0', ')'},         Key{KEY_MINUS, '-', '_'},  Key{KEY_EQUAL, '=', '+'},
    Key{KEY_Q, 'q', 'Q'},          Key{KEY_W, 'w', 'W'},         Key{KEY_E, 'e', 'E'},      Key{KEY_R, 'r', 'R'},
    Key{KEY_T, 't', 'T'},          Key{KEY_Y, 'y', 'Y'},         Key{KEY_U, 'u', 'U'},      Key{KEY_I, 'i', 'I'},
    Key{KEY_O, 'o', 'O'},          Key{KEY_P, 'p', 'P'},         Key{KEY_LEFTBRACE, '[', '{'}, Key{KEY_RIGHTBRACE, ']', '}'},
    Key{KEY_A, 'a', 'A'},          Key{KEY_S, 's', 'S'},         Key{KEY_D, 'd', 'D'},      Key{KEY_F, 'f', 'F'},
    Key{KEY_G, 'g', 'G'},          Key{KEY_H, 'h', 'H'},         Key{KEY_J, 'j', 'J'},      Key{KEY_K, 'k', 'K'},
    Key{KEY_L, 'l', 'L'},          Key{KEY_SEMICOLON, ';', ':'}, Key{KEY_APOSTROPHE, '\'', '"'}, Key{KEY_GRAVE, '`', '~'},
    Key{KEY_BACKSLASH, '\\', '|'}, Key{KEY_Z, 'z', 'Z'},         Key{KEY_X, 'x', 'X'},      Key{KEY_C, 'c', 'C'},
    Key{KEY_V, 'v', 'V'},          Key{KEY_B, 'b', 'B'},         Key{KEY_N, 'n', 'N'},      Key{KEY_M, 'm', 'M'},
    Key{KEY_COMMA, ',', '<'},      Key{KEY_DOT, '.', '>'},       Key{KEY_SLASH, '/', '?'},  Key{KEY_SPACE, ' ', ' '},
    Key{KEY_KP0, '0', '0'},        Key{KEY_KP1, '1', '1'},       Key{KEY_KP2, '2', '2'},    Key{KEY_KP3, '3', '3'},
    Key{KEY_KP4, '4', '4'},        Key{KEY_KP5, '5', '5'},       Key{KEY_KP6, '6', '6'},    Key{KEY_KP7, '7', '7'},
    Key{KEY_KP8, '8', '8'},        Key{KEY_KP9, '9', '9'},       Key{KEY_KPDOT, '.', '.'},  Key{KEY_KPMINUS, '-', '-'},
    Key{KEY_KPPLUS, '+', '+'},     Key{KEY_KPASTERISK, '*', '*'}, Key{KEY_KPSLASH, '/', '/'},
};

constexpr char kControlMask = 0x1f;

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

std::optional<std::string> KeyLine::take() {
  const bool whole = !line_.empty() && !overlong_;
  std::string line = std::exchange(line_, {});
  overlong_ = false;
  if (!whole) return std::nullopt;
  return line;
}

std::optional<std::string> KeyLine::feed(const KeyEvent& event) {
  const bool down = event.value != 0;
  switch (event.code) {
    case KEY_LEFTSHIFT: shift_ = down; return std::nullopt;
    case KEY_RIGHTSHIFT: right_shift_ = down; return std::nullopt;
    case KEY_LEFTCTRL:
    case KEY_RIGHTCTRL: control_ = down; return std::nullopt;
    case KEY_CAPSLOCK: caps_ ^= event.value == 1; return std::nullopt;
    default: break;
  }
  if (event.value != 1) return std::nullopt;  // up, and repeats: a scanner types each character
  last_us_ = event.t_us;
  if (event.code == KEY_ENTER || event.code == KEY_KPENTER || event.code == KEY_TAB) return take();
  for (const Key& key : kKeys) {
    if (key.code != event.code) continue;
    const bool shifted = (shift_ || right_shift_) != (caps_ && is_letter(key.plain));
    const char c = shifted ? key.shifted : key.plain;
    if (line_.size() == kMaxLength) overlong_ = true;
    else line_ += control_ ? static_cast<char>(c & kControlMask) : c;
    break;
  }
  return std::nullopt;
}

std::optional<std::string> KeyLine::tick(std::int64_t now_us) {
  if (line_.empty() || now_us - last_us_ < kSilenceUs) return std::nullopt;
  return take();
}

void KeyLine::reset() { *this = KeyLine{}; }

}  // namespace openday::device
