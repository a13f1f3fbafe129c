// The self-test on paper: a line each, with a place to sign. For the folder in which an office keeps what it checked before it opened.
#pragma once

#include <string>
#include <vector>

#include "kiosk/report/papers.h"

namespace openday::report {

enum class SelfTestTone { good, attention, bad, quiet };
struct SelfTestRow {
  std::string check, grade, said, step;   // step: may be empty
  SelfTestTone tone = SelfTestTone::quiet;
};
struct SelfTestWords {
  std::string check, grade, said;         // heads of the columns
  std::string box, made, sum, sign;       // lines above and below the table
};

[[nodiscard]] PrintResult<Printed> print_self_test(const PaperFile& to, const SelfTestWords& words, const std::vector<SelfTestRow>& rows);

}  // namespace openday::report
