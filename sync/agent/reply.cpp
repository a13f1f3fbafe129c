#include "sync/agent/reply.h"

#include <fmt/core.h>

#include "sync/agent/back_off.h"
#include "sync/protocol/codec.h"

namespace openday::agent {

Reply read_reply(const transport::AsyncClient::Result& result, base::Instant now) {
  if (!result) {
    return {protocol::classify(result.error().kind, 0, false, {}), {}, {}, fmt::format("{}; {}", result.error().what, protocol::advice(result.error().kind, 0, false, {})), {}};
  }
  // Ours: the mark, our content type and a JSON object. A portal that adds headers still has no such body.
  const bool ours = result->marked && result->content_type.find("json") != std::string::npos && !result->body.empty() && result->body.front() == '{';
  Reply out{{}, {}, result->body, {}, {}};
  if (ours && result->status != 200) {
    if (const auto refusal = protocol::decode_refusal(result->body)) out.refusal = refusal->code;
  }
  out.outcome = protocol::classify(protocol::Wire::answered, result->status, ours, out.refusal);
  if (result->retry_after) out.retry_after = parse_retry_after(*result->retry_after, now);
  if (out.outcome != protocol::Outcome::done) {
    out.what = fmt::format("the bureau answered {} {}; {}", result->status, out.refusal, protocol::advice(protocol::Wire::answered, result->status, ours, out.refusal));
  }
  return out;
}

}  // namespace openday::agent
