#include "kiosk/device/scanner_serial.h"

#include <string>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <unistd.h>

#include "kiosk/device/scanner_evdev.h"
#include "kiosk/device/scanner_factory.h"

namespace openday::device {
namespace {

using namespace std::chrono_literals;
using scan::DeviceError;

std::vector<std::string> codes_of(SerialLine& line) {
  std::vector<std::string> out;
  for (std::string code; line.take(code);) out.push_back(code);
  return out;
}

TEST(SerialLine, frames_codes_by_any_line_end_and_drops_stx) {
  SerialLine line;
  line.feed("ONE\r\nTWO\n\x02THREE\x03", scan::MonoTime{1h});
  EXPECT_EQ(codes_of(line), (std::vector<std::string>{"ONE", "TWO", "THREE"}));
}

TEST(SerialLine, joins_a_code_that_came_in_pieces) {
  SerialLine line;
  line.feed("OD1:", scan::MonoTime{1h});
  line.feed("ABC\r", scan::MonoTime{1h + 20ms});
  EXPECT_EQ(codes_of(line), std::vector<std::string>{"OD1:ABC"});
}

TEST(SerialLine, ends_a_code_by_silence) {
  SerialLine line;
  line.feed("OD1:ABC", scan::MonoTime{1h});
  line.tick(scan::MonoTime{1h + 20ms});
  EXPECT_TRUE(codes_of(line).empty());
  line.tick(scan::MonoTime{1h + 50ms});
  EXPECT_EQ(codes_of(line), std::vector<std::string>{"OD1:ABC"});
}

TEST(SerialLine, drops_a_code_without_end_and_takes_the_next) {
  SerialLine line;
  line.feed(std::string(SerialLine::kMaxLength + 1, 'x') + "\rNEXT\r", scan::MonoTime{1h});
  EXPECT_EQ(codes_of(line), std::vector<std::string>{"NEXT"});
}

class SerialScannerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    int master = -1;
    int slave = -1;
    char name[128];
    ASSERT_EQ(::openpty(&master, &slave, name, nullptr, nullptr), 0);
    master_.reset(master);
    slave_.reset(slave);
    path_ = name;
  }
  void send(std::string_view bytes) { ASSERT_EQ(::write(master_.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size())); }

  base::UniqueFd master_;
  base::UniqueFd slave_;
  std::string path_;
};

TEST_F(SerialScannerTest, reads_raw_bytes_of_a_code) {
  SerialScanner scanner(path_);
  ASSERT_TRUE(scanner.open());
  slave_.reset();
  send("OD1:\xe9\xa2\x84\x04\x1b*\r");  // bytes that a cooked line would act upon
  const auto code = scanner.next(scan::steady_now() + 30s);
  ASSERT_TRUE(code) << code.error().what;
  EXPECT_EQ(*code, "OD1:\xe9\xa2\x84\x04\x1b*");
}

TEST_F(SerialScannerTest, gives_nothing_at_the_deadline) {
  SerialScanner scanner(path_);
  ASSERT_TRUE(scanner.open());
  const auto code = scanner.next(scan::steady_now());
  ASSERT_FALSE(code);
  EXPECT_EQ(code.error().kind, DeviceError::timeout);
}

TEST_F(SerialScannerTest, notices_that_it_was_unplugged) {
  SerialScanner scanner(path_);
  ASSERT_TRUE(scanner.open());
  slave_.reset();
  master_.reset();
  const auto code = scanner.next(scan::steady_now() + 30s);
  ASSERT_FALSE(code);
  EXPECT_EQ(code.error().kind, DeviceError::unplugged);
}

TEST(Scanners, name_what_is_missing_or_no_scanner_at_all) {
  SerialScanner missing("/dev/openday-no-such-line");
  const auto opened = missing.open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, DeviceError::missing);
  EXPECT_NE(opened.error().what.find("openday-no-such-line"), std::string::npos);
  SerialScanner null("/dev/null");
  EXPECT_EQ(null.open().error().kind, DeviceError::format);
  EvdevScanner keyboard("/dev/null");
  EXPECT_EQ(keyboard.open().error().kind, DeviceError::format);
  EvdevScanner gone("/dev/input/openday-no-such-scanner");
  EXPECT_EQ(gone.open().error().kind, DeviceError::missing);
}

TEST(Scanners, are_made_from_the_configurations_words) {
  EXPECT_EQ((*make_scanner("evdev:/dev/input/event3"))->describe(), "evdev:/dev/input/event3");
  EXPECT_EQ((*make_scanner("serial:/dev/ttyS0@115200"))->describe(), "serial:/dev/ttyS0");
  EXPECT_EQ(*make_scanner("none"), nullptr);
  EXPECT_EQ(*make_scanner(""), nullptr);
  for (const auto* bad : {"serial:", "usb", "serial:/dev/ttyS0@fast", "serial:/dev/ttyS0@12"}) {
    const auto made = make_scanner(bad);
    ASSERT_FALSE(made) << bad;
    EXPECT_NE(made.error().what.find(bad), std::string::npos);
  }
}

}  // namespace
}  // namespace openday::device
