#include "kiosk/app/print_thread.h"

#include <chrono>
#include <utility>

#include "kiosk/app/print_run.h"

namespace openday::app {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kLookAtJob{500};   // the print service itself looks about once a second

}  // namespace

PrintThread::PrintThread(fs::path folder, std::string queue, std::unique_ptr<device::Printer> printer, std::function<void()> wake)
    : folder_(std::move(folder)), queue_(std::move(queue)), printer_(std::move(printer)), wake_(std::move(wake)), thread_([this] { run(); }) {}

PrintThread::~PrintThread() {
  {
    const base::Lock held(mutex_);
    ending_ = true;
    changed_.notify_all();
  }
  thread_.join();
}

void PrintThread::print(PrintOrder order) {
  const base::Lock held(mutex_);
  if (orders_.size() >= kMostOrders) {
    PaperStatus dropped;
    dropped.stage = ui::PaperStage::cancelled;
    news_.push_back({orders_.front().id, dropped});
    orders_.pop_front();
  }
  orders_.push_back(std::move(order));
  changed_.notify_all();
}

std::vector<PrintNews> PrintThread::take() {
  const base::Lock held(mutex_);
  return std::exchange(news_, {});
}

bool PrintThread::at_rest() {
  const base::Lock held(mutex_);
  return !busy_ && orders_.empty() && news_.empty();
}

// ---- the thread's side ----

void PrintThread::run() {
  for (PrintOrder order; wait_for_order(order);) {
    const PaperStatus ended = carry_out(order);
    tell(order.id, ended);
  }
}

bool PrintThread::wait_for_order(PrintOrder& into) {
  const base::Lock held(mutex_);
  while (orders_.empty() && !ending_) changed_.wait(mutex_);
  if (ending_) return false;
  into = std::move(orders_.front());
  orders_.pop_front();
  busy_ = true;
  return true;
}

PaperStatus PrintThread::carry_out(const PrintOrder& order) {
  PaperStatus status;
  status.target = ui::PaperTarget::printer;
  std::error_code ignored;
  fs::create_directories(folder_, ignored);
  fs::permissions(folder_, fs::perms::owner_all, ignored);
  const fs::path file = folder_ / "printed.pdf";
  if (!order.draw(file)) {
    status.stage = ui::PaperStage::failed;
    status.problem = ui::PaperProblem::not_made;
    return status;
  }
  status = run_print(*printer_, {queue_, file, order.title}, status, [&](const PaperStatus& now) { if (!ui::is_busy(now.stage)) return; tell(order.id, now); }, [this] { return ending(); }, [this] { nap(); });
  fs::remove(file, ignored);
  return status;
}

void PrintThread::tell(std::uint64_t id, const PaperStatus& status) {
  {
    const base::Lock held(mutex_);
    if (!news_.empty() && news_.back().id == id) news_.back().status = status;
    else news_.push_back({id, status});
    busy_ = ui::is_busy(status.stage);   // with its last word: whoever takes that finds the thread at rest
  }
  wake_();
}

bool PrintThread::ending() {
  const base::Lock held(mutex_);
  return ending_;
}

void PrintThread::nap() {
  const base::Lock held(mutex_);
  if (!ending_) (void)changed_.wait_for(mutex_, kLookAtJob);
}

}  // namespace openday::app
