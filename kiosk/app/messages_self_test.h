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

// look: at everything, anew; note: a staff record, the journal's work; the rest is the box's.
struct SelfTestJob {
  enum class Kind { look, chime, print, note };
  Kind kind = Kind::look;
  std::vector<ui::SelfTestLine> lines{};        // print
  std::string detail{};                         // note
};

// Each part on its own.
struct SelfTestNews {
  std::optional<SelfTestFacts> box{};           // its touch is left alone: the page's own
  std::optional<base::Instant> noted{};         // the record is on the disk since
  bool note_failed = false;
  std::optional<PaperStatus> print{};
};

}  // namespace openday::app
