// What comes from outside, as values: written by syncd into inbox.db, read by the kiosk.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/base/uuid.h"
#include "kiosk/event/record.h"

namespace openday::journal {

// How far the bureau has (device, inc), as it said last.
struct Ack {
  base::Uuid device;
  std::string inc;
  std::uint64_t seq = 0;        // contiguous prefix stored or quarantined
  std::uint64_t durable = 0;    // that prefix is in its last verified backup, or committed where it keeps none
  std::string epoch;            // changes when the bureau was restored
};

// A record the bureau took into quarantine: acknowledged, not counted, shown to staff.
struct Quarantined {
  base::Uuid device;
  std::string inc;
  std::uint64_t seq = 0;
  std::string code;             // schema, future, oversize ...
  std::string detail;
  std::string raw;              // the bytes that were sent
};

// What a purge takes out of the inbox.
struct InboxErasure {
  std::vector<base::Uuid> records;   // others': body and salt blanked; so too when they come again
  struct Place {
    base::Uuid device;
    std::string inc;
    std::uint64_t seq = 0;
  };
  std::vector<Place> sent;           // own ones: what quarantine kept of them
  std::string rosters_of;            // event whose kept roster goes; empty: none
};

struct BatchAck {
  base::Uuid batch;
  std::string verdict;          // counted, waiting (for the record), quarantined
  std::string detail;
};

struct Document {
  std::string event;            // empty: for the box
  std::string kind;             // plan, roster, revocations, trust, calendar, notice
  int version = 0;
  std::string bytes;
  std::string signature;        // the detached .cose, empty when unsigned (not enrolled)
};
struct DocumentName {
  std::string event, kind;
  int version = 0;
  std::string digest;           // hex SHA-256 of the bytes
  bool operator==(const DocumentName&) const = default;
};

// The wall clock of one boot: t = offset + mono.
struct BootClock {
  std::string boot;
  std::int64_t offset_ms = 0;
  std::int64_t uncertainty_ms = 0;
};

// What the staff's page says about the line. Times are syncd's wall clock.
struct LinkStatus {
  std::string state;            // never, connected, unreachable, refused, not-enrolled, stopped, captive-portal
  std::string detail;           // for staff: names the host and the next step
  std::string bureau;           // URL
  std::string epoch;            // the bureau's, as the last hello said
  std::optional<base::Instant> last_contact, last_push, next_try;
  std::string reason{};         // why it is not connected: no-network, no-answer, portal, certificate, busy, full, refused, version, settings
  std::optional<base::Instant> told{};      // when syncd wrote this; nothing: a syncd of before did
  std::uint64_t in_flight = 0;              // requests that are out
  std::uint64_t records_per_minute = 0, bytes_per_second = 0;   // acknowledged, and sent, over the last seconds
};

// Why the kiosk has to begin a new incarnation (it does so between two visits).
struct IncarnationWanted {
  std::string inc;              // the one to leave
  std::string reason;           // fork, restored
};

struct ForeignRecord {
  std::uint64_t position = 0;   // order of arrival in this inbox
  event::Record record;
};
struct ForeignScan {
  std::vector<event::Record> records;
  std::uint64_t next = 0;       // pass as `after` to go on
  bool more = false;
};

}  // namespace openday::journal
