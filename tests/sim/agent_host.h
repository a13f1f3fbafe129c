// syncd of a simulated box: engine, inbox and reader, with the client that the world gives it. The one file to change when the
// engine's interface does.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal_reader.h"
#include "sync/agent/engine.h"
#include "tests/sim/mutant.h"

namespace openday::sim {

class AgentHost {
 public:
  AgentHost(const std::string& state, transport::AsyncClient& line, const base::SigningKey& key, const Mutant* mutant, std::uint64_t seed,
            const base::Moment& now);

  [[nodiscard]] agent::Step step(const base::Moment& now);
  [[nodiscard]] journal::Inbox& inbox() { return *inbox_; }
  [[nodiscard]] int engines() const { return engines_; }   // how many there were: a wedged one is replaced by the watchdog
  [[nodiscard]] std::string trouble() const { return engine_->link().state + " " + engine_->link().detail; }

 private:
  void make_engine();

  const base::SigningKey& key_;
  const Mutant* mutant_;
  std::uint64_t seed_;
  std::unique_ptr<transport::AsyncClient> wrapped_;
  transport::AsyncClient& client_;
  journal::JournalReader reader_;
  std::optional<journal::Inbox> inbox_;
  std::unique_ptr<agent::Engine> engine_;
  int engines_ = 0;
  std::int64_t longest_wait_ = 1;
};

}  // namespace openday::sim
