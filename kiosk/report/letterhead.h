// The letterhead that every paper of an event bears.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/event/plan.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/report/papers.h"

namespace openday::report {

// A chain's head as `openday verify` prints it.
struct ChainHead {
  std::string device, inc;
  std::uint64_t seq = 0;
  std::string hash;             // hex
};

// 2020-11-17, or the first and the last day; empty while nobody knows it.
[[nodiscard]] std::string days_of(const event::Plan& plan, const std::vector<event::CorrectionBody>& corrections);

// `heads`: the last one is in use. `reprint`: which time it is printed again, said after the title on every page; 0: the first time.
[[nodiscard]] Letterhead letterhead_of(std::string title, const event::Plan& plan, const std::vector<event::CorrectionBody>& corrections, base::Instant at, const std::vector<ChainHead>& heads, int reprint = 0);

}  // namespace openday::report
