// Staff: the self-test before the doors open. A part of the model (model.h), included by its screen and its builder only.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/ui/model_papers.h"
#include "kiosk/ui/text_ids.h"

namespace openday::ui {

// In the order of the page: what a hand is needed for, what the box looks at by itself.
enum class SelfTestCheck { camera, code, hand_scanner, touch, sound, printer, disk_space, disk_health, clock, plan, roster, keys, certificate, bureau, waiting, peers };
inline constexpr int kSelfTestChecks = 16;

// todo: a hand is needed; looking: the answer comes; absent: this box has none, and need not.
enum class SelfTestGrade { good, attention, bad, todo, looking, absent };

// Words with values in their places; `step`: what to do, where there is something.
struct SelfTestLine {
  SelfTestCheck check = SelfTestCheck::camera;
  SelfTestGrade grade = SelfTestGrade::looking;
  Text said = Text::self_test_looking;
  std::vector<std::string> values;
  std::optional<Text> step = std::nullopt;
  bool operator==(const SelfTestLine&) const = default;
};

enum class SelfTestStep { lines, camera, corners, sound };

struct SelfTest {
  SelfTestStep step = SelfTestStep::lines;
  std::vector<SelfTestLine> lines;
  int corner = 0;                           // SelfTestStep::corners: 0..3, clockwise from the upper left
  float focus = -1;                         // SelfTestStep::camera: 0..1 of sharp; below 0: no picture yet
  std::string noted;                        // when the result was put on record; empty: not yet
  bool note_failed = false, noting = false;
  PaperStage print = PaperStage::idle;
  PaperProblem problem = PaperProblem::none;
  std::string printer;
};

struct SelfTestCounts {
  std::array<int, 6> of{};                  // by SelfTestGrade
  [[nodiscard]] int operator[](SelfTestGrade grade) const { return of[static_cast<std::size_t>(grade)]; }
};
[[nodiscard]] inline SelfTestCounts count_of(const std::vector<SelfTestLine>& lines) {
  SelfTestCounts out;
  for (const SelfTestLine& line : lines) ++out.of[static_cast<std::size_t>(line.grade)];
  return out;
}
[[nodiscard]] Text name_of(SelfTestCheck check);
[[nodiscard]] Text name_of(SelfTestGrade grade);
[[nodiscard]] std::string said_of(const SelfTestLine& line, const std::string& pattern);   // `pattern`: the words of line.said

// Intent::act of IntentKind::act_on_self_test. corner: value, text "DX DY": how far from the mark's middle, in tenths of a millimetre;
// "": it cannot be reached.
enum class SelfTestAct { look, open_camera, open_corners, corner, open_sound, chime, heard, not_heard, print, note, back };

}  // namespace openday::ui
