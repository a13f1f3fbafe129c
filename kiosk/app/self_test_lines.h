// Between the two halves of the self-test's judgement. Internal to self_test*.cpp.
#pragma once

#include <string>
#include <vector>

#include "kiosk/app/self_test.h"

namespace openday::app {

// Printer, disk, clock, documents, keys and the line: all that no hand is needed for.
[[nodiscard]] std::vector<ui::SelfTestLine> judge_box(const SelfTestFacts& facts);

[[nodiscard]] std::string exact_time(base::Instant at, base::Minutes zone);   // 08:05:12

}  // namespace openday::app
