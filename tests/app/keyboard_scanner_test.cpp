// A typist, an input method, a paste and a hand scanner on one keyboard path.
#include "kiosk/app/keyboard_scanner.h"

#include <gtest/gtest.h>

namespace openday::app {
namespace {

using namespace std::chrono_literals;
using device::Key;
using device::KeyPress;
using Kind = KeyboardInput::Kind;

class Keys {
 public:
  void text(std::string characters, std::chrono::milliseconds after = 0ms) { add({Key::text, std::move(characters), {}}, after); }
  void press(Key key, std::chrono::milliseconds after = 0ms) { add({key, {}, {}}, after); }
  std::vector<KeyboardInput> all(std::chrono::milliseconds silence = 500ms) {
    auto out = scanner_.take(keys_, scan::MonoTime(at_));
    for (KeyboardInput& more : scanner_.take({}, scan::MonoTime(at_ + silence))) out.push_back(std::move(more));
    return out;
  }

 private:
  void add(KeyPress key, std::chrono::milliseconds after) {
    at_ += after;
    key.at = at_;
    keys_.push_back(std::move(key));
  }
  KeyboardScanner scanner_;
  std::vector<KeyPress> keys_;
  std::chrono::milliseconds at_{100'000};
};

TEST(KeyboardScanner, a_burst_of_single_characters_is_a_code_and_never_a_text) {
  Keys keys;
  for (const char c : std::string("OD1:ABCDEF")) keys.text(std::string(1, c), 5ms);
  keys.press(Key::enter, 5ms);
  EXPECT_EQ(keys.all(), (std::vector<KeyboardInput>{{Kind::scan, "OD1:ABCDEF"}}));
}

TEST(KeyboardScanner, what_an_input_method_gives_at_once_is_typed_however_fast) {
  Keys keys;
  keys.text("建议登记中心");
  keys.text("周六也能办理", 10ms);
  EXPECT_EQ(keys.all(), (std::vector<KeyboardInput>{{Kind::text, "建议登记中心周六也能办理"}}));
}

TEST(KeyboardScanner, slow_keys_are_typed_with_enter_and_backspace_in_order) {
  Keys keys;
  keys.text("a", 200ms);
  keys.text("b", 200ms);
  keys.press(Key::backspace, 20ms);
  keys.press(Key::enter, 200ms);
  EXPECT_EQ(keys.all(), (std::vector<KeyboardInput>{{Kind::text, "ab"}, {Kind::backspace, ""}, {Kind::enter, ""}}));
}

TEST(KeyboardScanner, a_code_between_typed_words_stays_a_code) {
  Keys keys;
  keys.text("好的");
  for (const char c : std::string("1234567")) keys.text(std::string(1, c), 5ms);
  keys.press(Key::enter, 5ms);
  keys.text("再写", 300ms);
  EXPECT_EQ(keys.all(), (std::vector<KeyboardInput>{{Kind::text, "好的"}, {Kind::scan, "1234567"}, {Kind::text, "再写"}}));
}

TEST(KeyboardScanner, a_megabyte_pasted_in_pieces_is_one_text) {
  Keys keys;
  for (int i = 0; i < 34'000; ++i) keys.text("abcdefghijklmnopqrstuvwxyz12345");
  const auto all = keys.all();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].kind, Kind::text);
  EXPECT_EQ(all[0].text.size(), 31u * 34'000);
}

}  // namespace
}  // namespace openday::app
