// What comes and goes by stick: jobs and news. Declared in messages_jobs.h.
#pragma once

#include <string>

#include "kiosk/app/messages_jobs.h"
#include "kiosk/ui/model_hand_over.h"

namespace openday::app {

// look: read the stick and show what would change; confirm: put that into force; adopt: the desk loads what syncd has taken in.
enum class HandOverWork { ask, look, confirm, hand_out, codes, stop, adopt };
[[nodiscard]] inline bool is_started_by_staff(HandOverWork work) { return work == HandOverWork::confirm || work == HandOverWork::hand_out || work == HandOverWork::codes; }

struct HandOverJob {
  HandOverWork work = HandOverWork::ask;
  std::string passphrase{};   // of the issuer's key; for the thread alone
  std::string detail{};       // adopt: for the record, kinds and versions
  bool everything = false;    // hand_out: from the start, not from what the bureau has
};

// The page's part of the model, but for what the visit itself knows (task, passphrase).
struct HandOverNews {
  ui::HandOver status;
};

}  // namespace openday::app
