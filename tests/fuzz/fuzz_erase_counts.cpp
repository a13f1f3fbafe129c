// Numbers of an erase record as a stranger's box may send them: folds take what they can and never go wrong.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "kiosk/event/figure_tables.h"

namespace {

using namespace openday;

event::Record erase_with(std::string counts) {
  event::Record out;
  out.id.bytes[0] = 1;
  out.inc = "00112233445566ff";
  out.seq = 1;
  out.kind = "erase";
  out.event = "E";
  out.at = "2020-11-17T08:30:00+08:00";
  out.boot = "b";
  out.clock = base::ClockState::synced;
  base::Uuid gone;
  gone.bytes[0] = 2;
  out.body = event::to_json(event::EraseBody{{gone}, "x", std::move(counts)});
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const event::Record record = erase_with(std::string(reinterpret_cast<const char*>(data), size));
  event::TallyFold tallies;
  event::CaseFold cases;
  tallies.add(record);
  cases.add(record);
  event::Plan plan;
  plan.id = "E";
  const event::Figures figures = event::figures_of("E", tallies.counts("E"));
  for (const event::RatingFigures& rating : figures.ratings)
    if (rating.total.tally && rating.total.tally->total() < 0) std::abort();
  (void)event::tally_table(figures);
  (void)event::follow_up_table(cases.list(plan, {}), base::parse_date("2020-11-17").value());
  return 0;
}
