// The office's notices: a board an event (kiosk/event/notice_board.h), changed, signed with the documents key and published in one step.
// As admin.h: they print and return the exit code.
#pragma once

#include <string>

#include "sync/bureau/admin.h"
#include "sync/bureau/hall_store.h"

namespace openday::bureau {

struct NoticeWish {
  std::string text, english, severity = "info";
  std::string from, until;             // RFC 3339, or HH:MM of today in China's time; from empty: at once
  std::string event;                   // empty: for every event
  std::string withdraw;                // id, or "all"; then nothing is said
  std::string key, passphrase_file;    // private documents key
};

// Adds a notice to the published board, or takes some off it; what is over falls off by itself. Refuses a key that the published trust
// list does not name, and a notice that no box would show.
[[nodiscard]] int publish_notice(HallStore& store, const Terminal& terminal, const NoticeWish& wish);
[[nodiscard]] int list_notices(HallStore& store, const Terminal& terminal);

}  // namespace openday::bureau
