// The desk's side of places left, and who waits for one.
#include "kiosk/app/journal_desk_state.h"

namespace openday::app {

void JournalDesk::State::carry_out(const WorkOnPlaces&, const base::Moment&) {}

}  // namespace openday::app
