#include "kiosk/device/keymap_us.h"

#include <map>

#include <gtest/gtest.h>
#include <linux/input-event-codes.h>

namespace openday::device {
namespace {

class KeymapTest : public ::testing::Test {
 protected:
  std::optional<std::string> key(std::uint16_t code, std::int32_t value) { return line_.feed({code, value, now_ += 1000}); }
  std::optional<std::string> press(std::uint16_t code) {
    auto line = key(code, 1);
    auto after = key(code, 0);
    return line ? line : after;
  }
  void shifted(std::uint16_t code) {
    (void)key(KEY_LEFTSHIFT, 1);
    (void)press(code);
    (void)key(KEY_LEFTSHIFT, 0);
  }

  KeyLine line_;
  std::int64_t now_ = 1'000'000;
};

TEST_F(KeymapTest, reads_the_start_of_a_confirmation) {
  shifted(KEY_O);
  shifted(KEY_D);
  (void)press(KEY_1);
  shifted(KEY_SEMICOLON);
  (void)press(KEY_A);
  shifted(KEY_5);
  shifted(KEY_EQUAL);
  (void)press(KEY_SPACE);
  EXPECT_EQ(press(KEY_ENTER), "OD1:a%+ ");
}

TEST_F(KeymapTest, knows_every_character_of_base45) {
  const std::map<char, std::pair<std::uint16_t, bool>> keys{{'$', {KEY_4, true}}, {'%', {KEY_5, true}}, {'*', {KEY_8, true}}, {'+', {KEY_EQUAL, true}},
                                                            {'-', {KEY_MINUS, false}}, {'.', {KEY_DOT, false}}, {'/', {KEY_SLASH, false}}, {':', {KEY_SEMICOLON, true}}};
  std::string expected;
  for (const auto& [c, how] : keys) {
    if (how.second) shifted(how.first);
    else (void)press(how.first);
    expected += c;
  }
  EXPECT_EQ(press(KEY_KPENTER), expected);
}

TEST_F(KeymapTest, lets_caps_lock_turn_letters_only) {
  (void)press(KEY_CAPSLOCK);
  (void)press(KEY_A);
  (void)press(KEY_1);
  shifted(KEY_B);
  (void)press(KEY_CAPSLOCK);
  (void)press(KEY_C);
  EXPECT_EQ(press(KEY_TAB), "A1bc");
}

TEST_F(KeymapTest, makes_control_characters) {
  (void)press(KEY_A);
  (void)key(KEY_LEFTCTRL, 1);
  (void)press(KEY_RIGHTBRACE);
  (void)key(KEY_LEFTCTRL, 0);
  (void)press(KEY_B);
  EXPECT_EQ(press(KEY_ENTER), "a\x1d" "b");
}

TEST_F(KeymapTest, ends_a_line_by_silence) {
  for (int i = 0; i < 6; ++i) (void)press(KEY_7);
  EXPECT_FALSE(line_.tick(now_ + 50'000));
  EXPECT_EQ(line_.tick(now_ + 150'000), "777777");
  EXPECT_FALSE(line_.tick(now_ + 900'000));
}

TEST_F(KeymapTest, drops_a_line_without_end) {
  for (std::size_t i = 0; i < KeyLine::kMaxLength + 10; ++i) (void)press(KEY_X);
  EXPECT_FALSE(press(KEY_ENTER));
  (void)press(KEY_Y);
  EXPECT_EQ(press(KEY_ENTER), "y");
}

TEST_F(KeymapTest, ignores_repeats_unknown_keys_and_empty_lines) {
  EXPECT_FALSE(press(KEY_ENTER));
  (void)key(KEY_A, 1);
  (void)key(KEY_A, 2);
  (void)key(KEY_A, 2);
  (void)press(KEY_F5);
  EXPECT_EQ(press(KEY_ENTER), "a");
}

}  // namespace
}  // namespace openday::device
