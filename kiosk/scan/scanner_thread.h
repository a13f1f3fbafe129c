// Runs one CodeScanner on its own thread: whole codes go to the EventQueue as CodeRead, trouble as DeviceChanged; a lost
// scanner is tried again with back-off. The destructor stops the thread within kSlice.
#pragma once

#include <memory>

#include "kiosk/scan/code_scanner.h"
#include "kiosk/scan/event_queue.h"
#include "kiosk/scan/reopening.h"

namespace openday::scan {

class ScannerThread {
 public:
  // `events` outlives it. Starts at once.
  ScannerThread(std::unique_ptr<CodeScanner> scanner, EventQueue& events, ReopenRule reopen = {});
  ~ScannerThread();
  ScannerThread(const ScannerThread&) = delete;
  ScannerThread& operator=(const ScannerThread&) = delete;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace openday::scan
