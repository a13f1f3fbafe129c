// What a device fetches at the bureau and how it becomes known there, as values (protocol.md has the words and the JSON). Times
// that a device signs are its best guess of the bureau's clock, so that a request overheard once is of no use later. Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/protocol/messages.h"

namespace openday::protocol {

// Where a device stands in each of the lists that the bureau keeps for it; opaque to the device, empty: from the start. A cursor of
// another epoch counts as empty: what comes again is known by its version, or by (device, inc, seq).
struct Cursors {
  std::string documents, records, devices;
  bool operator==(const Cursors&) const = default;
};

struct Pull {
  base::Uuid device;
  base::Instant at{};
  Cursors cursors;
  std::size_t most_records = 0;
  base::Signature signature{};
};

// A document to fetch, when it is newer than what is held.
struct DocumentName {
  std::string event;                   // empty: for the box
  std::string kind;                    // plan, roster, revocations, trust, calendar, notice
  int version = 0;
  std::uint64_t bytes = 0;
  base::Digest digest{};               // SHA-256 of the bytes
  std::string signature;               // the detached .cose, empty for a trust list
  bool operator==(const DocumentName&) const = default;
};

// A box of the same hall, as the bureau knows it: what neighbours know each other by.
struct KnownDevice {
  base::Uuid device;
  base::PublicKey key{};
  std::string name;
  bool operator==(const KnownDevice&) const = default;
};

struct PullAnswer {
  std::string epoch;
  base::Instant now{};
  Cursors cursors;                     // pass these next time
  bool more = false;                   // something was left for the next pull: come at once
  std::vector<DocumentName> documents;
  std::vector<event::Record> records;  // of the other boxes of the hall, each with device and inc; blanked ones without body and salt
  bool devices_changed = false;
  std::vector<KnownDevice> devices;    // all of the hall but the asker and the revoked ones; counts when devices_changed
  std::string hall;
};

// A piece of a document: `offset` bytes into it, at most kMaxPart.
struct PartRequest {
  base::Uuid device;
  base::Instant at{};
  std::string event, kind;
  int version = 0;
  std::uint64_t offset = 0;
  base::Signature signature{};
};
struct PartAnswer {
  std::uint64_t bytes = 0;             // of the whole document
  std::string part;
};

// The box shows the one-time secret of its code (event/enrolment_code.h); its own key signs.
struct Enrol {
  base::Uuid device;
  base::PublicKey key{};
  base::Random16 secret{};
  base::Signature signature{};
};
struct EnrolAnswer {
  std::string name, hall, epoch;
  base::Instant now{};
  std::string trust;                   // trust.json as published, empty: none yet
};

// A new key for a known device: the old one vouches for it, and the new one shows that the device has it.
struct Rotate {
  base::Uuid device;
  base::PublicKey key{};               // the new one
  base::Instant at{};
  base::Signature by_old{}, by_new{};
};

// A piece of a sealed paper for the office, in order; the last one makes it whole.
struct PaperPart {
  base::Uuid device;
  base::Uuid paper;                    // one id a paper: repeats change nothing
  std::string event, kind, name;
  std::uint64_t offset = 0, bytes = 0; // bytes: of the whole paper
  base::Digest digest{};               // of the whole paper
  std::string part;
  base::Signature signature{};
};
struct PaperAnswer {
  std::uint64_t held = 0;              // send on from here; `bytes`: it is whole and its digest agrees
};

// About how many bytes of an answer's text a record takes.
[[nodiscard]] inline std::size_t text_size(const event::Record& record) { return 400 + (record.body ? record.body->size() : 0); }

[[nodiscard]] std::string signed_bytes(const Pull& pull);
[[nodiscard]] std::string signed_bytes(const PartRequest& request);
[[nodiscard]] std::string signed_bytes(const Enrol& enrol);
[[nodiscard]] std::string signed_bytes(const Rotate& rotate);
[[nodiscard]] std::string signed_bytes(const PaperPart& part);

}  // namespace openday::protocol
