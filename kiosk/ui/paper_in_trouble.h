// A document that the bureau names and that cannot be fetched from it. A part of the model (model.h).
#pragma once

#include <string>

namespace openday::ui {

// damaged: its bytes are not those that were announced; refused: it is named there and not handed out; wrong_size: empty or larger than any
// document may be, so it is not asked for.
enum class PaperTrouble { damaged, refused, wrong_size };

struct PaperInTrouble {
  std::string kind;                      // plan, roster, revocations, calendar, trust, notice
  int version = 0;
  PaperTrouble what = PaperTrouble::damaged;
  bool operator==(const PaperInTrouble&) const = default;
};

}  // namespace openday::ui
