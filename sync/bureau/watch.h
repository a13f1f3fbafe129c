// What the service manager is told of a server that runs. One thread.
#pragma once

#include <chrono>
#include <optional>

#include "sync/bureau/store.h"

namespace openday::bureau {

class Watch {
 public:
  explicit Watch(Store& store) : store_(store) {}
  // `due`: how often the manager wants to hear of us, nothing when it does not. So often that two looks in a row may take long.
  [[nodiscard]] static std::chrono::milliseconds pause(std::optional<std::chrono::milliseconds> due);
  // Asks the store and says so. A database that is away is no reason to begin anew: this process still tells the boxes when to come
  // back. A file that does not answer as it should is one.
  void look();

 private:
  Store& store_;
  bool away_ = false;
};

}  // namespace openday::bureau
