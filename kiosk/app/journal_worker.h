// The thread that owns the journal: effects in, answers and reports out, the inbox watched. Public calls from the UI thread;
// `wake` is called by the worker's thread after each message, with no lock held. The destructor carries out what was posted,
// then joins. An exception of the worker (broken machinery) is kept and thrown again by take(), so that main alone handles it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

#include "kiosk/app/journal_desk.h"
#include "kiosk/base/clock.h"

namespace openday::app {

class JournalWorker {
 public:
  // `now` is asked by the worker's thread for what it does on its own (retries, the inbox); it must be thread-safe.
  JournalWorker(DeskOptions options, std::function<base::Moment()> now, std::function<void()> wake);
  ~JournalWorker();
  JournalWorker(const JournalWorker&) = delete;
  JournalWorker& operator=(const JournalWorker&) = delete;

  // `at`: when it happened; it is decided and recorded at that time.
  void post(Effect effect, base::Moment at);
  [[nodiscard]] std::vector<DeskMessage> take();
  // How long the present piece of work has taken: a disk that hangs. Zero when at rest.
  [[nodiscard]] std::chrono::milliseconds busy_for() const;
  // Nothing posted is undone and every message was taken.
  [[nodiscard]] bool at_rest() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace openday::app
