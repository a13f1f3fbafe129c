#include "kiosk/scan/scanner_thread.h"

#include <thread>

#include "kiosk/scan/device_reporter.h"
#include "kiosk/scan/pipeline.h"
#include "kiosk/scan/stop_signal.h"

namespace openday::scan {

struct ScannerThread::Impl {
  Impl(std::unique_ptr<CodeScanner> given, EventQueue& queue, ReopenRule rule)
      : scanner(std::move(given)), events(queue), reporter(ScanSource::hand_scanner, queue), reopening(rule), thread([this] { run(); }) {}

  ~Impl() {
    stop.stop();
    thread.join();
  }

  void run() {
    while (!stop.stopped()) {
      if (auto opened = scanner->open(); !opened) {
        reporter.fails(opened.error());
      } else {
        reopening.worked();
        reporter.works(scanner->describe());
        read();
      }
      scanner->close();
      stop.sleep_until(steady_now() + reopening.wait_after_failure());
    }
  }

  void read() {
    while (!stop.stopped()) {
      auto code = scanner->next(steady_now() + kSlice);
      if (code) {
        const MonoTime now = steady_now();
        events.send(CodeRead{std::move(*code), ScanSource::hand_scanner, now, now, {}});
      } else if (code.error().kind != DeviceError::timeout) {
        reporter.fails(code.error());
        return;
      }
    }
  }

  std::unique_ptr<CodeScanner> scanner;
  EventQueue& events;
  DeviceReporter reporter;
  Reopening reopening;
  StopSignal stop;
  std::thread thread;
};

ScannerThread::ScannerThread(std::unique_ptr<CodeScanner> scanner, EventQueue& events, ReopenRule reopen)
    : impl_(std::make_unique<Impl>(std::move(scanner), events, reopen)) {}
ScannerThread::~ScannerThread() = default;

}  // namespace openday::scan
