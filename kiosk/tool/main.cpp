#include <cstdio>
#include <exception>

#include "kiosk/roster_io/workbook_child.h"
#include "kiosk/tool/command_line.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

int main(int argc, char** argv) {
  using namespace openday::tool;
  try {
    if (argc == 2 && argv[1] == openday::roster_io::kReadWorkbookCommand) return openday::roster_io::run_workbook_child();
    const int code = run_command_line(argc, argv);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) return complain("the output could not be written; is the disk full?");
    return code;
  } catch (const std::exception& broken) {
    return complain(broken.what());
  }
}
