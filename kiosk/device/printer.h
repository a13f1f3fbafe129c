// Printers as the system's print service (CUPS) knows them. Printing is at least once: a service that dies while the paper runs
// prints again, so a person decides about a repeat. Calls block for at most kPrintServiceWait each: never on the thread of the screen.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/result.h"

namespace openday::device {

inline constexpr std::chrono::milliseconds kPrintServiceWait{5000};

enum class PrinterError { no_service, no_printer, refused, lost };
template <class T>
using PrinterResult = base::Result<T, PrinterError>;

// As the service says of a printer without a job. unknown: it says nothing.
enum class PrinterCondition { unknown, ready, out_of_paper, jammed, stopped };

struct PrinterInfo {
  std::string name;            // of the queue
  std::string description;     // what people call it; the name where there is nothing
  bool standard = false;       // the service's default
  PrinterCondition condition = PrinterCondition::unknown;
};

// waiting and printing end in one of the last three; paper and jam end by themselves once a person has helped.
enum class JobState { waiting, printing, out_of_paper, jammed, stopped, done, failed, gone };
[[nodiscard]] bool is_over(JobState state);   // done, failed, gone

class Printer {
 public:
  virtual ~Printer() = default;
  [[nodiscard]] virtual PrinterResult<std::vector<PrinterInfo>> list() = 0;
  // The job's number at this printer. `title` is shown by printers: no person's name.
  [[nodiscard]] virtual PrinterResult<int> print(const std::string& printer, const std::filesystem::path& file, const std::string& title) = 0;
  [[nodiscard]] virtual PrinterResult<JobState> state(const std::string& printer, int job) = 0;
  [[nodiscard]] virtual PrinterResult<void> cancel(const std::string& printer, int job) = 0;
};

// `server`: HOST:PORT or the path of a socket; empty: the system's own. Nothing is asked before the first call.
[[nodiscard]] std::unique_ptr<Printer> make_cups_printer(std::string server = {});

// What a job's and a printer's state come to (RFC 8011 sections 5.3.7 and 5.4.11, 5.4.12). The job's state decides first: reasons of the
// printer go stale, and their severity (-error, -warning, -report) is not reliable, so only their beginnings count.
[[nodiscard]] JobState judge_job(int job_state, int printer_state, const std::vector<std::string>& printer_reasons);
// The same of a printer at rest. `printer_state` 0: it did not say.
[[nodiscard]] PrinterCondition judge_printer(int printer_state, const std::vector<std::string>& printer_reasons);

}  // namespace openday::device
