// What a conflict is, and how staff may settle it (conflict_cards.h).
#pragma once

namespace openday::event {

// admitted_elsewhere: two boxes let the same guest in; code_twice: both by the guest's code, so two people may hold it;
// too_many_persons: more than were registered; near_name: a walk-in bears the name, or a name that sounds the same, of somebody on
// the list or of another walk-in; clock_in_doubt: a box let guests in while its clock was not known to be right.
enum class CardKind { admitted_elsewhere, code_twice, too_many_persons, near_name, clock_in_doubt };

// same_person, other_person, as_is (the number of persons is right), undone (the last admission is taken back), time_right, time_wrong.
enum class CardOutcome { same_person, other_person, as_is, undone, time_right, time_wrong };

}  // namespace openday::event
