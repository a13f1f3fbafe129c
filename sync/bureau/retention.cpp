#include "sync/bureau/retention_store.h"

namespace openday::bureau {

event::Record left_behind(const base::Uuid& record, const std::string& event, const std::string& counts, const std::string& at) {
  event::Record out;
  out.device.bytes.fill(0xff);                                                              // sorts behind every box
  out.id = record;
  out.id.bytes[6] = static_cast<std::uint8_t>(0x80 | (out.id.bytes[6] & 0x0f));             // version 8 of RFC 9562, "custom": no record of a box has it
  out.kind = to_string(event::Kind::erase);
  out.event = event;
  out.at = at;
  out.clock = base::ClockState::guessed;
  out.body = event::to_json(event::EraseBody{{record}, "retention", counts});
  return out;
}

}  // namespace openday::bureau
