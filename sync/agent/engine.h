// The pushing machine of syncd: hello, records, ballots, and what each answer means for inbox.db. step(now) takes the answers that
// came, starts what may start - up to four pushes under way, everything else alone - and says when to come again; it never waits and
// opens no socket. All it knows between two steps can be thrown away: a new Engine on the same files goes on where the bureau stands.
// One thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/crypto.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal_reader.h"
#include "sync/agent/back_off.h"
#include "sync/agent/line_cap.h"
#include "sync/agent/reply.h"
#include "sync/agent/sent_chain.h"
#include "sync/protocol/messages.h"
#include "sync/transport/async_client.h"

namespace openday::agent {

struct EngineOptions {
  std::string bureau;                        // URL, for the staff's page and the log
  protocol::Encoding encoding = protocol::Encoding::zstd;
  std::uint64_t seed = 0;                    // of the back-off's jitter
  std::uint64_t most_bytes_per_second = 0;   // of the line upwards; 0: all of it
  std::size_t most_in_flight = kMostInFlight;   // pushes under way at once
};

struct Step {
  enum class Did { nothing, request, waiting, no_journal };
  Did did = Did::nothing;       // nothing: all is with the bureau; request: some are out, or about to be; waiting: a failure's back-off runs
  std::int64_t wake_ms = 0;     // CLOCK_BOOTTIME: come again then at the latest, or when the client has an answer
  bool stuck = false;           // the liveness rule broke: make a new Engine
};

// How a backlog goes: of this step, but the rate, which is of the last seconds.
struct Backlog {
  std::uint64_t waiting = 0;    // records not acknowledged, all incarnations
  std::size_t in_flight = 0;    // requests that are out
  double records_per_second = 0, bytes_per_second = 0;   // acknowledged; sent
};

class Engine {
 public:
  Engine(journal::JournalReader& journal, journal::Inbox& inbox, transport::AsyncClient& client, const base::SigningKey& key,
         EngineOptions options);
  ~Engine();   // cancels what is out
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  [[nodiscard]] Step step(const base::Moment& now);
  // Somebody at the box asks: a hello at once, whatever back-off runs.
  void try_now();
  // An address or a link came or went: an unreachable bureau is tried soon instead of at the end of the back-off.
  void network_changed(const base::Moment& now);

  // After a step: the trouble of now, as the staff's page has it; state "connected" when there is none.
  [[nodiscard]] const journal::LinkStatus& link() const { return link_; }
  // The bureau's clock as the last hello of this boot told it.
  [[nodiscard]] std::optional<base::Instant> bureau_now(const base::Moment& now) const {
    return bureau_offset_ms_ ? std::optional(base::Instant(base::Millis(*bureau_offset_ms_ + now.mono_ms))) : std::nullopt;
  }
  [[nodiscard]] const Backlog& backlog() const { return backlog_; }

 private:
  enum class Kind { hello, push, quarantine, ballots };
  // A request that is out.
  struct Flight {
    Kind kind{};
    transport::AsyncClient::Token token = 0;
    base::Moment started;
    protocol::Push push;                     // of a push, and of the one record that goes to quarantine
    std::string code, raw;                   // of a quarantine
    base::Uuid batch;                        // of ballots
    bool ahead = false;                      // a push sent before the run in front of it was acknowledged
  };
  // A run that the bureau refuses as a whole is halved with nothing beside it, until this seq is acknowledged.
  struct Careful {
    std::string inc;
    std::uint64_t until = 0;
  };

  // The one record whose refusal may be of something else than we sent: an older bureau that checks no digest, a gateway in front of it.
  struct Doubt {
    std::string inc;
    std::uint64_t seq = 0;
    int refusals = 0;
  };

  [[nodiscard]] Step work(const base::Moment& now);
  [[nodiscard]] Step come_again(const base::Moment& now) const;
  void launch(Flight flight, const char* path, const std::string& body, const base::Moment& now);
  void take_answers(const base::Moment& now);
  void take(const Flight& flight, const Reply& reply, const base::Moment& now);
  [[nodiscard]] Reply read(const transport::AsyncClient::Result& result, const base::Moment& now);

