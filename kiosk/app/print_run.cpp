#include "kiosk/app/print_run.h"

#include <algorithm>

#include "kiosk/base/log.h"

namespace openday::app {

using ui::PaperProblem;
using ui::PaperStage;

namespace {

constexpr int kBegun = 30, kMostPercent = 95;
constexpr int kMostNaps = 600;                // looks at a job that does not end: then it is taken back

PaperStage stage_of(device::JobState state) {
  switch (state) {
    case device::JobState::out_of_paper: return PaperStage::out_of_paper;
    case device::JobState::jammed: return PaperStage::jammed;
    case device::JobState::stopped: return PaperStage::stopped;
    default: return PaperStage::printing;
  }
}

PaperStatus failed(PaperStatus status, PaperProblem problem, std::string_view why) {
  base::log_warning("printing: {}", why);
  status.stage = PaperStage::failed;
  status.problem = problem;
  return status;
}

}  // namespace

const device::PrinterInfo* choose_printer(const std::vector<device::PrinterInfo>& known, const std::string& queue) {
  const auto found = std::ranges::find_if(known, [&](const device::PrinterInfo& one) { return queue.empty() ? one.standard || known.size() == 1 : one.name == queue; });
  return found == known.end() ? nullptr : &*found;
}

PaperStatus run_print(device::Printer& printer, const PrintRun& run, PaperStatus status, const std::function<void(const PaperStatus&)>& tell, const std::function<bool()>& stop,
                      const std::function<void()>& nap) {
  const auto say = [&](PaperStage stage, int percent) {
    status.stage = stage;
    status.percent = percent;
    tell(status);
  };
  const auto known = printer.list();
  if (!known) return failed(status, PaperProblem::no_printer, known.error().what);
  const device::PrinterInfo* wanted = choose_printer(*known, run.queue);
  if (wanted == nullptr) return failed(status, PaperProblem::no_printer, run.queue.empty() ? "no default printer; name one in kiosk.toml, [printer] name" : run.queue + ": the print service has no such printer");
  status.name = wanted->description;
  say(PaperStage::printing, kBegun);
  const auto number = printer.print(wanted->name, run.file, run.title);
  if (!number) return failed(status, PaperProblem::printer_failed, number.error().what);
  for (int looks = 0; looks < kMostNaps; ++looks) {
    if (stop()) {
      (void)printer.cancel(wanted->name, *number);
      status.stage = PaperStage::cancelled;
      return status;
    }
    const auto state = printer.state(wanted->name, *number);
    if (!state) return failed(status, PaperProblem::printer_failed, state.error().what);
    if (*state == device::JobState::done) {
      say(PaperStage::done, 100);
      return status;
    }
    if (device::is_over(*state)) return failed(status, PaperProblem::printer_failed, "the printer gave the job up");
    say(stage_of(*state), std::min(kMostPercent, kBegun + looks));
    nap();
  }
  (void)printer.cancel(wanted->name, *number);
  return failed(status, PaperProblem::printer_failed, "the job does not come to an end and was taken back");
}

}  // namespace openday::app
