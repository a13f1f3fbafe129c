#include "sync/agent/engine.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "kiosk/base/log.h"
#include "sync/agent/requests.h"
#include "sync/agent/store_trouble.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

namespace openday::agent {
namespace {

using protocol::Outcome;
using protocol::Wire;

std::string code_of(const transport::HttpAnswer& answer) {
  const auto refusal = protocol::decode_refusal(answer.body);
  return refusal ? refusal->code : std::string();
}

// Ours: the mark, our content type and a JSON object. A portal that adds headers still has no such body.
bool is_ours(const transport::HttpAnswer& answer) {
  return answer.marked && answer.content_type.find("json") != std::string::npos && !answer.body.empty() && answer.body.front() == '{';
}

const char* state_of(Outcome outcome, const std::string& refusal) {
  if (outcome == Outcome::elsewhere) return "captive-portal";
  if (refusal == "unknown-key" || refusal == "revoked" || refusal == "other-device") return "not-enrolled";
  return outcome == Outcome::stop || outcome == Outcome::permanent ? "refused" : "unreachable";
}

}  // namespace

Engine::Engine(journal::JournalReader& journal, journal::Inbox& inbox, transport::HttpClient& client, const base::SigningKey& key, EngineOptions options)
    : journal_(journal), inbox_(inbox), client_(client), key_(key), options_(std::move(options)), back_off_(options_.seed),
      most_records_(protocol::kMaxBatchRecords) {
  link_.state = "never";
  link_.bureau = options_.bureau;
  if (const auto known = inbox_.note(kTimeNote); known && *known) {
    if (const auto at = base::parse_rfc3339(**known)) server_time_ = at->at;
  }
}

Step Engine::step(const base::Moment& now) {
  Step out;
  try {
    out = work(now);
  } catch (const StoreTrouble& trouble) {
    base::log_error("{}", trouble.what);
    link_.detail = trouble.what;
    retry(now, kBackOffBase, std::nullopt);
    out = {Step::Did::waiting, retry_ms_, false};
  }
  publish_link(now);
  return out;
}

Step Engine::work(const base::Moment& now) {
  if (now.mono_ms < retry_ms_) return {Step::Did::waiting, retry_ms_, false};
  const auto device = need(journal_.device());
  if (!device) return {Step::Did::no_journal, now.mono_ms + kNoJournalWait.count(), false};
  // The time asleep or without a bureau is nobody's standstill.
  if (now.mono_ms - std::exchange(last_step_ms_, now.mono_ms) > kBackOffCap.count()) progress_ms_ = now.mono_ms;
  device_ = *device;
  heads_ = need(journal_.heads());
  if (!greeted_ || now.mono_ms - hello_ms_ >= kHelloEvery.count()) {
    if (!say_hello(now)) return {Step::Did::waiting, retry_ms_, false};
    return {Step::Did::request, now.mono_ms, false};
  }
  if (const auto* chain = next_chain()) {
    if (now.mono_ms - progress_ms_ > kStuckAfter.count()) return {Step::Did::waiting, now.mono_ms, true};
    push(*chain, now);
  } else if (!push_ballots(now)) {
    progress_ms_ = now.mono_ms;
    return {Step::Did::nothing, hello_ms_ + kHelloEvery.count(), false};
  }
  if (now.mono_ms < retry_ms_) return {Step::Did::waiting, retry_ms_, false};
  return {Step::Did::request, now.mono_ms, false};
}

const journal::Head* Engine::next_chain() const {
  for (const auto& head : heads_) {
    const auto mark = marks_.find(head.inc);
    if (head.seq > (mark == marks_.end() ? 0 : mark->second.ack)) return &head;
  }
  return nullptr;
}

void Engine::push(const journal::Head& head, const base::Moment& now) {
  const auto mark = marks_.try_emplace(head.inc, Mark{0, event::chain_start(device_, head.inc)}).first->second;
  auto page = need(journal_.records(head.inc, mark.ack, std::min(batch_, most_records_)));
  if (page.records.empty()) {
    throw StoreTrouble{fmt::format("incarnation {} ends before {} although its head is there: openday verify names the break", head.inc, head.seq)};
  }
  const auto message = signed_push(device_, head.inc, mark.ack, mark.head, std::move(page), key_);
  const auto reply = ask("/v1/push", protocol::encode(message), now);
  take_push(message, reply, now);
}

void Engine::take_push(const protocol::Push& sent, const Reply& reply, const base::Moment& now) {
  if (reply.outcome == Outcome::permanent && sent.records.size() == 1) {
    return quarantine(sent, reply.refusal.empty() ? "refused" : reply.refusal, now);
  }
  if (reply.outcome == Outcome::permanent) {
    batch_ = sent.records.size() / 2;   // somewhere in it is the record that the bureau does not take
    return;
  }
  if (reply.outcome != Outcome::done) {
    batch_ = std::max<std::size_t>(1, batch_ / 2);
    return fail(reply, now);
  }
  const auto answer = protocol::decode_push_answer(reply.body);
  const auto last = sent.first + sent.records.size() - 1;
  if (!answer || answer->ack > last || answer->ack < sent.first) {
    greeted_ = false;   // not what we sent: ask where it stands
    return fail({answer ? Outcome::transient : Outcome::elsewhere, {}, {}, {}, {}, {}}, now);
  }
  acknowledge(sent, *answer);
  note_progress(now);
  batch_ = std::min(most_records_, std::max(batch_, sent.records.size()) * 2);
  most_records_ = std::clamp<std::size_t>(answer->most_records, 1, protocol::kMaxBatchRecords);
  if (answer->epoch != epoch_) greeted_ = false;
  if (answer->wait.count() > 0) retry_ms_ = now.mono_ms + answer->wait.count();
}

void Engine::acknowledge(const protocol::Push& sent, const protocol::PushAnswer& answer) {
  std::vector<journal::Quarantined> aside;
  for (const auto& verdict : answer.quarantined) {
    if (verdict.seq < sent.first || verdict.seq > answer.ack) continue;
    const auto& record = sent.records[static_cast<std::size_t>(verdict.seq - sent.first)];
    aside.push_back({device_, sent.inc, verdict.seq, verdict.code, {}, protocol::encode_record(record)});
    base::log_warning("the bureau put seq {} of incarnation {} into quarantine: {}", verdict.seq, sent.inc, verdict.code);
  }
  require(inbox_.acknowledge({device_, sent.inc, answer.ack, std::min(answer.durable, answer.ack), answer.epoch}, aside));
  const auto hash = need(journal_.hash_at(sent.inc, answer.ack));
  if (!hash) throw StoreTrouble{fmt::format("incarnation {}: no hash at {}", sent.inc, answer.ack)};
  marks_[sent.inc] = {answer.ack, *hash};
  if (answer.fork && sent.inc == heads_.back().inc) want_incarnation(sent.inc, "fork");
}

// One record that no push can carry goes as opaque bytes, so that it blocks nothing.
void Engine::quarantine(const protocol::Push& sent, std::string code, const base::Moment& now) {
  const auto message = signed_quarantine(sent, code, key_);
  const auto reply = ask("/v1/quarantine", protocol::encode(message), now);
  take_quarantine(sent, code, message.raw, reply, now);
}

void Engine::take_quarantine(const protocol::Push& sent, const std::string& code, const std::string& raw, const Reply& reply, const base::Moment& now) {
  if (reply.outcome != Outcome::done) return fail(reply, now);
  const auto answer = protocol::decode_push_answer(reply.body);
  if (!answer || answer->ack != sent.first) return fail({Outcome::elsewhere, {}, {}, {}, {}, {}}, now);
  base::log_warning("seq {} of incarnation {} went to the bureau's quarantine: {}", sent.first, sent.inc, code);
  require(inbox_.acknowledge({device_, sent.inc, sent.first, std::min(answer->durable, sent.first), answer->epoch},
                             {{device_, sent.inc, sent.first, code, {}, raw}}));
  marks_[sent.inc] = {sent.first, sent.head};
  if (answer->fork && sent.inc == heads_.back().inc) want_incarnation(sent.inc, "fork");
  note_progress(now);
}

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
  const auto reply = ask("/v1/ballots", protocol::encode(signed_ballots(device_, batch, key_)), now);
  if (reply.outcome != Outcome::done) return fail(reply, now);
  const auto answer = protocol::decode_ballots_answer(reply.body);
  if (!answer || answer->batch != batch.id) return fail({Outcome::elsewhere, {}, {}, {}, {}, {}}, now);
  const char* verdict = answer->quarantined ? "quarantined" : answer->counted ? "counted" : "waiting";
  if (answer->quarantined) base::log_warning("the bureau could not count ballot batch {}: it does not agree with its record", base::to_string(batch.id));
  require(inbox_.acknowledge_batches({{batch.id, verdict, {}}}));
  if (answer->epoch != epoch_) greeted_ = false;
  note_progress(now);
}

