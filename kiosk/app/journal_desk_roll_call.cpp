// The desk's side of 点名: the roll by vehicle, group and site.
#include "kiosk/app/journal_desk_state.h"

namespace openday::app {

void JournalDesk::State::carry_out(const WorkOnRollCall&, const base::Moment&) {}

}  // namespace openday::app
