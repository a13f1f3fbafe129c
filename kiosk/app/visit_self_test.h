// The self-test: a part of the visit's state. While its page is open a code that is held up is looked at as a code and checks nobody in:
// the one page of which that is so.
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
  PaperStatus print{};
};

[[nodiscard]] SelfTestFacts facts_of(const SelfTestProgress& progress);
// The camera's picture is wanted: for the page that shows it, and until it is fit to open with.
[[nodiscard]] bool watches_camera(const VisitState& state);

}  // namespace openday::app
