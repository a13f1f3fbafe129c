// Any bytes as what a reading child says: the rows that get through keep every cap, and are a list or problems, never both.
#include <cstdint>
#include <cstdlib>

#include "kiosk/base/bytes.h"
#include "kiosk/roster_io/list_reader.h"
#include "kiosk/roster_io/workbook_frames.h"

using namespace openday;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  event::Plan plan;
  plan.id = "FUZZ";
  plan.categories.resize(1);
  plan.categories[0].id = "npc";
  std::uint8_t serial = 0;
  const roster_io::RandomSource random = [&serial] { return base::Random16{++serial, static_cast<std::uint8_t>(serial >> 7)}; };
  const roster_io::ReadingOptions options;
  roster_io::ListReader list(plan, options, random);
  roster_io::FrameReader frames(list);
  const auto bytes = base::as_text({data, size});
  for (std::size_t at = 0; at < bytes.size() && frames.feed(bytes.substr(at, 100)); at += 100) {
  }
  const auto reading = list.finish();
  if (reading.ok() != (reading.errors == 0)) std::abort();
  return 0;
}
