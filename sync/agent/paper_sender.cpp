#include "sync/agent/paper_sender.h"

#include <algorithm>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/event/sent_paper.h"
#include "kiosk/journal/layout.h"
#include "sync/agent/reply.h"
#include "sync/agent/store_trouble.h"
#include "sync/agent/tuning.h"
#include "sync/protocol/limits.h"
#include "sync/protocol/pull_codec.h"

namespace openday::agent {

PaperSender::PaperSender(const std::filesystem::path& state, journal::JournalReader& journal, transport::AsyncClient& client, const base::SigningKey& key,
                         std::uint64_t seed, std::uint64_t most_bytes_per_second)
    : state_(state), spool_(state), journal_(journal), client_(client), key_(key), back_off_(seed),
      part_(kLeastPart, part_under_cap(most_bytes_per_second, protocol::kMaxPart)) {}

PaperSender::~PaperSender() {
  if (token_) client_.cancel(*token_);
}

std::int64_t PaperSender::step(const base::Moment& now, std::optional<base::Instant> bureau_now) {
  try {
    if (token_) {
      const auto result = client_.take(*token_);
      if (!result) return now.mono_ms + kPullEvery.count();
      token_.reset();
      take(*result, now);
    }
    if (!bureau_now) return now.mono_ms + kPullEvery.count();
    if (now.mono_ms < next_ms_) return next_ms_;
    if (!paper_) begin(now);
    if (paper_) ask(*bureau_now);
  } catch (const StoreTrouble& trouble) {
    base::log_error("spool: {}", trouble.what);
    paper_.reset();
    failed_ = true;
    next_ms_ = now.mono_ms + kSpoolRetry.count();
  }
  return paper_ ? now.mono_ms + kPullEvery.count() : std::max(next_ms_, now.mono_ms + kColdPoll.count());
}

void PaperSender::begin(const base::Moment& now) {
  looked_ = true;
  const auto device = need(journal_.device());
  if (!device) return;
  for (const auto& entry : need(spool_.list())) {
    if (entry.kind != journal::SpoolKind::send_paper) continue;
    paper_.emplace(Sending{entry, {}, {}});
    const auto paper = event::parse_sent_paper(need(spool_.take(entry)));
    const auto id = base::parse_uuid(std::string_view(entry.name).substr(0, 36));
    if (!paper || !id) {
      finish("the paper's request is not understood: make the paper again");
      continue;
    }
    paper_->head = {*device, *id, paper->event, paper->kind, paper->name, 0, paper->sealed.size(), base::sha256(base::as_bytes(paper->sealed)), {}, {}};
    paper_->bytes = paper->sealed;
    held_ = 0;
    next_ms_ = now.mono_ms;
    return;
  }
}

void PaperSender::ask(base::Instant bureau_now) {
  auto part = paper_->head;
  part.offset = held_;
  part.part = paper_->bytes.substr(static_cast<std::size_t>(held_), part_.now());
  part.signature = key_.sign(base::as_bytes(protocol::signed_bytes(part)));
  token_ = client_.start({"POST", "/v1/paper", protocol::encode(part), protocol::Encoding::identity, bureau_now});
}

void PaperSender::take(const transport::AsyncClient::Result& result, const base::Moment& now) {
  if (!result && result.error().kind == protocol::Wire::timed_out) part_.timed_out();
  const auto reply = read_reply(result, now.wall, "the bureau");
  if (reply.outcome == protocol::Outcome::permanent) return finish(reply.what);
  const auto answer = protocol::decode_paper_answer(reply.body);
  if (reply.outcome != protocol::Outcome::done || !answer || answer->held > paper_->head.bytes) {
    failed_ = true;
    next_ms_ = now.mono_ms + back_off_.next(reply.outcome == protocol::Outcome::stop ? kStopBase : kBackOffBase, reply.retry_after).count();
    return;
  }
  // The bureau has less than before only when it was restored: it is told from there again.
  held_ = answer->held;
  part_.passed(reply.first_byte_after.count());
  failed_ = false;
  back_off_.reset();
  if (held_ == paper_->head.bytes) finish({});
}

void PaperSender::finish(const std::string& refused) {
  const auto entry = paper_->entry;
  paper_.reset();
  if (refused.empty()) {
    base::log_notice("a paper is with the bureau");
  } else {
    base::log_warning("a paper was not sent: {}", refused);
    std::error_code ignored;
    std::filesystem::create_directories(journal::Layout{state_}.out_folder(), ignored);
    if (const auto said = base::write_file_durably(spool_.refused(entry.name), refused); !said) base::log_error("{}", said.error().what);
  }
  if (const auto gone = spool_.done(entry); !gone) throw StoreTrouble{gone.error().what};
}

}  // namespace openday::agent
