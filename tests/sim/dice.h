// The one source of chance of a simulated world: a seed says all. splitmix64 (Vigna), because a world throws a few thousand times and
// begins a few thousand times a minute.
#pragma once

#include <cstdint>
#include <span>

namespace openday::sim {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  [[nodiscard]] std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  [[nodiscard]] std::int64_t below(std::int64_t limit) { return limit <= 0 ? 0 : static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(limit)); }
  [[nodiscard]] std::int64_t between(std::int64_t least, std::int64_t most) { return least + below(most - least + 1); }
  [[nodiscard]] bool chance(int permille) { return below(1000) < permille; }
  void fill(std::span<std::uint8_t> out) {
    for (auto& byte : out) byte = static_cast<std::uint8_t>(next() >> 24);
  }

 private:
  std::uint64_t state_;
};

}  // namespace openday::sim
