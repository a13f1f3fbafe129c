// syncd of a box in a simulated hall: engine, puller, neighbours and their desk, and between two lives of these the enroller, put
// together as Service and Runner do, which wait on sockets and inotify and cannot be here. Dies anywhere, also while it asks.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/journal/spool.h"
#include "sync/agent/engine.h"
#include "sync/agent/enroller.h"
#include "sync/agent/neighbour_desk.h"
#include "sync/agent/neighbour_pusher.h"
#include "sync/agent/puller.h"
#include "sync/transport/curl_options.h"
#include "tests/sim/hall_mutant.h"

namespace openday::sim {

// What its world gives it.
struct HallWiring {
  transport::AsyncClient* line = nullptr;
  // An exchange that blocks, of the enroller; throws Killed when syncd dies over it.
  std::function<transport::AsyncClient::Result(const transport::CurlOptions& options, const transport::HttpRequest& request)> ask;
  std::vector<std::string> neighbours;   // URLs
};
struct Killed {};

class HallAgent {
 public:
  HallAgent(std::filesystem::path state, const HallWiring& wiring, const HallMutant* mutant, std::uint64_t seed, const base::Moment& now);

  [[nodiscard]] std::int64_t step(const base::Moment& now);   // when to come again, CLOCK_BOOTTIME in ms
  [[nodiscard]] http::Response answer(const http::Request& request, base::Instant now);   // to a box of the hall

  // What `openday-syncd --rotate-key` does. Whether the bureau has the new key the caller looks up there.
  void rotate_key(const base::Moment& now);
  // A new key was made and the bureau did not say that it has it.
  [[nodiscard]] bool has_new_key_waiting() const;

  [[nodiscard]] journal::Inbox& inbox() { return *inbox_; }
  [[nodiscard]] const base::PublicKey& key() const { return public_key_; }
  // Whether the bureau named this box to it.
  [[nodiscard]] bool knows(const base::Uuid& device, const base::PublicKey& key);
  [[nodiscard]] std::string trouble() const { return engine_ ? engine_->link().state + " " + engine_->link().detail : "not enrolled"; }

 private:
  void make_parts();
  void enrol(const base::Moment& now);
  void remember_enrolment(const base::Moment& now);

  const std::filesystem::path state_;
  const HallWiring& wiring_;
  const HallMutant* mutant_;
  std::uint64_t seed_;
  journal::JournalReader journal_;
  std::optional<journal::Inbox> inbox_;
  journal::Spool spool_;
  std::int64_t enrol_ms_ = 0;
  std::unique_ptr<transport::AsyncClient> wrapped_;
  std::optional<base::SigningKey> key_;
  base::PublicKey public_key_{};
  std::string bureau_;                   // empty: not enrolled
  std::unique_ptr<agent::Engine> engine_;
  std::unique_ptr<agent::Puller> puller_;
  std::vector<std::unique_ptr<agent::NeighbourPusher>> neighbours_;
};

}  // namespace openday::sim
