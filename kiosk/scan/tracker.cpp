#include "kiosk/scan/tracker.h"

#include <algorithm>

namespace openday::scan {

// Every remembered text but `present` was not in this frame; those gone long enough are forgotten.
void Tracker::age(MonoTime at, std::string_view present) {
  for (Seen& seen : seen_) {
    if (seen.text == present) seen.absent_since.reset();
    else if (!seen.absent_since) seen.absent_since = at;
  }
  std::erase_if(seen_, [&](const Seen& seen) {
    return seen.absent_since && at - *seen.absent_since >= (seen.other_since ? kGoneAfterOther : kGone);
  });
}

bool Tracker::see(std::string_view text, MonoTime at) {
  age(at, text);
  const auto known = std::find_if(seen_.begin(), seen_.end(), [&](const Seen& seen) { return seen.text == text; });
  if (known != seen_.end()) {
    known->last = at;
    return false;
  }
  for (Seen& seen : seen_) seen.other_since = true;
  if (seen_.size() == kRemembered) {
    seen_.erase(std::min_element(seen_.begin(), seen_.end(), [](const Seen& a, const Seen& b) { return a.last < b.last; }));
  }
  seen_.push_back({std::string(text), at, std::nullopt, false});
  return true;
}

void Tracker::miss(MonoTime at) { age(at, {}); }

}  // namespace openday::scan
