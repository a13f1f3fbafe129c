// openday-syncd as a whole: knows which bureau is this box's (keys/enrolment.toml, else sync.toml), runs the Runner on it, and between
// two runs enrols the box when the kiosk left a code. Without a bureau it serves spool/ only and waits for a code. run() belongs to
// one thread; stop() may be called from any and ends everything within a second.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>

#include "kiosk/base/clock.h"
#include "kiosk/base/mutex.h"
#include "sync/agent/config.h"
#include "sync/agent/enroller.h"
#include "sync/agent/runner.h"

namespace openday::agent {

class Service {
 public:
  Service(std::filesystem::path state, Config config, journal::Inbox& inbox, base::Clock& clock, std::uint64_t seed);
  ~Service();

  [[nodiscard]] int run(bool once);   // the program's exit code
  // Makes a new key for an enrolled box; the exit code.
  [[nodiscard]] int rotate_key();
  void stop();

 private:
  class Stoppable;
  struct Line {
    std::string url;
    std::filesystem::path ca;
  };
  [[nodiscard]] Line line() const;
  [[nodiscard]] Runner::Ended run_once_through(bool once, int& code);
  void remember_enrolment();
  void enrol();
  [[nodiscard]] std::unique_ptr<transport::HttpClient> make_client(const transport::CurlOptions& options);

  const std::filesystem::path state_;
  const Config config_;
  journal::Inbox& inbox_;
  base::Clock& clock_;
  std::uint64_t seed_;
  journal::JournalReader journal_;
  journal::Spool spool_;
  std::int64_t enrol_ms_ = 0;   // not before; CLOCK_BOOTTIME
  base::Mutex mutex_;
  Runner* runner_ OPENDAY_GUARDED_BY(mutex_) = nullptr;
  Stoppable* asking_ OPENDAY_GUARDED_BY(mutex_) = nullptr;
  std::atomic<bool> stopping_{false};
};

}  // namespace openday::agent
