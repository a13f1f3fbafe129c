// One piece of the porter's work: its status, the stick under it, and how it can end. Internal to hand_over_*.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/app/hand_over_porter.h"
#include "kiosk/report/stick.h"

namespace openday::app {

[[nodiscard]] ui::HandOverProblem problem_of(event::PackageError error);
[[nodiscard]] ui::HandOverProblem problem_of(report::StickError error);
[[nodiscard]] ui::HandOverProblem problem_of(device::MountError error);
// The document that a sentence of event/hand_over.h begins with; empty: none.
[[nodiscard]] std::string kind_in(std::string_view sentence);
[[nodiscard]] std::string stamp_of(base::Instant at, base::Minutes zone);   // 20201117T120500

struct HandOverPorter::Work {
  const Documents& documents;
  const Ways& ways;
  device::StickMount& stick;
  ui::HandOver status;
  bool mounted = false;

  void begin(ui::HandOverTask task, ui::HandOverStage stage);
  void say(ui::HandOverStage stage, int percent);
  [[nodiscard]] device::MountResult<std::filesystem::path> mount();
  void unmount();   // says whether it may be pulled
  [[nodiscard]] Carried failed(ui::HandOverProblem problem, std::string_view why, std::string name = {});
  [[nodiscard]] Carried failed(const base::Failure<device::MountError>& failure) { return failed(problem_of(failure.kind), failure.what); }
  [[nodiscard]] Carried cancelled();
  [[nodiscard]] Carried done(ui::HandOverStage stage);
  // After what was written to the stick: unmounted, then done, or what went wrong before.
  [[nodiscard]] Carried end_on_stick(std::optional<Carried> ended, std::string exported);
};

}  // namespace openday::app
