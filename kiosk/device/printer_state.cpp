#include <algorithm>

#include "kiosk/device/printer.h"

namespace openday::device {
namespace {

constexpr int kPending = 3, kHeld = 4, kJobStopped = 6, kCanceled = 7, kAborted = 8, kCompleted = 9;   // job-state
constexpr int kPrinterStopped = 5;                                                                      // printer-state

bool any(const std::vector<std::string>& reasons, std::string_view beginning) {
  return std::ranges::any_of(reasons, [&](const std::string& reason) { return reason.starts_with(beginning); });
}

}  // namespace

bool is_over(JobState state) { return state == JobState::done || state == JobState::failed || state == JobState::gone; }

PrinterCondition judge_printer(int printer_state, const std::vector<std::string>& printer_reasons) {
  if (any(printer_reasons, "media-empty") || any(printer_reasons, "media-needed")) return PrinterCondition::out_of_paper;
  if (any(printer_reasons, "media-jam")) return PrinterCondition::jammed;
  if (printer_state == kPrinterStopped) return PrinterCondition::stopped;
  return printer_state == 0 ? PrinterCondition::unknown : PrinterCondition::ready;
}

JobState judge_job(int job_state, int printer_state, const std::vector<std::string>& printer_reasons) {
  if (job_state == kCompleted) return JobState::done;
  if (job_state == kCanceled || job_state == kAborted) return JobState::failed;
  if (any(printer_reasons, "media-empty") || any(printer_reasons, "media-needed")) return JobState::out_of_paper;
  if (any(printer_reasons, "media-jam")) return JobState::jammed;
  if (job_state == kJobStopped || printer_state == kPrinterStopped) return JobState::stopped;
  return job_state == kPending || job_state == kHeld ? JobState::waiting : JobState::printing;
}

}  // namespace openday::device
