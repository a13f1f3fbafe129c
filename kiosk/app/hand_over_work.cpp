#include "kiosk/app/hand_over_work.h"

#include <algorithm>

#include "kiosk/base/log.h"

namespace openday::app {

using ui::HandOverProblem;
using ui::HandOverStage;

HandOverProblem problem_of(event::PackageError error) {
  switch (error) {
    case event::PackageError::unreadable: return HandOverProblem::no_package;
    case event::PackageError::not_signed: return HandOverProblem::not_signed;
    case event::PackageError::forged: return HandOverProblem::forged;
    case event::PackageError::damaged: return HandOverProblem::damaged;
    case event::PackageError::wrong_event: return HandOverProblem::wrong_event;
    case event::PackageError::too_large: return HandOverProblem::too_large;
    case event::PackageError::older: return HandOverProblem::older;
    case event::PackageError::conflicting: return HandOverProblem::conflicting;
  }
  return HandOverProblem::damaged;
}

HandOverProblem problem_of(report::StickError error) {
  switch (error) {
    case report::StickError::gone: return HandOverProblem::stick_gone;
    case report::StickError::read_only: return HandOverProblem::stick_read_only;
    case report::StickError::full: return HandOverProblem::stick_full;
    case report::StickError::broken:
    case report::StickError::differs: return HandOverProblem::stick_broken;
    default: return HandOverProblem::not_made;
  }
}

HandOverProblem problem_of(device::MountError error) {
  switch (error) {
    case device::MountError::no_helper: return HandOverProblem::no_helper;
    case device::MountError::none: return HandOverProblem::no_stick;
    case device::MountError::several: return HandOverProblem::several_sticks;
    case device::MountError::foreign: return HandOverProblem::foreign_stick;
    case device::MountError::busy: return HandOverProblem::not_made;   // in other hands just now: try again
    default: return HandOverProblem::stick_broken;
  }
}

std::string kind_in(std::string_view sentence) {
  for (const std::string_view kind : event::kPackageKinds)
    if (sentence.starts_with(event::package_file_name(kind))) return std::string(kind);
  return {};
}

std::string stamp_of(base::Instant at, base::Minutes zone) {
  std::string stamp = base::to_rfc3339(at, zone).substr(0, 19);   // colons are no letters of a stick's names
  std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
  return stamp;
}

void HandOverPorter::Work::begin(ui::HandOverTask task, HandOverStage stage) {
  status = {};
  status.made = task;
  say(stage, 1);
}

void HandOverPorter::Work::say(HandOverStage stage, int percent) {
  status.stage = stage;
  status.percent = percent;
  ways.tell(status);
}

device::MountResult<std::filesystem::path> HandOverPorter::Work::mount() {
  auto where = stick.mount();
  mounted = where.has_value();
  return where;
}

void HandOverPorter::Work::unmount() {
  if (!std::exchange(mounted, false)) return;
  const auto out = stick.unmount();
  status.pullable = out.has_value();
  if (!out) base::log_warning("stick: {}", out.error().what);
}

Carried HandOverPorter::Work::failed(HandOverProblem problem, std::string_view why, std::string name) {
  unmount();
  base::log_warning("hand-over by stick: {}", why);
  status.stage = HandOverStage::failed;
  status.problem = problem;
  if (!name.empty()) status.name = std::move(name);
  return {status, {}, {}};
}

Carried HandOverPorter::Work::cancelled() {
  unmount();
  status.stage = HandOverStage::cancelled;
  return {status, {}, {}};
}

Carried HandOverPorter::Work::done(HandOverStage stage) {
  unmount();
  status.stage = stage;
  status.percent = 100;
  return {status, {}, {}};
}

Carried HandOverPorter::Work::end_on_stick(std::optional<Carried> ended, std::string exported) {
  const bool was_mounted = mounted;
  unmount();
  if (ended) {
    ended->status.pullable = ended->status.pullable || status.pullable;
    return *ended;
  }
  if (was_mounted && !status.pullable) return failed(HandOverProblem::stick_broken, "not unmounted");   // what is not unmounted may not be on it
  Carried out = done(HandOverStage::done);
  out.exported = std::move(exported);
  return out;
}

}  // namespace openday::app
