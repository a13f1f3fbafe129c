// syncd's outer loop: an Engine, a Puller and a PaperSender on the state folder, woken by answers, the journal, the network, its own time-outs or a stop. The one
// place that waits. run() belongs to one thread; stop() may be called from any.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "sync/agent/engine.h"
#include "sync/agent/journal_watch.h"
#include "sync/agent/neighbour_pusher.h"
#include "sync/agent/neighbour_server.h"
#include "sync/agent/network_watch.h"
#include "sync/agent/paper_sender.h"
#include "sync/agent/puller.h"
#include "sync/agent/spool_desk.h"

namespace openday::agent {

class Runner {
 public:
  Runner(const std::filesystem::path& state, journal::Inbox& inbox, transport::AsyncClient& client, const base::SigningKey& key,
         EngineOptions options, base::Clock& clock);

  // Answers the hall's other boxes at `listen` (empty: not) and tells those at `boxes`. Once, before run(). False, and said, when the port
  // is not to be had; the rest goes on.
  bool meet_neighbours(const std::string& listen, const std::vector<std::string>& boxes);
  [[nodiscard]] std::uint16_t neighbour_port() const { return neighbour_server_ ? neighbour_server_->port() : 0; }

  enum class Ended { stopped, enrol };   // enrol: a code waits in spool/
  // Until stop(), until inbox.db is found damaged (Inbox::is_damaged), or until a code waits and `enrol_ms` (CLOCK_BOOTTIME) is past.
  Ended run(std::int64_t enrol_ms = 0);
  // One full pass. `code`: 0 when all is with the bureau and what it publishes is here, 1 when it could not be reached or refused.
  struct Pass {
    Ended ended = Ended::stopped;
    int code = 1;
  };
  [[nodiscard]] Pass once(std::int64_t enrol_ms = 0);
  void stop();

 private:
  [[nodiscard]] Step step();
  void wait(const Step& step);
  void sleep(milliseconds limit);
  void make_parts();
  [[nodiscard]] std::int64_t step_neighbours(const base::Moment& now);
  [[nodiscard]] bool is_settled() const;
  [[nodiscard]] bool is_over() const { return stopping_ || inbox_.is_damaged(); }
  void tell(const Step& step);
  void feed_watchdog();

  journal::JournalReader journal_;
  journal::Inbox& inbox_;
  transport::AsyncClient& client_;
  const base::SigningKey& key_;
  EngineOptions options_;
  base::Clock& clock_;
  JournalWatch watch_;
  NetworkWatch network_;
  SpoolDesk spool_;
  std::unique_ptr<Engine> engine_;         // these three: none without a bureau
  std::unique_ptr<Puller> puller_;
  std::unique_ptr<PaperSender> papers_;
  NeighbourDesk neighbour_desk_;
  std::unique_ptr<NeighbourServer> neighbour_server_;
  std::vector<std::unique_ptr<NeighbourPusher>> neighbours_;
  const std::filesystem::path state_;
  std::atomic<bool> stopping_{false};
  std::int64_t hot_until_ms_ = 0, told_ms_ = 0, status_ms_ = 0;
};

}  // namespace openday::agent
