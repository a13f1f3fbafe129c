// Becomes readable when a link or an address of this machine comes or goes (rtnetlink): a bureau that could not be reached may be now.
// Where the system gives no such socket it stays silent. One thread.
#pragma once

#include "kiosk/base/unique_fd.h"

namespace openday::agent {

class NetworkWatch {
 public:
  NetworkWatch();

  [[nodiscard]] int fd() const { return socket_.get(); }   // -1: none
  // True when something changed since the last call; never blocks.
  [[nodiscard]] bool take();

 private:
  base::UniqueFd socket_;
};

}  // namespace openday::agent
