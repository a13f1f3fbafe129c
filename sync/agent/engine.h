// The pushing machine of syncd: hello, records, ballots, and what each answer means for inbox.db. step(now) makes at most one
// request and says when to come again; it never sleeps and opens no socket. All it knows between two steps can be thrown
// away: a new Engine on the same files goes on where the bureau stands. One thread.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/crypto.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal_reader.h"
#include "sync/agent/back_off.h"
#include "sync/protocol/messages.h"
#include "sync/transport/http_client.h"

namespace openday::agent {

struct EngineOptions {
  std::string bureau;                        // URL, for the staff's page and the log
  protocol::Encoding encoding = protocol::Encoding::zstd;
  std::uint64_t seed = 0;                    // of the back-off's jitter
};

struct Step {
  enum class Did { nothing, request, waiting, no_journal };
  Did did = Did::nothing;       // nothing: all is with the bureau; waiting: a failure's back-off runs
  std::int64_t wake_ms = 0;     // CLOCK_BOOTTIME: come again then at the latest
  bool stuck = false;           // the liveness rule broke: make a new Engine
};

class Engine {
 public:
  Engine(journal::JournalReader& journal, journal::Inbox& inbox, transport::HttpClient& client, const base::SigningKey& key,
         EngineOptions options);

  [[nodiscard]] Step step(const base::Moment& now);

  // After a step: the trouble of now, as the staff's page has it; state "connected" when there is none.
  [[nodiscard]] const journal::LinkStatus& link() const { return link_; }

 private:
  // Where the bureau stands in one of this journal's incarnations.
  struct Mark {
    std::uint64_t ack = 0;
    base::Digest head{};
  };
  struct Reply {
    protocol::Outcome outcome{};
    std::string refusal;                     // its code
    std::string body;
    std::optional<milliseconds> retry_after;
    milliseconds sent_after{}, first_byte_after{};
  };

  [[nodiscard]] Step work(const base::Moment& now);
  [[nodiscard]] bool say_hello(const base::Moment& now);
  void take_hello(const protocol::HelloAnswer& answer, const Reply& reply, const base::Moment& now);
  void take_held(const journal::Head& own, const protocol::Held& held, bool current, const std::string& epoch);
  void take_clock(const protocol::HelloAnswer& answer, const Reply& reply, const base::Moment& now);
  void take_ballot_count(const protocol::HelloAnswer& answer);
  [[nodiscard]] const journal::Head* next_chain() const;
  void push(const journal::Head& head, const base::Moment& now);
  void take_push(const protocol::Push& sent, const Reply& reply, const base::Moment& now);
  void acknowledge(const protocol::Push& sent, const protocol::PushAnswer& answer);
  void quarantine(const protocol::Push& sent, std::string code, const base::Moment& now);
  void take_quarantine(const protocol::Push& sent, const std::string& code, const std::string& raw, const Reply& reply, const base::Moment& now);
  [[nodiscard]] bool push_ballots(const base::Moment& now);
  void send_ballots(const journal::Batch& batch, const base::Moment& now);
  [[nodiscard]] Reply ask(const char* path, std::string body, const base::Moment& now);
  void fail(const Reply& reply, const base::Moment& now);
  void retry(const base::Moment& now, milliseconds base, std::optional<milliseconds> asked);
  void note_progress(const base::Moment& now);
  void want_incarnation(const std::string& inc, const char* reason);
  void publish_link(const base::Moment& now);
  void require(const journal::StoreResult<void>& done);

  journal::JournalReader& journal_;
  journal::Inbox& inbox_;
  transport::HttpClient& client_;
  const base::SigningKey& key_;
  EngineOptions options_;
  BackOff back_off_;

  bool greeted_ = false;                     // a hello was answered and nothing spoke against it since
  std::int64_t hello_ms_ = 0, retry_ms_ = 0, progress_ms_ = 0, last_step_ms_ = 0, link_ms_ = 0;
  std::string epoch_;
  base::Uuid device_{};
  std::vector<journal::Head> heads_;
  std::map<std::string, Mark> marks_;        // by incarnation
  std::size_t batch_ = kFirstBatch, most_records_ = 0;
  std::uint64_t ballots_after_ = 0;          // every batch up to this position is acknowledged
  base::Instant server_time_{};              // the latest the bureau told, also from before
  journal::LinkStatus link_, published_;
};

}  // namespace openday::agent
