// The fetching machine of syncd: what the bureau publishes and what the hall's other boxes wrote comes into inbox.db. step(now) takes
// what arrived and starts at most one request; it never sleeps. A cursor is kept only after everything before it is in the inbox, so
// whatever is lost on the way is asked again. A document that does not come keeps back nothing but that cursor. Signatures of documents are
// the kiosk's affair: it has the trust list. One thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/crypto.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal_reader.h"
#include "sync/agent/aside_papers.h"
#include "sync/agent/back_off.h"
#include "sync/agent/exchange_size.h"
#include "sync/agent/reply.h"
#include "sync/protocol/limits.h"
#include "sync/protocol/messages_pull.h"
#include "sync/transport/async_client.h"

namespace openday::agent {

class Puller {
 public:
  Puller(journal::JournalReader& journal, journal::Inbox& inbox, transport::AsyncClient& client, const base::SigningKey& key, std::uint64_t seed);
  ~Puller();   // cancels what is out
  Puller(const Puller&) = delete;
  Puller& operator=(const Puller&) = delete;

  // `bureau_now`: the bureau's time as the last hello told it; nothing: no hello was answered yet, and nothing is fetched before.
  // Returns when to come again, CLOCK_BOOTTIME in ms.
  [[nodiscard]] std::int64_t step(const base::Moment& now, std::optional<base::Instant> bureau_now);
  void try_now() { next_ms_ = 0; }   // somebody at the box asks
  [[nodiscard]] bool is_out() const { return token_.has_value(); }
  // Nothing more comes of waiting: all that comes is here, or the last try failed.
  [[nodiscard]] bool is_settled() const { return is_idle() || (failed_ && !is_out()); }
  // Everything that was there at the last answer is in the inbox.
  [[nodiscard]] bool is_up_to_date() const { return is_idle() && aside_.empty(); }
  // Documents that the bureau cannot hand out, as AsidePapers::told; empty: none.
  [[nodiscard]] const std::string& trouble() const { return told_; }

 private:
  [[nodiscard]] bool is_idle() const { return !is_out() && wanted_.empty() && !more_ && asked_; }
  void work(const base::Moment& now, base::Instant bureau_now);
  void take(const transport::AsyncClient::Result& result, const base::Moment& now);
  void ask_news(const base::Moment& now, base::Instant bureau_now);
  void ask_part(const base::Moment& now, base::Instant bureau_now);
  void take_news(const std::string& body, const base::Moment& now);
  void take_part(const std::string& body, const base::Moment& now);
  void keep_documents(const protocol::PullAnswer& answer, const base::Moment& now);
  [[nodiscard]] bool is_news(const protocol::DocumentName& document);
  void keep_devices(const protocol::PullAnswer& answer);
  void take_failure(const Reply& reply, const base::Moment& now);
  void begin_again(const base::Moment& now);
  void set_aside(PaperTrouble trouble, const base::Moment& now);
  void finish_document();
  void keep_documents_cursor();
  void tell_trouble();
  void wait(const base::Moment& now, bool slow, std::optional<milliseconds> asked);
  void send(const char* path, std::string body, const base::Moment& now, base::Instant bureau_now);
  [[nodiscard]] protocol::Cursors cursors();

  journal::JournalReader& journal_;
  journal::Inbox& inbox_;
  transport::AsyncClient& client_;
  const base::SigningKey& key_;
  BackOff back_off_;
  std::optional<transport::AsyncClient::Token> token_;
  std::vector<PaperFetch> wanted_;       // the last one is being fetched
  AsidePapers aside_;
  std::string documents_cursor_;         // to keep when all are here
  std::string told_;
  base::Uuid device_{};
  ExchangeSize most_{kLeastPull, protocol::kMaxPullRecords};   // records of one pull
  std::int64_t next_ms_ = 0, asked_ms_ = 0;
  bool more_ = false, asked_ = false, failed_ = false, has_told_ = false;
};

// Notes in inbox.db (Inbox::note): what the kiosk and the neighbours' part read.
inline constexpr const char* kHallNote = "hall";         // the hall's name
inline constexpr const char* kDevicesNote = "devices";   // JSON [{"dev","key","name"}]: the hall's other boxes

}  // namespace openday::agent
