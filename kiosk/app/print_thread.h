// Small papers printed in the background, one after the other, each drawn when its turn comes: the self-test's sheet. A thread of
// its own, so that a printer without paper keeps nobody from checking in. Public calls from the screen's thread; `wake` is called
// on the print thread after each change and must not call back into this object.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/app/messages_papers.h"
#include "kiosk/base/mutex.h"
#include "kiosk/device/printer.h"

namespace openday::app {

struct PrintOrder {
  std::uint64_t id = 0;                   // whoever ordered knows it again
  std::string title;                      // shown by printers: no person's name
  std::function<bool(const std::filesystem::path&)> draw;   // on the print thread; false: not made, and logged there
};
struct PrintNews {
  std::uint64_t id = 0;
  PaperStatus status;
};

class PrintThread {
 public:
  // `folder`: where papers lie while they are printed; made, 0700. `queue`: of the print service; empty: its default.
  PrintThread(std::filesystem::path folder, std::string queue, std::unique_ptr<device::Printer> printer, std::function<void()> wake);
  ~PrintThread();   // what waits is forgotten, what is being printed taken back
  PrintThread(const PrintThread&) = delete;
  PrintThread& operator=(const PrintThread&) = delete;

  void print(PrintOrder order);           // past kMostOrders the oldest that waits is dropped, and told as cancelled
  [[nodiscard]] std::vector<PrintNews> take();
  [[nodiscard]] bool at_rest();           // nothing is printed or waits, everything was taken

  static constexpr std::size_t kMostOrders = 200;

 private:
  void run();
  bool wait_for_order(PrintOrder& into);
  PaperStatus carry_out(const PrintOrder& order);
  void tell(std::uint64_t id, const PaperStatus& status);
  [[nodiscard]] bool ending();
  void nap();

  const std::filesystem::path folder_;
  const std::string queue_;
  const std::unique_ptr<device::Printer> printer_;   // the print thread's
  const std::function<void()> wake_;
  base::Mutex mutex_;
  base::Condition changed_;
  std::deque<PrintOrder> orders_ OPENDAY_GUARDED_BY(mutex_);
  std::vector<PrintNews> news_ OPENDAY_GUARDED_BY(mutex_);
  bool busy_ OPENDAY_GUARDED_BY(mutex_) = false, ending_ OPENDAY_GUARDED_BY(mutex_) = false;
  std::thread thread_;                    // last: it uses the others
};

}  // namespace openday::app
