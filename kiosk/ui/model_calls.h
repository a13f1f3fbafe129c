// Who called for help at this box and was not answered yet: a mark that everybody sees, the list behind the PIN. No personal data.
#pragma once

#include <string>
#include <vector>

namespace openday::ui {

enum class Page;               // model.h

struct HelpCall {
  int id = 0;
  std::string time;            // "08:41"
  Page page{};                 // where 请工作人员帮忙 was tapped
};

struct HelpCalls {
  int open = 0;                // the strip's mark
  std::vector<HelpCall> list;  // oldest first; staff pages only
};

}  // namespace openday::ui
