// The machine as the helper touches it; the tests' fake refuses, fails and counts. Real calls need root.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/helper/stick_finder.h"

namespace openday::helper {

enum class MachineError { busy, failed };
template <class T>
using MachineResult = base::Result<T, MachineError>;

class Machine {
 public:
  virtual ~Machine() = default;
  [[nodiscard]] virtual std::vector<StickDevice> sticks() = 0;
  [[nodiscard]] virtual MachineResult<std::string> first_bytes(const StickDevice& device) = 0;
  [[nodiscard]] virtual bool mounted() = 0;                    // something is at the stick's folder
  // nosuid, nodev, noexec, no following of symbolic links; files belong to `owner`.
  [[nodiscard]] virtual MachineResult<void> mount(const StickDevice& device, const std::string& file_system) = 0;
  // `now`: also while files are open, for a stick that was pulled.
  [[nodiscard]] virtual MachineResult<void> unmount(bool now) = 0;
  [[nodiscard]] virtual MachineResult<void> set_clock(base::Instant at) = 0;   // the system's and the battery's, where there is one
};

struct MachinePaths {
  std::filesystem::path stick = "/run/openday/stick", sys = "/sys/class/block", dev = "/dev";
};
[[nodiscard]] std::unique_ptr<Machine> make_machine(MachinePaths paths, uid_t owner, gid_t group);

// The options of mount(2) for a file system of find_sticks.
[[nodiscard]] std::string mount_options(std::string_view file_system, uid_t owner, gid_t group);

}  // namespace openday::helper
