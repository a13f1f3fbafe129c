// The engine's ballots: one batch at a time, when all records are acknowledged.
#include "kiosk/base/log.h"
#include "sync/agent/engine.h"
#include "sync/agent/requests.h"
#include "sync/agent/store_trouble.h"
#include "sync/protocol/codec.h"

namespace openday::agent {

using protocol::Outcome;

// False when every batch is acknowledged.
bool Engine::push_ballots(const base::Moment& now) {
  while (true) {
    const auto names = need(journal_.batches(ballots_after_));
    if (names.empty()) return false;
    for (const auto& name : names) {
      if (!need(inbox_.batch_ack(name.id))) {
        const auto batch = need(journal_.batch(name.id));
        if (batch) {
          send_ballots(*batch, now);
          return true;
        }
      }
      ballots_after_ = name.position;
    }
  }
}

void Engine::send_ballots(const journal::Batch& batch, const base::Moment& now) {
  if (now.mono_ms < pause_ms_ || !line_.is_free(now.mono_ms)) return;
  launch({Kind::ballots, 0, {}, {}, {}, {}, batch.id, false}, "/v1/ballots", protocol::encode(signed_ballots(device_, batch, key_)), now);
}

void Engine::take_ballots(const Flight& flight, const Reply& reply, const base::Moment& now) {
  if (reply.outcome != Outcome::done) return fail(reply, now);
  const auto answer = protocol::decode_ballots_answer(reply.body);
  if (!answer || answer->batch != flight.batch) return fail({.outcome = Outcome::elsewhere}, now);
  const char* verdict = answer->quarantined ? "quarantined" : answer->counted ? "counted" : "waiting";
  if (answer->quarantined) base::log_warning("the bureau could not count ballot batch {}: it does not agree with its record", base::to_string(flight.batch));
  require(inbox_.acknowledge_batches({{flight.batch, verdict, {}}}));
  if (answer->epoch != epoch_) greeted_ = false;
  note_progress(now);
}

}  // namespace openday::agent
