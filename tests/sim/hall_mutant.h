// Mutants of what a hall is made of, besides those of mutant.h: wrappers again, never a switch in the product.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "kiosk/app/documents.h"
#include "kiosk/journal/inbox.h"
#include "sync/http/http_message.h"
#include "tests/sim/mutant.h"

namespace openday::sim {

struct HallMutant : Mutant {
  // syncd's client, with the inbox at hand; one for each start of syncd.
  std::function<std::unique_ptr<transport::AsyncClient>(transport::AsyncClient& inner, journal::Inbox& inbox)> line;
  // What the desk of a box answers a neighbour becomes this.
  std::function<http::Response(const http::Request& request, http::Response answer, journal::Inbox& inbox)> desk;
  // What the kiosk takes out of the inbox becomes this before it judges it. `documents`: the office's key.
  std::function<void(std::vector<app::Published>& papers, const base::SigningKey& documents)> papers;
  bool talks_to_anybody = false;         // a box does not look whose key answers in the hall
};

[[nodiscard]] HallMutant hall_mutant(std::string name, std::uint64_t within);   // one that breaks nothing yet
[[nodiscard]] const std::vector<HallMutant>& hall_mutants();
[[nodiscard]] std::vector<HallMutant> hall_bureau_mutants();                    // those of them that sit at the bureau

}  // namespace openday::sim
