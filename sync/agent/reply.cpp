#include "sync/agent/reply.h"

#include <fmt/core.h>

#include "sync/agent/back_off.h"
#include "sync/protocol/codec.h"

namespace openday::agent {
namespace {

using protocol::Wire;

// Ours: the mark, our content type and a JSON object. A portal that adds headers still has no such body.
bool is_ours(const transport::HttpAnswer& answer) {
  return answer.marked && answer.content_type.find("json") != std::string::npos && !answer.body.empty() && answer.body.front() == '{';
}

}  // namespace

Reply read_reply(const transport::AsyncClient::Result& result, base::Instant now, const std::string& server) {
  Reply out;
  if (!result) {
    out.outcome = protocol::classify(result.error().kind, 0, false, {});
    out.reason = protocol::reason(result.error().kind, 0, false, {});
    out.what = fmt::format("{}; {}", result.error().what, protocol::advice(result.error().kind, 0, false, {}));
    return out;
  }
  out.ours = is_ours(*result);
  out.body = result->body;
  out.sent_after = result->sent_after;
  out.first_byte_after = result->first_byte_after;
  out.certificates_end = result->certificates_end;
  if (out.ours && result->status != 200) {
    if (const auto refusal = protocol::decode_refusal(result->body)) out.refusal = refusal->code, out.intact = refusal->intact;
  }
  out.outcome = protocol::classify(Wire::answered, result->status, out.ours, out.refusal);
  if (result->retry_after) out.retry_after = parse_retry_after(*result->retry_after, now);
  if (out.outcome != protocol::Outcome::done) {
    out.reason = protocol::reason(Wire::answered, result->status, out.ours, out.refusal);
    out.what = fmt::format("{} answered {} {}; {}", server, result->status, out.refusal, protocol::advice(Wire::answered, result->status, out.ours, out.refusal));
  }
  return out;
}

}  // namespace openday::agent
