// openday-kiosk: reads its options, opens the kiosk, runs it until a signal or its window ends it. The one place that catches
// exceptions: broken machinery is logged, the exit code is not 0, and the service manager starts the program again.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string_view>
#include <thread>

#include <pthread.h>

#include "kiosk/app/kiosk.h"
#include "kiosk/base/log.h"

namespace {

// SIGTERM and SIGINT end the loop; SIGUSR2 ends the watching. To be blocked before any thread starts.
sigset_t block_signals() {
  sigset_t set{};
  sigemptyset(&set);
  for (const int one : {SIGTERM, SIGINT, SIGUSR2}) sigaddset(&set, one);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  return set;
}

// Waits for them on a thread of its own.
class Watch {
 public:
  Watch(const sigset_t& signals, openday::app::Kiosk& kiosk)
      : thread_([signals, &kiosk] {
          int caught = 0;
          if (sigwait(&signals, &caught) == 0 && caught != SIGUSR2) kiosk.stop();
        }) {}
  ~Watch() {
    pthread_kill(thread_.native_handle(), SIGUSR2);
    thread_.join();
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  std::thread thread_;
};

int run(int argc, char** argv) {
  const char* testing = std::getenv("OPENDAY_TEST");
  const auto line = openday::app::read_command_line(argc, argv, testing && std::string_view(testing) == "1");
  for (const std::string& problem : line.problems) std::fprintf(stderr, "openday-kiosk: %s\n", problem.c_str());
  if (!line.options) return line.exit_code;
  const sigset_t signals = block_signals();
  const auto kiosk = openday::app::Kiosk::open(*line.options);
  if (!kiosk) {
    openday::base::log_error("{}", kiosk.error().what);
    return 1;
  }
  const Watch watch(signals, **kiosk);   // ends before the kiosk does
  return (*kiosk)->run();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    openday::base::log_error("the kiosk cannot go on: {}", error.what());
    return 1;
  }
}
