// The programme for a guest's phone calendar as text for a QR code: one VEVENT (RFC 5545), bare, as phones' cameras take it from a
// code, and small enough for version 12, which they read from a screen at arm's length. Pure: the moment of writing comes in.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "kiosk/event/itinerary.h"
#include "kiosk/event/plan.h"

namespace openday::event {

inline constexpr std::size_t kCalendarBytes = 367;         // of the whole text: version 12 at level L (ISO/IEC 18004, table 7)
inline constexpr std::size_t kCalendarDescription = 320;   // of the programme, before escaping and folding

// Nothing when no day is known, or when the session is postponed, cancelled or closed. CRLF line ends, lines folded at 75 octets
// between characters (RFC 5545 3.1), text escaped (3.3.11); DTSTART in UTC from the plan's fixed zone, VALUE=DATE when only the
// day is known (3.3.4); DTEND only where plan or rows have an end. The description gives way, at a character's boundary, until the
// code's limit holds.
[[nodiscard]] std::optional<std::string> calendar_text(const Plan& plan, const Itinerary& itinerary, base::Instant stamp);

}  // namespace openday::event
