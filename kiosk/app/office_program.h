// Runs `openday`, the office's program, as a child: without a shell, with the kiosk's environment, its output read line by line. A
// passphrase goes through a pipe (descriptor 3), never through an argument or a file. Blocks; for the hand-over's own thread.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace openday::app {

inline constexpr const char* kPassphrasePipe = "/dev/fd/3";

struct OfficeRun {
  int exit_code = -1;        // -1: could not be started, or was stopped
  std::string last_words;    // of what it complained; may name a file, never a passphrase
};

// `line` is called with each line of its output and with an empty one now and then; false stops the child.
[[nodiscard]] OfficeRun run_office(const std::filesystem::path& program, const std::vector<std::string>& arguments, const std::string& passphrase,
                                   const std::function<bool(std::string_view line)>& line);

}  // namespace openday::app
