// What an exchange came to: the answer's meaning, its refusal code and its body. Pure.
#pragma once

#include <optional>
#include <string>

#include "sync/agent/tuning.h"
#include "sync/protocol/outcome.h"
#include "sync/transport/async_client.h"

namespace openday::agent {

struct Reply {
  protocol::Outcome outcome{};
  std::string refusal;                     // its code
  std::string body;
  std::string what;                        // for staff: what happened, and the next step; empty when done
  std::optional<milliseconds> retry_after;
};

[[nodiscard]] Reply read_reply(const transport::AsyncClient::Result& result, base::Instant now);

}  // namespace openday::agent
