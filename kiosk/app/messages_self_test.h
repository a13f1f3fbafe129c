// The self-test: what the page asks of the box, and what it is told. messages_jobs.h declares both.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/messages_jobs.h"
#include "kiosk/app/messages_papers.h"
#include "kiosk/app/self_test.h"

namespace openday::app {

// look: at everything, anew; note: a staff record, and enrol: the code that was held up goes to syncd, both the journal's work; the rest is
// the box's.
struct SelfTestJob {
  enum class Kind { look, chime, print, note, enrol };
  Kind kind = Kind::look;
  std::vector<ui::SelfTestLine> lines{};        // print
  std::string detail{};                         // note; enrol: the code, which is never logged
};

// Done by the desk with the journal, not by the box.
[[nodiscard]] inline bool is_the_journals(const SelfTestJob& job) { return job.kind == SelfTestJob::Kind::note || job.kind == SelfTestJob::Kind::enrol; }

// Each part on its own.
struct SelfTestNews {
  std::optional<SelfTestFacts> box{};           // its touch is left alone: the page's own
  std::optional<base::Instant> noted{};         // the record is on the disk since
  bool note_failed = false;
  std::optional<PaperStatus> print{};
  std::optional<EnrolFact> enrol{};
};

}  // namespace openday::app
