#include "sync/agent/neighbour_pusher.h"

#include <algorithm>

#include "kiosk/base/log.h"
#include "sync/agent/puller.h"
#include "sync/agent/reply.h"
#include "sync/agent/requests.h"
#include "sync/agent/store_trouble.h"
#include "sync/agent/tuning.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"
#include "sync/protocol/pull_codec.h"

namespace openday::agent {

NeighbourPusher::NeighbourPusher(std::string url, journal::JournalReader& journal, journal::Inbox& inbox, transport::AsyncClient& client,
                                 const base::SigningKey& key, std::uint64_t seed)
    : url_(std::move(url)), journal_(journal), inbox_(inbox), client_(client), key_(key), back_off_(seed) {}

NeighbourPusher::~NeighbourPusher() {
  if (token_) client_.cancel(*token_);
}

std::int64_t NeighbourPusher::step(const base::Moment& now) {
  try {
    if (token_) {
      const auto result = client_.take(*token_);
      if (!result) return now.mono_ms + kComeAgain.count();   // the client wakes us
      token_.reset();
      take(*result, now);
    }
    if (now.mono_ms >= next_ms_) work(now);
  } catch (const StoreTrouble& trouble) {
    fail(now, false, trouble.what);
  }
  return std::max(next_ms_, now.mono_ms + (token_ ? kComeAgain : kColdPoll).count());
}

void NeighbourPusher::work(const base::Moment& now) {
  const auto device = need(journal_.device());
  if (!device) return;
  const auto heads = need(journal_.heads());
  if (!greeted_ || now.mono_ms - hello_ms_ >= kHelloEvery.count()) {
    sent_.reset();
    (void)send("/v1/hello", protocol::encode(signed_hello(*device, heads, key_)), now);
    return;
  }
  for (const auto& head : heads) {
    const auto after = acked_[head.inc];
    if (head.seq <= after) continue;
    const auto previous = after == 0 ? std::optional(event::chain_start(*device, head.inc)) : need(journal_.hash_at(head.inc, after));
    auto page = need(journal_.records(head.inc, after, kFirstBatch));
    if (!previous || page.records.empty()) continue;
    const auto last = after + page.records.size();
    const auto body = protocol::encode(signed_push(*device, head.inc, after, *previous, std::move(page), key_));
    if (send("/v1/push", body, now)) sent_ = Sent{head.inc, after + 1, last};
    return;
  }
}

// Only a box that the bureau named may answer: no list, no neighbours.
bool NeighbourPusher::send(const char* path, const std::string& body, const base::Moment& now) {
  std::string pins;
  for (const auto& known : protocol::read_devices(need(inbox_.note(kDevicesNote)).value_or(std::string()))) {
    pins += (pins.empty() ? "" : ";") + transport::pin_of(known.key);
  }
  if (pins.empty()) {
    next_ms_ = now.mono_ms + kPullEvery.count();
    return false;
  }
  const auto encoding = body.size() > kCompressAbove ? protocol::Encoding::zstd : protocol::Encoding::identity;
  token_ = client_.start({"POST", path, protocol::deflate(body, encoding), encoding, std::max(now.wall, base::build_date()), transport::Peer{url_, pins}});
  return true;
}

void NeighbourPusher::take(const transport::AsyncClient::Result& result, const base::Moment& now) {
  const auto reply = read_reply(result, now.wall, url_);
  if (reply.outcome == protocol::Outcome::done) return sent_ ? take_push(reply.body, now) : take_hello(reply.body, now);
  fail(now, reply.outcome == protocol::Outcome::stop || reply.outcome == protocol::Outcome::permanent, reply.what);
}

void NeighbourPusher::take_hello(const std::string& body, const base::Moment& now) {
  const auto answer = protocol::decode_hello_answer(body);
  if (!answer) return fail(now, true, answer.error().what);
  acked_.clear();
  for (const auto& held : answer->held) take_held(held);
  greeted_ = true;
  hello_ms_ = now.mono_ms;
  if (failed_) base::log_notice("the box at {} answers", url_);
  failed_ = false;
}

// What stands there under our numbers another machine with this disk wrote, or this one before its disk was put back. Said at each hello
// anew, since a neighbour cannot tell whether it has both; a box of before says no head.
void NeighbourPusher::take_held(const protocol::Held& held) {
  const auto own = need(journal_.hash_at(held.inc, held.ack));
  const bool same = held.ack == 0 || held.head == base::Digest{} || (own && *own == held.head);
  acked_[held.inc] = same ? held.ack : 0;
  const auto heads = need(journal_.heads());
  if (same || heads.empty() || heads.back().inc != held.inc) return;
  base::log_warning("the box at {} holds other records under the numbers of incarnation {}: the kiosk begins a new one between two visits", url_, held.inc);
  if (const auto asked = inbox_.want_incarnation({held.inc, "fork"}); !asked) throw StoreTrouble{asked.error().what};
}

void NeighbourPusher::take_push(const std::string& body, const base::Moment& now) {
  const auto answer = protocol::decode_push_answer(body);
  if (!answer) return fail(now, true, answer.error().what);
  if (answer->ack < sent_->first) return fail(now, true, "it holds less than it was told");   // says hello, later
  acked_[sent_->inc] = std::min(answer->ack, sent_->last);
  back_off_.reset();   // not before: a box that greets and then refuses is not asked at full speed
  sent_.reset();
}

void NeighbourPusher::fail(const base::Moment& now, bool slow, const std::string& why) {
  if (!failed_) base::log_warning("the box at {} does not take records now: {}", url_, why);
  failed_ = true;
  greeted_ = false;
  sent_.reset();
  next_ms_ = now.mono_ms + std::min(back_off_.next(slow ? kStopBase : kBackOffBase), kNeighbourCap).count();
}

}  // namespace openday::agent
