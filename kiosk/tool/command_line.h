// The arguments of `openday` to one command, and its exit code. `--help` prints the contract of DESIGN.md section 6.
#pragma once

namespace openday::tool {

[[nodiscard]] int run_command_line(int argc, const char* const* argv);

}  // namespace openday::tool
