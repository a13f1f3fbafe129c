#include "kiosk/app/found_fact.h"

#include "kiosk/base/crypto.h"
#include "kiosk/text/name_query.h"
#include "kiosk/text/whole_name.h"

namespace openday::app {

Fact fact_asked(FoundBy by, event::FoundConfirm plan) {
  if (plan == event::FoundConfirm::number) return by == FoundBy::number ? Fact::name : Fact::number;
  return by == FoundBy::phone_tail ? Fact::name : Fact::phone_tail;
}

bool has_fact(const event::Guest& guest, Fact fact) {
  switch (fact) {
    case Fact::phone_tail: return !guest.phone_tail.empty();
    case Fact::number: return !text::normal_code(guest.number).empty();
    case Fact::name: return !guest.name.empty();
  }
  return false;
}

bool confirms(const event::Guest& guest, Fact fact, std::string_view typed, const text::Readings* readings) {
  if (!has_fact(guest, fact)) return false;
  const auto same = [](std::string_view a, std::string_view b) { return base::equal_in_constant_time(base::as_bytes(a), base::as_bytes(b)); };
  switch (fact) {
    case Fact::phone_tail: return same(guest.phone_tail, typed);
    case Fact::number: return same(text::normal_code(guest.number), text::normal_code(typed));
    case Fact::name: return readings && text::is_whole_name(typed, guest.name, *readings);
  }
  return false;
}

}  // namespace openday::app
