#include "kiosk/device/hand_scanner.h"

#include <string>

#include <gtest/gtest.h>

namespace openday::device {
namespace {

using namespace std::chrono_literals;
using Kind = KeyInput::Kind;

class HandScannerTest : public ::testing::Test {
 protected:
  void type(std::string_view text, std::chrono::milliseconds gap) {
    for (const char c : text) {
      keep(scanner_.text({&c, 1}, now_));
      now_ += gap;
    }
  }
  void press(Kind key) { keep(scanner_.terminator(key, now_)); }
  void wait(std::chrono::milliseconds span) {
    now_ += span;
    keep(scanner_.tick(now_));
  }
  void keep(const std::vector<KeyInput>& inputs) {
    for (const auto& input : inputs) {
      if (input.kind == Kind::scan) scans_.push_back(input.text);
      else if (input.kind == Kind::typed) typed_ += input.text;
      else typed_ += input.kind == Kind::enter ? '\n' : '\t';
    }
  }

  HandScanner scanner_;
  scan::MonoTime now_{1h};
  std::vector<std::string> scans_;
  std::string typed_;
};

TEST_F(HandScannerTest, takes_a_fast_run_with_enter_for_a_scan) {
  type("OD1:ABC123", 4ms);
  press(Kind::enter);
  EXPECT_EQ(scans_, std::vector<std::string>{"OD1:ABC123"});
  EXPECT_EQ(typed_, "");
}

TEST_F(HandScannerTest, takes_a_fast_run_with_tab_or_with_silence_for_a_scan) {
  type("OD1:ABC123", 16ms);
  press(Kind::tab);
  wait(500ms);
  type("OD1:XYZ789", 16ms);
  ASSERT_TRUE(scanner_.due());
  EXPECT_LE(*scanner_.due(), now_ + 101ms);
  wait(101ms);
  EXPECT_EQ(scans_, (std::vector<std::string>{"OD1:ABC123", "OD1:XYZ789"}));
  EXPECT_FALSE(scanner_.due());
}

TEST_F(HandScannerTest, takes_two_scans_in_a_row) {
  type("OD1:ONE", 4ms);
  press(Kind::enter);
  type("OD1:TWO", 4ms);
  press(Kind::enter);
  EXPECT_EQ(scans_, (std::vector<std::string>{"OD1:ONE", "OD1:TWO"}));
}

TEST_F(HandScannerTest, takes_several_characters_of_one_event_together) {
  keep(scanner_.text("OD1:AB", now_));
  keep(scanner_.text("C123", now_ + 16ms));
  now_ += 20ms;
  press(Kind::enter);
  EXPECT_EQ(scans_, std::vector<std::string>{"OD1:ABC123"});
}

TEST_F(HandScannerTest, hands_on_what_a_typist_writes) {
  type("password", 85ms);
  press(Kind::enter);
  wait(1s);
  EXPECT_TRUE(scans_.empty());
  EXPECT_EQ(typed_, "password\n");
}

TEST_F(HandScannerTest, shows_a_typists_characters_without_waiting_for_the_end) {
  type("pass", 85ms);
  EXPECT_EQ(typed_, "pass");
}

TEST_F(HandScannerTest, hands_on_a_short_fast_run) {
  type("12345", 10ms);
  press(Kind::enter);
  EXPECT_TRUE(scans_.empty());
  EXPECT_EQ(typed_, "12345\n");
}

TEST_F(HandScannerTest, never_takes_the_rest_of_a_broken_scan_for_a_code) {
  type("OD1:ABCDEF", 4ms);
  now_ += 70ms;  // a hiccup
  type("GHIJKLMNOP", 4ms);
  press(Kind::enter);
  EXPECT_TRUE(scans_.empty());
  EXPECT_EQ(typed_, "OD1:ABCDEFGHIJKLMNOP\n");
  wait(1s);
  type("OD1:ABCDEF", 4ms);
  press(Kind::enter);
  EXPECT_EQ(scans_.size(), 1u);
}

TEST_F(HandScannerTest, drops_what_a_stuck_key_writes) {
  type(std::string(10'000, 'x'), 10ms);
  wait(1s);
  EXPECT_TRUE(scans_.empty());
  EXPECT_LT(typed_.size(), 6'000u);
}

}  // namespace
}  // namespace openday::device
