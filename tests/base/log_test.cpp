#include "kiosk/base/log.h"

#include <cstdlib>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "kiosk/base/unique_fd.h"
#include "tests/support/files.h"

namespace openday::base {
namespace {

// stderr goes to a file while it lives.
class StderrToFile {
 public:
  StderrToFile() : old_(::dup(STDERR_FILENO)) {
    const UniqueFd file(::open(path().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    ::dup2(file.get(), STDERR_FILENO);
  }
  ~StderrToFile() { ::dup2(old_.get(), STDERR_FILENO); }
  StderrToFile(const StderrToFile&) = delete;
  StderrToFile& operator=(const StderrToFile&) = delete;
  [[nodiscard]] std::string text() const { return support::read_text(path()); }

 private:
  [[nodiscard]] std::filesystem::path path() const { return dir_ / "stderr"; }
  support::TempDir dir_;
  UniqueFd old_;
};

std::string stream_name_of_stderr() {
  struct stat about{};
  ::fstat(STDERR_FILENO, &about);
  return fmt::format("{}:{}", about.st_dev, about.st_ino);
}

TEST(Log, writes_the_level_in_words_to_a_terminal_or_file) {
  const StderrToFile log;
  log_error("{} is full", "disk");
  log_warning("two");
  log_notice("three");
  log_info("four");
  EXPECT_EQ(log.text(), "error: disk is full\nwarning: two\nnotice: three\ninfo: four\n");
}

TEST(Log, writes_the_priority_to_the_journal) {
  const StderrToFile log;
  ::setenv("JOURNAL_STREAM", stream_name_of_stderr().c_str(), 1);
  log_error("one");
  log_info("two");
  ::unsetenv("JOURNAL_STREAM");
  EXPECT_EQ(log.text(), "<3>one\n<6>two\n");
}

TEST(Log, of_a_redirected_stream_is_not_the_journal) {
  const StderrToFile log;
  ::setenv("JOURNAL_STREAM", "8:12345", 1);
  log_error("one");
  ::unsetenv("JOURNAL_STREAM");
  EXPECT_EQ(log.text(), "error: one\n");
}

TEST(Log, leaves_out_what_is_too_verbose) {
  const StderrToFile log;
  log_line(LogLevel::debug, "hidden");
  set_log_level(LogLevel::debug);
  log_line(LogLevel::debug, "shown");
  set_log_level(LogLevel::info);
  EXPECT_EQ(log.text(), "debug: shown\n");
}

TEST(Log, keeps_one_event_on_one_line) {
  const StderrToFile log;
  log_info("first\nerror: forged\r\x1b[31mred");
  EXPECT_EQ(log.text(), "info: first error: forged  [31mred\n");
}

TEST(Log, of_many_threads_never_mixes_lines) {
  const StderrToFile log;
  const auto write_often = [](char letter) {
    for (int i = 0; i < 200; ++i) log_info("{}", std::string(300, letter));
  };
  std::thread other(write_often, 'a');
  write_often('b');
  other.join();
  const auto lines = support::lines_of(log.text());
  EXPECT_EQ(lines.size(), 400u);
  for (const std::string& line : lines) EXPECT_EQ(line, "info: " + std::string(300, line.back()));
}

}  // namespace
}  // namespace openday::base
