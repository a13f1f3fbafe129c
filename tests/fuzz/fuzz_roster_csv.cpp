// Any bytes as an office's list: a roster that reads back, or problems; never both, never neither.
#include <cstdlib>

#include "kiosk/roster_io/roster_reading.h"

using namespace openday;

namespace {

event::Plan plan() {
  event::Plan out;
  out.id = "FUZZ";
  out.categories.resize(2);
  out.categories[0].id = "npc";
  out.categories[0].label = "人大代表";
  out.categories[1].id = "media";
  out.categories[1].label = "媒体记者";
  out.categories[1].quota = 2;
  out.sessions.resize(1);
  out.sessions[0].id = "s1";
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const event::Plan kPlan = plan();
  std::uint32_t serial = 0;
  const auto counting = [&serial] {
    base::Random16 out{};
    ++serial;
    for (std::size_t i = 0; i < 4; ++i) out[i] = static_cast<std::uint8_t>(serial >> (8 * i));
    return out;
  };
  const auto reading = roster_io::read_roster_csv(base::as_text({data, size}), kPlan, {}, counting);
  if (reading.ok() != (reading.errors == 0)) std::abort();
  if (reading.ok() && !event::read_roster(event::write_roster(*reading.roster))) std::abort();
  return 0;
}