Engine::Reply Engine::ask(const char* path, std::string body, const base::Moment& now) {
  const auto encoding = body.size() > kCompressAbove ? options_.encoding : protocol::Encoding::identity;
  const base::Instant judged = std::max({now.wall, base::build_date(), server_time_});
  const auto answer = client_.send({"POST", path, protocol::deflate(body, encoding), encoding, judged});
  if (!answer) {
    link_.detail = fmt::format("{}; {}", answer.error().what, protocol::advice(answer.error().kind, 0, false, {}));
    return {protocol::classify(answer.error().kind, 0, false, {}), {}, {}, {}, {}, {}};
  }
  const bool ours = is_ours(*answer);
  Reply out{{}, ours && answer->status != 200 ? code_of(*answer) : std::string(), answer->body, {}, answer->sent_after, answer->first_byte_after};
  out.outcome = protocol::classify(Wire::answered, answer->status, ours, out.refusal);
  if (answer->retry_after) out.retry_after = parse_retry_after(*answer->retry_after, now.wall);
  if (ours) link_.last_contact = now.wall;
  link_.detail = fmt::format("{} answered {} {}; {}", options_.bureau, answer->status, out.refusal,
                             protocol::advice(Wire::answered, answer->status, ours, out.refusal));
  if (out.outcome == Outcome::done) link_.detail.clear();
  return out;
}

