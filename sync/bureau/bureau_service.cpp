#include "sync/bureau/bureau_service.h"

#include <algorithm>

#include <fmt/core.h>

#include "kiosk/base/log.h"
#include "kiosk/event/json_shape.h"
#include "sync/bureau/health_watch.h"
#include "sync/bureau/replies.h"
#include "sync/bureau/run_text.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/content_digest.h"
#include "sync/protocol/inflate.h"
#include "sync/protocol/limits.h"

namespace openday::bureau {
namespace {

using http::Response;

// A run that was kept aside and overlaps what came between names its verdicts again.
void name_once(std::vector<protocol::Verdict>& verdicts) {
  std::ranges::stable_sort(verdicts, {}, &protocol::Verdict::seq);
  const auto again = std::ranges::unique(verdicts, {}, &protocol::Verdict::seq);
  verdicts.erase(again.begin(), again.end());
}

// Of bytes that may be a record: so that an erasure finds them. Nil where they tell none.
base::Uuid id_of(std::string_view raw) {
  const auto id = event::text_member(raw, "id");
  return id ? base::parse_uuid(*id).value_or(base::Uuid{}) : base::Uuid{};
}

}  // namespace

BureauService::BureauService(Store& store, Now now, std::function<std::string()> more_metrics, HallStore* halls, std::string ca, LagStore* lags,
                             Alive alive)
    : store_(store), now_(std::move(now)), more_metrics_(std::move(more_metrics)), ca_(std::move(ca)), lags_(lags), alive_(std::move(alive)) {
  if (!alive_) alive_ = [&store] { return ask_database(store); };
  if (halls) halls_.emplace(store, *halls, now_);
  if (lags) gauges_.emplace(*lags);
}

Response BureauService::handle(const http::Request& request) {
  ++requests_;
  auto out = dispatch(request);
  if (out.status >= 400) ++refused_;
  return out;
}

Response BureauService::dispatch(const http::Request& request) {
  const bool is_get = request.method == "GET";
  if (request.path == "/v1/health") return is_get ? health() : refuse(405, "method", "health is asked with GET");
  if (request.path == "/v1/metrics") return is_get ? metrics() : refuse(405, "method", "metrics are asked with GET");
  if (request.path == "/v1/ca") return is_get ? authority() : refuse(405, "method", "the CA is asked with GET");
  const bool known = (halls_ && HallService::knows(request.path)) || request.path == "/v1/hello" || request.path == "/v1/push" || request.path == "/v1/quarantine" || request.path == "/v1/ballots";
  if (!known) return refuse(404, "unknown-path", "this bureau has no such request");
  if (request.method != "POST") return refuse(405, "method", "this request is made with POST");
  return post(request);
}

// The digest before anything else: a record that a line damaged must not look like one that nobody can take. Boxes of before send none.
Response BureauService::post(const http::Request& request) {
  const auto damage = protocol::find_damage(request.content_digest, request.body);
  if (damage == protocol::Damage::damaged) return refuse(400, "garbled", "the body is not what its Content-Digest says: it was changed on the way, send it again");
  auto out = take(request);
  if (damage == protocol::Damage::none && out.status >= 400) {
    if (auto refusal = protocol::decode_refusal(out.body)) {
      refusal->intact = true;
      out.body = protocol::encode(*refusal);
    }
  }
  return out;
}

Response BureauService::take(const http::Request& request) {
  const auto encoding = protocol::parse_encoding(request.content_encoding);
  if (!encoding) return refuse(415, "encoding", "Content-Encoding is one of zstd, gzip, identity");
  const auto body = protocol::inflate(request.body, *encoding, protocol::kMaxInflatedBytes);
  if (!body && body.error().kind == protocol::InflateError::too_large) return refuse(413, "too-large", body.error().what);
  if (!body) return refuse(400, "damaged", body.error().what);
  if (halls_ && HallService::knows(request.path)) return halls_->handle(request.path, *body);
  if (request.path == "/v1/hello") return hello(*body);
  if (request.path == "/v1/push") return push(*body);
  if (request.path == "/v1/quarantine") return quarantine(*body);
  return ballots(*body);
}

Response BureauService::hello(const Body& body) {
  const auto hello = RequestDecoder().hello(body);
  if (!hello) return refuse(hello.error());
  if (hello->most < protocol::kLeastProtocol) return refuse(426, "version", "this program is too old for the bureau: update openday-syncd");
  if (!base::verify(hello->key, base::as_bytes(protocol::signed_bytes(*hello)), hello->signature)) {
    return refuse(401, "signature", "the hello is not signed by its key");
  }
  const auto now = now_();
  const auto binding = store_.bind(hello->key, hello->device, now);
  if (!binding) return refuse(binding.error());
  if (*binding != Binding::bound) return refuse_binding(*binding, hello->key);
  if (lags_) {
    // Only who looks on needs it: a full disk must not keep a box from the bureau's clock.
    if (const auto noted = lags_->note_told(hello->device, hello->positions, now); !noted) base::log_warning("what a box said at hello is not noted: {}", noted.error().what);
  }
  protocol::HelloAnswer out{protocol::kLeastProtocol, protocol::kProtocolVersion, store_.epoch(), now, {}, {}, protocol::kMaxBatchRecords};
  for (const auto& position : hello->positions) {
    const auto held = store_.held(hello->device, position);
    if (!held) return refuse(held.error());
    out.held.push_back(*held);
  }
  auto missing = store_.batches_without_ballots(hello->device, protocol::kMaxMissingBatches);
  if (!missing) return refuse(missing.error());
  out.missing = std::move(*missing);
  return answer(200, protocol::encode(out));
}

Response BureauService::push(const Body& body) {
  const auto push = RequestDecoder().push(body);
  if (!push) return refuse(push.error());
  if (const auto device = admit(store_, push->device, protocol::signed_bytes(*push), push->signature); !device) return device.error();
  const auto run = verified_run(*push);
  if (!run) return refuse(422, "chain", "the records do not lead from 'prev' to 'head': something was changed on the way or on the box");
  return store_run(*run);
}

Response BureauService::quarantine(const Body& body) {
  const auto message = RequestDecoder().quarantine(body);
  if (!message) return refuse(message.error());
  if (const auto device = admit(store_, message->device, protocol::signed_bytes(*message), message->signature); !device) return device.error();
  Incoming one;
  one.record.id = id_of(message->raw);
  one.record.device = message->device;
  one.record.inc = message->inc;
  one.record.seq = message->seq;
  one.hash = message->head;
  one.code = message->code;
  one.raw = message->raw;
  return store_run({message->device, message->inc, message->seq, message->previous, {one}});
}

Response BureauService::store_run(const Run& run) {
  const auto now = now_();
  auto stored = store_.put(run, now);
  if (!stored) return refuse(stored.error());
  name_once(stored->quarantined);
  if (stored->gap) {
    return answer(409, protocol::encode(protocol::Refusal{"gap", "records before these are missing here: go on from 'ack'", stored->ack, stored->head}));
  }
  if (stored->aside) ++aside_;
  records_ += stored->fresh;
  if (!stored->aside) duplicates_ += run.records.size() - std::min(stored->fresh, run.records.size());
  if (stored->fresh > 0) quarantined_ += stored->quarantined.size();
  if (stored->fork) ++forks_;
  if (stored->fork) base::log_warning("device {} incarnation {}: another record was at seq {} before, both are kept", base::to_string(run.device), run.inc, *stored->fork);
  for (const auto& verdict : stored->quarantined) {
    if (stored->fresh > 0) base::log_warning("device {} incarnation {} seq {}: in quarantine as '{}'", base::to_string(run.device), run.inc, verdict.seq, verdict.code);
  }
  return answer(200, protocol::encode(protocol::PushAnswer{stored->ack, stored->durable, store_.epoch(), now, stored->quarantined, stored->fork,
                                                           protocol::kMaxBatchRecords, std::chrono::milliseconds(0), stored->head, stored->aside}));
}

Response BureauService::ballots(const Body& body) {
  const auto message = RequestDecoder().ballots(body);
  if (!message) return refuse(message.error());
  if (const auto device = admit(store_, message->device, protocol::signed_bytes(*message), message->signature); !device) return device.error();
  const auto now = now_();
  const auto state = store_.put_ballots(*message, now);
  if (!state) return refuse(state.error());
  ++ballot_batches_;
  return answer(200, protocol::encode(protocol::BallotsAnswer{message->batch, store_.epoch(), now, *state == BatchState::counted,
                                                              *state == BatchState::quarantined}));
}

Response BureauService::health() {
  const auto alive = alive_();
  if (!alive) return refuse(alive.error());
  return answer(200, fmt::format(R"({{"v":{},"status":"ok","epoch":"{}","now":"{}"}})", protocol::kProtocolVersion, store_.epoch(),
                                 base::to_rfc3339(now_(), base::Minutes{0})));
}

// Public: a new box knows it by the digest in its enrolment code.
Response BureauService::authority() const {
  if (ca_.empty()) return refuse(404, "no-ca", "this bureau publishes no CA: set [tls] ca in bureau.toml");
  auto out = answer(200, ca_);
  out.content_type = "application/x-pem-file";
  return out;
}

Response BureauService::metrics() {
  const auto line = [](const char* name, std::uint64_t value) { return fmt::format("# TYPE openday_bureau_{0} counter\nopenday_bureau_{0} {1}\n", name, value); };
  std::string out = line("requests_total", requests_) + line("refused_total", refused_) + line("records_stored_total", records_) +
                    line("records_repeated_total", duplicates_) + line("records_quarantined_total", quarantined_) + line("forks_total", forks_) +
                    line("ballot_batches_total", ballot_batches_) + line("runs_aside_total", aside_);
  if (more_metrics_) out += more_metrics_();
  if (gauges_) out += gauges_->text(now_());
  auto response = answer(200, std::move(out));
  response.content_type = "text/plain; version=0.0.4";
  return response;
}

}  // namespace openday::bureau
