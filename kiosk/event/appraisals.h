// Ratings in the shape that 好差评 devices reply in (DOMAIN.md): one row a valid rating, `appraiseLevel`, `appraiseContent` (codes
// joined by |), `otherAppraiseContent` (free text). A ballot's text is a row of its own, never beside its ballot, and rows stand
// in an order that tells nothing of who came when.
#pragma once

#include <string>
#include <vector>

#include "kiosk/event/evaluation.h"

namespace openday::event {

struct Appraisal {
  std::string event, session, subject, category;   // category of named ones
  int level = 0;                                   // appraiseLevel; 0: a ballot's text alone
  std::string content;                             // appraiseContent
  std::string other;                               // otherAppraiseContent
  auto operator<=>(const Appraisal&) const = default;
};

// One JSON object with the convention's keys; appraiseLevel is text, "5", and empty where there is none.
[[nodiscard]] std::string appraisal_json(const Appraisal& appraisal);
[[nodiscard]] std::string appraise_content(std::vector<std::string> tags);   // sorted, joined by |

}  // namespace openday::event
