// A rule broken on purpose, to show that the simulator would notice: wrappers around what a world is made of, never a switch in the
// product. `within`: seeds after which it must have been caught at the latest.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sync/bureau/hall_store.h"
#include "sync/transport/async_client.h"

namespace openday::sim {

struct Mutant {
  std::string name;
  std::uint64_t within = 1;
  std::function<std::unique_ptr<bureau::Store>(bureau::Store& inner, const std::string& database)> store;
  std::function<std::unique_ptr<bureau::HallStore>(bureau::HallStore& inner)> halls;
  std::function<std::unique_ptr<transport::AsyncClient>(transport::AsyncClient& inner)> client;
  // Of the programs around the engine.
  bool keeps_a_stuck_engine = false;      // the watchdog is gone
  bool keeps_its_incarnation = false;     // the kiosk does not do what inbox.db asks
  bool waits_ever_longer = false;         // the back-off never ends
  bool counts_rows = false;               // check-ins are counted, not who came
};

[[nodiscard]] const std::vector<Mutant>& mutants();

}  // namespace openday::sim
