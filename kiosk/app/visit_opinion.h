// The part of a visit in which a guest writes to the bureau. A value inside VisitState; it dies with the visit.
#pragma once

#include <memory>
#include <optional>

#include "kiosk/app/compose.h"
#include "kiosk/app/opinion_form.h"
#include "kiosk/ui/model_opinion.h"

namespace openday::app {

inline constexpr std::size_t kMaxAddress = 120;    // code points of another address for the reply

struct OpinionProgress {
  std::shared_ptr<const OpinionForm> form;         // as it was when the guest began; null: nobody writes
  std::optional<std::size_t> subject;              // index into form->subjects
  Compose text, address{kMaxAddress, true};
  std::optional<ui::ReplyChoice> reply;            // nothing is chosen beforehand
  bool consent = false;
  bool typed_by_staff = false;
  bool leave_armed = false;                        // going away would lose the text: asked once more
  bool saving = false, failed = false;

  // Something that somebody took the trouble to type.
  [[nodiscard]] bool holds_text() const { return !text.empty() || !address.empty(); }
};

// The reply is chosen, agreed to, and there is somewhere to send it.
[[nodiscard]] bool reply_ready(const OpinionProgress& opinion);

}  // namespace openday::app
