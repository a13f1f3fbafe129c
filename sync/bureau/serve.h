// Runs the server until SIGTERM or SIGINT; READY=1 once it listens. Returns the exit code.
#pragma once

#include <cstdint>
#include <string>

#include "sync/bureau/hall_store.h"

namespace openday::bureau {

struct ServeOptions {
  std::string address;
  std::uint16_t port = 0;
  std::string certificate, key;   // PEM files; both or none
  std::string ca;                 // PEM file of the CA, for boxes that are to be enrolled; may be empty
  unsigned workers = 2;           // default_workers() of the store unless the office says otherwise
  std::size_t queue = 64;
  std::size_t connections = 10'000;
  std::size_t connections_of_one = 0;   // address; 0: all of them, where a load balancer stands in front
};

// Block SIGTERM and SIGINT before any thread is made; call first in main.
void block_stop_signals();
[[nodiscard]] int serve(BureauStore& store, const ServeOptions& options);

}  // namespace openday::bureau
