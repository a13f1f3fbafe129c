// syncd's outer loop: an Engine on the state folder, woken by answers, the journal, the network, its own time-outs or a stop. The one
// place that waits. run() belongs to one thread; stop() may be called from any.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>

#include "kiosk/base/clock.h"
#include "sync/agent/engine.h"
#include "sync/agent/journal_watch.h"
#include "sync/agent/network_watch.h"
#include "sync/agent/spool_desk.h"

namespace openday::agent {

class Runner {
 public:
  Runner(const std::filesystem::path& state, journal::Inbox& inbox, transport::AsyncClient& client, const base::SigningKey& key,
         EngineOptions options, base::Clock& clock);

  // Until stop().
  void run();
  // One full pass: 0 when all is with the bureau, 1 when it could not be reached or refused.
  [[nodiscard]] int once();
  void stop();

 private:
  [[nodiscard]] Step step();
  void wait(const Step& step);
  void sleep(milliseconds limit);

  journal::JournalReader journal_;
  journal::Inbox& inbox_;
  transport::AsyncClient& client_;
  const base::SigningKey& key_;
  EngineOptions options_;
  base::Clock& clock_;
  JournalWatch watch_;
  NetworkWatch network_;
  SpoolDesk spool_;
  std::unique_ptr<Engine> engine_;
  std::atomic<bool> stopping_{false};
  std::int64_t hot_until_ms_ = 0, told_ms_ = 0;
};

}  // namespace openday::agent
