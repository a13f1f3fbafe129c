// Any bytes as the body of any kind of record, and as roster, trust and revocations: no crash; what reads is written to a text
// that reads to the same text again.
#include <cstdlib>

#include "kiosk/event/attendance.h"
#include "kiosk/event/group_fold.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/event/record_bodies_group.h"
#include "kiosk/event/roster.h"
#include "kiosk/event/trust.h"

using namespace openday;

namespace {

template <class Read>
void round_trip(Read read, std::string_view text) {
  const auto body = read(text);
  if (!body) return;
  const std::string once = event::to_json(*body);
  const auto again = read(once);
  if (!again || event::to_json(*again) != once) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = base::as_text({data, size});
  round_trip(event::read_check_in, text);
  round_trip(event::read_walk_in, text);
  round_trip(event::read_screening, text);
  round_trip(event::read_void, text);
  round_trip(event::read_correction, text);
  round_trip(event::read_rating, text);
  round_trip(event::read_rating_batch, text);
  round_trip(event::read_scorecard, text);
  round_trip(event::read_opinion, text);
  round_trip(event::read_consent, text);
  round_trip(event::read_follow_up, text);
  round_trip(event::read_staff, text);
  round_trip(event::read_refusal, text);
  round_trip(event::read_erase, text);
  round_trip(event::read_document, text);
  round_trip(event::read_device, text);
  round_trip(event::read_roll_call, text);
  round_trip(event::read_waitlist, text);
  (void)event::read_trust(text);
  (void)event::read_revocations(text);
  if (const auto roster = event::read_roster(text); roster && !event::read_roster(event::write_roster(*roster))) std::abort();

  event::Attendance attendance;
  event::GroupFold groups;
  event::Record record;
  record.body = std::string(text);
  for (int kind = 0; kind <= static_cast<int>(event::Kind::roll_call); ++kind) {
    record.kind = std::string(event::to_string(static_cast<event::Kind>(kind)));
    record.id.bytes[0] = static_cast<std::uint8_t>(kind);
    record.seq = static_cast<std::uint64_t>(kind) + 1;
    attendance.add(record);
    groups.add(record);
  }
  (void)groups.called("", "", "");
  (void)groups.moves("");
  if (attendance.persons("", "") < 0) std::abort();
  (void)attendance.conflicts("");
  (void)attendance.screened("", "", {});
  return 0;
}
