// A line of one's own between two TCP ends on loopback: what goes through it waits half the round trip and takes its turn at the line's
// rate, which all connections share, each way for itself. It holds so many bytes as a router would, then lets the sender wait. The
// kernel's own handshake to the relay is not delayed, so a connection costs one round trip less than on a real line. A thread of its own.
#pragma once

#include <cstdint>
#include <memory>

namespace openday::bench {

struct Line {
  double round_trip_ms = 50;
  double bits_per_second = 10e6;       // 0: no limit
  std::size_t holds_bytes = 256u << 10;
};

class LineRelay {
 public:
  // Throws std::runtime_error when it cannot listen.
  LineRelay(const Line& line, std::uint16_t to);
  ~LineRelay();
  LineRelay(const LineRelay&) = delete;
  LineRelay& operator=(const LineRelay&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] std::uint64_t bytes_up() const;     // from who connects to where it goes

 private:
  class Core;
  std::unique_ptr<Core> core_;
};

}  // namespace openday::bench
