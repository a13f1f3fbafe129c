// The self-test: a part of the visit's state. While its page is open a code that is held up is looked at as a code and checks nobody in:
// the one page of which that is so. A run is put on record when it ends: by itself when nothing is left to try, when its page is left, or
// when staff say so.
#pragma once

#include <optional>
#include <vector>

#include "kiosk/app/messages_self_test.h"
#include "kiosk/app/visit_state.h"

namespace openday::app {

struct SelfTestProgress {
  ui::SelfTestStep step = ui::SelfTestStep::lines;
  int corner = 0;
  std::optional<SelfTestFacts> box{};           // as told last
  TouchFacts touch{};
  bool chimed = false;
  std::optional<bool> heard{};
  std::optional<base::Instant> noted{};
  bool noting = false, note_failed = false;
  std::string noted_as{};                       // what was put on record last in this run, or is on its way there
  PaperStatus print{};
  EnrolFact enrol = EnrolFact::none;
};

[[nodiscard]] SelfTestFacts facts_of(const SelfTestProgress& progress);
// Everything was looked at and tried.
[[nodiscard]] bool is_complete(const std::vector<ui::SelfTestLine>& lines);
// The camera's picture is wanted: for the page that shows it, and until it is fit to open with.
[[nodiscard]] bool watches_camera(const VisitState& state);

}  // namespace openday::app
