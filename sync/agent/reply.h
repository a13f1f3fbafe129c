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
  bool ours = false;                       // a program that speaks the protocol answered, whatever it said
  std::string refusal{};                   // its code
  bool intact = false;                     // what it refuses is what we sent: nothing on the way changed it
  std::string body{};
  std::string reason{};                    // its class for staff (protocol::reason); empty when done
  std::string what{};                      // for the log: what happened, and the next step; empty when done
  std::optional<milliseconds> retry_after{};
  milliseconds sent_after{}, first_byte_after{};
  std::optional<base::Instant> certificates_end{};   // as HttpAnswer has it
};

// `server` names who was asked, for `what`.
[[nodiscard]] Reply read_reply(const transport::AsyncClient::Result& result, base::Instant now, const std::string& server);

}  // namespace openday::agent
