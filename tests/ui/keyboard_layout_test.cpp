// Layouts of the keyboard as files: the shipped ones hold what they must and fit every panel; a broken one is said and the rest goes on.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "kiosk/base/utf8.h"
#include "kiosk/ui/keyboard_layout.h"
#include "tests/ui/fixtures.h"
#include "tests/ui/stage.h"

namespace openday::tests {
namespace {

using namespace ui;

const std::string kAssets = std::string(OPENDAY_SOURCE_DIR) + "/assets";

std::string fault(const std::string& rows, const std::string& columns = "columns = 4") {
  const auto read = parse_keyboard("[wide]\n" + columns + "\nrows = [" + rows + "]\n", "x.toml");
  return read ? std::string() : read.error().what;
}

std::set<std::string> typed_by(const KeyRows& rows) {
  std::set<std::string> out;
  for (const auto& row : rows.rows)
    for (const KeyCap& key : row)
      if (key.kind == KeyKind::text) out.insert({key.text, key.shifted});
  return out;
}

bool has(const KeyRows& rows, KeyKind kind) {
  return std::ranges::any_of(rows.rows, [&](const auto& row) { return std::ranges::any_of(row, [&](const KeyCap& key) { return key.kind == kind; }); });
}

void expect_types(KeyboardMode mode, bool direct, std::u32string_view characters) {
  const KeyboardLayouts all = KeyboardLayouts::load(kAssets + "/keyboards");
  const KeyboardLayout* layout = all.find(mode, direct);
  ASSERT_NE(layout, nullptr);
  for (const KeyRows& rows : layout->arrangements) {
    const auto typed = typed_by(rows);
    for (const char32_t c : characters) EXPECT_TRUE(typed.contains(base::to_utf8(c))) << base::to_utf8(c) << " of mode " << static_cast<int>(mode);
    EXPECT_TRUE(has(rows, KeyKind::erase)) << static_cast<int>(mode);
    const bool shifts = std::ranges::any_of(rows.rows, [](const auto& row) { return std::ranges::any_of(row, [](const KeyCap& key) { return !key.shifted.empty(); }); });
    EXPECT_TRUE(!shifts || has(rows, KeyKind::shift)) << static_cast<int>(mode);
  }
}

TEST(KeyboardFiles, hold_every_key_that_their_engine_needs) {
  EXPECT_TRUE(KeyboardLayouts::load(kAssets + "/keyboards").problems().empty());
  constexpr std::u32string_view kLetters = U"abcdefghijklmnopqrstuvwxyz", kDigits = U"0123456789";
  expect_types(KeyboardMode::pinyin, false, kLetters);
  expect_types(KeyboardMode::pinyin, false, U"，。");
  expect_types(KeyboardMode::pinyin, true, kLetters);
  expect_types(KeyboardMode::latin, true, kLetters);
  expect_types(KeyboardMode::latin, true, U"@.");
  expect_types(KeyboardMode::nine_key, false, U"23456789，。");
  expect_types(KeyboardMode::stroke, false, U"一丨丿丶乛");
  expect_types(KeyboardMode::digits, false, kDigits);
  expect_types(KeyboardMode::phone_tail, true, kDigits);
  expect_types(KeyboardMode::code, true, kDigits);
  expect_types(KeyboardMode::code, true, U"ABCDEFGHIJKLMNOPQRSTUVWXYZ-");
  expect_types(KeyboardMode::symbols, false, U"，。、？！：；“”（）《》@-_/");
}

TEST(KeyboardFiles, say_line_and_rule_when_they_are_broken) {
  EXPECT_EQ(fault("\"a b <erase> <space>\""), "");
  EXPECT_EQ(fault("\"a^b ^^c <shift/bc:2>\""), "");
  EXPECT_NE(fault("\"a^b b\"").find("stands twice"), std::string::npos);
  EXPECT_EQ(fault("\"a b\",\n\"c a\""), "x.toml:4:1: error: key a stands twice in wide");
  EXPECT_EQ(fault("\"a b c d e\""), "x.toml:3:9: error: this row is 5 columns wide; wide.columns is 4");
  EXPECT_NE(fault("\"a <ease>\"").find("expected one of <apart>"), std::string::npos);
  EXPECT_NE(fault("\"a:0\"").find("its width is 0.5 to 14 columns"), std::string::npos);
  EXPECT_NE(fault("\"a:nan\"").find("its width is"), std::string::npos);
  EXPECT_NE(fault("\"ab\"").find("expected one character"), std::string::npos);
  EXPECT_NE(fault("\" \"").find("needs at least one key"), std::string::npos);
  EXPECT_NE(fault("").find("wide.rows has 0 rows"), std::string::npos);
  EXPECT_NE(fault("\"a\"", "").find("wide.columns is missing"), std::string::npos);
  EXPECT_NE(fault("\"a\"", "columns = 4\ncolour = 1").find("unknown key wide.colour"), std::string::npos);
  EXPECT_NE(parse_keyboard("", "x.toml").error().what.find("[wide] is missing"), std::string::npos);
}

TEST(KeyboardFiles, keep_words_below_and_widths) {
  const auto read = parse_keyboard("[wide]\ncolumns = 9\nrows = [\"一/横:2 : :: ::1.5 / <space:3>\"]\n", "x.toml");
  ASSERT_FALSE(read) << "the colon stands twice";
  const auto once = parse_keyboard("[wide]\ncolumns = 9\nrows = [\"一/横:2 ::1.5 / <space:3>\"]\n", "x.toml");
  ASSERT_TRUE(once) << once.error().what;
  const auto& row = once->arrangements[0].rows[0];
  EXPECT_EQ(row[0], (KeyCap{KeyKind::text, "一", "横", 2}));
  EXPECT_EQ(row[1], (KeyCap{KeyKind::text, ":", "", 1.5f}));
  EXPECT_EQ(row[2], (KeyCap{KeyKind::text, "/", "", 1}));
  EXPECT_EQ(row[3], (KeyCap{KeyKind::space, "", "", 3}));
}

TEST(KeyboardFiles, one_that_is_broken_is_said_and_the_others_work_on) {
  const auto folder = std::filesystem::temp_directory_path() / ("openday-keys-" + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  std::filesystem::copy(kAssets, folder, std::filesystem::copy_options::recursive);
  std::ofstream(folder / "keyboards" / "pinyin.toml") << "[wide]\ncolumns = 2\nrows = [\"q w e\"]\n";
  std::filesystem::remove(folder / "keyboards" / "digits.toml");
  {
    Stage stage(kPortrait, folder.string());
    ASSERT_EQ(stage.ui().problems().size(), 2U);
    EXPECT_NE(stage.ui().problems()[0].find("pinyin.toml:3:"), std::string::npos);
    EXPECT_NE(stage.ui().problems()[1].find("digits.toml"), std::string::npos);
    for (Scene scene : all_scenes()) {
      if (scene.name != "keys-pinyin-empty" && scene.name != "keys-latin") continue;
      scene.model.keyboard.direct = false;
      (void)stage.show(scene.model);
      EXPECT_EQ(stage.shown().find_target("拼音"), nullptr);
      EXPECT_NE(stage.shown().find_target("手写"), nullptr);
      EXPECT_EQ(stage.shown().shows("请换一种"), scene.name == "keys-pinyin-empty");
      EXPECT_EQ(stage.shown().find_target("w") != nullptr, scene.name == "keys-latin");
    }
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace openday::tests
