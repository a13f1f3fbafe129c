// Sends the papers that the kiosk left in spool/ (send-paper) to the bureau, in parts, one request at a time. The file goes when the
// bureau has the whole of it or says that it never will (then Spool::refused() tells why). step(now) never sleeps. One thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/crypto.h"
#include "kiosk/journal/journal_reader.h"
#include "kiosk/journal/spool.h"
#include "sync/agent/back_off.h"
#include "sync/agent/exchange_size.h"
#include "sync/protocol/messages_pull.h"
#include "sync/transport/async_client.h"

namespace openday::agent {

class PaperSender {
 public:
  // `most_bytes_per_second`: the line's cap upwards, which parts have to pass in time; 0: none.
  PaperSender(const std::filesystem::path& state, journal::JournalReader& journal, transport::AsyncClient& client, const base::SigningKey& key, std::uint64_t seed,
              std::uint64_t most_bytes_per_second = 0);
  ~PaperSender();
  PaperSender(const PaperSender&) = delete;
  PaperSender& operator=(const PaperSender&) = delete;

  // `bureau_now`: as Puller::step. Returns when to come again, CLOCK_BOOTTIME in ms.
  [[nodiscard]] std::int64_t step(const base::Moment& now, std::optional<base::Instant> bureau_now);
  // Nothing more comes of waiting: every paper is sent, or the last try failed.
  [[nodiscard]] bool is_settled() const { return !token_ && looked_ && (!paper_ || failed_); }

 private:
  void begin(const base::Moment& now);
  void ask(base::Instant bureau_now);
  void take(const transport::AsyncClient::Result& result, const base::Moment& now);
  void finish(const std::string& refused);

  const std::filesystem::path state_;
  journal::Spool spool_;
  journal::JournalReader& journal_;
  transport::AsyncClient& client_;
  const base::SigningKey& key_;
  BackOff back_off_;
  struct Sending {
    journal::SpoolEntry entry;
    protocol::PaperPart head;      // all but offset, part and signature
    std::string bytes;
  };
  std::optional<Sending> paper_;
  std::optional<transport::AsyncClient::Token> token_;
  ExchangeSize part_;
  std::uint64_t held_ = 0;
  std::int64_t next_ms_ = 0;
  bool looked_ = false, failed_ = false;
};

}  // namespace openday::agent
