// A paper for the bureau in spool/: any bytes give a paper with a plain file name and something sealed, or a refusal.
#include <cstdlib>

#include "kiosk/base/seal.h"
#include "kiosk/event/sent_paper.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace openday;
  const auto paper = event::parse_sent_paper({reinterpret_cast<const char*>(data), size});
  if (!paper) return 0;
  if (paper->name.empty() || paper->name.front() == '.' || paper->name.find_first_of("/\\\n") != std::string::npos || paper->event.empty() || paper->sealed.size() <= base::kSealOverhead) std::abort();
  const auto again = event::parse_sent_paper(event::to_text(*paper));
  if (!again || *again != *paper) std::abort();
  return 0;
}
