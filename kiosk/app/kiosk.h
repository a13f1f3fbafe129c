// The running kiosk: window, camera, hand scanner, journal worker and the visit, in one event-driven loop. At rest nothing is
// drawn; it wakes for input, for messages of its threads, when the minute or the programme changes, and when the visit's time
// is up. Main thread only, but stop().
#pragma once

#include <memory>

#include "kiosk/app/options.h"
#include "kiosk/base/result.h"

namespace openday::app {

enum class KioskError { no_window, bad_camera, bad_scanner, bad_script };

class Kiosk {
 public:
  [[nodiscard]] static base::Result<std::unique_ptr<Kiosk>, KioskError> open(const KioskOptions& options);
  ~Kiosk();
  Kiosk(const Kiosk&) = delete;
  Kiosk& operator=(const Kiosk&) = delete;

  // Until the window is closed, stop() is called or the script is over. The program's exit code.
  [[nodiscard]] int run();
  void stop();   // any thread

 private:
  struct State;
  explicit Kiosk(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace openday::app
