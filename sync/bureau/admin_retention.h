// `admin retention`: the bureau's half of what `openday purge` does on a box.
#pragma once

#include <string>

#include "kiosk/base/clock.h"
#include "sync/bureau/admin.h"
#include "sync/bureau/hall_store.h"

namespace openday::bureau {

struct RetentionWish {
  std::string plan;      // file
  std::string now;       // RFC 3339; empty: the terminal's
  bool apply = false;    // else it only shows what is due
  bool anyway = false;   // although boxes hold records that are not here, or wrote one of a later time
};

// `clock`: how far terminal.now can be trusted. Applying needs a clock that a time server sets, or `now`. Returns 1 and changes nothing
// where the event is unknown, the day is not sure, or a box holds back; nothing due is no error.
[[nodiscard]] int retention(BureauStore& store, const Terminal& terminal, const RetentionWish& wish, base::ClockState clock);

}  // namespace openday::bureau
