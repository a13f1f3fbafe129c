// One file through the print service, from the choice of the printer to the end of its job. Blocks for as long as the printer takes, or
// until it is told to stop: for a thread that may.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "kiosk/app/messages_papers.h"
#include "kiosk/device/printer.h"

namespace openday::app {

struct PrintRun {
  std::string queue;                      // empty: the service's default, or the only one
  std::filesystem::path file;
  std::string title;                      // shown by printers: no person's name
};

// `status` is told on from; `nap` waits between two looks at the job. The last status: done, failed or cancelled.
[[nodiscard]] PaperStatus run_print(device::Printer& printer, const PrintRun& run, PaperStatus status, const std::function<void(const PaperStatus&)>& tell, const std::function<bool()>& stop,
                                    const std::function<void()>& nap);

// The one meant by a queue's name: nothing when there is none.
[[nodiscard]] const device::PrinterInfo* choose_printer(const std::vector<device::PrinterInfo>& known, const std::string& queue);

}  // namespace openday::app
