// The engine's pushes: which may start, and what each answer says about the chain, in whatever order the answers come.
#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "kiosk/base/log.h"
#include "sync/agent/engine.h"
#include "sync/agent/requests.h"
#include "sync/agent/store_trouble.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

namespace openday::agent {

using protocol::Outcome;

SentChain& Engine::chain_of(const std::string& inc) {
  return chains_.try_emplace(inc, SentChain(0, event::chain_start(device_, inc))).first->second;
}

const journal::Head* Engine::next_chain() {
  const auto found = std::ranges::find_if(heads_, [this](const auto& head) {
    const auto& chain = chain_of(head.inc);
    return head.seq > chain.sent() && chain.runs_ahead() < kMostAhead;
  });
  return found == heads_.end() ? nullptr : &*found;
}

bool Engine::is_all_acknowledged() {
  return std::ranges::all_of(heads_, [this](const auto& head) { return head.seq <= chain_of(head.inc).ack(); });
}

bool Engine::is_careful() {
  if (careful_ && chain_of(careful_->inc).ack() >= careful_->until) careful_.reset();
  return careful_.has_value();
}

void Engine::start_pushes(const base::Moment& now) {
  const std::size_t most = is_careful() ? 1 : most_out_;
  while (out_.size() < most && now.mono_ms >= pause_ms_ && line_.is_free(now.mono_ms)) {
    const auto* head = next_chain();
    if (!head) return;
    push(*head, now);
  }
}

void Engine::push(const journal::Head& head, const base::Moment& now) {
  auto& chain = chain_of(head.inc);
  auto page = need(journal_.records(head.inc, chain.sent(), std::min(batch_, most_records_)));
  if (page.records.empty()) {
    throw StoreTrouble{fmt::format("incarnation {} ends before {} although its head is there: openday verify names the break", head.inc, head.seq)};
  }
  Flight flight{Kind::push, 0, {}, signed_push(device_, head.inc, chain.sent(), chain.sent_head(), std::move(page), key_), {}, {}, {}, chain.sent() > chain.ack()};
  const auto last = flight.push.first + flight.push.records.size() - 1;
  const auto hash = flight.push.head;
  const auto body = protocol::encode(flight.push);
  launch(std::move(flight), "/v1/push", body, now);
  chain.note_sent(last, hash);
}

void Engine::take_push(const Flight& flight, const Reply& reply, const base::Moment& now) {
  const auto& sent = flight.push;
  const auto last = sent.first + sent.records.size() - 1;
  if (last <= chain_of(sent.inc).ack()) return;   // the answer to a run before it said so already
  if (reply.outcome != Outcome::done) return take_refused(flight, reply, now);
  const auto answer = protocol::decode_push_answer(reply.body);
  if (answer && answer->aside && answer->ack < sent.first) {
    // Sent, not acknowledged. Sent when nothing was missing before it: then the bureau lost what it had acknowledged.
    if (!flight.ahead) fail({.outcome = Outcome::behind}, now);
    return;
  }
  if (!answer || answer->aside || answer->ack < last) {
    greeted_ = false;   // not what we sent: ask where it stands
    return fail({.outcome = answer ? Outcome::transient : Outcome::elsewhere}, now);
  }
  take_stored(sent, *answer, now);
}

void Engine::take_stored(const protocol::Push& sent, const protocol::PushAnswer& answer, const base::Moment& now) {
  batch_ = std::min(most_records_, std::max(batch_, sent.records.size()) * 2);
  most_records_ = std::clamp<std::size_t>(answer.most_records, 1, protocol::kMaxBatchRecords);
  if (answer.epoch != epoch_) greeted_ = false;
  if (answer.wait.count() > 0) pause_ms_ = now.mono_ms + answer.wait.count();
  auto& chain = chain_of(sent.inc);
  if (!chain.is_next(sent)) return chain.hear(sent, answer);
  acknowledge(sent, answer);
  while (const auto* heard = chain.next_heard()) {
    const auto [run, later] = *heard;
    acknowledge(run, later);
  }
  note_progress(now);
}

void Engine::take_refused(const Flight& flight, const Reply& reply, const base::Moment& now) {
  const auto& sent = flight.push;
  if (reply.outcome == Outcome::behind && flight.ahead) {
    most_out_ = 1;   // too far ahead of what it keeps aside, or too old to keep anything
    return go_back(now.mono_ms + kDrainLimit.count());
  }
  if (reply.outcome != Outcome::permanent) {
    if (!going_back_) batch_ = std::max<std::size_t>(1, batch_ / 2);
    return fail(reply, now);
  }
  if (sent.records.size() == 1 && chain_of(sent.inc).is_next(sent) && out_.empty()) {
    if (!is_believed(sent, reply)) return fail(reply, now);
    return quarantine(sent, reply.refusal.empty() ? "refused" : reply.refusal, now);
  }
  // Somewhere in it is the record that the bureau does not take.
  const auto last = sent.first + sent.records.size() - 1;
  batch_ = std::max<std::size_t>(1, sent.records.size() / 2);
  if (!careful_ || careful_->inc != sent.inc || careful_->until < last) careful_ = Careful{sent.inc, last};
  go_back(now.mono_ms + kDrainLimit.count());
}

// A record goes to quarantine for what it is, never for what a line made of it.
bool Engine::is_believed(const protocol::Push& of_one, const Reply& reply) {
  if (reply.intact) return true;
  if (doubt_.inc != of_one.inc || doubt_.seq != of_one.first) doubt_ = {of_one.inc, of_one.first, 0};
  return ++doubt_.refusals >= kRefusalsBelieved;
}

// How far the answer reaches in our own chain: what lies behind the run was kept aside, and may be a clone's.
std::uint64_t Engine::own_part(const protocol::Push& sent, const protocol::PushAnswer& answer) {
  const auto last = sent.first + sent.records.size() - 1;
  if (answer.ack == last) return last;
  const auto hash = need(journal_.hash_at(sent.inc, answer.ack));
  if (hash && answer.head && *hash == *answer.head) return answer.ack;
  greeted_ = false;
  return last;
}

std::vector<journal::Quarantined> Engine::verdicts_of(const protocol::Push& sent, const protocol::PushAnswer& answer, std::uint64_t ack) {
  std::vector<journal::Quarantined> out;
  std::set<std::uint64_t> named;   // older bureaux name a verdict of overlapping runs twice
  for (const auto& verdict : answer.quarantined) {
    if (verdict.seq < sent.first || verdict.seq > ack || !named.insert(verdict.seq).second) continue;
    const auto page = need(journal_.records(sent.inc, verdict.seq - 1, 1));
    if (page.records.empty()) continue;
    out.push_back({device_, sent.inc, verdict.seq, verdict.code, {}, protocol::encode_record(page.records.front())});
    base::log_warning("the bureau put seq {} of incarnation {} into quarantine: {}", verdict.seq, sent.inc, verdict.code);
  }
  return out;
}

void Engine::acknowledge(const protocol::Push& sent, const protocol::PushAnswer& answer) {
  const auto ack = own_part(sent, answer);
  require(inbox_.acknowledge({device_, sent.inc, ack, std::min(answer.durable, ack), answer.epoch}, verdicts_of(sent, answer, ack)));
  const auto hash = need(journal_.hash_at(sent.inc, ack));
  if (!hash) throw StoreTrouble{fmt::format("incarnation {}: no hash at {}", sent.inc, ack)};
  auto& chain = chain_of(sent.inc);
  moved_ += ack - std::min(ack, chain.ack());
  chain.acknowledge(ack, *hash);
  if (answer.fork && sent.inc == heads_.back().inc) want_incarnation(sent.inc, "fork");
}

// One record that no push can carry goes as opaque bytes, so that it blocks nothing.
void Engine::quarantine(const protocol::Push& sent, std::string code, const base::Moment& now) {
  const auto message = signed_quarantine(sent, code, key_);
  launch({Kind::quarantine, 0, {}, sent, std::move(code), message.raw, {}, false}, "/v1/quarantine", protocol::encode(message), now);
}

void Engine::take_quarantine(const Flight& flight, const Reply& reply, const base::Moment& now) {
  const auto& sent = flight.push;
  if (reply.outcome != Outcome::done) return fail(reply, now);
  const auto answer = protocol::decode_push_answer(reply.body);
  if (!answer || answer->ack < sent.first) return fail({.outcome = Outcome::elsewhere}, now);
  base::log_warning("seq {} of incarnation {} went to the bureau's quarantine: {}", sent.first, sent.inc, flight.code);
  require(inbox_.acknowledge({device_, sent.inc, sent.first, std::min(answer->durable, sent.first), answer->epoch},
                             {{device_, sent.inc, sent.first, flight.code, {}, flight.raw}}));
  chain_of(sent.inc).acknowledge(sent.first, sent.head);
  if (answer->fork && sent.inc == heads_.back().inc) want_incarnation(sent.inc, "fork");
  note_progress(now);
}

}  // namespace openday::agent
