// The self-test before the doors open: what was found of the box, and what of it is fit to open with. Pure. Each line that is not fit
// says what to do; nothing here holds a person's data, nor the text of a code that was held up.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/ui/model_self_test.h"

namespace openday::app {

// off: none is configured.
enum class DeviceState { off, starting, working, missing };

struct PictureFacts {
  float focus = 0, contrast = 0, brightness = 0;   // image/focus.h
};
struct ScanFacts {
  base::Instant at;
  std::size_t length = 0;                          // bytes
  bool confirmation = false;                       // begins as a confirmation code does (OD1:)
};
struct CameraFacts {
  DeviceState state = DeviceState::off;
  std::string what;                                // for staff: which device, or what is wrong
  std::optional<PictureFacts> picture{};
  std::optional<ScanFacts> read{};
};
struct ScannerFacts {
  DeviceState state = DeviceState::off;            // off: perhaps one that types
  std::string what;
  std::optional<ScanFacts> read{};
};
struct TouchFacts {
  std::array<bool, 4> reached{}, missed{};
  int worst_tenths = 0;                            // of a millimetre beside the mark
};
enum class SoundFact { off, untried, played, heard, not_heard, no_card };

enum class PrinterFact { no_service, none, unknown_name, ready, unsure, out_of_paper, jammed, stopped };
struct PrinterFacts {
  PrinterFact state = PrinterFact::none;
  std::string name;                                // as people call it
};
struct DiskFacts {
  bool found = false, read_only = false;
  std::uint64_t free = 0, total = 0;
  std::string error;                               // of a write
  std::int64_t write_ms = 0;
  std::optional<int> worn_percent{};               // nothing: not readable without root
  bool spare_low = false;
};
struct ClockFacts {
  base::Instant now;
  base::ClockState state = base::ClockState::guessed;

};
enum class Signature { valid, none, wrong, no_trust };
struct DocumentFacts {
  bool present = false, stale = false;             // stale: its file is broken, the last good one stands in
  std::string id;
  int version = 0;
  std::string digest;                              // hex
  std::optional<base::Instant> dated{};            // of its file: where there is no record
  int guests = 0;                                  // of a roster
  Signature signature = Signature::none;
  std::optional<base::Instant> since{};            // put into force on this box, by its record: how old the version is, whoever copies its file
  [[nodiscard]] std::optional<base::Instant> age_from() const { return since ? since : dated; }
};
struct KeyFacts {
  bool trusted = false;                            // there is a trust.json
  int codes = 0, over = 0;                         // keys that sign codes; of them past their last day
  std::optional<base::Date> first_until{};         // of those that count; nothing: without a last day
};
struct CertificateFacts {
  bool named = false, readable = false;            // the bureau's CA, by kiosk.toml
  base::Instant until;
};
struct LinkFacts {
  std::string state = "never", detail;             // journal::LinkStatus
  std::optional<base::Instant> last_contact{};
  int waiting = 0;                                 // records not at the bureau
};
// A code by which the bureau lets a box in, held up here: only a supervisor may; asked: syncd is at it.
enum class EnrolFact { none, not_allowed, failed, asked, refused, done };
struct PeerFacts {
  int boxes = 0;
  std::optional<base::Instant> last{};             // of their records
};

// What is looked at on a thread of its own; nothing: it is still at it.
struct LookedAt {
  PrinterFacts printer;
  DiskFacts disk;
  DocumentFacts plan, roster;
  KeyFacts keys;
  CertificateFacts certificate;
  LinkFacts link;
  PeerFacts peers;
  std::optional<std::int64_t> clock_off_ms{};      // of the clock against the bureau's, as syncd measured it in this boot
};

struct SelfTestFacts {
  CameraFacts camera;
  ScannerFacts scanner;
  TouchFacts touch;
  SoundFact sound = SoundFact::untried;
  ClockFacts clock;
  std::optional<LookedAt> looked{};
  EnrolFact enrol = EnrolFact::none;
  base::Minutes zone = base::kChinaOffset;
};

[[nodiscard]] std::vector<ui::SelfTestLine> judge_self_test(const SelfTestFacts& facts);

// For the record: "good 12 attention 2 bad 1 todo 1: printer"; ids of the bad ones after the colon.
[[nodiscard]] std::string self_test_detail(const std::vector<ui::SelfTestLine>& lines);
[[nodiscard]] std::string_view to_string(ui::SelfTestCheck check);

}  // namespace openday::app
