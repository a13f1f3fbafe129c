#include "tests/sim/agent_host.h"

#include <stdexcept>

namespace openday::sim {

AgentHost::AgentHost(const std::string& state, transport::AsyncClient& line, const base::SigningKey& key, const Mutant* mutant, std::uint64_t seed,
                     const base::Moment& now)
    : key_(key), mutant_(mutant), seed_(seed), wrapped_(mutant != nullptr && mutant->client ? mutant->client(line) : nullptr),
      client_(wrapped_ ? *wrapped_ : line), reader_(state) {
  auto opened = journal::Inbox::open(state, now);
  if (!opened) throw std::runtime_error("the inbox does not open: " + opened.error().what);
  inbox_.emplace(std::move(*opened));
  make_engine();
}

void AgentHost::make_engine() {
  engine_.reset();
  const auto encoding = seed_ % 4 == 0 ? protocol::Encoding::zstd : protocol::Encoding::identity;
  engine_ = std::make_unique<agent::Engine>(reader_, *inbox_, client_, key_, agent::EngineOptions{"http://bureau", encoding, ++seed_, 0});
  ++engines_;
}

agent::Step AgentHost::step(const base::Moment& now) {
  auto done = engine_->step(now);
  if (done.stuck) {
    if (mutant_ == nullptr || !mutant_->keeps_a_stuck_engine) make_engine();
    else done.wake_ms = now.mono_ms + 60'000;
  }
  if (done.did == agent::Step::Did::waiting && mutant_ != nullptr && mutant_->waits_ever_longer) {
    longest_wait_ *= 4;
    done.wake_ms = now.mono_ms + longest_wait_ * 1000;
  }
  return done;
}

}  // namespace openday::sim
