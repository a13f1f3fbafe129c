// The fetching machine of syncd: what the bureau publishes and what the hall's other boxes wrote comes into inbox.db. step(now) takes
// what arrived and starts at most one request; it never sleeps. A cursor is kept only after everything before it is in the inbox, so
// whatever is lost on the way is asked again. Signatures of documents are the kiosk's affair: it has the trust list. One thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/crypto.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal_reader.h"
#include "sync/agent/back_off.h"
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
  // Nothing more comes of waiting: up to date, or the last try failed.
  [[nodiscard]] bool is_settled() const { return is_up_to_date() || (failed_ && !is_out()); }
  // Everything that was there at the last answer is in the inbox.
  [[nodiscard]] bool is_up_to_date() const { return !is_out() && wanted_.empty() && !more_ && asked_; }

 private:
  struct Fetch {
    protocol::DocumentName document;
    std::string bytes;
  };
  void work(const base::Moment& now, base::Instant bureau_now);
  void take(const transport::AsyncClient::Result& result, const base::Moment& now);
  void ask_news(const base::Moment& now, base::Instant bureau_now);
  void ask_part(const base::Moment& now, base::Instant bureau_now);
  void take_news(const std::string& body, const base::Moment& now);
  void take_part(const std::string& body, const base::Moment& now);
  void keep_documents(const protocol::PullAnswer& answer);
  void keep_devices(const protocol::PullAnswer& answer);
  void begin_again();
  void finish_document();
  void wait(const base::Moment& now, bool slow, std::optional<milliseconds> asked);
  void send(const char* path, std::string body, const base::Moment& now, base::Instant bureau_now);
  [[nodiscard]] protocol::Cursors cursors();

  journal::JournalReader& journal_;
  journal::Inbox& inbox_;
  transport::AsyncClient& client_;
  const base::SigningKey& key_;
  BackOff back_off_;
  std::optional<transport::AsyncClient::Token> token_;
  std::vector<Fetch> wanted_;            // the last one is being fetched
  std::string documents_cursor_;         // to keep when wanted_ is empty
  base::Uuid device_{};
  std::int64_t next_ms_ = 0;
  bool more_ = false, asked_ = false, failed_ = false;
};

// Notes in inbox.db (Inbox::note): what the kiosk and the neighbours' part read.
inline constexpr const char* kHallNote = "hall";         // the hall's name
inline constexpr const char* kDevicesNote = "devices";   // JSON [{"dev","key","name"}]: the hall's other boxes

}  // namespace openday::agent
