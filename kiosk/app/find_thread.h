// Finding guests off the screen's thread. One thread builds the index of the roster in force, which takes seconds for half a million, and
// builds it anew when another roster comes: the old one answers meanwhile. Another thread answers the newest question and no older one
// (base/newest_worker.h); before there is an index it waits for it.
// Public calls from the screen's thread; `wake` is called on the second thread after each answer and must not call back into this object.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "kiosk/app/messages_find.h"
#include "kiosk/base/mutex.h"
#include "kiosk/base/newest_worker.h"
#include "kiosk/event/roster.h"

namespace openday::text {
class SharedReadings;
}

namespace openday::app {

// When the index of a roster is made: as soon as it is in force, or with the first question of all.
enum class BuildIndex { at_once, when_asked };

class FindThread {
 public:
  // Without a table of readings guests are found by Hanzi, Latin letters and digits only, which is logged once.
  FindThread(std::shared_ptr<text::SharedReadings> readings, std::function<void()> wake);
  ~FindThread();
  FindThread(const FindThread&) = delete;
  FindThread& operator=(const FindThread&) = delete;

  // The roster in force, kept alive as long as it is used; null: there is none, and nobody is found.
  void use(std::shared_ptr<const event::Roster> roster, BuildIndex when = BuildIndex::at_once);
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
  [[nodiscard]] bool wanted() const OPENDAY_REQUIRES(mutex_) { return asked_ || when_ == BuildIndex::at_once; }
  [[nodiscard]] FoundAnswer answer(const FindGuests& question);
  [[nodiscard]] std::shared_ptr<const Index> wait_for_index();

  const std::shared_ptr<text::SharedReadings> readings_;
  mutable base::Mutex mutex_;
  base::Condition changed_;
  std::shared_ptr<const event::Roster> roster_ OPENDAY_GUARDED_BY(mutex_);    // the newest
  std::shared_ptr<const Index> index_ OPENDAY_GUARDED_BY(mutex_);             // of it, or of the one before
  BuildIndex when_ OPENDAY_GUARDED_BY(mutex_) = BuildIndex::at_once;
  bool asked_ OPENDAY_GUARDED_BY(mutex_) = false;                             // somebody did search: he will again
  bool stopping_ OPENDAY_GUARDED_BY(mutex_) = false;
  std::thread builder_;                                                       // the threads last: they use the others
  base::NewestWorker<FindGuests, FoundAnswer> searcher_;
};

}  // namespace openday::app
