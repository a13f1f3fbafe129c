// What the kiosk asks of syncd through spool/: a package taken in from a stick goes into the inbox, a package to take along is made in
// inbox/out/. Needs no bureau. Each request is done once or, after a crash, once more: both are idempotent. Of what was made before
// only the newest is kept. One thread.
#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "kiosk/base/clock.h"
#include "kiosk/base/crypto.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal_reader.h"
#include "kiosk/journal/spool.h"
#include "sync/agent/stick_package.h"

namespace openday::agent {

class SpoolDesk {
 public:
  // `go_on`: asked while a package is made. One that is left off for it stays in spool/.
  SpoolDesk(const std::filesystem::path& state, journal::JournalReader& journal, journal::Inbox& inbox, const base::SigningKey& key, GoOn go_on);

  // All that waits. A request that the disk does not let be done stays and is tried again some seconds later.
  void serve(const base::Moment& now);
  // An enrolment code waits: another part's affair.
  [[nodiscard]] bool has_code() const { return has_code_; }
  // Somebody asked for a try of the line since the last call.
  [[nodiscard]] bool take_try() { return std::exchange(try_line_, false); }

 private:
  void take_in(const journal::SpoolEntry& entry);
  void make_package(const journal::SpoolEntry& entry, const base::Moment& now);
  void refuse(const journal::SpoolEntry& entry, const std::string& why);
  void clear_out();

  journal::Spool spool_;
  const std::filesystem::path out_;
  journal::JournalReader& journal_;
  journal::Inbox& inbox_;
  const base::SigningKey& key_;
  const GoOn go_on_;
  bool has_code_ = false, try_line_ = false;
  std::int64_t retry_ms_ = 0;   // CLOCK_BOOTTIME
};

}  // namespace openday::agent
