#include "sync/agent/engine.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "kiosk/base/log.h"
#include "sync/agent/bureau_clock.h"
#include "sync/agent/store_trouble.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

namespace openday::agent {
namespace {

using protocol::Outcome;
using protocol::Wire;

const char* state_of(Outcome outcome, const std::string& refusal) {
  if (outcome == Outcome::elsewhere) return "captive-portal";
  if (refusal == "unknown-key" || refusal == "revoked" || refusal == "other-device") return "not-enrolled";
  return outcome == Outcome::stop || outcome == Outcome::permanent ? "refused" : "unreachable";
}

}  // namespace

Engine::Engine(journal::JournalReader& journal, journal::Inbox& inbox, transport::AsyncClient& client, const base::SigningKey& key, EngineOptions options)
    : journal_(journal), inbox_(inbox), client_(client), key_(key), options_(std::move(options)), back_off_(options_.seed),
      line_(options_.most_bytes_per_second), most_records_(protocol::kMaxBatchRecords) {
  link_.state = "never";
  link_.bureau = options_.bureau;
}

Engine::~Engine() {
  for (const auto& flight : out_) client_.cancel(flight.token);
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
  count_backlog(now);
  publish_link(now);
  return out;
}

Step Engine::work(const base::Moment& now) {
  if (now.mono_ms < retry_ms_ && out_.empty()) return {Step::Did::waiting, retry_ms_, false};
  take_answers(now);
  const auto device = need(journal_.device());
  if (!device) return {Step::Did::no_journal, now.mono_ms + kNoJournalWait.count(), false};
  // The time asleep or without a bureau is nobody's standstill.
  if (now.mono_ms - std::exchange(last_step_ms_, now.mono_ms) > kBackOffCap.count()) progress_ms_ = now.mono_ms;
  device_ = *device;
  heads_ = need(journal_.heads());
  finish_going_back(now);
  send_again_what_waits_for_nothing();
  if (now.mono_ms < retry_ms_) return {Step::Did::waiting, retry_ms_, false};
  if (going_back_) return come_again(now);
  if (!greeted_ || now.mono_ms - hello_ms_ >= kHelloEvery.count()) {
    if (out_.empty()) say_hello(now);   // alone: what is out comes first
    return come_again(now);
  }
  if (is_all_acknowledged()) {
    if (out_.empty() && !push_ballots(now)) {
      progress_ms_ = now.mono_ms;
      return {Step::Did::nothing, hello_ms_ + kHelloEvery.count(), false};
    }
    return come_again(now);
  }
  if (now.mono_ms - progress_ms_ > kStuckAfter.count()) return {Step::Did::waiting, now.mono_ms, true};
  start_pushes(now);
  return come_again(now);
}

Step Engine::come_again(const base::Moment& now) const {
  auto wake = now.mono_ms + kComeAgain.count();
  if (going_back_) wake = std::min(wake, go_back_by_ms_);
  if (now.mono_ms < pause_ms_) wake = std::min(wake, pause_ms_);
  if (!line_.is_free(now.mono_ms)) wake = std::min(wake, line_.free_at_ms());
  return {Step::Did::request, out_.empty() && !going_back_ ? std::max(pause_ms_, std::max(line_.free_at_ms(), now.mono_ms)) : wake, false};
}

void Engine::launch(Flight flight, const char* path, const std::string& body, const base::Moment& now) {
  const auto encoding = body.size() > kCompressAbove ? options_.encoding : protocol::Encoding::identity;
  const auto judged = judged_at(now, need(bureau_clock(inbox_, now)), need(bureau_time(inbox_)));
  auto packed = protocol::deflate(body, encoding);
  line_.spend(packed.size() + kRequestOverhead, now.mono_ms);
  sent_bytes_ += packed.size() + kRequestOverhead;
  flight.started = now;
  flight.token = client_.start({"POST", path, std::move(packed), encoding, judged.at, std::nullopt, judged.sure});
  out_.push_back(std::move(flight));
}

void Engine::take_answers(const base::Moment& now) {
  for (std::size_t i = 0; i < out_.size();) {
    const auto answer = client_.take(out_[i].token);
    if (!answer) {
      ++i;
      continue;
    }
    const Flight flight = std::move(out_[i]);
    out_.erase(out_.begin() + static_cast<std::ptrdiff_t>(i));
    take(flight, read(*answer, now), now);
  }
}

void Engine::take(const Flight& flight, const Reply& reply, const base::Moment& now) {
  switch (flight.kind) {
    case Kind::hello: return take_hello(flight, reply, now);
    case Kind::push: return take_push(flight, reply, now);
    case Kind::quarantine: return take_quarantine(flight, reply, now);
    case Kind::ballots: return take_ballots(flight, reply, now);
  }
}

Reply Engine::read(const transport::AsyncClient::Result& result, const base::Moment& now) {
  auto out = read_reply(result, now.wall, options_.bureau);
  if (out.ours) link_.last_contact = now.wall;
  if (out.outcome != Outcome::done) link_.detail = out.what;
  return out;
}

// Several requests under way mostly fail together: that is one failure.
void Engine::fail(const Reply& reply, const base::Moment& now) {
  behind_ = reply.outcome == Outcome::behind;
  if (behind_) {
    greeted_ = false;
  } else {
    progress_ms_ = now.mono_ms;
  }
  if (now.mono_ms >= retry_ms_) {
    const bool first = link_.state != state_of(reply.outcome, reply.refusal);
    link_.state = state_of(reply.outcome, reply.refusal);
    link_.reason = reply.reason;
    if (link_.reason.empty()) link_.reason = reply.outcome == Outcome::elsewhere ? "portal" : "busy";
    if (link_.detail.empty()) link_.detail = fmt::format("{}; {}", options_.bureau, protocol::advice(Wire::answered, 200, false, {}));
    if (first) base::log_warning("the bureau is {}: {}", link_.state, link_.detail);
    const bool slow = reply.outcome == Outcome::stop || reply.outcome == Outcome::permanent;
    retry(now, slow ? kStopBase : kBackOffBase, reply.retry_after);
  } else if (reply.retry_after) {
    retry_ms_ = std::max(retry_ms_, now.mono_ms + reply.retry_after->count());
  }
  go_back(retry_ms_);
}

void Engine::retry(const base::Moment& now, milliseconds base, std::optional<milliseconds> asked) {
  const auto wait = back_off_.next(base, asked);
  retry_ms_ = std::max(retry_ms_, now.mono_ms + wait.count());
  asked_to_wait_ = asked.has_value();
  link_.next_try = now.wall + milliseconds(retry_ms_ - now.mono_ms);
}

void Engine::try_now() {
  back_off_.reset();
  retry_ms_ = pause_ms_ = 0;
  asked_to_wait_ = greeted_ = false;
  link_.next_try.reset();
}

void Engine::network_changed(const base::Moment& now) {
  if (now.mono_ms >= retry_ms_ || asked_to_wait_ || (link_.state != "unreachable" && link_.state != "captive-portal")) return;
  back_off_.reset();
  retry_ms_ = 0;
  retry(now, kBackOffBase, std::nullopt);
}

void Engine::go_back(std::int64_t by_ms) {
  go_back_by_ms_ = going_back_ ? std::max(go_back_by_ms_, by_ms) : by_ms;
  going_back_ = true;
}

// Answers that still come are taken until then: the fewer records are sent twice.
void Engine::finish_going_back(const base::Moment& now) {
  if (!going_back_ || (!out_.empty() && now.mono_ms < go_back_by_ms_)) return;
  for (const auto& flight : out_) client_.cancel(flight.token);
  out_.clear();
  going_back_ = false;
}

// Failed, given up, kept aside and dropped there, or its answer could not be written down: nothing under way would ever acknowledge it.
void Engine::send_again_what_waits_for_nothing() {
  for (auto& [inc, chain] : chains_) {
    const bool is_out = std::ranges::any_of(out_, [&](const Flight& flight) { return flight.push.inc == inc; });
    if (!is_out && chain.sent() > chain.ack()) chain.rewind();
  }
}

void Engine::note_progress(const base::Moment& now) {
  back_off_.reset();
  behind_ = false;
  progress_ms_ = now.mono_ms;
  link_.last_push = now.wall;
  if (going_back_) return;
  link_.state = "connected";
  link_.detail.clear();
  link_.reason.clear();
  link_.next_try.reset();
}

void Engine::want_incarnation(const std::string& inc, const char* reason) {
  base::log_warning("incarnation {} has to end ({}): the kiosk begins a new one between two visits", inc, reason);
  require(inbox_.want_incarnation({inc, reason}));
}

void Engine::count_backlog(const base::Moment& now) {
  backlog_.in_flight = out_.size();
  backlog_.waiting = 0;
  for (const auto& head : heads_) backlog_.waiting += head.seq - std::min(head.seq, chain_of(head.inc).ack());
  const auto passed = now.mono_ms - moved_since_ms_;
  if (passed < kRateOver.count()) return;
  backlog_.records_per_second = static_cast<double>(std::exchange(moved_, 0)) * 1000 / static_cast<double>(passed);
  backlog_.bytes_per_second = static_cast<double>(std::exchange(sent_bytes_, 0)) * 1000 / static_cast<double>(passed);
  moved_since_ms_ = now.mono_ms;
}

// At once when something changed that staff act on, every few seconds while records go, else now and then.
void Engine::publish_link(const base::Moment& now) {
  link_.in_flight = out_.size();
  link_.records_per_minute = static_cast<std::uint64_t>(backlog_.records_per_second * 60 + 0.5);
  link_.bytes_per_second = static_cast<std::uint64_t>(backlog_.bytes_per_second + 0.5);
  const bool same = link_.state == published_.state && link_.detail == published_.detail && link_.reason == published_.reason && link_.epoch == published_.epoch && link_.next_try == published_.next_try;
  const bool flows = backlog_.waiting > 0 && link_.state == "connected";
  if (same && now.mono_ms - link_ms_ < (flows ? kLinkWhileSending : kLinkEvery).count()) return;
  link_.told = now.wall;
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
