// Tells one other box of the hall what this one records, as it is recorded: hello, then runs from where that box stands. Nothing of it
// is kept: after a failure or a restart a hello says where to go on. Where that box holds something else under the own numbers it is told
// the whole chain, and the kiosk asked for a new incarnation. step(now) never sleeps. One thread.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/crypto.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal_reader.h"
#include "sync/protocol/messages.h"
#include "sync/agent/back_off.h"
#include "sync/transport/async_client.h"

namespace openday::agent {

class NeighbourPusher {
 public:
  NeighbourPusher(std::string url, journal::JournalReader& journal, journal::Inbox& inbox, transport::AsyncClient& client, const base::SigningKey& key,
                  std::uint64_t seed);
  ~NeighbourPusher();
  NeighbourPusher(const NeighbourPusher&) = delete;
  NeighbourPusher& operator=(const NeighbourPusher&) = delete;

  [[nodiscard]] std::int64_t step(const base::Moment& now);   // when to come again, CLOCK_BOOTTIME in ms
  [[nodiscard]] bool is_out() const { return token_.has_value(); }

 private:
  void work(const base::Moment& now);
  void take(const transport::AsyncClient::Result& result, const base::Moment& now);
  void take_hello(const std::string& body, const base::Moment& now);
  void take_held(const protocol::Held& held);
  void take_push(const std::string& body, const base::Moment& now);
  [[nodiscard]] bool send(const char* path, const std::string& body, const base::Moment& now);
  void fail(const base::Moment& now, bool slow, const std::string& why);

  const std::string url_;
  journal::JournalReader& journal_;
  journal::Inbox& inbox_;
  transport::AsyncClient& client_;
  const base::SigningKey& key_;
  BackOff back_off_;
  std::optional<transport::AsyncClient::Token> token_;
  std::map<std::string, std::uint64_t> acked_;   // by incarnation
  struct Sent {
    std::string inc;
    std::uint64_t first = 0, last = 0;
  };
  std::optional<Sent> sent_;                     // of a push; nothing: a hello is out
  bool greeted_ = false, failed_ = false;
  std::int64_t hello_ms_ = 0, next_ms_ = 0;
};

}  // namespace openday::agent
