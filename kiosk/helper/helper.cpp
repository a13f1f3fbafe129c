#include "kiosk/helper/helper.h"

#include <algorithm>

#include <fmt/format.h>

#include "kiosk/helper/request.h"

namespace openday::helper {
namespace {

std::string error(std::string_view kind, std::string words) {
  std::ranges::replace(words, '\n', ' ');
  return fmt::format("error {} {}\n", kind, words);
}
std::string error(const base::Failure<MachineError>& failure) { return error(failure.kind == MachineError::busy ? "busy" : "failed", failure.what); }

struct Answer {
  Machine& machine;

  std::string operator()(const MountStick&) const {
    // Whatever hangs there is the stick of the last time, or one that was pulled.
    if (machine.mounted() && !machine.unmount(false))
      if (const auto gone = machine.unmount(true); !gone) return error(gone.error());
    const std::vector<StickDevice> found = machine.sticks();
    if (found.empty()) return error("none", "no stick is in the box; put one in and repeat");
    if (found.size() > 1) return error("several", fmt::format("{} sticks or partitions are in the box; leave one in and repeat", found.size()));
    const auto bytes = machine.first_bytes(found.front());
    if (!bytes) return error(bytes.error());
    const auto file_system = file_system_of(*bytes);
    if (!file_system) return error("foreign", fmt::format("{} is formatted in a way this box does not read; take one in FAT32 or exFAT", found.front().name));
    if (const auto done = machine.mount(found.front(), *file_system); !done) return error(done.error());
    return fmt::format("ok {}\n", *file_system);
  }

  std::string operator()(const UnmountStick&) const {
    if (!machine.mounted()) return error("not-mounted", "no stick is mounted; it can be pulled");
    if (const auto done = machine.unmount(false); !done) return error(done.error());
    return "ok\n";
  }

  std::string operator()(const SetTime& wanted) const {
    if (const auto done = machine.set_clock(wanted.at); !done) return error(done.error());
    return "ok\n";
  }
};

}  // namespace

std::string answer(std::string_view line, Machine& machine) {
  const auto request = parse_request(line);
  if (!request) return error("bad-request", "expected: mount, unmount, or set-time RFC3339");
  return std::visit(Answer{machine}, *request);
}

}  // namespace openday::helper