  void say_hello(const base::Moment& now);
  void take_hello(const Flight& flight, const Reply& reply, const base::Moment& now);
  void take_positions(const protocol::HelloAnswer& answer, const base::Moment& now);
  void take_held(const journal::Head& own, const protocol::Held& held, bool current, const std::string& epoch);
  void take_clock(const protocol::HelloAnswer& answer, const Reply& reply, const base::Moment& started);
  void take_missing_batches(const protocol::HelloAnswer& answer);

  [[nodiscard]] SentChain& chain_of(const std::string& inc);
  [[nodiscard]] const journal::Head* next_chain();
  [[nodiscard]] bool is_all_acknowledged();
  [[nodiscard]] bool is_careful();
  void start_pushes(const base::Moment& now);
  void push(const journal::Head& head, const base::Moment& now);
  void take_push(const Flight& flight, const Reply& reply, const base::Moment& now);
  void take_stored(const protocol::Push& sent, const protocol::PushAnswer& answer, const base::Moment& now);
  void take_refused(const Flight& flight, const Reply& reply, const base::Moment& now);
  void acknowledge(const protocol::Push& sent, const protocol::PushAnswer& answer);
  [[nodiscard]] std::uint64_t own_part(const protocol::Push& sent, const protocol::PushAnswer& answer);
  [[nodiscard]] std::vector<journal::Quarantined> verdicts_of(const protocol::Push& sent, const protocol::PushAnswer& answer, std::uint64_t ack);
  [[nodiscard]] bool is_believed(const protocol::Push& of_one, const Reply& reply);
  void quarantine(const protocol::Push& sent, std::string code, const base::Moment& now);
  void take_quarantine(const Flight& flight, const Reply& reply, const base::Moment& now);
  [[nodiscard]] bool push_ballots(const base::Moment& now);
  void send_ballots(const journal::Batch& batch, const base::Moment& now);
  void take_ballots(const Flight& flight, const Reply& reply, const base::Moment& now);

  void fail(const Reply& reply, const base::Moment& now);
  void retry(const base::Moment& now, milliseconds base, std::optional<milliseconds> asked);
  void go_back(std::int64_t by_ms);
  void finish_going_back(const base::Moment& now);
  void send_again_what_waits_for_nothing();
  void note_progress(const base::Moment& now);
  void want_incarnation(const std::string& inc, const char* reason);
  void count_backlog(const base::Moment& now);
  void publish_link(const base::Moment& now);
  void require(const journal::StoreResult<void>& done);

  journal::JournalReader& journal_;
  journal::Inbox& inbox_;
  transport::AsyncClient& client_;
  const base::SigningKey& key_;
  EngineOptions options_;
  BackOff back_off_;
  LineCap line_;

  std::vector<Flight> out_;
  bool greeted_ = false;                     // a hello was answered and nothing spoke against it since
  bool behind_ = false;                      // the last failure said so, and nothing moved since
  bool going_back_ = false;                  // nothing starts until what is out came back, or until go_back_by_ms_
  std::int64_t go_back_by_ms_ = 0;
  std::int64_t hello_ms_ = 0, retry_ms_ = 0, pause_ms_ = 0, progress_ms_ = 0, last_step_ms_ = 0, link_ms_ = 0;
  bool asked_to_wait_ = false;               // the back-off that runs has a Retry-After in it
  std::string epoch_;
  base::Uuid device_{};
  std::vector<journal::Head> heads_;
  std::map<std::string, SentChain> chains_;  // by incarnation
  std::size_t batch_ = kFirstBatch, most_records_ = 0, most_out_ = 1;
  std::optional<Careful> careful_;
  Doubt doubt_;
  std::uint64_t ballots_after_ = 0;          // every batch up to this position is acknowledged
  std::optional<std::int64_t> bureau_offset_ms_;   // bureau's time - mono
  std::uint64_t moved_ = 0, sent_bytes_ = 0;   // records acknowledged, bytes sent, since moved_since_ms_
  std::int64_t moved_since_ms_ = 0;
  Backlog backlog_;
  journal::LinkStatus link_, published_;
};

}  // namespace openday::agent
