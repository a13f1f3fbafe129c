// What a document says of itself: which event, which version. Read with the readers the boxes use, so that what would not load there
// is not published. Pure.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/result.h"

namespace openday::bureau {

struct DocumentHead {
  std::string event;   // empty: for the box (trust, calendar, a notice of every event)
  int version = 0;
};
enum class DocumentError { unknown_kind, unreadable };

// kind: plan, roster, revocations, trust, calendar, notice. `file` names it in errors.
[[nodiscard]] base::Result<DocumentHead, DocumentError> read_document_head(std::string_view kind, std::string_view bytes, const std::string& file);

}  // namespace openday::bureau
