#include "kiosk/app/hand_over_thread.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace openday::app {

namespace {

constexpr std::chrono::milliseconds kLook{200};   // at a request that syncd is to take

}  // namespace

HandOverThread::HandOverThread(HandOverPorter porter, std::function<void()> wake) : porter_(std::move(porter)), wake_(std::move(wake)), thread_([this] { run(); }) {}

HandOverThread::~HandOverThread() {
  {
    const base::Lock held(mutex_);
    ending_ = stop_ = true;
    changed_.notify_all();
  }
  thread_.join();
}

void HandOverThread::use(std::shared_ptr<const Documents> documents) {
  const base::Lock held(mutex_);
  documents_ = std::move(documents);
}

void HandOverThread::work(const WorkOnHandOver& wanted) {
  if (!wanted.job) return;
  const base::Lock held(mutex_);
  const bool another = std::exchange(visit_, wanted.visit) != wanted.visit;
  told_ = false;
  if (!busy_ && another) status_ = {};   // names of guests belong to the visit that asked for them
  switch (wanted.job->work) {
    case HandOverWork::ask:
    case HandOverWork::adopt: return;
    case HandOverWork::stop:
      stop_ = true;
      if (!busy_) status_ = {};
      changed_.notify_all();
      return;
    case HandOverWork::confirm:
      if (busy_ || status_.stage != ui::HandOverStage::preview) return;
      break;
    default: break;
  }
  if (busy_ || wanted_ || documents_ == nullptr) return;
  stop_ = false;
  busy_ = true;
  wanted_ = *wanted.job;
  changed_.notify_all();
}

std::optional<HandOverAnswer> HandOverThread::take() {
  const base::Lock held(mutex_);
  if (std::exchange(told_, true)) return std::nullopt;
  return HandOverAnswer{visit_, std::make_shared<const HandOverNews>(HandOverNews{status_})};
}

std::vector<Effect> HandOverThread::take_effects() {
  const base::Lock held(mutex_);
  return std::exchange(effects_, {});
}

bool HandOverThread::at_rest() {
  const base::Lock held(mutex_);
  return !busy_ && told_ && effects_.empty();
}

// ---- the thread's side ----

void HandOverThread::run() {
  const HandOverPorter::Ways ways{[this](const ui::HandOver& status) { tell(status); }, [this] { return stopped(); }, [this] { nap(); }};
  HandOverJob job;
  std::shared_ptr<const Documents> documents;
  while (wait_for_work(job, documents)) {
    Carried carried = porter_.run(job, *documents, ways);
    std::ranges::fill(job.passphrase, '\0');
    job = {};
    {
      const base::Lock held(mutex_);
      busy_ = false;
      if (!carried.exported.empty()) effects_.emplace_back(NoteExport{std::move(carried.exported)});
      if (!carried.adopted.empty()) effects_.emplace_back(WorkOnHandOver{0, std::make_shared<const HandOverJob>(HandOverJob{HandOverWork::adopt, {}, std::move(carried.adopted)})});
    }
    tell(carried.status);
  }
}

bool HandOverThread::wait_for_work(HandOverJob& job, std::shared_ptr<const Documents>& documents) {
  const base::Lock held(mutex_);
  while (!wanted_ && !ending_) changed_.wait(mutex_);
  if (ending_) return false;
  job = std::move(*std::exchange(wanted_, std::nullopt));
  documents = documents_;
  return true;
}

void HandOverThread::tell(const ui::HandOver& status) {
  {
    const base::Lock held(mutex_);
    status_ = status;
    told_ = false;
  }
  wake_();
}

bool HandOverThread::stopped() {
  const base::Lock held(mutex_);
  return stop_;
}

void HandOverThread::nap() {
  const base::Lock held(mutex_);
  if (!stop_) (void)changed_.wait_for(mutex_, kLook);
}

}  // namespace openday::app
