#include "sync/agent/puller.h"

#include <algorithm>

#include <fmt/core.h>

#include "kiosk/base/log.h"
#include "sync/agent/reply.h"
#include "sync/agent/store_trouble.h"
#include "sync/agent/tuning.h"
#include "sync/protocol/limits.h"
#include "sync/protocol/pull_codec.h"

namespace openday::agent {
namespace {

constexpr const char* kDocumentsCursor = "pull/documents";
constexpr const char* kRecordsCursor = "pull/records";
constexpr const char* kDevicesCursor = "pull/devices";

template <class Message>
Message sign(Message message, const base::SigningKey& key) {
  message.signature = key.sign(base::as_bytes(protocol::signed_bytes(message)));
  return message;
}

void require(const journal::StoreResult<void>& done) {
  if (!done) throw StoreTrouble{done.error().what};
}

}  // namespace

Puller::Puller(journal::JournalReader& journal, journal::Inbox& inbox, transport::AsyncClient& client, const base::SigningKey& key, std::uint64_t seed)
    : journal_(journal), inbox_(inbox), client_(client), key_(key), back_off_(seed) {}

Puller::~Puller() {
  if (token_) client_.cancel(*token_);
}

std::int64_t Puller::step(const base::Moment& now, std::optional<base::Instant> bureau_now) {
  try {
    if (token_) {
      const auto result = client_.take(*token_);
      if (!result) return now.mono_ms + kPullEvery.count();   // the client wakes us
      token_.reset();
      take(*result, now);
    }
    if (now.mono_ms >= next_ms_ && bureau_now) work(now, *bureau_now);
  } catch (const StoreTrouble& trouble) {
    base::log_error("pull: {}", trouble.what);
    wait(now, false, std::nullopt);
  }
  return bureau_now ? std::max(next_ms_, now.mono_ms) : now.mono_ms + kPullEvery.count();
}

void Puller::work(const base::Moment& now, base::Instant bureau_now) {
  const auto device = need(journal_.device());
  if (!device) {
    next_ms_ = now.mono_ms + kNoJournalWait.count();
    return;
  }
  device_ = *device;
  wanted_.empty() ? ask_news(now, bureau_now) : ask_part(now, bureau_now);
}

void Puller::send(const char* path, std::string body, const base::Moment& now, base::Instant bureau_now) {
  token_ = client_.start({"POST", path, std::move(body), protocol::Encoding::identity, bureau_now});
  next_ms_ = now.mono_ms + kPullEvery.count();
}

protocol::Cursors Puller::cursors() {
  const auto read = [&](const char* key) { return need(inbox_.note(key)).value_or(std::string()); };
  return {read(kDocumentsCursor), read(kRecordsCursor), read(kDevicesCursor)};
}

void Puller::ask_news(const base::Moment& now, base::Instant bureau_now) {
  send("/v1/pull", protocol::encode(sign(protocol::Pull{device_, bureau_now, cursors(), protocol::kMaxPullRecords, {}}, key_)), now, bureau_now);
}

void Puller::ask_part(const base::Moment& now, base::Instant bureau_now) {
  const auto& fetch = wanted_.back();
  send("/v1/part", protocol::encode(sign(protocol::PartRequest{device_, bureau_now, fetch.document.event, fetch.document.kind, fetch.document.version,
                                                               fetch.bytes.size(), {}}, key_)), now, bureau_now);
}

void Puller::take(const transport::AsyncClient::Result& result, const base::Moment& now) {
  const auto reply = read_reply(result, now.wall, "the bureau");
  if (reply.outcome == protocol::Outcome::done) return wanted_.empty() ? take_news(reply.body, now) : take_part(reply.body, now);
  const bool behind = reply.outcome == protocol::Outcome::behind;
  if (behind) begin_again();   // replaced meanwhile, or the hello is too old
  if (!behind && !failed_) base::log_warning("nothing could be fetched: {}", reply.what);
  wait(now, reply.outcome == protocol::Outcome::stop || reply.outcome == protocol::Outcome::permanent, reply.retry_after);
}

// Records and boxes are kept with their cursors at once; that of the documents waits until they are here.
void Puller::take_news(const std::string& body, const base::Moment& now) {
  auto answer = protocol::decode_pull_answer(body);
  if (!answer) {
    base::log_warning("the bureau's answer to a pull is not understood: {}", answer.error().what);
    return wait(now, true, std::nullopt);
  }
  std::erase_if(answer->records, [&](const auto& record) { return record.device == device_; });
  if (!answer->records.empty()) {
    const auto fresh = need(inbox_.put_records(answer->records));
    if (fresh > 0) base::log_info("{} records of other boxes came", fresh);
  }
  require(inbox_.set_note(kRecordsCursor, answer->cursors.records));
  keep_devices(*answer);
  keep_documents(*answer);
  back_off_.reset();
  asked_ = true;
  failed_ = false;
  more_ = answer->more;
  next_ms_ = more_ || !wanted_.empty() ? now.mono_ms : now.mono_ms + kPullEvery.count();
}

void Puller::keep_devices(const protocol::PullAnswer& answer) {
  if (!answer.devices_changed) return;
  require(inbox_.set_note(kDevicesNote, protocol::devices_text(answer.devices)));
  require(inbox_.set_note(kHallNote, answer.hall));
  require(inbox_.set_note(kDevicesCursor, answer.cursors.devices));
}

void Puller::keep_documents(const protocol::PullAnswer& answer) {
  for (const auto& document : answer.documents) {
    if (document.bytes == 0 || document.bytes > protocol::kMaxDocumentBytes) {
      base::log_warning("{} version {} at the bureau has {} bytes and is not fetched", document.kind, document.version, document.bytes);
    } else if (need(inbox_.document_version(document.event, document.kind)).value_or(0) < document.version) {
      wanted_.push_back({document, {}});
    }
  }
  std::reverse(wanted_.begin(), wanted_.end());   // from the back, in the order of publishing
  documents_cursor_ = answer.cursors.documents;
  if (wanted_.empty()) require(inbox_.set_note(kDocumentsCursor, documents_cursor_));
}

void Puller::take_part(const std::string& body, const base::Moment& now) {
  const auto part = protocol::decode_part_answer(body);
  auto& fetch = wanted_.back();
  const bool fits = part && part->bytes == fetch.document.bytes && !part->part.empty() && part->part.size() <= fetch.document.bytes - fetch.bytes.size();
  if (!fits) {
    begin_again();
    return wait(now, true, std::nullopt);
  }
  fetch.bytes += part->part;
  next_ms_ = now.mono_ms;
  if (fetch.bytes.size() < fetch.document.bytes) return;
  if (base::sha256(base::as_bytes(fetch.bytes)) != fetch.document.digest) {
    base::log_warning("{} version {} came damaged from the bureau", fetch.document.kind, fetch.document.version);
    begin_again();
    return wait(now, true, std::nullopt);
  }
  finish_document();
}

// What was wanted is not here: nothing is up to date until the bureau was asked once more.
void Puller::begin_again() {
  wanted_.clear();
  asked_ = false;
}

void Puller::finish_document() {
  const auto& [document, bytes] = wanted_.back();
  if (need(inbox_.put_document({document.event, document.kind, document.version, bytes, document.signature}))) {
    base::log_notice("{} version {} came from the bureau", document.kind, document.version);
  }
  wanted_.pop_back();
  if (wanted_.empty()) require(inbox_.set_note(kDocumentsCursor, documents_cursor_));
}

void Puller::wait(const base::Moment& now, bool slow, std::optional<milliseconds> asked) {
  failed_ = true;
  next_ms_ = now.mono_ms + std::max(back_off_.next(slow ? kStopBase : kBackOffBase, asked), kPullEvery).count();
}

}  // namespace openday::agent
