#include <cstdio>
#include <exception>

#include "kiosk/tool/command_line.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

int main(int argc, char** argv) {
  using namespace openday::tool;
  try {
    const int code = run_command_line(argc, argv);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) return complain("the output could not be written; is the disk full?");
    return code;
  } catch (const std::exception& broken) {
    return complain(broken.what());
  }
}
