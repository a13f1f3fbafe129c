#include "sync/agent/puller.h"

#include <algorithm>

#include <fmt/core.h>

#include "kiosk/base/log.h"
#include "kiosk/journal/inbox_notes.h"
#include "sync/agent/store_trouble.h"
#include "sync/agent/tuning.h"
#include "sync/protocol/limits.h"
#include "sync/protocol/pull_codec.h"

namespace openday::agent {
namespace {

constexpr const char* kDocumentsCursor = "pull/documents";
constexpr const char* kRecordsCursor = "pull/records";
constexpr const char* kDevicesCursor = "pull/devices";
constexpr std::string_view kTrust = "trust";

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
    : journal_(journal), inbox_(inbox), client_(client), key_(key), back_off_(seed), aside_(seed) {}

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
    wanted_.clear();
    asked_ = false;
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
  asked_ms_ = now.mono_ms;
  next_ms_ = now.mono_ms + kPullEvery.count();
}

protocol::Cursors Puller::cursors() {
  const auto read = [&](const char* key) { return need(inbox_.note(key)).value_or(std::string()); };
  return {read(kDocumentsCursor), read(kRecordsCursor), read(kDevicesCursor)};
}

void Puller::ask_news(const base::Moment& now, base::Instant bureau_now) {
  send("/v1/pull", protocol::encode(sign(protocol::Pull{device_, bureau_now, cursors(), most_.now(), {}}, key_)), now, bureau_now);
}

void Puller::ask_part(const base::Moment& now, base::Instant bureau_now) {
  const auto& fetch = wanted_.back();
  send("/v1/part", protocol::encode(sign(protocol::PartRequest{device_, bureau_now, fetch.document.event, fetch.document.kind, fetch.document.version,
                                                               fetch.bytes.size(), {}}, key_)), now, bureau_now);
}

void Puller::take(const transport::AsyncClient::Result& result, const base::Moment& now) {
  if (!result && result.error().kind == protocol::Wire::timed_out && wanted_.empty()) most_.timed_out();
  const auto reply = read_reply(result, now.wall, "the bureau");
  if (reply.outcome == protocol::Outcome::done) return wanted_.empty() ? take_news(reply.body, now) : take_part(reply.body, now);
  take_failure(reply, now);
}

// Of a paper the others go on; of the line, or of this box, all waits. Either way the next thing asked is what is new: a hall's records
// must not wait for a paper that a slow line never brings whole.
void Puller::take_failure(const Reply& reply, const base::Moment& now) {
  const bool of_paper = reply.outcome == protocol::Outcome::permanent || reply.refusal == "replaced" || reply.refusal == "store";
  if (of_paper && !wanted_.empty()) {
    base::log_warning("{} version {} is not handed out: {}", wanted_.back().document.kind, wanted_.back().document.version, reply.what);
    return set_aside(PaperTrouble::refused, now);
  }
  begin_again(now);
  const bool behind = reply.outcome == protocol::Outcome::behind;   // the hello is too old
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
  most_.passed(now.mono_ms - asked_ms_);
  std::erase_if(answer->records, [&](const auto& record) { return record.device == device_; });
  if (!answer->records.empty()) {
    const auto fresh = need(inbox_.put_records(answer->records));
    if (fresh > 0) base::log_info("{} records of other boxes came", fresh);
  }
  require(inbox_.set_note(kRecordsCursor, answer->cursors.records));
  keep_devices(*answer);
  keep_documents(*answer, now);
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

// Another one of the same version counts: the bureau names the hall's own. Not of a trust list, which only a higher version replaces.
bool Puller::is_news(const protocol::DocumentName& document) {
  const auto held = need(inbox_.document_name(document.event, document.kind));
  if (!held || held->version < document.version) return true;
  return held->version == document.version && document.kind != kTrust && held->digest != base::to_hex(document.digest);
}

// In the order of publishing; those that failed before come last.
void Puller::keep_documents(const protocol::PullAnswer& answer, const base::Moment& now) {
  aside_.keep_only(answer.documents);
  std::vector<PaperFetch> again;
  for (const auto& document : answer.documents) {
    const auto place = aside_.place_of(document, now.mono_ms);
    if (place == AsidePapers::Place::waiting || !is_news(document)) continue;
    if (document.bytes == 0 || document.bytes > protocol::kMaxDocumentBytes) {
      base::log_warning("{} version {} at the bureau has {} bytes and is not fetched", document.kind, document.version, document.bytes);
      aside_.put({document, {}}, PaperTrouble::too_large, now.mono_ms);
    } else if (place == AsidePapers::Place::due) {
      again.push_back(aside_.resume(document));
    } else {
      wanted_.push_back({document, {}});
    }
  }
  wanted_.insert(wanted_.end(), std::make_move_iterator(again.begin()), std::make_move_iterator(again.end()));
  std::reverse(wanted_.begin(), wanted_.end());   // from the back
  documents_cursor_ = answer.cursors.documents;
  keep_documents_cursor();
  tell_trouble();
}

void Puller::keep_documents_cursor() {
  if (wanted_.empty() && aside_.empty()) require(inbox_.set_note(kDocumentsCursor, documents_cursor_));
}

// The first time also where there is nothing to tell: a note of before may stand there.
void Puller::tell_trouble() {
  auto told = aside_.told();
  if (has_told_ && told == told_) return;
  require(inbox_.set_note(journal::kPapersInTroubleNote, told));
  if (!told.empty() && told != told_) base::log_error("the bureau cannot hand out (publish anew there: openday-bureau admin publish): {}", told);
  told_ = std::move(told);
  has_told_ = true;
}

void Puller::take_part(const std::string& body, const base::Moment& now) {
  const auto part = protocol::decode_part_answer(body);
  auto& fetch = wanted_.back();
  const bool fits = part && part->bytes == fetch.document.bytes && !part->part.empty() && part->part.size() <= fetch.document.bytes - fetch.bytes.size();
  if (!fits) return set_aside(PaperTrouble::damaged, now);
  fetch.bytes += part->part;
  next_ms_ = now.mono_ms;
  if (fetch.bytes.size() < fetch.document.bytes) return;
  if (base::sha256(base::as_bytes(fetch.bytes)) != fetch.document.digest) return set_aside(PaperTrouble::damaged, now);
  finish_document();
}

// Nothing is up to date until the bureau was asked once more. What is here of a paper is kept.
void Puller::begin_again(const base::Moment& now) {
  for (auto& fetch : wanted_) {
    if (!fetch.bytes.empty()) aside_.put(std::move(fetch), PaperTrouble::line, now.mono_ms);
  }
  wanted_.clear();
  asked_ = false;
}

void Puller::set_aside(PaperTrouble trouble, const base::Moment& now) {
  const auto document = wanted_.back().document;
  if (trouble == PaperTrouble::damaged) base::log_warning("{} version {} came damaged from the bureau", document.kind, document.version);
  wanted_.pop_back();
  aside_.put({document, {}}, trouble, now.mono_ms);
  tell_trouble();
  next_ms_ = now.mono_ms;
}

void Puller::finish_document() {
  const auto& [document, bytes] = wanted_.back();
  const auto same = document.kind == kTrust ? journal::Inbox::SameVersion::stays : journal::Inbox::SameVersion::replaces;
  if (need(inbox_.put_document({document.event, document.kind, document.version, bytes, document.signature}, same))) {
    base::log_notice("{} version {} came from the bureau", document.kind, document.version);
  }
  aside_.forget(document);
  wanted_.pop_back();
  keep_documents_cursor();
  tell_trouble();
}

void Puller::wait(const base::Moment& now, bool slow, std::optional<milliseconds> asked) {
  failed_ = true;
  next_ms_ = now.mono_ms + std::max(back_off_.next(slow ? kStopBase : kBackOffBase, asked), kPullEvery).count();
}

}  // namespace openday::agent
