#include "sync/agent/neighbour_desk.h"

#include <algorithm>

#include "kiosk/base/log.h"
#include "sync/agent/puller.h"
#include "sync/agent/store_trouble.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/decode_requests.h"
#include "sync/protocol/inflate.h"
#include "sync/protocol/limits.h"
#include "sync/protocol/pull_codec.h"

namespace openday::agent {
namespace {

using http::Response;

Response answer(int status, std::string body) {
  return {status, std::string(protocol::kContentType), std::move(body), {{std::string(protocol::kMark), "1"}}};
}
Response refuse(int status, std::string code, std::string message) {
  return answer(status, protocol::encode(protocol::Refusal{std::move(code), std::move(message), {}, {}}));
}

template <class Message>
bool is_signed(const Message& message, const base::PublicKey& key) {
  return base::verify(key, base::as_bytes(protocol::signed_bytes(message)), message.signature);
}

// The records lead from `previous` to `head`.
bool is_chained(const protocol::Push& push) {
  auto hash = push.previous;
  for (const auto& record : push.records) hash = event::chain_next(hash, event::envelope_json(record), record.body_hash);
  return hash == push.head;
}

}  // namespace

Response NeighbourDesk::handle(const http::Request& request, base::Instant now) {
  if (request.path != "/v1/hello" && request.path != "/v1/push") return refuse(404, "unknown-path", "a box takes hello and push of its hall's boxes only");
  if (request.method != "POST") return refuse(405, "method", "this request is made with POST");
  const auto encoding = protocol::parse_encoding(request.content_encoding);
  if (!encoding) return refuse(415, "encoding", "Content-Encoding is one of zstd, gzip, identity");
  const auto body = protocol::inflate(request.body, *encoding, protocol::kMaxInflatedBytes);
  if (!body) return refuse(body.error().kind == protocol::InflateError::too_large ? 413 : 400, "damaged", body.error().what);
  try {
    return request.path == "/v1/hello" ? hello(*body, now) : push(*body, now);
  } catch (const StoreTrouble& trouble) {
    base::log_error("a neighbour's records could not be kept: {}", trouble.what);
    return refuse(503, "store", "this box cannot keep records now: try again later");
  }
}

std::optional<protocol::KnownDevice> NeighbourDesk::find(const base::Uuid& device) {
  const auto devices = protocol::read_devices(need(inbox_.note(kDevicesNote)).value_or(std::string()));
  const auto found = std::ranges::find(devices, device, &protocol::KnownDevice::device);
  return found == devices.end() ? std::nullopt : std::optional(*found);
}

Response NeighbourDesk::hello(const std::string& body, base::Instant now) {
  const auto message = protocol::decode_hello(body);
  if (!message) return refuse(400, "schema", message.error().what);
  const auto known = find(message->device);
  if (!known || known->key != message->key) return refuse(401, "unknown-key", "the bureau named no such box of this hall");
  if (!is_signed(*message, known->key)) return refuse(401, "signature", "the hello is not signed by its key");
  protocol::HelloAnswer out{protocol::kLeastProtocol, protocol::kProtocolVersion, {}, now, {}, {}, protocol::kMaxBatchRecords};
  if (const auto self = need(journal_.device())) out.epoch = base::to_string(*self);
  for (const auto& position : message->positions) {
    const auto held = need(inbox_.held_of(message->device, position.inc));
    const auto ack = std::min(held, position.last);
    const auto head = need(inbox_.hash_of(message->device, position.inc, ack));
    out.held.push_back({position.inc, ack, head.value_or(base::Digest{}), held, held});
  }
  return answer(200, protocol::encode(out));
}

Response NeighbourDesk::push(const std::string& body, base::Instant now) {
  const auto message = protocol::decode_push(body);
  if (!message) return refuse(400, "schema", message.error().what);
  const auto known = find(message->device);
  if (!known) return refuse(401, "unknown-key", "the bureau named no such box of this hall");
  if (!is_signed(*message, known->key)) return refuse(401, "signature", "the push is not signed by the box's key");
  if (!is_chained(*message)) return refuse(422, "chain", "the records do not lead from 'prev' to 'head'");
  (void)need(inbox_.put_records(message->records));
  protocol::PushAnswer out;
  out.ack = out.durable = need(inbox_.held_of(message->device, message->inc));
  if (const auto self = need(journal_.device())) out.epoch = base::to_string(*self);
  out.now = now;
  out.most_records = protocol::kMaxBatchRecords;
  return answer(200, protocol::encode(out));
}

}  // namespace openday::agent
