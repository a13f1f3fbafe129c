#include "sync/bureau/watch.h"

#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/base/log.h"
#include "kiosk/base/notify.h"
#include "sync/bureau/health_watch.h"

namespace openday::bureau {

using namespace std::chrono_literals;

std::chrono::milliseconds Watch::pause(std::optional<std::chrono::milliseconds> due) {
  constexpr std::chrono::milliseconds kMost = 10s;   // a look at a database that is away may take as long again
  return due ? std::clamp<std::chrono::milliseconds>(*due / 3, 1ms, kMost) : kMost;
}

void Watch::look() {
  const auto answer = ask_database(store_);
  if (answer || answer.error().kind == StoreError::busy) base::notify_service("WATCHDOG=1");
  if (std::exchange(away_, !answer) == !answer) return;
  base::notify_service(answer ? std::string("STATUS=the database answers") : "STATUS=the database does not answer: " + answer.error().what);
}

}  // namespace openday::bureau
