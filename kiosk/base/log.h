// One line an event to stderr, "<N>text" with the sd-daemon(3) priority in front when stderr is a journal stream
// (JOURNAL_STREAM set), else "level: text". Thread-safe. Names of things, ids and numbers only: never a person's name,
// phone, comment or a secret.
#pragma once

#include <string_view>

#include <fmt/core.h>

namespace openday::base {

enum class LogLevel { error = 3, warning = 4, notice = 5, info = 6, debug = 7 };

void log_line(LogLevel level, std::string_view text);
void set_log_level(LogLevel most_verbose);

template <class... Args>
void log_error(fmt::format_string<Args...> format, Args&&... args) {
  log_line(LogLevel::error, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void log_warning(fmt::format_string<Args...> format, Args&&... args) {
  log_line(LogLevel::warning, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void log_notice(fmt::format_string<Args...> format, Args&&... args) {
  log_line(LogLevel::notice, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void log_info(fmt::format_string<Args...> format, Args&&... args) {
  log_line(LogLevel::info, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace openday::base
