// The one decision: may this guest come in? A pure function of what was presented, the plan, the roster, the revocations, the
// attendance so far and the moment. The only list of verdicts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "kiosk/base/clock.h"
#include "kiosk/event/attendance.h"
#include "kiosk/event/confirmation.h"
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

// What a guest presented: a decoded confirmation or why it could not be decoded, or a guest chosen from the roster.
using Presented = std::variant<Confirmation, CodeError, RegistrationId>;

struct AdmissionContext {
  const Plan& plan;
  std::string_view session;            // Session::id in force
  const Roster* roster = nullptr;      // none loaded: valid codes are admitted as not on the roster
  const Revocations* revocations = nullptr;
  const Attendance& attendance;
  base::Moment now;
  Way way = Way::code;
  int persons = 1;                     // how many come now (a party may come in parts)
  bool screened = false;               // required screening was passed just now
};

struct Decision {
  Verdict verdict = Verdict::unreadable;
  std::optional<RegistrationId> registration;
  const Guest* guest = nullptr;        // of the roster, when it is there
  const Category* category = nullptr;
  int seats = 1;
  int persons_after = 0;               // admitted in all, this admission included
  std::optional<Presence> earlier;     // already_admitted, party_complete: when and where
  bool early = false, late = false;
  bool validity_unverified = false;    // the clock was guessed: dates only mark (I6)
  std::optional<base::Instant> opens;  // early: from when
};

[[nodiscard]] Decision decide(const Presented& presented, const AdmissionContext& context);

// The body to append for an admitting decision.
[[nodiscard]] CheckInBody check_in_body(const Decision& decision, const AdmissionContext& context);

}  // namespace openday::event
