#include "kiosk/app/journal_worker.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <deque>
#include <exception>
#include <optional>
#include <thread>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "kiosk/app/inbox_watch.h"
#include "kiosk/app/tuning.h"
#include "kiosk/base/mutex.h"
#include "kiosk/base/unique_fd.h"
#include "kiosk/journal/layout.h"

namespace openday::app {

namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

struct Posted {
  Effect effect;
  base::Moment at;
};

}  // namespace

struct JournalWorker::State {
  State(DeskOptions options, std::function<base::Moment()> clock, std::function<void()> tell)
      : now(std::move(clock)), wake(std::move(tell)), watch(journal::Layout{options.state}.inbox_folder()),
        bell(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)), desk(std::move(options)) {}

  const std::function<base::Moment()> now;
  const std::function<void()> wake;
  InboxWatch watch;             // the worker's thread
  base::UniqueFd bell;
  JournalDesk desk;             // the worker's thread
  std::atomic<std::int64_t> busy_since{0};   // steady ms; 0: at rest

  base::Mutex mutex;
  std::deque<Posted> posted OPENDAY_GUARDED_BY(mutex);
  std::vector<DeskMessage> messages OPENDAY_GUARDED_BY(mutex);
  std::size_t undone OPENDAY_GUARDED_BY(mutex) = 0;   // posted, its messages not yet handed over
  std::exception_ptr broken OPENDAY_GUARDED_BY(mutex);
  bool stopping OPENDAY_GUARDED_BY(mutex) = false;
  std::thread thread;

  static std::int64_t steady_ms() { return std::chrono::duration_cast<milliseconds>(Steady::now().time_since_epoch()).count(); }

  void ring() const {
    const std::uint64_t one = 1;
    (void)!write(bell.get(), &one, sizeof one);
  }

  void run();
  void work();
  void serve();
  void hand_over();
  bool wait(Steady::time_point until);
  bool finished();
  template <class Work>
  void busily(Work&& piece) {
    busy_since = steady_ms();
    piece();
    busy_since = 0;
    hand_over();
  }
};

void JournalWorker::State::run() {
  try {
    work();
  } catch (...) {
    {
      base::Lock held(mutex);
      broken = std::current_exception();
    }
    wake();
  }
}

void JournalWorker::State::work() {
  constexpr auto kNever = Steady::time_point::max();
  bool watched = watch.watching();   // before the first look, so that nothing slips between
  busily([&] { desk.open(now()); });
  auto retry_at = Steady::now() + kRetryTrouble;
  auto glance_at = watched ? kNever : Steady::now() + kInboxGlance;
  while (!finished()) {
    const bool trouble = desk.troubled() || desk.unsettled();
    if (!trouble) retry_at = Steady::now() + kRetryTrouble;
    if (wait(std::min(trouble ? retry_at : kNever, glance_at))) glance_at = std::min(glance_at, Steady::now() + kInboxQuiet);
    serve();
    if (trouble && Steady::now() >= retry_at) {
      busily([&] { desk.retry(now()); });
      retry_at = Steady::now() + kRetryTrouble;
    }
    if (Steady::now() < glance_at) continue;
    watched = watch.watching();
    busily([&] { desk.glance(now()); });
    glance_at = watched ? kNever : Steady::now() + kInboxGlance;
  }
}

bool JournalWorker::State::finished() {
  base::Lock held(mutex);
  return stopping && posted.empty();
}

// True when the inbox changed.
bool JournalWorker::State::wait(Steady::time_point until) {
  int limit = -1;
  if (until != Steady::time_point::max()) {
    const auto left = std::chrono::ceil<milliseconds>(until - Steady::now());
    limit = static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
  }
  pollfd fds[2] = {{bell.get(), POLLIN, 0}, {watch.fd(), POLLIN, 0}};
  if (poll(fds, watch.fd() >= 0 ? 2 : 1, limit) <= 0) return false;
  std::uint64_t rung = 0;
  if ((fds[0].revents & POLLIN) != 0) (void)!read(bell.get(), &rung, sizeof rung);
  const bool changed = (fds[1].revents & POLLIN) != 0;
  if (changed) watch.drain();
  return changed;
}

void JournalWorker::State::serve() {
  while (true) {
    std::optional<Posted> next;
    {
      base::Lock held(mutex);
      if (posted.empty()) return;
      next = std::move(posted.front());
      posted.pop_front();
    }
    busily([&] { desk.carry_out(next->effect, next->at); });
    base::Lock held(mutex);
    --undone;
  }
}

void JournalWorker::State::hand_over() {
  std::vector<DeskMessage> fresh = desk.take();
  if (fresh.empty()) return;
  {
    base::Lock held(mutex);
    for (DeskMessage& message : fresh) messages.push_back(std::move(message));
  }
  wake();
}

JournalWorker::JournalWorker(DeskOptions options, std::function<base::Moment()> now, std::function<void()> wake)
    : state_(std::make_unique<State>(std::move(options), std::move(now), std::move(wake))) {
  state_->thread = std::thread([state = state_.get()] { state->run(); });
}

JournalWorker::~JournalWorker() {
  {
    base::Lock held(state_->mutex);
    state_->stopping = true;
  }
  state_->ring();
  state_->thread.join();
}

void JournalWorker::post(Effect effect, base::Moment at) {
  {
    base::Lock held(state_->mutex);
    state_->posted.push_back({std::move(effect), std::move(at)});
    ++state_->undone;
  }
  state_->ring();
}

std::vector<DeskMessage> JournalWorker::take() {
  base::Lock held(state_->mutex);
  if (state_->broken) std::rethrow_exception(std::exchange(state_->broken, nullptr));
  return std::exchange(state_->messages, {});
}

bool JournalWorker::at_rest() const {
  base::Lock held(state_->mutex);
  return state_->undone == 0 && state_->messages.empty();
}

std::chrono::milliseconds JournalWorker::busy_for() const {
  const std::int64_t since = state_->busy_since;
  return since == 0 ? milliseconds(0) : milliseconds(State::steady_ms() - since);
}

}  // namespace openday::app
