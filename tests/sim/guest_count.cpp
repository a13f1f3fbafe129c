#include "tests/sim/guest_count.h"

#include <fmt/format.h>

#include "tests/sim/machine.h"

namespace openday::sim {

void GuestCount::take(const event::Record& record) {
  attendance_.add(record);
  if (record.kind != "check-in" || !record.body) return;
  const auto body = event::read_check_in(*record.body);
  if (!body) return;
  guests_.insert(std::string(base::as_text(body->registration.bytes)));
  ++rows_;
}

void GuestCount::check(std::string_view event, std::string_view session, const std::string& where, bool counts_rows) const {
  const int persons = counts_rows ? rows_ : attendance_.persons(event, session);
  if (persons != static_cast<int>(guests_.size())) throw Violation(fmt::format("S4: {} guests came, {} counts {}", guests_.size(), where, persons));
}

}  // namespace openday::sim
