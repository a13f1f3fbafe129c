// The engine's hello: where the bureau stands, and what follows when that is not where we believed it.
#include <algorithm>

#include <fmt/core.h>

#include "kiosk/base/log.h"
#include "sync/agent/bureau_clock.h"
#include "sync/agent/engine.h"
#include "sync/agent/requests.h"
#include "sync/agent/store_trouble.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

namespace openday::agent {

using protocol::Outcome;

void Engine::say_hello(const base::Moment& now) {
  launch({Kind::hello, 0, {}, {}, {}, {}, {}, false}, "/v1/hello", protocol::encode(signed_hello(device_, heads_, key_)), now);
}

void Engine::take_hello(const Flight& flight, const Reply& reply, const base::Moment& now) {
  if (reply.outcome != Outcome::done) {
    greeted_ = false;
    return fail(reply, now);
  }
  const auto answer = protocol::decode_hello_answer(reply.body);
  if (!answer) return fail({.outcome = Outcome::elsewhere}, now);
  if (answer->least > protocol::kProtocolVersion) return fail({.outcome = Outcome::stop, .refusal = "version", .reason = "version"}, now);
  take_clock(*answer, reply, flight.started);
  take_positions(*answer, now);
}

void Engine::take_positions(const protocol::HelloAnswer& answer, const base::Moment& now) {
  require(inbox_.remember_device(device_));
  for (const auto& head : heads_) {
    const auto held = std::find_if(answer.held.begin(), answer.held.end(), [&](const auto& one) { return one.inc == head.inc; });
    if (held != answer.held.end()) take_held(head, *held, head.inc == heads_.back().inc, answer.epoch);
  }
  take_missing_batches(answer);
  epoch_ = link_.epoch = answer.epoch;
  most_records_ = std::clamp<std::size_t>(answer.most_records, 1, protocol::kMaxBatchRecords);
  most_out_ = options_.most_in_flight;
  greeted_ = true;
  hello_ms_ = now.mono_ms;
  if (!behind_) back_off_.reset();   // a bureau that says hello and refuses what follows must not be asked for ever at full speed
  link_.state = "connected";
  link_.detail.clear();
  link_.reason.clear();
  link_.next_try.reset();
}

// The bureau's word on one chain against our own: same, less (restored: fill it up), more (we were restored), or another. What it holds beyond
// what we know acknowledged was said in an answer that never came: it is sent again, since only that answer names what went to quarantine.
void Engine::take_held(const journal::Head& own, const protocol::Held& held, bool current, const std::string& epoch) {
  const auto hash = need(journal_.hash_at(own.inc, std::min(held.ack, own.seq)));
  const bool same = hash && held.ack <= own.seq && *hash == held.head;
  const std::uint64_t there = same ? held.ack : 0;
  if (current && !same) want_incarnation(own.inc, "fork");
  if (current && same && held.top > own.seq) want_incarnation(own.inc, "restored");
  const auto before = need(inbox_.ack(device_, own.inc));
  if (before && before->seq > there) {
    base::log_notice("the bureau has incarnation {} up to {}, it had acknowledged {}: sending again from there", own.inc, there, before->seq);
    // It was restored; of a batch whose record it lost, too, it does not know that it lacks the ballots.
    require(inbox_.forget_batch_acks());
    ballots_after_ = 0;
  }
  const std::uint64_t seq = std::min(there, before ? before->seq : 0);
  const auto head = seq == 0 ? std::optional(event::chain_start(device_, own.inc)) : need(journal_.hash_at(own.inc, seq));
  if (!head) throw StoreTrouble{fmt::format("incarnation {}: no hash at {}", own.inc, seq)};
  chains_.insert_or_assign(own.inc, SentChain(seq, *head));
  const journal::Ack ack{device_, own.inc, seq, std::min(held.durable, seq), epoch};
  if (!before || before->seq != ack.seq || before->durable != ack.durable || before->epoch != ack.epoch) require(inbox_.acknowledge(ack));
}

void Engine::take_clock(const protocol::HelloAnswer& answer, const Reply& reply, const base::Moment& started) {
  const auto middle = started.mono_ms + (reply.sent_after + reply.first_byte_after).count() / 2;
  const auto uncertainty = (reply.first_byte_after - reply.sent_after).count() / 2 + 1;
  bureau_offset_ms_ = answer.now.time_since_epoch().count() - middle;   // right or wrong, requests are dated by it
  // Believed, it would refuse this very bureau at the next handshake, and for good.
  if (reply.certificates_end && answer.now >= *reply.certificates_end) {
    const auto text = [](base::Instant at) { return base::to_rfc3339(at, base::kChinaOffset); };
    return base::log_warning("the bureau says it is {}, and its certificate ended {}: set the bureau's clock, or put a new certificate in place there; this box takes no time from it until then",
                             text(answer.now), text(*reply.certificates_end));
  }
  require(keep_bureau_clock(inbox_, started, answer.now));
  require(inbox_.put_boot_clock({started.boot, *bureau_offset_ms_, uncertainty}));
}

// A bureau that names batches which it acknowledged was restored, and is told those again; one whose database is another one, all of them.
void Engine::take_missing_batches(const protocol::HelloAnswer& answer) {
  const auto before = need(inbox_.note(kEpochNote));
  if (before && *before != answer.epoch) {
    require(inbox_.forget_batch_acks());
    ballots_after_ = 0;
  } else if (!answer.missing.empty()) {
    const auto lost = need(inbox_.forget_batch_acks(answer.missing));
    if (lost > 0) base::log_notice("the bureau lacks the ballots of {} batches that it had acknowledged: sending them again", lost);
    ballots_after_ = 0;   // of those never sent, too: a journal begun anew counts its batches anew
  }
  if (!before || *before != answer.epoch) require(inbox_.set_note(kEpochNote, answer.epoch));
}

}  // namespace openday::agent
