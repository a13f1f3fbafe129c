#include "kiosk/base/log.h"

#include <atomic>
#include <cstdlib>
#include <string>

#include <sys/stat.h>
#include <unistd.h>

namespace openday::base {
namespace {

std::atomic<LogLevel> most_verbose_level{LogLevel::info};

const char* name_of(LogLevel level) {
  switch (level) {
    case LogLevel::error: return "error";
    case LogLevel::warning: return "warning";
    case LogLevel::notice: return "notice";
    case LogLevel::info: return "info";
    case LogLevel::debug: return "debug";
  }
  return "error";
}

// JOURNAL_STREAM is "device:inode" of the stream (systemd.exec(5)); a redirected stderr is not it.
bool stderr_is_journal() {
  const char* stream = std::getenv("JOURNAL_STREAM");
  struct stat about{};
  if (stream == nullptr || ::fstat(STDERR_FILENO, &about) != 0) return false;
  return fmt::format("{}:{}", about.st_dev, about.st_ino) == stream;
}

std::string one_line(LogLevel level, std::string_view text) {
  std::string line = stderr_is_journal() ? fmt::format("<{}>", static_cast<int>(level)) : fmt::format("{}: ", name_of(level));
  for (const char c : text) line += static_cast<unsigned char>(c) < 0x20 && c != '\t' ? ' ' : c;
  return line += '\n';
}

}  // namespace

void set_log_level(LogLevel most_verbose) { most_verbose_level = most_verbose; }

void log_line(LogLevel level, std::string_view text) {
  if (level > most_verbose_level.load()) return;
  const std::string line = one_line(level, text);
  // One write a line, so that threads and processes sharing the stream never mix theirs. A full log is nobody's failure.
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace openday::base
