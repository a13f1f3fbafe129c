// The way to a stick: mounted by openday-helper when it is wanted, unmounted before it is pulled. Or, where a desktop or a test gives a
// folder, just that folder. Calls block for seconds: never on the thread of the screen.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/base/result.h"

namespace openday::device {

enum class MountError { no_helper, none, several, foreign, busy, failed };
template <class T>
using MountResult = base::Result<T, MountError>;

class StickMount {
 public:
  virtual ~StickMount() = default;
  [[nodiscard]] virtual MountResult<std::filesystem::path> mount() = 0;
  [[nodiscard]] virtual MountResult<void> unmount() = 0;   // done: it may be pulled
};

// `socket`: the helper's; `folder`: where it mounts.
[[nodiscard]] std::unique_ptr<StickMount> make_helper_stick(std::filesystem::path socket, std::filesystem::path folder);
[[nodiscard]] std::unique_ptr<StickMount> make_folder_stick(std::filesystem::path folder);

}  // namespace openday::device