void Engine::fail(const Reply& reply, const base::Moment& now) {
  if (reply.outcome == Outcome::behind) {
    greeted_ = false;
  } else {
    progress_ms_ = now.mono_ms;
  }
  const bool first = link_.state != state_of(reply.outcome, reply.refusal);
  link_.state = state_of(reply.outcome, reply.refusal);
  if (first) base::log_warning("the bureau is {}: {}", link_.state, link_.detail);
  const bool slow = reply.outcome == Outcome::stop || reply.outcome == Outcome::permanent;
  retry(now, slow ? kStopBase : kBackOffBase, reply.retry_after);
}

void Engine::retry(const base::Moment& now, milliseconds base, std::optional<milliseconds> asked) {
  const auto wait = back_off_.next(base, asked);
  retry_ms_ = now.mono_ms + wait.count();
  link_.next_try = now.wall + wait;
}

void Engine::note_progress(const base::Moment& now) {
  back_off_.reset();
  progress_ms_ = now.mono_ms;
  link_.state = "connected";
  link_.last_push = now.wall;
  link_.next_try.reset();
}

void Engine::want_incarnation(const std::string& inc, const char* reason) {
  base::log_warning("incarnation {} has to end ({}): the kiosk begins a new one between two visits", inc, reason);
  require(inbox_.want_incarnation({inc, reason}));
}

void Engine::publish_link(const base::Moment& now) {
  const bool same = link_.state == published_.state && link_.detail == published_.detail && link_.epoch == published_.epoch;
  if (same && now.mono_ms - link_ms_ < kLinkEvery.count()) return;
  if (const auto done = inbox_.set_link(link_); !done) {
    base::log_error("{}", done.error().what);
    return;
  }
  published_ = link_;
  link_ms_ = now.mono_ms;
}

void Engine::require(const journal::StoreResult<void>& done) {
  if (!done) throw StoreTrouble{done.error().what};
}

}  // namespace openday::agent
