// What the journal worker does, without its thread: owns journal, attendance and inbox reader, carries out effects one after
// the other and answers only after the commit (I1). What goes wrong with the disk or the documents becomes the box's trouble,
// tried again by retry() until it is over; nothing of it needs a restart.
// One thread at a time. May throw only what is broken machinery (DESIGN.md law 5).
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/app/documents.h"
#include "kiosk/app/messages.h"
#include "kiosk/base/clock.h"
#include "kiosk/event/attendance.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/ui/paper_in_trouble.h"

namespace openday::text {
class SharedReadings;
}

namespace openday::app {

struct DeskOptions {
  std::filesystem::path state;
  DocumentPaths documents;
  std::string box_name;                              // "一号机": told to guests who checked in here before
  std::string machine;                               // text of /etc/machine-id
  std::size_t min_pin = 6, max_pin = 12;
  std::shared_ptr<text::SharedReadings> readings{};  // whole names typed in pinyin; null: in Hanzi only
};

// The last result of a self-test on this box.
struct SelfTestNote {
  base::Instant at;
  std::string detail;                                // self_test_detail()
  bool operator==(const SelfTestNote&) const = default;
};

// How it stands with the bureau, as syncd wrote it into inbox.db; times are the wall clock's.
struct LinkReport {
  std::string state = "never", reason;               // journal::LinkStatus
  std::optional<base::Instant> told;                 // when syncd was last heard of, to two minutes
  std::optional<base::Instant> acknowledged, next_try;
  std::uint64_t in_flight = 0, records_per_minute = 0, bytes_per_second = 0;
  std::optional<std::int64_t> clock_offset_ms, clock_uncertainty_ms;   // of this boot: the bureau's clock - CLOCK_BOOTTIME
  int kept_aside = 0;                                // records in the bureau's quarantine
  bool trying = false;                               // staff asked for a try that syncd has not taken yet
  std::vector<ui::PaperInTrouble> papers{};          // that the bureau cannot hand out
  bool operator==(const LinkReport&) const = default;
};

// The state of the box as the UI needs it. Sent whole whenever something of it changed.
struct BoxReport {
  std::shared_ptr<const Documents> documents;        // null: none could be loaded
  std::optional<ui::OutOfService> trouble;
  bool pin_set = true;
  int persons = 0;                                   // checked in at the present session
  std::vector<event::CorrectionBody> corrections;    // of every session of the plan, in record order
  std::optional<event::StandingCorrection> last_correction;   // of the session in force: staff may take it back
  std::vector<ui::PublicResults> published{};        // what guests may see of the results
  std::optional<base::Instant> clock_floor;          // of the records
  bool linked = false;                               // the bureau answered when syncd asked last
  std::optional<base::Instant> last_contact;
  std::optional<int> pending;                        // records not yet at the bureau
  std::optional<std::int64_t> facts_wait_until{};    // CLOCK_BOOTTIME ms: no fact is taken before, and nobody is searched for
  std::optional<SelfTestNote> self_test{};
  LinkReport link{};
  bool documents_wait = false;                       // syncd brought some: they come into force between two visits (TakeDocuments)
  bool operator==(const BoxReport&) const = default;
};

using DeskMessage = std::variant<Answer, BoxReport>;

class JournalDesk {
 public:
  explicit JournalDesk(DeskOptions options);
  ~JournalDesk();
  JournalDesk(const JournalDesk&) = delete;
  JournalDesk& operator=(const JournalDesk&) = delete;

  // Opens the journal, folds its records, loads the documents. Trouble is in the report.
  void open(const base::Moment& now);
  // What is in trouble is tried again: call every kRetryTrouble while troubled().
  void retry(const base::Moment& now);
  [[nodiscard]] bool troubled() const;
  // A ballot is not yet out of the write-ahead log: call retry() soon.
  [[nodiscard]] bool unsettled() const;
  void carry_out(const Effect& effect, const base::Moment& now);
  // The inbox changed, or may have.
  void glance(const base::Moment& now);

  // Answers and reports that came since, in order.
  [[nodiscard]] std::vector<DeskMessage> take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace openday::app
