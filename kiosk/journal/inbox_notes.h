// Keys of notes in inbox.db (Inbox::note) that syncd writes and the kiosk reads.
#pragma once

namespace openday::journal {

// Papers that the bureau names and cannot hand out, one a line: KIND VERSION damaged|refused|too-large. Empty: none.
inline constexpr const char* kPapersInTroubleNote = "papers-in-trouble";

}  // namespace openday::journal
