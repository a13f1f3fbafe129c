// The one decision: may this guest come in? A pure function of what was presented, the plan, the roster, the revocations, the
// attendance so far and the moment. The only list of verdicts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/event/admission_seats.h"
#include "kiosk/event/attendance.h"
#include "kiosk/event/confirmation.h"
#include "kiosk/event/group_fold.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/roster.h"
#include "kiosk/event/trust.h"

namespace openday::event {

enum class Verdict {
  admitted, admitted_not_on_roster, already_admitted, party_complete, early, late, wrong_event, wrong_session,
  event_not_running, registration_cancelled, revoked, not_registered, bad_signature, unknown_issuer, expired, unreadable,
  needs_screening, category_full, needs_staff
};
[[nodiscard]] std::string_view to_string(Verdict verdict);     // "admitted-not-on-roster"
[[nodiscard]] std::optional<Verdict> parse_verdict(std::string_view text);
[[nodiscard]] bool admits(Verdict verdict);                    // admitted, admitted_not_on_roster, late

// A guest without a registration, whom staff register at the door. `declared`: the guest said yes to all that the plan's
// [eligibility] asks (declarations are made at registration; at the door only walk-ins have none yet).
struct WalkIn {
  RegistrationId registration;         // random, new for each
  std::string category;                // Category::id
  bool declared = false;
  std::string name{};                  // as staff wrote it down; may be empty
};

// What a guest presented: a decoded confirmation or why it could not be decoded, or a guest chosen from the roster. A code of
// another system (CodeError::foreign) that match_foreign_code knows is presented as its RegistrationId with Way::foreign_code.
using Presented = std::variant<Confirmation, CodeError, RegistrationId, WalkIn>;

inline constexpr std::size_t kMaxForeignCodeBytes = 256;

struct ForeignMatch {
  const ForeignCode* pattern = nullptr;
  const Guest* guest = nullptr;        // nobody may see anything of it before the confirming fact
};
// The first pattern of the plan whose key is found in the roster; a pattern that matches nobody counts as no match.
[[nodiscard]] std::optional<ForeignMatch> match_foreign_code(std::string_view text, const Plan& plan, const Roster& roster);
// Is `fact`, typed by the guest, what the pattern asks for (phone_tail: the last four digits)?
[[nodiscard]] bool confirms(const ForeignMatch& match, std::string_view fact);

struct AdmissionContext {
  const Plan& plan;
  std::string_view session;            // Session::id in force
  const Roster* roster = nullptr;      // none loaded: valid codes are admitted as not on the roster
  const Revocations* revocations = nullptr;
  const Attendance& attendance;
  base::Moment now;
  Way way = Way::code;
  int persons = 1;                     // how many come now (a party may come in parts)
  bool screened = false;               // required screening was passed just now, or a step failed that is only noted
  bool fact_confirmed = false;         // Way::foreign_code, Way::found: the guest gave the confirming fact; without it staff decide
  std::vector<Verdict> overridden{};   // Way::staff: refusals that a supervisor overrides, each recorded (override_of)
  const GuestMoves* moves = nullptr;   // of the waiting list: `roster` is as they leave it (with_moves)
};

struct Decision {
  Verdict verdict = Verdict::unreadable;
  std::optional<RegistrationId> registration;
  const Guest* guest = nullptr;        // of the roster, when it is there
  const Category* category = nullptr;
  int seats = 1;
  int persons_now = 0;                 // admitted by this decision: never more than the seats left
  int persons_after = 0;               // admitted in all, this admission included
  std::optional<Presence> earlier;     // whenever some of them are in: when and where
  bool early = false, late = false;
  bool validity_unverified = false;    // the clock was guessed: dates only mark (I6)
  std::optional<base::Instant> opens;  // early: from when
  std::vector<const Screening*> screening;   // needs-screening: the steps in force, in the plan's order
  bool referred = false;               // needs-screening: a screening was not passed; staff decide
  bool overridable = false;            // a supervisor may admit all the same
  std::vector<Verdict> overridden;     // what was overridden by this decision
};

// In this order, the first that applies: the code's own error, revoked, wrong-event, event-not-running, expired, not-registered,
// needs-staff (foreign code, or found by name, without the confirming fact, waiting list, category unknown to the plan), registration-cancelled, wrong-session,
// already-admitted or party-complete, early, needs-screening, category-full; else admitted, and late or not-on-roster marked.
// Staff at the desk (Way::staff) admit from the waiting list and register walk-ins where the plan has them: both only into seats
// that no absent guest of the roster keeps. Guests keep their seats all day; where the plan says that who stays away has waived
// (no_show) and names a grace, until then (keepers). A supervisor may override early, category-full and a screening that was not passed.
// A guessed clock never refuses.
[[nodiscard]] Decision decide(const Presented& presented, const AdmissionContext& context);

// The body to append for an admitting decision, of a walk-in or of anyone else.
[[nodiscard]] CheckInBody check_in_body(const Decision& decision, const AdmissionContext& context);
[[nodiscard]] RefusalBody refusal_body(const Decision& decision, const AdmissionContext& context);
[[nodiscard]] WalkInBody walk_in_body(const Decision& decision, const AdmissionContext& context, const WalkIn& guest);

// The `override` record of a supervisor: "category-full leader-approved REGISTRATION".
[[nodiscard]] StaffBody override_of(Verdict verdict, std::string_view reason, const RegistrationId& registration, std::string role);

// Does the plan ask anything of [eligibility]?
[[nodiscard]] bool asks_declarations(const Eligibility& eligibility);
// Seats that a walk-in of this category can have now; nothing: no limit.
[[nodiscard]] std::optional<int> walk_in_seats(const Category& category, const AdmissionContext& context);
// Have absent guests of this category waived their seats by now?
[[nodiscard]] bool absent_waived(const Category& category, const AdmissionContext& context);
// Who keeps the place by now. Who moved up from the waiting list has the plan's grace anew from that moment, since the promise is younger
// than the waiver; where the move's clock was guessed, until a supervisor releases the place. Valid as long as what `context` names.
[[nodiscard]] Keeps keepers(const AdmissionContext& context);

}  // namespace openday::event
