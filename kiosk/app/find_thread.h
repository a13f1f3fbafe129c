// Finding guests off the screen's thread. One thread builds the index of the roster in force, which takes seconds for half a million, and
// builds it anew when another roster comes: the old one answers meanwhile. Another thread answers the newest question and no older one
// (base/newest_worker.h); before there is an index it waits for it.
// Public calls from the screen's thread; `wake` is called on the second thread after each answer and must not call back into this object.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "kiosk/app/messages_find.h"
#include "kiosk/base/mutex.h"
#include "kiosk/base/newest_worker.h"
#include "kiosk/event/roster.h"

namespace openday::text {
class Readings;
}

namespace openday::app {

class FindThread {
 public:
  // `tables`: folder of readings.dat; without it guests are found by Hanzi, Latin letters and digits only, which is logged once.
  FindThread(std::filesystem::path tables, std::function<void()> wake);
  ~FindThread();
  FindThread(const FindThread&) = delete;
  FindThread& operator=(const FindThread&) = delete;

  // The roster in force, kept alive as long as it is used; null: there is none, and nobody is found.
  void use(std::shared_ptr<const event::Roster> roster);
  void ask(FindGuests question);
  // The answer to the newest question, once; nothing while it is being worked out.
  [[nodiscard]] std::optional<FoundAnswer> take();
  // Nothing is asked and every answer was taken.
  [[nodiscard]] bool at_rest();
  // The index of the newest roster stands.
  [[nodiscard]] bool ready() const;
  // What the index holds in memory beside the roster; 0 without one.
  [[nodiscard]] std::size_t index_bytes() const;

 private:
  struct Index;
  void build();
  [[nodiscard]] FoundAnswer answer(const FindGuests& question);
  [[nodiscard]] std::shared_ptr<const Index> wait_for_index();
  [[nodiscard]] std::shared_ptr<const text::Readings> load_readings() const;

  const std::filesystem::path tables_;
  mutable base::Mutex mutex_;
  base::Condition changed_;
  std::shared_ptr<const event::Roster> roster_ OPENDAY_GUARDED_BY(mutex_);    // the newest
  std::shared_ptr<const Index> index_ OPENDAY_GUARDED_BY(mutex_);             // of it, or of the one before
  bool stopping_ OPENDAY_GUARDED_BY(mutex_) = false;
  std::thread builder_;                                                       // the threads last: they use the others
  base::NewestWorker<FindGuests, FoundAnswer> searcher_;
};

}  // namespace openday::app
